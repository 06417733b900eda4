"""numpy's functions that work entry by entry and are no ufuncs: numpy's values, the derivatives of two accounts."""

import re
from typing import Any

import numpy as np
import pytest
from second_accounts import assert_jax_agrees, double_jax  # noqa: F401

from mlcalc import TraceError, check_grads, grad, jvp
from mlcalc.trace.functions import elementwise

V = np.array([0.7, -1.3, 2.1])
M = np.array([[0.57, -1.231, 2.2], [1.6, 0.314, -0.8]])
WILD = np.array([0.0, -0.0, 1.0, -2.5, np.nan, np.inf, -np.inf])

# Of each function, calls on arguments that numpy, JAX and a trace must read alike.
CASES: dict[Any, list[tuple[Any, ...]]] = {
    np.sinc: [(lambda a: np.sinc(a), M), (lambda a: np.sinc(a), 0.0), (lambda a: np.sinc(a), np.ones((2, 0)))],
    np.round: [
        (lambda a: np.round(a), M), (lambda a: np.round(a, 1) * a, M), (lambda a: np.round(a * 100, decimals=-1), M),
    ],
    np.around: [(lambda a: np.around(a) * a, M), (lambda a: np.around(a, 2), 1.256)],
    np.fix: [(lambda a: np.fix(a) * a, M)],
    np.nan_to_num: [
        (lambda a: np.nan_to_num(a), M), (lambda a: np.nan_to_num(a, nan=3.0, posinf=5.0, neginf=-5.0) * 2, WILD),
        (lambda a: np.minimum(np.nan_to_num(a), 1e9), WILD),
    ],
    np.isclose: [
        (lambda a, b: a * np.isclose(a, b, rtol=0.1), V, V * (1 + np.array([0.05, 0.2, -0.05]))),
        (lambda a: 2 * np.isclose(a, WILD), WILD), (lambda a: 2 * np.isclose(a, WILD, equal_nan=True), WILD),
        (lambda a: a * np.isclose(a, 0.6, 0.0, 0.11), V), (lambda a: 2 * np.isclose(1.0, a, rtol=1.0), WILD),
    ],
    np.isposinf: [(lambda a: 2 * np.isposinf(a), WILD)],
    np.isneginf: [(lambda a: 2 * np.isneginf(a), WILD)],
    np.real: [(lambda a: np.real(a) * a, M)],
    np.imag: [(lambda a: np.imag(a) * a, M)],
    np.angle: [(lambda a: np.angle(a) * a, M), (lambda a: np.angle(a, deg=True) * a, M)],
    np.isreal: [(lambda a: np.isreal(a) * a, M)],
    np.iscomplex: [(lambda a: np.iscomplex(a) * a, M)],
    np.isrealobj: [(lambda a: a if np.isrealobj(a) else 2 * a, M)],
    np.iscomplexobj: [(lambda a: 2 * a if np.iscomplexobj(a) else a, M)],
    np.real_if_close: [(lambda a: np.real_if_close(a), M)],
}  # fmt: skip
EVERY_CALL = [
    pytest.param(f, args, id=f"np.{function.__name__}-{i}")
    for function, calls in CASES.items()
    for i, (f, *args) in enumerate(calls)
]


def test_every_function_that_traces_has_a_case_here():
    assert set(CASES) == set(elementwise.FUNCTIONS)


@pytest.mark.parametrize(("f", "args"), EVERY_CALL)
def test_a_function_has_numpys_value_and_the_derivative_of_differences(f, args):
    value, _ = jvp(f, args, [np.zeros(np.shape(arg)) for arg in args])
    expected = f(*(np.asarray(arg, dtype=float) for arg in args))
    assert np.shape(value) == np.shape(expected)
    np.testing.assert_allclose(value, expected, rtol=1e-14, atol=1e-15)
    if all(np.isfinite(arg).all() for arg in args):
        check_grads(f, args)


@pytest.mark.parametrize(("f", "args"), [call for call in EVERY_CALL if not re.search("real_if_close|fix", call.id)])
def test_jax_gives_a_function_the_same_first_and_second_derivatives(f, args, double_jax):  # noqa: F811
    finite = [np.where(np.isfinite(arg), arg, 1e3) for arg in args]
    assert_jax_agrees(f, finite)


@pytest.mark.parametrize("function", list(elementwise.REFUSED), ids=lambda f: f.__name__)
def test_what_is_left_out_on_purpose_is_refused(function):
    with pytest.raises(TraceError, match=rf"np\.{function.__name__}\b"):
        grad(lambda t: function(*[t] * (getattr(function, "nin", 2 if "a" in function.__name__ else 1))))(1.5)


def test_the_way_out_of_a_refusal_leads_there():
    x, n = np.array([1.3, -40.0, 0.7]), 3
    exponent = np.floor(np.log2(np.abs(x))) + 1
    np.testing.assert_array_equal(np.frexp(x)[0], x / 2.0**exponent)
    np.testing.assert_array_equal(np.ldexp(x, n), x * 2.0**n)
    np.testing.assert_array_equal(np.right_shift(45, n), np.floor(45 / 2.0**n))
    check_grads(lambda t: t / 2.0 ** (np.floor(np.log2(np.abs(t))) + 1), (x,))
