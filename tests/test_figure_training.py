"""The figure of a training run, in Python: its numbers are Network.train's, and what it refuses."""

from __future__ import annotations

import json

import numpy as np
import pytest
from training_figures import RUNS, batched, classes, digits, line, make, many_inputs, moons, plane, sine

from mlcalc import Network, figures
from mlcalc.network.training import DivergedError


def trained(run, step, **changed):
    """The network that Network.train reaches with the settings of the figure."""
    net, x, y, options = run()
    batch = changed.pop("batch", options.get("batch"))
    momentum = options["momentum"][2] if "momentum" in options else 0
    settings = {"learning_rate": options["rate"][2], "momentum": momentum, "seed": options.get("seed", 0)} | changed
    return net.train(x, y, steps=step, batch=batch, **settings).network


@pytest.mark.parametrize("run", RUNS)
def test_it_is_where_training_is_after_so_many_steps(run):
    net, x, y, _ = run()
    figure = make(run)
    for step in (0, 1, 40, 7):
        figure.inputs["step"] = step
        reached = trained(run, step)
        g = reached.backprop(x, y)
        assert figure.values["C"] == pytest.approx(reached.cost(x, y), rel=1e-12)
        norm = np.sqrt(sum((part**2).sum() for parts in (g.W, g.b) for part in parts.values()))
        assert figure.values["|∇C|"] == pytest.approx(norm, rel=1e-12)
        # a column of δ is an example's share of the mean
        lengths = {f"|δ{l}|": np.sqrt((g.delta[l] ** 2).sum(axis=0)).sum() for l in range(1, net.L + 1)}
        assert {name: figure.values[name] for name in lengths} == pytest.approx(lengths, rel=1e-12)


def test_what_is_held_out_is_measured_and_never_trained_on():
    _, _, _, options = digits()
    figure = make(digits, at=50)
    x, labels = options["held_out"]
    reached = trained(digits, 50)
    assert figure.values["C_held"] == pytest.approx(reached.cost(x, labels), rel=1e-12)
    assert figure.values["right_held"] == pytest.approx(np.mean(reached.forward(x).a[2].argmax(axis=0) == labels))
    without = make(digits, at=50, held_out=None)
    assert without.values["C"] == figure.values["C"]
    assert "C_held" not in without.values


def test_its_rule_is_that_of_the_steps_it_takes():
    plain, remembering = (make(plane, at=0, **more).spec["formula"][0] for more in ({}, {"momentum": (0, 0.9, 0.5)}))
    assert plain.startswith(r"w \leftarrow w - \eta\,\frac{\partial C}{\partial w}")
    assert remembering.startswith(
        r"m \leftarrow \beta\,m + \frac{\partial C}{\partial w},\quad w \leftarrow w - \eta\,m"
    )


def test_the_batch_and_the_scale_of_the_start_are_inputs():
    net, x, y, _ = plane()
    figure = make(batched, at=50)
    assert figure.inputs["batch"] == 7
    figure.inputs["batch"] = 40
    settings = {"learning_rate": 0.1, "momentum": 0.3}
    assert figure.values["C"] == pytest.approx(net.train(x, y, steps=50, **settings).costs[-1], rel=1e-12)
    figure.inputs.update(scale=2.0, batch=5)
    doubled = Network([(2 * W, b, name) for W, b, name in net.layers])
    reached = doubled.train(x, y, steps=50, batch=5, seed=3, **settings).network
    assert figure.values["C"] == pytest.approx(reached.cost(x, y), rel=1e-12)
    with pytest.raises(ValueError, match=r"batch: it counts, so expected a whole number, got 2\.5"):
        figure.inputs["batch"] = 2.5


def test_another_start_and_other_settings_run_beside():
    _, x, y, _ = plane()
    other = Network.random([2, 5, 1], seed=8)
    figure = make(plane, at=60, beside={"start": other, "rate": 0.3, "momentum": 0.8})
    beside = other.train(x, y, steps=60, learning_rate=0.3, momentum=0.8).network
    assert figure.values["C_beside"] == pytest.approx(beside.cost(x, y), rel=1e-12)
    figure.inputs["rate"] = 0.02
    assert figure.values["C_beside"] == pytest.approx(beside.cost(x, y), rel=1e-12), "its rate is its own"
    assert figure.spec["beside"]["name"] == "another start, η = 0.3, β = 0.8"
    figure = make(plane, at=60, beside={"start": other})
    figure.inputs["rate"] = 0.02
    followed = other.train(x, y, steps=60, learning_rate=0.02).network
    assert figure.values["C_beside"] == pytest.approx(followed.cost(x, y), rel=1e-12)


