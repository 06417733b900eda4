"""The matrix rows: their two modes against each other and differences, and the places without a derivative."""

import jax
import numpy as np
import pytest
from calls import normal
from rows import MATRIX, applied

from mlcalc import check_grads, compile, formula, grad, hessian, jvp, vjp
from mlcalc.speed.cache import clear_caches
from mlcalc.trace.matrices import COFACTORS_AT_MOST
from mlcalc.trace.primitives import TABLE

SYMMETRIC = {"eigvalsh", "eigenvectors", "cholesky"}  # rows whose matrix numpy takes to be symmetric
EVERY_CASE = [
    pytest.param(row, shapes, params, id=f"{row.name}-{i}")
    for row in MATRIX
    for i, (shapes, params) in enumerate(row.examples)
]
every_case = pytest.mark.parametrize(("row", "shapes", "params"), EVERY_CASE)


def prepared(row, params):
    """The row as a function of any matrices: made positive definite first where the row asks for that."""
    f = applied(row, **params)
    if row.name not in SYMMETRIC:
        return f

    def symmetric(a):
        return f(a @ np.swapaxes(a, -1, -2) + np.eye(a.shape[-1]))

    symmetric.__name__ = row.name
    return symmetric


@every_case
def test_a_value_is_finite_and_has_the_shape_the_row_states(row, shapes, params):
    value = prepared(row, params)(*(normal(*shape) for shape in shapes))
    assert np.isfinite(value).all()
    assert np.shape(value) == row.result_shape(*shapes, **params)


@pytest.mark.parametrize("modes", [("fwd", "rev"), ("rev", "fwd")], ids="-then-".join)
@every_case
def test_both_modes_agree_with_finite_differences_to_second_order(row, shapes, params, modes):
    check_grads(prepared(row, params), [normal(*shape) for shape in shapes], order=2, modes=modes)


@every_case
def test_forward_and_reverse_mode_are_each_others_transpose(row, shapes, params):
    f, args, rng = prepared(row, params), [normal(*shape) for shape in shapes], np.random.default_rng(1)
    v = [rng.standard_normal(shape) for shape in shapes]
    w = rng.standard_normal(row.result_shape(*shapes, **params))
    forward = np.sum(w * jvp(f, args, v)[1])
    reverse = sum(np.sum(a * b) for a, b in zip(vjp(f, *args)[1](w), v, strict=True))
    np.testing.assert_allclose(forward, reverse, rtol=1e-11, atol=1e-11)


@pytest.fixture
def _derive_anew():
    """What was derived with a planted rule must not outlive it, nor what was derived before it."""
    clear_caches()
    yield
    clear_caches()


@pytest.mark.usefixtures("_derive_anew")
@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.name)
def test_a_wrong_differential_is_noticed(row, monkeypatch):
    (shapes, params), *_ = row.examples
    twice = lambda *args, **params: 2.0 * row.differential(*args, **params)
    monkeypatch.setitem(TABLE, row.name, row._replace(differential=twice))
    with pytest.raises(AssertionError, match="forward mode, order 1"):
        check_grads(prepared(row, params), [normal(*shape) for shape in shapes])


@pytest.mark.parametrize("n", [2, 25])
@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.name)
def test_a_compiled_function_gives_the_same_numbers_call_after_call(row, n):
    """Of a matrix so small that others are written out number by number, and of a large one."""
    (shapes, params), *_ = row.examples
    f = prepared(row, params)
    total = lambda *args: np.sum(f(*args) ** 2)
    run, slope = compile(total), compile(grad(total))
    for seed in range(3):
        args = [np.random.default_rng(seed).standard_normal((n, n)) for _ in shapes]
        np.testing.assert_allclose(run(*args), total(*args), rtol=1e-10)
        np.testing.assert_allclose(slope(*args), grad(total)(*args), rtol=1e-7, atol=1e-9)


# --- symmetric matrices: the gradient is symmetric, as JAX's is -------------------------------------------------

SQUARE = normal(3, 3)
SPD = SQUARE @ SQUARE.T + np.eye(3)
WEIGHTS = normal(3) + 1


@pytest.mark.parametrize(
    "f",
    [
        lambda xp, a: xp.sum(WEIGHTS * xp.linalg.eigvalsh(a)),
        lambda xp, a: xp.sum(WEIGHTS * xp.linalg.eigh(a)[1] ** 2),
        lambda xp, a: xp.sum(SQUARE * xp.linalg.cholesky(a)),
    ],
    ids=["eigvalsh", "eigh", "cholesky"],
)
def test_the_derivatives_at_a_symmetric_matrix_are_those_of_jax_for_any_change_of_it(f):
    ours = [grad(lambda a: f(np, a))(SPD), hessian(lambda a: f(np, a))(SPD)]
    with jax.enable_x64(True):
        theirs = [jax.jit(d(lambda a: f(jax.numpy, a)))(SPD) for d in (jax.grad, jax.hessian)]
    np.testing.assert_allclose(ours[0], ours[0].T, rtol=1e-12)
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-9, atol=1e-10)


