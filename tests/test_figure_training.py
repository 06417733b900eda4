"""The figure of a training run, in Python: its numbers are Network.train's, and what it refuses."""

from __future__ import annotations

import json

import numpy as np
import pytest
from training_figures import RUNS, classes, line, make, many_inputs, moons, plane, sine

from mlcalc import Network, figures
from mlcalc.network.training import DivergedError


@pytest.mark.parametrize("run", RUNS)
def test_it_is_where_training_is_after_so_many_steps(run):
    net, x, y, _ = run()
    figure = make(run)
    rate, momentum = figure.inputs["rate"], figure.inputs.get("momentum", 0.0)
    for step in (0, 1, 40, 7):
        figure.inputs["step"] = step
        reached = net.train(x, y, steps=step, learning_rate=rate, momentum=momentum).network
        g = reached.backprop(x, y)
        assert figure.values["C"] == pytest.approx(reached.cost(x, y), rel=1e-12)
        norm = np.sqrt(sum((part**2).sum() for parts in (g.W, g.b) for part in parts.values()))
        assert figure.values["|∇C|"] == pytest.approx(norm, rel=1e-12)
        # a column of δ is an example's share of the mean
        lengths = {f"|δ{l}|": np.sqrt((g.delta[l] ** 2).sum(axis=0)).sum() for l in range(1, net.L + 1)}
        assert {name: figure.values[name] for name in lengths} == pytest.approx(lengths, rel=1e-12)


def test_another_rate_is_another_run_up_to_the_same_step():
    net, x, y, _ = plane()
    figure = make(plane, at=50)
    figure.inputs.update(rate=0.03)
    assert figure.values["C"] == pytest.approx(net.train(x, y, steps=50, learning_rate=0.03).costs[-1], rel=1e-12)
    figure.inputs["rate"] = 0.3
    assert figure.values["C"] == pytest.approx(net.train(x, y, steps=50, learning_rate=0.3).costs[-1], rel=1e-12)


def test_a_rate_of_zero_stays_at_the_start():
    figure = make(line, rate=(0, 1, 0), at=30)
    assert figure.values["C"] == make(line).values["C"]


def test_a_run_that_runs_away_stays_at_the_last_step_before():
    net, x, y, _ = line()
    figure = make(line, rate=(0, 0.5, 0.4), at=150)
    with pytest.raises(DivergedError) as caught:
        net.train(x, y, steps=150, learning_rate=0.4)
    assert figure.values["C"] == pytest.approx(caught.value.costs[-2], rel=1e-12)
    figure.inputs["step"] = 2
    assert figure.values["C"] == pytest.approx(caught.value.costs[2], rel=1e-12)


def test_right_is_the_share_of_examples_on_their_side():
    for run in (plane, classes):
        net, x, y, _ = run()
        figure = make(run, at=100)
        momentum = figure.inputs.get("momentum", 0.0)
        a = net.train(x, y, steps=100, learning_rate=figure.inputs["rate"], momentum=momentum).network.forward(x).a[2]
        right = np.sign(a[0]) == y[0] if run is plane else a.argmax(axis=0) == y
        assert figure.values["right"] == pytest.approx(right.mean())
    assert "right" not in make(sine).values


def test_the_book_knows_this_number():
    """Chapter 6: the NOT neuron, η = 0.5, after 50 steps."""
    figure = figures.training(Network([([[1.3]], [-0.1])]), [[1.0, 0.0]], [[0.0, 1.0]], rate=(0, 1, 0.5), at=50)
    assert figure.values["C"] == pytest.approx(0.009247, abs=5e-7)


@pytest.mark.parametrize(("run", "shows"), [(plane, "map"), (classes, "map"), (sine, "curve"), (many_inputs, "cost")])
def test_what_is_drawn_fits_the_network(run, shows):
    figure = make(run)
    assert figure.spec["shows"] == shows
    assert figure.picture()[:4] == b"\x89PNG"
    assert len(json.dumps(figure.spec)) < 14_000
    assert make(run)._html("") == figure._html("")


def test_the_alt_text_says_what_is_seen():
    text = make(plane).spec["alt"]
    assert text.startswith(
        "A training run of a 2–5–1 network on 40 examples with learning rate 0.1: the cost falls from "
    )
    assert text.endswith("Drawn are the cost and how it divides the plane at the end.")
    assert "the cost goes from" in make(line, rate=(0, 0.5, 0.4)).spec["alt"]
    assert make(plane, alt="mine").spec["alt"] == "mine"


def refused(message, run=plane, **options):
    with pytest.raises((TypeError, ValueError), match=message):
        make(run, **options)


def test_bad_settings_are_refused_by_name():
    refused(r"steps: expected a whole number from 1 to 10,000, got 0; write steps=10000", steps=0)
    refused(r"steps: .* got '1e3'", steps="1e3")
    refused(r"at: expected a whole number from 0 to 400, got 401; write at=400", at=401)
    refused(r"rate: -1 would climb; write rate=\(low, high, start\) with 0 ≤ low", rate=(-1, 1, 0))
    refused(
        r"momentum: expected a range from 0 to below 1, got \(0, 1\); write momentum=\(0, 0.95, 0\)", momentum=(0, 1)
    )
    refused(r"log: expected True or False for the axis of the cost, got 1; write log=True", log=1)
    refused(r"labels: 'z' is no axis; label 'x' or 'y'", labels={"z": "q"})


def test_bad_examples_are_refused_by_name():
    net, (x, y) = Network.random([2, 3, 1]), moons()
    with pytest.raises(TypeError, match=r"training: expected an mlcalc.Network, got 3; write Network.random"):
        figures.training(3, x, y)
    with pytest.raises(ValueError, match=r"x must hold the examples as columns, shape \(2, N\), got shape \(2,\)"):
        figures.training(net, x[:, 0], y[:, 0])
    with pytest.raises(ValueError, match=r"pass x\.T"):
        figures.training(net, x.T, y)
    with pytest.raises(ValueError, match=r"20,000 can be; give fewer examples, such as x\[:, :100\]"):
        figures.training(net, np.zeros((2, 9000)), np.zeros((1, 9000)))
