"""Activation functions and costs of networks: their values and their derivatives, by hand.

Everything is written with numpy's functions and operators alone, so the same line computes on
arrays, lazily on Dask arrays, and on the traced values of this package. A batch is a matrix with
one column per example.

Source: Goodfellow, Bengio and Courville, *Deep Learning* (2016), sections 6.2 and 6.3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np


class Activation(NamedTuple):
    """σ, as ``value(z, out)`` with an array for the result or none; σ′(z), as ``slope(z, a)``: a = σ(z) saves work."""

    value: Callable[..., Any]
    slope: Any


def logistic(z: Any, out: Any = None) -> Any:
    """1/(1 + e⁻ᶻ), elementwise and of z's shape. Where e⁻ᶻ overflows, the limit 0 is right.

    >>> logistic(np.array([-1000.0, 0.0, 1000.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    with np.errstate(over="ignore"):
        return np.reciprocal(np.add(np.exp(np.negative(z, out), out), 1, out), out)


def softmax(z: Any, out: Any = None) -> Any:
    """e^{z_i} / Σ_j e^{z_j} in each column of a matrix z. Every output depends on every z.

    >>> softmax(np.array([[2.0], [1.0], [0.0]])).round(6).ravel().tolist()
    [0.665241, 0.244728, 0.090031]
    """
    powers = np.exp(z - z.max(axis=0))
    return np.divide(powers, powers.sum(axis=0), out)


ACTIVATIONS = {
    "tanh": Activation(np.tanh, lambda z, a: 1 - a * a),
    "logistic": Activation(logistic, lambda z, a: a * (1 - a)),
    "relu": Activation(lambda z, out=None: np.maximum(z, 0, out=out), lambda z, a: z > 0),  # at the kink we take 0
    "identity": Activation(lambda z, out=None: np.add(z, 0, out), lambda z, a: 1),
    "softmax": Activation(softmax, None),  # a full matrix, not a slope for each entry: see output_delta
}
COSTS = ("squares", "cross-entropy")


def example_costs(cost: str, activation: str, z: Any, a: Any, y: Any) -> Any:
    """The cost C_k of each column: shape (N,), from z, a and y of shape (n, N).

    Squares: ‖a − y‖². Cross-entropy: −Σ y ln a, and for logistic outputs −Σ [y ln a + (1 − y) ln(1 − a)];
    written in z, where no logarithm can meet a zero.
    """
    if cost == "squares":
        return ((a - y) ** 2).sum(axis=0)
    if activation == "softmax":
        top = z.max(axis=0)
        return top + np.log(np.exp(z - top).sum(axis=0)) - (y * z).sum(axis=0)
    return (np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))).sum(axis=0)


def output_delta(cost: str, activation: str, z: Any, a: Any, y: Any) -> Any:
    """∇_z C_k of the last layer, one column per example: shape (n, N)."""
    if cost == "cross-entropy":
        return a - y  # σ′ cancels: this is what the cost is for
    if activation == "softmax":  # Jᵀ 2(a − y) with J = diag(a) − a aᵀ
        return a * (2 * (a - y) - (a * 2 * (a - y)).sum(axis=0))
    return 2 * (a - y) * ACTIVATIONS[activation].slope(z, a)
