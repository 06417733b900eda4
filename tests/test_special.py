"""scipy.special on traced values: scipy's own values, the derivatives of differences and of JAX, and the ways out."""

import math
import subprocess
import sys

import jax
import numpy as np
import pytest
import scipy.special
from second_accounts import assert_jax_agrees, double_jax  # noqa: F401

from mlcalc import check_grads, grad, hessian, jvp
from mlcalc.trace.functions import special

V = np.array([0.7, -1.3, 2.1])
SHARE = np.array([0.2, 0.7, 0.95])
POSITIVE = np.array([0.4, 1.3, 2.2])
PLACES = {
    "logit": (SHARE,), "xlogy": (V, POSITIVE), "xlog1py": (V, SHARE), "entr": (POSITIVE,), "log1p": (SHARE,),
    "rel_entr": (POSITIVE, SHARE), "kl_div": (POSITIVE, SHARE), "pseudo_huber": (POSITIVE, V),
    "huber": (POSITIVE, POSITIVE[::-1] - 0.2),
}  # fmt: skip
EVERY = pytest.mark.parametrize("name", sorted(special.KNOWN))
INF = np.inf


def traced(name):
    """The function of scipy.special as a traced value meets it."""
    function = special.lookup(getattr(scipy.special, name))
    assert function is not None, name
    return function


def value(name, *args):
    return jvp(traced(name), args, [np.zeros(np.shape(arg)) for arg in args])[0]


@EVERY
def test_a_function_has_scipys_value_and_the_derivative_of_differences(name):
    places = PLACES.get(name, (V,))
    np.testing.assert_allclose(value(name, *places), getattr(scipy.special, name)(*places), rtol=1e-13)
    check_grads(traced(name), places)
    assert value(name, *(np.ones((2, 0)) for _ in places)).shape == (2, 0)


IN_JAX = sorted(name for name in special.KNOWN if hasattr(jax.scipy.special, name))


@pytest.mark.parametrize("name", IN_JAX)
def test_jax_gives_a_function_the_same_first_and_second_derivatives(name, double_jax):  # noqa: F811
    assert_jax_agrees(traced(name), PLACES.get(name, (V,)), theirs=getattr(jax.scipy.special, name))


ENDS = {
    "xlogy": [(0.0, 0.0), (0.0, INF), (0.0, -1.0), (0.0, np.nan), (2.0, 0.0), (-0.0, 3.0)],
    "xlog1py": [(0.0, -1.0), (0.0, INF), (0.0, -2.0), (0.0, np.nan), (0.0, 3.0), (2.0, 1e-18)],
    "entr": [(0.0,), (-1.0,), (1.0,)],
    "rel_entr": [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 1.0), (1.0, -1.0), (0.3, 0.3)],
    "kl_div": [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 1.0)],
    "huber": [(-1.0, 2.0), (0.0, 2.0), (2.0, 2.0)],
    "pseudo_huber": [(-1.0, 2.0), (1.5, 0.0), (2.0, 1e-9)],
    "logit": [(0.0,), (1.0,), (1e-300,)],
    "log_expit": [(-800.0,), (800.0,), (-INF,)],
    "expit": [(-800.0,), (800.0,)],
    "erf": [(-7.0,), (1e-12,), (INF,)],
    "erfc": [(-7.0,), (5.0,), (26.0,), (INF,)],
    "ndtr": [(-30.0,), (-INF,), (INF,)],
    "cosm1": [(1e-9,)],
}


@pytest.mark.parametrize(("name", "args"), [(name, args) for name, ends in ENDS.items() for args in ends])
def test_at_the_ends_of_its_domain_a_function_has_scipys_value(name, args):
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(value(name, *args), getattr(scipy.special, name)(*args), rtol=1e-12)


