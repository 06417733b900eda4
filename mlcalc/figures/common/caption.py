"""What stands below a figure: a sentence or two on what there is to notice, with formulas between dollar signs."""

from __future__ import annotations

import html
from typing import Any


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
