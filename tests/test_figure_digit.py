"""The figure of a drawing that a network reads, in Python: its numbers are the network's own, and what it refuses."""

from __future__ import annotations

import json

import numpy as np
import pytest
from digit_figures import NAMES, drawings, make, reader

from mlcalc import Network, figures
from mlcalc.figures.common.names import entries


@pytest.mark.parametrize(
    ("output", "cost"),
    [("softmax", "cross-entropy"), ("logistic", "cross-entropy"), ("logistic", "squares"), ("softmax", "squares")],
)
def test_every_number_is_the_networks(output, cost):
    net = reader(output, cost)
    figure = make(net=net, decimals=None)
    rng = np.random.default_rng(0)
    for y in range(4):
        x = rng.uniform(0, 1, 64)
        values = figure.evaluate(**dict(zip(entries("x", 8, 8), x.tolist(), strict=True)), y=y)
        a, slopes = net.forward(x).a[2], net.backprop(x, y).x
        assert [values[f"p[{k}]"] for k in range(4)] == pytest.approx(a, rel=1e-12)
        assert values["reading"] == a.argmax()
        assert values["C"] == pytest.approx(net.cost(x, y), rel=1e-12)
        assert [values[name] for name in entries("dC/dx", 8, 8)] == pytest.approx(slopes, rel=1e-11, abs=1e-15)
        assert values["|dC/dx|"] == pytest.approx(np.linalg.norm(slopes), rel=1e-12)


def test_rounded_parameters_are_those_of_both_and_make_the_page_small():
    full, short = (make(decimals=decimals) for decimals in (None, 4))
    net = reader()
    rounded = Network([(W.round(4), b.round(4), name) for W, b, name in net.layers], net.cost_name)
    assert short.values["C"] == pytest.approx(rounded.cost(drawings()[:, 0], 0), rel=1e-12)
    sizes = [len(json.dumps(figure.spec["graph"])) for figure in (full, short)]
    assert sizes[1] < 0.65 * sizes[0]
    assert abs(short.values["C"] - full.values["C"]) < 1e-3


def test_it_starts_with_the_first_sample_and_its_class():
    figure = make()
    assert [figure.inputs[name] for name in entries("x", 8, 8)] == drawings()[:, 0].tolist()
    assert (figure.inputs["y"], figure.values["reading"]) == (0, 0)
    blank = figures.digit(reader())
    assert sum(value for name, value in blank.inputs.items() if name[0] == "x") == 0
    assert blank.inputs["y"] == blank.values["reading"]


def test_picture_and_alt_text_say_what_is_seen():
    figure = make(overlay=True)
    assert figure.picture()[:4] == b"\x89PNG"
    assert figure.spec["alt"].startswith(
        "A drawing of 8 × 8 pixels, 12 of them more than half full. The network reads it as down, with 0."
    )
    assert "the cost for the class down is C = 0." in figure.spec["alt"]
    assert make()._html("") == make()._html("")


def refused(message, **options):
    with pytest.raises((TypeError, ValueError), match=message):
        make(**options)


def test_bad_networks_and_settings_are_refused_by_name():
    refused(r"digit: expected an mlcalc.Network, got 3; train Network.random", net=3)
    refused(r"digit: 60 inputs are no square of pixels; give a network with 64", net=Network.random([60, 4]))
    refused(r"expected 2 to 26 outputs, one for each class, got 1", net=Network.random([64, 1]))
    refused(r"36,055 parameters are too many", net=Network.random([256, 135, 10]))
    refused(r"classes: expected 4 names, one for each output", classes=NAMES[:3])
    refused(r"labels: expected the class of each of the 4 samples, 0 to 3, got \[0, 1\]", labels=[0, 1])
    refused(r"labels: .* got \[0, 1, 2, 4\]", labels=[0, 1, 2, 4])
    refused(r"ink: expected the value of a full pixel, above 0, got 0; write ink=16", ink=0)
    refused(r"samples: pixels from 0 to 1 are not within 0 and ink = 0.5; write ink=1", ink=0.5)
    refused(r"decimals: expected a whole number from 1 to 15, got 0; write decimals=4", decimals=0)
    refused(r"overlay: expected True or False, got 1; write overlay=True", overlay=1)
    with pytest.raises(ValueError, match=r"shape \(64, N\) with N up to 20, got shape \(4, 64\); give samples.T"):
        figures.digit(reader(), drawings().T)