def test_x_log_y_has_the_slopes_of_its_formula_where_x_is_zero():
    with np.errstate(divide="ignore"):
        xlogy, entr = traced("xlogy"), traced("entr")
        assert grad(xlogy, (0, 1))(0.0, 2.0) == (math.log(2.0), 0.0)
        np.testing.assert_array_equal(hessian(xlogy, (0, 1))(0.0, 2.0), [[0.0, 0.5], [0.5, 0.0]])
        assert grad(xlogy, (0, 1))(0.0, 0.0) == (-INF, 0.0)
        assert grad(entr)(0.0) == INF
        assert grad(grad(entr))(0.5) == -2.0


@pytest.mark.parametrize("name", ["gammaln", "digamma", "jv", "betaln", "erfinv"])
def test_another_function_of_scipy_is_refused_by_its_full_name(name):
    ufunc = getattr(scipy.special, name)
    assert special.lookup(ufunc) is None
    assert special.refusal(ufunc)[0] == f"scipy.special.{ufunc.__name__}"


@pytest.mark.parametrize("ufunc", [np.exp2, np.cbrt, np.add, np.frompyfunc(math.erf, 1, 1)])
def test_a_ufunc_that_is_not_scipys_is_left_to_others(ufunc):
    assert special.lookup(ufunc) is None
    assert special.refusal(ufunc) is None


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp"])
def test_a_function_in_python_is_known_by_the_call_that_asks_for_an_array(name):
    asked = []

    class Stand:
        shape, ndim = (3,), 1

        def __array__(self, dtype=None, copy=None):
            asked.append(special.asking())
            return np.ones(3)

        def __iter__(self):
            return iter(np.ones(3))

    getattr(scipy.special, name)(Stand())
    assert asked[0] == (f"scipy.special.{name}", special.INSTEAD[name])
    np.asarray(Stand())
    assert asked[-1] is None


M = np.array([[0.3, -700.0, 2.0], [800.0, 1.0, 799.0]])


@pytest.mark.parametrize("axis", [None, 0, -1, (0, 1)])
def test_the_ways_out_lead_to_what_was_refused(axis):
    t = np.exp(M - np.max(M, axis=axis, keepdims=True))
    np.testing.assert_allclose(
        t / np.sum(t, axis=axis, keepdims=True), scipy.special.softmax(M, axis), rtol=1e-13, atol=1e-300
    )
    t = M - np.max(M, axis=axis, keepdims=True)
    found = t - np.log(np.sum(np.exp(t), axis=axis, keepdims=True))
    np.testing.assert_allclose(found, scipy.special.log_softmax(M, axis), rtol=1e-13, atol=1e-15)
    m = np.max(M, axis=axis, keepdims=True)
    found = np.log(np.sum(np.exp(M - m), axis=axis)) + np.squeeze(m, axis)
    np.testing.assert_allclose(found, scipy.special.logsumexp(M, axis), rtol=1e-13)


def test_the_ways_out_of_refused_ufuncs_lead_there():
    x = np.array([5.0, 7.3, 20.0])
    stirling = (x - 0.5) * np.log(x) - x + 0.5 * np.log(2 * np.pi) + 1 / (12 * x) - 1 / (360 * x**3)
    np.testing.assert_allclose(stirling, scipy.special.gammaln(x), rtol=1e-7)
    np.testing.assert_allclose(np.expm1(x) / x, scipy.special.exprel(x), rtol=1e-13)
    np.testing.assert_allclose(np.expm1(0.3 * np.log(x)) / 0.3, scipy.special.boxcox(x, 0.3), rtol=1e-13)
    np.testing.assert_allclose(np.expm1(0.3 * np.log(x)), scipy.special.powm1(x, 0.3), rtol=1e-13)
    np.testing.assert_allclose(np.log(scipy.special.ndtr(-x)), scipy.special.log_ndtr(-x), rtol=1e-12)
    for name in ("sin", "cos", "tan"):
        np.testing.assert_allclose(getattr(np, name)(np.deg2rad(x)), getattr(scipy.special, f"{name}dg")(x), rtol=1e-13)


def test_mlcalc_does_not_import_scipy():
    code = "import sys, mlcalc.figures; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
