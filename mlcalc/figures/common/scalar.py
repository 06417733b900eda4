"""Functions of numbers as graphs: what the kinds with sliders have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...calculus.sweeps import pullback
from ...trace import trace
from ...trace.graph import Node, constant
from .inputs import Input, call, name_of


def trace_scalar(
    f: Callable[..., Any], ranges: Sequence[Input], name: str | None = None
) -> tuple[dict[Node, Input], Node]:
    """A function of numbers as a graph, with a range for each of its inputs.

    Parameters
    ----------
    f : callable
        A numpy function of numbers that returns one number.
    ranges : sequence of Input
        One for each parameter of f, by name.
    name : str, optional
        What the value is called in messages: the function's own name if not given.

    Returns
    -------
    nodes : dict of Node to Input
        The graph's inputs and their ranges: what a :class:`Figure` takes as its inputs.
    value : Node
        The one result, a number.

    Raises
    ------
    TypeError, mlcalc.TraceError
        For a function that does not return one number, and one that cannot be traced.

    >>> nodes, value = trace_scalar(lambda x, y: x * y, [Input.read("x", (0, 4)), Input.read("y", (0, 3))], "A")
    >>> [entry.name for entry in nodes.values()], value.shape
    (['x', 'y'], ())
    """
    names, shown = [entry.name for entry in ranges], name or name_of(f)

    def by_names(*xs: Any) -> Any:
        return call(f, dict(zip(names, xs, strict=True)))

    by_names.__name__ = shown  # for the messages of trace
    traced = trace(by_names, [0.0] * len(ranges), names)
    if len(traced.outputs) != 1 or traced.outputs[0].shape != ():
        got = f"shape {traced.outputs[0].shape}" if len(traced.outputs) == 1 else f"{len(traced.outputs)} results"
        raise TypeError(f"{shown} must return one number for a figure, got {got}; return one entry, or a sum")
    return dict(zip(traced.inputs, ranges, strict=True)), traced.outputs[0]


def slopes(name: str, value: Node, nodes: Mapping[Node, Input]) -> dict[str, Node]:
    """The derivative of a value by every input, by name.

    Parameters
    ----------
    name : str
        What the value is called.
    value : Node
        A number, as :func:`trace_scalar` returns it.
    nodes : dict of Node to Input
        The inputs to differentiate by.

    Returns
    -------
    dict of str to Node
        ``dC/dw``, …, each a number; 0 where the value does not depend on the input.

    Raises
    ------
    ValueError
        For a value that is no number.

    >>> nodes, value = trace_scalar(lambda w, b: w**2 + b, [Input.read("w", (0, 1)), Input.read("b", (0, 1))], "C")
    >>> list(slopes("C", value, nodes))
    ['dC/dw', 'dC/db']
    """
    if value.shape != ():
        raise ValueError(f"slopes: expected {name} to be one number, got shape {value.shape}; give one entry, or a sum")
    return {f"d{name}/d{e.name}": node for e, node in zip(nodes.values(), gradient(value, nodes), strict=True)}


def gradient(value: Node, nodes: Iterable[Node]) -> list[Node]:
    """The derivative by every node; 0 where the value does not depend on it."""
    return [ct or constant(0.0) for ct in pullback({value: constant(1.0)}, list(nodes))]
