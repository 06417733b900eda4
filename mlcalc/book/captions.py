"""The captions of a chapter's figures, numbered in their order: "Figure 3.2." before what there is to notice.

A figure itself does not know in which chapter it stands, nor which figures stand before it; the build does. On pages
that are no numbered chapter, and outside of a book, captions stand without a number.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from .openers import chapter_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CAPTION = re.compile(r'(<div class="mlcalc-figure"(?:(?!</div>).)*?<figcaption>)', re.DOTALL)


def number(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Called by Sphinx with each page before it is written."""
    if "body" in context and (chapter := chapter_of(app, page)):
        context["body"] = numbered(context["body"], chapter)


def numbered(body: str, chapter: str) -> str:
    """A page with a number in each caption.

    >>> numbered('<div class="mlcalc-figure"><figure><img><figcaption>The slope.</figcaption></figure></div>', "3")
    '<div class="mlcalc-figure"><figure><img><figcaption><b>Figure 3.1.</b> The slope.</figcaption></figure></div>'
    """
    count = itertools.count(1)
    return CAPTION.sub(lambda found: f"{found[1]}<b>Figure {chapter}.{next(count)}.</b> ", body)
