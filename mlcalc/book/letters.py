"""A Sphinx extension: a book set in a face that suits its formulas (`extra_extensions: [mlcalc.book.letters]`).

The face is a part of Source Serif 4, served from the book itself: 40 kB in three weights. A book names it in a style
sheet of its own, as "Mlcalc Serif"; there it also says how the line looks that a chapter opens with, `.mlcalc-opener`.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ..make import assets
from .openers import open_chapter

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# A line that is set with the letters of another font breaks anew when the right ones come, under the eyes of whoever
# reads it. So the article is shown when they are there, and at the latest after half a second.
LETTERS_FIRST = """{
  const root = document.documentElement, serif = "1em 'Mlcalc Serif'";
  const fonts = [serif, `600 ${serif}`, "1em KaTeX_Main", "italic 1em KaTeX_Math"];
  const late = new Promise(show => setTimeout(show, 500));
  root.classList.add("mlcalc-letters-first");
  Promise.race([late, Promise.all(fonts.map(font => document.fonts.load(font)))]).catch(() => {})
    .then(() => root.classList.remove("mlcalc-letters-first"));
}"""


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("builder-inited", lambda app: assets.copy(app, "letters.css"))
    app.connect("html-page-context", add_letters)
    app.connect("html-page-context", open_chapter)
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def add_letters(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page the face of its text."""
    assets.add_styles(app, context, "letters.css")
    app.add_js_file(None, body=LETTERS_FIRST)
