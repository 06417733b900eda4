"""Training runs compared in the page: batches, a run beside the first, what is held out, points of one's own."""

import numpy as np
import pytest
from live import settle
from test_training_page import held, rest
from training_figures import batched, digits, make, moons, plane


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
    assert element.locator(".mlcalc-curve-name").inner_text().startswith("┄ before: η = 0.1, β = 0.3, M = 7")


def test_the_run_beside_and_what_is_held_out_are_lines_of_their_own(shown):
    element, _ = shown(lambda: make(batched, at=100))
    settle(element.page)
    role = lambda name: element.locator(f'.mlcalc-inside > path.mlcalc-curve[data-role="{name}"]').get_attribute("d")
    assert role("second").count("L") >= 90
    assert role("third").count("L") >= 90
    assert element.locator(".mlcalc-costs .mlcalc-seen-legend").inner_text().split("\n") == [
        "in training", "beside: η = 0.05, σ′ taken at a (planted)", "held out",
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
