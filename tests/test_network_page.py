"""The figure of a network in a browser, from a page on disk: taken by mouse, key and finger, held against Python."""

import numpy as np
import pytest
from conftest import ROOT
from live import center, hold, live, settle
from networks import X, Y, not_neuron, running_network

from mlcalc import Network, figures

STATIC = ROOT / "mlcalc" / "static"
STEPS = ["x", "z1", "a1", "z2", "a2", "C", "delta2", "delta1", "gradient"]


@pytest.fixture
def open_figure(page_of, tmp_path):
    """(live element, figure): a page that holds this figure alone."""

    def put(figure, **options):
        html = figure._repr_mimebundle_()[0]["text/html"]
        assets = STATIC.as_uri()
        path = tmp_path / "page.html"
        path.write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>A network</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="stylesheet" href="{assets}/figures.css"><script defer src="{assets}/figures.js"></script>'
            f'<body style="height: 3000px; margin: 8px">{html}</body></html>',
            encoding="utf-8",
        )
        return live(page_of(path, **options), figure.spec["id"]), figure

    return put


@pytest.fixture
def running(open_figure):
    """The book's network R, alive."""
    return lambda **options: open_figure(figures.network(running_network(), X, Y, id="R"), **options)


def grip(element, name):
    return element.locator(f'[data-drag="{name}"]')


def on_edge(element, name, share=0.35):
    """A place on the edge's line, in the page."""
    element.locator(".mlcalc-net").scroll_into_view_if_needed()
    return grip(element, name).locator(".mlcalc-line").evaluate(
        """(line, share) => {
        const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((key) => line[key].baseVal.value);
        const box = line.ownerSVGElement.getBoundingClientRect();
        return [box.left + x1 + share * (x2 - x1), box.top + y1 + share * (y2 - y1)];
        }""",
        share,
    )  # fmt: skip


def scrub(element, step):
    element.locator(".mlcalc-scrub").fill(str(step))


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
def test_every_number_of_every_step_is_pythons(open_figure, which, width):
    element, figure = open_figure(NETWORKS[which](), width=width)
    rng = np.random.default_rng(1)
    steps = int(element.locator(".mlcalc-scrub").get_attribute("max"))
    for step in range(steps, -1, -1):
        name = rng.choice(list(figure.ranges))
        entry = figure.ranges[str(name)]
        element.page.evaluate(f"location.hash = '#{figure.spec['id']}:{name}={rng.uniform(entry.low, entry.high)}'")
        scrub(element, step)
        assert hold(element, figure) != figure.inputs
    assert element.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    shown = set(element.locator("output[data-name]").evaluate_all("all => all.map((output) => output.dataset.name)"))
    derived = {name for name in figure.values if not name.startswith("dC/dy")}
    factors = {name for name in derived if name.startswith(("dC/da", "da", "dC/dx", "dC/db"))}
    assert derived - factors <= shown, "z, a, C, δ and ∂C/∂W stand in the matrices at every step"


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
    x, y = on_edge(element, name, 0.12)
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
        for dy in range(-4, -40, -4):
            fingers.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + dy}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        settle(page)

    page.touchscreen.tap(x, y)
    assert element.locator(".mlcalc-picker").input_value() == name
    assert hold(element, figure)[name] == figure.inputs[name]
    scrolled = page.evaluate("scrollY")
    swipe()
    assert hold(element, figure)[name] > figure.inputs[name]
    assert page.evaluate("scrollY") == scrolled, "the page scrolled under the finger"


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
