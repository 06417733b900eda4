"""Reductions, running totals and orders: numpy's values, and the derivatives of differences and of JAX."""

import numpy as np
import pytest
from numpy_calls import agrees_with_jax, agrees_with_numpy, each_call

from mlcalc import check_grads, grad, hessian, jacobian, jvp
from mlcalc.trace.functions import missing, ordering, reductions
from mlcalc.trace.functions.indexing import getitem

V = np.array([0.7, -1.3, 2.1, 0.2])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
B = np.sin(np.arange(24.0) ** 2).reshape(2, 3, 4)
KNOWN = np.array([[True, False, True], [True, True, False]])


def missing_calls(name, *more):
    """Of a function that leaves NaN out: the call puts NaN in, for differences cannot step over it."""
    options = ({}, {"axis": 0}, {"axis": -1}, *more)
    return [(lambda xp, a, k=k: getattr(xp, name)(xp.where(KNOWN, a, np.nan), **k), M) for k in options]


CASES = {
    np.sum: [
        (lambda xp, a: xp.sum(a), M), (lambda xp, a: xp.sum(a, axis=-1), M), (lambda xp, a: xp.sum(a, 0, keepdims=True),
        M), (lambda xp, a: xp.sum(a, axis=(0, -1)), B), (lambda xp, a: xp.sum(a, axis=1), np.ones((2, 0))),
        (lambda xp, a: xp.sum(a), 2.0), (lambda xp, a: xp.sum(a, 1, float, None, True), M),
    ],
    np.mean: [(lambda xp, a: xp.mean(a), M), (lambda xp, a: xp.mean(a, axis=(0, 2)), B),
              (lambda xp, a: xp.mean(a, 1, None, None, True), M)],
    np.average: [
        (lambda xp, a: xp.average(a), M), (lambda xp, a: xp.average(a, axis=1), M),
        (lambda xp, a: xp.average(a, 1, np.array([1.0, 2.0, 0.5])), M),
        (lambda xp, a, w: xp.average(a, weights=w), M, M**2), (lambda xp, a, w: xp.average(a, 0, w), M, V[2:]),
        (lambda xp, a, w: xp.average(a, axis=1, weights=w, returned=True), M, M[0] ** 2),
        (lambda xp, a: xp.average(a, axis=1, keepdims=True), M),
        (lambda xp, w: xp.average(M, axis=0, weights=w), V[2:]),
    ],
    np.var: [
        (lambda xp, a: xp.var(a), M), (lambda xp, a: xp.var(a, axis=-1, ddof=1, keepdims=True), B),
        (lambda xp, a: xp.var(a, 0, None, None, 1), M), (lambda xp, a: xp.var(a, axis=(0, 1), correction=1), B),
    ],
    np.std: [(lambda xp, a: xp.std(a), M), (lambda xp, a: xp.std(a, axis=0, ddof=1), M),
             (lambda xp, a: xp.std(a, 1, keepdims=True), M)],
    np.prod: [
        (lambda xp, a: xp.prod(a), V), (lambda xp, a: xp.prod(a, axis=0), M), (lambda xp, a: xp.prod(a, (0, -1)), B),
        (lambda xp, a: xp.prod(a, axis=-1, keepdims=True), M), (lambda xp, a: xp.prod(a), 1.7),
        (lambda xp, a: xp.prod(a), np.array([0.5, 0.0, 2.0])),
        (lambda xp, a: xp.prod(a), np.array([0.0, 3.0, 0.0, 2.0])),
        (lambda xp, a: xp.prod(a, axis=0) + 0.0 * xp.sum(a), np.ones((0, 2))),
    ],
    np.max: [
        (lambda xp, a: xp.max(a), M), (lambda xp, a: xp.max(a, axis=0), B), (lambda xp, a: xp.max(a), 2.0),
        (lambda xp, a: xp.max(a, axis=(0, -1), keepdims=True), B), (lambda xp, a: xp.max(a, axis=()), M),
        (lambda xp, a: xp.max(a, axis=0), np.ones((3, 0))),
    ],
    np.min: [(lambda xp, a: xp.min(a), M), (lambda xp, a: xp.min(a, axis=(1, 2)), B),
             (lambda xp, a: xp.min(a, axis=-1, keepdims=True), M)],
    np.amax: [(lambda xp, a: xp.amax(a, 0), M)],
    np.amin: [(lambda xp, a: xp.amin(a, 1, None, True), M)],
    np.ptp: [(lambda xp, a: xp.ptp(a), M), (lambda xp, a: xp.ptp(a, axis=0, keepdims=True), B)],
    np.count_nonzero: [(lambda xp, a: a * xp.count_nonzero(a > 0), M),
                       (lambda xp, a: a * xp.count_nonzero(a, axis=1, keepdims=True), M)],
    np.any: [(lambda xp, a: xp.where(xp.any(a > 1.8), a, 2 * a), M), (lambda xp, a: 1.0 * xp.any(a > 1.8, 0), M),
             (lambda xp, a: 1.0 * xp.any(a > 1.8, axis=-1, keepdims=True), M)],
    np.all: [(lambda xp, a: xp.where(xp.all(a > -9), a, 2 * a), M), (lambda xp, a: 1.0 * xp.all(a > 0, axis=0), M),
             (lambda xp, a: 1.0 * xp.all(a > 0, axis=(0, 1), keepdims=True), M)],
    np.cumsum: [(lambda xp, a: xp.cumsum(a), M), (lambda xp, a: xp.cumsum(a, axis=0), M),
                (lambda xp, a: xp.cumsum(a, -1), B), (lambda xp, a: xp.cumsum(a), 1.5)],
    np.cumprod: [
        (lambda xp, a: xp.cumprod(a), M), (lambda xp, a: xp.cumprod(a, axis=0), M),
        (lambda xp, a: xp.cumprod(a, -1), B), (lambda xp, a: xp.cumprod(a), np.array([0.5, 0.0, 2.0, 0.0, 1.5])),
    ],
    np.cumulative_sum: [(lambda xp, a: xp.cumulative_sum(a), V),
                        (lambda xp, a: xp.cumulative_sum(a, axis=1, include_initial=True), M)],
    np.cumulative_prod: [(lambda xp, a: xp.cumulative_prod(a, axis=-2), M),
                         (lambda xp, a: xp.cumulative_prod(a, include_initial=True), V)],
    np.sort: [
        (lambda xp, a: xp.sort(a), V), (lambda xp, a: xp.sort(a), B), (lambda xp, a: xp.sort(a, axis=1), B),
        (lambda xp, a: xp.sort(a, axis=None), M), (lambda xp, a: xp.sort(a, 0), np.ones((2, 0))),
    ],
    np.argsort: [(lambda xp, a: xp.argsort(a) * a, M), (lambda xp, a: xp.argsort(a, axis=None) * 1.0, M),
                 (lambda xp, a: xp.take_along_axis(a, xp.argsort(-a, axis=0), axis=0), M)],
    np.take_along_axis: [
        (lambda xp, a: xp.take_along_axis(a, np.array([[2, 0], [1, 1]]), 1), M),
        (lambda xp, a: xp.take_along_axis(a, np.array([3, 0, 3]), None), M),
        (lambda xp, a: xp.take_along_axis(a, xp.argsort(a[:1]), axis=1), M),
        (lambda xp, a: xp.take_along_axis(a, xp.argmax(a, axis=-1, keepdims=True), axis=-1), B),
    ],
    np.take: [
        (lambda xp, a: xp.take(a, np.array([5, 0, -1])), M), (lambda xp, a: xp.take(a, np.array([[1, 0]]), axis=1), B),
        (lambda xp, a: xp.take(a, 1, 0), M), (lambda xp, a: xp.take(a, np.array([7, -9]), mode="wrap"), M),
        (lambda xp, a: xp.take(a, xp.argsort(a[0]), axis=1), M), (lambda xp, a: xp.take(a, xp.argmax(a)), M),
        (lambda xp, a: xp.take(a, xp.argsort(a[0, :2]), axis=2), B),
    ],
    np.argmax: [(lambda xp, a: a * xp.argmax(a), M), (lambda xp, a: a * xp.argmax(a, 0), M),
                (lambda xp, a: a * xp.argmax(a, axis=-1, keepdims=True), B)],
    np.argmin: [(lambda xp, a: a * xp.argmin(a), M), (lambda xp, a: a * xp.argmin(a, axis=1, keepdims=True), M)],
    np.nanargmax: [(lambda xp, a: a * xp.nanargmax(xp.where(KNOWN, a, np.nan), axis=0), M)],
    np.nanargmin: [(lambda xp, a: a * xp.nanargmin(xp.where(KNOWN, a, np.nan)), M)],
    np.searchsorted: [(lambda xp, a: a * xp.searchsorted(np.array([-1.0, 0.0, 0.4]), a), M),
                      (lambda xp, a: a * xp.searchsorted(np.array([-1.0, 0.2, 0.4]), a, "right"), M),
                      (lambda xp, a: a[0] * xp.searchsorted(xp.sort(a), 0.5), V)],
    np.digitize: [(lambda xp, a: a * xp.digitize(a, np.array([-1.0, 0.0, 0.4])), M),
                  (lambda xp, a: a * xp.digitize(a, np.array([1.0, 0.2, -1.0]), right=True), M),
                  (lambda xp, a: a * xp.digitize(a, np.array([1.0, 0.2, -1.0])), M)],
    np.quantile: [
        (lambda xp, a: xp.quantile(a, 0.3), M), (lambda xp, a: xp.quantile(a, np.array([0.1, 0.75]), axis=0), B),
        (lambda xp, a: xp.quantile(a, 0.5, axis=(0, 1), keepdims=True), B), (lambda xp, a: xp.quantile(a, 1.0, -1), M),
    ],
    np.percentile: [(lambda xp, a: xp.percentile(a, 30), M),
                    (lambda xp, a: xp.percentile(a, np.array([25, 75]), 1), B)],
    np.median: [(lambda xp, a: xp.median(a), M), (lambda xp, a: xp.median(a), V),
                (lambda xp, a: xp.median(a, axis=1, keepdims=True), M), (lambda xp, a: xp.median(a, axis=(0, 2)), B)],
    np.nansum: missing_calls("nansum", {"keepdims": True}),
    np.nanprod: missing_calls("nanprod"),
    np.nanmean: missing_calls("nanmean", {"axis": 1, "keepdims": True}),
    np.nanvar: missing_calls("nanvar", {"ddof": 1}),
    np.nanstd: missing_calls("nanstd")[:1],
    np.nanmax: missing_calls("nanmax"),
    np.nanmin: missing_calls("nanmin", {"axis": 1, "keepdims": True}),
    np.nancumsum: missing_calls("nancumsum"),
    np.nancumprod: missing_calls("nancumprod"),
}  # fmt: skip


