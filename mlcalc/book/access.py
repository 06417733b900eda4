"""What the theme's pages lack for readers who hear a page, or speak to it: mended in the HTML that is written.

Each rule of the table is a fault that axe (https://github.com/dequelabs/axe-core) finds on a page of Jupyter Book.
"""

from __future__ import annotations

import re

MENDED = (
    # Whoever speaks to their computer says what they read; here the label is another text than the one in sight.
    (re.compile(r'(<button\b[^>]*\bsearch-button-field\b[^>]*?) aria-label="[^"]*"'), r"\1"),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    # Whoever jumps from landmark to landmark would never come to the book's title, which leads to its first page.
    (
        re.compile(r'<div class="sidebar-primary-item">(\s*<a class="navbar-brand logo")'),
        r'<div class="sidebar-primary-item" role="navigation" aria-label="Book">\1',
    ),
)


def mended(page: str) -> str:
    """The HTML of a page without these faults."""
    for fault, instead in MENDED:
        page = fault.sub(instead, page)
    return page
