"""What numpy's functions mean on traced values.

Most of numpy is a few primitives said in another way. Each function here says so:
numpy in, primitives out. A function that is not in these two dictionaries is
refused by :mod:`mlcalc.trace`, by name.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..primitives import ROWS, bind
from .shapes import (
    Axis,
    broadcast_to,
    column_stack,
    concatenate,
    expand_dims,
    flip,
    hstack,
    moveaxis,
    normal_axes,
    ravel,
    refuse_out,
    reshape,
    squeeze,
    stack,
    swapaxes,
    transpose,
    vstack,
)


def sum_(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    refuse_out(out=out)
    axes = normal_axes(axis, np.ndim(a))
    total = bind("sum", a, axis=axes)
    if not keepdims:
        return total
    return reshape(total, tuple(1 if i in axes else n for i, n in enumerate(np.shape(a))))


def mean(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False) -> Any:
    refuse_out(out=out)
    count = math.prod(np.shape(a)[i] for i in normal_axes(axis, np.ndim(a)))
    return sum_(a, axis, keepdims=keepdims) / count


def average(a: Any, axis: Axis = None, weights: Any = None, returned: bool = False, *, keepdims: bool = False) -> Any:
    if weights is not None or returned:
        raise TypeError("np.average: weights do not trace; write them out: np.sum(w * a) / np.sum(w)")
    return mean(a, axis, keepdims=keepdims)


def var(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: int = 0, keepdims: bool = False) -> Any:
    refuse_out(out=out)
    axes = normal_axes(axis, np.ndim(a))
    count = math.prod(np.shape(a)[i] for i in axes) - ddof
    return sum_((a - mean(a, axes, keepdims=True)) ** 2, axes, keepdims=keepdims) / count


def std(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: int = 0, keepdims: bool = False) -> Any:
    return np.sqrt(var(a, axis, out=out, ddof=ddof, keepdims=keepdims))


def _extreme(choose: np.ufunc) -> Callable[..., Any]:
    """The largest (smallest) entry along axes, by comparing slices pair by pair."""

    def extreme(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False) -> Any:
        refuse_out(out=out)
        axes = normal_axes(axis, np.ndim(a))
        kept = tuple(i for i in range(np.ndim(a)) if i not in axes)
        shape = np.shape(a)
        count = math.prod(shape[i] for i in axes)  # not -1, which an axis without entries leaves open
        result = reshape(np.transpose(a, (*axes, *kept)), (count, *(shape[i] for i in kept)))
        while result.shape[0] > 1:
            half = result.shape[0] // 2
            rest = result[2 * half :]
            result = choose(result[:half], result[half : 2 * half])
            if rest.shape[0]:
                result = np.concatenate([result, rest])
        return reshape(result, tuple(1 if i in axes else n for i, n in enumerate(shape)) if keepdims
                       else result.shape[1:])  # fmt: skip

    return extreme


def matmul(a: Any, b: Any) -> Any:
    return bind("matmul", a, b)


def dot(a: Any, b: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return np.multiply(a, b)
    if np.ndim(b) > 2:
        raise TypeError("np.dot: more than two axes on the right; use a @ b, which says which axes meet")
    return matmul(a, b)


def outer(a: Any, b: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    return reshape(a, (-1, 1)) * reshape(b, (1, -1))


def inner(a: Any, b: Any) -> Any:
    return dot(a, swapaxes(b, -1, -2) if np.ndim(b) > 1 else b)


def vdot(a: Any, b: Any) -> Any:
    return sum_(ravel(a) * ravel(b))


def norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:
    if ord not in (None, 2, "fro") or (ord == 2 and axis is None and np.ndim(x) != 1):
        raise TypeError(f"np.linalg.norm: ord={ord!r} does not trace; write the norm out, e.g. np.sum(np.abs(x))")
    return np.sqrt(sum_(x * x, axis, keepdims=keepdims))


def where(condition: Any, x: Any = None, y: Any = None) -> Any:
    if x is None or y is None:
        raise TypeError("np.where: with one argument its shape would depend on values; give all three")
    return bind("where", condition, x, y)


def logaddexp(x: Any, y: Any) -> Any:
    """log(eˣ + eʸ) without overflow; no maximum or abs, whose kinks would spoil higher derivatives where x = y."""
    more, less = np.where(x > y, x, y), np.where(x > y, y, x)
    return more + np.log1p(np.exp(less - more))


def clip(a: Any, a_min: Any = None, a_max: Any = None, out: Any = None, *, min: Any = None, max: Any = None) -> Any:
    refuse_out(out=out)
    a_min, a_max = min if a_min is None else a_min, max if a_max is None else a_max
    a = a if a_min is None else np.maximum(a, a_min)
    return a if a_max is None else np.minimum(a, a_max)


def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    for _step in range(n):
        a = swapaxes(a, axis, 0)
        a = swapaxes(a[1:] - a[:-1], axis, 0)
    return a


UFUNCS: dict[np.ufunc, Callable[..., Any]] = {
    row.value: (lambda *args, _name=row.name: bind(_name, *args)) for row in ROWS if isinstance(row.value, np.ufunc)
}
UFUNCS |= {
    np.matmul: matmul,
    np.positive: lambda x: x,
    np.square: lambda x: x**2.0,
    np.float_power: lambda x, y: x**y,
    np.reciprocal: lambda x: 1.0 / x,
    np.fabs: np.absolute,
    np.tan: lambda x: np.sin(x) / np.cos(x),
    np.sinh: lambda x: (np.expm1(x) - np.expm1(-x)) / 2.0,  # exp(x) - exp(-x) would cancel near 0
    np.cosh: lambda x: (np.exp(x) + np.exp(-x)) / 2.0,
    np.exp2: lambda x: 2.0**x,
    np.log2: lambda x: np.log(x) / math.log(2.0),
    np.log10: lambda x: np.log(x) / math.log(10.0),
    np.hypot: lambda x, y: np.sqrt(x * x + y * y),
    np.logaddexp: logaddexp,
    np.less: lambda x, y: bind("less", x, y),
    np.less_equal: lambda x, y: bind("less_equal", x, y),
    np.greater: lambda x, y: bind("less", y, x),
    np.greater_equal: lambda x, y: bind("less_equal", y, x),
    np.equal: lambda x, y: bind("equal", x, y),
    np.not_equal: lambda x, y: 1.0 - bind("equal", x, y),
    # & and | join comparisons, which are 0 or 1; the logical functions ask any number whether it is 0
    np.bitwise_and: np.multiply,
    np.bitwise_or: np.maximum,
    np.logical_and: lambda x, y: np.not_equal(x, 0.0) * np.not_equal(y, 0.0),
    np.logical_or: lambda x, y: np.maximum(np.not_equal(x, 0.0), np.not_equal(y, 0.0)),
    np.logical_not: lambda x: bind("equal", x, 0.0),
    np.invert: lambda x: bind("equal", x, 0.0),
}
FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.sum: sum_, np.mean: mean, np.average: average, np.var: var, np.std: std,
    np.max: _extreme(np.maximum), np.min: _extreme(np.minimum),
    np.reshape: reshape, np.ravel: ravel, np.transpose: transpose, np.swapaxes: swapaxes,
    np.moveaxis: moveaxis, np.expand_dims: expand_dims, np.squeeze: squeeze,
    np.broadcast_to: broadcast_to, np.flip: flip, np.diff: diff,
    np.dot: dot, np.outer: outer, np.inner: inner, np.vdot: vdot, np.linalg.norm: norm,
    np.concatenate: concatenate, np.stack: stack, np.vstack: vstack, np.hstack: hstack,
    np.column_stack: column_stack, np.where: where, np.clip: clip,
    np.copy: lambda a, *_args, **_kwargs: a,
    np.shape: lambda a: a.shape, np.ndim: lambda a: a.ndim, np.size: lambda a: a.size,
    np.zeros_like: lambda a, dtype=None, order="K", subok=True: np.zeros(a.shape),
    np.ones_like: lambda a, dtype=None, order="K", subok=True: np.ones(a.shape),
    np.full_like: lambda a, fill_value, dtype=None, order="K", subok=True: broadcast_to(fill_value, a.shape),
}  # fmt: skip
