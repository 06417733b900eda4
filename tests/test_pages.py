"""The built book, opened from disk in a real browser: every figure answers to every hand with Python's numbers."""

import math

import pytest
from live import FIGURE, FIGURES, KINDS, PAGES, center, figures_of, hold, live, settle

ids = [f"{page}#{name}" for page, name in FIGURES]
each_figure = pytest.mark.parametrize(("where", "name"), FIGURES, ids=ids)
ONE_OF_EACH_KIND = {kind: figure for figure, kind in reversed(KINDS.items())}
each_page = pytest.mark.parametrize("where", PAGES)


@pytest.fixture
def open_chapter(page_of, built_book):
    return lambda where, **options: page_of(built_book / "chapters" / f"{where}.html", **options)


@pytest.fixture
def figure_in(open_chapter):
    """(live element, the same figure in Python) of a chapter's page."""

    def find(where, name, **options):
        page = open_chapter(where, **options)
        return live(page, name), figures_of(where)[name]

    return find


def slider(element, name):
    return element.locator(f'input[type="range"][data-name="{name}"]')


def ends(entry):
    """The two ends of an input's slider, and its step; a logarithmic one is even in powers of ten."""
    low, high = entry["low"], entry["high"]
    return (*((math.log10(low), math.log10(high)) if entry.get("scale") == "log" else (low, high)), entry["step"])


def place(entry, value):
    return math.log10(value) if entry.get("scale") == "log" else value


def near(entry, at):
    """The input's value at a place on its slider; a logarithmic one keeps four digits."""
    return pytest.approx(10**at, rel=6e-4) if entry.get("scale") == "log" else pytest.approx(at, abs=1e-9)


def along(figure):
    return next(entry for entry in figure.spec["inputs"] if entry["name"] == figure.spec["along"])


def at_start(figure):
    return pytest.approx(figure.inputs, rel=1e-14)  # a specification is written with 15 digits


def test_there_are_figures_on_every_page():
    assert {page for page, _ in FIGURES} >= {page for page in PAGES if page[0] == "0"}
    assert len(FIGURES) == len(set(FIGURES)) >= 9
    for (page, name), kind in KINDS.items():
        assert figures_of(page)[name].spec["kind"] == kind


@each_page
def test_every_figure_of_a_page_comes_alive_at_pythons_numbers(open_chapter, where):
    page = open_chapter(where)
    page.wait_for_function("document.querySelectorAll('.mlcalc-figure:not([data-state])').length === 0")
    assert page.locator('.mlcalc-figure[data-state="failed"]').count() == 0
    assert page.locator(FIGURE).count() == len(figures_of(where))
    for name, figure in figures_of(where).items():
        element = live(page, name)
        assert hold(element, figure) == at_start(figure)
        assert element.get_attribute("data-kind") == figure.spec["kind"]
        assert element.locator("img").count() == 0, "the static picture stays beside the live one"


@each_figure
def test_each_slider_follows_pointer_and_keyboard_and_reset_brings_back_the_start(figure_in, where, name):
    element, figure = figure_in(where, name)
    mouse = element.page.mouse
    for entry in figure.spec["inputs"]:
        handle, (low, high, step) = slider(element, entry["name"]), ends(entry)
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        y = box["y"] + box["height"] / 2
        mouse.move(box["x"] + box["width"] * 0.5, y)
        mouse.down()
        for share in (0.1, 0.8):
            mouse.move(box["x"] + box["width"] * share, y, steps=2)
            at = hold(element, figure)[entry["name"]]
            under = low + share * (high - low)
            assert place(entry, at) == pytest.approx(under, abs=0.08 * (high - low)), "not under the pointer"
        mouse.up()
        mouse.move(box["x"] + 2, y)
        assert hold(element, figure)[entry["name"]] == at, "it moves though nobody holds it"

        last = low + int((high - low) / step + 1e-9) * step
        for key, to in (("Home", low), ("ArrowRight", low + step), ("End", last), ("ArrowDown", last - step)):
            handle.press(key)
            assert hold(element, figure)[entry["name"]] == near(entry, to), key
    assert hold(element, figure) != at_start(figure)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == at_start(figure)


