"""The problems: a few functions of a numpy-like namespace, and the numbers they are computed at.

Most are networks, named by their sizes, activations and number of examples: ``"4-3-2 tanh,tanh 100"``. Their
examples are columns, as in books; with an ``r`` at the end, ``"W3r"``, they are rows, as in PyTorch and scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

NETWORKS = {
    "W2": "4-3-2 tanh,tanh 1",
    "W3": "4-3-2 tanh,tanh 100",
    "W4": "64-32-10 tanh,logistic 1797",
    "W5": "784-256-128-10 tanh,tanh,tanh 256",
    "W7": "4-3-2 tanh,tanh 100",
}
TITLES = {
    "W1": "d/dt of f(x(u(t)))",
    "W2": "4–3–2 tanh network, one example",
    "W3": "the same, 100 examples",
    "W4": "64–32–10 tanh/logistic, 1,797 examples",
    "W5": "784–256–128–10, 256 examples",
    "W6J": "Jacobian of a 2→2 map",
    "W6H": "Hessian by 2 parameters, 10 points",
    "W6V": "Hessian times a vector, the network of W4",
    "W7": "1,000 steps of descent on W3",
}
AS_ROWS = {f"{workload}r": f"{TITLES[workload]}, as rows" for workload in NETWORKS}
STEPS, RATE = 1000, 0.05  # of W7


def composition(xp: Any, t: Any) -> Any:
    """f(x(u(t))) with u = t² + 1, x = sin u, f = x eˣ."""
    x = xp.sin(t * t + 1.0)
    return x * xp.exp(x)


def loop(xp: Any, t: Any, n: int) -> Any:
    """n steps of descent on −cos, one after the other."""
    for _ in range(n):
        t = t - 0.01 * xp.sin(t)
    return t


def stacked(xp: Any, t: Any, n: int) -> Any:
    """The sum of the squares of n numbers, made into an array by np.stack."""
    return xp.sum(xp.stack([t * k for k in range(n)]) ** 2)


def of_one_number(workload: str) -> Callable[[Any, Any], Any] | None:
    """The function of a namespace and a number that ``"W1"``, ``"W8 1000"`` or ``"W9 1000"`` names; else None."""
    name, _, n = workload.partition(" ")
    if name == "W1":
        return composition
    if name in ("W8", "W9"):
        return lambda xp, t: (loop if name == "W8" else stacked)(xp, t, int(n))
    return None


def is_descent(workload: str) -> bool:
    return workload.startswith("W7")


def map_of_two(xp: Any, v: Any) -> Any:
    return xp.stack([v[0] * v[0] * v[1], 5.0 * v[0] + xp.sin(v[1])])


def fit(xp: Any, w: Any, x: Any, y: Any) -> Any:
    """The squared error of a neuron with a weight and a bias at 10 points."""
    residual = xp.tanh(w[0] * x + w[1]) - y
    return xp.sum(residual * residual)


def direction(p: Problem) -> list[tuple[Any, Any]]:
    """A vector to multiply the Hessian of a network's cost by, one array for each of its parameters."""
    rng = np.random.default_rng(1)
    return [(rng.standard_normal(W.shape), rng.standard_normal(b.shape)) for W, b in p.parameters]


T = 0.7
V = np.array([1.3, -0.4])
POINTS = np.linspace(-1.0, 1.0, 10)
TARGETS = np.cos(POINTS)


class Problem(NamedTuple):
    """A network's parameters, one (W, b) a layer, its activations, and its examples, as columns or rows.

    A single example is a vector.
    """

    parameters: list[tuple[Any, Any]]
    activations: list[str]
    x: Any
    y: Any
    rows: bool = False

    @property
    def count(self) -> int:
        """How many examples there are."""
        return 1 if self.x.ndim == 1 else int(self.x.shape[0 if self.rows else 1])

    def turned(self) -> Problem:
        """The same with its examples the other way: every matrix transposed, and anew in memory."""
        turn = lambda matrix: np.ascontiguousarray(matrix.T)
        parameters = [(turn(W), b) for W, b in self.parameters]
        return Problem(parameters, self.activations, turn(self.x), turn(self.y), not self.rows)


def problem(workload: str) -> Problem:
    """The network of a workload, or of such a description."""
    if workload.endswith("r"):
        return problem(workload.removesuffix("r")).turned()
    sizes_given, activations, count = NETWORKS.get(workload, workload).split()
    sizes, N = [int(n) for n in sizes_given.split("-")], int(count)
    rng = np.random.default_rng(0)
    parameters = [(rng.standard_normal((n, m)) / np.sqrt(m), 0.1 * rng.standard_normal(n)) for m, n in pairwise(sizes)]
    x, y = rng.standard_normal((sizes[0], N)), rng.uniform(0.1, 0.9, (sizes[-1], N))
    return Problem(parameters, activations.split(","), *((x[:, 0], y[:, 0]) if N == 1 else (x, y)))


def cost(xp: Any, parameters: Any, p: Problem) -> Any:
    """The mean over the examples of ‖a − y‖²."""
    a = p.x
    for (W, b), name in zip(parameters, p.activations, strict=True):
        z = a @ W + b if p.rows else W @ a + (b if a.ndim == 1 else b[:, None])
        a = xp.tanh(z) if name == "tanh" else 1.0 / (1.0 + xp.exp(-z))
    residual = a - p.y
    return xp.sum(residual * residual) / p.count
