"""On the pages of a book that ask for it, a figure stands before the call that makes it, which folds open below.

    sphinx:
      config:
        mlcalc_figure_first: ["chapters/*"]

Code that draws a picture should not stand between a question and the picture; nor should a page begin with what it
imports. In the notebook all is as it was: the cell comes first, for there it is what one runs.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode  # type: ignore[import-untyped]
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CALL, IMPORTS = "How this figure is made", "What this page imports"
IMPORTING = re.compile(r"(import |from |np\.set_printoptions\().*|\s*")
FIGURE = 'class="mlcalc-figure"'


def add_to(app: Sphinx) -> None:
    app.add_config_value("mlcalc_figure_first", [], "env", list)
    app.connect("doctree-read", fold_calls)
    app.add_post_transform(PutCallsBelow)


def fold_calls(app: Sphinx, doctree: nodes.document) -> None:
    """Have the input of every cell that shows a figure folded, as the tag hide-input does."""
    if not any(fnmatch(app.env.docname, pattern) for pattern in app.config.mlcalc_figure_first):
        return
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") != "cell_code":
            continue
        if FIGURE in cell.astext():
            fold(cell, CALL)
            cell["figure_first"] = True
        elif all(IMPORTING.fullmatch(line) for line in cell.astext().splitlines()):
            fold(cell, IMPORTS)


def fold(cell: nodes.Element, summary: str) -> None:
    cell["hide_mode"], cell["prompt_show"], cell["prompt_hide"] = "input", summary, summary


class PutCallsBelow(SphinxPostTransform):
    """Puts what has been folded behind the figure."""

    default_priority = 200  # after 199, at which myst-nb folds
    formats = ("html",)

    def run(self, **options: Any) -> None:
        """Called by Sphinx."""
        for cell in list(self.document.findall(nodes.container)):
            call = cell.children[0] if cell.get("figure_first") and len(cell.children) > 1 else None
            if isinstance(call, HideCodeCellNode):
                call["classes"] = ["below-input"]
                cell.children = [*cell.children[1:], call]