def test_every_function_of_this_area_has_a_case():
    assert set(CASES) == set(reductions.FUNCTIONS | ordering.FUNCTIONS | missing.FUNCTIONS)


@each_call(CASES)
def test_a_function_has_numpys_value_and_the_derivatives_of_differences(call, args):
    agrees_with_numpy(call, args)


@each_call(CASES)
def test_a_function_has_the_value_and_derivatives_of_jax(call, args):
    agrees_with_jax(call, args)


# --- ties, and what stands in an order ---------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 3, 5, 7, 8])
def test_ties_of_an_extreme_share_their_derivative_evenly(n):
    x = np.array([1.7] * n + [0.3, -9.0])
    share = np.array([1 / n] * n + [0.0, 0.0])
    np.testing.assert_allclose(grad(np.max)(x), share, rtol=1e-15)
    np.testing.assert_allclose(grad(lambda v: np.min(-v))(x), -share, rtol=1e-15)
    assert jvp(np.max, (x,), (x,))[0] == 1.7  # exactly, so that x == np.max(x) finds it
    np.testing.assert_array_equal(hessian(np.max)(x), np.zeros((n + 2, n + 2)))


def test_an_extreme_of_infinite_entries_and_nan_is_numpys():
    rows = np.array([[-np.inf, -np.inf, 1.0], [-np.inf, -np.inf, -np.inf], [np.inf, np.inf, 0.0], [0.0, np.nan, 1.0]])
    value, _ = jvp(lambda a: np.max(a, axis=1), (rows,), (np.zeros((4, 3)),))
    np.testing.assert_array_equal(value, rows.max(1))


