"""The steps that random programs are made of: what networks need, and what people write in numpy.

A step is written for a namespace ``xp`` and for values of these kinds: "n" a number, "v" a vector (n,), "m" a matrix
(r, n), for any r ≥ 1 and n ≥ 1, "c" a table of constants that the program captures (:class:`programs.Table`), and "k"
a captured number, which changes between calls.

Everything stays bounded and clear of poles, so that a disagreement is never the numbers' own fault. Where a step jumps
or has a kink, it has it at a number that no difference of equals hits: rounding must not choose the side.

A value may be plain numpy, where a program is not differentiated by it. A table is then a list of lists, maybe, so it
is handed to functions of ``xp``; or float32, which numpy multiplies by a bare float in float32, so no step does that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = Any
Step = tuple[Callable[..., Array], str]  # a function of xp and of values of these kinds: "vm" is a vector and a matrix


def softmax(xp: Any, x: Array, axis: int) -> Array:
    powers = xp.exp(x - xp.max(x, axis=axis, keepdims=True))
    return powers / xp.sum(powers, axis=axis, keepdims=True)


def cross_entropy(xp: Any, m: Array) -> Array:
    """Of the rows of m as scores, for a class of each: the labels pick the logarithms."""
    rows, classes = m.shape
    shifted = m - m.max(axis=-1, keepdims=True)
    logs = shifted - xp.log(xp.sum(xp.exp(shifted), axis=-1, keepdims=True))
    return -xp.mean(logs[np.arange(rows), np.arange(2, rows + 2) % classes])


def normalised(xp: Any, x: Array, axis: Any) -> Array:
    mean = xp.mean(x, axis=axis, keepdims=True)
    return (x - mean) / xp.sqrt(xp.var(x, axis=axis, keepdims=True) + 0.1)


def recurrent(xp: Any, v: Array, m: Array) -> Array:
    """A gated cell that is shown the first rows of m one by one, the last first."""
    state = v
    for row in m[:3][::-1]:
        gate = xp.logistic(state * row + 0.5)
        state = gate * state + (1 - gate) * xp.tanh(state[::-1] - row)
    return state


def attention(xp: Any, m: Array, v: Array) -> Array:
    """Two heads: m asks m itself, and a copy of it with its rows exchanged."""
    heads = xp.stack([m, m[::-1] * v])
    scores = heads @ xp.swapaxes(heads, -1, -2) / np.sqrt(3.0)
    return xp.sum(softmax(xp, xp.tanh(scores), -1) @ heads, axis=0) * 0.5


def cost(xp: Any, m: Array, v: Array) -> Array:
    """A network of one hidden layer with weights m on the input v."""
    hidden = xp.tanh(m @ v + np.linspace(0.1, -0.2, len(m)))
    return (hidden @ np.linspace(0.7, -0.4, len(m)) / len(m) - 0.3) ** 2


def weights(rows: int, columns: int) -> Array:
    return np.sin(1.0 + np.arange(rows * columns)).reshape(rows, columns) / columns


def descent(xp: Any, x: Array) -> Array:
    """Three steps down the slope of x²/2 − cos x, with a rate that shrinks."""
    for k in range(1, 4):
        x = x - 0.3 / k * (x + xp.sin(x))
    return x


def in_place(xp: Any, x: Array, y: Array) -> Array:
    total = 0.0 * (x + y)
    for part in (x, xp.sin(y), x * y):
        total += xp.tanh(part)
    return total


def polynomial(xp: Any, v: Array) -> Array:
    """Of each entry by itself, brought into (0.5, 2.5): all its powers at once, and the sum of those."""
    return xp.sum((1.5 + xp.sin(v))[:, None] ** np.arange(4), axis=1) * 0.1


def steepest(xp: Any, m: Array, v: Array) -> Array:
    """One step of gradient descent on the cost, written as a person would: the derivative is part of the program."""
    return m - 0.5 * xp.grad(lambda w: cost(xp, w, v))(m)


def newton(xp: Any, t: Array) -> Array:
    """A step of Newton's method, which needs a derivative of a derivative."""
    frequency = xp.tanh(t)
    slope = xp.grad(lambda x: x * x + xp.cos(x) + 0.1 * xp.sin(x * frequency))
    return t - slope(t) / (3.0 + xp.tanh(xp.grad(slope)(t)))


