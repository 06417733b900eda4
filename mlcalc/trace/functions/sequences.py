"""Neighbours in a row of numbers: differences, areas, convolutions, polynomials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .joining import concatenate, joined, stack
from .options import refuse_options, refuse_others
from .reductions import mean, sum_
from .shapes import Axis, broadcast_to, normal_axes, ravel, reshape, swapaxes


def diff(a: Any, n: int = 1, axis: int = -1, prepend: Any = None, append: Any = None) -> Any:
    a = joined(a)
    (axis,) = normal_axes(axis, np.ndim(a))
    parts = [_line(prepend, a, axis), a, _line(append, a, axis)]
    a = concatenate([part for part in parts if part is not None], axis)
    for _step in range(n):
        a = _slice(a, axis, 1, None) - _slice(a, axis, None, -1)
    return a


def _slice(a: Any, axis: int, start: int | None, stop: int | None) -> Any:
    return a[(*(slice(None),) * axis, slice(start, stop))]


def _line(value: Any, a: Any, axis: int) -> Any:
    """What diff puts before or behind: a number stands for one in every line."""
    value = joined(value)
    if value is None or np.ndim(value):
        return value
    return broadcast_to(value, (*np.shape(a)[:axis], 1, *np.shape(a)[axis + 1 :]))


def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    steps = diff(ravel(joined(ary)))
    ends = [None if end is None else ravel(joined(end)) for end in (to_begin, to_end)]
    return concatenate([part for part in (ends[0], steps, ends[1]) if part is not None])


def gradient(f: Any, *varargs: Any, axis: Axis = None, edge_order: int = 1) -> Any:
    """Slopes of samples: inside from both neighbours, at the ends from one side (of ``edge_order``)."""
    axes = range(np.ndim(f)) if axis is None else np.lib.array_utils.normalize_axis_tuple(axis, np.ndim(f))
    if len(varargs) not in (0, 1, len(axes)):
        raise TypeError(f"np.gradient: {len(varargs)} spacings for {len(axes)} axes; give one, or one for each axis")
    spacings = varargs * len(axes) if len(varargs) == 1 else varargs or (1.0,) * len(axes)
    slopes = [_slopes(f, joined(h), along, edge_order) for h, along in zip(spacings, axes, strict=True)]
    return slopes[0] if len(slopes) == 1 else tuple(slopes)


def _slopes(f: Any, spacing: Any, axis: int, edge_order: int) -> Any:
    lines = swapaxes(f, axis, 0)
    n = np.shape(lines)[0]
    if n <= edge_order:
        raise ValueError(f"np.gradient: {n} samples along axis {axis} are too few; edge_order={edge_order} needs more")
    steps = diff(spacing) if np.ndim(spacing) else broadcast_to(spacing, (n - 1,))
    h = reshape(steps, (n - 1,) + (1,) * (np.ndim(lines) - 1))
    rise = (lines[1:] - lines[:-1]) / h  # the slope of each gap
    inside = (h[1:] * rise[:-1] + h[:-1] * rise[1:]) / (h[:-1] + h[1:])
    first, last = rise[:1], rise[-1:]
    if edge_order == 2:  # the parabola through three samples, at its end
        first = first + (first - rise[1:2]) * h[:1] / (h[:1] + h[1:2])
        last = last + (last - rise[-2:-1]) * h[-1:] / (h[-1:] + h[-2:-1])
    return swapaxes(concatenate([first, inside, last]), axis, 0)


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    y, x = joined(y), joined(x)
    (axis,) = normal_axes(axis, np.ndim(y))
    width = dx
    if x is not None:
        width = diff(x, axis=-1 if np.ndim(x) == 1 else axis)
        if np.ndim(x) == 1:
            width = reshape(width, (-1,) + (1,) * (np.ndim(y) - 1 - axis))
    return sum_(width * (_slice(y, axis, 1, None) + _slice(y, axis, None, -1)) / 2.0, axis)


def convolve(a: Any, v: Any, mode: str = "full") -> Any:
    a, v = (reshape(joined(side), (-1,)) for side in (a, v))
    if np.size(v) > np.size(a):
        a, v = v, a
    return _slid(a, np.flip(v), mode)


def correlate(a: Any, v: Any, mode: str = "valid") -> Any:
    a, v = (reshape(joined(side), (-1,)) for side in (a, v))
    if np.size(v) > np.size(a):
        return np.flip(_slid(v, a, mode))
    return _slid(a, v, mode)


def _slid(a: Any, v: Any, mode: str) -> Any:
    """The products of v with each stretch of a that it lies on: a matrix of stretches times v."""
    n, m = np.size(a), np.size(v)
    before = {"full": m - 1, "same": m // 2, "valid": 0}
    if mode not in before or not m:
        raise ValueError(f"np.convolve, np.correlate: mode must be one of {[*before]} and no side empty, got {mode!r}")
    behind = {"full": m - 1, "same": m - 1 - m // 2, "valid": 0}
    padded = concatenate([np.zeros(before[mode]), a, np.zeros(behind[mode])])
    count = n + before[mode] + behind[mode] - m + 1
    return padded[np.arange(count)[:, None] + np.arange(m)] @ v


def polyval(p: Any, x: Any) -> Any:
    """Horner's scheme, from the highest power down."""
    p, x = joined(p), joined(x)
    result = 0.0 * x
    for k in range(np.shape(p)[0]):
        result = result * x + p[k]
    return result


def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    n = np.shape(x)[0] if N is None else N
    if not n:
        return np.zeros((np.shape(x)[0], 0))
    powers = [x ** float(k) for k in range(n)]
    return stack(powers if increasing else powers[::-1], axis=1)


def cov(m: Any, y: Any = None, rowvar: bool = True, bias: bool = False, ddof: int | None = None,
        fweights: Any = None, aweights: Any = None, *, dtype: Any = None) -> Any:  # fmt: skip
    """Each row of m is one variable, its columns are observations."""
    refuse_options("np.cov", dtype=dtype)
    refuse_others("np.cov", "write it out: (w * d) @ d.T / np.sum(w), with d = m - the weighted means",
                  fweights=fweights, aweights=aweights)  # fmt: skip
    rows = [np.atleast_2d(part).T if not rowvar and np.ndim(part) > 1 else np.atleast_2d(part)
            for part in (joined(m), joined(y)) if part is not None]  # fmt: skip
    together = concatenate(rows)
    free = ddof if ddof is not None else (0 if bias else 1)
    off = together - mean(together, 1, keepdims=True)
    return np.squeeze(off @ off.T / (np.shape(together)[1] - free))


def corrcoef(x: Any, y: Any = None, rowvar: bool = True, *, dtype: Any = None) -> Any:
    c = cov(x, y, rowvar, dtype=dtype)
    if np.ndim(c) == 0:
        return c / c
    spread = np.sqrt(np.diagonal(c))
    return c / spread[:, None] / spread[None, :]


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.diff: diff, np.ediff1d: ediff1d, np.gradient: gradient, np.trapezoid: trapezoid,
    np.convolve: convolve, np.correlate: correlate, np.polyval: polyval, np.vander: vander,
    np.cov: cov, np.corrcoef: corrcoef,
}  # fmt: skip
