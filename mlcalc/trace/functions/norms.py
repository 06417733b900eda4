"""The sizes of vectors and matrices, said by sums, extremes and singular values.

The derivative of a norm has a kink at zero. As in JAX, the gradient of the Euclidean norm there is not a number:
write the square, np.sum(x * x), where that matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .reductions import sum_
from .shapes import Axis, moveaxis, normal_axes, reshape


def norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:
    if axis is None and ord is None:
        return _length(x, range(np.ndim(x)), keepdims)
    axes = tuple(range(np.ndim(x))) if axis is None else tuple(axis) if isinstance(axis, Sequence) else (axis,)
    if len(axes) == 1:
        return _vector_norm("np.linalg.norm", x, ord, axes, keepdims)
    if len(axes) != 2:
        raise ValueError(f"np.linalg.norm: a norm is that of a vector or a matrix, and {len(axes)} axes are neither; "
                         "np.linalg.vector_norm takes any")  # fmt: skip
    return _matrix_norm("np.linalg.norm", x, ord, axes, keepdims)


def vector_norm(x: Any, /, *, axis: Axis = None, keepdims: bool = False, ord: Any = 2) -> Any:
    return _vector_norm("np.linalg.vector_norm", x, ord, normal_axes(axis, np.ndim(x)), keepdims)


def matrix_norm(x: Any, /, *, keepdims: bool = False, ord: Any = "fro") -> Any:
    return _matrix_norm("np.linalg.matrix_norm", x, ord, (-2, -1), keepdims)


def _length(x: Any, axes: Any, keepdims: bool) -> Any:
    return np.sqrt(sum_(x * x, axes, keepdims=keepdims))


def _vector_norm(name: str, x: Any, ord: Any, axes: Any, keepdims: bool) -> Any:
    if ord in (None, 2):
        return _length(x, axes, keepdims)
    if isinstance(ord, str):
        raise ValueError(f"{name}: ord={ord!r} is of matrices; of a vector it is a number")
    size = np.abs(x)
    if ord in (np.inf, -np.inf):
        return (np.max if ord > 0 else np.min)(size, axis=tuple(axes), keepdims=keepdims)
    if ord == 0:  # how many are not zero
        return sum_(np.not_equal(x, 0.0), axes, keepdims=keepdims)
    if ord == 1:
        return sum_(size, axes, keepdims=keepdims)
    return sum_(size**ord, axes, keepdims=keepdims) ** (1.0 / ord)


def _matrix_norm(name: str, x: Any, ord: Any, axes: Any, keepdims: bool) -> Any:
    rows, columns = np.lib.array_utils.normalize_axis_tuple(axes, np.ndim(x))
    kept = tuple(1 if k in (rows, columns) else n for k, n in enumerate(np.shape(x)))
    matrices = moveaxis(x, (rows, columns), (-2, -1))
    result = _norm_of_matrices(name, matrices, ord)
    return reshape(result, kept) if keepdims else result


def _norm_of_matrices(name: str, a: Any, ord: Any) -> Any:
    if ord in (None, "fro", "f"):
        return _length(a, (-2, -1), False)
    if ord in (1, -1, np.inf, -np.inf):  # the largest or smallest sum of a column, of a row
        sums = sum_(np.abs(a), -2 if abs(ord) == 1 else -1)
        return (np.max if ord > 0 else np.min)(sums, axis=-1)
    if ord in (2, -2, "nuc"):
        values = np.linalg.svd(a, compute_uv=False)  # the largest first
        return sum_(values, -1) if ord == "nuc" else values[..., 0 if ord == 2 else -1]
    raise ValueError(f"{name}: the ord of a matrix is 'fro', 'nuc', 1, -1, 2, -2, inf or -inf, got {ord!r}")


def cond(x: Any, p: Any = None) -> Any:
    """By singular values, else ‖A‖ ‖A⁻¹‖, where a singular matrix is a LinAlgError (numpy's own answer is inf)."""
    if p in (None, 2, -2):
        values = np.linalg.svd(x, compute_uv=False)
        return values[..., -1] / values[..., 0] if p == -2 else values[..., 0] / values[..., -1]
    if np.shape(x)[-1] != np.shape(x)[-2]:
        raise np.linalg.LinAlgError(f"np.linalg.cond: p={p!r} needs a square matrix, got shape {np.shape(x)}")
    inverse = np.linalg.inv(x)
    return _norm_of_matrices("np.linalg.cond", x, p) * _norm_of_matrices("np.linalg.cond", inverse, p)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.linalg.norm: norm, np.linalg.vector_norm: vector_norm, np.linalg.matrix_norm: matrix_norm, np.linalg.cond: cond,
}  # fmt: skip
