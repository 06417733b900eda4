"""The built book in Firefox and in WebKit: every page comes alive, and figures follow the hand to Chromium's numbers.

A machine without one of them fails these tests, which say what to install; MLCALC_ENGINES=chromium leaves both out.
"""

import io
import re

import numpy as np
import pytest
from conftest import watched
from engine import Chromium
from engine_book import ALIVE, APART, CARET, EMPTY, FOCUS, GO, MALFORMED, PLACE, RAN, READ, inputs_in, noted
from engine_firefox import Firefox
from engine_webkit import WebKit
from PIL import Image

from mlcalc.make import engines

DRIVERS = {"firefox": Firefox, "webkit": WebKit}
FIGURES = {
    "curve": "curve-C", "paths": "paths-f", "chain": "chain-f", "graph": "graph-y", "surface": "surface-f",
    "network": "network-4-3-2", "training": "training-2-5-1", "digit": "digit-64-16-10",
}  # fmt: skip
OWN = {"rectangle"}  # of make-your-own
QUESTION = "question-a-can-of-radius"
PROGRAM = "own-vjp"
HANDLE, SLIDER, PIXEL = "[data-drag]", "input[type=range][data-name]", ".mlcalc-pixel[tabindex='0']"
# What the mouse carries, and what has the focus for these keys.
DRAGGED = dict.fromkeys(FIGURES, (HANDLE, SLIDER)) | {"network": (HANDLE,), "digit": (".mlcalc-pad",)}
PRESSED = dict.fromkeys(FIGURES, (HANDLE, ["ArrowUp", "ArrowRight", "ArrowRight"])) | {
    "digit": (PIXEL, ["Space", "ArrowRight", "Space"])
}


@pytest.fixture(scope="module")
def book(built_book, tmp_path_factory):
    return noted(built_book, tmp_path_factory.mktemp("engines") / "book")


@pytest.fixture(scope="module", params=engines.chosen())
def engine(request):
    """One Firefox and one WebKit for all tests of this file."""
    programs = engines.ENGINES[request.param].programs()
    if not programs:
        pytest.fail(engines.advice(request.param), pytrace=False)
    running = DRIVERS[request.param](*programs)
    yield running
    running.close()


@pytest.fixture(scope="module")
def chromium(browser):
    page = watched(browser)
    yield Chromium(page)
    page.context.close()


@pytest.fixture
def both(engine, chromium, book):
    """Opens a page of the book in an engine and in Chromium: `both("gallery")`."""

    def show(page):
        for one in (engine, chromium):
            one.show((book / "chapters" / f"{page}.html").as_uri())
            assert one.ask(ALIVE) == {"dead": [], "errors": []}
        return engine, chromium

    return show


@pytest.fixture
def galleries(both):
    return both("gallery")


def test_a_figure_of_every_kind_is_moved(built_book):
    pages = [page.read_text(encoding="utf-8") for page in built_book.rglob("*.html")]
    kinds = {kind for page in pages for kind in re.findall(r'class="mlcalc-figure" data-kind="(\w+)"', page)}
    assert {*FIGURES, "question", "code", "steps"} == kinds - OWN


def test_every_page_comes_alive_without_an_error(engine, book):
    told = {}
    pages = [*sorted(book.glob("*.html")), *sorted(book.glob("chapters/*.html"))]
    assert len(pages) > 15
    for page in pages:
        if "<head" not in page.read_text(encoding="utf-8"):  # it only leads on, to one of the others
            continue
        engine.show(page.as_uri())
        found = engine.ask(ALIVE) | {"apart": engine.ask(APART), "malformed": engine.ask(MALFORMED)}
        if any(found.values()):
            told[page.name] = found
    assert told == {}, "dead figures, errors, lines that end between a formula and its punctuation, MathML"
    assert engine.errors == []
    assert [address for address in engine.outside if not address.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize(
    "asks",
    ["<img src='{}'>", "<script src='{}'></script>", "<link rel='stylesheet' href='{}'>",
     "<script>fetch('{}')</script>", "<style>p {{ background: url({}) }}</style><p>here</p>"],
    ids=["a picture", "a script", "a sheet", "a fetch", "a background"],
)  # fmt: skip
def test_a_page_that_asks_for_something_from_outside_is_told_on(engine, asks, tmp_path):
    outside = "http://127.0.0.1:9/mlcalc-outside"  # a port at which nobody listens
    page = "<!doctype html><html><head><title>A page</title></head><body>" + asks.format(outside)
    (tmp_path / "as it is").mkdir()
    (tmp_path / "as it is" / "page.html").write_text(page, encoding="utf-8")
    engine.show((noted(tmp_path / "as it is", tmp_path / "noted") / "page.html").as_uri())
    told = engine.ask(ALIVE)["errors"]
    assert any("127.0.0.1:9" in error and error.endswith("was asked for") for error in told), told


def numbers(read):
    """({name: value} with each number's last place, all of them in order) of what a page has answered."""
    return dict(read[0]), [name for name, _ in read[0]], np.array([value for _, value in read[0]], float)


def hold(galleries, name, ranges):
    """Hold every number of a figure in an engine against Chromium's at the same inputs; returns these inputs."""
    engine, chromium = galleries
    shown, names, got = numbers(engine.ask(READ, name))
    chromium.ask(GO, f"#{name}:" + ",".join(f"{key}={shown[key]}" for key in ranges))
    _, wanted_names, wanted = numbers(chromium.ask(READ, name))
    assert names == wanted_names
    np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-12)
    return {key: float(shown[key]) for key in ranges}