# --- where two eigenvalues or singular values coincide, and where a matrix is singular --------------------------


@pytest.mark.parametrize("a", [np.eye(3), np.diag([2.0, 2.0, -1.0]), np.zeros((2, 2))], ids=["I", "twice", "0"])
def test_eigenvalues_that_coincide_have_the_derivative_of_what_does_not_depend_on_their_order(a):
    """Σ wᵏ is tr Aᵏ, whose gradient is k Aᵏ⁻¹."""
    for k in (1, 2, 3):
        slope = grad(lambda a, k=k: np.sum(np.linalg.eigvalsh(a) ** k))(a)
        np.testing.assert_allclose(slope, k * np.linalg.matrix_power(a, k - 1), atol=1e-13)


def test_singular_values_that_coincide_have_the_derivative_of_what_does_not_depend_on_their_order():
    """Σ s² is the sum of all entries' squares."""
    for a in (np.eye(3), np.eye(3)[:2], np.diag([2.0, -2.0, 1.0])):
        np.testing.assert_allclose(grad(lambda a: np.sum(np.linalg.svdvals(a) ** 2))(a), 2 * a, atol=1e-14)


def test_eigenvectors_and_singular_vectors_have_no_derivative_there():
    with np.errstate(all="ignore"):
        for f in (lambda a: np.linalg.eigh(a)[1], lambda a: np.linalg.svd(a)[0], lambda a: np.linalg.svd(a)[2]):
            assert not np.isfinite(jvp(f, (np.eye(2),), (np.ones((2, 2)),))[1]).all()


SINGULAR = [
    [[0.0]],
    [[1.0, 2.0], [2.0, 4.0]],
    np.zeros((2, 2)),
    np.outer([1.0, 2.0, 3.0], [1.0, -1.0, 2.0]),
    np.diag([1.0, 2.0, 0.0]),
    np.diag([1.0, 2.0, 3.0, 0.0]),
    np.ones((4, 4)),
]


@pytest.mark.parametrize("a", SINGULAR, ids=range(len(SINGULAR)))
def test_the_determinant_of_a_small_singular_matrix_has_all_its_derivatives(a):
    check_grads(np.linalg.det, (np.array(a),), order=3)


def test_the_gradient_of_a_large_singular_matrix_determinant_is_numpys_own_error():
    a = np.zeros((COFACTORS_AT_MOST + 1,) * 2)
    assert compile(np.linalg.det)(a) == 0.0
    with pytest.raises(np.linalg.LinAlgError, match="Singular matrix"):
        grad(np.linalg.det)(a)


@pytest.mark.parametrize(
    ("f", "a"),
    [
        (np.linalg.inv, np.ones((2, 2))),
        (lambda a: np.linalg.solve(a, np.ones(2)), np.zeros((2, 2))),
        (np.linalg.cholesky, -np.eye(2)),
        (np.linalg.svdvals, np.full((2, 2), np.nan)),
    ],
    ids=["inv", "solve", "cholesky", "svdvals"],
)
def test_numpys_errors_pass_through_from_every_way_of_computing(f, a):
    total = lambda a: np.sum(f(a))
    for run in (compile(total), grad(total), compile(grad(total))):
        for _ in range(3):
            with pytest.raises(np.linalg.LinAlgError):
                run(a)


def test_the_sign_of_a_determinant_has_the_derivative_zero_on_either_side():
    for a in (SPD, -SPD):
        np.testing.assert_array_equal(grad(lambda a: np.linalg.slogdet(a).sign)(a), np.zeros((3, 3)))


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (lambda A, b: np.linalg.inv(A + A.T) @ b, r"\left(A + A^\top\right)^{-1} \, b"),
        (lambda A, b: np.linalg.inv(A).T @ b, r"\left(A^{-1}\right)^\top \, b"),
        (lambda A, b: np.linalg.solve(A, b), r"\operatorname{solve}\left(A, b\right)"),
        (lambda A, b: np.linalg.det(2 * A) ** 2, r"\left(\det\left(2 \, A\right)\right)^{2}"),
        (lambda A, b: np.linalg.pinv(A * A), r"\left(A \, A\right)^{+}"),
        (lambda A, b: np.linalg.slogdet(A + 1)[1], r"\ln\left|\det\left(A + 1\right)\right|"),
        (lambda A, b: np.linalg.slogdet(-A)[0], r"\operatorname{sign}\left(\det\left(-A\right)\right)"),
        (lambda A, b: np.linalg.svd(A)[2], r"\operatorname{svd}_{V^\top}\left(A\right)"),
        (lambda A, b: np.linalg.eigvalsh(A), r"\operatorname{eigvalsh}\left(A\right)"),
    ],
)
def test_a_matrix_function_is_set_as_in_mathematics(f, expected):
    assert formula(f, np.eye(2), np.ones((2, 1))).text == expected
