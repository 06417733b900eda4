"""What a live figure draws, in pixels, is where Python's numbers say: curve, tangent, point, bars and edges."""

import math
import re

import numpy as np
import pytest
from live import KINDS, READ, settle

CURVES = [figure for figure, kind in KINDS.items() if kind in ("curve", "paths")]
PATHS = [figure for figure, kind in KINDS.items() if kind == "paths"]


def move(element, spec, name, share):
    """Take an input's slider to this share of its way."""
    handle = element.locator(f'input[data-name="{name}"]')
    low, high, step = (float(handle.get_attribute(key)) for key in ("min", "max", "step"))
    handle.fill(f"{low + round(share * (high - low) / step) * step:.12g}")
    settle(element.page)
    names = {entry["name"] for entry in spec["inputs"]}
    return {name: float(value) for name, value, _ in element.evaluate(READ)["outputs"] if name in names}


def moved(figure_in, where, name):
    """A live figure with every input off its start, the same figure in Python, and the inputs."""
    element, figure = figure_in(where, name)
    for entry in figure.spec["inputs"]:
        at = move(element, figure.spec, entry["name"], 0.31)
    return element, figure, at


def points(d):
    return np.array([[float(x), float(y)] for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", d)])


@pytest.mark.parametrize(("where", "name"), CURVES)
def test_the_curve_its_point_and_its_tangent_are_where_they_belong(figure_in, where, name):
    element, figure, at = moved(figure_in, where, name)
    spec, box = figure.spec, element.locator("svg.mlcalc-inside")
    entry = figure.ranges[spec["along"]]
    width, height, left, top = (float(box.get_attribute(key)) for key in ("width", "height", "x", "y"))
    low, high = spec["ylim"]
    log = spec.get("log", "")
    u, v = (math.log if axis in log else float for axis in "xy")
    to_x = lambda x: width * (u(x) - u(entry.low)) / (u(entry.high) - u(entry.low))
    to_y = lambda y: height * (v(high) - v(y)) / (v(high) - v(low))

    drawn = points(element.locator("path.mlcalc-curve").first.get_attribute("d"))
    assert len(drawn) > 50
    for x in (np.geomspace if "x" in log else np.linspace)(entry.low, entry.high, 23):
        value = figure.evaluate(**{**at, entry.name: float(x)})[spec["value"]]
        if low < value < high:
            assert np.interp(to_x(x), *drawn.T) == pytest.approx(to_y(value), abs=0.02 * height), f"the curve at {x}"

    now = figure.evaluate(**at)
    value = now[spec["value"]]
    place = element.locator('[data-drag="point"]').get_attribute("transform")
    px, py = map(float, re.findall(r"-?[\d.]+", place))
    assert px - left == pytest.approx(to_x(at[entry.name]), abs=0.02)
    assert py - top == pytest.approx(min(height, max(0, to_y(value))), abs=0.02)

    if "slope" not in spec or log:
        return
    slope = now[spec["slope"]]
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
def test_bars_and_edges_have_the_size_and_sign_of_their_contributions(figure_in, where, name):
    element, figure, _ = moved(figure_in, where, name)
    spec, seen = figure.spec, []
    names = [path["output"] for path in spec["paths"]] + [spec["total"]]
    first = spec["inputs"][0]
    for share in (0.31, 0.0, 1.0):
        now = figure.evaluate(**move(element, spec, first["name"], share))
        bars, edges = element.evaluate(SIZES)
        assert len(bars) == len(names)
        lengths = {output: end - start for output, (start, end) in zip(names, bars, strict=True)}
        for output, (start, end) in zip(names, bars, strict=True):
            assert abs(now[output]) < 1e-9 or (start if now[output] > 0 else end) == 50, (
                f"{output} is off the zero line"
            )
        longest = max(names, key=lambda output: abs(now[output]))
        whole = abs(now[longest]) / (lengths[longest] / 50)
        for output in names:
            if lengths[longest] < 50:  # a full bar says that there is more
                assert lengths[output] / 50 == pytest.approx(abs(now[output]) / whole, abs=0.001), output
        through = [sum(now[p["output"]] for p in spec["paths"] if i in p["edges"]) for i in range(len(spec["edges"]))]
        assert [negative for _, negative in edges] == [total < 0 for total in through]
        if lengths[longest] < 50:
            seen += [(min(1, abs(total) / whole), width) for total, (width, _) in zip(through, edges, strict=True)]

    # an edge is as thick as the bars are long: shares of the same whole, so that the two lie on one line
    share, widths = np.array(seen).T
    if np.ptp(share) < 0.05:  # a contribution that nothing changes
        assert np.ptp(widths) < 0.4
        return
    thicker, thinnest = np.polyfit(share, widths, 1)
    assert thicker > 1
    assert thinnest > 0
    assert widths == pytest.approx(thinnest + thicker * share, abs=0.03)


SIZES = """root => [
  [...root.querySelectorAll(".mlcalc-bar")].map(bar => {
    const [, right, , left = right] = bar.style.clipPath.match(/[\\d.]+/g).map(Number);
    return [left, 100 - right];
  }),
  [...root.querySelectorAll("path.mlcalc-edge")].map(edge =>
    [parseFloat(edge.style.strokeWidth), edge.classList.contains("is-negative")])
]"""
