"""What stands below a figure: in its HTML, in the page, in a notebook, and numbered in a book."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from figure_page import write_page
from live import CHAPTERS, live, seen, settle
from small_book import small_book
from test_own_widget import PAGE

from mlcalc import figures
from mlcalc.make import node

SAYS = r"The slope at $w$ is <that> of the tangent; see $\mathbf{x}$."
SHOWN = "The slope at w is <that> of the tangent; see x."


def curve(**options):
    return figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C", id="f", **options)


def in_page(element):
    return seen(element.locator("figcaption")).replace("\u200b", "")


@pytest.mark.parametrize("make", [
    lambda **more: curve(**more),
    lambda **more: curve(editable=True, **more),
    lambda **more: figures.errors(lambda x: x**3, x=1, h=(1e-9, 1, 1e-3), **more),
    lambda **more: figures.surface(lambda x, y: x * y, x=(0, 1), y=(0, 1), name="f", **more),
    lambda **more: figures.paths(lambda t, x: t * x, x=lambda t: t**2, t=(0, 3, 2), name="F", **more),
    lambda **more: figures.graph(lambda a, b: a * b, a=(0, 1), b=(0, 1), name="y", **more),
])  # fmt: skip
def test_each_kind_takes_a_caption_and_keeps_it_in_its_html(make):
    figure = make(caption=SAYS)
    html = BeautifulSoup(figure.to_html(full=False), "html.parser")
    root = html.select_one(".mlcalc-figure")
    assert root.select_one("figure > figcaption").get_text() == SAYS
    assert root.select_one("figure > img") is not None
    assert [tex.get_text() for tex in root.select(".mlcalc-tex")] == ["$w$", r"$\mathbf{x}$"]
    assert figure.caption == SAYS
    assert "figcaption" not in make().to_html(full=False)


def test_what_is_no_caption_is_refused_with_what_to_write():
    with pytest.raises(TypeError, match=r"caption: expected a sentence .* got 3; or leave it out"):
        curve(caption=3)
    with pytest.raises(TypeError, match="caption"):
        curve(caption=" ")
    with pytest.raises(ValueError, match=r"caption: one of its dollar signs has no other: 'It costs \$3'"):
        curve(caption="It costs $3")


def test_the_caption_stands_below_the_live_figure_with_its_formulas_set(page_of, tmp_path):
    page = page_of(write_page(tmp_path, curve(caption=SAYS)))
    element = live(page, "f")
    assert in_page(element) == SHOWN
    assert element.locator("figcaption .katex").count() == 2
    body, caption = (element.locator(part).bounding_box() for part in (".mlcalc-body", "figcaption"))
    assert caption["y"] >= body["y"] + body["height"]
    named = element.locator("figure").evaluate("e => [e.localName, e.lastElementChild.localName]")
    assert named == ["figure", "figcaption"], "a figure is named by the caption within it"
    tree = page.locator("figure").aria_snapshot()
    assert tree.startswith("- figure"), tree
    assert "The slope at" in tree


def test_it_stays_below_where_a_reader_types_another_function(page_of, tmp_path):
    element = live(page_of(write_page(tmp_path, curve(editable=True, caption=SAYS))), "f")
    element.locator("input[data-formula]").fill("w^3")
    for _ in range(3):
        settle(element.page)
    inside = element.locator("figure > *").evaluate_all("all => all.map(e => e.classList[0] ?? e.localName)")
    assert inside == ["mlcalc-own", "mlcalc-body", "mlcalc-more", "figcaption"]


def test_a_saved_figure_has_it_too(page_of, tmp_path):
    curve(caption=SAYS).save(tmp_path / "saved.html")
    element = live(page_of(tmp_path / "saved.html"), "f")
    assert in_page(element) == SHOWN
    # Of the bold faces, which other saved figures do without, the caption has that of its x.
    font = element.locator("figcaption .mathbf").evaluate("e => getComputedStyle(e).fontWeight")
    assert font == "700"
    assert element.page.evaluate("document.fonts.load('700 16px KaTeX_Main').then(faces => faces.length)") > 0


def test_a_notebook_shows_it_below_the_widget(page_of, tmp_path):
    figure = curve(caption=SAYS)
    module = (node.STATIC / "figures.mjs").read_text(encoding="utf-8")
    code, exported = module.split("export{")
    module = f"const figure = (() => {{ {code} return {exported.split(' as ')[0]}; }})();"
    state = json.dumps({name: getattr(figure, name) for name in ("spec", "inputs", "caption")})
    text = PAGE % {"module": module.replace("</script", r"<\/script"), "state": state.replace("<", "\\u003c")}
    (tmp_path / "host.html").write_text(text, encoding="utf-8")
    element = live(page_of(tmp_path / "host.html"), "f")
    assert in_page(element) == SHOWN
    assert element.locator("figure > .mlcalc-body + figcaption").count() == 1


def test_without_a_number_where_no_chapter_has_one(tmp_path):
    cell = "from mlcalc import figures\nfigures.curve(lambda w: w**2, w=(-1, 1, 0.5), name='C', caption='Of $w$.')"
    built = small_book(tmp_path, "mlcalc.book", "mlcalc.book.formulas", cell=cell)
    assert built.returncode == 0, built.stderr
    page = BeautifulSoup((tmp_path / "_build/html/page.html").read_text(encoding="utf-8"), "html.parser")
    caption = page.select_one("figcaption")
    assert caption.select_one("b") is None
    assert caption.select_one(".katex") is not None, "the build sets its formulas"


@pytest.mark.parametrize("chapter", [path.stem for path in sorted(CHAPTERS.glob("[01]*.ipynb"))])
def test_in_a_chapter_every_figure_has_one_with_its_number(built_book, chapter):
    page = BeautifulSoup((built_book / "chapters" / f"{chapter}.html").read_text(encoding="utf-8"), "html.parser")
    figures_here = [f for f in page.select(".mlcalc-figure") if f["data-kind"] not in ("question", "steps", "code")]
    captions = [figure.select_one("figcaption") for figure in figures_here]
    assert captions
    assert None not in captions, [f["id"] for f, c in zip(figures_here, captions, strict=True) if c is None]
    numbers = [caption.b.get_text() for caption in captions]
    assert numbers == [f"Figure {int(chapter[:2])}.{i}." for i in range(1, len(captions) + 1)]
    texts = [re.sub(r"^Figure \d+\.\d+\.", "", caption.get_text(" ", strip=True)).strip() for caption in captions]
    assert all(20 < len(text) < 400 for text in texts)
