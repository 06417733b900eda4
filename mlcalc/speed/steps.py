"""A long graph as a list of steps: nothing to compile, and nothing to look up while it runs.

A loop of a hundred thousand turns makes a million nodes. As lines of Python they would take a minute to compile;
gone through one by one, each takes a tenth of a microsecond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np

from ..trace.graph import Node, is_square, last_uses, order
from ..trace.primitives import TABLE
from .unrolled import MATH, Program, in_numpy

Step = tuple[Callable[..., Any], int, Any, Any]  # a function, the place of its result, those of its arguments


def steps_program(inputs: Sequence[Node], outputs: Sequence[Node]) -> Program:
    """A function of the inputs' values that returns the tuple of the outputs' values, as fresh arrays and floats."""
    start, steps, results = _plan(inputs, outputs)
    count, otherwise = len(inputs), in_numpy(inputs, outputs)

    def program(*values: Any) -> tuple[Any, ...]:
        at = start.copy()
        at[:count] = [float(value) if np.ndim(value) == 0 else value for value in values]
        try:
            for function, to, one, other in steps:
                if other is None:
                    at[to] = function(at[one])
                elif other is MANY:
                    at[to] = function(*[at[place] for place in one])
                else:
                    at[to] = function(at[one], at[other])
        except (ArithmeticError, ValueError):  # Python raises where numpy has inf or nan: let numpy say which
            return otherwise(*values)
        return tuple(float(at[k]) if np.ndim(at[k]) == 0 else np.array(at[k]) for k in results)

    return program


MANY = object()  # in the place of a second argument: the first is a tuple of places


def _plan(inputs: Sequence[Node], outputs: Sequence[Node]) -> tuple[list[Any], list[Step], list[int]]:
    """What stands in the places at the start, the steps, and the places of the outputs.

    A place whose number nobody needs any more is given to the next result.
    """
    nodes = order(outputs)
    place = {node: k for k, node in enumerate(inputs)}
    start: list[Any] = [None] * len(inputs)
    for node in nodes:
        if node.op == "constant":
            place[node] = len(start)
            start.append(node.value.item() if node.shape == () else node.value)
    steps: list[Step] = []
    free: list[int] = []
    dying = last_uses(nodes, outputs)
    for node in nodes:
        if node.op in ("input", "constant"):
            continue
        arguments = [place[arg] for arg in node.args]
        free += [place[arg] for arg in dying.get(node, ()) if arg.op not in ("input", "constant")]
        if not free:
            free.append(len(start))
            start.append(None)
        place[node] = free.pop()
        steps.append((_function(node), place[node], *_as_two(arguments)))
    return start, steps, [place[node] for node in outputs]


def _as_two(places: list[int]) -> tuple[Any, Any]:
    if len(places) == 2:
        return places[0], places[1]
    return (places[0], None) if len(places) == 1 else (places, MANY)


def _function(node: Node) -> Callable[..., Any]:
    row = TABLE[node.op]
    if is_square(node):
        return _square
    if node.shape == () and row.scalar:
        return _on_floats(node.op)
    return partial(row.value, **node.params) if node.params else row.value


def _square(x: Any, _two: Any) -> Any:
    return x * x


@cache
def _on_floats(op: str) -> Callable[..., Any]:
    """The row's scalar template as a function. The text is the table's, nothing that a caller wrote."""
    row = TABLE[op]
    names = "xyz"[: len(row.domain)]
    function: Callable[..., Any] = eval(f"lambda {', '.join(names)}: {row.scalar.format(*names)}", dict(MATH))
    return function
