"""Tables of steps, as the tests of Python and of the page fill them in."""

import numpy as np

from mlcalc import figures


def network(**changed):
    """Forward and backward through a 2–2–1 network."""
    rows = {
        "z1": lambda W1, x, b1: W1 @ x + b1,
        "a1": lambda z1: np.tanh(z1),
        "z2": lambda W2, a1, b2: W2 @ a1 + b2,
        "a2": lambda z2: np.tanh(z2),
        "delta2": lambda a2, y: 2 * (a2 - y) * (1 - a2**2),
        "delta1": lambda W2, delta2, a1: W2 * delta2 * (1 - a1**2),
        "gradW1": lambda delta1, x: np.outer(delta1, x),
    }
    given = {
        "id": "network",
        "W1": ([[0.5, -0.3], [0.8, 0.2]], [-0.5, -0.3, 0.2, 0.5, 0.8]),
        "b1": ([0.1, -0.2], [-0.2, 0.1, 0.3]),
        "W2": ([1, -1], [-1, 0.5, 1]),
        "b2": [0.3, -0.2],
        "x": ([1, 2], [-1, 1, 2]),
        "y": [0.5, -0.5],
    }
    text = "With $W = {W1}$, $b = {b1}$, ${W2}$, {b2}, $x = {x}$ and $y = {y}$:"
    return figures.steps(text, rows, **(given | changed))


def square(**changed):
    """Two rows of one number, with a typical mistake of the author's own."""
    given = {
        "wrong": {"b": {"That doubles $a$, which is {a}.": lambda a: 2 * a}},
        "solution": "First {a}, then {b}.",
        "id": "square",
        "x": [3, 5],
    }
    rows = {"a": lambda x: x + 1, "b": lambda a: a**2}
    return figures.steps("Add 1 to {x}, and square the sum.", rows, **(given | changed))
