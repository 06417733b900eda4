"""What the tests of networks share: the book's networks and data, and how near is near."""

from __future__ import annotations

import numpy as np
import pytest

from mlcalc.network import Layer, Network

X, Y = np.array([1, 0.5, -1, 2]), np.array([1.0, -1.0])
OUTPUTS = [
    ("tanh", "squares"), ("logistic", "squares"), ("relu", "squares"), ("identity", "squares"), ("softmax", "squares"),
    ("softmax", "cross-entropy"), ("logistic", "cross-entropy"),
]  # fmt: skip


def running_network() -> Network:
    """The 4–3–2 network that the book computes with."""
    return Network(
        [
            Layer([[0.2, -0.5, 0.1, 0.7], [-0.3, 0.8, 0.4, -0.1], [0.6, 0.1, -0.9, 0.5]], [0.1, 0, -0.2]),
            Layer([[0.5, -1, 0.3], [0.9, 0.2, -0.4]], [0.2, -0.1]),
        ]
    )


def not_neuron() -> Network:
    return Network([Layer([[1.3]], [-0.1])])


def near(*published: float) -> object:
    """The published digits, and nothing better than their rounding."""
    return pytest.approx(published if len(published) > 1 else published[0], abs=5.1e-7)


def examples(network: Network, seed: int = 1, N: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = rng.uniform(0.1, 1, (network.sizes[-1], N))
    return rng.standard_normal((network.sizes[0], N)), y / y.sum(axis=0)


def grip(element, name):
    return element.locator(f'[data-drag="{name}"]')


def on_edge(element, name, share=0.35):
    """A place on the edge's line, in the page."""
    element.locator(".mlcalc-net").scroll_into_view_if_needed()
    return grip(element, name).locator(".mlcalc-line").evaluate(
        """(line, share) => {
        const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((key) => line[key].baseVal.value);
        const box = line.ownerSVGElement.getBoundingClientRect();
        return [box.left + x1 + share * (x2 - x1), box.top + y1 + share * (y2 - y1)];
        }""",
        share,
    )  # fmt: skip


def scrub(element, step):
    element.locator(".mlcalc-scrub").fill(str(step))
