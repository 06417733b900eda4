"""A numpy function becomes a graph: call it with values that write down what is done to them.

>>> import numpy as np
>>> from mlcalc.graph import listing
>>> traced = trace(lambda x: x * np.sin(x), (0.5,))
>>> print(listing({"f": traced.outputs[0]}))
v0 = input x
v1 = sin v0
v2 = multiply v0 v1
f = v2

A traced value has a shape but no number. So no branch, no float() and no write into
an array can depend on it by accident: each is refused, with what to write instead.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from .graph import Node, apply, constant, input_node
from .numpy_functions import FUNCTIONS, UFUNCS, getitem
from .primitives import Shape
from .trees import flatten, unflatten


class TraceError(TypeError):
    """The function does something a trace cannot follow; the message says what to write."""


class Traced(NDArrayOperatorsMixin):
    """A stand-in for an array of float64 that records what numpy does to it.

    Attributes
    ----------
    node : Node
        The value, as a place in a graph.
    shape, ndim, size, T
        As numpy has them.
    """

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    shape = property(lambda self: self.node.shape)
    ndim = property(lambda self: len(self.node.shape))
    size = property(lambda self: int(np.prod(self.node.shape, dtype=int)))
    dtype = property(lambda self: np.dtype(float))
    T = property(lambda self: np.transpose(self))

    def __repr__(self) -> str:
        return f"Traced(shape={self.shape})"

    # numpy calls these three instead of computing
    def __mlcalc_bind__(self, name: str, *args: Any, **params: Any) -> Traced:
        return Traced(apply(name, *(as_node(arg) for arg in args), **params))

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
        return np.sum(self, axis=axis, keepdims=keepdims)  # type: ignore[call-overload]

    def mean(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.mean(self, axis=axis, keepdims=keepdims)  # type: ignore[call-overload]

    def max(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.max(self, axis=axis, keepdims=keepdims)  # type: ignore[call-overload]

    def min(self, axis: Any = None, keepdims: bool = False) -> Any:
        return np.min(self, axis=axis, keepdims=keepdims)  # type: ignore[call-overload]

    def reshape(self, *shape: Any) -> Any:
        return np.reshape(self, shape[0] if len(shape) == 1 else shape)  # type: ignore[call-overload]

    def transpose(self, *axes: Any) -> Any:
        chosen = axes[0] if len(axes) == 1 else axes or None
        return np.transpose(self, chosen)  # type: ignore[call-overload]

    def ravel(self) -> Any:
        return np.ravel(self)  # type: ignore[call-overload]

    flatten = ravel

    def squeeze(self, axis: Any = None) -> Any:
        return np.squeeze(self, axis)  # type: ignore[call-overload]

    def dot(self, other: Any) -> Any:
        return np.dot(self, other)  # type: ignore[call-overload]

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
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    # x += 1 gives x a new value, as it does for a number; it does not write into an array
    __iadd__ = NDArrayOperatorsMixin.__add__
    __isub__ = NDArrayOperatorsMixin.__sub__
    __imul__ = NDArrayOperatorsMixin.__mul__
    __itruediv__ = NDArrayOperatorsMixin.__truediv__
    __ipow__ = NDArrayOperatorsMixin.__pow__
    __imatmul__ = NDArrayOperatorsMixin.__matmul__

    # what has no number to give
    def __bool__(self) -> bool:
        _refuse("an if, while, and, or or assert asks whether a traced value is true",
                "use np.where(condition, a, b), with & and | between conditions")  # fmt: skip

    def __float__(self) -> float:
        _refuse("a function outside numpy (math.sin, float(), round()) or a write b[0] = t asks for a number",
                "use numpy's function (np.sin), and build arrays with np.stack or np.concatenate")  # fmt: skip

    def __int__(self) -> int:
        _refuse("int() asks for a number", "leave the value a float, or compute the integer outside")

    def __index__(self) -> int:
        _refuse("range() or an index asks for an integer", "pass the integer as a plain argument, not a traced one")

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        _refuse("np.array or np.asarray is given a traced value", "use np.stack([a, b]), or leave the conversion out")

    def __setitem__(self, key: Any, value: Any) -> None:
        _refuse("an entry of a traced value is written (x[i] = …)", "build the result with np.stack or np.where")


def _refuse(what: str, instead: str) -> Any:
    raise TraceError(f"this function cannot be traced: {what}. Instead: {instead}.")


def as_node(value: Any) -> Node:
    """A traced value's node, or a number's or array's constant."""
    if isinstance(value, Traced):
        return value.node
    if isinstance(value, list | tuple) and any(isinstance(part, Traced) for part in flatten(value)[0]):
        _refuse("a list of traced values is used as an array", "join them with np.stack([a, b])")
    return constant(as_array(value, "a value in the function"))


def as_array(value: Any, what: str) -> Any:
    """``value`` as float64; TypeError naming ``what`` where it is not numbers."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{what} must be a real number or an array of them, got {type(value).__name__} {value!r:.60}")
    return array.astype(float)


@dataclass(frozen=True)
class Trace:
    """A traced call: inputs and outputs as nodes, and the structure of the outputs."""

    inputs: list[Node]
    outputs: list[Node]
    structure: Any


# The inputs of the traces now under way, in this thread and task only.
_open: ContextVar[frozenset[Node]] = ContextVar("_open", default=frozenset())


@contextmanager
def _opened(inputs: Sequence[Node]) -> Iterator[None]:
    token = _open.set(_open.get() | frozenset(inputs))
    try:
        yield
    finally:
        _open.reset(token)


def is_open(node: Node) -> bool:
    """Whether an input belongs to a trace that is still running."""
    return node in _open.get()


def trace(f: Callable[..., Any], args: Sequence[Any], names: Sequence[str] | None = None) -> Trace:
    """Call ``f`` with traced stand-ins of ``args`` (nested lists, tuples and dicts of arrays).

    Only the shapes of ``args`` are used. Raises TraceError where f does something a
    trace cannot follow, and TypeError where a result is not made of numbers.
    """
    leaves, structure = flatten(list(args))
    labels = names or labels_of(f, args)
    inputs = [input_node(label, shape_of(leaf)) for label, leaf in zip(labels, leaves, strict=True)]
    with _opened(inputs):
        result = f(*unflatten(structure, [Traced(node) for node in inputs]))
    outputs, out_structure = flatten(result)
    return Trace(inputs, [_output_node(f, leaf) for leaf in outputs], out_structure)


def shape_of(leaf: Any) -> Shape:
    return leaf.shape if isinstance(leaf, Traced) else np.shape(leaf)


def _output_node(f: Callable[..., Any], leaf: Any) -> Node:
    if leaf is None:
        raise TypeError(f"{getattr(f, '__name__', 'the function')} returned None; did it forget its return statement?")
    return as_node(leaf)


def labels_of(f: Callable[..., Any], args: Sequence[Any]) -> list[str]:
    """A name for each leaf of the arguments: the parameter's, numbered if it has several."""
    try:
        parameters = [p.name for p in inspect.signature(f).parameters.values()]
    except (TypeError, ValueError):  # some builtins have no signature
        parameters = []
    labels = []
    for i, arg in enumerate(args):
        name = parameters[i] if i < len(parameters) else f"x{i}"
        count = len(flatten(arg)[0])
        labels += [name] if count == 1 else [f"{name}_{k}" for k in range(count)]
    return labels
