"""A numpy function becomes a graph: call it with values that write down what is done to them.

>>> import numpy as np
>>> from mlcalc.trace.graph import listing
>>> traced = trace(lambda x: x * np.sin(x), (0.5,))
>>> print(listing({"f": traced.outputs[0]}))
v0 = input x
v1 = sin v0
v2 = multiply v0 v1
f = v2
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, NamedTuple

import numpy as np

from .graph import Node, input_node
from .linear import Shape
from .scope import Scope, TraceError
from .traced import Traced, as_node
from .trees import flatten, unflatten
from .typed import typed

VARIADIC = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


class Trace(NamedTuple):
    """A traced call: inputs and outputs as nodes, the structure of the outputs, what was captured.

    ``around`` are the other open traces whose values the function used.
    """

    inputs: list[Node]
    outputs: list[Node]
    structure: Any
    captured: dict[Node, Any]
    around: set[Scope]


# The traces now under way, the innermost last; in this thread and task only.
_open: ContextVar[tuple[Scope, ...]] = ContextVar("_open", default=())


def innermost() -> Scope | None:
    """The trace that is running now, or None."""
    scopes = _open.get()
    return scopes[-1] if scopes else None


def trace(f: Callable[..., Any], args: Sequence[Any], names: Sequence[str] | None = None) -> Trace:
    """Call ``f`` with traced stand-ins of ``args`` (nested lists, tuples and dicts of arrays).

    Only the shapes of ``args`` are used; ``names`` are those of the inputs, else the parameters'.
    Raises TraceError where f does something a trace cannot follow, and TypeError where a result is
    not made of numbers.
    """
    leaves, structure = flatten(list(args))
    labels = names or labels_of(f, args)
    return trace_leaves(f, leaves, structure, labels, lambda: labels[0])


def trace_leaves(
    f: Callable[..., Any],
    leaves: Sequence[Any],
    structure: Any,
    names: Sequence[str] | None,
    first_name: Callable[[], str],
) -> Trace:
    """The same for arguments that are taken apart already.

    Without ``names``, numbers and arrays that f brings along become inputs too, so that equal
    functions of other numbers have equal graphs.
    """
    outer = _open.get()
    scope = Scope(outer[-1].level if outer else -1, names is None, first_name)
    inputs = [
        input_node("x" if names is None else names[i], shape_of(leaf), (scope.level, i))
        for i, leaf in enumerate(leaves)
    ]
    token = _open.set((*outer, scope))
    try:
        result = f(*unflatten(structure, [Traced(node, scope) for node in inputs]))
        results, out_structure = flatten(result)
        outputs = [_output_node(f, leaf, scope) for leaf in results]
    except (TypeError, ValueError, IndexError) as error:
        refusal = _behind(error)
        if refusal is None:
            raise
        raise refusal from None
    finally:
        _open.reset(token)
        scope.close()
    return Trace(inputs, outputs, out_structure, scope.captured or {}, scope.around)


def _behind(error: Exception) -> TraceError | None:
    """The refusal that numpy has hidden behind an error of its own, or None."""
    if isinstance(error.__cause__, TraceError):  # of b[0] = t it says "setting an array element with a sequence"
        return error.__cause__
    if isinstance(error, IndexError) and str(error).startswith("only integers, slices"):
        return TraceError(
            f"this function cannot be traced: an index is a traced value or no integer{typed(error)}. "
            "Instead: close over the integer, for arguments are traced; of a known table, np.choose(place, table) is "
            "the entry at a traced place."
        )
    if "'Traced'" in str(error):  # Python's statistics, fractions and the like say so
        return TraceError(
            f"this function cannot be traced: a function outside numpy was given a traced value{typed(error)}. "
            "Instead: use numpy's function, np.mean for statistics.mean."
        )
    if any(said in str(error) for said in ("dtype('O')", "object arrays", "loop of ufunc does not support")):
        return TraceError(
            f"this function cannot be traced: np.array([...]) of traced values holds objects, of which numpy says: "
            f"{error}. Instead: join them with np.stack([...])."
        )
    return None


def shape_of(leaf: Any) -> Shape:
    return leaf.shape if hasattr(leaf, "shape") else np.shape(leaf)


def _output_node(f: Callable[..., Any], leaf: Any, scope: Scope) -> Node:
    if leaf is None:
        raise TypeError(f"{getattr(f, '__name__', 'the function')} returned None; did it forget its return statement?")
    return as_node(leaf, scope)


def labels_of(f: Callable[..., Any], args: Sequence[Any]) -> list[str]:
    """A name for each leaf of the arguments: the parameter's, numbered if it has several."""
    parameters = _parameters(f)
    labels = []
    for i, arg in enumerate(args):
        name = parameters[i] if i < len(parameters) else f"x{i}"
        count = len(flatten(arg)[0])
        labels += [name] if count == 1 else [f"{name}_{k}" for k in range(count)]
    return labels


def _parameters(f: Callable[..., Any]) -> Sequence[str]:
    code = getattr(f, "__code__", None)
    if code is not None and not code.co_flags & VARIADIC:  # far quicker than to ask for its signature
        return code.co_varnames[: code.co_argcount]  # type: ignore[no-any-return]
    try:
        return list(inspect.signature(f).parameters)
    except (TypeError, ValueError):  # some builtins have no signature
        return []