def planted_by_hand(net, x, y, slip, steps, rate):
    """A 2–5–1 network of tanh with squared cost, and the slip in its descent."""
    (W1, b1, _), (W2, b2, _) = net.layers
    slope = {
        "slope at a": lambda z: 1 - np.tanh(np.tanh(z)) ** 2,
        "no slope": np.ones_like,
        "no bias": lambda z: 1 - np.tanh(z) ** 2,
    }[slip]
    for _ in range(steps):
        z1 = W1 @ x + b1[:, None]
        z2 = W2 @ np.tanh(z1) + b2[:, None]
        d2 = 2 * (np.tanh(z2) - y) * slope(z2) / x.shape[1]
        d1 = W2.T @ d2 * slope(z1)
        W1, W2 = W1 - rate * d1 @ x.T, W2 - rate * d2 @ np.tanh(z1).T
        if slip != "no bias":
            b1, b2 = b1 - rate * d1.sum(axis=1), b2 - rate * d2.sum(axis=1)
    out = np.tanh(W2 @ np.tanh(W1 @ x + b1[:, None]) + b2[:, None])
    return np.mean(np.sum((out - y) ** 2, axis=0))


@pytest.mark.parametrize("slip", ["slope at a", "no slope", "no bias"])
def test_a_planted_mistake_is_in_every_step_of_the_run_beside(slip):
    net, x, y, _ = plane()
    figure = make(plane, at=40, beside={"wrong": slip})
    assert figure.values["C_beside"] == pytest.approx(planted_by_hand(net, x, y, slip, 40, 0.1), rel=1e-12)
    assert figure.values["C_beside"] != pytest.approx(figure.values["C"], rel=1e-4)


def test_a_drawing_is_read_by_the_network_of_this_step():
    figure = make(digits, at=30)
    _, x, _, _ = digits()
    for k, value in enumerate(x[:, 5]):
        figure.inputs[f"x[{k // 8 + 1},{k % 8 + 1}]"] = value
    figure.inputs["y"] = 3
    reached = trained(digits, 30)
    p = reached.forward(x[:, 5]).a[2]
    assert [figure.values[f"p[{k}]"] for k in range(10)] == pytest.approx(p, rel=1e-12)
    assert figure.values["reading"] == p.argmax()
    assert figure.values["C_drawn"] == pytest.approx(-np.log(p[3]), rel=1e-12)
    slope = reached.backprop(x[:, 5], 3).x[8 * 2 + 4]
    assert figure.values["dC_drawn/dx[3,5]"] == pytest.approx(slope, rel=1e-12)


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


@pytest.mark.parametrize(
    ("run", "shows"), [(plane, "map"), (classes, "map"), (sine, "curve"), (many_inputs, "cost"), (digits, "cost")]
)
def test_what_is_drawn_fits_the_network(run, shows):
    figure = make(run)
    assert figure.spec["shows"] == shows
    assert figure.picture()[:4] == b"\x89PNG"
    assert len(json.dumps(figure.spec)) < (70_000 if run is digits else 14_000)
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
    refused(r"batch: expected how many of the 40 examples a step uses, .* got 41; write batch=32", batch=41)
    refused(r"seed: expected a whole number, 0 or more, got -1; write seed=0", seed=-1)
    refused(r"scale: 0 is no factor of the starting weights; write scale=\(low, high, start\)", scale=(0, 2, 1))
    refused(r"held_out: expected .* as a pair \(x, y\), got float; write held_out=\(x_test, y_test\)", held_out=0.2)
    refused(r"held_out: x must hold the examples as columns, shape \(2, N\)", held_out=([1, 2], [1]))
    refused(r"draw: a drawing is read by a network whose inputs are the pixels of a square", draw=True)
    refused(r"draw: expected True .* got 'yes'; write draw=True", draw="yes")
    refused(r"editable: points are drawn for a network with two inputs .* got Network\(1–4–1", run=sine, editable=True)
    refused(r"editable: expected True or False, got 1; write editable=True", editable=1)
    refused(r"labels: 'z' is no axis; label 'x' or 'y'", labels={"z": "q"})


def test_a_second_run_that_cannot_be_is_refused_by_name():
    refused(r"beside: expected a dict of what is different .* got \{\}; write beside=\{\"rate\": 1\}", beside={})
    refused(r"beside: expected .* got \{'eta': 1\}", beside={"eta": 1})
    refused(
        r"the planted mistake 'sign' is not known: choose from slope at a, no slope, no bias", beside={"wrong": "sign"}
    )
    refused(r"beside: momentum must be from 0 to 0.999, got 1", beside={"momentum": 1})
    refused(r"beside: start is Network\(2–3–1.* layers \[2, 5, 1\]", beside={"start": Network.random([2, 3, 1])})


def test_bad_examples_are_refused_by_name():
    net, (x, y) = Network.random([2, 3, 1]), moons()
    with pytest.raises(TypeError, match=r"training: expected an mlcalc.Network, got 3; write Network.random"):
        figures.training(3, x, y)
    with pytest.raises(ValueError, match=r"x must hold the examples as columns, shape \(2, N\), got shape \(2,\)"):
        figures.training(net, x[:, 0], y[:, 0])
    with pytest.raises(ValueError, match=r"pass x\.T"):
        figures.training(net, x.T, y)
    with pytest.raises(ValueError, match=r"20,000 can be; give fewer examples, such as x\[:, :100\]"):
        figures.training(net, np.linspace(0, 1, 22000).reshape(2, 11000), np.zeros((1, 11000)))
