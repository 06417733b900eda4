"""Kinks, poles, jumps and infinities of the elementwise functions, to second order."""

import math

import numpy as np
import pytest

from mlcalc import check_grads, grad, hessian, jvp

INF, NAN = np.inf, np.nan


def value(f, *args):
    return jvp(f, args, [np.zeros(np.shape(arg)) for arg in args])[0]


def at_zero_and_beyond(f, order):
    """f and its derivatives at 0, up to ``order``."""
    found = []
    for _ in range(order + 1):
        found.append(float(f(0.0)))
        f = grad(f)
    return found


def test_sinc_has_the_derivatives_of_its_series_at_zero_and_near_it():
    series = [(-1) ** (n // 2) * math.pi**n / (n + 1) if n % 2 == 0 else 0.0 for n in range(7)]
    np.testing.assert_allclose(at_zero_and_beyond(np.sinc, 6), series, rtol=1e-13, atol=1e-10)
    for x in (1e-8, 1e-3, -0.1):  # sinc′(x) = −π²x/3 + π⁴x³/30 − π⁶x⁵/840 + π⁸x⁷/45360 − ...
        first = -(np.pi**2) * x / 3 + np.pi**4 * x**3 / 30 - np.pi**6 * x**5 / 840 + np.pi**8 * x**7 / 45360
        assert grad(np.sinc)(x) == pytest.approx(first, rel=1e-5 if x == -0.1 else 1e-13)


@pytest.mark.parametrize("x", [0.0, 0.2, 0.31622, 0.31623, -0.31623, 1.0, 2.4])
def test_sinc_is_smooth_where_the_formula_of_its_slope_changes(x):
    check_grads(np.sinc, (x,), order=3)


@pytest.mark.parametrize(("y", "x"), [(1.0, 2.0), (1.0, -2.0), (-1.0, -2.0), (-1.0, 2.0), (0.0, -2.0), (2.0, 0.0)])
def test_arctan2_is_the_angle_in_every_quadrant(y, x):
    square = x * x + y * y
    slopes = [x / square, -y / square]
    turns = [[-2 * x * y, y * y - x * x], [y * y - x * x, 2 * x * y]]
    assert value(np.arctan2, y, x) == math.atan2(y, x)
    np.testing.assert_allclose(grad(np.arctan2, (0, 1))(y, x), slopes, rtol=1e-14)
    np.testing.assert_allclose(hessian(np.arctan2, (0, 1))(y, x), np.array(turns) / square**2, rtol=1e-13)


def test_hypot_does_not_overflow_and_is_a_cone():
    assert value(np.hypot, 1e200, 1e200) == np.hypot(1e200, 1e200)
    np.testing.assert_allclose(grad(np.hypot, (0, 1))(3e200, 4e200), [0.6, 0.8], rtol=1e-14)
    np.testing.assert_allclose(grad(np.hypot, (0, 1))(3e-200, -4e-200), [0.6, -0.8], rtol=1e-14)
    assert grad(np.hypot, (0, 1))(0.0, -2.0) == (0.0, -1.0)
    np.testing.assert_array_equal(hessian(np.hypot, (0, 1))(0.0, 2.0), [[0.5, 0.0], [0.0, 0.0]])
    assert grad(np.hypot, (0, 1))(0.0, 0.0) == (0.0, 0.0)  # at the tip, what |x| has


@pytest.mark.parametrize(
    ("x", "y", "slopes"),
    [(-INF, -INF, None), (-INF, 1.0, (0, 1)), (1.0, -INF, (1, 0)), (INF, 1.0, (1, 0)), (INF, INF, None)],
)
def test_logaddexp_of_infinities_is_numpys(x, y, slopes):
    assert value(np.logaddexp, x, y) == np.logaddexp(x, y)
    assert value(np.logaddexp2, x, y) == np.logaddexp2(x, y)
    found = grad(np.logaddexp, (0, 1))(x, y)
    assert sum(found) == 1.0
    assert slopes is None or found == slopes
    assert np.isfinite(hessian(np.logaddexp, (0, 1))(x, y)).all()


def test_an_infinite_slope_is_infinite_and_not_nan():
    with np.errstate(divide="ignore"):
        for f in (np.sqrt, np.cbrt, lambda x: x**0.5):
            assert grad(f)(0.0) == INF
            assert grad(grad(f))(0.0) == -INF
        assert grad(np.arcsin)(1.0) == grad(np.arccosh)(1.0) == grad(np.arctanh)(1.0) == INF
        assert grad(np.arccos)(1.0) == -INF
        assert grad(grad(lambda x: x**1.5))(0.0) == INF


@pytest.mark.parametrize("n", range(6))
def test_a_power_with_a_whole_exponent_has_all_the_derivatives_of_the_polynomial_at_zero(n):
    expected = [0.0] * 6
    expected[n] = float(math.factorial(n))
    assert at_zero_and_beyond(lambda x: x**n, 5) == expected
    assert at_zero_and_beyond(lambda x: np.power(x, np.float64(n)), 5) == expected


@pytest.mark.parametrize("x", [-8.0, -0.001, 27.0])
def test_the_cube_root_of_a_negative_number_is_one(x):
    # a number's is the C library's, which may be off by the last bit: cbrt(27) = 3.0000000000000004 on some machines
    assert value(np.cbrt, x) == pytest.approx(np.cbrt(x), rel=3e-16)
    assert grad(np.cbrt)(x) == pytest.approx(np.cbrt(x) / x / 3, rel=1e-14)
    assert grad(grad(np.cbrt))(x) == pytest.approx(-2 * np.cbrt(x) / x**2 / 9, rel=1e-14)


def test_the_second_derivative_of_the_absolute_value_is_zero():
    assert [grad(grad(np.abs))(x) for x in (-2.0, 0.0, 3.0)] == [0.0, 0.0, 0.0]


HALVES = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49999999999999994, 4503599627370497.5, 1e17 + 16, -0.0, NAN, 7.0])