def test_a_product_has_its_second_derivatives_where_factors_are_zero():
    x = np.array([0.0, 3.0, 0.0, 2.0])
    expected = np.zeros((4, 4))
    expected[0, 2] = expected[2, 0] = 6.0  # the product of the others
    np.testing.assert_array_equal(hessian(np.prod)(x), expected)


def test_sorting_hands_each_derivative_back_to_where_its_entry_stood():
    x = np.array([3.0, 1.0, 2.0])
    np.testing.assert_array_equal(jacobian(np.sort)(x), np.eye(3)[[1, 2, 0]])
    np.testing.assert_array_equal(jacobian(lambda v: np.sort(v)[::-1])(x), np.eye(3)[[0, 2, 1]])


def test_an_order_has_no_slope():
    np.testing.assert_array_equal(jacobian(lambda v: 1.0 * np.argsort(v))(V), np.zeros((4, 4)))
    assert grad(lambda v: 2.0 * np.argmax(v) + 3.0 * np.searchsorted(V, v[0]))(V).tolist() == [0.0] * 4


PLACES = [
    lambda p: p, lambda p: (p, 2), lambda p: (..., p), lambda p: (slice(None), p), lambda p: (p, p), lambda p: p - 1,
    lambda p: (p, ..., [3, 1]), lambda p: (0, p), lambda p: (slice(None), p, p),
]  # fmt: skip


