"""The figure of a network, step by step: its scrubber, its bars, and the part that is opened, held against Python."""

import numpy as np
import pytest
from live import center, hold, settle
from network_pages import grip, on_edge, scrub
from networks import X, Y, running_network

from mlcalc import Network, figures

STEPS = ["x", "z1", "a1", "z2", "a2", "C", "delta2", "delta1", "gradient"]


@pytest.fixture
def running(shown):
    """The book's network R, alive."""
    return lambda **options: shown(lambda: figures.network(running_network(), X, Y, id="R"), **options)


# --- the scrubber ------------------------------------------------------------------------------------


def unknown(element):
    """What is not filled in yet, of the arrays."""
    cells = element.locator(".mlcalc-arrays .mlcalc-cell.is-unknown output")
    names = cells.evaluate_all("all => all.map((output) => output.dataset.name)")
    return {name.partition("[")[0] for name in names}


def test_the_scrubber_fills_in_one_thing_after_the_other(running):
    element, figure = running()
    arrays = {"z1": "z1", "a1": "a1", "z2": "z2", "a2": "a2", "delta2": "delta2", "delta1": "delta1"}
    rest = [*arrays, "dC/dW1"]
    for step, name in enumerate(STEPS):
        scrub(element, step)
        hold(element, figure)
        assert element.locator(".mlcalc-scrubber").get_attribute("data-step") == name
        rest = [array for array in rest if array != arrays.get(name)] if name != "gradient" else []
        expected = {*rest, "dC/dW2"} if rest else set()
        assert unknown(element) == expected, name
    bars = element.locator(".mlcalc-edge-bars .mlcalc-bar-up").evaluate_all(
        "all => all.map((bar) => bar.getAttribute('d'))"
    )
    assert len(bars) == 18
    assert all(bars)


def test_buttons_and_keys_step_and_play_ends_at_the_end(running):
    element, figure = running(reduced_motion="reduce")
    scrubber, page = element.locator(".mlcalc-scrubber"), element.page
    step = lambda: scrubber.get_attribute("data-step")
    element.get_by_role("button", name="one step back").click()
    assert step() == "delta1"
    element.locator(".mlcalc-scrub").focus()
    page.keyboard.press("Home")
    assert step() == "x"
    element.get_by_role("button", name="one step on").click()
    assert step() == "z1"
    element.get_by_role("button", name="play both passes").click()
    assert step() == "a1"
    element.get_by_role("button", name="pause").click()
    page.wait_for_timeout(1500)
    assert step() == "a1"
    assert element.locator(".mlcalc-pulses circle").count() == 0
    hold(element, figure)


def test_the_longest_bar_is_the_largest_partial_derivative(running):
    element, figure = running()
    mouse = element.page.mouse
    x, y = center(grip(element, "y[1]").locator(".mlcalc-fill"))
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y + 70, steps=5)
    mouse.up()
    inputs = hold(element, figure)
    values = figure.evaluate(**inputs)
    names = element.locator("svg .is-weight").evaluate_all("all => all.map((edge) => edge.dataset.drag)")
    paths = element.locator(".mlcalc-bar-up").evaluate_all("all => all.map((bar) => bar.getAttribute('d'))")
    lengths = np.array([-float(path.partition("v")[2]) for path in paths])
    partials = np.array([values[f"dC/d{name}"] for name in names])
    scale = lengths[np.abs(partials).argmax()] / partials[np.abs(partials).argmax()]
    assert lengths == pytest.approx(scale * partials, abs=0.1)


# --- the opened part ---------------------------------------------------------------------------------


def test_a_cell_and_its_edge_are_one_thing(running):
    element, _ = running()
    cell = element.locator('.mlcalc-arrays [data-of="W2[1,3]"]').first
    cell.hover()
    assert "is-lit" in grip(element, "W2[1,3]").get_attribute("class")
    cell.click()
    assert element.locator(".mlcalc-picker").input_value() == "W2[1,3]"
    element.page.mouse.move(*on_edge(element, "W1[1,1]", 0.2))
    lit = element.locator(".mlcalc-arrays .mlcalc-cell.is-lit output")
    assert lit.evaluate_all("all => all.map((output) => output.dataset.name)") == ["W1[1,1]", "dC/dW1[1,1]"]


def test_the_slider_of_the_opened_part_moves_it(running):
    element, figure = running()
    for name in ("W2[2,1]", "b1[3]", "x[2]", "y[1]"):
        element.locator(".mlcalc-picker").select_option(name)
        sliders = element.locator("input[type=range][data-name]")
        assert sliders.evaluate_all("all => all.map((one) => one.dataset.name)") == [name]
        sliders.fill("0.25")
        assert hold(element, figure)[name] == 0.25


@pytest.mark.parametrize("name", ["W1[3,4]", "W2[2,1]", "b1[1]", "x[4]", "y[2]"])
def test_a_nudge_compares_the_cost_with_its_derivative(running, name):
    element, figure = running()
    element.locator(".mlcalc-picker").select_option(name)
    for by in (0.5, -0.3):
        element.locator("[data-nudge]").fill(str(by))
        settle(element.page)
        nudged = running_cost(figure, name, by) - figure.values["C"]
        foretold = figure.values[f"dC/d{name}"] * by
        for which, value in (("exact", nudged), ("linear", foretold), ("error", foretold - nudged)):
            shown = element.locator(f'[data-nudged="{which}"]').get_attribute("data-value")
            assert float(shown) == pytest.approx(value, rel=1e-12, abs=1e-14), (which, by)


def running_cost(figure, name, by):
    """C with one input moved, which may be out of its range, by the network itself."""
    at = {**figure.inputs, name: figure.inputs[name] + by}
    array = lambda key, *shape: np.reshape([at[entry] for entry in at if entry.startswith(f"{key}[")], shape)
    net = Network([(array("W1", 3, 4), array("b1", 3)), (array("W2", 2, 3), array("b2", 2))])
    return net.cost(array("x", 4), array("y", 2))


HEADER = 48  # of a page of the book, which stands over the top of the window


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)])
def test_what_lights_up_together_is_on_one_screen(running, width, height):
    """The drawing, and on a wide page every matrix; on a narrow one the track that steps through both."""
    element, _ = running(width=width, height=height)
    last = int(element.locator(".mlcalc-scrub").get_attribute("max"))
    for step in (0, last):
        scrub(element, step)
        below = ".mlcalc-arrays" if width > 700 else ".mlcalc-scrubber"
        net, lowest = (element.locator(part).bounding_box() for part in (".mlcalc-net", below))
        assert lowest["y"] + lowest["height"] - net["y"] <= height - HEADER
