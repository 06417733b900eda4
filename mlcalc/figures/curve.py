"""curve: a function along one of its inputs, with the point, its tangent and both numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np

from ..graph import Node, constant
from ..latex import symbol, to_latex
from ..sweeps import pullback
from ..trace import trace
from .base import Figure, identifier
from .inputs import Input, call, match, name_of
from .picture import curve_picture, sample


def curve(
    f: Callable[..., Any],
    /,
    *,
    along: str | None = None,
    name: str | None = None,
    ylim: Sequence[float] | None = None,
    id: str | None = None,
    alt: str | None = None,
    **inputs: Any,
) -> Figure:
    """The graph of ``f`` along one input, with a point to drag and its tangent.

    Parameters
    ----------
    f : callable
        A numpy function of numbers that returns a number; its parameters name the inputs.
    along : str, optional
        The input on the horizontal axis; the first one if not given.
    name : str, optional
        What the value is called: the function's own name if not given.
    ylim : (low, high), optional
        The vertical range; wide enough for the curve if not given.
    id, alt : str, optional
        The figure's id in the page, and what a person who cannot see it is told.
    **inputs : (low, high, start)
        A range for every parameter of f, as in ``ipywidgets.interact``.

    Returns
    -------
    Figure
        Its outputs are f and every ``df/dw``.

    Raises
    ------
    TypeError, ValueError
        For an unknown, missing or impossible range, and a function that cannot be traced
        or does not return one number.

    >>> fig = curve(lambda w: w**2, name="C", w=(-3, 3, 1.5))
    >>> fig.values
    {'C': 2.25, 'dC/dw': 3.0}
    """
    ranges = match(f, inputs, "curve")
    name = name_of(f, name)
    if not ranges:
        raise TypeError(f"curve: {name} has no parameters to move; write def {name}(x): return … and x=(low, high)")
    if name in inputs:
        raise ValueError(f'name: {name!r} is an input already; call the value something else, name="C"')
    first = ranges[0].name if along is None else along
    if first not in [entry.name for entry in ranges]:
        raise ValueError(f"along: {along!r} is not an input; choose from {', '.join(e.name for e in ranges)}")
    nodes, value = trace_scalar(f, ranges)
    outputs = {name: value, **slopes(name, value, nodes)}
    figure = Figure(
        "curve",
        nodes,
        outputs,
        curve_picture,
        id=identifier("curve", name, id),
        along=first,
        value=name,
        slope=f"d{name}/d{first}",
        ylim=[0.0, 1.0],
        labels={"x": symbol(first), "y": symbol(name)},
        alt="",
        **_formula(name, value, list(nodes.values())),
    )
    details = {"ylim": limits(figure, ylim), "alt": alt or _description(figure)}
    figure.spec = {**figure.spec, **details}
    return figure


def trace_scalar(
    f: Callable[..., Any], ranges: Sequence[Input], name: str | None = None
) -> tuple[dict[Node, Input], Node]:
    """f traced on numbers: its input nodes with their ranges, and its one value."""
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
    """The derivative by every input, by name: ``dC/dw``."""
    pulled = pullback({value: constant(1.0)}, list(nodes))
    return {f"d{name}/d{e.name}": ct or constant(0.0) for e, ct in zip(nodes.values(), pulled, strict=True)}


def _formula(name: str, value: Node, ranges: Sequence[Input]) -> dict[str, Any]:
    """The function in symbols, then its value and slopes with numbers that follow the reader."""
    d = r"\mathrm{d}" if len(ranges) == 1 else r"\partial"
    numbers = [e.name for e in ranges] + [name] + [f"d{name}/d{e.name}" for e in ranges]
    live = [rf"\htmlData{{out={i}}}{{0}}" for i in range(len(numbers))]
    n = len(ranges)
    variables = ", ".join(symbol(e.name) for e in ranges)
    derivatives = [
        rf"\frac{{{d} {symbol(name)}}}{{{d} {symbol(e.name)}}} = {live[n + 1 + i]}" for i, e in enumerate(ranges)
    ]
    return {
        "formula": [
            f"{symbol(name)}({variables}) = {to_latex(value)}",
            rf"{symbol(name)}({', '.join(live[:n])}) = {live[n]}, \qquad " + r", \qquad ".join(derivatives),
        ],
        "numbers": numbers,
    }


def limits(figure: Figure, given: Sequence[float] | None) -> list[float]:
    """The vertical range: what is given, else room for the curve and for what the other sliders make of it."""
    if given is not None:
        numbers = isinstance(given, list | tuple) and all(isinstance(y, Real) and math.isfinite(y) for y in given)
        if not numbers or len(given) != 2 or given[0] >= given[1]:
            raise ValueError(f"ylim: expected (low, high), two numbers with low < high, got {given!r}")
        return [float(given[0]), float(given[1])]
    along, value = figure.spec["along"], figure.spec["value"]
    seen = [sample(figure, value, along)[1]]
    for entry in figure.ranges.values():
        if entry.name != along:
            seen += [_bulk(sample(figure, value, along, **{entry.name: end})[1]) for end in (entry.low, entry.high)]
    finite = np.concatenate(seen)
    finite = finite[np.isfinite(finite)]
    if not finite.size:
        raise ValueError(f"{value} is not finite anywhere along {along}; choose another range for {along}")
    low, high = float(finite.min()), float(finite.max())
    margin = 0.08 * (high - low) or max(1.0, abs(low))
    return [low - margin, high + margin]


def _bulk(y: Any) -> Any:
    """The middle nine tenths of the values: an extreme slider may leave the frame, the start may not."""
    finite = y[np.isfinite(y)]
    return np.quantile(finite, [0.05, 0.95]) if finite.size else finite


def _description(figure: Figure) -> str:
    spec, entry = figure.spec, figure.ranges[figure.spec["along"]]
    value, slope = figure.values[spec["value"]], figure.values[spec["slope"]]
    return (
        f"The curve of {spec['value']} for {entry.name} from {entry.low:g} to {entry.high:g}. "
        f"At {entry.name} = {figure.inputs[entry.name]:g} the value is {value:.6g} "
        f"and the tangent has slope {slope:.6g}."
    )
