"""Several curves, secants, logarithmic axes and errors in a real browser: every hand moves them, every number holds."""

import math
import random
import re

import numpy as np
import pytest
from live import center, frame, hold, settle
from test_figures_curve import several, sine

from mlcalc import figures


def power_laws():
    return figures.curve([lambda x: x**2 + 1, lambda x: 3 * x], x=(0.01, 100, 2), log="xy", name=["f", "g"])


def noise():
    return figures.errors(np.tanh, x=1.2)


def rounding(name, values):
    """What one rounding of f(x+h) − f(x) makes of a quotient: libraries round tanh differently."""
    return 4 * values["rounding"] if "forward" in name or "central" in name else 0.0


each = pytest.mark.parametrize(
    ("make", "slack"),
    [(several, lambda *_: 0.0), (sine, lambda *_: 1e-9), (power_laws, lambda *_: 0.0), (noise, rounding)],
)


@each
def test_at_random_places_every_number_is_pythons(shown, make, slack):
    element, figure = shown(make)
    rng = random.Random(5)
    for _ in range(40):
        at = {}
        for entry in figure.ranges.values():
            if entry.scale == "log":
                at[entry.name] = 10 ** rng.uniform(math.log10(entry.low), math.log10(entry.high))
            else:
                at[entry.name] = rng.uniform(entry.low, entry.high)
        state = ",".join(f"{name}={value!r}" for name, value in at.items())
        element.page.evaluate("hash => { location.hash = hash }", f"#{figure.spec['id']}:{state}")
        now = hold(element, figure, slack=slack)
        assert now == pytest.approx(at, rel=1e-15)
    element.get_by_role("button", name="Reset").click()
    assert hold(element, figure, slack=slack) == pytest.approx(figure.inputs, rel=1e-14)


def test_each_curve_is_named_at_its_end_and_differs_in_its_dashes(shown):
    element, _figure = shown(several)
    names = element.locator(".mlcalc-curve-name")
    assert names.count() == 3
    boxes = [names.nth(i).bounding_box() for i in range(3)]
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = abs(a["y"] - b["y"]) >= min(a["height"], b["height"]) - 1 or a["x"] + a["width"] <= b["x"]
            assert apart or b["x"] + b["width"] <= a["x"], "a name covers another"
    dashes = element.locator("path.mlcalc-curve").evaluate_all(
        "all => all.map(c => getComputedStyle(c).strokeDasharray)"
    )
    assert len(set(dashes)) == 3
    colors = element.locator("path.mlcalc-curve").evaluate_all("all => all.map(c => getComputedStyle(c).stroke)")
    assert len(set(colors)) == 3


def test_the_second_point_of_a_secant_is_a_step_and_can_be_dragged(shown):
    element, figure = shown(sine)
    second, mouse = element.locator('[data-drag="secant"]'), element.page.mouse
    x, y = center(second)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y, steps=4)
    longer = hold(element, figure)
    assert longer["h"] > 0.8
    assert longer["x"] == 1.3, "the first point stays"
    assert center(second)[0] == pytest.approx(x + 60, abs=3)
    mouse.move(x - 300, y, steps=4)
    assert hold(element, figure, slack=lambda *_: 1e-9)["h"] < 0
    mouse.up()
    second.focus()
    second.press("Home")
    assert hold(element, figure)["h"] == -2
    second.press("ArrowUp")
    assert hold(element, figure)["h"] == pytest.approx(-1.99)


def test_the_secant_runs_through_both_points(shown):
    element, _figure = shown(sine)
    settle(element.page)
    (x0, y0), (x1, y1) = [
        [float(part) for part in pair.split(",")]
        for pair in re.findall(r"-?[\d.]+,-?[\d.]+", element.locator("path.mlcalc-secant").get_attribute("d"))
    ]
    box = frame(element)
    for drag in ("point", "secant"):
        px, py = center(element.locator(f'[data-drag="{drag}"] .mlcalc-dot'))
        px, py = px - box["x"], py - box["y"]
        assert y0 + (y1 - y0) * (px - x0) / (x1 - x0) == pytest.approx(py, abs=0.6)


def test_a_logarithmic_slider_and_point_move_by_powers_of_ten(shown):
    element, figure = shown(noise)
    slider, point = element.locator('input[data-name="h"]'), element.locator('[data-drag="point"]')
    assert slider.get_attribute("data-scale") == "log"
    slider.fill("-3")
    assert hold(element, figure, slack=rounding)["h"] == 1e-3
    assert slider.get_attribute("aria-valuetext") == "1.00 × 10⁻³"
    slider.press("Home")
    assert hold(element, figure, slack=rounding)["h"] == 1e-12
    box = frame(element)
    x, y = center(point.locator(".mlcalc-dot"))
    element.page.mouse.move(x, y)
    element.page.mouse.down()
    element.page.mouse.move(box["x"] + box["width"] * 10 / 11, y, steps=3)
    assert hold(element, figure, slack=rounding)["h"] == pytest.approx(1e-2, rel=0.1)
    element.page.mouse.up()
    point.press("PageDown")
    assert hold(element, figure, slack=rounding)["h"] == pytest.approx(10**-2.5, rel=0.1)


def test_on_logarithmic_axes_power_laws_are_straight_and_touched_by_one(shown):
    element, _figure = shown(power_laws)
    settle(element.page)
    second = element.locator('path.mlcalc-curve[data-role="second"]').get_attribute("d")
    xy = np.array([[float(part) for part in pair.split(",")] for pair in re.findall(r"-?[\d.]+,-?[\d.]+", second)])
    assert np.ptp(np.diff(xy[:, 1]) / np.diff(xy[:, 0])) < 0.02
    # f is almost 1 at the left and almost x² at the right: there its tangent is steep, in the picture
    slopes = []
    for place in ("-2", "2"):
        element.locator('input[data-name="x"]').fill(place)
        settle(element.page)
        ends = element.locator("path.mlcalc-tangent").get_attribute("d")
        (x0, y0), (x1, y1) = [list(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", ends)]
        slopes.append((y0 - y1) / (x1 - x0))
    assert slopes[0] == pytest.approx(0, abs=0.01)
    assert slopes[1] == pytest.approx(2 * -np.diff(xy[:, 1])[0] / np.diff(xy[:, 0])[0], rel=0.02)


def test_no_label_of_a_slope_covers_the_point(shown):
    element, _figure = shown(lambda: figures.curve(lambda w: 4 * w * np.exp(-w), w=(0, 0.5, 0.1)), width=360)
    for place in np.linspace(0, 0.5, 21):
        element.locator('input[data-name="w"]').fill(f"{place:.3f}")
        settle(element.page)
        x, y = center(element.locator('[data-drag="point"] .mlcalc-dot'))
        for leg in element.locator(".mlcalc-leg:visible").all():
            box = leg.bounding_box()
            apart = (
                x + 7 < box["x"]
                or x - 7 > box["x"] + box["width"]
                or y + 7 < box["y"]
                or y - 7 > box["y"] + box["height"]
            )
            assert apart, f"a label covers the point at {place}"
