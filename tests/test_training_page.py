"""A training run in a real browser, from a page on disk: every hand moves it, every number is Network.train's."""

import random

import numpy as np
import pytest
from live import center, hold, settle
from training_figures import RUNS, batched, classes, digits, line, make, moons, plane, sine

# Hundreds of steps multiply a rounding; a cost of a few hundredths still has nine digits after the point.
loose = lambda name, values: 1e-9


def rest(element):
    """Waits until nothing moves by itself."""
    element.locator('.mlcalc-scrubber[data-state="resting"]').wait_for(timeout=20_000)
    settle(element.page)


def held(element, figure):
    return hold(element, figure, slack=loose)


def play(element):
    element.get_by_role("button", name="Play").click()


def by_train(run, step, rate, momentum=0.0):
    net, x, y, options = run()
    settings = {"batch": options.get("batch"), "seed": options.get("seed", 0)}
    return net.train(x, y, steps=round(step), learning_rate=rate, momentum=momentum, **settings)


@pytest.mark.parametrize("run", RUNS)
def test_played_to_its_end_every_number_is_that_of_train(shown, run):
    element, figure = shown(lambda: make(run))
    element.get_by_role("radio", name="all that fit").check()
    play(element)
    rest(element)
    at = held(element, figure)
    assert at["step"] == figure.ranges["step"].high
    trained = by_train(run, at["step"], at["rate"], at.get("momentum", 0.0))
    shown_cost = float(element.locator('output[data-name="C"]').first.get_attribute("data-value"))
    _, x, y, _ = run()
    assert shown_cost == pytest.approx(trained.network.cost(x, y), abs=1e-9)


@pytest.mark.parametrize("run", RUNS)
def test_at_random_rates_and_steps_every_number_is_pythons(shown, run):
    element, figure = shown(lambda: make(run))
    rng = random.Random(7)
    for _ in range(12):
        at = {name: rng.uniform(entry.low, min(entry.high, 0.15)) for name, entry in figure.ranges.items()}
        at |= {"step": rng.randrange(100), "log": rng.randrange(2), "speed": rng.randrange(4)}
        whole = {"batch": rng.randrange(3, 20), "scale": rng.uniform(0.5, 2), "y": rng.randrange(10)}
        at |= {name: value for name, value in whole.items() if name in at}
        state = ",".join(f"{name}={value!r}" for name, value in at.items())
        element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{state}")
        assert held(element, figure) == pytest.approx(at, rel=1e-15)
    element.get_by_role("button", name="Reset").click()
    assert held(element, figure) == pytest.approx(figure.inputs, rel=1e-14)


def test_buttons_take_one_step_on_and_back_and_restart(shown):
    element, figure = shown(lambda: make(plane))
    for name, step in (("one step on", 1), ("one step on", 2), ("one step back", 1), ("restart the run", 0),
                       ("one step back", 0)):  # fmt: skip
        element.get_by_role("button", name=name).click()
        assert held(element, figure)["step"] == step


def test_play_is_paused_by_the_same_button_by_keys_alone(shown):
    element, figure = shown(lambda: make(plane))
    button = element.locator("button.is-play")
    button.focus()
    button.press("Enter")
    element.page.wait_for_function(
        "root => +root.querySelector('[data-name=step]').value > 10", arg=element.element_handle()
    )
    assert button.inner_text() == "Pause"
    button.press("Space")
    at = held(element, figure)
    assert (button.inner_text(), at["step"] >= 10) == ("Play", True)
    element.page.wait_for_timeout(150)
    assert held(element, figure) == at, "it runs on though it is paused"


def test_the_slider_of_steps_goes_back_through_the_run_and_far_ahead(shown):
    element, figure = shown(lambda: make(plane, steps=3000))
    steps = element.locator('input[data-name="step"]')
    steps.fill("2900")
    rest(element)
    assert held(element, figure)["step"] == 2900
    steps.press("Home")
    assert held(element, figure)["step"] == 0
    steps.press("ArrowRight")
    assert held(element, figure)["step"] == 1


