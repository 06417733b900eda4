"""Traced values: stand-ins for arrays that write down what numpy does to them.

A traced value has a shape but no number. So no branch, no float() and no write into
an array can depend on it by accident: each is refused, with what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Never

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ..graph import Node, apply, constant
from ..trees import flatten
from .functions import FUNCTIONS, UFUNCS
from .scope import Scope, TraceError, as_array
from .shapes import getitem


class Traced(NDArrayOperatorsMixin):
    """A stand-in for an array of float64 that records what numpy does to it.

    Attributes
    ----------
    node : Node
        The value, as a place in a graph.
    shape, ndim, size, T
        As numpy has them.
    """

    __slots__ = ("node", "scope")

    def __init__(self, node: Node, scope: Scope | None = None) -> None:
        self.node = node
        self.scope = scope  # the trace it belongs to; None for what derivative rules write

    shape = property(lambda self: self.node.shape)
    ndim = property(lambda self: len(self.node.shape))
    size = property(lambda self: int(np.prod(self.node.shape, dtype=int)))
    dtype = property(lambda self: np.dtype(float))
    T = property(lambda self: np.transpose(self))

    def __repr__(self) -> str:
        return f"Traced(shape={self.shape})"

    # numpy calls these three instead of computing
    def __mlcalc_bind__(self, name: str, *args: Any, **params: Any) -> Traced:
        scope = deepest(args)
        nodes = [arg.node if type(arg) is Traced else as_node(arg, scope) for arg in args]
        return Traced(apply(name, *nodes, **params), scope)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("out") is not None:
            _refuse(f"np.{ufunc.__name__} writes its result into an array (+=, -=, out=)",
                    "give the result a new name: b = b + t")  # fmt: skip
        if method != "__call__" or kwargs or ufunc not in UFUNCS:
            call = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
            options = f" with {', '.join(kwargs)}" if kwargs else ""
            _refuse(f"np.{call}{options} is not known here", "write it with the functions listed in the API page")
        return UFUNCS[ufunc](*args)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func not in FUNCTIONS:
            name = f"{func.__module__}.{func.__name__}".replace("numpy", "np", 1)
            _refuse(f"{name} is not known here", "write it with the functions listed in the API page")
        return FUNCTIONS[func](*args, **kwargs)

    # array methods
    def sum(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.sum(self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.mean(self, axis=axis, keepdims=keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.max(self, axis=axis, keepdims=keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.min(self, axis=axis, keepdims=keepdims)

    def reshape(self, *shape: Any) -> Any:
        return np.reshape(self, shape[0] if len(shape) == 1 else shape)

    def transpose(self, *axes: Any) -> Any:
        chosen = axes[0] if len(axes) == 1 else axes or None
        return np.transpose(self, chosen)

    def ravel(self) -> Any:
        return np.ravel(self)

    flatten = ravel

    def squeeze(self, axis: Any = None) -> Any:
        return np.squeeze(self, axis)

    def dot(self, other: Any) -> Any:
        return np.dot(self, other)

    def copy(self) -> Traced:
        return self

    def __getitem__(self, key: Any) -> Any:
        parts = key if isinstance(key, tuple) else (key,)
        if any(isinstance(part, Traced) for part in parts):
            _refuse("a traced value is used as an index", "index with known integers, or choose with np.where")
        return getitem(self, key)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a traced scalar: its shape is ()")
        return self.node.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    # arithmetic, without the detour over numpy that the mixin would take
    def __add__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("add", other, self)

    def __sub__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("subtract", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("subtract", other, self)

    def __mul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("multiply", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("multiply", other, self)

    def __truediv__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("divide", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("divide", other, self)

    def __pow__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("power", self, other)

    def __rpow__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("power", other, self)

    def __matmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("matmul", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("matmul", other, self)

    # x += 1 gives x a new value, as it does for a number; it does not write into an array
    __iadd__ = __add__
    __isub__ = __sub__
    __imul__ = __mul__
    __itruediv__ = __truediv__
    __ipow__ = __pow__
    __imatmul__ = __matmul__

    # what has no number to give
    def __bool__(self) -> bool:
        _refuse("an if, while, and, or, assert, max() or min() asks whether a traced value is true",
                "use np.where(condition, a, b), with & and | between conditions")  # fmt: skip

    def __float__(self) -> float:
        _refuse("a function outside numpy (math.sin, float(), round()) or a write b[0] = t asks for a number",
                "use numpy's function (np.sin), and build arrays with np.stack or np.concatenate")  # fmt: skip

    def __round__(self, ndigits: int | None = None) -> float:
        return float(self)

    def __format__(self, spec: str) -> str:
        if spec:
            _refuse(f"a format (:{spec}) asks for a number", "print the function's result, outside it")
        return repr(self)

    def __getattr__(self, name: str) -> Never:
        raise AttributeError(
            f"a traced value has no attribute {name!r}. Instead: use numpy's function (np.std(x) for x.std()), "
            "and leave conversions such as x.item() or x.astype(float) out"
        )

    def __int__(self) -> int:
        _refuse("int() asks for a number", "leave the value a float, or compute the integer outside")

    def __index__(self) -> int:
        _refuse("range() or an index asks for an integer", "pass the integer as a plain argument, not a traced one")

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        _refuse("np.array or np.asarray is given a traced value", "use np.stack([a, b]), or leave the conversion out")

    def __setitem__(self, key: Any, value: Any) -> None:
        _refuse("an entry of a traced value is written (x[i] = …)", "build the result with np.stack or np.where")


def _refuse(what: str, instead: str) -> Never:
    raise TraceError(f"this function cannot be traced: {what}. Instead: {instead}.")


def deepest(values: Iterable[Any]) -> Scope | None:
    """The innermost trace that any of these values belongs to; TraceError where it is over."""
    scope = None
    for value in values:
        if type(value) is Traced and value.scope is not None:
            if not value.scope.open:
                raise TraceError(
                    f"a traced value of {value.scope.name()!r} is used after its function has returned: "
                    "return it from the function instead of storing it elsewhere"
                )
            if scope is None or value.scope.level > scope.level:
                scope = value.scope
    return scope


def as_node(value: Any, scope: Scope | None = None) -> Node:
    """A traced value's node, or the node that stands for a number or an array."""
    if isinstance(value, Traced):
        deepest([value])
        return value.node
    if isinstance(value, list | tuple) and any(isinstance(part, Traced) for part in flatten(value)[0]):
        _refuse("a list of traced values is used as an array", "join them with np.stack([a, b])")
    if scope is not None:
        return scope.node_of(value)
    return constant(as_array(value, "a value in the function"))
