"""What an elementwise row needs and a line of the table cannot hold: values numpy lacks, and longer partials.

A value takes arrays and gives one. A partial is run on traced values: it is ordinary numpy, and it is
differentiated in its turn, so it may hide no NaN behind a choice that is not taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

# --- values ------------------------------------------------------------------------------


def logistic_value(x: Any) -> Any:
    with np.errstate(over="ignore"):  # e⁻ˣ = inf gives the right limit, 0
        return 1.0 / (1.0 + np.exp(-np.asarray(x, dtype=float)))


def comparison(compare: np.ufunc) -> Callable[..., Any]:
    """A comparison as 1.0 or 0.0: everything in a graph is float64."""
    return lambda x, y: np.multiply(compare(x, y), 1.0)


# Entry by entry: numpy has no error function, and scipy is not needed for the sake of two.
erf_value = np.vectorize(math.erf, otypes=[float])
erfc_value = np.vectorize(math.erfc, otypes=[float])


def xlogy_value(x: Any, y: Any) -> Any:
    """x·log y, and 0 where x = 0, whatever y is, unless y is NaN."""
    return x * np.log(np.where(np.equal(x, 0.0) & np.equal(y, y), 1.0, y))


# The page has no error function either. erf is a series whose terms are all of one sign, so that nothing cancels
# (Abramowitz and Stegun, 7.1.6); beyond 6 it is 1 to the last digit. It is worked out from the last term, k being the
# number of a term, to the first. (erfc, whose tail would need another series, is not worth its bytes in every page.)
ERF_JS = (
    "x * x > 36 ? Math.sign(x) : 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * "
    "[...Array(100).keys()].reduceRight((rest, k) => 1 + 2 * x * x / (2 * k + 3) * rest, 1)"
)

# --- partials ----------------------------------------------------------------------------


def nonzero(x: Any) -> Any:
    """x, but 1 where x = 0: a divisor, or what a logarithm is taken of, for a result that is zero there anyhow."""
    return np.where(np.equal(x, 0.0), 1.0, x)


def power_by_base(x: Any, y: Any) -> Any:
    """y·xʸ⁻¹, and 0 where y = 0 even at x = 0. (For a literal y the choice folds away.)"""
    return y * x ** np.where(np.equal(y, 0.0), 1.0, y - 1.0)


def power_by_exponent(x: Any, y: Any) -> Any:
    """xʸ·log x, and 0 where x = 0, for the sake of 0**y."""
    return np.log(nonzero(x)) * x**y


def fmod_by_divisor(x: Any, y: Any) -> Any:
    """−(how often y was taken away from x): x/y itself may have been rounded up to the next whole number."""
    return -np.rint((x - np.fmod(x, y)) / y)


def xlogy_by_factor(x: Any, y: Any) -> Any:
    return np.log(y)


def xlogy_by_number(x: Any, y: Any) -> Any:
    """x/y, and 0 where both are 0: 0·log y is 0 for all y."""
    return x / np.where(np.equal(x, 0.0) & np.equal(y, 0.0), 1.0, y)


# sin(πx)/(πx) = Σₖ (−1)ᵏ (πx)²ᵏ/(2k + 1)!; of its derivative divided by π²x, the coefficients of (πx)²ᵏ⁻².
SINC_SERIES = [(-1) ** k * 2 * k / math.factorial(2 * k + 1) for k in range(1, 13)]


def sinc_slope(x: Any) -> Any:
    """(cos πx − sinc x)/x; near 0, where it cancels (and is 0/0 at 0), its series, which holds to any order."""
    near = np.less(x * x, 0.1)
    square = np.pi**2 * x * x
    series = SINC_SERIES[-1]
    for coefficient in SINC_SERIES[-2::-1]:
        series = coefficient + square * series
    far = np.where(near, 1.0, x)
    return np.where(near, np.pi**2 * x * series, (np.cos(np.pi * far) - np.sinc(far)) / far)
