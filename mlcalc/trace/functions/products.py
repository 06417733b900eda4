"""Products of vectors, matrices and more, all of them by the one row ``matmul`` and elementwise ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np

from ..primitives import bind
from .einsum import LETTERS, contract, einsum, operand
from .joining import stack
from .options import refuse_out
from .reductions import sum_
from .shapes import moveaxis, ravel, reshape


def matmul(a: Any, b: Any, /) -> Any:
    return bind("matmul", a, b)


def matvec(a: Any, b: Any, /) -> Any:
    """A matrix times a column: vectors are the last axis of b, and any axes before it a batch."""
    columns = matmul(a, reshape(b, (*np.shape(b), 1)))
    return reshape(columns, np.shape(columns)[:-1])


def vecmat(a: Any, b: Any, /) -> Any:
    """A row times a matrix: vectors are the last axis of a, and any axes before it a batch."""
    shape = np.shape(a)
    rows = matmul(reshape(a, (*shape[:-1], 1, *shape[-1:])), b)
    return reshape(rows, (*np.shape(rows)[:-2], np.shape(rows)[-1]))


def vecdot(a: Any, b: Any, /, *, axis: int = -1) -> Any:
    a, b = moveaxis(operand(a), axis, -1), moveaxis(operand(b), axis, -1)
    if a.shape[-1] != b.shape[-1]:  # a product would spread a single entry, where numpy refuses it
        raise ValueError(f"np.vecdot: vectors of {a.shape[-1]} and of {b.shape[-1]} entries do not match")
    return sum_(a * b, -1)


def dot(a: Any, b: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return np.multiply(a, b)
    return matmul(a, b) if np.ndim(b) <= 2 else tensordot(a, b, (-1, -2))


def inner(a: Any, b: Any, /) -> Any:
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return np.multiply(a, b)
    return tensordot(a, b, (-1, -1))


def vdot(a: Any, b: Any, /) -> Any:
    return matmul(ravel(a), ravel(b))


def outer(a: Any, b: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    return reshape(a, (-1, 1)) * reshape(b, (1, -1))


def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    over = (range(-axes, 0), range(axes)) if isinstance(axes, int) else axes
    first = np.lib.array_utils.normalize_axis_tuple(over[0], np.ndim(a))
    second = np.lib.array_utils.normalize_axis_tuple(over[1], np.ndim(b))
    met = [np.shape(a)[k] for k in first], [np.shape(b)[k] for k in second]
    if met[0] != met[1]:
        raise ValueError(f"np.tensordot: axes of {met[0]} entries on the left meet axes of {met[1]} on the right")
    on_a = tuple(range(np.ndim(a)))
    new = range(np.ndim(a), np.ndim(a) + np.ndim(b))
    on_b = tuple(first[second.index(k)] if k in second else label for k, label in enumerate(new))
    return contract((a, on_a), (b, on_b), {*on_a, *on_b} - {*first})[0]


def kron(a: Any, b: Any) -> Any:
    """Every entry of a times the whole of b: axes of a and of b alternate, and are joined in pairs."""
    ndim = max(np.ndim(a), np.ndim(b))
    shape_a, shape_b = ((1,) * (ndim - np.ndim(x)) + np.shape(x) for x in (a, b))
    blocks = reshape(a, tuple(n for size in shape_a for n in (size, 1)))
    entries = reshape(b, tuple(n for size in shape_b for n in (1, size)))
    return reshape(blocks * entries, tuple(n * m for n, m in zip(shape_a, shape_b, strict=True)))


def cross(a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None) -> Any:
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = moveaxis(operand(a), axisa, -1), moveaxis(operand(b), axisb, -1)
    lengths = a.shape[-1], b.shape[-1]
    if not {*lengths} <= {2, 3}:
        raise ValueError(f"np.cross: vectors have 2 or 3 entries, got {lengths[0]} and {lengths[1]}")
    x, y = ([v[..., k] for k in range(v.shape[-1])] for v in (a, b))
    turn = x[0] * y[1] - x[1] * y[0]
    if lengths == (2, 2):
        return turn
    x, y = ([*v, 0.0][:3] for v in (x, y))  # a vector of the plane, in space
    return stack([x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], turn], axisc)


def multi_dot(arrays: Sequence[Any], *, out: Any = None) -> Any:
    """A product of matrices in a good order; a vector may stand first, as a row, and last, as a column."""
    refuse_out(out=out)
    if len(arrays) < 2:
        raise ValueError(f"np.linalg.multi_dot: at least two arrays have a product, got {len(arrays)}")
    if any(np.ndim(a) != 2 for a in arrays[1:-1]) or not {np.ndim(arrays[0]), np.ndim(arrays[-1])} <= {1, 2}:
        raise ValueError("np.linalg.multi_dot: matrices, of two axes each; only the first and the last may be vectors")
    if len(arrays) >= len(LETTERS):
        return reduce(matmul, arrays)
    pairs = [LETTERS[k : k + 2] for k in range(len(arrays))]
    pairs[0], pairs[-1] = pairs[0][-np.ndim(arrays[0]) :], pairs[-1][: np.ndim(arrays[-1])]
    return einsum(",".join(pairs), *arrays)


# numpy.linalg has some of the same under stricter rules


def linalg_outer(x1: Any, x2: Any, /) -> Any:
    if np.ndim(x1) != 1 or np.ndim(x2) != 1:
        raise ValueError(f"np.linalg.outer: two vectors, got shapes {np.shape(x1)} and {np.shape(x2)}; see np.outer")
    return outer(x1, x2)


def linalg_cross(x1: Any, x2: Any, /, *, axis: int = -1) -> Any:
    if np.shape(x1)[axis] != 3 or np.shape(x2)[axis] != 3:
        raise ValueError(f"np.linalg.cross: vectors of 3 entries, got shapes {np.shape(x1)} and {np.shape(x2)}")
    return cross(x1, x2, axis=axis)


def linalg_tensordot(x1: Any, x2: Any, /, *, axes: Any = 2) -> Any:
    return tensordot(x1, x2, axes)


UFUNCS: dict[np.ufunc, Callable[..., Any]] = {np.matmul: matmul, np.vecdot: vecdot}
if hasattr(np, "matvec"):  # from numpy 2.2 on
    UFUNCS |= {np.matvec: matvec, np.vecmat: vecmat}
FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.dot: dot, np.inner: inner, np.vdot: vdot, np.outer: outer, np.tensordot: tensordot, np.kron: kron,
    np.cross: cross, np.einsum: einsum, np.linalg.multi_dot: multi_dot,
    np.linalg.matmul: matmul, np.linalg.vecdot: vecdot, np.linalg.outer: linalg_outer,
    np.linalg.cross: linalg_cross, np.linalg.tensordot: linalg_tensordot,
}  # fmt: skip
