"""A Sphinx extension for a page on a package, read off its docstrings: `extra_extensions: [mlcalc.book.reference]`.

The docstrings are written for `help()` in a terminal: after what is said of the parameters stand an example and the
source of the mathematics, without headings. On a page the example gets one, and the source goes below it.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.config.napoleon_custom_sections = ["Example"]
    app.connect("autodoc-process-docstring", give_headings, priority=400)  # before napoleon does
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def give_headings(app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]) -> None:
    """Put a heading before the first example, and the source after the last."""
    text = "\n".join(lines)
    source = re.search(r"(?:^|(?<=\.) )Source: (.*?)(?:\n\n|\n?\Z)", text, re.DOTALL | re.MULTILINE)
    if source:
        text = text[: source.start()] + "\n\n" + text[source.end() :]
        text += f"\n\n*Source*: {source[1]}\n"
    text = re.sub(r"^>>> ", "Example\n-------\n>>> ", text, count=1, flags=re.MULTILINE)
    lines[:] = text.split("\n")
