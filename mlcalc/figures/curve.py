"""curve: a function along one of its inputs, with the point, its tangent and both numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Picture

from ..graph import Node, constant
from ..latex import symbol, to_latex
from ..sweeps import pullback
from ..trace import trace
from .base import Figure, identifier
from .inputs import Input, match, name_of

SAMPLES = 201
INK, CURVE, TANGENT = "#767676", "#0072b2", "#d55e00"  # each at least 3:1 on white and on near-black


def curve(
    f: Callable[..., Any],
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
        raise TypeError(f"curve: {name} has no parameters to move")
    first = along or ranges[0].name
    if first not in [entry.name for entry in ranges]:
        raise ValueError(f"along: {along!r} is not an input; choose from {', '.join(e.name for e in ranges)}")
    nodes, value = trace_scalar(f, ranges)
    outputs = {name: value, **slopes(name, value, nodes)}
    figure = Figure(
        "curve",
        nodes,
        outputs,
        _picture,
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


def trace_scalar(f: Callable[..., Any], ranges: Sequence[Input]) -> tuple[dict[Node, Input], Node]:
    """f traced on numbers: its input nodes with their ranges, and its one value."""
    by_name = {entry.name: entry for entry in ranges}
    traced = trace(lambda *xs: f(**dict(zip(by_name, xs, strict=True))), [0.0] * len(ranges), list(by_name))
    if len(traced.outputs) != 1 or traced.outputs[0].shape != ():
        got = traced.outputs[0].shape if len(traced.outputs) == 1 else f"{len(traced.outputs)} results"
        raise TypeError(f"{name_of(f)} must return one number for a figure, got {got}; return one entry, or a sum")
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


def sample(figure: Figure, name: str, along: str, **inputs: float) -> tuple[Any, Any]:
    """x and y of an output along one input: arrays of shape (SAMPLES,)."""
    entry = figure.ranges[along]
    x = np.linspace(entry.low, entry.high, SAMPLES)
    with np.errstate(all="ignore"):  # a pole or a logarithm's end is a gap in the picture
        y = [figure.evaluate(**{**inputs, along: at})[name] for at in x]
    return x, np.array(y)


def limits(figure: Figure, given: Sequence[float] | None) -> list[float]:
    """The vertical range: what is given, else room for the curve and for what the other sliders make of it."""
    if given is not None:
        if len(given) != 2 or not given[0] < given[1]:
            raise ValueError(f"ylim: expected (low, high) with low < high, got {given!r}")
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


def draw_curve(axes: Any, figure: Figure) -> None:
    """The curve, the tangent and the point, in matplotlib."""
    spec = figure.spec
    at, value, slope = figure.inputs[spec["along"]], figure.values[spec["value"]], figure.values[spec["slope"]]
    x, y = sample(figure, spec["value"], spec["along"])
    axes.plot(x, y, color=CURVE, linewidth=2)
    axes.axline((at, value), slope=slope, color=TANGENT, linewidth=1.5)
    axes.plot([at], [value], "o", color=TANGENT, markersize=8)
    axes.set(xlim=(x[0], x[-1]), ylim=spec["ylim"])
    axes.set_xlabel(f"${spec['labels']['x']}$", color=INK)
    axes.set_ylabel(f"${spec['labels']['y']}$", color=INK, rotation=0, labelpad=14)
    plain(axes)


def plain(axes: Any) -> None:
    """Ink that reads on white and on black, and no box."""
    axes.tick_params(colors=INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(INK)


def _picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 3.6), dpi=100, layout="constrained")
    draw_curve(picture.add_subplot(), figure)
    return picture
