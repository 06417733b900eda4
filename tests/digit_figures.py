"""The networks and drawings that the tests of the kind digit share."""

from __future__ import annotations

import numpy as np

from mlcalc import Network, figures


def drawings():
    """A bar down, a bar across, a ring and a cross of 8 × 8 pixels, in columns."""
    pictures = np.zeros((4, 8, 8))
    pictures[0, 1:7, 3:5] = pictures[1, 3:5, 1:7] = pictures[2, 2:6, 2:6] = 1
    pictures[2, 3:5, 3:5] = 0
    pictures[3, range(8), range(8)] = pictures[3, range(8), range(7, -1, -1)] = 0.75
    return pictures.reshape(4, 64).T


NAMES = ["down", "across", "ring", "cross"]


def reader(output="softmax", cost="cross-entropy"):
    """A network that has learnt these four, moved about and blurred."""
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 4, 120)
    x = np.clip(drawings()[:, labels] * rng.uniform(0.6, 1, 120) + 0.1 * rng.standard_normal((64, 120)), 0, 1)
    net = Network.random([64, 6, 4], seed=1, activation=["tanh", output], cost=cost)
    return net.train(x, labels, steps=60, learning_rate=0.3).network


def make(**options):
    settings = {"labels": [0, 1, 2, 3], "classes": NAMES, "decimals": 4, "id": "drawing", **options}
    return figures.digit(settings.pop("net", reader()), drawings(), **settings)
