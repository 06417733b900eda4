"""The figure of a network in a browser, from a page on disk: taken by mouse, key and finger, held against Python."""

import numpy as np
import pytest
from live import center, hold, settle
from network_pages import grip, on_edge, scrub
from networks import X, Y, not_neuron, running_network

from mlcalc import Network, figures


@pytest.fixture
def running(shown):
    """The book's network R, alive."""
    return lambda **options: shown(lambda: figures.network(running_network(), X, Y, id="R"), **options)


# --- values ------------------------------------------------------------------------------------------


NETWORKS = {
    "R": lambda: figures.network(running_network(), X, Y),
    "one neuron": lambda: figures.network(not_neuron(), [1], [0]),
    "forwards alone": lambda: figures.network(running_network(), X),
    "two hidden layers": lambda: figures.network(Network.random([2, 4, 3, 1], seed=2), [1, -1], [0.5]),
    "softmax": lambda: figures.network(
        Network.random([3, 4, 3], seed=1, activation=["relu", "softmax"], cost="cross-entropy"), [1, -1, 0.5], 1
    ),
    "sixty edges": lambda: figures.network(Network.random([12, 5], activation="logistic"), X.repeat(3), np.eye(5)[2]),
}  # fmt: skip


@pytest.mark.parametrize(("which", "width"), [*((which, 1280) for which in NETWORKS), ("R", 320), ("sixty edges", 320)])
def test_every_number_of_every_step_is_pythons(shown, which, width):
    element, figure = shown(NETWORKS[which], width=width)
    rng = np.random.default_rng(1)
    steps = int(element.locator(".mlcalc-scrub").get_attribute("max"))
    for step in range(steps, -1, -1):
        name = rng.choice(list(figure.ranges))
        entry = figure.ranges[str(name)]
        element.page.evaluate(f"location.hash = '#{figure.spec['id']}:{name}={rng.uniform(entry.low, entry.high)}'")
        scrub(element, step)
        assert hold(element, figure) != figure.inputs
    assert element.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    names = set(element.locator("output[data-name]").evaluate_all("all => all.map((output) => output.dataset.name)"))
    derived = {name for name in figure.values if not name.startswith("dC/dy")}
    factors = {name for name in derived if name.startswith(("dC/da", "da", "dC/dx", "dC/db"))}
    assert derived - factors <= names, "z, a, C, δ and ∂C/∂W stand in the matrices at every step"


def test_the_address_moves_any_entry(running):
    element, figure = running()
    element.page.evaluate("location.hash = '#R:W1[2,3]=-1.25,b2[1]=0.5,y[2]=0.125'")
    at = hold(element, figure)
    assert (at["W1[2,3]"], at["b2[1]"], at["y[2]"]) == (-1.25, 0.5, 0.125)
    link = element.get_by_role("link", name="Link to this state")
    link.focus()
    address = link.get_attribute("href")
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure) == pytest.approx(figure.inputs, rel=1e-14)
    element.page.evaluate(f"location.hash = {address!r}")
    assert hold(element, figure) == at


# --- hands -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["W1[2,3]", "W2[1,2]", "W2[2,3]"])
def test_an_edge_is_dragged_up_and_down(running, name):
    element, figure = running()
    mouse = element.page.mouse
    x, y = on_edge(element, name, 0.25)
    mouse.move(x, y)
    mouse.down()
    mouse.up()
    assert hold(element, figure)[name] == figure.inputs[name], "to open an edge moves nothing"
    mouse.down()
    seen = []
    for dy in (-30, -60, 40, 2000):
        mouse.move(x + 5, y + dy, steps=8)
        seen.append(hold(element, figure)[name])
    mouse.up()
    assert seen[1] > seen[0] > figure.inputs[name] > seen[2] > seen[3] == figure.ranges[name].low
    mouse.move(x, y)
    assert hold(element, figure)[name] == seen[3], "it moves though nobody holds it"
    assert element.locator(".mlcalc-picker").input_value() == name


