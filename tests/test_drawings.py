"""What a live figure draws, in pixels, is where Python's numbers say: curve, tangent, point, bars and edges."""

import math
import re

import numpy as np
import pytest
from live import KINDS, figures_of, live, settle

CURVES = [figure for figure, kind in KINDS.items() if kind in ("curve", "paths")]
PATHS = [figure for figure, kind in KINDS.items() if kind == "paths"]


def moved(page_of, built_book, where, name):
    """A live figure with every input off its start, the same figure in Python, and the inputs."""
    element = live(page_of(built_book / "chapters" / f"{where}.html"), name)
    figure, at = figures_of(where)[name], {}
    for entry in figure.spec["inputs"]:
        steps = round(0.31 * (entry["high"] - entry["low"]) / entry["step"])
        handle = element.locator(f'input[data-name="{entry["name"]}"]')
        handle.fill(f"{entry['low'] + steps * entry['step']:.12g}")
        at[entry["name"]] = float(handle.input_value())
    settle(element.page)
    return element, figure, at


def points(d):
    return np.array([[float(x), float(y)] for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)])


@pytest.mark.parametrize(("where", "name"), CURVES)
def test_the_curve_its_point_and_its_tangent_are_where_they_belong(page_of, built_book, where, name):
    element, figure, at = moved(page_of, built_book, where, name)
    spec, box = figure.spec, element.locator("svg.mlcalc-inside")
    entry = figure.ranges[spec["along"]]
    width, height, left, top = (float(box.get_attribute(key)) for key in ("width", "height", "x", "y"))
    low, high = spec["ylim"]
    to_x = lambda x: width * (x - entry.low) / (entry.high - entry.low)
    to_y = lambda y: height * (high - y) / (high - low)

    drawn = points(element.locator("path.mlcalc-curve").get_attribute("d"))
    assert len(drawn) > 50
    for x in np.linspace(entry.low, entry.high, 23):
        value = figure.evaluate(**{**at, entry.name: float(x)})[spec["value"]]
        if low < value < high:
            assert np.interp(to_x(x), *drawn.T) == pytest.approx(to_y(value), abs=0.02 * height), f"the curve at {x}"

    now = figure.evaluate(**at)
    value, slope = now[spec["value"]], now[spec["slope"]]
    place = element.locator('[data-drag="point"]').get_attribute("transform")
    px, py = map(float, re.findall(r"-?[\d.]+", place))
    assert px - left == pytest.approx(to_x(at[entry.name]), abs=0.02)
    assert py - top == pytest.approx(min(height, max(0, to_y(value))), abs=0.02)

    ends = points(element.locator("path.mlcalc-tangent").get_attribute("d"))
    steepness = -slope * (height / (high - low)) / (width / (entry.high - entry.low))
    if len(ends):
        (x0, y0), (x1, y1) = ends
        # along the tangent from where the value is to either end, in pixels
        for x, y in ((x0, y0), (x1, y1)):
            miss = (y - to_y(value)) - steepness * (x - to_x(at[entry.name]))
            assert abs(miss) <= 0.05 + 0.02 * abs(steepness), "the tangent points elsewhere"
        assert math.hypot(x1 - x0, y1 - y0) > 20
    else:
        assert not low < value < high, "the tangent is missing"


@pytest.mark.parametrize(("where", "name"), PATHS)
def test_bars_and_edges_have_the_size_and_sign_of_their_contributions(page_of, built_book, where, name):
    element, figure, at = moved(page_of, built_book, where, name)
    spec, now = figure.spec, figure.evaluate(**at)
    bars = element.evaluate(
        """root => [...root.querySelectorAll(".mlcalc-bar")].map(bar => {
        const [, right, , left = right] = bar.style.clipPath.match(/[\\d.]+/g).map(Number);
        return [left, 100 - right];
        })"""
    )
    names = [path["output"] for path in spec["paths"]] + [spec["total"]]
    assert len(bars) == len(names)
    lengths = {}
    for (start, end), output in zip(bars, names, strict=True):
        assert (start if now[output] > 0 else end) == 50, f"the bar of {output} starts off its zero line"
        lengths[output] = end - start
    longest = max(names, key=lambda output: abs(now[output]))
    for output in names:
        if lengths[longest] < 50:  # a full bar says that there is more
            share = abs(now[output] / now[longest])
            assert lengths[output] == pytest.approx(share * lengths[longest], abs=0.05), output

    through = [sum(now[p["output"]] for p in spec["paths"] if i in p["edges"]) for i in range(len(spec["edges"]))]
    edges = element.locator("path.mlcalc-edge").evaluate_all(
        "all => all.map(e => [parseFloat(e.style.strokeWidth), e.classList.contains('is-negative')])"
    )
    assert [negative for _, negative in edges] == [total < 0 for total in through]
    widths = [width for width, _ in edges]
    # as thick as the bars are long: the same share of the same whole, so the two lie on one line
    share = np.minimum(1, np.abs(through) / abs(now[longest]) * lengths[longest] / 50)
    if np.ptp(share) < 1e-9:
        assert len(set(widths)) == 1
        return
    thicker, thinnest = np.polyfit(share, widths, 1)
    assert thicker > 1
    assert thinnest > 0
    assert widths == pytest.approx(thinnest + thicker * share, abs=0.02)
