"""Every numpy function that traces: its value is numpy's, its derivative that of finite differences.

An entry of FUNCTIONS or UFUNCS without a case here fails the first test.
"""

from typing import Any

import numpy as np
import pytest

from mlcalc import check_grads, hessian, jvp
from mlcalc.trace.functions import FUNCTIONS, UFUNCS

V = np.array([0.7, -1.3, 2.1])
W = np.array([1.1, 0.4, -0.6])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
B = np.arange(24.0).reshape(2, 3, 4) / 7 - 1.6
POSITIVE = np.array([0.4, 1.3, 2.2])

# Of each function, calls on arguments that numpy and a trace must read alike.
CASES: dict[Any, list[tuple[Any, ...]]] = {
    np.sum: [
        (lambda a: np.sum(a), M), (lambda a: np.sum(a, axis=-1), M), (lambda a: np.sum(a, 0, keepdims=True), M),
        (lambda a: np.sum(a, axis=(0, -1)), B), (lambda a: np.sum(a, axis=()), M), (lambda a: a.sum(1), M),
        (lambda a: np.sum(a, axis=1), np.ones((2, 0))), (lambda a: np.sum(a, axis=0), np.ones((2, 0))),
        (lambda a: np.sum(a), 2.0), (lambda a: a.sum(axis=(1, 2), keepdims=True), B),
    ],
    np.mean: [
        (lambda a: np.mean(a), M), (lambda a: np.mean(a, axis=(0, 2)), B), (lambda a: a.mean(-1, keepdims=True), M),
    ],
    np.average: [(lambda a: np.average(a), M), (lambda a: np.average(a, axis=1), M)],
    np.var: [(lambda a: np.var(a), M), (lambda a: np.var(a, axis=-1, ddof=1, keepdims=True), B)],
    np.std: [(lambda a: np.std(a), M), (lambda a: np.std(a, axis=0), B)],
    np.max: [
        (lambda a: np.max(a), M), (lambda a: np.max(a, axis=0), B),
        (lambda a: np.max(a, axis=(0, -1), keepdims=True), B),
        (lambda a: a.max(1), M), (lambda a: np.max(a, axis=0), np.ones((3, 0))), (lambda a: np.max(a, axis=()), M),
    ],
    np.min: [
        (lambda a: np.min(a), M), (lambda a: np.min(a, axis=(1, 2)), B), (lambda a: a.min(axis=-1, keepdims=True), M),
    ],
    np.reshape: [
        (lambda a: np.reshape(a, -1), M), (lambda a: a.reshape(3, -1), M), (lambda a: a.reshape((4, 1, 6)), B),
        (lambda a: np.reshape(a, ()), np.ones((1, 1))), (lambda a: a.reshape(0, 5), np.ones((2, 0))),
    ],
    np.ravel: [(lambda a: np.ravel(a), B), (lambda a: a.ravel(), M), (lambda a: a.flatten(), M)],
    np.transpose: [
        (lambda a: np.transpose(a), B), (lambda a: a.T, M), (lambda a: a.T, V), (lambda a: a.transpose(1, -1, 0), B),
        (lambda a: np.transpose(a, (2, 0, 1)), B), (lambda a: a.transpose(), M), (lambda a: a.transpose((1, 0)), M),
    ],
    np.swapaxes: [(lambda a: np.swapaxes(a, 0, -1), B), (lambda a: np.swapaxes(a, 1, 1), M)],
    np.moveaxis: [(lambda a: np.moveaxis(a, 0, -1), B), (lambda a: np.moveaxis(a, (0, 1), (2, 0)), B)],
    np.expand_dims: [(lambda a: np.expand_dims(a, 1), M), (lambda a: np.expand_dims(a, (0, -1)), V)],
    np.squeeze: [
        (lambda a: np.squeeze(a), M[None, :, None]), (lambda a: a.squeeze(0), V[None]),
        (lambda a: np.squeeze(a, -1), M[..., None]),
    ],
    np.broadcast_to: [(lambda a: np.broadcast_to(a, (4, 2, 3)), M), (lambda a: np.broadcast_to(a, 3), 1.5)],
    np.flip: [(lambda a: np.flip(a), B), (lambda a: np.flip(a, -1), B), (lambda a: np.flip(a, (0, 2)), B)],
    np.diff: [(lambda a: np.diff(a), M), (lambda a: np.diff(a, 2), B), (lambda a: np.diff(a, axis=0), M)],
    np.dot: [
        (np.dot, V, W), (np.dot, M, V), (np.dot, 2.0, M), (np.dot, B, np.ones(4)), (lambda a, b: a.dot(b), M, M.T),
    ],
    np.outer: [(np.outer, V, W), (np.outer, M, V)],
    np.inner: [(np.inner, V, W), (np.inner, M, M), (np.inner, V, M), (np.inner, 2.0, V)],
    np.vdot: [(np.vdot, V, W), (np.vdot, M, -M)],
    np.linalg.norm: [
        (np.linalg.norm, V), (np.linalg.norm, M), (lambda a: np.linalg.norm(a, axis=1), M),
        (lambda a: np.linalg.norm(a, 2), V),
        (lambda a: np.linalg.norm(a, "fro", None, keepdims=True), M),
        (lambda a: np.linalg.norm(a, axis=-1, keepdims=True), B),
    ],
    np.concatenate: [
        (lambda a, b: np.concatenate([a, b]), V, W), (lambda a, b: np.concatenate([a, b, a], axis=-1), M, M[:, :1]),
        (lambda a, b: np.concatenate([a, b], axis=None), M, V), (lambda a: np.concatenate([a, np.ones((0, 3))]), M),
    ],
    np.stack: [
        (lambda a, b: np.stack([a, b]), V, W), (lambda a, b: np.stack([a, b], axis=-1), M, -M),
        (lambda a: np.stack([a, 1.0, 2 * a]), 0.7), (lambda a: np.stack([a, V], axis=1), W),
    ],
    np.vstack: [(lambda a, b: np.vstack([a, b]), M, V), (lambda a, b: np.vstack([a, b]), 1.0, 2.0)],
    np.hstack: [(lambda a, b: np.hstack([a, b]), V, 2.0), (lambda a, b: np.hstack([a, b]), M, M)],
    np.column_stack: [(lambda a, b: np.column_stack([a, b]), V, W), (lambda a, b: np.column_stack([a, b]), M, V[:2])],
    np.where: [
        (lambda a, b: np.where(a > b, a * b, a), V, W), (lambda a: np.where([True, False, True], a, 0.0), M),
        (lambda a: np.where(a < 0, 0.5 * a, a**2), M),
    ],
    np.clip: [
        (lambda a: np.clip(a, -1.0, 1.0), M), (lambda a: np.clip(a, 0.1, None), M), (lambda a: np.clip(a, None, V), M),
        (lambda a: np.clip(a, min=0.4, max=1.6), M), (lambda a: np.clip(a, min=0.4), M),
        (lambda a: np.clip(a, max=0.4), M),
    ],
    np.copy: [(lambda a: np.copy(a) * a.copy(), M)],
    np.shape: [(lambda a: a * np.shape(a)[1], M)],
    np.ndim: [(lambda a: a * np.ndim(a), M)],
    np.size: [(lambda a: a * np.size(a), M)],
    np.zeros_like: [(lambda a: a + np.zeros_like(a), M)],
    np.ones_like: [(lambda a: a * np.ones_like(a), M)],
    np.full_like: [(lambda a: a * np.full_like(a, 2.5), M), (lambda a: a * np.full_like(a, a[0, 1]), M)],
}  # fmt: skip

