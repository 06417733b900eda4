"""The frame of a figure with curves: how high it is, and what matplotlib draws in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...read.words import refusal
from .base import Figure

Numbers: TypeAlias = NDArray[np.float64]

SAMPLES = 201


def limits(
    figure: Figure, given: Sequence[float] | None, curves: Sequence[str] = (), *, own: bool = False
) -> list[float]:
    """The vertical range: what is given, else room for the curves and for what the other sliders make of them.

    Room is made for ``curves``, outputs of the figure; for all that it draws if none are named. A reader's ``own``
    function may run off to infinity, as tan x does: then for most of it.
    """
    log = "y" in figure.spec.get("log", "")
    if given is not None:
        return _given(given, log)
    along = figure.spec["along"]
    seen = []
    for name in curves or [curve["output"] for curve in curves_of(figure)]:
        seen.append(sample(figure, name, along)[1])
        for entry in figure.ranges.values():
            if entry.name != along:
                ends = (entry.low, entry.high)
                seen += [_bulk(sample(figure, name, along, **{entry.name: end})[1]) for end in ends]
    values = np.concatenate(seen)
    finite = values[np.isfinite(values) & ((values > 0) | (not log))]
    if not finite.size:
        if own:
            raise refusal(0, "nowhere")
        what = f"{figure.spec['value']} is not {'positive' if log else 'finite'} anywhere along {along}"
        raise ValueError(f"{what}; choose another range for {along}")
    low, high = _with_margin(finite, log, own=own)
    if own and not (math.isfinite(low) and math.isfinite(high) and (low > 0 or not log)):
        raise refusal(0, "nowhere")  # it ends at the largest number there is
    return [low, high]


def _with_margin(finite: Numbers, log: bool, *, own: bool) -> tuple[float, float]:
    low, high = float(finite.min()), float(finite.max())
    if own and not log:
        low, high = _usual(low, high, *_bulk(finite).tolist())
    if log:
        margin = (high / low) ** 0.06 if high > low else 10.0
        return low / margin, high * margin
    margin = 0.08 * (high - low) or max(1.0, abs(low))
    return low - margin, high + margin


def _usual(low: float, high: float, most_low: float, most_high: float) -> tuple[float, float]:
    """Where the whole is many times as high as nine tenths of it, these with some room."""
    bulk = most_high - most_low
    if high - low <= 4 * bulk or bulk == 0:
        return low, high
    return max(low, most_low - bulk / 2), min(high, most_high + bulk / 2)


def axis_words(given: Sequence[str] | None) -> dict[str, Any]:
    """What a specification says of the titles of the axes: nothing where a call did not."""
    if given is None:
        return {}
    if isinstance(given, str) or len(given) != 2 or not all(isinstance(word, str) for word in given):
        raise TypeError(f'axes: expected a word for across and one for up, got {given!r}; write ("weight", "cost")')
    return {"words": dict(zip("xy", given, strict=True))}


def titles(figure: Figure) -> list[str]:
    """Of the axis across and of the axis up, for matplotlib: words and symbol."""
    labels, words = figure.spec["labels"], figure.spec.get("words", {})
    symbols = [f"${labels[axis]}$" if axis in labels else "" for axis in "xy"]
    return [f"{words.get(axis, '')} {symbol}".strip() for axis, symbol in zip("xy", symbols, strict=True)]


def curves_of(figure: Figure) -> list[dict[str, str]]:
    """The curves that are drawn: those of the specification, or the one of its value."""
    curves: list[dict[str, str]] = figure.spec.get("curves", [{"output": figure.spec["value"], "latex": ""}])
    return curves


def _given(given: Sequence[float], log: bool) -> list[float]:
    numbers = isinstance(given, list | tuple) and all(isinstance(y, Real) and math.isfinite(y) for y in given)
    if not numbers or len(given) != 2 or given[0] >= given[1]:
        raise ValueError(f"ylim: expected (low, high), two numbers with low < high, got {given!r}")
    if log and given[0] <= 0:
        raise ValueError(f"ylim: a logarithmic axis has no {given[0]!r}; write (low, high) with 0 < low")
    return [float(given[0]), float(given[1])]


def _bulk(y: Numbers) -> Numbers:
    """The middle nine tenths of the values: an extreme slider may leave the frame, the start may not."""
    finite = y[np.isfinite(y)]
    return np.quantile(finite, [0.05, 0.95]) if finite.size else finite


def sample(figure: Figure, name: str, along: str, **inputs: float) -> tuple[Numbers, Numbers]:
    """x and y of an output along one input: arrays of shape (SAMPLES,)."""
    entry = figure.ranges[along]
    spread = np.geomspace if "x" in figure.spec.get("log", "") else np.linspace
    x = spread(entry.low, entry.high, SAMPLES)
    x[[0, -1]] = entry.low, entry.high
    at: dict[str, ArrayLike] = {**inputs, along: x}
    return x, figure.field(name, **at)
