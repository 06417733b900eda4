"""How a book looks from outside: its sign, what stands in a page's head, its picture, and how a chapter opens."""

import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

HEADS = ("index", "03-row-times-column", "glossary")


def page_in(built_book, name):
    return BeautifulSoup((built_book / "chapters" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("name", HEADS)
def test_a_page_says_what_it_is(built_book, name):
    page = page_in(built_book, name)
    said = {tag.get("property") or tag["name"]: tag["content"] for tag in page.select("meta[property], meta[name]")}
    assert said["og:site_name"] == "From the chain rule to backpropagation"
    assert said["og:title"] in page.h1.get_text()
    assert 40 < len(said["description"]) <= 200
    assert said["description"] == said["og:description"]
    assert said["twitter:card"] == "summary_large_image"
    picture = (built_book / "chapters" / said["og:image"]).resolve()
    with Image.open(picture) as drawn:
        assert drawn.size == (1200, 630)
        assert len(drawn.getcolors()) > 20, "nothing is drawn in it"
    assert picture.stat().st_size < 150_000


@pytest.mark.parametrize("name", [*HEADS, "../search"])
def test_a_page_has_the_books_sign(built_book, name):
    link = page_in(built_book, name).select_one('link[rel~="icon"]')
    sign = (built_book / "chapters" / name).parent / link["href"].partition("?")[0]
    assert sign.read_text(encoding="utf-8").startswith("<svg")


def test_a_chapter_opens_with_its_number_and_another_page_does_not(built_book):
    title = page_in(built_book, "03-row-times-column").select_one("article h1")
    assert title.select_one(".mlcalc-opener").get_text() == "Chapter 3"
    assert re.match(r"Chapter 3 Row times column", title.get_text())
    assert page_in(built_book, "glossary").select_one(".mlcalc-opener") is None
