"""numpy.linalg on traced values: numpy's numbers, and the derivatives of differences and of JAX.

Vectors are squared where their signs are anybody's choice, and what must be symmetric is made so in the function.
"""

import re
from typing import Any

import numpy as np
import pytest
from calls import agree_with_jax, agree_with_numpy_and_differences, calls_of, normal

from mlcalc import TraceError, grad, jvp
from mlcalc.trace.functions import FUNCTIONS as KNOWN
from mlcalc.trace.functions.linalg import FUNCTIONS, REFUSED

V, M, TALL = normal(3), normal(2, 3), normal(3, 2)
A, E, BATCH = normal(3, 3) + 2 * np.eye(3), normal(2, 2), normal(2, 3, 3) + np.eye(3)
ONE = np.array([[-1.5]])


def positive(xp, a):
    return a @ xp.swapaxes(a, -1, -2) + np.eye(a.shape[-1])


def symmetric(xp, a):
    return a + xp.swapaxes(a, -1, -2)


CASES: dict[Any, list[tuple[Any, ...]]] = {
    np.linalg.norm: [
        *((lambda xp, a: xp.linalg.norm(a), x) for x in (V, M, BATCH, -2.5)),
        *((lambda xp, a, p=p: xp.linalg.norm(a, p), V) for p in (None, 1, 2, np.inf, -np.inf, 0, 3, -1, 0.5)),
        *((lambda xp, a, p=p: xp.linalg.norm(a, p), M) for p in ("fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf)),
        (lambda xp, a: xp.linalg.norm(a, axis=1), M), (lambda xp, a: xp.linalg.norm(a, axis=-1, keepdims=True), BATCH),
        (lambda xp, a: xp.linalg.norm(a, "fro", None, keepdims=True), M), (lambda xp, a: xp.linalg.norm(a, 1, 0), M),
        (lambda xp, a: xp.linalg.norm(a, np.inf, (1,), True), M), (lambda xp, a: xp.linalg.norm(a, axis=(0, 2)), BATCH),
        *((lambda xp, a, axis=axis: xp.linalg.norm(a, 1, axis=axis), BATCH) for axis in ((2, 0), (0, 2))),
        (lambda xp, a: xp.linalg.norm(a, "nuc", axis=(0, -1), keepdims=True), BATCH),
    ],
    np.linalg.vector_norm: [
        (lambda xp, a: xp.linalg.vector_norm(a), M),
        (lambda xp, a: xp.linalg.vector_norm(a, axis=(0, 2), ord=3), BATCH),
        (lambda xp, a: xp.linalg.vector_norm(a, ord=np.inf), M),
        (lambda xp, a: xp.linalg.vector_norm(a, axis=-1, keepdims=True, ord=1), M),
    ],
    np.linalg.matrix_norm: [
        (lambda xp, a: xp.linalg.matrix_norm(a), BATCH),
        (lambda xp, a: xp.linalg.matrix_norm(a, ord=2, keepdims=True), BATCH),
        *((lambda xp, a, p=p: xp.linalg.matrix_norm(a, ord=p), M) for p in ("nuc", -np.inf)),
    ],
    np.linalg.cond: [
        *((lambda xp, a, p=p: xp.linalg.cond(a, p), A) for p in (None, 2, -2, 1, -1, "fro", np.inf)),
        (lambda xp, a: xp.linalg.cond(a), M), (lambda xp, a: xp.linalg.cond(a), BATCH),
    ],
    np.linalg.solve: [
        (lambda xp, a, b: xp.linalg.solve(a, b), *pair)
        for pair in [(A, V), (A, TALL), (BATCH, A), (A, BATCH), (BATCH, V), (ONE, np.array([2.0])),
                     (BATCH, normal(4, 1, 3, 2))]
    ],
    np.linalg.inv: [(lambda xp, a: xp.linalg.inv(a), x) for x in (A, BATCH, ONE)],
    np.linalg.pinv: [(lambda xp, a: xp.linalg.pinv(a), x) for x in (M, TALL, A, normal(2, 3, 2))]
    + [(lambda xp, a: xp.linalg.pinv(a, 1e-9), M), (lambda xp, a: xp.linalg.pinv(a, rtol=1e-9), M)],
    np.linalg.lstsq: [
        (lambda xp, a, b: xp.linalg.lstsq(a, b)[0], TALL, A), (lambda xp, a, b: xp.linalg.lstsq(a, b)[0], M, V[:2]),
    ],
    np.linalg.det: [(lambda xp, a: xp.linalg.det(a), x) for x in (A, BATCH, ONE, E, normal(4, 4), normal(5, 5))],
    np.linalg.slogdet: [(lambda xp, a: xp.linalg.slogdet(a), x) for x in (A, -A, BATCH, ONE)]
    + [(lambda xp, a: xp.linalg.slogdet(a).logabsdet, A)],
    np.linalg.cholesky: [(lambda xp, a: xp.linalg.cholesky(positive(xp, a)), x) for x in (A, BATCH, ONE)]
    + [(lambda xp, a: xp.linalg.cholesky(positive(xp, a), upper=True), A)],
    np.linalg.qr: [
        *((lambda xp, a: xp.linalg.qr(a), x) for x in (A, TALL, ONE)), (lambda xp, a: xp.linalg.qr(a).Q, BATCH),
        (lambda xp, a: xp.linalg.qr(a, mode="r"), TALL), (lambda xp, a: xp.linalg.qr(a, "reduced")[1], normal(2, 4, 3)),
    ],
    np.linalg.eigh: [
        (lambda xp, a: xp.linalg.eigh(symmetric(xp, a)).eigenvalues, A),
        (lambda xp, a: xp.linalg.eigh(symmetric(xp, a))[1] ** 2, A),
        (lambda xp, a: xp.linalg.eigh(symmetric(xp, a), "U").eigenvectors ** 2, BATCH),
        (lambda xp, a: xp.linalg.eigh(symmetric(xp, a))[0], ONE),
    ],
    np.linalg.eigvalsh: [
        (lambda xp, a: xp.linalg.eigvalsh(symmetric(xp, a)), x) for x in (A, BATCH, E)
    ] + [(lambda xp, a: xp.linalg.eigvalsh(symmetric(xp, a), "U"), A)],
    np.linalg.svd: [
        *((lambda xp, a, k=k: xp.linalg.svd(a, full_matrices=False)[k] ** 2, x)
          for x in (M, TALL, A, normal(2, 3, 2), ONE) for k in range(3)),
        (lambda xp, a: xp.linalg.svd(a, compute_uv=False), A), (lambda xp, a: xp.linalg.svd(a, True, False), M),
    ],
    np.linalg.svdvals: [(lambda xp, a: xp.linalg.svdvals(a), x) for x in (M, BATCH)],
    np.linalg.matrix_power: [
        (lambda xp, a, n=n: xp.linalg.matrix_power(a, n), A) for n in (0, 1, 2, 3, 5, -1, -2)
    ] + [(lambda xp, a: xp.linalg.matrix_power(a, 3), BATCH)],
    np.linalg.tensorinv: [
        (lambda xp, a: xp.linalg.tensorinv(a), normal(2, 3, 6)),
        (lambda xp, a: xp.linalg.tensorinv(a, ind=1), normal(6, 2, 3)),
    ],
    np.linalg.tensorsolve: [
        (lambda xp, a, b: xp.linalg.tensorsolve(a, b), normal(2, 3, 6), M),
        (lambda xp, a, b: xp.linalg.tensorsolve(a, b, axes=(0, 2)), normal(3, 6, 2), normal(6)),
    ],
    np.linalg.diagonal: [
        (lambda xp, a, k=k: xp.linalg.diagonal(a, offset=k), x) for x in (M, BATCH, TALL) for k in (0, 1, -1, 2, -4)
    ],
    np.linalg.trace: [(lambda xp, a: xp.linalg.trace(a), x) for x in (A, M, BATCH)]
    + [(lambda xp, a: xp.linalg.trace(a, offset=-1), A)],
    np.linalg.matrix_transpose: [(lambda xp, a: xp.linalg.matrix_transpose(a), x) for x in (M, BATCH)],
}  # fmt: skip
# What JAX does not differentiate, or takes long to.
WITHOUT_JAX: dict[Any, list[tuple[Any, ...]]] = {
    np.linalg.qr: [
        (lambda xp, a: xp.linalg.qr(a), M), (lambda xp, a: xp.linalg.qr(a), normal(2, 2, 4)),
        (lambda xp, a: xp.linalg.qr(a, "complete"), M),
    ],
    np.linalg.svd: [(lambda xp, a: xp.linalg.svd(a).U ** 2, A)],
    np.linalg.lstsq: [
        *((lambda xp, a, b: xp.linalg.lstsq(a, b)[0], *pair) for pair in [(TALL, V), (M, E), (A, V)]),
        (lambda xp, a, b: xp.linalg.lstsq(a, b)[1], TALL, A), (lambda xp, a, b: xp.linalg.lstsq(a, b)[3], TALL, V),
    ],
}  # fmt: skip


def test_every_function_of_linalg_has_a_case_here():
    assert set(CASES) == set(FUNCTIONS)
    assert set(FUNCTIONS) <= set(KNOWN)


@calls_of(CASES)
def test_a_function_has_numpys_value_and_the_derivatives_of_differences(f, args):
    agree_with_numpy_and_differences(f, args)


@calls_of(WITHOUT_JAX)
def test_so_has_one_that_jax_is_not_asked_about(f, args):
    agree_with_numpy_and_differences(f, args)


@calls_of(CASES)
def test_a_function_has_the_derivatives_that_jax_gives_it(f, args):
    agree_with_jax(f, args)


def test_least_squares_returns_what_numpy_returns_beside_the_solution():
    seen = {}

    def f(a, b):
        x, residuals, seen["rank"], s = np.linalg.lstsq(a, b)
        return [x, residuals, s]

    for a, b in [(TALL, V), (TALL, A), (M, E)]:
        x, residuals, rank, s = np.linalg.lstsq(a, b)
        for ours, theirs in zip(jvp(f, (a, b), (a, b))[0], (x, residuals, s), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-12)
        assert seen["rank"] == rank


@pytest.mark.parametrize("x", [np.zeros(3), np.zeros((2, 2))])
def test_the_euclidean_norm_has_no_gradient_at_zero(x):
    with np.errstate(all="ignore"):
        assert np.isnan(grad(np.linalg.norm)(x)).all()
    np.testing.assert_array_equal(grad(lambda x: np.linalg.norm(x) ** 2 + np.sum(x * x))(x + 1.0), 4 * (x + 1.0))


@pytest.mark.parametrize(
    ("f", "args", "said"),
    [
        (np.linalg.inv, (M,), "np.linalg.inv: a square matrix is needed, got shape (2, 3)"),
        (np.linalg.det, (V,), "np.linalg.det: a matrix has two axes (and a batch more), got shape (3,)"),
        (np.linalg.slogdet, (M,), "np.linalg.slogdet: a square matrix"),
        (np.linalg.cholesky, (M,), "np.linalg.cholesky: a square matrix"),
        (np.linalg.eigh, (M,), "np.linalg.eigh: a square matrix"),
        (np.linalg.eigvalsh, (2.0,), "np.linalg.eigvalsh: a matrix has two axes"),
        (np.linalg.svdvals, (V,), "np.linalg.svdvals: a matrix has two axes"),
        (np.linalg.qr, (V,), "np.linalg.qr: a matrix has two axes"),
        (np.linalg.pinv, (V,), "np.linalg.pinv: a matrix has two axes"),
        (lambda a: np.linalg.matrix_power(a, 2), (M,), "np.linalg.matrix_power: a square matrix"),
        (np.linalg.solve, (A, V[:2]), "np.linalg.solve: a of shape (3, 3) has no right-hand side of shape (2,)"),
        (np.linalg.solve, (M, V), "np.linalg.solve: a square matrix"),
        (np.linalg.lstsq, (TALL, V[:2]), "np.linalg.lstsq: a of shape (3, 2) has no right-hand side of shape (2,)"),
        (np.linalg.tensorinv, (M,), "np.linalg.tensorinv: shape (2, 3) cut after 2 axes is not square"),
        (np.linalg.tensorsolve, (M, V), "np.linalg.tensorsolve: a of shape (2, 3) has no right-hand side"),
        (lambda a: np.linalg.norm(a, 1), (BATCH,), "np.linalg.norm: a norm is that of a vector or a matrix, and 3"),
        (lambda a: np.linalg.norm(a, axis=(0, 1, 2)), (BATCH,), "3 axes are neither; np.linalg.vector_norm takes"),
        (lambda a: np.linalg.vector_norm(a, ord="fro"), (V,), "np.linalg.vector_norm: ord='fro' is of matrices"),
        (lambda a: np.linalg.cond(a, 1), (M,), "np.linalg.cond: p=1 needs a square matrix, got shape (2, 3)"),
        (lambda a: np.linalg.norm(a, "fro"), (V,), "np.linalg.norm: ord='fro' is of matrices"),
        (lambda a: np.linalg.norm(a, 3), (M,), "np.linalg.norm: the ord of a matrix is 'fro', 'nuc'"),
    ],
)  # fmt: skip
def test_shapes_that_do_not_fit_are_refused_by_the_name_of_the_function(f, args, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        jvp(f, args, args)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda a: np.linalg.svd(a), "write full_matrices=False"),
        (lambda a: np.linalg.svd(a, hermitian=True), "leave it out, or use np.linalg.eigh"),
        (lambda a: np.linalg.pinv(a, hermitian=True), "leave it out"),
        (lambda a: np.linalg.pinv(a, np.array([1e-9])), "one number for all matrices"),
        (lambda a: np.linalg.qr(a.T, "complete"), "write mode='reduced'"),
        (lambda a: np.linalg.qr(a, "raw"), "write mode='reduced'"),
        (lambda a: np.linalg.matrix_power(a @ a.T, 0.5), "n must be an integer, got 0.5"),
        (lambda a: np.linalg.trace(a, dtype=int), "float64. Instead: leave it out"),
    ],
)
def test_an_option_without_a_derivative_is_refused_with_a_way_out(f, said):
    with pytest.raises(TypeError, match=re.escape(said)):
        jvp(f, (M,), (M,))


@pytest.mark.parametrize("function", REFUSED, ids=lambda f: f.__name__)
def test_what_is_refused_on_purpose_is_known_to_numpy_alone_and_has_a_way_out(function):
    assert function not in KNOWN
    call = (lambda a: function("ij", a)) if function is np.einsum_path else function
    with pytest.raises(TraceError, match=function.__name__):
        jvp(call, (A,), (A,))
    assert "np." in REFUSED[function] or "outside" in REFUSED[function]


def test_the_ways_out_work():
    s = A + A.T
    np.testing.assert_allclose(jvp(np.linalg.eigvalsh, (s,), (s,))[1], np.linalg.eigvalsh(s), rtol=1e-12)
    rank = jvp(lambda a: np.sum(np.linalg.svdvals(a) > 1e-10), (np.outer(V, V),), (A,))[0]
    assert rank == np.linalg.matrix_rank(np.outer(V, V)) == 1
