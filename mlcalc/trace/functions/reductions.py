"""Many numbers become fewer: sums, means, products, extremes, said by the rows of the table."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..linear import Shape
from ..primitives import bind
from .joining import joined
from .options import refuse_options
from .shapes import Axis, broadcast_to, normal_axes, ravel, reshape, transpose


def kept_shape(shape: Shape, axes: Shape, keepdims: bool = True) -> Shape:
    """What a reduction along ``axes`` leaves of a shape."""
    return tuple(1 if i in axes else n for i, n in enumerate(shape) if keepdims or i not in axes)


def count_of(a: Any, axes: Shape) -> int:
    return math.prod(np.shape(a)[i] for i in axes)


def sum_(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
         initial: Any = None, where: Any = None) -> Any:  # fmt: skip
    refuse_options("np.sum", dtype=dtype, out=out, initial=initial, where=where)
    axes = normal_axes(axis, np.ndim(a))
    total = bind("sum", a, axis=axes)
    return reshape(total, kept_shape(np.shape(a), axes)) if keepdims else total


def mean(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
         *, where: Any = None) -> Any:  # fmt: skip
    refuse_options("np.mean", dtype=dtype, out=out, where=where)
    return sum_(a, axis, keepdims=keepdims) / count_of(a, normal_axes(axis, np.ndim(a)))


def average(a: Any, axis: Axis = None, weights: Any = None, returned: bool = False, *, keepdims: bool = False) -> Any:
    a, weights = joined(a), joined(weights)
    axes = normal_axes(axis, np.ndim(a))
    if weights is None:
        w: Any = np.ones(np.shape(a))
    elif np.shape(weights) == np.shape(a):
        w = weights
    else:  # one weight for each place along the axes, in the order in which these were given
        given = np.lib.array_utils.normalize_axis_tuple(axis, np.ndim(a)) if axis is not None else ()
        if np.shape(weights) != tuple(np.shape(a)[i] for i in given):
            raise ValueError(f"np.average: weights of shape {np.shape(weights)} do not fit {np.shape(a)} along {axis}")
        w = reshape(transpose(weights, np.argsort(given).tolist()),
                    tuple(n if i in axes else 1 for i, n in enumerate(np.shape(a))))  # fmt: skip
    total = np.sum(w, axis=axes, keepdims=keepdims)
    result = sum_(a * w, axes, keepdims=keepdims) / total
    return (result, broadcast_to(total, np.shape(result))) if returned else result


def var(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: float = 0, keepdims: bool = False,
        *, where: Any = None, mean: Any = None, correction: float | None = None) -> Any:  # fmt: skip
    refuse_options("np.var", dtype=dtype, out=out, where=where)
    axes = normal_axes(axis, np.ndim(a))
    count = count_of(a, axes) - (ddof if correction is None else correction)
    middle = np.mean(a, axes, keepdims=True) if mean is None else mean
    return sum_((a - middle) ** 2, axes, keepdims=keepdims) / count


def std(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: float = 0, keepdims: bool = False,
        *, where: Any = None, mean: Any = None, correction: float | None = None) -> Any:  # fmt: skip
    refuse_options("np.std", dtype=dtype, out=out, where=where)
    return np.sqrt(var(a, axis, ddof=ddof, keepdims=keepdims, mean=mean, correction=correction))


# --- pair by pair: products and extremes ----------------------------------------------------------------------


def lined_up(a: Any, axes: Shape) -> Any:
    """The entries along ``axes`` as the first axis, those beside them behind: what is left to reduce is one axis."""
    beside = tuple(i for i in range(np.ndim(a)) if i not in axes)
    count = count_of(a, axes)  # not -1, which an axis without entries leaves open
    return reshape(transpose(a, (*axes, *beside)), (count, *(np.shape(a)[i] for i in beside)))


def _halves(rows: Any) -> tuple[Any, Any, Any]:
    """The first half, the second, and the one that is left over (or none)."""
    half = rows.shape[0] // 2
    return rows[:half], rows[half : 2 * half], rows[2 * half :]


def prod(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
         initial: Any = None, where: Any = None) -> Any:  # fmt: skip
    """By multiplying halves: a product divided by one of its factors would have no derivative where that is 0."""
    refuse_options("np.prod", dtype=dtype, out=out, initial=initial, where=where)
    axes = normal_axes(axis, np.ndim(a))
    rows = lined_up(a, axes)
    if not rows.shape[0]:
        return np.ones(kept_shape(np.shape(a), axes, keepdims))
    while rows.shape[0] > 1:
        left, right, rest = _halves(rows)
        rows = np.concatenate([left * right, rest]) if rest.shape[0] else left * right
    return reshape(rows, kept_shape(np.shape(a), axes, keepdims))


def max_(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False, initial: Any = None,
         where: Any = None, *, name: str = "np.max") -> Any:  # fmt: skip
    """By comparing halves. Each entry knows how many it stands for, so that ties share their derivative evenly."""
    refuse_options(name, out=out, initial=initial, where=where)
    axes = normal_axes(axis, np.ndim(a))
    rows = lined_up(a, axes)
    if not rows.shape[0]:
        raise ValueError(f"{name}: there is no entry along {axis} of an array of shape {np.shape(a)}")
    ties: Any = np.ones((rows.shape[0],) + (1,) * (rows.ndim - 1))
    while rows.shape[0] > 1:
        (x, y, rest), (m, n, rest_ties) = _halves(rows), _halves(ties)
        rows = bind("tied_maximum", x, y, n / (m + n))
        ties = np.where(np.equal(x, y), m + n, np.where(np.less(x, y), n, m))
        if rest.shape[0]:
            rows = np.concatenate([rows, rest])
            ties = np.concatenate([ties, np.broadcast_to(rest_ties, rest.shape)])
    return reshape(rows, kept_shape(np.shape(a), axes, keepdims))


def min_(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False, initial: Any = None,
         where: Any = None) -> Any:  # fmt: skip
    return -max_(-a, axis, out, keepdims, initial, where, name="np.min")


def ptp(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False) -> Any:
    refuse_options("np.ptp", out=out)
    return max_(a, axis, keepdims=keepdims) - min_(a, axis, keepdims=keepdims)


# --- counts: piecewise constant, so their derivative is 0 -------------------------------------------------------


def count_nonzero(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    return sum_(np.not_equal(a, 0.0), axis, keepdims=keepdims)


def any_(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False, *, where: Any = None) -> Any:
    refuse_options("np.any", out=out, where=where)
    return np.greater(count_nonzero(a, axis, keepdims=keepdims), 0.0)


def all_(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False, *, where: Any = None) -> Any:
    refuse_options("np.all", out=out, where=where)
    return np.equal(sum_(np.equal(a, 0.0), axis, keepdims=keepdims), 0.0)


# --- running totals ----------------------------------------------------------------------------------------------


def cumsum(a: Any, axis: int | None = None, dtype: Any = None, out: Any = None) -> Any:
    refuse_options("np.cumsum", dtype=dtype, out=out)
    a, axis = (ravel(a), 0) if axis is None else (a, axis)
    return bind("cumsum", a, axis=normal_axes(axis, np.ndim(a))[0])


def cumprod(a: Any, axis: int | None = None, dtype: Any = None, out: Any = None) -> Any:
    """By doubling: after k rounds each entry is the product of the 2ᵏ up to it."""
    refuse_options("np.cumprod", dtype=dtype, out=out)
    a, axis = (ravel(a), 0) if axis is None else (a, normal_axes(axis, np.ndim(a))[0])
    before, width = (slice(None),) * axis, 1
    while width < np.shape(a)[axis]:
        later = a[(*before, slice(width, None))] * a[(*before, slice(None, -width))]
        a = np.concatenate([a[(*before, slice(None, width))], later], axis)
        width *= 2
    return a


def _cumulative(running: Callable[..., Any], name: str, start: float) -> Callable[..., Any]:
    def cumulative(x: Any, /, *, axis: int | None = None, dtype: Any = None, out: Any = None,
                   include_initial: bool = False) -> Any:  # fmt: skip
        refuse_options(name, dtype=dtype, out=out)
        if axis is None and np.ndim(x) > 1:
            raise ValueError(f"{name}: say along which axis, for x has {np.ndim(x)} of them")
        axis = normal_axes(axis, np.ndim(x))[0]
        total = running(x, axis)
        if not include_initial:
            return total
        first = np.full(kept_shape(np.shape(x), (axis,)), start)
        return np.concatenate([first, total], axis)

    return cumulative


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.sum: sum_, np.mean: mean, np.average: average, np.var: var, np.std: std,
    np.prod: prod, np.max: max_, np.min: min_, np.amax: max_, np.amin: min_, np.ptp: ptp,
    np.count_nonzero: count_nonzero, np.any: any_, np.all: all_,
    np.cumsum: cumsum, np.cumprod: cumprod,
}  # fmt: skip
if hasattr(np, "cumulative_sum"):  # from numpy 2.1 on
    FUNCTIONS[np.cumulative_sum] = _cumulative(cumsum, "np.cumulative_sum", 0.0)
    FUNCTIONS[np.cumulative_prod] = _cumulative(cumprod, "np.cumulative_prod", 1.0)
