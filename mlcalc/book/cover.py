"""A Sphinx extension: how a book looks from outside (`extra_extensions: [mlcalc.book.cover]`).

A sign in the browser's tab; and for whoever passes on the address of a page, its title, its first paragraph and a
picture, which is drawn here, while the book is built. A service that shows it asks for it by
its whole address, which a page has with `html_baseurl`.
"""

from __future__ import annotations

import html
import re
import textwrap
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..make import assets

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SIGN, CARD = "favicon.svg", "card.png"
LONGEST = 200  # letters of a description; more is cut off wherever it is shown


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("builder-inited", put_beside)
    app.connect("html-page-context", introduce)
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def put_beside(app: Sphinx) -> None:
    """The sign and the picture, beside the pages."""
    assets.copy(app, SIGN)
    if app.builder.format == "html":
        from .card import draw  # only here: matplotlib is slow to load, and other builders have no use for it

        draw(app.config.html_title or app.config.project, Path(app.outdir, "_static", assets.FOLDER, CARD))


def introduce(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Say in a page's head what it is."""
    to = context["pathto"]
    context["favicon_url"] = to(f"_static/{assets.FOLDER}/{SIGN}", 1)
    if doctree is None:  # the search, the index
        return
    picture = f"_static/{assets.FOLDER}/{CARD}"
    base = app.config.html_baseurl
    book = app.config.html_title or app.config.project
    title = re.sub(r"<[^>]+>", "", html.unescape(context.get("title", ""))) or book
    said = {
        "og:type": "article",
        "og:site_name": book,
        "og:title": re.sub(r"^\d+\. ", "", title),
        "og:description": first_words(doctree),
        "og:image": f"{base.rstrip('/')}/{picture}" if base else to(picture, 1),
        "og:image:alt": "Contours of a cost, and the way of gradient descent down to its lowest place",
    }
    tags = [("property", name, text) for name, text in said.items()]
    tags += [("name", "description", said["og:description"]), ("name", "twitter:card", "summary_large_image")]
    written = [f'<meta {key}="{name}" content="{html.escape(text)}" />' for key, name, text in tags if text]
    context["metatags"] = "\n".join([context.get("metatags", ""), *written])


def first_words(doctree: nodes.document) -> str:
    """The first paragraph that is no part of a box or of a table, with formulas as they were typed; at most so long."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return textwrap.shorten(paragraph.astext(), LONGEST, placeholder=" …")
    return ""
