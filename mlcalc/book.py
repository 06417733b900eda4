"""A Sphinx extension that brings a Jupyter Book its live figures.

One line in anyone's `_config.yml` is enough:

    sphinx:
      extra_extensions: [mlcalc.book]

A page with a figure then gets one deferred script and one style sheet, from the book's own folder. Where the book also
uses `sphinxcontrib.katex` with `katex_prerender: true`, its formulas are set by the KaTeX that the figures bring, so
that nothing is fetched from anywhere, and a formula that KaTeX cannot read is a warning with its page.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from sphinx.util import logging

from mlcalc import node

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOLDER = "mlcalc"  # inside the built book's _static
SCRIPT = f"{FOLDER}/figures.js"
STYLE = f"{FOLDER}/figures.css"
logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    # Before myst-nb and sphinxcontrib.katex read their settings, which they do when the builder starts.
    app.connect("config-inited", choose_settings, priority=100)
    app.connect("builder-inited", copy_assets, priority=100)
    app.connect("html-page-context", add_assets)
    app.connect("html-page-context", report_formulas)
    app.connect("build-finished", stop_katex)
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def choose_settings(app: Sphinx, config: Config) -> None:
    """Settings without which a figure would not be shown, or would be fetched; what the book's author set stays."""
    prefer = {
        # Of the pictures of one figure in a notebook take its HTML, not the widget of a kernel that is not there.
        "nb_mime_priority_overrides": [("html", "text/html", 5)],
        # myst-nb would load the widgets' scripts from two content networks.
        "nb_ipywidgets_js": {},
    }
    if "sphinxcontrib.katex" in app.extensions and config.katex_prerender:
        prefer |= {"katex_css_path": STYLE, "katex_js_path": str(node.STATIC / "katex.min.js")}
        sys.modules["sphinxcontrib.katex"].NODEJS_BINARY = str(node.binary())
    for name, value in prefer.items():
        if name in config and name not in config.overrides and name not in config._raw_config:
            config[name] = value


def copy_assets(app: Sphinx) -> None:
    """Put the script, the style sheet and the fonts beside the pages."""
    if not (node.STATIC / "figures.js").is_file():
        raise ExtensionError(f"the figures are not built: {node.STATIC} has no figures.js. Type: make book")
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    (target / "fonts").mkdir(parents=True)
    for name in ("figures.js", "figures.css"):
        shutil.copyfile(node.STATIC / name, target / name)
    for font in (node.STATIC / "fonts").iterdir():
        shutil.copyfile(font, target / "fonts" / font.name)


def add_assets(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page what its content needs, once, and no other page anything."""
    if 'class="mlcalc-figure"' in context.get("body", ""):
        app.add_js_file(SCRIPT, loading_method="defer")
        if not any(STYLE in str(style) for style in context["css_files"]):
            app.add_css_file(STYLE)


def report_formulas(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """KaTeX prints what it cannot read in red and goes on; a reader should never be the first to see that."""
    body = context.get("body", "")
    for complaint in re.findall(r'class="katex-error" title="([^"]*)"', body):
        logger.warning("KaTeX: %s", html.unescape(complaint), location=page, type="mlcalc", subtype="katex")
    if 'class="eqn-num"' in body:
        hint = (
            "a formula numbers itself: write aligned for align (and gathered for gather), and give the equation a label"
        )
        logger.warning("KaTeX: %s", hint, location=page, type="mlcalc", subtype="katex")


def stop_katex(app: Sphinx, exception: Exception | None) -> None:
    """End KaTeX's Node with the build: it would hold our output open, and whoever reads that would wait for ever."""
    katex = sys.modules.get("sphinxcontrib.katex")
    server = katex and katex.KaTeXServer.katex_server
    if katex and server:
        katex.atexit.unregister(katex.KaTeXServer.terminate)
        server.terminate()
        katex.KaTeXServer.katex_server = None
