"""How derivatives are called: by position, by keyword, by which arguments. JAX is the second account."""

import functools

import jax
import numpy as np
import pytest
from answers import same

from mlcalc import grad, hessian, jacobian, jvp, value_and_grad, vjp

of_a_function = pytest.mark.parametrize("d", [grad, value_and_grad, jacobian, hessian], ids=lambda d: d.__name__)


@pytest.fixture(scope="module", autouse=True)
def jax_in_float64():
    with jax.enable_x64(True):
        yield


def f(x, y=3.0, *, c=1.0):
    return x**2 * y**3 * c


# --- keywords -------------------------------------------------------------------------------------------------


@of_a_function
def test_an_argument_may_be_given_by_its_name(d):
    at = d(f)(2.0, 5.0)
    assert same(d(f)(x=2.0, y=5.0), at)
    assert same(d(f)(y=5.0, x=2.0), at)
    assert same(d(f)(2.0, y=5.0), at)
    assert same(d(f, argnums=1)(2.0, y=5.0), d(f, argnums=1)(2.0, 5.0))
    assert same(d(f, argnums=(1, 0))(y=5.0, x=2.0), d(f, argnums=(1, 0))(2.0, 5.0))
    assert same(d(f)(x=2.0), d(f)(2.0))


@of_a_function
@pytest.mark.parametrize("argnums", [0, -1, (0,), (-1,)], ids=str)
def test_what_jax_takes_by_keyword_has_its_answer(d, argnums):
    """A negative position counts the arguments given by position: here there is one, x."""
    theirs = getattr(jax, d.__name__)(f, argnums)
    assert same(d(f, argnums)(2.0, y=5.0), theirs(2.0, y=5.0))
    assert same(d(f, argnums)(2.0, y=5.0, c=7.0), theirs(2.0, y=5.0, c=7.0))


def test_keywords_without_a_position_reach_the_function_untouched():
    seen = []

    def g(x, n=1, *, word, **more):
        seen.append((n, word, more))
        return x**n

    assert grad(g)(x=3.0, word="w", deep=4) == 1.0
    assert grad(g)(x=3.0, n=2, word="w") == 6.0
    assert seen == [(1, "w", {"deep": 4}), (2, "w", {})]
    assert [type(n) for n, _, _ in seen] == [int, int]


def test_what_is_left_out_between_two_arguments_has_its_default():
    g = lambda a, b=2.0, c=1.0: a * b * c**2
    assert grad(g, argnums=2)(5.0, c=3.0) == 5 * 2 * 2 * 3.0
    assert grad(g, argnums=(0, 2))(a=5.0, c=3.0) == (2 * 9.0, 60.0)


