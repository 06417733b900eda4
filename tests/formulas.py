"""Random formulas of single numbers, for Python and the page to differentiate: steps that are not yet a graph.

A formula is a list of steps: ``["input", "x"]``, ``["constant", 2.0]`` or a row of the table with the places of its
arguments, ``["multiply", 0, 1]``; the last step is its value. Both sides apply the steps one by one, so that folding
and sharing are theirs.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from mlcalc.calculus.sweeps import pullback, pushforward
from mlcalc.trace.graph import Node, apply, constant, input_node
from mlcalc.trace.primitives import ROWS

IN_PAGE = [row for row in ROWS if row.partials is not None and row.js]
SMOOTH = [
    k for k, row in enumerate(IN_PAGE) if any(row.partials or ())
]  # after a step there is nothing to differentiate

# Names that are set in different ways: an index, a Greek letter, a word, and one that every object of JavaScript has.
NAMES = ("x", "y", "w1", "theta", "x_max", "constructor")
# What folds, and what is set in a way of its own. None is large: of cos(10⁶) no two programs have twelve digits alike.
NUMBERS = (0.0, 1.0, -1.0, 2.0, 3.0, -2.0, 0.5, -0.5, math.pi, -math.pi, 10.0, 1e-7, 2.5e-5)


class Formula(NamedTuple):
    """Names of the inputs, the steps, and places to evaluate it at."""

    names: list[str]
    steps: list[list[Any]]
    points: list[dict[str, float]]


def random_formula(seed: int) -> Formula:
    """A formula of 3 to 9 operations; every row of the table comes last in one of so many seeds as there are rows."""
    rng = np.random.default_rng(seed)
    names = [str(name) for name in rng.choice(NAMES, size=rng.integers(1, 4), replace=False)]
    steps: list[list[Any]] = [["input", name] for name in names]
    for _ in range(rng.integers(0, 3)):
        steps.append(["constant", float(rng.choice(NUMBERS) if rng.random() < 0.8 else rng.normal())])
    for left in reversed(range(rng.integers(3, 10))):
        row = IN_PAGE[seed % len(IN_PAGE) if left == 0 else rng.choice(SMOOTH)]
        # Often the newest, so that one thing stands within another; often one twice, so that something is shared.
        places = [
            int(len(steps) - 1 if rng.random() < 0.5 else rng.integers(len(steps))) for _ in range(len(row.domain))
        ]
        steps.append([row.name, *places])
    points = [{name: float(x) for name, x in zip(names, rng.uniform(-2, 2, len(names)), strict=True)} for _ in range(3)]
    return Formula(names, steps, points)


def in_python(formula: Formula) -> tuple[list[Node], dict[str, Node]]:
    """Its inputs, and its value with the first derivatives (in both modes) and the second ones that are not zero."""
    made = {name: input_node(name, ()) for name in formula.names}
    nodes: list[Node] = []
    for op, *rest in formula.steps:
        if op in ("input", "constant"):
            nodes.append(made[rest[0]] if op == "input" else constant(rest[0]))
        else:
            nodes.append(apply(op, *(nodes[at] for at in rest)))
    inputs, outputs, one = list(made.values()), {"value": nodes[-1]}, constant(1.0)
    for node, slope in zip(inputs, pullback({nodes[-1]: one}, inputs), strict=True):
        (forward,) = pushforward([nodes[-1]], {node: one})
        if forward is not None:
            outputs[f"forward {node.name}"] = forward
        if slope is not None:
            outputs[f"d {node.name}"] = slope
            for other, second in zip(inputs, pullback({slope: one}, inputs), strict=True):
                if second is not None:
                    outputs[f"d {node.name} d {other.name}"] = second
    return inputs, outputs
