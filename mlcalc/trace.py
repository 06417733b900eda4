"""A numpy function becomes a graph: call it with values that write down what is done to them.

>>> import numpy as np
>>> from mlcalc.graph import listing
>>> traced = trace(lambda x: x * np.sin(x), (0.5,))
>>> print(listing({"f": traced.outputs[0]}))
v0 = input x
v1 = sin v0
v2 = multiply v0 v1
f = v2
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from .graph import Node, input_node
from .primitives import Shape
from .traced import Traced, TraceError, as_node
from .trees import flatten, unflatten


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
    try:
        with _opened(inputs):
            result = f(*unflatten(structure, [Traced(node) for node in inputs]))
    except ValueError as error:  # numpy hides a refused b[0] = t behind "setting an array element with a sequence"
        if isinstance(error.__cause__, TraceError):
            raise error.__cause__ from None
        raise
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
