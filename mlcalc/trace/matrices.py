"""The matrix rows of the table, told at length: the shape of each result, and its differential.

A differential takes a tangent forward: ``differential(i, tangent, args, result)`` is what a tangent of
argument i adds to the result's. It is linear in the tangent, and written in numpy on traced values, so the
reverse sweep can transpose it and a second derivative needs no rule of its own. All of them read the last two
axes as a matrix, and any axes before them as a batch.

Where a matrix must be symmetric, numpy reads one triangle of it; the derivative is taken along the symmetric
part of the tangent, so that a gradient is a symmetric matrix.

Source: Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation"
(2008); for the pseudo-inverse Golub and Pereyra, *SIAM Journal on Numerical Analysis* 10 (1973), 413–432.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .linear import Shape

# --- shapes: what must be square has been refused before (mlcalc.trace.functions.linalg) ----------------------


def same_shape(a: Shape, **_: Any) -> Shape:
    return a


def number_shape(a: Shape) -> Shape:
    return a[:-2]


def solve_shape(a: Shape, b: Shape) -> Shape:
    if a[-1] != b[-2]:
        raise ValueError(f"{a[-1]} equations have {b[-2]} right-hand sides")
    return (*np.broadcast_shapes(a[:-2], b[:-2]), *b[-2:])


def pinv_shape(a: Shape, **_: Any) -> Shape:
    return (*a[:-2], a[-1], a[-2])


def eigenvalues_shape(a: Shape, **_: Any) -> Shape:
    return a[:-1]


def left_shape(a: Shape) -> Shape:
    return (*a[:-1], min(a[-2:]))


def singular_values_shape(a: Shape) -> Shape:
    return (*a[:-2], min(a[-2:]))


def right_shape(a: Shape) -> Shape:
    return (*a[:-2], min(a[-2:]), a[-1])


# --- differentials ----------------------------------------------------------------------------------------------


def transposed(x: Any) -> Any:
    """Each matrix of a batch transposed."""
    return np.swapaxes(x, -1, -2)


def symmetric(x: Any) -> Any:
    return (x + transposed(x)) / 2.0


def inv_differential(i: int, t: Any, args: tuple[Any, ...], inverse: Any) -> Any:
    """From A A⁻¹ = I: dA A⁻¹ + A d(A⁻¹) = 0."""
    return -(inverse @ t @ inverse)


def solve_differential(i: int, t: Any, args: tuple[Any, ...], x: Any) -> Any:
    """From A X = B: A dX = dB − dA X."""
    return np.linalg.solve(args[0], t) if i == 1 else -np.linalg.solve(args[0], t @ x)


def solve_transpose(i: int, ct: Any, args: tuple[Any, ...]) -> Any:
    """B̄ = A⁻ᵀ X̄ and Ā = −B̄ Xᵀ. Stated, because the differential calls solve: to transpose it would never end."""
    a, b = args
    back = np.linalg.solve(transposed(a), ct)
    return back if i == 1 else -(back @ transposed(np.linalg.solve(a, b)))


def pinv_differential(i: int, t: Any, args: tuple[Any, ...], p: Any, rcond: Any) -> Any:
    """The inverse's rule, and what the two projections I − A A⁺ and I − A⁺ A add. It holds while the rank stays."""
    (a,) = args
    down = transposed(t)
    outside = p @ transposed(p) @ (down - down @ a @ p)
    return outside - p @ t @ p + (down - p @ a @ down) @ transposed(p) @ p


COFACTORS_AT_MOST = 4  # rows; beyond it there are too many minors, and the inverse does


def cofactors(a: Any) -> Any:
    """The derivative of det A by each entry of A: the determinant of what is left without its row and column.

    A small matrix may be singular. A larger one must be invertible: its cofactors are det A · A⁻ᵀ.
    """
    n = a.shape[-1]
    if n > COFACTORS_AT_MOST:
        return np.linalg.det(a)[..., None, None] * transposed(np.linalg.inv(a))
    if n == 1:
        return np.ones(a.shape)
    others = np.array([[k for k in range(n) if k != i] for i in range(n)])
    minors = a[..., others[:, None, :, None], others[None, :, None, :]]
    return np.linalg.det(minors) * (-1.0) ** np.add.outer(range(n), range(n))