def test_another_rate_trains_anew_up_to_the_same_step_and_leaves_the_old_curve(shown):
    element, figure = shown(lambda: make(plane, at=300))
    element.locator('input[data-name="rate"]').press("PageDown")
    held(element, figure)
    rest(element)
    at = held(element, figure)
    assert at["step"] == 300
    assert at["rate"] < 0.1
    cost = float(element.locator('output[data-name="C"]').first.get_attribute("data-value"))
    assert cost == pytest.approx(by_train(plane, 300, at["rate"]).costs[-1], abs=1e-9)
    assert element.locator(".mlcalc-curve-name").inner_text() == "┄ before: η = 0.1"


def test_the_point_on_the_curve_of_the_cost_goes_through_the_run(shown):
    element, figure = shown(lambda: make(plane, at=100))
    point, mouse = element.locator('[data-drag="point"]'), element.page.mouse
    x, y = center(point.locator(".mlcalc-dot"))
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 40, y, steps=4)
    dragged = held(element, figure)["step"]
    mouse.up()
    assert 0 < dragged < 100
    point.press("ArrowRight")
    assert held(element, figure)["step"] == dragged + 1


def test_a_run_that_runs_away_stops_and_says_so(shown):
    element, figure = shown(lambda: make(line, rate=(0, 0.5, 0.4)))
    element.get_by_role("radio", name="all that fit").check()
    play(element)
    rest(element)
    at = held(element, figure)
    note = element.locator("p.mlcalc-note[role=status]").first
    assert f"At step {at['step'] + 1:g} the cost runs away" in note.inner_text()
    assert "Try a smaller η, such as 0.1." in note.inner_text()
    element.locator('input[data-name="rate"]').fill("0.1")
    rest(element)
    assert held(element, figure)["rate"] == 0.1
    assert not note.is_visible()


def test_out_of_sight_it_takes_no_step(shown):
    element, _ = shown(lambda: make(plane, steps=5000))
    play(element)
    element.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    element.page.wait_for_timeout(200)
    step = lambda: element.locator('output[data-name="step"]').get_attribute("data-value")
    before = step()
    element.page.wait_for_timeout(300)
    assert step() == before
    element.scroll_into_view_if_needed()
    element.page.wait_for_timeout(300)
    assert step() != before


def test_the_border_lies_where_the_network_says_neither(shown):
    element, figure = shown(lambda: make(plane, at=300))
    settle(element.page)
    spec, net = figure.spec, by_train(plane, 300, 0.1).network
    d = element.locator(".mlcalc-band.is-border").get_attribute("d")
    places = np.array(
        [[float(v) for v in pair.split(",")] for ring in d.strip("MZ").split("ZM") for pair in ring.split("L")]
    )
    inside = places[((places > 12) & (places < 388)).all(axis=1)].T / 400
    (x0, x1), (y0, y1) = spec["xlim"], spec["ylim2"]
    a = net.forward(np.stack([x0 + (x1 - x0) * inside[0], y1 - (y1 - y0) * inside[1]])).a[2]
    assert inside.shape[1] > 20
    assert np.abs(a).max() < 0.15


def test_the_fitted_curve_is_the_networks(shown):
    element, figure = shown(lambda: make(sine, at=200))
    settle(element.page)
    d = element.locator(".mlcalc-seen path.mlcalc-curve").get_attribute("d")
    places = np.array([[float(v) for v in pair.split(",")] for pair in d.strip("M").split("L")])
    inside = element.locator(".mlcalc-seen svg.mlcalc-inside")
    width, height = (float(inside.get_attribute(key)) for key in ("width", "height"))
    (x0, x1), (y0, y1) = figure.spec["xlim"], figure.spec["ylim2"]
    a = by_train(sine, 200, 0.05).network.forward(x0 + (x1 - x0) * places[None, :, 0] / width).a[2]
    assert y1 - (y1 - y0) * places[:, 1] / height == pytest.approx(a[0], abs=0.01)


