"""The shapes of traced values: numpy's functions that keep every number and change how they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..linear import Shape
from ..primitives import bind
from .options import refuse_options, refuse_out

Axis = int | Sequence[int] | None
__all__ = ["FUNCTIONS", "Axis", "normal_axes", "ravel", "refuse_out", "reshape", "swapaxes", "transpose"]


def normal_axes(axis: Axis, ndim: int) -> Shape:
    """Axes as increasing numbers ≥ 0; None means all of them."""
    if axis is None:
        return tuple(range(ndim))
    chosen = np.lib.array_utils.normalize_axis_tuple(axis, ndim)
    return tuple(sorted(chosen))


def reshape(a: Any, /, shape: Any = None, order: str = "C", *, newshape: Any = None, copy: Any = None) -> Any:
    shape = shape if newshape is None else newshape
    full = np.broadcast_to(False, np.shape(a)).reshape(shape).shape  # numpy resolves -1, and complains
    if order == "F":  # read and written with the first axis as the quickest
        return transpose(bind("reshape", transpose(a), shape=full[::-1]))
    if order not in ("C", "A"):
        raise TypeError(f"np.reshape: order={order!r} does not trace. Instead: use 'C' or 'F', or transpose first")
    return bind("reshape", a, shape=full)


def ravel(a: Any, order: str = "C") -> Any:
    return reshape(a, (-1,), "C" if order == "K" else order)


def transpose(a: Any, axes: Axis = None) -> Any:
    ndim = np.ndim(a)
    if axes is None:
        axes = range(ndim)[::-1]
    full = np.lib.array_utils.normalize_axis_tuple(tuple(axes), ndim)  # type: ignore[arg-type]
    return bind("transpose", a, axes=full) if ndim > 1 else a


def swapaxes(a: Any, axis1: int, axis2: int) -> Any:
    axes = list(range(np.ndim(a)))
    axes[axis1], axes[axis2] = axes[axis2], axes[axis1]
    return transpose(a, axes)


def matrix_transpose(x: Any, /) -> Any:
    return swapaxes(x, -1, -2)


def moveaxis(a: Any, source: Axis, destination: Axis) -> Any:
    probe = np.moveaxis(np.empty(range(np.ndim(a))), source, destination)  # type: ignore[arg-type]
    return transpose(a, probe.shape)


def rollaxis(a: Any, axis: int, start: int = 0) -> Any:
    return transpose(a, np.rollaxis(np.empty(range(np.ndim(a))), axis, start).shape)


def expand_dims(a: Any, axis: Axis) -> Any:
    return reshape(a, np.expand_dims(np.broadcast_to(False, np.shape(a)), axis).shape)  # type: ignore[arg-type]


def squeeze(a: Any, axis: Axis = None) -> Any:
    return reshape(a, np.squeeze(np.broadcast_to(False, np.shape(a)), axis).shape)


def _at_least(like: Callable[..., Any]) -> Callable[..., Any]:
    """np.atleast_1d and its kin: numpy says which shape each argument is to have."""

    def at_least(*arys: Any) -> Any:
        shaped = [reshape(a, like(np.broadcast_to(False, np.shape(a))).shape) for a in arys]
        return shaped[0] if len(shaped) == 1 else tuple(shaped)

    return at_least


def broadcast_to(array: Any, shape: Any, subok: bool = False) -> Any:
    full = (shape,) if isinstance(shape, int) else tuple(shape)
    return array if np.shape(array) == full else bind("broadcast_to", array, shape=full)


def broadcast_arrays(*args: Any, subok: bool = False) -> Any:
    full = np.broadcast_shapes(*map(np.shape, args))
    return tuple(broadcast_to(arg, full) for arg in args)


def meshgrid(*xi: Any, copy: bool = True, sparse: bool = False, indexing: str = "xy") -> Any:
    grids = np.meshgrid(*(np.empty(np.size(x)) for x in xi), sparse=True, indexing=indexing)  # type: ignore[call-overload]
    lines = [reshape(x, grid.shape) for x, grid in zip(xi, grids, strict=True)]
    return tuple(lines) if sparse else broadcast_arrays(*lines)


def ix_(*args: Any) -> Any:
    return meshgrid(*args, sparse=True, indexing="ij")


def _filled_like(value: float) -> Callable[..., Any]:
    """np.zeros_like and its kin: arrays that are known, whatever the traced value will be."""

    def filled(a: Any, dtype: Any = None, order: str = "K", subok: bool = True, shape: Any = None, **_: Any) -> Any:
        refuse_options("np.zeros_like, np.ones_like", dtype=dtype)
        return np.full(np.shape(a) if shape is None else shape, value)

    return filled


def full_like(a: Any, fill_value: Any, dtype: Any = None, order: str = "K", subok: bool = True, shape: Any = None,
              **_: Any) -> Any:  # fmt: skip
    refuse_options("np.full_like", dtype=dtype)
    return broadcast_to(fill_value, np.shape(a) if shape is None else shape)


def astype(x: Any, dtype: Any, /, *, copy: bool = True, device: Any = None) -> Any:
    refuse_options("np.astype", dtype=dtype)
    return x


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.reshape: reshape, np.ravel: ravel, np.transpose: transpose,
    np.matrix_transpose: matrix_transpose, np.swapaxes: swapaxes, np.moveaxis: moveaxis, np.rollaxis: rollaxis,
    np.expand_dims: expand_dims, np.squeeze: squeeze,
    np.atleast_1d: _at_least(np.atleast_1d), np.atleast_2d: _at_least(np.atleast_2d),
    np.atleast_3d: _at_least(np.atleast_3d),
    np.broadcast_to: broadcast_to, np.broadcast_arrays: broadcast_arrays, np.meshgrid: meshgrid, np.ix_: ix_,
    np.copy: lambda a, order="K", subok=False: a, np.astype: astype,
    np.shape: lambda a: a.shape, np.ndim: lambda a: a.ndim,
    np.size: lambda a, axis=None: np.size(np.broadcast_to(False, a.shape), axis),
    np.zeros_like: _filled_like(0.0), np.ones_like: _filled_like(1.0), np.empty_like: _filled_like(0.0),
    np.full_like: full_like,
}  # fmt: skip
