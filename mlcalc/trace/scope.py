"""One call that is being traced: what belongs to it, and what it has brought along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..graph import Node, constant, input_node


class TraceError(TypeError):
    """Raised where a function does something a trace cannot follow; the message says what to write instead.

    A traced value has a shape and no number, so what would depend on its number is refused: a branch, a loop until
    something is small, an index, a function outside numpy, a write into an array.

    >>> from mlcalc import grad
    >>> grad(lambda x: x if x > 0 else -x)(1.0)
    Traceback (most recent call last):
    mlcalc.trace.scope.TraceError: this function cannot be traced: an if, while, and, or, assert, max() or min() asks
    whether a traced value is true. Instead: use np.where(condition, a, b), with & and | between conditions.
    """


class Scope:
    """One call that is being traced: how deep it stands in others, and what it has captured.

    Attributes
    ----------
    level : int
        The number of traces open around it.
    name : callable
        Returns what its first input is called.
    open : bool
        False as soon as the function has returned: its traced values mean nothing any more.
    captured : dict of Node to array, or None
        The numbers and arrays the function brought with it, each with the input that stands for
        it. So a graph does not depend on them, and what is derived from it serves other numbers
        too. None where they are to be constants of the graph.
    """

    __slots__ = ("captured", "level", "name", "open")

    def __init__(self, level: int, capture: bool, name: Callable[[], str]) -> None:
        self.level = level
        self.name = name
        self.open = True
        self.captured: dict[Node, Any] | None = {} if capture else None

    def node_of(self, value: Any) -> Node:
        """The node that stands for a number or an array in this trace."""
        if self.captured is None or (isinstance(value, int | float) and value in LITERALS):
            return constant(as_array(value, "a value in the function"))
        array = np.array(as_array(value, "a value in the function"))  # a copy: the caller may write on
        place = ("captured", self.level, len(self.captured))
        node = input_node("captured", array.shape, place)
        self.captured[node] = array
        return node


FLOAT = np.dtype(float)
# Numbers that stand in formulas as they are: x² and 1 − x have rules and forms of their own.
LITERALS = frozenset([-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0])


def as_array(value: Any, what: str) -> Any:
    """``value`` as float64; TypeError naming ``what`` where it is not numbers."""
    if type(value) is np.ndarray and value.dtype == FLOAT:  # the commonest case, first
        return value
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{what} must be a real number or an array of them, got {type(value).__name__} {value!r:.60}")
    return array.astype(float, copy=False)