def moved(ranges, start, inputs):
    """How far each input has gone, as a share of its range."""
    return {key: (inputs[key] - start[key]) / (high - low) for key, (low, high) in ranges.items()}


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_follows_mouse_and_keys_to_chromiums_numbers(galleries, book, kind):
    name, ranges = FIGURES[kind], inputs_in(book / "chapters" / "gallery.html")[FIGURES[kind]]
    start = hold(galleries, name, ranges)

    focused, keys = PRESSED[kind]
    went = []
    for one in galleries:
        one.ask(FOCUS, name, focused)
        one.press(*keys)
        after, _, _ = numbers(one.ask(READ, name))
        went.append({key: float(after[key]) for key in ranges})
    assert went[0] != start, "it does not follow the keys"
    assert went[0] == pytest.approx(went[1], abs=1e-12), "not where they lead in Chromium"

    before = hold(galleries, name, ranges)
    for held in DRAGGED[kind]:
        gone = []
        for one in galleries:
            box = one.ask(PLACE, name, held)
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            one.drag((x, y), (x + 20, y - 12), (x + 31, y - 24))
            after, _, _ = numbers(one.ask(READ, name))
            gone.append(moved(ranges, before, {key: float(after[key]) for key in ranges}))
        assert any(gone[0].values()), "it does not follow the mouse"
        assert gone[0] == pytest.approx(gone[1], abs=0.1), "not as far as Chromium's"
        before = hold(galleries, name, ranges)


def click(one, name, selector):
    """Press the mouse in the middle of something, and let go."""
    box = one.ask(PLACE, name, selector)
    one.drag((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))


def test_a_question_is_answered_by_mouse_and_keys(galleries):
    said = []
    for one in galleries:
        click(one, QUESTION, "input[type=text]")
        one.press(*"188.5")
        click(one, QUESTION, ".mlcalc-check")
        said.append([one.ask(READ, QUESTION)[1]])
        one.ask(FOCUS, QUESTION, "input[type=text]")
        one.press("End", *["Backspace"] * 5, *"216.77", "Enter")
        said[-1].append(one.ask(READ, QUESTION)[1])
    assert [kind for kind, _ in said[0]] == ["mistake", "right"]
    assert "The height grows, too." in said[0][0][1]
    assert said[0] == said[1]


def test_a_row_of_steps_is_filled_in_by_keys(galleries):
    said = []
    for one in galleries:
        one.ask(FOCUS, "steps", "[data-step]")
        one.press("7", "Enter")
        said.append([one.ask(READ, "steps")[1]])
        one.ask(FOCUS, "steps", "[data-step]")
        one.press("End", "Backspace", "6", "Enter")
        said[-1].append(one.ask(READ, "steps")[1])
    assert [kind for kind, _ in said[0]] == ["wrong", "right"]
    assert said[0] == said[1]


def test_a_program_that_is_typed_prints_what_it_does_in_chromium(both):
    printed = []
    for one in both("04-many-links"):
        click(one, PROGRAM, "[data-reset]")  # what was typed before is kept in the browser
        one.ask(FOCUS, PROGRAM, "textarea")
        one.ask(CARET, PROGRAM)
        one.press(*"print(6 * 7, 2**0.5)", "Enter")
        click(one, PROGRAM, "[data-run]")
        printed.append(one.ask(RAN, PROGRAM))
    assert "42 1.4142135623730951" in printed[0][0], printed
    assert printed[0] == printed[1]


def test_a_program_that_is_typed_into_a_figure_is_drawn_as_in_chromium(both):
    said = []
    for one in both("your-own-function"):
        one.ask(EMPTY, "own")
        one.ask(FOCUS, "own", "textarea")
        one.press(*"def f(x, k):", "Enter", *"for _ in (1, 2):", "Enter", *"x = k * x + 1", "Enter")
        one.press("Backspace", *"return x")
        click(one, "own", "[data-run]")
        said.append((one.ask(RAN, "own")[1:], one.ask(READ, "own")))
    assert "of this program" in str(said[0][0]), said[0][0]
    assert said[0] == said[1]


def test_a_negative_bar_has_the_colour_of_its_sign(galleries):
    shares = []
    for one in galleries:
        one.ask(GO, "#paths-f:t=2.5")
        box = one.ask(PLACE, "paths-f", ".mlcalc-bar-row:has(.is-negative) .mlcalc-track")
        picture = np.asarray(Image.open(io.BytesIO(one.picture(box))).convert("RGB"), float)
        vermilion = np.abs(picture - [184, 67, 10]).max(axis=2) < 12
        shares.append(vermilion.mean())
    assert shares[0] == pytest.approx(shares[1], rel=0.15)
    assert shares[1] > 0.02