@pytest.mark.parametrize("run", RUNS)
def test_a_narrow_page_does_not_scroll_sideways(shown, run):
    element, _ = shown(lambda: make(run), width=320)
    assert element.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_reached_is_said_when_it_rests_and_not_before(shown):
    element, _ = shown(lambda: make(classes))
    said = element.locator("p.mlcalc-hidden[role=status]")
    play(element)
    element.page.wait_for_timeout(900)
    assert said.text_content() == ""
    element.get_by_role("button", name="Pause").click()
    element.page.wait_for_timeout(800)
    assert said.text_content().startswith("step = ")
    assert "right = " in said.text_content()


def number(element, name):
    return float(element.locator(f'output[data-name="{name}"]').first.get_attribute("data-value"))


def test_200_steps_of_all_and_50_of_a_batch_are_pythons(shown):
    element, figure = shown(lambda: make(digits, N=300, steps=200, beside=None))
    for batch, step in ((300, 200), (32, 50)):
        element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:batch={batch},step={step}")
        rest(element)
        net, x, y, _ = digits(300)
        reached = net.train(x, y, step, 0.2, batch=batch).network
        assert number(element, "C") == pytest.approx(reached.cost(x, y), abs=1e-9)
        held(element, figure)


def test_the_slider_of_the_batch_starts_the_run_anew(shown):
    element, figure = shown(lambda: make(batched, at=60))
    element.locator('input[data-name="batch"]').press("PageUp")
    rest(element)
    at = held(element, figure)
    assert at["batch"] > 7
    assert at["batch"] == int(at["batch"])
    assert element.locator(".mlcalc-curve-name").inner_text().startswith("┄ before: η = 0.1, μ = 0.3, M = 7")


def test_the_run_beside_and_what_is_held_out_are_lines_of_their_own(shown):
    element, _ = shown(lambda: make(batched, at=100))
    settle(element.page)
    role = lambda name: element.locator(f'.mlcalc-inside > path.mlcalc-curve[data-role="{name}"]').get_attribute("d")
    assert role("second").count("L") >= 90
    assert role("third").count("L") >= 90
    assert element.locator(".mlcalc-costs .mlcalc-seen-legend").inner_text().split("\n") == [
        "in training", "beside: η = 0.05, planted: σ′ taken at a", "held out",
    ]  # fmt: skip
    assert element.locator(".mlcalc-scores tbody tr").count() == 4


def test_hidden_weights_are_pictures_of_the_step_and_confusions_are_counted(shown):
    element, _ = shown(lambda: make(digits, at=100))
    settle(element.page)
    element.page.wait_for_timeout(100)
    net, x, y, options = digits()
    reached = net.train(x, y, 100, 0.2).network
    W = reached.layers[0].W
    pixels = element.locator("canvas.mlcalc-weights").evaluate_all(
        "all => all.map(c => [...c.getContext('2d').getImageData(0, 0, 8, 8).data])"
    )
    assert len(pixels) == 8
    paper = np.array([255, 255, 255])
    ends = {1: np.array([0x00, 0x67, 0xA3]), -1: np.array([0xB8, 0x43, 0x0A])}
    for row, picture in zip(W, pixels, strict=True):
        got = np.reshape(picture, (64, 4))[:, :3]
        share = np.abs(row / np.abs(W).max())[:, None]
        want = paper + share * (np.stack([ends[1 if w > 0 else -1] for w in row]) - paper)
        assert np.abs(got - want).max() <= 1
    held_x, labels = options["held_out"]
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, reached.forward(held_x).a[2].argmax(axis=0)), 1)
    shown_counts = element.locator(".mlcalc-confusion tbody td").all_inner_texts()
    assert [0 if text == "·" else int(text) for text in shown_counts] == counts.ravel().tolist()


