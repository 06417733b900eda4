"""A training run in a real browser, from a page on disk: every hand moves it, every number is Network.train's."""

import random

import numpy as np
import pytest
from live import READ, center, hold, settle
from training_figures import RUNS, classes, line, make, plane, sine

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
    settle(element.page)
    shown_now = {name: float(value) for name, value, _ in element.evaluate(READ)["outputs"]}
    # On the way numbers may be some steps late, but of the new run: the old one's stand nowhere.
    new = by_train(plane, shown_now["step"], shown_now["rate"]).costs
    assert any(shown_now["C"] == pytest.approx(cost, abs=1e-9) for cost in new)
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
