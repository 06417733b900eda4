"""Shapes and indices of traced values: numpy's functions that move numbers about and change none.

An index is frozen here, once, into something that can be compared and hashed; what would
depend on values has been refused before (:mod:`mlcalc.trace`) or is refused here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..linear import Shape, index_shape
from ..primitives import bind, index

Axis = int | Sequence[int] | None


def normal_axes(axis: Axis, ndim: int) -> Shape:
    """Axes as increasing numbers ≥ 0; None means all of them."""
    if axis is None:
        return tuple(range(ndim))
    chosen = np.lib.array_utils.normalize_axis_tuple(axis, ndim)
    return tuple(sorted(chosen))


def refuse_out(out: Any) -> None:
    if out is not None:
        raise TypeError("out= writes into an array, which a trace cannot follow: use the function's result instead")


def reshape(a: Any, /, shape: Any = None, order: str = "C", *, newshape: Any = None, copy: Any = None) -> Any:
    shape = shape if newshape is None else newshape
    if order != "C":
        raise TypeError("np.reshape: order must be 'C' on a traced value; transpose first for another order")
    full = np.broadcast_to(False, np.shape(a)).reshape(shape).shape  # numpy resolves -1, and complains
    return bind("reshape", a, shape=full)


def ravel(a: Any, order: str = "C") -> Any:
    return reshape(a, (-1,), order)


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


def moveaxis(a: Any, source: Axis, destination: Axis) -> Any:
    probe = np.moveaxis(np.empty(range(np.ndim(a))), source, destination)  # type: ignore[arg-type]
    return transpose(a, probe.shape)


def expand_dims(a: Any, axis: Axis) -> Any:
    return reshape(a, np.expand_dims(np.broadcast_to(False, np.shape(a)), axis).shape)  # type: ignore[arg-type]


def squeeze(a: Any, axis: Axis = None) -> Any:
    return reshape(a, np.squeeze(np.broadcast_to(False, np.shape(a)), axis).shape)


def broadcast_to(array: Any, shape: Any, subok: bool = False) -> Any:
    full = (shape,) if isinstance(shape, int) else tuple(shape)
    return array if np.shape(array) == full else bind("broadcast_to", array, shape=full)


def concatenate(arrays: Sequence[Any], axis: int | None = 0, out: Any = None, **_: Any) -> Any:
    refuse_out(out=out)
    parts = [ravel(a) for a in arrays] if axis is None else list(arrays)
    (axis,) = normal_axes(axis or 0, np.ndim(parts[0]))
    return bind("concatenate", *parts, axis=axis)


def stack(arrays: Sequence[Any], axis: int = 0, out: Any = None, **_: Any) -> Any:
    return concatenate([expand_dims(a, axis) for a in arrays], axis, out=out)


def vstack(tup: Sequence[Any], **_: Any) -> Any:
    return concatenate([reshape(a, (1, -1)) if np.ndim(a) < 2 else a for a in tup], 0)


def hstack(tup: Sequence[Any], **_: Any) -> Any:
    parts = [reshape(a, (-1,)) if np.ndim(a) == 0 else a for a in tup]
    return concatenate(parts, 0 if np.ndim(parts[0]) == 1 else 1)


def column_stack(tup: Sequence[Any]) -> Any:
    return concatenate([reshape(a, (-1, 1)) if np.ndim(a) < 2 else a for a in tup], 1)


def flip(m: Any, axis: Axis = None) -> Any:
    axes = normal_axes(axis, np.ndim(m))
    return m[tuple(slice(None, None, -1 if i in axes else None) for i in range(np.ndim(m)))]


def freeze_key(key: Any) -> tuple[Any, ...]:
    """An index as a hashable tuple; what depends on values is refused."""

    def freeze(entry: Any) -> Any:
        if isinstance(entry, slice):
            return ("slice", entry.start, entry.stop, entry.step)
        if entry is None or entry is Ellipsis or isinstance(entry, int | np.integer):
            return entry if not isinstance(entry, np.integer) else int(entry)
        places = np.asarray(entry)
        if places.size and places.dtype.kind not in "iu":
            raise IndexError(f"an index must be integers, slices, None or ..., got {entry!r:.60}")
        return ("array", places.shape, tuple(places.astype(int).ravel().tolist()))

    plain: list[Any] = []
    for entry in key if isinstance(key, tuple) else (key,):
        if np.asarray(entry).dtype == bool:  # a known mask is as good as the places where it is true
            plain.extend(np.nonzero(entry))
        else:
            plain.append(entry)
    return tuple(freeze(entry) for entry in plain)


def getitem(x: Any, key: Any) -> Any:
    frozen = freeze_key(key)
    if all(entry in (None, ..., ("slice", None, None, None)) for entry in frozen):
        return reshape(x, index_shape(np.shape(x), frozen))  # x[:, None] takes every entry, in order
    return index(x, frozen)