def pushed(xp: Any, v: Array, t: Array) -> Array:
    """A derivative along v of what the number t takes part in."""
    value, tangent = xp.jvp(lambda x: xp.tanh(x * t), (v,), (v,))
    return value + 0.2 * tangent


def pulled(xp: Any, m: Array, v: Array) -> Array:
    """v through a layer and back."""
    hidden, back = xp.vjp(lambda w, x: xp.tanh(w @ x), m, v)
    return back(hidden)[1] / len(m)


def there_and_back(xp: Any, c: Any, x: Array, function: str) -> Array:
    """The rows of a matrix, or a vector, taken by a table to a width of its own, and back."""
    table = c.of_width(x.shape[-1])
    between = getattr(xp, function)(xp.matmul(x, xp.transpose(table)))
    return xp.matmul(between, table) / (1 + c.rows)


def twice_the_table(xp: Any, c: Any, m: Array) -> Array:
    """A product of the table by itself first, of which nothing is traced; of floats, for int8 would overflow."""
    table = c.of_width(m.shape[1])
    return m @ xp.matmul(xp.transpose(table) * 1.0, table) / (1 + c.rows)


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
    (lambda xp, x, y: xp.where((x < -0.0567) | xp.logical_not(y < 0.987), xp.sin(y), x), 2),
    (lambda xp, x, y: xp.hypot(x + 0.1, 0.7) - xp.logaddexp(0.0, xp.sin(y)), 2),
    (in_place, 2),
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
    (lambda xp, x: xp.tanh(x) ** 3 + (1.7 + xp.sin(x)) ** -2, 1),
    (descent, 1),
]
PARTICULAR_STEPS: dict[str, list[Step]] = {
    "n": [
        (lambda xp, v: xp.sum(v) * 0.3, "v"),
        (lambda xp, v: v.max() - xp.min(v), "v"),
        (lambda xp, v: xp.sqrt(v @ v + 0.2), "v"),
        (lambda xp, v: v[-1] * 0.5 + xp.dot(v, v[::-1]) * 0.1, "v"),
        (lambda xp, v: xp.mean(v[np.arange(len(v)) % 2 == 0]), "v"),
        (lambda xp, m: xp.mean(m[:, -2:]), "m"),
        (lambda xp, m: xp.mean(m[..., 1:] ** 2, axis=(-2, -1)) if m.shape[1] > 1 else m[0, 0], "m"),
        (cross_entropy, "m"),
        (cost, "mv"),
        (lambda xp, x, y: xp.stack([x, xp.sin(y), 0.3]) @ np.array([0.5, -0.4, 2.0]), "nn"),
        (lambda xp, x, k: x * 0.5 + xp.sin(k * x), "nk"),
        (newton, "n"),
        (lambda xp, x, v: xp.grad(lambda y: xp.mean(xp.tanh(y * v)))(x), "nv"),
        (lambda xp, c, x: xp.sum(xp.sin(xp.multiply(c.row(), xp.sin(x)))) / (1 + c.rows), "cn"),
        (lambda xp, c, v: xp.sum(xp.tanh(xp.matmul(c.of_width(len(v)), v))) / (1 + c.rows), "cv"),
        (lambda xp, c, v: xp.tanh(xp.dot(c.like(v), v)), "cv"),
    ],
    "v": [
        (lambda xp, v: v[::-1], "v"),
        (lambda xp, v: v[np.arange(len(v)) * 2 % len(v)], "v"),
        (lambda xp, v: xp.concatenate([v[1:], v[:1]]), "v"),
        (lambda xp, v: v - xp.mean(v), "v"),
        (lambda xp, v: v * xp.tanh(v[-1]), "v"),
        (lambda xp, v: xp.concatenate([xp.stack([v[0], xp.sin(v[-1]) * v[0], xp.tanh(v @ v)]), v])[: len(v)], "v"),
        (lambda xp, v, x: xp.concatenate([xp.stack([x]), v[:-1] * x]), "vn"),
        (lambda xp, v: softmax(xp, v, -1), "v"),
        (lambda xp, v: normalised(xp, v, None), "v"),
        (polynomial, "v"),
        (lambda xp, m: m.T @ np.linspace(0.4, -0.7, len(m)), "m"),
        (lambda xp, m: m.reshape(-1)[:: len(m)], "m"),
        (lambda xp, m: xp.max(m, axis=-2), "m"),
        (lambda xp, m: m[np.arange(m.shape[1]) % len(m), np.arange(m.shape[1])], "m"),
        (lambda xp, v, m: xp.tanh(v @ m.T) @ m / len(m), "vm"),
        (lambda xp, v, m: xp.tanh(weights(len(v), len(v)) @ v + m[-1]), "vm"),
        (recurrent, "vm"),
        (pushed, "vn"),
        (pulled, "mv"),
        (lambda xp, v, k: xp.compile(lambda x: xp.sin(x) * x[0])(v) + k, "vk"),
        (lambda xp, c, v: xp.multiply(c.like(v), v), "cv"),
        (lambda xp, c, v: there_and_back(xp, c, v, "tanh"), "cv"),
        (lambda xp, c, v: xp.sum(xp.tanh(v[:, None] * np.asarray(c.row())), axis=1) / (1 + c.rows), "cv"),
        (lambda xp, c, m: xp.sum(xp.concatenate([c.of_width(m.shape[1]), m]), axis=0) / (len(m) + c.rows), "cm"),
    ],
    "m": [
        (lambda xp, m: m.T.reshape(m.shape), "m"),
        (lambda xp, m: xp.tanh(m @ m.T) @ m / len(m), "m"),
        (lambda xp, m: m[:, np.minimum(np.arange(m.shape[1]), 1)], "m"),
        (lambda xp, m: m[np.arange(len(m))[::-1, None], np.arange(m.shape[1])], "m"),
        (lambda xp, m: m - xp.sum(m, axis=1, keepdims=True) * 0.4, "m"),
        (lambda xp, m: m * 0.5 + m.mean(axis=0, keepdims=True) * xp.sum(m, keepdims=True) / m.size, "m"),
        (lambda xp, m: xp.transpose(m[None], (0, 2, 1)).reshape(len(m), -1), "m"),
        (lambda xp, m: m[::-1, ::-1], "m"),
        (lambda xp, m: softmax(xp, m, 0), "m"),
        (lambda xp, m: normalised(xp, m, -1), "m"),
        (lambda xp, m: m / (1.0 + xp.sum(m * m, axis=(0, -1), keepdims=True)), "m"),
        (lambda xp, m: xp.concatenate([m[:, 1:], xp.max(m, axis=1, keepdims=True)], axis=-1), "m"),
        (lambda xp, m, v: xp.tanh(m @ weights(len(v), len(v)) + v), "mv"),
        (lambda xp, m, v: xp.logistic(weights(len(m), len(m)) @ m + v[np.arange(len(m)) % len(v), None]), "mv"),
        (lambda xp, m, v: xp.outer(m[:, 0], v) * 0.3, "mv"),
        (lambda xp, m, v: xp.vstack([xp.stack([v, xp.tanh(m[0] * v)]), m])[: len(m)], "mv"),
        (attention, "mv"),
        (steepest, "mv"),
        (lambda xp, m, x: xp.grad(lambda w: xp.sum(xp.sin(w * x)))(m) * 0.5, "mn"),
        (lambda xp, m, k: xp.where(m > 0.0432, m, k * xp.sin(m)), "mk"),
        (lambda xp, c, m: xp.multiply(m, c.like(m)), "cm"),
        (lambda xp, c, m: xp.where(xp.less(m + 0.0123, c.like(m)), xp.sin(m), xp.maximum(m + 0.0234, c.like(m))), "cm"),
        (twice_the_table, "cm"),
        (lambda xp, c, m: there_and_back(xp, c, m, "sin"), "cm"),
        (lambda xp, c, m: xp.matmul(xp.transpose(c.like(m)), m)[np.arange(len(m)) % m.shape[1]] / len(m), "cm"),
    ],
}  # fmt: skip


def _steps(kind: str) -> list[Step]:
    """Those that make a value of this kind; an elementwise one may have a smaller kind broadcast, or a table's."""
    smaller = "nvm"[: "nvm".index(kind) + 1]
    elementwise = [
        (step, kind + other)
        for step, arity in ELEMENTWISE_STEPS
        for other in ([""] if arity == 1 else smaller)
    ]  # fmt: skip
    return [*elementwise, *PARTICULAR_STEPS[kind]]


STEPS = {kind: _steps(kind) for kind in "nvm"}