def test_what_is_drawn_is_read_by_the_network_of_that_step(shown):
    element, figure = shown(lambda: make(digits, at=80))
    pad = element.locator(".mlcalc-pad")
    pad.scroll_into_view_if_needed()
    box, mouse = pad.bounding_box(), element.page.mouse
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.1 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.9 * box["height"], steps=6)
    mouse.up()
    element.locator(".mlcalc-class-row").nth(1).click()
    at = held(element, figure)
    assert at["y"] == 1
    assert at["x[4,4]"] + at["x[4,5]"] > 0.5
    assert number(element, "p[1]") == pytest.approx(figure.evaluate(**at)["p[1]"], abs=1e-9)
    element.get_by_role("button", name="Clear the drawing").click()
    assert held(element, figure)["x[4,4]"] == 0


def points_in(element):
    rows = [line.split(",") for line in element.locator("textarea[data-points]").input_value().split("\n") if line]
    table = np.array(rows, float)
    return table[:, :2].T, 2 * table[None, :, 2] - 1


def test_points_of_ones_own_are_pressed_into_the_map_and_trained_on(shown):
    element, figure = shown(lambda: make(plane, at=40, editable=True))
    net, x, _, _ = plane()
    assert points_in(element)[0] == pytest.approx(x, abs=5e-5)
    element.get_by_role("radio", name="class 1").check()
    drawing = element.locator(".mlcalc-seen .mlcalc-drawing").bounding_box()
    spec = element.locator(".mlcalc-seen svg.mlcalc-inside")
    left, top, width, height = (float(spec.get_attribute(key)) for key in ("x", "y", "width", "height"))
    element.page.mouse.click(drawing["x"] + left + 0.9 * width, drawing["y"] + top + 0.1 * height)
    settle(element.page)
    more, targets = points_in(element)
    assert more.shape == (2, 41)
    (x0, x1), (y0, y1) = figure.spec["xlim"], figure.spec["ylim2"]
    assert more[:, -1] == pytest.approx([x0 + 0.9 * (x1 - x0), y1 - 0.1 * (y1 - y0)], abs=0.02)
    assert targets[0, -1] == 1
    assert element.locator(".mlcalc-seen .mlcalc-example").count() >= 41
    assert number(element, "C") == pytest.approx(net.cost(more, targets), abs=1e-9)
    element.locator('input[data-name="step"]').fill("60")
    rest(element)
    reached = net.train(more, targets, 60, 0.1).network
    assert number(element, "C") == pytest.approx(reached.cost(more, targets), abs=1e-9)
    element.get_by_role("radio", name="takes away").check()
    element.page.mouse.click(drawing["x"] + left + 0.9 * width, drawing["y"] + top + 0.1 * height)
    settle(element.page)
    assert points_in(element)[0].shape == (2, 40)


def test_points_are_pasted_as_lines_and_what_is_wrong_with_one_is_said(shown):
    element, _ = shown(lambda: make(plane, editable=True))
    net = plane()[0]
    box, note = element.locator("textarea[data-points]"), element.locator(".mlcalc-own-points .mlcalc-note")
    box.fill("0.5, 0.5, 0\n1 −0.25 1\n\n0;0.75;1")
    settle(element.page)
    x, y = np.array([[0.5, 1, 0], [0.5, -0.25, 0.75]]), np.array([[-1, 1, 1]])
    assert number(element, "C") == pytest.approx(net.cost(x, y), abs=1e-9)
    assert not note.is_visible()
    for text, said in (
        ("0.5, 0.5", "Line 1: expected two numbers and a class, such as 0.5, -1, 0; it is “0.5, 0.5”."),
        ("0, 0, 1\n0, 0, 2", "Line 2: there are the classes 0 to 1, and no 2."),
        ("99, 0, 1", "Line 1: 99 is off the map"),
        ("", "Without a point there is nothing to learn: press on the map."),
    ):
        box.fill(text)
        assert said in note.inner_text()
        assert number(element, "C") == pytest.approx(net.cost(x, y), abs=1e-9), "what was there stays"
    element.get_by_role("button", name="The first points again").click()
    settle(element.page)
    assert number(element, "C") == pytest.approx(net.cost(*moons()), abs=1e-9)
