"""Two walkers on one map: descent, and momentum from the same point."""

import math
import re

import numpy as np
import pytest
from live import hold, settle

from mlcalc import figures


def race(**options):
    root = math.sqrt(10)
    ranges = {"w1": (-12, 12, 10), "w2": (-5, 5, 1), "rate": (0, 0.25, 2 / 11), "steps": (0, 40, 20)}
    best = ((0, 0.4, 4 / (1 + root) ** 2), (0, 0.95, ((root - 1) / (root + 1)) ** 2))
    return figures.surface(lambda w1, w2: (w1**2 + 10 * w2**2) / 2, name="C", **{**ranges, "momentum": best, **options})


def test_momentum_races_descent_from_the_same_point():
    figure = race()
    assert figure.values["C after"] == pytest.approx(0.017962, abs=5e-7)
    assert figure.values["C by momentum"] == pytest.approx(4.433e-8, rel=2e-4)
    w, m = np.array([10.0, 1.0]), np.zeros(2)
    for _ in range(20):
        m = figure.inputs["beta"] * m + np.array([1, 10]) * w
        w = w - figure.inputs["pace"] * m
    assert [figure.values["w1 by momentum"], figure.values["w2 by momentum"]] == pytest.approx(w, rel=1e-9)
    figure.inputs.update(beta=0, pace=2 / 11)
    assert figure.values["w1 by momentum"] == pytest.approx(figure.values["w1 after"], rel=1e-12)
    assert figure.picture()[:4] == b"\x89PNG"
    assert "Momentum, with rate" in figure.spec["alt"]


def test_a_race_that_cannot_be_is_refused():
    for given in (0.9, ((0, 1, 0.5),), ((-1, 1, 0), (0, 0.9, 0)), ((0, 1, 0), (0, 1, 0))):
        with pytest.raises(ValueError, match=r"momentum: expected .*; write momentum=\(\(0, 0.5, 0.2\)"):
            race(momentum=given)
    with pytest.raises(TypeError, match="momentum needs steps to race over; write rate="):
        race(steps=0)


def test_two_walkers_race_on_one_map(shown):
    element, figure = shown(race)
    hold(element, figure)
    ways = element.locator("path.mlcalc-way.is-rival")
    assert ways.count() == 2, "the way, and its sample in the legend"
    assert len(re.findall("[ML]", ways.first.get_attribute("d"))) == 21
    element.locator('input[data-name="beta"]').fill("0.9")
    settle(element.page)
    hold(element, figure)
    assert element.locator(".mlcalc-ways").inner_text().split() == ["descent", "momentum"]