# Where a ufunc may be differenced, if not at V (and W): clear of its kinks and poles.
PLACES = {
    np.power: (POSITIVE, W), np.float_power: (POSITIVE, W), np.log: (POSITIVE,), np.log2: (POSITIVE,),
    np.log10: (POSITIVE,),
    np.sqrt: (POSITIVE,), np.log1p: (POSITIVE,), np.tan: (V / 2,), np.matmul: (M, V),
}  # fmt: skip
WITHOUT_NUMBERS = {np.bitwise_and, np.bitwise_or, np.invert}  # of comparisons only: a case of their own below


def named(function):
    return f"np.{function.__name__}"


def test_every_function_that_traces_has_a_case_here():
    assert set(CASES) == set(FUNCTIONS)


EVERY_CALL = [
    pytest.param(f, args, id=f"{named(function)}-{i}")
    for function, calls in CASES.items()
    for i, (f, *args) in enumerate(calls)
]


@pytest.mark.parametrize(("f", "args"), EVERY_CALL)
def test_a_function_has_numpys_value_and_the_derivative_of_differences(f, args):
    value, _ = jvp(f, args, [np.zeros(np.shape(arg)) for arg in args])
    expected = f(*(np.asarray(arg, dtype=float) for arg in args))
    assert np.shape(value) == np.shape(expected)
    np.testing.assert_allclose(value, expected, rtol=1e-14, atol=1e-15)
    check_grads(f, args)


@pytest.mark.parametrize("ufunc", sorted(set(UFUNCS) - WITHOUT_NUMBERS, key=named), ids=named)
def test_a_ufunc_has_numpys_value_and_the_derivative_of_differences(ufunc):
    places = PLACES.get(ufunc, (V, W)[: ufunc.nin] if ufunc.nin < 3 else (V, W, V))
    value, _ = jvp(ufunc, places, [np.zeros(np.shape(x)) for x in places])
    np.testing.assert_allclose(value, ufunc(*places), rtol=1e-14)
    check_grads(ufunc, places)


