"""One call that is being traced: what belongs to it, and what it has brought along."""

from __future__ import annotations

from _thread import allocate_lock  # threading itself is slow to import, for what nothing here needs
from collections.abc import Callable
from itertools import count
from numbers import Real
from typing import Any

import numpy as np

from .graph import Node, constant, input_node


class TraceError(TypeError):
    """Raised where a function does something a trace cannot follow; the message says what to write instead.

    A traced value has a shape and no number, so what would depend on its number is refused: a branch, a loop until
    something is small, an index, a function outside numpy, a write into an array.

    >>> from mlcalc import grad
    >>> grad(lambda x: x if x > 0 else -x)(1.0)
    Traceback (most recent call last):
    mlcalc.trace.scope.TraceError: this function cannot be traced: an if, while, and, or, assert, max() or min() asks
    whether a traced value is true: x > 0. Instead: use np.where(condition, a, b), with & and | between conditions,
    and for a while loop a fixed number of steps: for _ in range(20).
    """


class Scope:
    """One call that is being traced: how deep it stands in others, and what it has captured.

    Attributes
    ----------
    level : int
        Where it stands among the open traces of all threads: no two have the same, an inner one's is higher.
    name : callable
        Returns what its first input is called.
    open : bool
        False as soon as the function has returned: its traced values mean nothing any more.
    captured : dict of Node to array, or None
        The numbers and arrays the function brought with it, each with the input that stands for
        it. So a graph does not depend on them, and what is derived from it serves other numbers
        too. None where they are to be constants of the graph.
    around : set of Scope
        The other open traces whose values the function has used.
    """

    __slots__ = ("around", "captured", "count", "level", "met", "name", "open")

    def __init__(self, above: int, capture: bool, name: Callable[[], str]) -> None:
        self.level = _take_level(above)
        self.name = name
        self.open = True
        self.around: set[Scope] = set()
        self.captured: dict[Node, Any] | None = {} if capture else None
        self.count = count()  # of what was captured, in whatever thread
        # What was captured, by identity: a number or an array that a loop meets again is the same input. What stands
        # beside its node is kept alive, so that its identity cannot pass to another.
        self.met: dict[int, tuple[Node, Any]] = {}

    def close(self) -> None:
        self.open = False
        _levels.discard(self.level)

    def node_of(self, value: Any) -> Node:
        """The node that stands for a number or an array in this trace."""
        if self.captured is None or (type(value) in NUMBERS and value in LITERALS):
            return constant(as_array(value, "a value in the function"))
        node, _ = self.met.get(id(value), NEVER)
        if node is not None and (isinstance(value, IMMUTABLE) or _same_bits(value, self.captured[node])):
            return node
        array = np.array(as_array(value, "a value in the function"))  # a copy: the caller may write on
        node = input_node("captured", array.shape, ("captured", self.level, next(self.count)))
        self.captured[node] = array
        self.met[id(value)] = (node, value)
        return node

    def refusal(self) -> str:
        """What to say to one who uses a value of this trace when it is over."""
        return (
            f"a traced value of {self.name()!r} is used after its function has returned: "
            "return it from the function instead of storing it elsewhere"
        )


class Overwritten:
    """In place of the scope of a traced value whose numbers were replaced by ``y += 1`` under another name."""

    open = False
    level = -1

    def refusal(self) -> str:
        return (
            "an array is used after another name for it, or a view of it, was changed in place "
            "(y = x; y += 1 changes x too). Instead: give the result a new name: z = y + 1"
        )


OVERWRITTEN: Any = Overwritten()
_levels: set[int] = set()  # of the traces open now, in whatever thread
_levels_lock = allocate_lock()


def _take_level(above: int) -> int:
    """The lowest level above ``above`` that no open trace has: the depth of nesting, where one thread traces."""
    with _levels_lock:
        level = above + 1
        while level in _levels:
            level += 1
        _levels.add(level)
    return level


FLOAT = np.dtype(float)
# Numbers that stand in formulas as they are: x² and 1 − x have rules and forms of their own.
LITERALS = frozenset([-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0])
NUMBERS = frozenset([int, float])
IMMUTABLE = (int, float, np.generic)
NEVER: tuple[Node | None, Any] = (None, None)


def _same_bits(value: Any, kept: Any) -> bool:
    """Whether an array still holds what was copied from it, the sign of zero and NaN included."""
    plain = type(value) is np.ndarray and value.dtype == FLOAT and value.flags.c_contiguous
    return plain and value.shape == kept.shape and bool((value.view(np.int64) == kept.view(np.int64)).all())


def as_array(value: Any, what: str) -> Any:
    """``value`` as float64; TypeError naming ``what`` where it is not numbers."""
    if type(value) is np.ndarray and value.dtype == FLOAT:  # the commonest case, first
        return value
    # numpy imports np.ma only when it is named, which takes longer than a gradient: so only a kind of array is asked
    is_kind_of_array = isinstance(value, np.ndarray) and type(value) is not np.ndarray
    if is_kind_of_array and isinstance(value, np.ma.MaskedArray | np.matrix):
        kind, instead = (
            ("a masked array", "x.filled(0.0) and a mask of your own: np.where(mask, 0.0, x)")
            if isinstance(value, np.ma.MaskedArray)
            else ("an np.matrix, whose * is a product of matrices", "np.asarray(m), and @ for the product")
        )
        raise TypeError(f"{what} is {kind}, which would be read as an ordinary array here. Instead: use {instead}")
    array = np.asarray(value)
    if array.dtype.kind == "O" and array.size and all(isinstance(entry, Real) for entry in array.flat):
        return array.astype(float)  # integers past 2⁶³ and fractions: numpy has no type of its own for them
    if array.dtype.kind not in "biuf":
        instead = ". Instead: keep real and imaginary part as two real values" if array.dtype.kind == "c" else ""
        raise TypeError(
            f"{what} must be a real number or an array of them, got {type(value).__name__} {value!r:.60}{instead}"
        )
    return array.astype(float, copy=False)
