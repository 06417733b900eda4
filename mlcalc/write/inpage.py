"""The elementwise rows of the table as Python for MicroPython: with these a cell in the page computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..trace import Traced, as_node
from ..trace.graph import Node, input_node
from ..trace.primitives import ROWS, Primitive

HEAD = '''"""Generated from mlcalc/trace/primitives.py: change the row there, never this file."""

from .scalars import *  # noqa: F403

# For each row: its value for single numbers; and, for each argument, its partial derivative, None where it is zero.
'''
# Rows whose value the table states in numpy alone, and what it is for single numbers.
SCALAR = {
    "sign": "x if x != x else (x > 0) - (x < 0)",
    "maximum": "x if x >= y or x != x else y",
    "minimum": "x if x <= y or x != x else y",
}
# Their series would be a hundred lines, or they are steps in the search for the largest of many.
LEFT_OUT = ("sinc", "erfc", "xlogy", "tied_maximum")
# MicroPython raises an error where numpy gives inf or nan: functions of mlcalc/inpage/scalars.py do not.
INSTEAD = {"divide": "divide(x, y)", "logistic": "logistic(x)", "floor": "floor(x)"}


def to_inpage() -> str:
    """A module with the dictionaries VALUES and PARTIALS."""
    rows = [row for row in ROWS if row.partials is not None and row.name not in LEFT_OUT]
    values = [f"    {row.name!r}: lambda {_letters(row)}: {_value(row)}," for row in rows]
    partials = [f"    {row.name!r}: ({''.join(f'{_partial(p, row)}, ' for p in row.partials or ())})," for row in rows]
    return "\n".join([HEAD + "VALUES = {", *values, "}", "PARTIALS = {", *partials, "}", ""])


def _letters(row: Primitive) -> str:
    return ", ".join("xyz"[: len(row.domain)])


def _value(row: Primitive) -> str:
    letters = "xyz"[: len(row.domain)]
    return INSTEAD.get(row.name) or SCALAR.get(row.name) or row.scalar.format(*letters)


def _partial(partial: Callable[..., Any] | None, row: Primitive) -> str:
    """A partial run on stand-ins for the row's arguments, and the graph that it writes as calls within calls."""
    if partial is None:
        return "None"
    standins = [input_node(name, ()) for name in "xyz"[: len(row.domain)]]
    return f"lambda bind, {_letters(row)}: {_called(as_node(partial(*map(Traced, standins))))}"


def _called(node: Node) -> str:
    if node.op == "input":
        return node.name
    if node.op == "constant":
        return repr(node.value.item())
    return f"bind({node.op!r}, {', '.join(map(_called, node.args))})"
