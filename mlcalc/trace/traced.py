"""Traced values: stand-ins for arrays that write down what numpy does to them.

A traced value has a shape but no number. So no branch, no float() and no write into
an array can depend on it by accident: each is refused, with what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Never

import numpy as np

from .functions import FUNCTIONS, METHODS, ROW_OF, UFUNCS, VIEWS, special
from .functions.indexing import getitem
from .functions.joining import holds_traced, is_traced, joined
from .graph import Node, apply, constant
from .operators import Operators
from .refusals import Numberless, no_attribute, refuse, refuse_function, refuse_ufunc
from .scope import OVERWRITTEN, Scope, TraceError, as_array
from .typed import typed


class Traced(Numberless, Operators):
    """A stand-in for an array of float64 that records what numpy does to it.

    Attributes
    ----------
    node : Node
        The value, as a place in a graph.
    shape, ndim, size, T
        As numpy has them.
    """

    __slots__ = ("base", "node", "scope")

    def __init__(self, node: Node, scope: Scope | None = None, base: Traced | None = None) -> None:
        self.node = node
        self.scope = scope  # the trace it belongs to; None for what derivative rules write
        self.base = base  # the value it is a view of

    shape = property(lambda self: self.node.shape)
    ndim = property(lambda self: len(self.node.shape))
    size = property(lambda self: int(np.prod(self.node.shape, dtype=int)))
    dtype = property(lambda self: np.dtype(float))
    T = property(lambda self: np.transpose(self))
    real = property(lambda self: np.real(self))
    imag = property(lambda self: np.imag(self))
    # isinstance(x, float), isinstance(x, np.ndarray) and np.isscalar(x) answer as they will when numbers come
    __class__ = property(lambda self: np.ndarray if self.node.shape else float)

    def __repr__(self) -> str:
        return f"Traced(shape={self.shape})"

    # numpy calls these three instead of computing
    def __mlcalc_bind__(self, name: str, *args: Any, **params: Any) -> Traced:
        scope = deepest(args)
        nodes = [arg.node if type(arg) is Traced else as_node(arg, scope) for arg in args]
        return Traced(apply(name, *nodes, **params), scope)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any) -> Any:
        if method == "__call__" and not kwargs:
            if ufunc in ROW_OF:
                return self.__mlcalc_bind__(ROW_OF[ufunc], *args)
            known = UFUNCS.get(ufunc) or special.lookup(ufunc)
            if known is not None:
                return _like_numpy(ufunc, args, known(*args))
        return refuse_ufunc(ufunc, method, args, kwargs)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func not in FUNCTIONS:
            refuse_function(func)
        result = FUNCTIONS[func](*args, **kwargs)
        if isinstance(result, Traced):
            result = result.copy() if result is self else result
            result.base = self if func in VIEWS else None
        return result

    def __getattr__(self, name: str) -> Any:
        """The methods of an array are numpy's functions: x.mean(0) is np.mean(x, 0)."""
        if name in METHODS:
            return partial(METHODS[name], self)
        raise AttributeError(no_attribute(name))

    def reshape(self, *shape: Any, **options: Any) -> Any:
        return np.reshape(self, shape[0] if len(shape) == 1 else shape, **options)

    def transpose(self, *axes: Any) -> Any:
        return np.transpose(self, axes[0] if len(axes) == 1 else axes or None)

    def astype(self, dtype: Any, *_args: Any, **_options: Any) -> Any:
        """Everything in a graph is float64; what becomes an integer loses its fraction."""
        kind = np.dtype(dtype).kind
        if kind not in "fiu":
            refuse(f"x.astype({dtype!r}) makes no real numbers", "leave the conversion out, or compare: x != 0")
        return np.trunc(self) if kind in "iu" else Traced(self.node, self.scope)

    def copy(self, order: str = "C") -> Traced:
        return type(self)(self.node, self.scope)  # another object: changed in place, it leaves this one alone

    __copy__ = copy

    def __deepcopy__(self, memo: Any) -> Traced:
        return self.copy()

    def __reduce_ex__(self, protocol: Any) -> Never:
        refuse("a traced value is pickled or sent to another process", "send numbers, outside the function")

    def __getitem__(self, key: Any) -> Any:
        parts = key if isinstance(key, tuple) else (key,)
        if not all(is_place(part.node) for part in parts if is_traced(part)):
            refuse(f"a traced value is used as an index{typed()}", "index with known integers, or choose with np.where")
        result = getitem(self, key)
        if not any(is_traced(part) or isinstance(part, list | np.ndarray) for part in parts):
            result.base = self
        return result

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a traced scalar: its shape is ()")
        return self.node.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def _in_place(self, result: Traced) -> Traced:
        """x += 1: a new value for the name on the left. An array has changed for all its other names too, which a
        trace cannot follow, so that its value under those, or as a view, is refused from here on."""
        if self.shape:
            if result.shape != self.shape:
                raise ValueError(f"an array of shape {self.shape} cannot be changed in place to shape {result.shape}")
            value: Traced | None = self
            while value is not None:
                value.scope = OVERWRITTEN
                value = value.base
        return result

    def __setitem__(self, key: Any, value: Any) -> None:
        refuse(
            f"an entry of a traced value is written (x[i] = …){typed()}", "build the result with np.stack or np.where"
        )


