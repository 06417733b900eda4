"""The linear rows of the table, told at length: the shape of each result, and its transpose.

A transpose takes the cotangent of a result back to an argument: ``transpose(i, cotangent, args)``
for argument i. It is written in numpy on traced values, so it writes graph.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Any

import numpy as np

Shape = tuple[int, ...]


def thaw_key(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """A frozen (hashable) key as numpy wants it; entries say what they are by a tag."""

    def thaw(entry: Any) -> Any:
        if isinstance(entry, tuple) and entry[0] == "slice":
            return slice(*entry[1:])
        if isinstance(entry, tuple) and entry[0] == "array":
            return np.array(entry[2], dtype=int).reshape(entry[1])
        return entry

    return tuple(thaw(entry) for entry in key)


def sum_shape(shape: Shape, axis: Shape) -> Shape:
    return tuple(n for i, n in enumerate(shape) if i not in axis)


def sum_transpose(i: int, ct: Any, args: tuple[Any, ...], axis: Shape) -> Any:
    """Every term of the sum receives the sum's cotangent."""
    (x,) = args
    kept = tuple(1 if k in axis else n for k, n in enumerate(x.shape))
    return np.broadcast_to(np.reshape(ct, kept), x.shape)


def _as_matrices(a: Shape, b: Shape) -> tuple[Shape, Shape]:
    """A vector is a matrix with one row on the left, with one column on the right."""
    return (a if len(a) > 1 else (1, *a)), (b if len(b) > 1 else (*b, 1))


def matmul_shape(a: Shape, b: Shape) -> Shape:
    if not a or not b:
        raise ValueError("an argument is a scalar; use * to multiply by a number")
    full_a, full_b = _as_matrices(a, b)
    if full_a[-1] != full_b[-2]:
        raise ValueError(f"{full_a[-1]} columns meet {full_b[-2]} rows")
    lead = np.broadcast_shapes(full_a[:-2], full_b[:-2])
    rows, columns = full_a[-2:-1] if len(a) > 1 else (), full_b[-1:] if len(b) > 1 else ()
    return (*lead, *rows, *columns)


def matmul_transpose(i: int, ct: Any, args: tuple[Any, ...]) -> Any:
    """For C = A B: the cotangent of A is C̄ Bᵀ, that of B is Aᵀ C̄ (shapes leave no choice)."""
    a, b = args
    if a.ndim == 2 and b.ndim <= 2 and (i == 1 or b.ndim == 2):  # matrices, the commonest case, need no detour
        return a.T @ ct if i == 1 else ct @ b.T
    shape_a, shape_b = _as_matrices(a.shape, b.shape)
    full_a, full_b = np.reshape(a, shape_a), np.reshape(b, shape_b)
    lead = np.broadcast_shapes(shape_a[:-2], shape_b[:-2])
    full = np.reshape(ct, (*lead, shape_a[-2], shape_b[-1]))
    share = full @ np.swapaxes(full_b, -1, -2) if i == 0 else np.swapaxes(full_a, -1, -2) @ full
    return share if args[i].ndim > 1 else np.reshape(share, (*lead, args[i].shape[0]))


def broadcast_shape(old: Shape, shape: Shape) -> Shape:
    if np.broadcast_shapes(old, shape) != shape:
        raise ValueError(f"cannot spread to {shape}")
    return shape


def reshape_shape(old: Shape, shape: Shape) -> Shape:
    if math.prod(old) != math.prod(shape):
        raise ValueError(f"cannot hold the entries of shape {shape}")
    return shape


def transpose_transpose(i: int, ct: Any, args: tuple[Any, ...], axes: Shape) -> Any:
    """The transpose of a permutation is its inverse."""
    return np.transpose(ct, tuple(int(k) for k in np.argsort(axes)))


def concatenate_shape(*shapes: Shape, axis: int) -> Shape:
    first = shapes[0]
    beside = (*first[:axis], *first[axis + 1 :])
    if not first or any(len(shape) != len(first) or (*shape[:axis], *shape[axis + 1 :]) != beside for shape in shapes):
        raise ValueError(f"parts joined along axis {axis} must agree in all other axes")
    return (*first[:axis], sum(shape[axis] for shape in shapes), *first[axis + 1 :])


def concatenate_transpose(ct: Any, args: tuple[Any, ...], axis: int) -> list[Any]:
    """Each part is handed its own slice of the cotangent: all at once, for each begins where the one before ended."""
    ends = list(accumulate(part.shape[axis] for part in args))
    before = (slice(None),) * axis
    return [ct[(*before, slice(start, end))] for start, end in zip([0, *ends], ends, strict=False)]


def index_shape(old: Shape, key: tuple[Any, ...]) -> Shape:
    shape: Shape = np.broadcast_to(False, old)[thaw_key(key)].shape
    return shape


def cumsum_transpose(i: int, ct: Any, args: tuple[Any, ...], axis: int) -> Any:
    """An entry is in every total from its own place on: the transpose sums from the end."""
    return np.flip(np.cumsum(np.flip(ct, axis), axis), axis)


# take_along reads x at places along an axis, and add_along, its transpose, adds there. Both are linear in x alone. The
# places are steps (they come from argsort and the like) and have no derivative; so each row states both of its rules.


def take_along_transpose(i: int, ct: Any, args: tuple[Any, ...], axis: int) -> Any:
    x, places = args
    if i == 1:
        return np.zeros(places.shape)
    return x.__mlcalc_bind__("add_along", ct, places, axis=axis, size=x.shape[axis])


def take_along_differential(i: int, tangent: Any, args: tuple[Any, ...], result: Any, axis: int) -> Any:
    return tangent.__mlcalc_bind__("take_along", tangent, args[1], axis=axis) if i == 0 else np.zeros(result.shape)


def add_along_shape(shape: Shape, places: Shape, axis: int, size: int) -> Shape:
    if shape != places:
        raise ValueError("every entry needs one place")
    return (*shape[:axis], size, *shape[axis + 1 :])


def add_along_transpose(i: int, ct: Any, args: tuple[Any, ...], axis: int, size: int) -> Any:
    x, places = args
    return x.__mlcalc_bind__("take_along", ct, places, axis=axis) if i == 0 else np.zeros(places.shape)


def add_along_differential(i: int, tangent: Any, args: tuple[Any, ...], result: Any, axis: int, size: int) -> Any:
    if i == 1:
        return np.zeros(result.shape)
    return tangent.__mlcalc_bind__("add_along", tangent, args[1], axis=axis, size=size)
