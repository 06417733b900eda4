"""A training run between visits, between colour schemes, and when the page's address moves it while it walks."""

import pytest
from live import live, settle
from training_figures import digits, make, plane

POINTS = ".mlcalc-own-points textarea"
OWN = "0.5, 0.5, 0\n-0.5, 0.5, 1\n0.25, -0.25, 1"
# What the first canvas of hidden weights shows, as text.
PICTURE = "root => root.querySelector('canvas.mlcalc-weights').toDataURL()"
REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }});"


def again(element, figure):
    """The same page at the next visit."""
    element.page.reload()
    return live(element.page, figure.spec["id"])


def number(element, name):
    return float(element.locator(f'output[data-name="{name}"]').first.get_attribute("data-value"))


def test_points_of_ones_own_are_there_at_the_next_visit_and_trained_on(shown):
    element, figure = shown(lambda: make(plane, editable=True))
    first, cost = element.locator(POINTS).input_value(), number(element, "C")
    element.locator(POINTS).fill(OWN)
    own = number(element, "C")
    assert own != cost
    element = again(element, figure)
    assert element.locator(POINTS).input_value() == OWN
    assert number(element, "C") == own
    assert element.locator(".mlcalc-inside .mlcalc-example").count() == 3
    element.get_by_role("button", name="one step on").click()
    settle(element.page)
    assert number(element, "C") != own

    element.get_by_role("button", name="The first points again").click()
    element = again(element, figure)
    assert element.locator(POINTS).input_value() == first
    assert number(element, "C") == cost


def test_points_that_were_pressed_into_the_map_are_kept_too_and_half_a_line_is_not(shown):
    element, figure = shown(lambda: make(plane, editable=True))
    element.get_by_role("button", name="No points").click()
    element.locator(".mlcalc-seen .mlcalc-drawing").click(position={"x": 120, "y": 90})
    pressed = element.locator(POINTS).input_value()
    assert len(pressed.splitlines()) == 1
    element.locator(POINTS).fill(pressed + "\n0.5, ")
    assert again(element, figure).locator(POINTS).input_value() == pressed


def test_where_nothing_may_be_kept_the_figure_works_and_begins_as_ever(shown):
    element, figure = shown(lambda: make(plane, editable=True))
    element.page.add_init_script(REFUSED)
    element = again(element, figure)
    first = element.locator(POINTS).input_value()
    element.locator(POINTS).fill(OWN)
    element.get_by_role("button", name="one step on").click()
    assert again(element, figure).locator(POINTS).input_value() == first


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.evaluate("document.documentElement.dataset.theme = 'dark'"),
        lambda page: page.emulate_media(color_scheme="dark"),
    ],
    ids=["switch", "system"],
)
def test_the_pictures_of_the_hidden_weights_follow_the_colour_scheme(shown, change):
    element, _ = shown(lambda: make(digits))
    element.locator("canvas.mlcalc-weights").first.scroll_into_view_if_needed()
    settle(element.page)
    light = element.evaluate(PICTURE)
    change(element.page)
    settle(element.page)
    settle(element.page)
    assert element.evaluate(PICTURE) != light


def test_an_address_with_another_rate_stops_a_run_on_its_way(shown):
    element, figure = shown(lambda: make(plane, steps=400))
    page, scrubber = element.page, element.locator(".mlcalc-scrubber")
    # No time passes for the page: a walk takes no more than a step a frame, and cannot end before the address changes.
    page.evaluate("performance.now = (t => () => (t += 1000))(performance.now())")
    element.locator('input[data-name="step"]').press("End")
    assert scrubber.get_attribute("data-state") == "moving"
    page.evaluate("address => { location.hash = address; }", f"{figure.spec['id']}:rate=0.05")
    page.wait_for_function("root => root.dataset.state === 'resting'", arg=scrubber.element_handle())
    step = number(element, "step")
    settle(page)
    settle(page)
    assert (number(element, "step"), number(element, "rate")) == (step, 0.05)
    assert step < 400
