"""A Sphinx extension that brings a Jupyter Book its live figures.

One line in anyone's `_config.yml` is enough:

    sphinx:
      extra_extensions: [mlcalc.book]

A page with a figure then gets one deferred script and one style sheet, from the book's own folder. (`python.js` lies
beside them; a page with a cell of code fetches it when a reader touches the cell.) Two more extensions
stand beside this one: `mlcalc.book.formulas` sets the formulas while the book is built, and `mlcalc.book.lean` takes
from a page what it has no use for. With the three, a page loads nothing from anywhere else.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ..make import assets
from . import captions, figure_first, widgets

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    figure_first.add_to(app)
    app.connect("doctree-read", widgets.settle)
    copied = ("figures.js", "typed.js", "trained.js", "python.js", "figures.css", "page.css")
    app.connect("builder-inited", lambda app: assets.copy(app, *copied))
    app.connect("html-page-context", add_figures)
    app.connect("html-page-context", captions.number)
    app.connect("html-page-context", drop_repeated_scripts, priority=900)
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def add_figures(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page with figures their script and style sheet, and no other page anything."""
    if 'class="mlcalc-figure"' in context.get("body", ""):
        app.add_js_file(f"{assets.FOLDER}/figures.js", loading_method="defer")
        assets.add_styles(app, context, "figures.css", "page.css")


def drop_repeated_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Keep each inline script once: Jupyter Book writes two of them twice, and a second `const` is an error."""
    seen = set()
    for script in list(context["script_files"]):
        text = getattr(script, "attributes", {}).get("body")
        if text and text in seen:
            context["script_files"].remove(script)
        seen.add(text)
