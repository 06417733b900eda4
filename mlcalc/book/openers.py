"""A chapter opens with its number on a line of its own, in place of "3." before a title that is long enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NUMBER = re.compile(r'<h1><span class="section-number">(\d+)\. </span>')


def open_chapter(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Called by Sphinx with each page before it is written."""
    if "body" in context:
        context["body"] = opened(context["body"])


def opened(body: str) -> str:
    """A page with its opener.

    >>> opened('<h1><span class="section-number">3. </span>Row times column</h1>')
    '<h1><span class="mlcalc-opener">Chapter 3</span> Row times column</h1>'
    """
    return NUMBER.sub(r'<h1><span class="mlcalc-opener">Chapter \1</span> ', body, count=1)