class TracedBool(Traced):
    """The answer of a comparison: 1 or 0 in the graph, and added and multiplied as numpy does it with bools."""

    __slots__ = ()

    dtype = property(lambda self: np.dtype(bool))
    __class__ = property(lambda self: np.ndarray if self.node.shape else bool)

    def __mlcalc_bind__(self, name: str, *args: Any, **params: Any) -> Traced:
        if not all(map(is_boolean, args)):
            return super().__mlcalc_bind__(name, *args, **params)
        if name in ("subtract", "negative"):
            refuse("a condition is subtracted or negated, which numpy refuses too", "use ~ for not and ^ for either-or")
        result = super().__mlcalc_bind__("maximum" if name == "add" else name, *args, **params)
        return as_bool(result) if name in STAYS_BOOLEAN else result


# What makes bools of bools: and, or, a choice, and all that only moves entries about.
STAYS_BOOLEAN = frozenset(
    ["add", "multiply", "maximum", "minimum", "where", "index", "reshape", "transpose", "broadcast_to", "concatenate"]
)
BITWISE = frozenset([np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert])


def is_boolean(value: Any) -> bool:
    """Whether a traced value, a number or an array is of numpy's type bool."""
    return (value.dtype if isinstance(value, Traced) else np.asarray(value).dtype).kind == "b"


def as_bool(value: Traced) -> TracedBool:
    return TracedBool(value.node, value.scope)


def _like_numpy(ufunc: np.ufunc, args: tuple[Any, ...], result: Any) -> Any:
    """A result of numpy's type: a bool where it gives bools of floats, and never the argument itself."""
    if ufunc in BITWISE:
        if not all(map(is_boolean, args)):
            refuse(
                "&, |, ^ or ~ is given numbers, which numpy refuses too", "join conditions with them: (x > 0) & (x < 1)"
            )
        return as_bool(result)
    if any(kind.startswith("d") and kind.endswith("?") for kind in ufunc.types):
        return as_bool(result)
    return result.copy() if any(result is arg for arg in args) else result


def deepest(values: Iterable[Any]) -> Scope | None:
    """The innermost trace that any of these values belongs to; TraceError where it is over."""
    scope = None
    for value in values:
        if isinstance(value, Traced) and value.scope is not scope:
            scope = _deeper(scope, value.scope)
    return scope


def _deeper(one: Scope | None, other: Scope | None) -> Scope | None:
    """The inner of two traces, which learns that a value of the other is used in it."""
    if other is not None and not other.open:
        raise TraceError(f"this function cannot be traced: {other.refusal()}.")
    if one is None or other is None or one is other:
        return one or other
    inner, outer = (one, other) if one.level > other.level else (other, one)
    inner.around.add(outer)
    return inner


def open_scope_of(values: Iterable[Any]) -> Scope:
    """The innermost of some traces and of the traces of some traced values."""
    scope = None
    for value in values:
        scope = _deeper(
            scope, value if isinstance(value, Scope) else value.scope if isinstance(value, Traced) else None
        )
    assert scope is not None  # it is asked for only where a value is traced, or a function has used one that is
    return scope


def is_place(node: Node) -> bool:
    """Whether a node holds whole numbers that tell an order or a count, as np.argsort does, or is made of such."""
    if node.op == "constant":
        return bool((node.value == np.rint(node.value)).all())
    return node.op in PLACES or (node.op in KEEPS_PLACES and all(map(is_place, node.args)))


PLACES = frozenset(["argsort", "less", "less_equal", "equal"])
KEEPS_PLACES = STAYS_BOOLEAN | {"subtract", "sum"}  # a sum of conditions counts, as np.searchsorted does


def as_node(value: Any, scope: Scope | None = None) -> Node:
    """A traced value's node, or the node that stands for a number or an array."""
    if not isinstance(value, Traced) and holds_traced(value):
        value = joined(value)
    if isinstance(value, Traced):
        found = deepest([value])
        if scope is not None and found is not scope:
            _deeper(scope, found)
        return value.node
    if scope is not None:
        return scope.node_of(value)
    return constant(value if type(value) is float else as_array(value, "a value in the function"))


def as_value(value: Any, what: str) -> Any:
    """A traced value, or an array of float64; TypeError naming ``what`` where it is neither."""
    value = joined(value)
    return value if isinstance(value, Traced) else as_array(value, what)