def test_keywords_of_a_partial_function_a_method_and_a_derivative_have_their_positions():
    class Model:
        def cost(self, w, b):
            return w**2 * b

    assert grad(Model().cost, argnums=1)(3.0, b=2.0) == 9.0
    assert grad(functools.partial(f, c=2.0))(x=2.0, y=1.0) == 8.0
    assert grad(grad(f), argnums=1)(2.0, y=1.0) == 2 * 2 * 3.0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: grad(f)(), r"0 is not a position among the 0 arguments given to f; give argument 0 \('x'\) as well"),
        (lambda: grad(f)(y=2.0), r"give argument 0 \('x'\) as well"),
        (lambda: grad(f, argnums=1)(2.0), r"use argnums=0 or give argument 1 \('y'\) as well"),
        (lambda: grad(f, argnums=3)(2.0, 3.0), r"use an integer from 0 to 1, or a tuple of them$"),
        (lambda: grad(f, argnums=2)(2.0, 3.0, c=1.0), r"write lambda t: f\(c=t\)"),
        (lambda: grad(np.sin)(x=1.0), r"give argument 0 \('x'\) by position"),
        (lambda: grad(max)(x=1.0), r"no signature that gives 'x' a position"),
        (lambda: grad(f, argnums=-1)(x=1.0), r"-1 is not a position among the 0 .* by position; count from 0"),
    ],
)
def test_an_argument_that_is_not_there_is_asked_for_by_its_name(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_a_keyword_that_f_does_not_have_is_refused_by_python():
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        grad(f)(2.0, z=1.0)
    with pytest.raises(TypeError, match="multiple values for argument 'x'"):
        grad(f)(2.0, x=1.0)


# --- argnums --------------------------------------------------------------------------------------------------


@of_a_function
@pytest.mark.parametrize("argnums", [0, 1, -1, -2, True, (0,), [1, 0], (-1, 0), range(2), (0, True)], ids=str)
def test_argnums_means_what_it_means_in_jax(d, argnums):
    g = lambda x, y: x**2 * y**3
    assert same(d(g, argnums)(2.0, 5.0), getattr(jax, d.__name__)(g, argnums)(2.0, 5.0))


def test_an_integer_of_numpy_is_an_integer():
    assert grad(f, argnums=np.int64(1))(2.0, 5.0) == grad(f, argnums=1)(2.0, 5.0)
    assert grad(f, argnums=np.array([1, 0]))(2.0, 5.0) == grad(f, argnums=(1, 0))(2.0, 5.0)


@of_a_function
@pytest.mark.parametrize(
    ("argnums", "kind", "said"),
    [
        (0.0, TypeError, r"integer or a tuple of them, got 0\.0"),
        ((0, 1.0), TypeError, r"got \(0, 1\.0\)"),
        ((0, "no"), TypeError, r"got \(0, 'no'\): arguments are counted from 0"),
        ("y", TypeError, "got 'y'"),
        (None, TypeError, "got None"),
        ((), ValueError, "at least one argument"),
        ((0, 0), ValueError, r"each argument once, got \(0, 0\)"),
        ((0, -2), ValueError, r"each argument once, got \(0, 0\)"),
        (2, ValueError, "2 is not a position among the 2 arguments"),
        (-3, ValueError, "-3 is not a position among the 2 arguments"),
    ],
    ids=str,
)
def test_argnums_that_jax_refuses_is_refused_in_words(d, argnums, kind, said):
    g = lambda x, y: x**2 * y**3
    with pytest.raises((TypeError, ValueError)):
        getattr(jax, d.__name__)(g, argnums)(2.0, 5.0)
    with pytest.raises(kind, match=f"argnums.*{said}"):
        d(g, argnums)(2.0, 5.0)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: grad(f, argnums=1)(2.0, "no"), r"^argument 1 \('y'\) must"),
        (lambda: grad(f, argnums=1)(2.0, y="no"), r"^argument 1 \('y'\) must"),
        (lambda: grad(f, argnums=(1, 0))("no", 2.0), r"^argument 0 \('x'\) must"),
        (lambda: grad(lambda p: 0.0)({"W": 1.0, "b": [2.0, "no"]}), r"^argument 0 \('p'\) at \['b'\]\[1\] must"),
        (lambda: grad(lambda *xs: 0.0, argnums=1)(1.0, "no"), "^argument 1 must"),
        (lambda: vjp(f, 1.0, "no"), r"^argument 1 \('y'\) must"),
        (lambda: vjp(f, 1.0, 2.0)[1]("no"), "^cotangent must"),
        (lambda: jvp(f, (1.0, "no"), (1.0, 1.0)), r"^argument 1 \('y'\) must"),
        (lambda: jvp(f, (1.0, 2.0), (1.0, "no")), r"^tangents\[1\] must"),
    ],
)
def test_an_argument_that_is_refused_has_its_own_position_and_name(call, said):
    with pytest.raises(TypeError, match=said):
        call()


@pytest.mark.parametrize("d", [grad, value_and_grad, jacobian, hessian, lambda f: jvp(f, (1.0,), (1.0,)), vjp])
def test_what_is_no_function_is_refused_at_once(d):
    with pytest.raises(TypeError, match=r"needs a function, got float 2\.0: give it f, not f\(x\)"):
        d(2.0)
