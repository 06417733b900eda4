"""A Sphinx extension for a page on a package, read off its docstrings: `extra_extensions: [mlcalc.book.reference]`.

The docstrings are written for `help()` in a terminal: after what is said of the parameters stand an example and the
source of the mathematics, without headings. On a page the example gets one, the source goes below it, and where a call
makes a figure, its example is followed by the figure, alive.
"""

from __future__ import annotations

import doctest
import inspect
import re
import sys
import textwrap
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

EXAMPLE = re.compile(r"^>>> (?:.*\S.*(?:\n|\Z))+", re.MULTILINE)  # as doctest has it: it ends at an empty line


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.config.napoleon_custom_sections = ["Example"]
    app.connect("autodoc-process-docstring", show_figure, priority=300)
    app.connect("autodoc-process-docstring", give_headings, priority=400)  # before napoleon does
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def show_figure(app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]) -> None:
    """Put the figure that an example makes below it, where making one is what the function is for."""
    if what != "function" or not makes_figure(thing):
        return
    text = "\n".join(lines)
    if (example := EXAMPLE.search(text)) is None:
        return
    figure = figure_of(example[0], vars(sys.modules[thing.__module__]))
    element = figure._repr_mimebundle_()[0]["text/html"]  # what a notebook would show, as on the book's other pages
    raw = f"\n.. raw:: html\n\n{textwrap.indent(element, '   ')}\n\n"
    lines[:] = (text[: example.end()] + "\n" + raw + text[example.end() :]).split("\n")


def makes_figure(function: object) -> bool:
    """Whether what it returns is a figure, by its annotation."""
    from ..figures import Figure  # only a book on the figures themselves needs them here

    returned = inspect.signature(function, eval_str=True).return_annotation  # type: ignore[arg-type]
    return isinstance(returned, type) and issubclass(returned, Figure)


def figure_of(example: str, names: dict[str, Any]) -> Any:
    """The figure that an example calls ``fig``, made by running it as doctest does: what is shown is what is tested."""
    known = dict(names)
    for part in doctest.DocTestParser().get_examples(example):
        exec(part.source, known)
    return known["fig"]


def give_headings(app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]) -> None:
    """Put a heading before the first example, and the source after the last."""
    text = "\n".join(lines)
    source = re.search(r"(?:^|(?<=\.) )Source: (.*?)(?:\n\n|\n?\Z)", text, re.DOTALL | re.MULTILINE)
    if source:
        text = text[: source.start()] + "\n\n" + text[source.end() :]
        text += f"\n\n*Source*: {source[1]}\n"
    text = re.sub(r"^>>> ", "Example\n-------\n>>> ", text, count=1, flags=re.MULTILINE)
    lines[:] = text.split("\n")
