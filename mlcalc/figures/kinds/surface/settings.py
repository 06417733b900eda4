"""The settings of the kind surface: read, checked, and turned into inputs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....read.words import refusal
from ....write.latex import symbol
from ...common.base import Figure
from ...common.inputs import Input

WIDEST = 5.0  # times as wide as high, or the other way round: with equal units more would be a strip
MOST_STEPS, MOST_STARTS, MOST_LEVELS, MOST_PLACES = 500, 8, 40, 400
STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)  # between contours, times a power of ten
GRID = 81


def plane_of(name: str, ranges: Sequence[Input]) -> tuple[Input, Input]:
    """The two inputs that span the map."""
    if len(ranges) < 2:
        raise TypeError(f"surface: {name} needs two inputs to span a map; with one, draw figures.curve({name}, …)")
    x, y = ranges[:2]
    ratio = (x.high - x.low) / (y.high - y.low)
    if not 1 / WIDEST <= ratio <= WIDEST:
        raise ValueError(
            f"surface: one unit is as long across as upwards, and {x.name} from {x.low:g} to {x.high:g} over "
            f"{y.name} from {y.low:g} to {y.high:g} would be a strip; choose ranges more alike, or scale an input"
        )
    return x, y


def in_plane(ranges: Sequence[Input], axes: Sequence[str]) -> list[Input]:
    """The inputs of a reader's own function, those that span the map first; FormulaError where it would be a strip."""
    x, y = (next(entry for entry in ranges if entry.name == axis) for axis in axes)
    if not 1 / WIDEST <= (x.high - x.low) / (y.high - y.low) <= WIDEST:
        raise refusal(0, "strip")
    return [x, y, *(entry for entry in ranges if entry.name not in axes)]


def within(starts: Sequence[Sequence[float]], x: Input, y: Input) -> list[list[float]]:
    """Those of the places that lie on the map, where a reader has chosen other ranges."""
    return [[a, b] for a, b in starts if x.low <= a <= x.high and y.low <= b <= y.high]


def descent_inputs(rate: Any, steps: Any, starts: Any) -> list[Input]:
    """The inputs ``rate`` and ``steps``, where the call asks for them."""
    if rate is None:
        if steps or len(starts):
            raise TypeError("surface: steps and starts need a learning rate; write rate=(0, 0.5, 0.1)")
        return []
    entry = Input.read("rate", rate)
    if entry.low < 0:
        raise ValueError(f"rate: {entry.low:g} would climb; write rate=(low, high, start) with 0 ≤ low")
    inputs = [Input("rate", entry.low, entry.high, entry.start, entry.step, latex=r"\eta")]
    if isinstance(steps, int) and not isinstance(steps, bool):
        given, control = (0, max(steps, 1), steps), "none"
    else:
        given, control = steps, "slider"
    whole = isinstance(given, list | tuple) and all(isinstance(n, int) for n in given)
    if not whole or not all(0 <= n <= MOST_STEPS for n in given):
        raise ValueError(
            f"steps: expected whole numbers from 0 to {MOST_STEPS}, got {steps!r}; write steps=(0, 100, 30)"
        )
    if steps or len(starts):
        read = Input.read("steps", given)
        inputs.append(
            Input("steps", read.low, read.high, round(read.start), 1.0, latex="n", control=control, whole=True)
        )
    return inputs


def momentum_inputs(momentum: Any, steps: Sequence[Input]) -> list[Input]:
    """The inputs ``pace`` and ``beta`` of a walker with a memory, where the call asks for one."""
    if momentum is None:
        return []
    how = "write momentum=((0, 0.5, 0.2), (0, 0.95, 0.3)), a range for its η and one for β"
    if not isinstance(momentum, list | tuple) or len(momentum) != 2:
        raise ValueError(f"momentum: expected two ranges, got {momentum!r}; {how}")
    if not any(entry.name == "steps" for entry in steps):
        raise TypeError("surface: momentum needs steps to race over; write rate=(0, 0.5, 0.1), steps=(0, 100, 20)")
    pace, beta = Input.read("momentum", momentum[0]), Input.read("momentum", momentum[1])
    if pace.low < 0 or not 0 <= beta.low < beta.high < 1:
        raise ValueError(f"momentum: expected 0 ≤ η, and β from 0 to below 1, got {momentum!r}; {how}")
    read = (("pace", pace, r"\eta_\beta"), ("beta", beta, r"\beta"))
    return [Input(name, r.low, r.high, r.start, r.step, latex=latex) for name, r, latex in read]


def velocity_inputs(velocity: Any, x: Input, y: Input) -> list[Input]:
    """An input for each component of the velocity: ``dx/dt`` and ``dy/dt``."""
    names = [f"d{entry.name}/dt" for entry in (x, y)]
    latex = [rf"\frac{{\mathrm{{d}} {symbol(entry.name)}}}{{\mathrm{{d}} t}}" for entry in (x, y)]
    return _components("velocity", velocity, names, latex)


def nudge_inputs(nudge: Any, x: Input, y: Input) -> list[Input]:
    """An input for each component of the nudge: ``Δx`` and ``Δy``."""
    latex = [rf"\Delta {symbol(entry.name)}" for entry in (x, y)]
    return _components("nudge", nudge, [f"Δ{entry.name}" for entry in (x, y)], latex)


