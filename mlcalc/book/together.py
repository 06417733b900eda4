"""A formula in a line of text and the punctuation that stands at it: no line may end between the two.

WebKit, the engine of Safari, ends a line at either side of a formula that was set while the book was built, be it
before a full stop or behind a bracket.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CLASS = "mlcalc-together"
# Letters may follow a hyphen or an apostrophe: between them and a sign in the same text no engine ends a line.
CLOSING = re.compile(r"[.,;:!?%)\]}’”'\"…/\-‐‑–—]+")
OPENING = re.compile(r"[(\[{“‘\"'/]+$")


def keep_together(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Called by Sphinx with each document before it is written."""
    if app.builder.format == "html":
        for formula in list(doctree.findall(nodes.math)):
            bind(formula)


def bind(formula: nodes.math) -> None:
    """Put a formula and the signs around it that belong to it into one element, where there are any.

    >>> text = nodes.paragraph("", "", nodes.Text("For ("), nodes.math("", "x"), nodes.Text("), take it."))
    >>> bind(text[1])
    >>> [part.astext() for part in text], text[1]["classes"]
    (['For ', '(x),', ' take it.'], ['mlcalc-together'])

    A full stop elsewhere in the paragraph is another one, though it is the same text:

    >>> text = nodes.paragraph("", "", nodes.strong("", "row"), nodes.Text("."), nodes.math("", "x"), nodes.Text("."))
    >>> bind(text[2])
    >>> text.astext()
    'row.x.'
    """
    parent = formula.parent
    at = parent.index(formula)
    before = parent[at - 1] if at > 0 else None
    after = parent[at + 1] if at + 1 < len(parent) else None
    opening = OPENING.search(before) if isinstance(before, nodes.Text) else None
    closing = CLOSING.match(after) if isinstance(after, nodes.Text) else None
    if opening or closing:
        whole = nodes.inline("", "", classes=[CLASS])
        parent.replace(formula, whole)
        whole += [nodes.Text(opening[0])] if opening else []
        whole += formula
        whole += [nodes.Text(closing[0])] if closing else []
    # By their places: texts that are equal are one and the same to Element.replace.
    if opening:
        parent[at - 1] = nodes.Text(opening.string[: opening.start()])
    if closing:
        parent[at + 1] = nodes.Text(closing.string[closing.end() :])
