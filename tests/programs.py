"""Random numpy programs: what no one would think of writing, for two accounts of it to agree on.

A program is a function of a number, a vector (3,) and a matrix (2, 3), with a number as its
result. It is written in numpy alone, so numpy's own value of it is one account, its graph
another, and the page's a third.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mlcalc import logistic, relu

Array = Any
Step = tuple[Callable[..., Array], int]

# Everything stays bounded and clear of poles, so that a disagreement is never the numbers' own fault.
ELEMENTWISE_STEPS: list[Step] = [
    (lambda x, y: x + y, 2),
    (lambda x, y: x - 0.5 * y, 2),
    (lambda x, y: np.tanh(x) * y, 2),
    (lambda x, y: x / (1.5 + np.cos(y)), 2),
    (lambda x, y: (1.2 + np.sin(x)) ** np.tanh(y), 2),
    (lambda x, y: np.maximum(x, y), 2),
    (lambda x, y: np.minimum(x, 2 * y), 2),
    (lambda x, y: np.where(x < y, np.sin(x), y), 2),
    (lambda x, y: np.where((x > 0) & (y <= 1), x * 0.5, np.cos(y)), 2),
    (lambda x: np.sin(x), 1),
    (lambda x: np.exp(-x * x), 1),
    (lambda x: np.log(1.1 + x**2), 1),
    (lambda x: np.log1p(np.abs(x)), 1),
    (lambda x: np.expm1(np.tanh(x)), 1),
    (lambda x: np.sqrt(0.3 + x * x), 1),
    (lambda x: np.arctan(x), 1),
    (lambda x: logistic(x), 1),
    (lambda x: relu(x) - x, 1),
    (lambda x: -np.sign(x) * x, 1),
]
VECTOR_STEPS: list[Step] = [
    (lambda v: v[::-1], 1),
    (lambda v: v[np.array([2, 0, 0])], 1),
    (lambda v: np.concatenate([v[1:], v[:1]]), 1),
    (lambda v: v - np.mean(v), 1),
    (lambda v: v * v[1], 1),
    (lambda v: np.stack([v[0], v[2] * v[1], v @ v]), 1),
]
MATRIX_STEPS: list[Step] = [
    (lambda m: m.T.reshape(2, 3), 1),
    (lambda m: m @ m.T @ m * 0.1, 1),
    (lambda m: m[:, np.array([1, 1, 2])], 1),
    (lambda m: m - np.sum(m, axis=1, keepdims=True), 1),
    (lambda m: np.transpose(m[None], (0, 2, 1)).reshape(2, -1), 1),
]


def program(seed: int, steps: int = 12) -> Callable[[Array, Array, Array], Array]:
    """A program of some steps, the same for the same seed."""

    def run(t: Array, v: Array, m: Array) -> Array:
        rng = np.random.default_rng(seed)  # drawn afresh, so that every call takes the same steps
        kinds = {"number": [t], "vector": [v], "matrix": [m]}
        for _ in range(steps):
            _step(rng, kinds)
        total = kinds["number"][-1] + np.sum(np.sin(kinds["vector"][-1])) + np.mean(kinds["matrix"][-1])
        return np.tanh(total * 0.2) + 0.1 * total

    run.__name__ = f"program_{seed}"
    return run


def _step(rng: np.random.Generator, kinds: dict[str, list[Array]]) -> None:
    """Add one value: a step within a kind, a broadcast between kinds, or a fall to a smaller kind."""

    def some(kind: str) -> Array:
        return kinds[kind][rng.integers(len(kinds[kind]))]

    kind = str(rng.choice(["number", "vector", "matrix"]))
    own = {"number": [], "vector": VECTOR_STEPS, "matrix": MATRIX_STEPS}[kind]
    way = rng.integers(4)
    if way == 0 and own:
        step, _ = own[rng.integers(len(own))]
        result = step(some(kind))
    elif way == 1 and kind != "matrix":
        result = np.sum(some("vector")) * 0.3 if kind == "number" else some("matrix").T @ np.array([0.4, -0.7])
    else:
        step, count = ELEMENTWISE_STEPS[rng.integers(len(ELEMENTWISE_STEPS))]
        smaller = ["number", "vector", "matrix"][: ["number", "vector", "matrix"].index(kind) + 1]
        result = step(*(some(kind), some(str(rng.choice(smaller))))[:count])
    kinds[kind].append(result)


def arguments(seed: int) -> tuple[float, Array, Array]:
    """A number, a vector and a matrix to run program ``seed`` on."""
    rng = np.random.default_rng([seed, 1])
    return float(rng.uniform(-2, 2)), rng.uniform(-2, 2, 3), rng.uniform(-2, 2, (2, 3))
