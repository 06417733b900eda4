"""A figure stands before its call where a book asks for it, and as in the notebook where it does not."""

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from small_book import CURVE, small_book

CHAPTERS = [path.stem for path in sorted((ROOT / "chapters").glob("[01]*.ipynb"))]
CHAPTERS += ["index", "project", "your-own-function"]


def cells(path):
    """The cells of a built page that show a figure: (figure, code or None) of each, by their places in the cell."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for figure in page.select("div.cell .mlcalc-figure"):
        cell = figure.find_parent("div", class_="cell")
        order = list(cell.descendants)
        code = cell.select_one(".cell_input")
        yield order.index(figure), None if code is None else order.index(code), code


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_in_a_chapter_the_call_is_folded_below_its_figure(built_book, chapter):
    found = list(cells(built_book / "chapters" / f"{chapter}.html"))
    assert found
    for figure, at, code in found:
        if code is not None:
            assert figure < at
            fold = code.find_parent("details")
            assert fold.summary.get_text(strip=True, separator="|").split("|")[0] == "How this figure is made"
            assert not fold.has_attr("open")


def test_a_chapter_does_not_begin_with_what_it_imports(built_book):
    page = BeautifulSoup((built_book / "chapters" / "03-row-times-column.html").read_text(), "html.parser")
    code = page.select_one("div.cell .cell_input")
    assert code.get_text().strip().startswith("import numpy")
    assert "What this page imports" in code.find_parent("details").summary.get_text()


def test_a_book_that_does_not_ask_keeps_its_order(tmp_path):
    built = small_book(tmp_path, "mlcalc.book", cell=CURVE)
    assert built.returncode == 0, built.stderr
    [(figure, at, code)] = cells(tmp_path / "_build" / "html" / "page.html")
    assert at < figure
    assert code.find_parent("details") is None
