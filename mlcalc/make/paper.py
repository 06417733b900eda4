"""The whole book as one PDF: the built pages one after another, printed by Chromium with every figure's still picture.

    python -m mlcalc.make.paper _build/html _build/book.pdf

The pages are the ones that readers open, so formulas, numbers of equations and references are theirs. What differs on
paper: folded solutions lie open, links between chapters lead to pages of the same file, and no script runs.
"""

from __future__ import annotations

import re
import sys
from copy import copy
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from bs4 import BeautifulSoup

from .browser import NoBrowserError, launch

STYLE = """
@page { size: A4; margin: 18mm 17mm 20mm; }
html { font-size: 13.5px; scroll-padding: 0; }
body { background: white; }
article > section { break-before: page; }
article > section:first-of-type { break-before: auto; }
h1, h2, h3, h4 { break-after: avoid; }
.mlcalc-figure, .cell, pre, .math, .katex-display, table, tr, .admonition-title { break-inside: avoid; }
/* A table of a page and more begins where it is called for. */
table:has(tr:nth-child(15)), .cell:has(tr:nth-child(15)) { break-inside: auto; }
.mlcalc-figure > img, .mlcalc-figure > figure > img { display: block; max-width: 100%; margin: 0 auto; }
.headerlink, .copybtn, .toggle-button, details.hide > summary { display: none !important; }
details > summary { list-style: none; break-after: avoid; }
pre { white-space: pre-wrap; }
"""
FOOTER = (
    '<div style="width: 100%; font: 8px sans-serif; text-align: center; color: #555">'
    '<span class="pageNumber"></span></div>'
)


def pages_in_order(config: Path) -> list[str]:
    """The pages of a book in the order of its table of contents, as they are named in `_toc.yml`."""
    text = config.read_text(encoding="utf-8")
    return re.findall(r"^(?:root|\s*- file): *(\S+)", text, re.MULTILINE)


def one_page(html: Path, names: list[str]) -> str:
    """The articles of several built pages as one document beside the first, which lends it its styles."""
    whole = BeautifulSoup((html / f"{names[0]}.html").read_text(encoding="utf-8"), "html.parser")
    for script in whole.find_all("script"):
        script.decompose()
    article = whole.new_tag("article", attrs={"class": "bd-article"})
    for name in names:
        page = BeautifulSoup((html / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        section = page.select_one("article > section")
        assert section is not None, f"{name} has no article"
        put_back_strokes(section, page)
        prepare(section, name, names)
        article.append(section)
    whole.body.clear()  # type: ignore[union-attr]
    whole.body.append(article)  # type: ignore[union-attr]
    whole.html.attrs |= {"data-theme": "light", "data-mode": "light"}  # type: ignore[union-attr]
    style = whole.new_tag("style")
    style.string = STYLE
    whole.head.append(style)  # type: ignore[union-attr]
    return str(whole)


def put_back_strokes(section: Any, page: Any) -> None:
    """Strokes of formulas where they are seen: a page has those that come several times once, below its article."""
    strokes = {path["id"]: path for path in page.select("defs > path[id]")}
    for use in section.find_all("use"):
        path = copy(strokes[use["href"].removeprefix("#")])
        del path["id"]
        use.replace_with(path)


def prepare(section: Any, name: str, names: list[str]) -> None:
    """Make a page's section fit to stand beside others: ids of its own, links within the document, nothing folded."""
    taken = set()
    for element in section.find_all(id=True):
        element["id"] = within(name, element["id"])
        if element["id"] in taken:
            del element["id"]  # sphinx-exercise gives the same one to every exercise
        else:
            taken.add(element["id"])
    section["id"] = within(name, section["id"])
    folder = Path(name).parent
    for link in section.find_all("a", href=True):
        where, fragment = urldefrag(link["href"])
        if ":" in where:
            continue
        target = str(folder / where.removesuffix(".html")) if where else name
        if target in names:
            link["href"] = "#" + (within(target, fragment) if fragment else page_id(target))
        else:
            del link["href"]  # a file to download, or a page of the theme: neither is on paper
    anchor = BeautifulSoup(f'<span id="{page_id(name)}"></span>', "html.parser")
    section.insert(0, anchor)
    for script in section.find_all("script"):
        script.decompose()
    for folded in section.find_all("details"):
        folded["open"] = ""
    for folded in section.select(".toggle, .dropdown"):
        folded["class"] = [given for given in folded["class"] if given not in ("toggle", "dropdown", "toggle-hidden")]


def page_id(name: str) -> str:
    return name.replace("/", "-")


def within(name: str, identifier: str) -> str:
    """An id that no other page has."""
    return f"{page_id(name)}--{identifier}"


def print_book(html: Path, config: Path, paper: Path) -> None:
    """Write the PDF of a built book.

    Parameters
    ----------
    html : Path
        The folder of the built book.
    config : Path
        Its table of contents, ``_toc.yml``.
    paper : Path
        The PDF to write.
    """
    from playwright.sync_api import sync_playwright

    names = pages_in_order(config)
    beside = html / f"{names[0]}.paper.html"
    beside.write_text(one_page(html, names), encoding="utf-8")
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(java_script_enabled=False)
            page.goto(beside.resolve().as_uri())
            page.pdf(path=paper, prefer_css_page_size=True, print_background=True, outline=True, tagged=True,
                     display_header_footer=True, header_template="<span></span>", footer_template=FOOTER)  # fmt: skip
            browser.close()
    finally:
        beside.unlink()


if __name__ == "__main__":
    try:
        print_book(Path(sys.argv[1]), Path("_toc.yml"), Path(sys.argv[2]))
    except NoBrowserError as error:
        sys.exit(f"mlcalc: {error}")
