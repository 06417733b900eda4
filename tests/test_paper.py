"""The book as a PDF: every page's text, every figure's still picture, the numbers of equations, links that arrive."""

import re
import subprocess
import sys

import pytest
from live import PAGES
from prose import CHAPTERS, source

from mlcalc.make import paper

CONFIG = CHAPTERS.parent / "_toc.yml"


@pytest.fixture(scope="module")
def file(built_book, tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "book.pdf"
    # In a process of its own: a second Playwright may not start beside the one of the other tests.
    command = [sys.executable, "-m", "mlcalc.make.paper", str(built_book), str(path)]
    subprocess.run(command, cwd=CONFIG.parent, check=True, timeout=600)
    return path


@pytest.fixture(scope="module")
def printed(file):
    from pypdf import PdfReader

    return PdfReader(file)


@pytest.fixture(scope="module")
def text(file):
    from pypdfium2 import PdfDocument  # reads two hundred pages in the time in which pypdf reads two

    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(file)).split())


def test_every_page_of_the_book_is_there_in_order():
    names = paper.pages_in_order(CONFIG)
    assert names[0] == "chapters/index"
    assert {name.removeprefix("chapters/") for name in names} >= set(PAGES)


def test_the_text_and_the_numbers_of_equations_are_there(text):
    for chapter, page in enumerate(sorted(CHAPTERS.glob("[0-9]*.ipynb")), start=1):
        found = re.findall(rf"\({chapter}\.(\d+)\)", text)
        labels = len(re.findall(r"^\$\$ *\(", source(page), re.MULTILINE))
        assert {int(number) for number in found} >= set(range(1, labels + 1)), f"an equation of chapter {chapter}"
    for raw in ("{eq}", "{term}", "{cite", "$$"):
        assert raw not in text


def test_every_figure_is_a_picture(printed, built_book):
    names = paper.pages_in_order(CONFIG)
    pages = [(built_book / f"{name}.html").read_text(encoding="utf-8") for name in names]
    figures = sum(
        len(re.findall(r'<div class="mlcalc-figure" data-kind="(?!question|code|steps)', page)) for page in pages
    )
    assert figures >= 20
    objects = [page["/Resources"].get("/XObject", {}) for page in printed.pages]
    assert sum(thing.get_object()["/Subtype"] == "/Image" for held in objects for thing in held.values()) >= figures


def test_links_between_chapters_stay_within_the_paper(printed):
    inside, places = 0, printed.named_destinations
    for page in printed.pages:
        for link in page.get("/Annots") or []:
            link = link.get_object()
            uri = (link.get("/A") or {}).get("/URI", "")
            assert not uri.startswith("file:"), f"a link leads to a file of this machine: {uri}"
            if "/Dest" in link:
                inside += 1
                assert isinstance(link["/Dest"], list) or link["/Dest"] in places, link["/Dest"]
    assert inside > 100


def test_ids_of_two_pages_do_not_meet(built_book):
    # Pages that lead to one another, and have ids in common: the printed links of all of them are followed above.
    several = [name for name in paper.pages_in_order(CONFIG) if re.search(r"index|01-|02-|glossary|references", name)]
    assert len(several) == 5
    whole = paper.one_page(built_book, several)
    ids = re.findall(r'<[^>]* id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    missing = set(re.findall(r'href="#([^"]+)"', whole)) - set(ids)
    assert not missing


def test_no_fold_is_parted_from_its_title(file):
    from pypdfium2 import PdfDocument

    foot, titles = 57, 0  # the lower margin, 20 mm in points, where the numbers of pages stand
    for number, page in enumerate(PdfDocument(file), start=1):
        text = page.get_textpage()
        found = text.search("What there is to see")
        while at := found.get_next():
            titles += 1
            bottom = text.get_charbox(at[0])[1]
            below = (text.get_charbox(index)[3] for index in range(text.count_chars()))
            assert any(foot < top < bottom for top in below), f"the title stands alone at the end of page {number}"
    assert titles > 20
