"""The built book, opened from disk in a real browser: every figure and every slider gives Python's numbers."""

import pytest
from live import FIGURE, FIGURES, KINDS, PAGES, each_figure, ends, figures_of, hold, live, near, place, wake

ONE_OF_EACH_KIND = {kind: figure for figure, kind in reversed(KINDS.items())}
each_page = pytest.mark.parametrize("where", PAGES)


def slider(element, name):
    return element.locator(f'input[type="range"][data-name="{name}"]')


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
    wake(page)
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
