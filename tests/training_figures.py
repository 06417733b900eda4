"""The training runs that the tests of the kind share."""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from mlcalc import Network, figures


def moons(N=40):
    """Two half circles that no straight line parts."""
    rng = np.random.default_rng(0)
    t = rng.uniform(0, np.pi, N // 2)
    x = np.concatenate([[np.cos(t), np.sin(t)], [1 - np.cos(t), 0.5 - np.sin(t)]], axis=1)
    return (x + 0.1 * rng.standard_normal((2, N))).round(3), np.repeat([1.0, -1.0], N // 2)[None]


def plane(**options):
    return Network.random([2, 5, 1], seed=3), *moons(), {"rate": (0.01, 1, 0.1), "steps": 400, **options}


def classes(**options):
    net = Network.random([2, 4, 3], seed=1, activation=["tanh", "softmax"], cost="cross-entropy")
    labels = np.arange(30) % 3
    middles = np.array([[0, 2, -1], [1.5, -1, -1]])
    x = middles[:, labels] + 0.5 * np.random.default_rng(2).standard_normal((2, 30))
    return net, x, labels, {"rate": (0, 0.5, 0.2), "steps": 300, "momentum": (0, 0.9, 0.5), **options}


def sine(**options):
    x = np.linspace(-3, 3, 15)[None]
    net = Network.random([1, 4, 1], seed=1, activation=["logistic", "identity"])
    return net, x, np.sin(x), {"rate": (0.001, 0.5, 0.05), "steps": 300, "log": True, **options}


def many_inputs(**options):
    rng = np.random.default_rng(4)
    net = Network.random([5, 4, 2], seed=2, activation=["relu", "logistic"])
    return net, rng.standard_normal((5, 12)), rng.uniform(0, 1, (2, 12)), {"rate": (0, 1, 0.2), "steps": 100, **options}


def line(**options):
    """A straight line, whose cost runs away where η is above 2 over the curvature."""
    net = Network([([[1.0]], [0.0], "identity")])
    return net, [[0.0, 1, 2, 3]], [[0.1, 1.9, 4.2, 5.8]], {"rate": (0, 0.5, 0.1), "steps": 200, **options}


def batched(**options):
    """Mini-batches with momentum and a scale of the start, examples held out, and a run beside it that goes wrong."""
    net, x, y, _ = plane()
    held = moons(24)
    beside = {"wrong": "slope at a", "rate": 0.05}
    given = {"rate": (0.01, 1, 0.1), "steps": 200, "batch": 7, "seed": 3, "momentum": (0, 0.9, 0.3)}
    return net, x, y, given | {"scale": (0.1, 10, 1), "held_out": held, "beside": beside} | options


def digits(N=60, **options):
    """Drawings of 8 × 8 pixels, read by ReLU, beside tanh; and a square to draw in."""
    pixels, labels = load_digits(return_X_y=True)
    x, y = pixels.T / 16, labels
    nets = [
        Network.random([64, 8, 10], seed=1, activation=[name, "softmax"], cost="cross-entropy")
        for name in ("relu", "tanh")
    ]
    given = {"rate": (0.01, 1, 0.2), "steps": 120, "batch": N, "held_out": (x[:, N : N + 30], y[N : N + 30])}
    return nets[0], x[:, :N], y[:N], given | {"beside": {"start": nets[1]}, "draw": True} | options


RUNS = (plane, classes, sine, many_inputs, line, batched, digits)


def make(run, **options):
    net, x, y, settings = run(**options)
    return figures.training(net, x, y, **settings)
