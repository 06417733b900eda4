"""How much of each plane a figure shows: windows on curves, and lengths that fit into them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

MARGIN = 0.16  # of the curve's own extent, on either side
MOST_UNEQUAL = 8.0  # axes whose extents differ by more are drawn to scales of their own


def window(curves: Sequence[NDArray[np.float64]]) -> list[list[float]]:
    """[low, high] for one or two axes that hold the samples; both to one scale, so that a square is a square.

    >>> window([np.array([0.0, 1.0]), np.array([2.0, 2.0])])
    [[-0.16, 1.16], [1.34, 2.66]]
    """
    spans = [_span(samples) for samples in curves]
    widths = [high - low for low, high in spans]
    widest = max(widths)
    if widest == 0.0:
        widths, widest = [2.0 * max(1.0, abs(low)) for low, _ in spans], 0.0
    # a curve that stays on a level line has no extent of its own
    own = [width or widest for width in widths]
    if max(own) <= MOST_UNEQUAL * min(own):
        own = [max(own)] * len(own)
    return [_round_span((low + high) / 2, (0.5 + MARGIN) * w) for (low, high), w in zip(spans, own, strict=True)]


def _span(samples: NDArray[np.float64]) -> tuple[float, float]:
    finite = samples[np.isfinite(samples)]
    if not finite.size:
        return 0.0, 0.0
    low, high = float(finite.min()), float(finite.max())
    # near a pole a few samples tower over all the others: the window keeps to the others
    inner_low, inner_high = (float(q) for q in np.quantile(finite, [0.04, 0.96]))
    if high - low > 6.0 * (inner_high - inner_low) > 0.0:
        reach = 0.5 * (inner_high - inner_low)
        return max(low, inner_low - reach), min(high, inner_high + reach)
    return low, high


def _round_span(middle: float, reach: float) -> list[float]:
    return [float(f"{middle - reach:.6g}"), float(f"{middle + reach:.6g}")]


def nice(length: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is no longer.

    >>> nice(0.37), nice(7.0)
    (0.2, 5.0)
    """
    power = 10.0 ** math.floor(math.log10(length))
    digit = next(d for d in (5, 2, 1) if d * power <= length * (1 + 1e-9))
    return float(f"{digit * power:.3g}")


def step_within(pairs: Iterable[tuple[Sequence[float], Sequence[Sequence[float]]]], longest: float) -> float:
    """A time in which each velocity goes at most a third of its window, and no longer than ``longest``.

    ``pairs`` are velocities with the limits of the axes they are drawn on.
    """
    times = [longest]
    for velocity, limits in pairs:
        for v, (low, high) in zip(velocity, limits, strict=True):
            if math.isfinite(v) and v != 0.0:
                times.append(0.34 * (high - low) / abs(v))
    return nice(max(min(times), 0.02 * longest))
