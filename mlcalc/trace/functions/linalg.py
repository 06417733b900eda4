"""numpy.linalg, said by the matrix rows of the table (:mod:`mlcalc.trace.matrices` has their derivatives).

Any axes before the last two are a batch, as in numpy. A matrix that is singular, or not positive definite, is found
where the graph is computed: it is numpy's LinAlgError. Where a derivative does not exist, it is infinite or no
number: that of eigenvectors where eigenvalues coincide, of singular vectors where singular values do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.linalg import LinAlgError

from ..primitives import bind
from . import norms
from .einsum import operand
from .reductions import sum_
from .shapes import Axis, moveaxis, reshape, swapaxes

# numpy names its results, and a traced call names them alike
EighResult = type(np.linalg.eigh(np.ones((1, 1))))
QRResult = type(np.linalg.qr(np.ones((1, 1))))
SlogdetResult = type(np.linalg.slogdet(np.ones((1, 1))))
SVDResult = type(np.linalg.svd(np.ones((1, 1))))


def _matrix(name: str, a: Any, square: bool = True) -> Any:
    """``a`` as an array of matrices; LinAlgError naming the function where it is none."""
    a = operand(a)
    if len(a.shape) < 2:
        raise LinAlgError(f"np.linalg.{name}: a matrix has two axes (and a batch more), got shape {a.shape}")
    if square and a.shape[-1] != a.shape[-2]:
        raise LinAlgError(f"np.linalg.{name}: a square matrix is needed, got shape {a.shape}")
    return a


def solve(a: Any, b: Any) -> Any:
    a, b = _matrix("solve", a), operand(b)
    if len(b.shape) == 0 or b.shape[-1 if len(b.shape) == 1 else -2] != a.shape[-1]:
        raise ValueError(f"np.linalg.solve: a of shape {a.shape} has no right-hand side of shape {b.shape}")
    if len(b.shape) > 1:
        return bind("solve", a, b)
    return reshape(bind("solve", a, reshape(b, (-1, 1))), a.shape[:-1])


def inv(a: Any) -> Any:
    return bind("inv", _matrix("inv", a))


def pinv(a: Any, rcond: Any = None, hermitian: bool = False, *, rtol: Any = 1e-15) -> Any:
    """It is differentiated for changes of A that leave its rank as it is."""
    _refuse_hermitian("pinv", hermitian)
    a = _matrix("pinv", a, square=False)
    cutoff = rtol if rcond is None else rcond
    if cutoff is None:
        cutoff = max(a.shape[-2:]) * np.finfo(float).eps
    if np.ndim(cutoff):
        raise TypeError("np.linalg.pinv: rcond and rtol are one number for all matrices of a batch. "
                        "Instead: call it for each")  # fmt: skip
    return bind("pinv", a, rcond=float(cutoff))


def _refuse_hermitian(name: str, hermitian: bool) -> None:
    if hermitian:
        raise TypeError(f"np.linalg.{name}: hermitian=True only saves time. "
                        "Instead: leave it out, or use np.linalg.eigh")  # fmt: skip


def det(a: Any) -> Any:
    """A singular matrix has a gradient, of 4 rows at most; beyond that the gradient is det A · A⁻ᵀ."""
    return bind("det", _matrix("det", a))


def slogdet(a: Any) -> Any:
    a = _matrix("slogdet", a)
    return SlogdetResult(bind("sign_det", a), bind("log_abs_det", a))


def cholesky(a: Any, /, *, upper: bool = False) -> Any:
    a = _matrix("cholesky", a)
    return swapaxes(bind("cholesky", swapaxes(a, -1, -2)), -1, -2) if upper else bind("cholesky", a)


def eigvalsh(a: Any, UPLO: str = "L") -> Any:
    return bind("eigvalsh", _matrix("eigvalsh", a), UPLO=UPLO.upper())


def eigh(a: Any, UPLO: str = "L") -> Any:
    a = _matrix("eigh", a)
    return EighResult(bind("eigvalsh", a, UPLO=UPLO.upper()), bind("eigenvectors", a, UPLO=UPLO.upper()))


def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False) -> Any:
    _refuse_hermitian("svd", hermitian)
    a = _matrix("svd", a, square=False)
    if not compute_uv:
        return bind("singular_values", a)
    if full_matrices and a.shape[-1] != a.shape[-2]:
        raise TypeError("np.linalg.svd: the further columns of full matrices have no derivative. "
                        "Instead: write full_matrices=False")  # fmt: skip
    return SVDResult(bind("left_vectors", a), bind("singular_values", a), bind("right_vectors", a))


def svdvals(x: Any, /) -> Any:
    return bind("singular_values", _matrix("svdvals", x, square=False))


def qr(a: Any, mode: str = "reduced") -> Any:
    """Q of the first columns, as many as there are rows at most, and R = QᵀA; those columns must be independent."""
    a = _matrix("qr", a, square=False)
    rows, columns = a.shape[-2:]
    if mode not in ("reduced", "r") and not (mode == "complete" and rows <= columns):
        raise TypeError(f"np.linalg.qr: mode={mode!r} has no derivative here. Instead: write mode='reduced'")
    q = bind("orthonormal", a if columns <= rows else a[..., :rows])
    product = np.matmul(swapaxes(q, -1, -2), a)
    r = product * np.tri(*product.shape[:-3:-1]).T  # what is zero up to rounding is zero
    return r if mode == "r" else QRResult(q, r)


def lstsq(a: Any, b: Any, rcond: Any = None) -> Any:
    """The matrix is taken to be of full rank: so are its rank and the residuals that numpy returns beside x."""
    a, b = _matrix("lstsq", a, square=False), operand(b)
    if len(a.shape) != 2 or len(b.shape) not in (1, 2) or a.shape[0] != b.shape[0]:
        raise LinAlgError(f"np.linalg.lstsq: a of shape {a.shape} has no right-hand side of shape {b.shape}")
    rows, columns = a.shape
    cutoff = np.finfo(float).eps * max(rows, columns) if rcond is None else max(rcond, 0.0)
    x = np.matmul(bind("pinv", a, rcond=float(cutoff)), b)
    missed = reshape(b - np.matmul(a, x), (rows, -1))
    residuals = sum_(missed * missed, 0) if rows > columns else np.zeros(0)
    return x, residuals, min(rows, columns), svdvals(a)


def matrix_power(a: Any, n: int) -> Any:
    a = _matrix("matrix_power", a)
    if not isinstance(n, int | np.integer):
        raise TypeError(f"np.linalg.matrix_power: n must be an integer, got {n!r}")
    if n == 0:
        return np.broadcast_to(np.eye(a.shape[-1]), a.shape)
    if n < 0:
        a, n = inv(a), -n
    if n == 1:
        return a
    half = matrix_power(a, n // 2)
    square = np.matmul(half, half)
    return np.matmul(square, a) if n % 2 else square


def tensorinv(a: Any, ind: int = 2) -> Any:
    shape = np.shape(a)
    if ind <= 0 or math.prod(shape[:ind]) != math.prod(shape[ind:]):
        raise LinAlgError(f"np.linalg.tensorinv: shape {shape} cut after {ind} axes is not square")
    return reshape(inv(reshape(a, (math.prod(shape[ind:]), -1))), shape[ind:] + shape[:ind])


def tensorsolve(a: Any, b: Any, axes: Axis = None) -> Any:
    a, b = operand(a), operand(b)
    if axes is not None:
        last = [axes] if isinstance(axes, int) else list(axes)
        a = moveaxis(a, last, range(len(a.shape) - len(last), len(a.shape)))
    shape, size = a.shape[len(b.shape) :], b.size
    if math.prod(shape) != size or math.prod(a.shape[: len(b.shape)]) != size:
        raise LinAlgError(f"np.linalg.tensorsolve: a of shape {a.shape} has no right-hand side of shape {b.shape}")
    return reshape(solve(reshape(a, (size, size)), reshape(b, (size,))), shape)


def diagonal(x: Any, /, *, offset: int = 0) -> Any:
    x = _matrix("diagonal", x, square=False)
    rows, columns = x.shape[-2:]
    down, across = max(-offset, 0), max(offset, 0)
    places = np.arange(max(min(rows - down, columns - across), 0))
    return x[..., places + down, places + across]


def trace(x: Any, /, *, offset: int = 0, dtype: Any = None) -> Any:
    if dtype is not None and np.dtype(dtype) != np.dtype(float):
        raise TypeError(f"np.linalg.trace: dtype={dtype!r}, but everything here is float64. Instead: leave it out")
    return sum_(diagonal(x, offset=offset), -1)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = norms.FUNCTIONS | {
    np.linalg.solve: solve, np.linalg.inv: inv, np.linalg.pinv: pinv, np.linalg.lstsq: lstsq,
    np.linalg.det: det, np.linalg.slogdet: slogdet, np.linalg.cholesky: cholesky, np.linalg.qr: qr,
    np.linalg.eigh: eigh, np.linalg.eigvalsh: eigvalsh, np.linalg.svd: svd, np.linalg.svdvals: svdvals,
    np.linalg.matrix_power: matrix_power, np.linalg.tensorinv: tensorinv, np.linalg.tensorsolve: tensorsolve,
    np.linalg.diagonal: diagonal, np.linalg.trace: trace,
    np.linalg.matrix_transpose: lambda x, /: swapaxes(_matrix("matrix_transpose", x, square=False), -1, -2),
}  # fmt: skip

# What is refused on purpose, and what to write instead.
REFUSED: dict[Callable[..., Any], str] = {
    np.linalg.eig: "use np.linalg.eigh, for a symmetric matrix: the eigenvalues of others may be complex",
    np.linalg.eigvals: "use np.linalg.eigvalsh, for a symmetric matrix: the eigenvalues of others may be complex",
    np.linalg.matrix_rank: "count the singular values above a bound of your own: "
                           "np.sum(np.linalg.svdvals(a) > 1e-10)",
    np.einsum_path: "plan the order outside the function, from arrays of the same shapes",
}  # fmt: skip
