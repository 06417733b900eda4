"""A figure as text and as bytes: the element of the page, its caption, rounded numbers, and a small picture."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Picture


def element(spec: Mapping[str, Any], still: str) -> str:
    """The element of a figure: its specification, and what stands in it until the page's script has run."""
    # "</script" or "<!--" in a name or an alt text would be read as markup
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    kind, name = (html.escape(str(spec[key])) for key in ("kind", "id"))
    return (
        f'<div class="mlcalc-figure" data-kind="{kind}" id="{name}">'
        f'<script type="application/json">{text}</script>{still}</div>'
    )


def read_caption(given: Any) -> str:
    """A caption as it was given, on one line; "" where there is none.

    >>> read_caption("The slope at $w$\\n  is the tangent's."), read_caption(None)
    ("The slope at $w$ is the tangent's.", '')
    """
    if given is None:
        return ""
    if not isinstance(given, str) or not given.strip():
        raise TypeError(f"caption: expected a sentence on what there is to notice, got {given!r}; or leave it out")
    if given.count("$") % 2:
        raise ValueError(f"caption: one of its dollar signs has no other: {given!r}; write a formula as $w$")
    return " ".join(given.split())


def captioned(still: str, caption: str) -> str:
    """A figure's HTML with its caption; formulas stay LaTeX, marked, for the book's build or the page's script.

    >>> captioned("<img>", "Of $w$.")
    '<figure><img><figcaption>Of <span class="mlcalc-tex">$w$</span>.</figcaption></figure>'
    """
    if caption == "":
        return still
    pieces = [html.escape(piece, quote=False) for piece in caption.split("$")]
    text = "".join(f'<span class="mlcalc-tex">${p}$</span>' if i % 2 else p for i, p in enumerate(pieces))
    return f"<figure>{still}<figcaption>{text}</figcaption></figure>"


def rounded(value: Any) -> Any:
    """15 significant digits: the same text on every machine, and no difference a reader could see.

    >>> rounded({"low": 0.1 + 0.2, "parts": (1.0, np.float64(2.5))})
    {'low': 0.3, 'parts': [1, 2.5]}
    """
    if isinstance(value, float):
        short = float(f"{value:.15g}")
        return int(short) if short.is_integer() and abs(short) < 1e15 else short
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def png(picture: Picture) -> bytes:
    """Few colours and no metadata: a small file that does not tell where it was made."""
    from PIL import Image

    raw, small = io.BytesIO(), io.BytesIO()
    picture.savefig(raw, format="png", transparent=True, metadata={"Software": None})
    raw.seek(0)
    # the fast octree is Pillow's one quantizer that keeps transparency
    Image.open(raw).quantize(48, method=Image.Quantize.FASTOCTREE).save(small, format="PNG", optimize=True)
    return small.getvalue()
