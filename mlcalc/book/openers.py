"""A chapter opens with its number on a line of its own, in place of "3." before a title that is long enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TITLE = re.compile(r'<h1><span class="section-number">[\d.]+ </span>')


def chapter_of(app: Sphinx, page: str) -> str:
    """The number of a page that is a numbered chapter; "" of any other."""
    numbers = getattr(app.env, "toc_secnumbers", {}).get(page, {}).get("") or ()
    return ".".join(map(str, numbers))


def open_chapter(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Called by Sphinx with each page before it is written."""
    if "body" in context and (chapter := chapter_of(app, page)):
        context["body"] = opened(context["body"], chapter)


def opened(body: str, chapter: str) -> str:
    """A page with its opener.

    >>> opened('<h1><span class="section-number">3. </span>Row times column</h1>', "3")
    '<h1><span class="mlcalc-opener">Chapter 3</span> Row times column</h1>'
    """
    return TITLE.sub(f'<h1><span class="mlcalc-opener">Chapter {chapter}</span> ', body, count=1)