@pytest.mark.parametrize("name", ["b1[2]", "b2[1]", "x[3]", "y[2]"])
def test_a_neuron_is_dragged_for_its_bias_and_all_else_for_itself(running, name):
    element, figure = running()
    mouse = element.page.mouse
    x, y = center(grip(element, name).locator(".mlcalc-fill"))
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 25, steps=5)
    mouse.up()
    at = hold(element, figure)
    moved = {entry for entry in at if at[entry] != pytest.approx(figure.inputs[entry])}
    assert (moved, at[name] > figure.inputs[name]) in [({name}, True), (set(), False)]
    assert moved or figure.inputs[name] == figure.ranges[name].high
    grip(element, name).focus()
    for key, by in (("ArrowDown", -1), ("ArrowLeft", -1), ("PageDown", -10), ("ArrowUp", 1), ("Shift+ArrowRight", 10)):
        before = hold(element, figure)[name]
        element.page.keyboard.press(key)
        step = figure.ranges[name].step
        assert hold(element, figure)[name] == pytest.approx(before + by * step, abs=step / 2), key
    element.page.keyboard.press("Home")
    assert hold(element, figure)[name] == figure.ranges[name].low


def test_every_part_has_a_name_and_says_its_value(running):
    element, figure = running()
    grips = element.locator("svg [role=slider]")
    assert grips.count() == len(figure.inputs)
    labels = grips.evaluate_all("all => all.map((grip) => grip.getAttribute('aria-label'))")
    assert len(set(labels)) == len(labels)
    edge = grip(element, "W1[1,2]")
    assert edge.get_attribute("aria-label") == "weight from input 2 to hidden 1"
    edge.focus()
    element.page.keyboard.press("ArrowUp")
    settle(element.page)
    assert float(edge.get_attribute("aria-valuenow")) == pytest.approx(-0.49)
    unnamed = element.locator("button, input, select").evaluate_all(
        "all => all.filter((one) => !one.getAttribute('aria-label') && !one.textContent.trim()).length"
    )
    assert unnamed == 0


def test_a_keyboard_gets_past_the_parts_or_walks_through_them(running):
    element, _ = running()
    page = element.page
    focused = lambda: page.evaluate("document.activeElement.dataset.drag || document.activeElement.className")
    page.keyboard.press("Tab")
    assert focused() == "mlcalc-skip"
    assert element.locator(".mlcalc-skip").bounding_box()["width"] > 44, "it shows when it has the focus"
    walked = []
    for _ in range(18 + 5 + 4 + 2):
        page.keyboard.press("Tab")
        walked.append(focused())
        assert element.locator(".mlcalc-picker").input_value() == walked[-1], "what has the focus is opened"
    assert set(walked) == set(figures.network(running_network(), X, Y).inputs)
    element.locator(".mlcalc-skip").focus()
    page.keyboard.press("Enter")
    assert focused() == "mlcalc-scrub"


def test_a_finger_opens_an_edge_and_then_moves_it(running):
    element, figure = running(width=390, height=844, has_touch=True, is_mobile=True)
    page, name = element.page, "W2[2,2]"
    fingers = page.context.new_cdp_session(page)
    x, y = on_edge(element, name, 0.4)

    def swipe():
        fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for dx in range(4, 40, 4):
            fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + dx, "y": y}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        settle(page)

    page.touchscreen.tap(x, y)
    assert element.locator(".mlcalc-picker").input_value() == name
    assert hold(element, figure)[name] == figure.inputs[name]
    scrolled = page.evaluate("scrollY")
    swipe()
    assert hold(element, figure)[name] > figure.inputs[name]
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


def test_a_switch_goes_across_by_a_click_a_drag_and_a_key(shown):
    net = Network([([[10, 10]], [-5])])
    element, figure = shown(lambda: figures.network(net, [0, 1], inputs=(0, 1), switch=True))
    mouse = element.page.mouse
    x, y = center(grip(element, "x[1]").locator(".mlcalc-fill"))
    seen = []
    for _ in range(3):
        mouse.click(x, y)
        seen.append(hold(element, figure)["x[1]"])
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y + 60, steps=4)
    seen.append(hold(element, figure)["x[1]"])
    mouse.move(x, y + 200, steps=4)
    mouse.up()
    seen.append(hold(element, figure)["x[1]"])
    for key in ("ArrowUp", "ArrowDown"):
        element.page.keyboard.press(key)
        seen.append(hold(element, figure)["x[1]"])
    assert seen == [1, 0, 1, 1, 0, 1, 0]
    at = hold(element, figure)
    mouse.click(*center(grip(element, "b1[1]").locator(".mlcalc-fill")))
    assert hold(element, figure) == at, "a bias is no switch"
