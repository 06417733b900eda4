"""What a reader downloads: one style sheet and one script for the whole book, pictures only where they are seen."""

import gzip
import re

import pytest

from mlcalc.book import bundle, pictures

CHAPTERS = [
    "index", "01-sensitivity", "02-total-derivative", "03-row-times-column", "04-many-links",
    "05-networks-as-functions", "06-cost-and-descent", "07-backpropagation", "08-graphs",
    "09-training", "10-curvature",
]  # fmt: skip
PAGE = """<head>
<link rel="stylesheet" href="../_static/a.css?v=1" />
<link rel="stylesheet" href="../_static/b/b.css" />
<link rel="stylesheet" href="print.css" />
<link rel="preload" as="script" href="../_static/scripts/bootstrap.js" />
<script src="../_static/documentation_options.js"></script>
<script src="../_static/doctools.js"></script>
<script src="../_static/togglebutton.js"></script>
<script defer src="../_static/mlcalc/figures.js"></script>
</head><p class="used">"""


def test_every_file_stands_behind_those_it_stood_behind():
    assert bundle.in_order([["a", "c"], ["a", "b", "c"], ["d"], ["b", "e"]]) == ["d", "a", "b", "e", "c"]


def write(root, **files):
    for name, text in files.items():
        path = root / "_static" / name.replace("__", "/").replace("_css", ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "rule",
    ["p{color:red}", ".used{color:red}", "#used .used{color:red}", "p:not(.unused){color:red}", "[data-x=unused]{a:b}"],
)
def test_a_rule_that_may_match_stays(tmp_path, rule):
    write(tmp_path, a_css=rule)
    assert bundle.style_of(tmp_path, "_static/a.css", {"used"}) == rule


@pytest.mark.parametrize("rule", [".unused{a:b}", "#unused{a:b}", ".used .unused{a:b}", "@media print{.unused{a:b}}"])
def test_a_rule_that_cannot_match_goes(tmp_path, rule):
    write(tmp_path, a_css=rule)
    assert bundle.style_of(tmp_path, "_static/a.css", {"used", "a"}) == ""


def test_of_several_selectors_those_stay_that_may_match(tmp_path):
    write(tmp_path, a_css="@media print { .used, .unused { color: red; /* why */ } }")
    assert bundle.style_of(tmp_path, "_static/a.css", {"used"}) == "@media print {.used{color: red;}}"


def test_addresses_are_those_of_the_bundle_and_imports_are_brought_in(tmp_path):
    write(tmp_path, b__b_css='@import "../a.css"; p{background:url(p.png)} q{background:url(data:x)}', a_css="a{b:c}")
    found = bundle.style_of(tmp_path, "_static/b/b.css", set())
    assert found.split("\n") == ["a{b:c}", "p{background:url(../b/p.png)}", "q{background:url(data:x)}"]


def test_a_page_asks_for_the_bundles_and_the_next_build_finds_their_parts():
    tags = {bundle.STYLES: bundle.styled("", ["_static/a.css", "_static/b/b.css"])}
    tags[bundle.SCRIPTS] = bundle.scripted("", ["_static/doctools.js"])
    page = bundle.rewritten(PAGE, tags, "const OPTIONS = 1;")
    asked = re.findall(r'(?:href|src)="([^"?]*)', page)
    assert asked == [
        "../_static/mlcalc/book.css", "print.css", "../_static/mlcalc/book.js", "../_static/togglebutton.js",
        "../_static/mlcalc/figures.js",
    ]  # fmt: skip
    assert "<script>const OPTIONS = 1;</script>" in page
    assert bundle.names_in(page, bundle.STYLE, bundle.STYLES) == ["_static/a.css", "_static/b/b.css"]
    assert bundle.rewritten(page, tags, "const OPTIONS = 1;") == page


def test_a_page_with_a_script_of_its_own_that_may_need_the_others_at_once_keeps_them():
    page = PAGE.replace("</head>", '<script src="../_static/searchtools.js"></script></head>')
    assert not bundle.takes_scripts(page)
    assert bundle.takes_scripts(
        page.replace('<script src="../_static/searchtools', '<script defer src="../_static/own')
    )


def test_a_script_that_ends_without_a_semicolon_and_one_that_is_strict_stand_side_by_side(built_book):
    script = (built_book / bundle.SCRIPTS).read_text(encoding="utf-8")
    assert script.startswith(";")  # so that "use strict" in the first holds for nothing else
    assert script.count("\n;") >= 5


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_light(built_book, name):
    """The first visit, as a server sends it; the next page costs its HTML alone."""
    page = (built_book / "chapters" / f"{name}.html").read_text(encoding="utf-8")
    files = set(re.findall(r'(?:href|src)="\.\./(_static/[^"?]+\.(?:css|js))', page))
    fonts = [f"_static/mlcalc/fonts/{font}.woff2" for font in (
        "KaTeX_Main-Regular-common", "KaTeX_Main-Bold-common", "KaTeX_Math-Italic-common",
        "KaTeX_Math-BoldItalic-common", "Serif-400-normal", "Serif-400-italic", "Serif-600-normal")]  # fmt: skip
    html = len(gzip.compress(page.encode(), 6))
    text = sum(len(gzip.compress((built_book / file).read_bytes(), 6)) for file in files)
    heavy = sum((built_book / font).stat().st_size for font in fonts)
    # chapter 7 has its table, its formulas to be typed and its two programs; chapter 9 brings 1,797 drawings to train
    # on, 45 kB, for which it gave up others
    more = {"07-backpropagation": 21_000, "09-training": 49_500}.get(name, 0)
    assert html <= 77_000 + more
    assert len(files) <= 5
    assert html + text + heavy <= 356_000 + more
    assert "data:image/png" not in page


def test_a_picture_in_its_file_keeps_its_size(built_book):
    from PIL import Image

    page = (built_book / "chapters" / "gallery.html").read_text(encoding="utf-8")
    found = re.findall(r'width="(\d+)" height="(\d+)" loading="lazy" src="\.\./(_images/mlcalc/\w+\.png)"', page)
    assert len(found) >= 10
    for width, height, file in found:
        assert Image.open(built_book / file).size == (int(width), int(height))


def test_only_the_pictures_of_figures_are_taken_out():
    assert pictures.PICTURE.search('<p><img src="data:image/png;base64,AA">') is None
    assert pictures.PICTURE.search('<div class="mlcalc-figure"></div><img src="data:image/png;base64,AA">') is None