def _components(what: str, given: Any, names: Sequence[str], latex: Sequence[str]) -> list[Input]:
    if given is None:
        return []
    if not isinstance(given, list | tuple) or len(given) != 2:
        how = f"write {what}=((-2, 2, 1), (-2, 2, 0.5)), a range for either direction"
        raise ValueError(f"{what}: expected two components, got {given!r}; {how}")
    read = [Input.read(name, component) for name, component in zip(names, given, strict=True)]
    return [replace(entry, latex=text) for entry, text in zip(read, latex, strict=True)]


def places(starts: Any, x: Input, y: Input) -> list[list[float]]:
    """The starts of further descents, each a place within the map."""
    if not isinstance(starts, list | tuple) or len(starts) > MOST_STARTS:
        raise ValueError(
            f"starts: expected at most {MOST_STARTS} places, got {starts!r}; write starts=[(1, 2), (0, 1)]"
        )
    read = []
    for given in starts:
        if not isinstance(given, list | tuple) or len(given) != 2 or not all(isinstance(p, Real) for p in given):
            raise ValueError(f"starts: {given!r} is no place ({x.name}, {y.name}); write starts=[(1, 2), (0, 1)]")
        for entry, value in zip((x, y), given, strict=True):
            Input(f"starts: {entry.name}", entry.low, entry.high, entry.start, entry.step).check(value)
        read.append([float(p) for p in given])
    return read


def path_of(given: Any, x: Input, y: Input) -> list[list[float]]:
    """The places that a line joins, to a ten-thousandth of the map: finer than a page can draw."""
    how = "write path=[(np.cos(t), np.sin(t)) for t in np.linspace(0, 2 * np.pi, 73)]"
    try:
        places = np.asarray(given, float)
    except (TypeError, ValueError):
        raise ValueError(f"path: {given!r} is no list of places ({x.name}, {y.name}); {how}") from None
    if not places.size:
        return []
    if places.ndim != 2 or places.shape[1] != 2 or not 2 <= len(places) <= MOST_PLACES:
        shape = "×".join(map(str, places.shape))
        raise ValueError(f"path: expected from 2 to {MOST_PLACES} places ({x.name}, {y.name}), got {shape}; {how}")
    if not np.isfinite(places).all():
        raise ValueError(f"path: a place is not finite; {how}")
    steps = [10.0 ** (math.floor(math.log10(entry.high - entry.low)) - 4) for entry in (x, y)]
    return [[float(f"{round(p / step) * step:.12g}") for p, step in zip(at, steps, strict=True)] for at in places]


def labels_of(labels: Any, entries: Sequence[Input], name: str) -> dict[str, str]:
    """LaTeX for every input and for the value."""
    known = {entry.name: entry.latex or symbol(entry.name) for entry in entries} | {name: symbol(name)}
    for key, latex in dict(labels or {}).items():
        if key not in known:
            raise ValueError(f"labels: {key!r} is neither an input nor the value; label one of {', '.join(known)}")
        if not isinstance(latex, str):
            raise ValueError(f"labels: expected LaTeX for {key}, got {latex!r}; write labels={{{key!r}: 'w_1'}}")
        known[key] = latex
    return known


def field(figure: Figure) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The map at its present inputs: x, y and the value on their grid."""
    x, y = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    xs, ys = np.linspace(x.low, x.high, GRID), np.linspace(y.low, y.high, GRID)
    values = figure.field(figure.spec["value"], **{x.name: xs[None, :], y.name: ys[:, None]})
    return xs, ys, values


def levels_of(figure: Figure, given: Any, *, own: bool = False) -> list[float]:
    """The contours' values: those given, or round ones in equal steps over the values that the map has."""
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= MOST_LEVELS:
        return _levels(figure, given, own=own)
    numbers = isinstance(given, list | tuple) and 1 <= len(given) <= MOST_LEVELS
    if not numbers or not all(isinstance(v, Real) and math.isfinite(v) for v in given):
        raise ValueError(f"levels: expected how many, up to {MOST_LEVELS}, or a list of values, got {given!r}")
    return sorted({float(v) for v in given})


def _levels(figure: Figure, count: int, *, own: bool) -> list[float]:
    values = field(figure)[2]
    finite = values[np.isfinite(values)]
    if not finite.size:
        if own:
            raise refusal(0, "nowhere")
        raise ValueError(f"{figure.spec['value']} is not finite anywhere on the map; choose other ranges")
    low, high = np.quantile(finite, [0, 0.98])
    if not low < high:
        return [float(low)]  # a plain
    # equal steps, or their density would not be steepness; zero is one of them wherever the map has it
    power = 10.0 ** math.floor(math.log10((high - low) / count))
    for digit in STEPS:
        step = digit * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < count:
            break
    return [float(f"{k * step:.12g}") for k in range(first, last + 1)] or [float(low)]


def gradient_scale(figure: Figure) -> float:
    """The length of the gradient's arrow, in units of the map per unit of gradient: long where it is steep."""
    x, y = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    xs, ys = np.linspace(x.low, x.high, 21)[None, :], np.linspace(y.low, y.high, 21)[:, None]
    steep = figure.field(f"|∇{figure.spec['value']}|", **{x.name: xs, y.name: ys})
    usual = np.quantile(steep[np.isfinite(steep)], 0.7) if np.isfinite(steep).any() else 0.0
    return float(f"{0.28 * min(x.high - x.low, y.high - y.low) / (usual or 1.0):.3g}")