@pytest.mark.parametrize("key", PLACES)
def test_a_traced_place_is_read_as_numpy_reads_it(key):
    f = lambda a: getitem(a, key(np.argsort(-a[0, 0, :2])))
    np.testing.assert_array_equal(jvp(f, (B,), (B,))[0], B[key(np.argsort(-B[0, 0, :2]))])
    check_grads(lambda a: f(a) ** 2, (B,))


# --- options and functions that are refused ---------------------------------------------------------------------

REFUSALS = [
    (lambda v: np.sum(v, dtype=int), r"np\.sum: dtype=.*leave it out"),
    (lambda v: np.sum(v, where=V > 1), r"np\.sum: where=.*np\.where\(mask, a, 0\.0\)"),
    (lambda v: np.max(v, initial=5.0), r"np\.max: initial=.*np\.maximum\(initial, np\.max\(a\)\)"),
    (lambda v: np.mean(v, where=V > 1), r"np\.mean: where=.*np\.sum\(mask\)"),
    (lambda v: np.prod(v, out=np.zeros(())), "out= writes.*use the function's result"),
    (lambda v: np.quantile(v, 0.3, method="nearest"), r"np\.quantile: method='nearest'.*np\.sort\(a\)"),
    (lambda v: np.median(v)[np.quantile(v, v[0])], r"np\.quantile: q must be a known number.*np\.interp"),
    (lambda v: np.take(v, np.argmax(v), mode="clip"), r"np\.take: mode='clip'.*leave it out"),
    (lambda v: np.digitize(1.0, v), r"np\.digitize: .*np\.searchsorted\(bins, x, 'right'\)"),
]


@pytest.mark.parametrize(("f", "message"), REFUSALS)
def test_what_a_trace_cannot_follow_is_refused_with_the_way_out(f, message):
    with pytest.raises(TypeError, match=message):
        grad(f)(V)
