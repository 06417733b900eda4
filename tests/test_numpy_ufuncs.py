"""Every ufunc that traces: its value is numpy's, its derivatives are those of differences and of JAX."""

import numpy as np
import pytest
from second_accounts import assert_jax_agrees, double_jax  # noqa: F401

from mlcalc import check_grads, hessian, jvp
from mlcalc.trace.functions import UFUNCS as KNOWN

# Products of whole vectors and matrices have tests of their own (test_numpy_products.py).
UFUNCS = {ufunc for ufunc in KNOWN if ufunc.signature is None} | {np.matmul}

V = np.array([0.7, -1.3, 2.1])
W = np.array([1.1, 0.4, -0.6])
M = np.array([[0.5, -1.2, 2.0], [1.5, 0.3, -0.8]])
POSITIVE = np.array([0.4, 1.3, 2.2])

# Where a ufunc may be differenced, if not at V (and W): clear of its kinks and poles.
PLACES = {
    np.power: (POSITIVE, W), np.float_power: (POSITIVE, W), np.log: (POSITIVE,), np.log2: (POSITIVE,),
    np.log10: (POSITIVE,), np.sqrt: (POSITIVE,), np.log1p: (POSITIVE,), np.tan: (V / 2,), np.matmul: (M, V),
    np.arcsin: (V / 3,), np.arccos: (V / 3,), np.arctanh: (V / 3,), np.arccosh: (POSITIVE + 1,),
}  # fmt: skip
WITHOUT_NUMBERS = {np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert}  # of comparisons only: a case below


def named(function):
    return f"np.{function.__name__}"


def places_of(ufunc):
    return PLACES.get(ufunc, (V, W)[: ufunc.nin])


OF_NUMBERS = pytest.mark.parametrize("ufunc", sorted(set(UFUNCS) - WITHOUT_NUMBERS, key=named), ids=named)


@OF_NUMBERS
def test_a_ufunc_has_numpys_value_and_the_derivative_of_differences(ufunc):
    places = places_of(ufunc)
    value, _ = jvp(ufunc, places, [np.zeros(np.shape(x)) for x in places])
    np.testing.assert_allclose(value, ufunc(*places), rtol=1e-14)
    check_grads(ufunc, places)


@OF_NUMBERS
def test_jax_gives_a_ufunc_the_same_first_and_second_derivatives(ufunc, double_jax):  # noqa: F811
    assert_jax_agrees(ufunc, places_of(ufunc))


@OF_NUMBERS
def test_a_ufunc_takes_a_number_and_an_array_without_entries(ufunc):
    scalars = [x.ravel()[0] for x in places_of(ufunc)]
    if ufunc is not np.matmul:
        value, _ = jvp(ufunc, [float(x) for x in scalars], [0.0] * len(scalars))
        np.testing.assert_allclose(value, ufunc(*scalars), rtol=1e-14)
        value, _ = jvp(ufunc, [np.ones((2, 0)) for _ in scalars], [np.ones((2, 0)) for _ in scalars])
        assert all(np.shape(part) == (2, 0) for part in (value if isinstance(value, tuple) else (value,)))


@pytest.mark.parametrize("ufunc", sorted((u for u in UFUNCS if u.nin == 2), key=named), ids=named)
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_array_or_a_number_may_stand_on_either_side_of_a_traced_value(ufunc, side):
    """Of numpy's own arrays and numbers, so that np.float64(2) * x and np.ones(3) - x trace too."""
    x, y = PLACES.get(ufunc, (V > 0, W > 0) if ufunc in WITHOUT_NUMBERS else (V, W))
    traced = (lambda t: t > 0.5) if ufunc in WITHOUT_NUMBERS else (lambda t: t)
    f, at = ((lambda t: ufunc(x, traced(t))), y) if side == "left" else ((lambda t: ufunc(traced(t), y)), x)
    np.testing.assert_allclose(jvp(f, (at,), (np.zeros(np.shape(at)),))[0], ufunc(x, y), rtol=1e-14)


def test_the_operators_of_division_are_the_ufuncs():
    def f(v):
        whole, left = divmod(v, 0.4)
        return whole + left * (v % W) + (5.0 % v) * (7.3 // v) + v // W

    np.testing.assert_allclose(jvp(f, (V,), (V,))[0], f(V), rtol=1e-14)
    check_grads(f, (V,))


@pytest.mark.parametrize("x", [0.0, 1e-9, -1e-4, 0.1])
@pytest.mark.parametrize(
    "ufunc",
    [np.sinh, np.expm1, np.log1p, np.arctan, np.tan, np.tanh, np.arcsin, np.arcsinh, np.arctanh],
    ids=named,
)
def test_a_function_that_vanishes_at_zero_keeps_its_digits_there(ufunc, x):
    np.testing.assert_allclose(jvp(ufunc, (x,), (0.0,))[0], ufunc(x), rtol=1e-14)


@pytest.mark.parametrize("t", [1e-9, 1e-4, 0.1])
@pytest.mark.parametrize("ufunc", [np.arccos, np.arccosh], ids=named)
def test_a_function_that_vanishes_at_one_keeps_its_digits_there(ufunc, t):
    x = 1 - t if ufunc is np.arccos else 1 + t
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


@pytest.mark.parametrize("ufunc", [np.logical_and, np.logical_or, np.logical_xor], ids=named)
def test_a_logical_function_asks_numbers_whether_they_are_zero(ufunc):
    for other in TRUTHS:
        value, _ = jvp(lambda t, other=other: ufunc(t, other), (TRUTHS,), (np.zeros(4),))
        np.testing.assert_array_equal(value, ufunc(TRUTHS, other))
    value, _ = jvp(np.logical_not, (TRUTHS,), (np.zeros(4),))
    np.testing.assert_array_equal(value, np.logical_not(TRUTHS))


def test_conditions_are_joined_as_numpy_joins_them():
    x = np.linspace(-2, 2, 9)

    def between(t):
        return np.where((t >= -1) & (t < 1.5) & ~(t == 0) | (t > 1.9) | (t != t) | ((t < 0) ^ (t < -1.5)), t, -7.0)

    np.testing.assert_array_equal(jvp(between, (x,), (x,))[0], between(x))