def drag(element, figure, down, move, up):
    """Take the point, carry it to some places, let go; at each the point is under the pointer and all numbers hold."""
    entry = along(figure)
    point, drawing = element.locator('[data-drag="point"]'), element.locator("svg.mlcalc-inside")
    point.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    low, high, step = ends(entry)
    a_step = box["width"] * step / (high - low)
    x, y = center(point)
    down(x, y)
    move(x, y + 60)  # upright first, as a hand that is about to scroll would
    for share in (0.2, 0.9, 0.45):
        x = box["x"] + box["width"] * share
        move(x, y)
        hold(element, figure)
        assert center(point)[0] == pytest.approx(x, abs=1.5 + a_step / 2), "the point is not under the pointer"
    move(box["x"] + box["width"] + 300, y)
    beyond = hold(element, figure)[entry["name"]]
    assert high - step <= place(entry, beyond) <= high, "carried past the end it stays at the end"
    up()
    move(box["x"] + 30, y)
    assert hold(element, figure)[entry["name"]] == beyond, "it moves though nobody holds it"


# As fast as a script can: all within one frame, or a frame for every two or three.
MOVES = """async (handle, [values, pause]) => {
  for (const [i, value] of values.entries()) {
    handle.value = value;
    handle.dispatchEvent(new Event("input", {bubbles: true}));
    if (pause && i % 3 === 2) await new Promise(requestAnimationFrame);
  }
}"""


@pytest.mark.parametrize(("where", "name"), ONE_OF_EACH_KIND.values(), ids=ONE_OF_EACH_KIND)
def test_the_last_of_sixty_moves_is_not_lost(figure_in, where, name):
    element, figure = figure_in(where, name)
    for entry in figure.spec["inputs"]:
        values = [entry["low"] + i * entry["step"] for i in range(60)]
        handle = slider(element, entry["name"])
        for moves, pause in ((values, False), (values[::-1], True), (values[5:], False)):
            handle.evaluate(MOVES, [moves, pause])
            assert hold(element, figure)[entry["name"]] == pytest.approx(moves[-1], abs=1e-9)


@each_figure
def test_the_point_follows_mouse_and_keyboard(figure_in, where, name):
    element, figure = figure_in(where, name)
    mouse = element.page.mouse

    def down(x, y):
        mouse.move(x, y)
        mouse.down()

    drag(element, figure, down, lambda x, y: mouse.move(x, y, steps=2), mouse.up)

    entry = along(figure)
    point, (low, _, step) = element.locator('[data-drag="point"]'), ends(entry)
    assert point.get_attribute("role") == "slider"
    point.focus()
    for key, to in (("Home", low), ("ArrowRight", low + step), ("Shift+ArrowRight", low + 11 * step),
                    ("PageUp", low + 21 * step), ("ArrowLeft", low + 20 * step)):  # fmt: skip
        point.press(key)
        assert hold(element, figure)[entry["name"]] == near(entry, to), key
    element.page.wait_for_timeout(700)  # said when the movement rests, not at every key
    assert float(point.get_attribute("aria-valuenow")) == near(entry, to)


@each_figure
def test_the_point_follows_a_finger_and_the_page_stays(figure_in, where, name):
    element, figure = figure_in(where, name, width=390, height=844, has_touch=True, is_mobile=True)
    page, held = element.page, []
    element.locator('[data-drag="point"]').scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)

    def send(kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        held[:] = places

    drag(element, figure, lambda x, y: send("touchStart", (x, y)),
         lambda x, y: send("touchMove", (x, y)) if held else None, lambda: send("touchEnd"))  # fmt: skip
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"