def det_differential(i: int, t: Any, args: tuple[Any, ...], det: Any) -> Any:
    return np.sum(cofactors(args[0]) * t, axis=(-2, -1))


def log_abs_det_differential(i: int, t: Any, args: tuple[Any, ...], log_abs_det: Any) -> Any:
    """d ln|det A| = tr(A⁻¹ dA)."""
    return np.sum(transposed(np.linalg.inv(args[0])) * t, axis=(-2, -1))


def cholesky_differential(i: int, t: Any, args: tuple[Any, ...], factor: Any) -> Any:
    """From L Lᵀ = A: L⁻¹ dL is lower triangular, and with its transpose makes L⁻¹ dA L⁻ᵀ."""
    half = np.linalg.solve(factor, symmetric(t))
    both = np.linalg.solve(factor, transposed(half))
    n = factor.shape[-1]
    return factor @ (both * (np.tri(n) - np.eye(n) / 2.0))


def _inverse_gaps(x: Any) -> Any:
    """1/(xⱼ − xᵢ) at row i and column j, and 0 on the diagonal; infinite where two of the numbers are equal."""
    one = np.eye(x.shape[-1])
    return (1.0 - one) / (x[..., None, :] - x[..., :, None] + one)


def eigenvalues_differential(i: int, t: Any, args: tuple[Any, ...], w: Any, UPLO: Any) -> Any:
    """dwᵢ = vᵢᵀ dA vᵢ, also where eigenvalues coincide, for numbers that do not depend on their order."""
    vectors = np.linalg.eigh(args[0], UPLO)[1]
    return np.sum(vectors * (symmetric(t) @ vectors), axis=-2)


def eigenvectors_differential(i: int, t: Any, args: tuple[Any, ...], vectors: Any, UPLO: Any) -> Any:
    """A vector turns towards another by vᵢᵀ dA vⱼ/(wⱼ − wᵢ): it has no derivative where eigenvalues coincide."""
    values = np.linalg.eigvalsh(args[0], UPLO)
    return vectors @ (_inverse_gaps(values) * (transposed(vectors) @ symmetric(t) @ vectors))


def singular_values_differential(i: int, t: Any, args: tuple[Any, ...], s: Any) -> Any:
    """dsᵢ = uᵢᵀ dA vᵢ."""
    u, _, vh = np.linalg.svd(args[0], full_matrices=False)
    return np.sum(u * (t @ transposed(vh)), axis=-2)


def _singular_vectors_differential(t: Any, u: Any, s: Any, v: Any) -> Any:
    """The tangent of U, for A = U S Vᵀ with U of k columns; for V, hand in the transposes."""
    inside = transposed(u) @ t @ v
    turned = inside * s[..., None, :]
    tangent = u @ (_inverse_gaps(s * s) * (turned + transposed(turned)))
    if u.shape[-2] == u.shape[-1]:
        return tangent
    return tangent + (t @ v - u @ inside) / s[..., None, :]  # out of the plane of the k columns


def left_differential(i: int, t: Any, args: tuple[Any, ...], u: Any) -> Any:
    _, s, vh = np.linalg.svd(args[0], full_matrices=False)
    return _singular_vectors_differential(t, u, s, transposed(vh))


def right_differential(i: int, t: Any, args: tuple[Any, ...], vh: Any) -> Any:
    u, s, _ = np.linalg.svd(args[0], full_matrices=False)
    return transposed(_singular_vectors_differential(transposed(t), transposed(vh), s, u))


def qr_differential(i: int, t: Any, args: tuple[Any, ...], q: Any) -> Any:
    """From Q R = A: Qᵀ dQ is antisymmetric, and below its diagonal it is Qᵀ dA R⁻¹."""
    r = np.linalg.qr(args[0])[1]
    step = t @ np.linalg.inv(r)
    inside = transposed(q) @ step
    below = inside * np.tri(q.shape[-1], k=-1)
    return step + q @ (below - transposed(below) - inside)
