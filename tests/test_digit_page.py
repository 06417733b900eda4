"""A drawing in a real browser, from a page on disk: pointer, finger and keys draw, all numbers are the network's."""

import random

import numpy as np
import pytest
from digit_figures import drawings, make, reader
from live import hold, settle

from mlcalc.figures.common.names import entries

PIXELS = entries("x", 8, 8)


@pytest.fixture
def drawn(shown):
    return lambda make=make, **options: shown(make, **options)


def pixels(at):
    return np.array([at[name] for name in PIXELS]).reshape(8, 8)


def place(element, row, column):
    """The middle of a pixel, counted from 1, in the page."""
    box = element.locator(".mlcalc-pad").bounding_box()
    return box["x"] + box["width"] * (column - 0.5) / 8, box["y"] + box["height"] * (row - 0.5) / 8


def clear(element):
    element.get_by_role("button", name="Clear").click()


def test_random_drawings_are_read_as_python_reads_them(drawn):
    element, figure = drawn()
    rng = random.Random(5)
    for _ in range(25):
        at = {name: round(rng.random(), 3) for name in PIXELS}
        at |= {"y": rng.randrange(4), "overlay": rng.randrange(2)}
        state = ",".join(f"{name}={value}" for name, value in at.items())
        element.page.evaluate("hash => { location.hash = hash }", f"#drawing:{state}")
        assert hold(element, figure) == pytest.approx(at, rel=1e-15)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == figure.inputs


def test_the_numbers_are_those_of_the_network_itself(drawn):
    net = reader()
    element, _ = drawn(lambda: make(net=net, decimals=None))
    element.get_by_role("button", name="start from sample 3, class ring").click()
    settle(element.page)
    shown = element.locator(".mlcalc-class-row output").evaluate_all("all => all.map(o => +o.dataset.value)")
    assert shown == pytest.approx(net.forward(drawings()[:, 2]).a[2], abs=1e-12)


def test_a_mouse_draws_a_stroke_that_the_network_reads(drawn):
    element, figure = drawn()
    clear(element)
    mouse = element.page.mouse
    mouse.move(*place(element, 2, 4.5))
    mouse.down()
    mouse.move(*place(element, 7, 4.5), steps=3)
    at = hold(element, figure)
    mouse.up()
    ink = pixels(at)
    assert (ink[1:7, 3:5] > 0.7).all()
    assert ink[:, [0, 1, 6, 7]].sum() == 0
    assert figure.evaluate(**at)["reading"] == 0
    assert element.locator("strong").first.inner_text() == "down"
    mouse.move(*place(element, 7, 1))
    assert hold(element, figure) == at, "it draws though nothing is pressed"


def test_the_eraser_takes_ink_away(drawn):
    element, figure = drawn()
    element.get_by_role("radio", name="erase").check()
    mouse = element.page.mouse
    mouse.move(*place(element, 1, 4.5))
    mouse.down()
    mouse.move(*place(element, 8, 4.5), steps=2)
    mouse.up()
    assert pixels(hold(element, figure)).max() < 0.3


def test_a_finger_draws_and_the_page_stays(drawn):
    element, figure = drawn(width=390, height=844, has_touch=True, is_mobile=True)
    clear(element)
    page = element.page
    element.locator(".mlcalc-pad").scroll_into_view_if_needed()
    settle(page)
    scrolled, fingers = page.evaluate("scrollY"), page.context.new_cdp_session(page)
    # A tap takes the pad in hand; from then on it draws, upwards and downwards too.
    for kind, at in (("touchStart", [(3, 2)]), ("touchEnd", []), ("touchStart", [(3, 2)]), ("touchMove", [(5, 4)]),
                     ("touchMove", [(7, 6)]), ("touchEnd", [])):  # fmt: skip
        points = [dict(zip("xy", place(element, *where), strict=True)) for where in at]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        now = hold(element, figure)
    assert pixels(now)[[2, 4, 6], [1, 3, 5]].tolist() == [1, 1, 1]
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


def test_keys_walk_over_the_pixels_and_fill_them(drawn):
    element, figure = drawn()
    clear(element)
    first = element.get_by_role("gridcell").first
    first.focus()
    keyboard = element.page.keyboard
    for key in ("ArrowRight", "ArrowDown", "Space", "ArrowDown", "Enter", "ArrowUp", "Space", "End", "Enter",
                "ArrowRight", "ArrowUp", "ArrowUp", "Home", "Enter"):  # fmt: skip
        keyboard.press(key)
    ink = pixels(hold(element, figure))
    assert [tuple(place) for place in np.argwhere(ink) + 1] == [(1, 1), (2, 8), (3, 2)]
    keyboard.press("Delete")
    assert hold(element, figure)["x[1,1]"] == 0
    readout = element.locator(".mlcalc-pixel-readout")
    assert readout.inner_text().startswith("row 1, column 1: x = 0.0000, ∂C/∂x = ")
    assert element.locator('[role=gridcell][tabindex="0"]').count() == 1, "one stop for the tabulator"
    element.page.wait_for_timeout(800)
    assert first.get_attribute("aria-label").startswith("row 1, column 1: ink 0 %, more ink changes C by ")
    assert element.locator("p.mlcalc-hidden[role=status]").first.text_content().startswith("The network reads it as ")


def test_a_class_is_chosen_for_the_cost(drawn):
    element, figure = drawn()
    row = element.get_by_role("button", name="cost for the class cross")
    row.press("Enter")
    at = hold(element, figure)
    assert (at["y"], row.get_attribute("aria-pressed")) == (3, "true")


def test_the_overlay_shows_the_sign_of_each_slope(drawn):
    element, figure = drawn()
    mark = element.locator(".mlcalc-pad .mlcalc-pixel-mark")
    assert not mark.first.is_visible()
    element.get_by_role("radio", name="shown").check()
    at = hold(element, figure)
    slopes = np.array([figure.evaluate(**at)[name] for name in entries("dC/dx", 8, 8)])
    signs = np.array(mark.evaluate_all("all => all.map(mark => mark.textContent)"))
    large = np.abs(slopes) > 0.1 * np.abs(slopes).max()
    assert (signs[large] == np.where(slopes[large] > 0, "+", "−")).all()
    assert (signs[np.abs(slopes) < 0.05 * np.abs(slopes).max()] == "").all()
    assert {"+", "−"} <= set(signs)


def test_more_ink_changes_the_cost_as_the_overlay_says(drawn):
    element, figure = drawn()
    element.get_by_role("radio", name="shown").check()
    at = hold(element, figure)
    values = figure.evaluate(**at)
    name = max((name for name in PIXELS if at[name] == 0), key=lambda name: values[f"dC/d{name}"])
    cell = element.get_by_role("gridcell").nth(PIXELS.index(name))
    assert cell.locator(".mlcalc-pixel-mark").text_content() == "+"
    cell.focus()
    cell.press("Space")
    assert figure.evaluate(**hold(element, figure))["C"] > values["C"]


def test_a_narrow_page_does_not_scroll_sideways(drawn):
    element, _ = drawn(width=320)
    assert element.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
