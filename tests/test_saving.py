"""A figure as a file: alive by itself as .html, a picture as .png, .svg and .pdf."""

import io
import re
from pathlib import Path

import numpy as np
import pypdf
import pytest
from live import all_figures_of, hold, live, settle
from PIL import Image

from mlcalc import figures

GALLERY = ("curve", "paths", "graph", "surface", "chain", "network", "training", "digit", "question")


def cost(w, b):
    return (np.tanh(w + b) - 0.2) ** 2


@pytest.fixture
def fig():
    return figures.curve(cost, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C")


def of_kind(kind):
    return next(figure for figure in all_figures_of("gallery").values() if figure.spec["kind"] == kind)


@pytest.mark.parametrize("kind", GALLERY)
def test_every_kind_is_alive_in_one_file_that_asks_for_nothing(kind, page_of, tmp_path):
    figure = of_kind(kind)
    figure.save(tmp_path / "taken.html")
    assert [file.name for file in tmp_path.iterdir()] == ["taken.html"]
    assert (tmp_path / "taken.html").stat().st_size <= 400_000
    page = page_of(tmp_path / "taken.html")
    element = live(page, figure.spec["id"])
    settle(page)
    assert element.locator(".mlcalc-body").is_visible()
    if element.locator(".katex").count():
        faces = page.evaluate("() => document.fonts.ready.then(f => [...f].filter(x => x.status === 'loaded').length)")
        assert faces > 0, "formulas are set in KaTeX's own fonts"


def test_a_saved_figure_keeps_its_place_and_computes_as_python_does(fig, page_of, tmp_path):
    fig.inputs["w"] = -0.7
    fig.save(str(tmp_path / "taken.html"))
    page = page_of(tmp_path / "taken.html", width=360, color_scheme="dark")
    element = live(page, fig.spec["id"])
    start = hold(element, fig)
    point = element.locator('[data-drag="point"]')
    point.press("ArrowRight")
    assert hold(element, fig)["w"] != start["w"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    ("formula", "bold"), [("C", set()), (r"\mathbf{C}", {"KaTeX_Main"}), (r"\bm{C}", {"KaTeX_Main", "KaTeX_Math"})]
)
def test_a_file_has_the_bold_faces_that_its_formulas_ask_for(fig, formula, bold, page_of, tmp_path):
    fig.spec = {**fig.spec, "formula": [formula], "id": "f"}
    fig.save(tmp_path / "taken.html")
    page = page_of(tmp_path / "taken.html")
    live(page, "f")
    faces = page.evaluate("() => document.fonts.ready.then(all => [...all].map(f => [f.family, f.weight, f.status]))")
    assert {family for family, weight, _ in faces if weight == "700"} == bold
    assert len(faces) == 6 + len(bold)
    used = {family for family, weight, status in faces if weight == "700" and status == "loaded"}
    assert bool(used) == bool(bold)


def test_a_page_of_ones_own_has_the_script_once_and_mounts_what_comes_later(fig, page_of, tmp_path):
    second = figures.curve(cost, w=(-3, 3, 0.5), b=(-2, 2, 0.4), name="D")
    (tmp_path / "own.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mine</title>'
        f'{figures.script()}{fig.to_html(full=False)}<template>{second.to_html(full=False)}</template><div id="later">',
        encoding="utf-8",
    )
    page = page_of(tmp_path / "own.html")
    hold(live(page, fig.spec["id"]), fig)
    page.evaluate("""() => {
      const later = document.querySelector("#later");
      later.append(document.querySelector("template").content.cloneNode(true));
      mlcalc.mount(later);
      mlcalc.mount(later.firstElementChild);
    }""")
    assert hold(live(page, second.spec["id"]), second) == {"w": 0.5, "b": 0.4}
    assert page.locator(".mlcalc-body").count() == 2


def test_the_script_twice_is_one_script(fig, page_of, tmp_path):
    (tmp_path / "own.html").write_text(fig.to_html() + figures.script(), encoding="utf-8")
    page = page_of(tmp_path / "own.html")
    live(page, fig.spec["id"])
    assert page.locator("head style").count() == 2  # the page's own, and one of the figures


def test_a_browser_that_cannot_unpack_keeps_the_picture_and_says_so(fig, page_of, tmp_path):
    text = fig.to_html().replace("<script", "<script>delete globalThis.DecompressionStream</script><script", 1)
    (tmp_path / "old.html").write_text(text, encoding="utf-8")
    page = page_of(tmp_path / "old.html")
    page.get_by_text("This figure stays a picture").wait_for()
    assert page.locator(".mlcalc-figure > img").is_visible()


def test_a_kind_of_ones_own_brings_its_script(page_of, tmp_path):
    script = tmp_path / "still.js"
    script.write_text(
        "/* </script> */ (globalThis.mlcalcKinds ??= {}).still = ({ html }) => ({ spoken: () => [], view: () => ("
        "{ element: html('div', { class: 'mine' }, 'here'), update() {}, resize() {}, draw() {}, describe() {} }) });",
        encoding="utf-8",
    )

    class Still(figures.Figure, script=script):
        pass

    from mlcalc.figures.kinds.curve.picture import curve_picture  # any picture will do

    like = figures.curve(lambda w: w * w, w=(-1, 1, 0.5), name="C")
    mine = Still("still", {}, {}, lambda _: curve_picture(like), id="mine", alt="mine", formula=[], numbers=[])
    mine.save(tmp_path / "mine.html")
    page = page_of(tmp_path / "mine.html")
    assert live(page, "mine").locator(".mine").inner_text() == "here"


def test_a_png_is_as_wide_as_was_asked(fig, tmp_path):
    sizes = []
    for options in ({}, {"scale": 2}, {"width": 320}, {"width": 320, "scale": 2.5}):
        fig.save(tmp_path / "f.png", **options)
        with Image.open(tmp_path / "f.png") as picture:
            sizes.append(picture.size)
            alpha = np.asarray(picture)[..., 3]
        assert alpha.min() == 0 and alpha.max() > 0  # noqa: PT018  # drawn, on no ground of its own
    assert sizes == [(640, 360), (1280, 720), (320, 180), (800, 450)]


def test_an_svg_is_as_wide_as_was_asked_and_draws_the_same(fig, tmp_path):
    texts = []
    for width in (None, 320):
        fig.save(tmp_path / "f.svg", width=width)
        texts.append((tmp_path / "f.svg").read_text(encoding="utf-8"))
    size = lambda text: [float(re.search(rf'<svg [^>]*?\b{key}="([\d.]+)"', text)[1]) for key in ("width", "height")]
    assert [size(text) for text in texts] == [[640, 360], [320, 180]]
    drawn = lambda text: text[text.index("<defs") :]
    assert drawn(texts[0]) == drawn(texts[1])


def test_a_pdf_is_one_page_that_does_not_tell_when_it_was_made(fig, tmp_path):
    fig.save(tmp_path / "f.pdf")
    data = (tmp_path / "f.pdf").read_bytes()
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    assert "/CreationDate" not in (reader.metadata or {})


@pytest.mark.parametrize("ending", ["html", "png", "svg", "pdf"])
def test_the_same_figure_is_the_same_file(fig, ending, tmp_path):
    for name in ("a", "b"):
        fig.save(tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("path", "options", "error", "words"),
    [
        ("f.gif", {}, ValueError, r"'f\.gif' has to end in \.html \(alive\) or \.png, \.svg or \.pdf"),
        ("f", {}, ValueError, "has to end in"),
        ("", {}, ValueError, "has to end in"),
        (7, {}, TypeError, "path: expected the name of a file"),
        (Path("nowhere") / "f.html", {}, FileNotFoundError, "there is no folder 'nowhere'"),
        ("f.png", {"width": -3}, ValueError, "width: expected a number above 0, got -3"),
        ("f.png", {"scale": float("nan")}, ValueError, "scale: expected a number above 0, got nan"),
        ("f.png", {"width": "wide"}, ValueError, "width: expected a number above 0, got 'wide'"),
        ("f.html", {"width": 300}, ValueError, "an .html is as wide as its page"),
        ("f.pdf", {"width": 300}, ValueError, "scale it where it is set"),
        ("f.svg", {"scale": 2}, ValueError, "or give width"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(fig, path, options, error, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words):
        fig.save(path, **options)
    assert not list(tmp_path.iterdir())


def test_a_question_has_no_picture_and_says_so(tmp_path):
    with pytest.raises(ValueError, match=r"words and has no picture; save it as \.html"):
        of_kind("question").save(tmp_path / "f.png")
