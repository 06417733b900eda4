"""A figure as text and as bytes: the element of the page, rounded numbers, and a small picture."""

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