@pytest.mark.parametrize("ufunc", sorted((u for u in UFUNCS if u.nin == 2), key=named), ids=named)
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_array_or_a_number_may_stand_on_either_side_of_a_traced_value(ufunc, side):
    """Of numpy's own arrays and numbers, so that np.float64(2) * x and np.ones(3) - x trace too."""
    x, y = PLACES.get(ufunc, (V > 0, W > 0) if ufunc in WITHOUT_NUMBERS else (V, W))
    f, at = ((lambda t: ufunc(x, t)), y) if side == "left" else ((lambda t: ufunc(t, y)), x)
    np.testing.assert_allclose(jvp(f, (at,), (np.zeros(np.shape(at)),))[0], ufunc(x, y), rtol=1e-14)


@pytest.mark.parametrize("x", [0.0, 1e-9, -1e-4, 0.1])
@pytest.mark.parametrize("ufunc", [np.sinh, np.expm1, np.log1p, np.arctan, np.tan, np.tanh], ids=named)
def test_a_function_that_vanishes_at_zero_keeps_its_digits_there(ufunc, x):
    np.testing.assert_allclose(jvp(ufunc, (x,), (0.0,))[0], ufunc(x), rtol=1e-14)


@pytest.mark.parametrize("x", [-800.0, -1.0, 0.0, 3.0, 800.0])
def test_logaddexp_does_not_overflow(x):
    value, slope = jvp(lambda t: np.logaddexp(t, 0.0), (x,), (1.0,))
    np.testing.assert_allclose(value, np.logaddexp(x, 0.0), rtol=1e-14)
    np.testing.assert_allclose(slope, 0.5 * (1 + np.tanh(x / 2)), rtol=1e-12, atol=1e-300)


def test_logaddexp_is_smooth_where_its_arguments_are_equal():
    quarter = np.array([[0.25, -0.25], [-0.25, 0.25]])  # σ′(0) = ¼
    np.testing.assert_allclose(hessian(lambda v: np.logaddexp(v[0], v[1]))(np.zeros(2)), quarter, rtol=1e-14)
    check_grads(np.logaddexp, (1.5, 1.5), order=4)


TRUTHS = np.array([0.0, 2.0, -3.0, 0.5])


@pytest.mark.parametrize("ufunc", [np.logical_and, np.logical_or], ids=named)
def test_a_logical_function_asks_numbers_whether_they_are_zero(ufunc):
    for other in TRUTHS:
        value, _ = jvp(lambda t, other=other: ufunc(t, other), (TRUTHS,), (np.zeros(4),))
        np.testing.assert_array_equal(value, ufunc(TRUTHS, other))
    value, _ = jvp(np.logical_not, (TRUTHS,), (np.zeros(4),))
    np.testing.assert_array_equal(value, np.logical_not(TRUTHS))


def test_conditions_are_joined_as_numpy_joins_them():
    x = np.linspace(-2, 2, 9)

    def between(t):
        return np.where((t >= -1) & (t < 1.5) & ~(t == 0) | (t > 1.9) | (t != t), t, -7.0)

    np.testing.assert_array_equal(jvp(between, (x,), (x,))[0], between(x))


KEYS = [
    0, -1, slice(None), slice(1, None), slice(None, None, -1), slice(-1, None, -2), slice(5, 9), None, ..., (0, 1),
    (..., -1),
    (slice(None), 2), (None, 1, ..., None), (slice(None, None, -1), slice(None, 2)), [1, 0, 1], np.array([[0, 1], [1,
    1]]),
    (slice(None), [2, 0, 0, 1]), ([0, 1, 1], [2, 2, 0]), (np.int64(1), np.array([1])), [], (1, [True, False, True]),
    np.array([True, False]), np.array([[True, False, True], [False, False, True]]), np.array(1), ([-1], slice(None,
    None, 2)),
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_an_index_picks_what_numpy_picks_and_hands_its_derivative_back_to_the_same_places(key):
    value, tangent = jvp(lambda a: a[key], (M,), (M * 2,))
    np.testing.assert_array_equal(value, M[key])
    np.testing.assert_array_equal(tangent, 2 * M[key])
    check_grads(lambda a: a[key] ** 2, (M,))


@pytest.mark.parametrize(
    ("a", "b"),
    [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((5, 2, 3), (3,)), ((3,), (5, 3, 2)), ((5, 2,
    3), (3, 1)),
     ((4, 1, 2, 3), (5, 3, 2)), ((2, 0), (0, 3)), ((0, 2), (2, 3)), ((1, 1), (1,))],
)  # fmt: skip
def test_matmul_agrees_with_einsum_for_vectors_matrices_and_batches(a, b):
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal(a), rng.standard_normal(b)
    left, right = ("j", "...ij")[len(a) > 1], ("j", "...jk")[len(b) > 1]
    out = "..." * (len(a) > 2 or len(b) > 2) + "i" * (len(a) > 1) + "k" * (len(b) > 1)
    if "..." not in out:
        left, right = left.replace("...", ""), right.replace("...", "")
    value, _ = jvp(np.matmul, (x, y), (x, y))
    expected = np.einsum(f"{left},{right}->{out}", x, y)
    assert np.shape(value) == expected.shape
    np.testing.assert_allclose(value, expected, rtol=1e-12, atol=1e-12)
    check_grads(np.matmul, (x, y))
