"""Random programs: what no one would think of writing, for two accounts of it to agree on.

A program is a function of a number, a vector (3,) and a matrix (2, 3), with a number as its
result. It is written for a namespace ``xp``: numpy's own value of it is one account, its graph
another, the page's a third, and with jax.numpy as ``xp`` JAX's are a fourth.

The steps are what networks are made of, written as people write them: layers, softmax with
cross-entropy, normalisation, a recurrent cell, attention.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mlcalc import logistic, relu

Array = Any
Step = tuple[Callable[..., Array], str]  # a function of xp and of values of these kinds: "vm" is a vector and a matrix


class Namespace:
    """The functions of a module, and those that it has not."""

    def __init__(self, module: Any, **others: Any) -> None:
        self.module, self.others = module, others

    def __getattr__(self, name: str) -> Any:
        return self.others[name] if name in self.others else getattr(self.module, name)


NUMPY = Namespace(np, logistic=logistic, relu=relu)


def softmax(xp: Any, x: Array, axis: int) -> Array:
    powers = xp.exp(x - xp.max(x, axis=axis, keepdims=True))
    return powers / xp.sum(powers, axis=axis, keepdims=True)


def cross_entropy(xp: Any, m: Array) -> Array:
    """Of the rows of m as scores, for the classes 2 and 0: the labels pick the logarithms."""
    shifted = m - m.max(axis=-1, keepdims=True)
    logs = shifted - xp.log(xp.sum(xp.exp(shifted), axis=-1, keepdims=True))
    return -xp.mean(logs[np.arange(2), np.array([2, 0])])


def normalised(xp: Any, x: Array, axis: Any) -> Array:
    mean = xp.mean(x, axis=axis, keepdims=True)
    return (x - mean) / xp.sqrt(xp.var(x, axis=axis, keepdims=True) + 0.1)


def recurrent(xp: Any, v: Array, m: Array) -> Array:
    """A gated cell that is shown the rows of m one by one, the last first."""
    state = v
    for row in m[::-1]:
        gate = xp.logistic(state * row + 0.5)
        state = gate * state + (1 - gate) * xp.tanh(state[::-1] - row)
    return state


def attention(xp: Any, m: Array, v: Array) -> Array:
    """Two heads: m asks m itself, and a copy of it with its rows exchanged."""
    heads = xp.stack([m, m[::-1] * v])
    scores = heads @ xp.swapaxes(heads, -1, -2) / np.sqrt(3.0)
    return xp.sum(softmax(xp, xp.tanh(scores), -1) @ heads, axis=0) * 0.5


def cost(xp: Any, m: Array, v: Array) -> Array:
    """The 3–2–1 network with weights m on the input v."""
    hidden = xp.tanh(m @ v + np.array([0.1, -0.2]))
    return (hidden @ np.array([0.7, -0.4]) - 0.3) ** 2


WEIGHTS = np.array([[0.5, -0.3, 0.2], [0.1, 0.4, -0.6], [-0.2, 0.3, 0.7]])

# Everything stays bounded and clear of poles, so that a disagreement is never the numbers' own fault. Where a step
# jumps or has a kink, it has it at a number that no difference of equals hits: rounding must not choose the side.
ELEMENTWISE_STEPS: list[tuple[Callable[..., Array], int]] = [
    (lambda xp, x, y: x + y, 2),
    (lambda xp, x, y: x - 0.5 * y, 2),
    (lambda xp, x, y: xp.tanh(x) * y, 2),
    (lambda xp, x, y: x / (1.5 + xp.cos(y)), 2),
    (lambda xp, x, y: (1.2 + xp.sin(x)) ** xp.tanh(y), 2),
    (lambda xp, x, y: xp.maximum(x, y), 2),
    (lambda xp, x, y: xp.minimum(x, 2 * y), 2),
    (lambda xp, x, y: xp.where(x < y + 0.123, xp.sin(x), y), 2),
    (lambda xp, x, y: xp.where((x > 0.0456) & (y <= 1.01), x * 0.5, xp.cos(y)), 2),
    (lambda xp, x: xp.sin(x), 1),
    (lambda xp, x: xp.exp(-x * x), 1),
    (lambda xp, x: xp.log(1.1 + x**2), 1),
    (lambda xp, x: xp.log1p(xp.abs(x - 0.0789)), 1),
    (lambda xp, x: xp.expm1(xp.tanh(x)), 1),
    (lambda xp, x: xp.sqrt(0.3 + x * x), 1),
    (lambda xp, x: xp.arctan(x), 1),
    (lambda xp, x: xp.logistic(x), 1),
    (lambda xp, x: xp.relu(x + 0.0321) - x, 1),
    (lambda xp, x: -xp.sign(x - 0.0654) * x, 1),
    (lambda xp, x: xp.clip(x, -1.02, 1.03), 1),
]
STEPS: dict[str, list[Step]] = {
    "n": [
        (lambda xp, v: xp.sum(v) * 0.3, "v"),
        (lambda xp, v: v.max() - xp.min(v), "v"),
        (lambda xp, v: xp.sqrt(v @ v + 0.2), "v"),
        (lambda xp, v: v[-1] * 0.5 + xp.dot(v, v[::-1]) * 0.1, "v"),
        (lambda xp, m: xp.mean(m[:, -2:]), "m"),
        (lambda xp, m: xp.sum(m[..., 1:] ** 2, axis=(-2, -1)) * 0.1, "m"),
        (cross_entropy, "m"),
        (cost, "mv"),
    ],
    "v": [
        (lambda xp, v: v[::-1], "v"),
        (lambda xp, v: v[np.array([2, 0, 0])], "v"),
        (lambda xp, v: xp.concatenate([v[1:], v[:1]]), "v"),
        (lambda xp, v: v - xp.mean(v), "v"),
        (lambda xp, v: v * xp.tanh(v[1]), "v"),
        (lambda xp, v: xp.stack([v[0], xp.sin(v[2]) * v[1], xp.tanh(v @ v)]), "v"),
        (lambda xp, v: softmax(xp, v, -1), "v"),
        (lambda xp, v: normalised(xp, v, None), "v"),
        (lambda xp, m: m.T @ np.array([0.4, -0.7]), "m"),
        (lambda xp, m: m.reshape(-1)[1::2], "m"),
        (lambda xp, m: xp.max(m, axis=-2), "m"),
        (lambda xp, v, m: xp.tanh(v @ m.T) @ m, "vm"),
        (lambda xp, v, m: xp.tanh(WEIGHTS @ v + m[-1]), "vm"),
        (recurrent, "vm"),
    ],
    "m": [
        (lambda xp, m: m.T.reshape(2, 3), "m"),
        (lambda xp, m: xp.tanh(m @ m.T) @ m * 0.5, "m"),
        (lambda xp, m: m[:, np.array([1, 1, 2])], "m"),
        (lambda xp, m: m - xp.sum(m, axis=1, keepdims=True) * 0.4, "m"),
        (lambda xp, m: xp.transpose(m[None], (0, 2, 1)).reshape(2, -1), "m"),
        (lambda xp, m: m[::-1, ::-1], "m"),
        (lambda xp, m: softmax(xp, m, 0), "m"),
        (lambda xp, m: normalised(xp, m, -1), "m"),
        (lambda xp, m: m / (1.0 + xp.sum(m * m, axis=(0, -1), keepdims=True)), "m"),
        (lambda xp, m: xp.concatenate([m[:, 1:], xp.max(m, axis=1, keepdims=True)], axis=-1), "m"),
        (lambda xp, m, v: xp.tanh(m @ WEIGHTS + v), "mv"),
        (lambda xp, m, v: xp.logistic(np.array([[0.3, -0.8], [0.9, 0.2]]) @ m + v[:2, None]), "mv"),
        (lambda xp, m, v: xp.outer(m[:, 0], v) * 0.3, "mv"),
        (lambda xp, m, v: xp.stack([v, xp.tanh(m[0] * v)], axis=0), "mv"),
        (attention, "mv"),
    ],
}


Place = tuple[str, int]  # the kind of a value, and which of its kind it is


def program(seed: int, steps: int = 12, xp: Any = NUMPY) -> Callable[[Array, Array, Array], Array]:
    """A program of up to some steps, the same for the same seed; none is taken in vain."""
    planned, last = _plan(seed, steps)

    def run(t: Array, v: Array, m: Array) -> Array:
        values: dict[Place, Array] = {("n", 0): t, ("v", 0): v, ("m", 0): m}
        for place, step, sources in planned:
            values[place] = step(xp, *(values[source] for source in sources))
        number, vector, matrix = (values[place] for place in last)
        total = number + xp.sum(xp.sin(vector)) + xp.mean(matrix)
        return xp.tanh(total * 0.2) + 0.1 * total

    run.__name__ = f"program_{seed}"
    return run


def _plan(seed: int, steps: int) -> tuple[list[tuple[Place, Callable[..., Array], list[Place]]], list[Place]]:
    """Which step makes which value out of which, as far as the last of each kind depend on it; and those last."""
    rng = np.random.default_rng(seed)
    count = dict.fromkeys("nvm", 1)
    drawn = []
    for _ in range(steps):
        kind = "nvm"[rng.integers(3)]
        if rng.integers(2):
            step, kinds = STEPS[kind][rng.integers(len(STEPS[kind]))]
        else:  # entry by entry, a smaller kind broadcast
            step, arity = ELEMENTWISE_STEPS[rng.integers(len(ELEMENTWISE_STEPS))]
            kinds = kind + "nvm"[rng.integers("nvm".index(kind) + 1)] * (arity - 1)
        drawn.append(((kind, count[kind]), step, [(k, int(rng.integers(count[k]))) for k in kinds]))
        count[kind] += 1
    last = [(kind, n - 1) for kind, n in count.items()]
    needed = set(last)
    for place, _, sources in reversed(drawn):
        if place in needed:
            needed.update(sources)
    return [entry for entry in drawn if entry[0] in needed], last


def arguments(seed: int) -> tuple[float, Array, Array]:
    """A number, a vector and a matrix to run program ``seed`` on."""
    rng = np.random.default_rng([seed, 1])
    return float(rng.uniform(-2, 2)), rng.uniform(-2, 2, 3), rng.uniform(-2, 2, (2, 3))


# How a program may ask for its three arguments: nested as parameters are, and which of them are differentiated by.
FORMS: list[tuple[Callable[..., tuple[Any, ...]], Callable[..., tuple[Any, ...]], list[Any]]] = [
    (lambda t, v, m: (t, v, m), lambda t, v, m: (t, v, m), [0, 1, 2, -1, (0, 2), (2, 1), (0, 1, 2)]),
    (
        lambda t, v, m: ({"rate": t, "layers": [(m, v)]},),
        lambda tree: (tree["rate"], tree["layers"][0][1], tree["layers"][0][0]),
        [0, (0,)],
    ),
    (lambda t, v, m: ([v, {"m": m}], t), lambda tree, t: (t, tree[0], tree[1]["m"]), [0, 1, (1, 0)]),
]


def formed(seed: int, xp: Any = NUMPY) -> tuple[Callable[..., Array], tuple[Any, ...], Any]:
    """Program ``seed`` as a function of nested arguments, those arguments, and argnums to differentiate by."""
    rng = np.random.default_rng([seed, 2])
    nested, plain, choices = FORMS[rng.integers(len(FORMS))]
    run = program(seed, xp=xp)
    f = lambda *args: run(*plain(*args))
    f.__name__ = run.__name__
    return f, nested(*arguments(seed)), choices[rng.integers(len(choices))]
