"""Order: sorting, and what stands where in an order.

An order changes by steps only, so its own derivative is 0; what is read in that order has one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..primitives import bind
from ..typed import typed
from .joining import is_traced, joined
from .options import refuse_options, refuse_others
from .reductions import kept_shape, lined_up
from .shapes import Axis, broadcast_to, moveaxis, normal_axes, ravel, reshape

ALONG = "sort along an axis of numbers, without it"


def argsort(a: Any, axis: int | None = -1, kind: Any = None, order: Any = None, *, stable: Any = None) -> Any:
    refuse_others("np.argsort", ALONG, order=order)
    a, axis = (ravel(a), 0) if axis is None else (a, normal_axes(axis, np.ndim(a))[0])
    return bind("argsort", a, axis=axis)


def sort(a: Any, axis: int | None = -1, kind: Any = None, order: Any = None, *, stable: Any = None) -> Any:
    refuse_others("np.sort", ALONG, order=order)
    a, axis = (ravel(a), 0) if axis is None else (a, axis)
    return take_along_axis(a, argsort(a, axis), axis)


def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    arr = joined(arr)
    if axis is None:
        arr, axis = ravel(arr), 0
    (axis,) = normal_axes(axis, np.ndim(arr))
    beside = np.broadcast_shapes(kept_shape(np.shape(arr), (axis,)), kept_shape(np.shape(indices), (axis,)))
    arr = broadcast_to(arr, (*beside[:axis], np.shape(arr)[axis], *beside[axis + 1 :]))
    indices = broadcast_to(indices, (*beside[:axis], np.shape(indices)[axis], *beside[axis + 1 :]))
    if is_traced(indices):
        refuse_mask("np.take_along_axis", indices)
        return bind("take_along", arr, indices, axis=axis)
    key: list[Any] = list(np.indices(np.shape(indices), sparse=True))
    key[axis] = np.asarray(indices)
    return arr[tuple(key)]


def refuse_mask(what: str, indices: Any) -> None:
    if indices.dtype == np.dtype(bool):
        raise TypeError(f"{what}{typed()}: how many entries a mask keeps depends on values. "
                        "Instead: use np.where(mask, a, 0.0)")  # fmt: skip


def take(a: Any, indices: Any, axis: int | None = None, out: Any = None, mode: str = "raise") -> Any:
    refuse_options("np.take", out=out)
    a = joined(a)
    a, axis = (ravel(a), 0) if axis is None else (a, normal_axes(axis, np.ndim(a))[0])
    if not is_traced(indices):
        places = np.take(np.arange(np.shape(a)[axis]), indices, mode=mode)  # type: ignore[call-overload]
        return a[(slice(None),) * axis + (places,)]
    if mode != "raise":
        raise TypeError(f"np.take: mode={mode!r} does not trace where the indices are traced. Instead: leave it out")
    refuse_mask("np.take", indices)
    lines = moveaxis(a, axis, 0)
    beside = np.shape(lines)[1:]
    flat = reshape(indices, (-1,) + (1,) * len(beside))
    taken = bind("take_along", lines, broadcast_to(flat, (np.size(indices), *beside)), axis=0)
    ndim = np.ndim(indices)
    return moveaxis(reshape(taken, (*np.shape(indices), *beside)), tuple(range(ndim)),
                    tuple(range(axis, axis + ndim)))  # fmt: skip


def _arg_extreme(name: str, sign: float) -> Callable[..., Any]:
    """The place of the first of the largest entries is the first in a stable order from the largest down."""

    def arg_extreme(a: Any, axis: int | None = None, out: Any = None, *, keepdims: bool = False) -> Any:
        refuse_options(name, out=out)
        axes = normal_axes(axis, np.ndim(a))
        if axis is not None and len(axes) != 1:
            raise TypeError(f"{name}: axis must be one integer or None, got {axis!r}")
        places = bind("argsort", sign * lined_up(a, axes), axis=0)
        return reshape(places[0], kept_shape(np.shape(a), axes, keepdims))

    return arg_extreme


def _nan_arg_extreme(find: Callable[..., Any], worst: float) -> Callable[..., Any]:
    return lambda a, axis=None, out=None, *, keepdims=False: find(
        np.where(np.equal(a, a), a, worst), axis, out, keepdims=keepdims
    )


def searchsorted(a: Any, v: Any, side: str = "left", sorter: Any = None) -> Any:
    """How many of the sorted ``a`` stand before v: a count, so its derivative is 0."""
    refuse_others("np.searchsorted", "sort a before", sorter=sorter)
    v = joined(v)
    before = np.less if side == "left" else np.less_equal
    return np.sum(before(joined(a), reshape(v, (*np.shape(v), 1))), axis=-1)


def digitize(x: Any, bins: Any, right: bool = False) -> Any:
    if is_traced(bins):
        raise TypeError("np.digitize: whether bins rise or fall is not known. "
                        "Instead: use np.searchsorted(bins, x, 'right')")  # fmt: skip
    bins, side = np.asarray(bins), "left" if right else "right"
    if bins.size > 1 and bins[0] > bins[-1]:
        return float(bins.size) - searchsorted(bins[::-1], x, side)
    return searchsorted(bins, x, side)


# --- quantiles -----------------------------------------------------------------------------------------------------


def quantile(a: Any, q: Any, axis: Axis = None, out: Any = None, overwrite_input: bool = False,
             method: str = "linear", keepdims: bool = False, *, weights: Any = None,
             name: str = "np.quantile", top: float = 1.0) -> Any:  # fmt: skip
    """Between the two entries of the sorted axis that stand around q, in proportion (method "linear")."""
    refuse_options(name, out=out)
    refuse_others(name, "repeat each entry as often as it weighs, with np.repeat", weights=weights)
    if method != "linear":
        raise TypeError(f"{name}: method={method!r} does not trace. "
                        "Instead: take 'linear', or pick from np.sort(a) by an index")  # fmt: skip
    if is_traced(q):
        raise TypeError(f"{name}: q must be a known number. "
                        "Instead: to move it, interpolate in np.sort(a) with np.interp")  # fmt: skip
    share = np.asarray(q, dtype=float) / top
    if not ((share >= 0) & (share <= 1)).all():
        raise ValueError(f"{name}: q must lie between 0 and {top:g}, got {q!r:.60}")
    axes = normal_axes(axis, np.ndim(a))
    rows = sort(lined_up(a, axes), 0)
    place = share * (rows.shape[0] - 1)
    low = np.floor(place).astype(int)
    part = (place - low).reshape(share.shape + (1,) * (rows.ndim - 1))
    below = rows[low]
    result = below
    if part.any():  # else nothing lies between, and inf − inf would be NaN
        result = below + (rows[np.minimum(low + 1, rows.shape[0] - 1)] - below) * part
    return reshape(result, (*share.shape, *kept_shape(np.shape(a), axes, keepdims)))


def percentile(a: Any, q: Any, axis: Axis = None, out: Any = None, overwrite_input: bool = False,
               method: str = "linear", keepdims: bool = False, *, weights: Any = None) -> Any:  # fmt: skip
    return quantile(a, q, axis, out, False, method, keepdims, weights=weights, name="np.percentile", top=100.0)


def median(a: Any, axis: Axis = None, out: Any = None, overwrite_input: bool = False, keepdims: bool = False) -> Any:
    return quantile(a, 0.5, axis, out, False, "linear", keepdims, name="np.median")


_argmax, _argmin = _arg_extreme("np.argmax", -1.0), _arg_extreme("np.argmin", 1.0)
FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.sort: sort, np.argsort: argsort, np.take: take, np.take_along_axis: take_along_axis,
    np.argmax: _argmax, np.argmin: _argmin,
    np.nanargmax: _nan_arg_extreme(_argmax, -np.inf), np.nanargmin: _nan_arg_extreme(_argmin, np.inf),
    np.searchsorted: searchsorted, np.digitize: digitize,
    np.quantile: quantile, np.percentile: percentile, np.median: median,
}  # fmt: skip