@pytest.mark.parametrize("ufunc", [np.floor, np.ceil, np.trunc, np.rint, np.round, np.fix, np.sign, np.signbit])
def test_rounding_is_numpys_and_has_no_slope(ufunc):
    np.testing.assert_array_equal(value(ufunc, HALVES), ufunc(HALVES))
    np.testing.assert_array_equal(jvp(ufunc, (HALVES,), (HALVES,))[1], np.zeros(HALVES.shape))


QUOTIENTS = [(1.0, 0.1), (-1.0, 0.1), (5.3, -2.1), (-5.3, 2.1), (-6.0, -3.0), (0.0, 2.0), (1e18, 7.0), (6.0, 3.0)]


@pytest.mark.parametrize(("x", "y"), QUOTIENTS)
@pytest.mark.parametrize("ufunc", [np.remainder, np.fmod, np.floor_divide])
def test_a_remainder_is_numpys_to_the_last_digit(ufunc, x, y):
    assert value(ufunc, x, y) == ufunc(x, y)
    times = 0.0 if ufunc is np.floor_divide else round((x - float(ufunc(x, y))) / y)
    expected = (0.0, 0.0) if ufunc is np.floor_divide else (1.0, -times)
    assert grad(ufunc, (0, 1))(x, y) == expected


def test_many_remainders_are_numpys():
    rng = np.random.default_rng(0)
    x, y = rng.integers(-60, 60, 4000) / 10, rng.choice([0.1, 0.2, 0.3, 0.7, 1.1, -0.1, -0.3, -1.1], 4000)
    for ufunc in (np.remainder, np.fmod, np.floor_divide):
        np.testing.assert_array_equal(value(ufunc, x, y), ufunc(x, y))


def test_to_divide_by_zero_gives_what_numpy_gives():
    with np.errstate(all="ignore"):
        for x in (1.0, -1.0, 0.0):
            for ufunc in (np.remainder, np.fmod, np.floor_divide):
                np.testing.assert_equal(value(ufunc, x, 0.0), float(ufunc(x, 0.0)))


def test_modf_parts_a_number_and_infinity():
    with np.errstate(invalid="ignore"):
        for part, expected in zip(
            value(np.modf, np.array([2.5, -2.5, INF, -INF])), np.modf([2.5, -2.5, INF, -INF]), strict=True
        ):
            np.testing.assert_array_equal(part, expected)


WILD = np.array([0.0, -0.0, 1.0, -2.5, NAN, INF, -INF])


@pytest.mark.parametrize("ufunc", [np.isnan, np.isinf, np.isfinite, np.signbit, np.sign, np.conjugate, np.absolute])
def test_what_kind_of_number_it_is_is_what_numpy_says(ufunc):
    np.testing.assert_array_equal(value(ufunc, WILD), ufunc(WILD))


@pytest.mark.parametrize("ufunc", [np.fmax, np.fmin, np.maximum, np.minimum, np.copysign, np.heaviside, np.hypot])
def test_two_numbers_of_any_kind_give_what_numpy_gives(ufunc):
    x, y = np.repeat(WILD, WILD.size), np.tile(WILD, WILD.size)
    with np.errstate(invalid="ignore"):  # of the slopes at infinity
        found = value(ufunc, x, y)
    np.testing.assert_array_equal(found, ufunc(x, y))
    signs = np.signbit(found) == np.signbit(ufunc(x, y))
    assert signs[~np.isnan(ufunc(x, y))].all() or ufunc is not np.copysign


def test_the_larger_of_two_shares_a_tie_and_passes_over_what_is_no_number():
    for ufunc in (np.fmax, np.fmin):
        assert grad(ufunc, (0, 1))(2.0, 2.0) == (0.5, 0.5)
        assert grad(ufunc, (0, 1))(NAN, 2.0) == (0.0, 1.0)
        assert grad(ufunc, (0, 1))(2.0, NAN) == (1.0, 0.0)


def test_a_sign_that_is_taken_over_is_a_slope_at_zero_too():
    assert grad(np.copysign, (0, 1))(0.0, -1.0) == (-1.0, 0.0)
    assert grad(np.copysign, (0, 1))(-2.0, 0.0) == (-1.0, 0.0)
    assert grad(np.heaviside, (0, 1))(0.0, 0.5) == (0.0, 1.0)
    assert grad(np.heaviside, (0, 1))(1.0, 0.5) == (0.0, 0.0)


def test_what_is_no_number_is_replaced_and_has_no_slope():
    assert [grad(np.nan_to_num)(x) for x in (NAN, INF, -INF, 2.0)] == [0.0, 0.0, 0.0, 1.0]
