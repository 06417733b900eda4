"""grad, jvp, vjp, jacobian and hessian mean what JAX means by them."""

import sys
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from programs import arguments, program

from mlcalc import check_grads, grad, hessian, jacobian, jvp, value_and_grad, vjp
from mlcalc.trace import trace
from mlcalc.trace.graph import order


def derivative(f, times=1):
    for _ in range(times):
        f = grad(f)
    return f


# --- what goes in and what comes out ---------------------------------------------------------------------


def test_a_scalar_comes_back_as_a_python_float_and_an_array_as_an_array():
    value, slope = value_and_grad(lambda x: x**2)(3)
    assert (type(value), type(slope)) == (float, float)
    assert (value, slope) == (9.0, 6.0)
    gradient = grad(np.sum)(np.ones((2, 3), dtype=int))
    assert (gradient.shape, gradient.dtype) == ((2, 3), float)


def test_argnums_chooses_an_argument_or_a_tuple_of_them():
    f = lambda x, y, z: x * y**2 + z
    assert grad(f)(2.0, 3.0, 1.0) == 9.0
    assert grad(f, argnums=1)(2.0, 3.0, 1.0) == 12.0
    assert grad(f, argnums=-1)(2.0, 3.0, 1.0) == 1.0
    assert grad(f, argnums=(1,))(2.0, 3.0, 1.0) == (12.0,)
    assert grad(f, argnums=[2, 0])(2.0, 3.0, 1.0) == (1.0, 9.0)


def test_arguments_that_are_not_chosen_reach_the_function_untouched():
    seen = []

    def f(x, n, word, scale=1.0):
        seen.append((n, word))
        return scale * sum(x for _ in range(n))

    assert grad(f)(2.0, 3, "word", scale=5.0) == 15.0
    assert seen == [(3, "word")]
    assert type(seen[0][0]) is int


def test_arguments_may_nest_and_the_gradient_has_their_structure():
    point = namedtuple("point", "u v")
    params = {"W": np.eye(2), "b": [1.0, (2.0, point(np.ones(3), 4.0))]}

    def f(p, unused):
        return p["W"][0, 1] * 3 + p["b"][0] ** 2 + p["b"][1][0] * p["b"][1][1].u @ np.arange(3.0)

    gradient, zero = grad(f, argnums=(0, 1))(params, [5.0])
    assert gradient["W"].tolist() == [[0.0, 3.0], [0.0, 0.0]]
    assert gradient["b"][0] == 2.0
    assert gradient["b"][1][0] == 3.0
    assert gradient["b"][1][1].u.tolist() == [0.0, 2.0, 4.0]
    assert gradient["b"][1][1].v == 0.0
    assert zero == [0.0]


def test_results_may_nest_too():
    f = lambda x: {"square": x**2, "pair": (x[0] * x[1], 7.0)}
    value, tangent = jvp(f, (np.array([2.0, 3.0]),), (np.array([1.0, 10.0]),))
    assert value["square"].tolist() == [4.0, 9.0]
    assert tangent["square"].tolist() == [4.0, 60.0]
    assert (value["pair"], tangent["pair"]) == ((6.0, 7.0), (23.0, 0.0))
    _, back = vjp(f, np.array([2.0, 3.0]))
    assert back({"square": np.ones(2), "pair": (1.0, 1.0)})[0].tolist() == [7.0, 8.0]
    rows = jacobian(f)(np.array([2.0, 3.0]))
    assert rows["square"].tolist() == [[4.0, 0.0], [0.0, 6.0]]
    assert [row.tolist() for row in rows["pair"]] == [[3.0, 2.0], [0.0, 0.0]]


def test_an_argument_that_is_not_used_has_the_derivative_zero_in_its_shape():
    assert grad(lambda x, y: x * 2, argnums=1)(1.0, np.ones((2, 3))).tolist() == [[0.0] * 3] * 2
    assert grad(lambda x: 5.0)(1.0) == 0.0
    assert jvp(lambda x: np.ones(2), (1.0,), (1.0,))[1].tolist() == [0.0, 0.0]
    assert jacobian(lambda x: np.ones(2))(np.ones(3)).tolist() == [[0.0] * 3] * 2


def test_the_same_argument_may_come_back_as_the_result_more_than_once():
    assert vjp(lambda x: (x, x, 2 * x), 3.0)[1]((1.0, 10.0, 100.0)) == (211.0,)
    assert jvp(lambda x: (x, x), (3.0,), (2.0,)) == ((3.0, 3.0), (2.0, 2.0))
    assert grad(lambda x: x)(3.0) == 1.0


def test_a_jacobian_has_the_results_axes_first_and_blocks_per_argument():
    f = lambda x, y: np.outer(x, x) * y
    x = np.array([1.0, 2.0, 3.0])
    by_x, by_y = jacobian(f, argnums=(0, 1))(x, 2.0)
    assert (by_x.shape, by_y.shape) == ((3, 3, 3), (3, 3))
    # ∂(y x_i x_j)/∂x_k = y ([i=k] x_j + x_i [j=k])
    eye = np.eye(3)
    np.testing.assert_array_equal(by_x, 2 * (np.einsum("ik,j->ijk", eye, x) + np.einsum("jk,i->ijk", eye, x)))
    np.testing.assert_array_equal(by_y, np.outer(x, x))
    assert jacobian(np.sin)(np.ones((0,))).shape == (0, 0)


def test_a_hessian_of_several_arguments_nests_like_the_arguments():
    f = lambda x, y: x**2 * y + y**3
    assert hessian(f, argnums=(0, 1))(2.0, 5.0) == ((10.0, 4.0), (4.0, 30.0))
    assert hessian(f, argnums=1)(2.0, 5.0) == 30.0


def test_results_belong_to_the_caller_and_arguments_are_not_kept():
    x, c = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    value, back = vjp(lambda t: t * c, x)
    identity = jvp(lambda t: (t, t), (x,), (x,))[0]
    x[:], c[:] = 100.0, 100.0
    assert value.tolist() == [3.0, 8.0]
    first = back(np.ones(2))[0]
    first[:] = -1.0
    assert back(np.ones(2))[0].tolist() == [3.0, 4.0]
    identity[0][:] = 9.0
    assert identity[1].tolist() == [1.0, 2.0]


def test_a_closure_over_a_changing_variable_is_followed():
    scale, table = 2.0, np.ones(2)
    slope = grad(lambda x: scale * np.sum(table * x))
    assert slope(np.ones(2)).tolist() == [2.0, 2.0]
    scale = 3.0
    table[1] = 10.0
    assert slope(np.ones(2)).tolist() == [3.0, 30.0]


# --- derivatives of derivatives ---------------------------------------------------------------------------


def test_nested_derivatives_do_not_confuse_their_variables():
    # Siskind and Pearlmutter, "Perturbation confusion and referential transparency" (2005)
    assert grad(lambda x: x * grad(lambda y: x + y)(1.0))(1.0) == 1.0
    assert grad(lambda x: x * grad(lambda y: x * y)(2.0))(3.0) == 6.0
    assert grad(lambda x: grad(lambda y: x * y**2)(3.0) * x)(2.0) == 24.0
    along = lambda f, x: jvp(f, (x,), (1.0,))[1]
    assert along(lambda x: x * along(lambda y: x + y, 1.0), 1.0) == 1.0
    assert along(lambda x: x * grad(lambda y: x + y)(1.0), 1.0) == 1.0
    assert grad(lambda x: x * along(lambda y: x + y, 1.0))(1.0) == 1.0


def test_three_levels_of_nesting_keep_apart():
    # d/dx [ x · d/dy ( y · d/dz (x y z²) |z=1 ) |y=2 ] = d/dx [ x · d/dy (2 x y²) ] = d/dx 8x² = 16x
    inner = lambda x, y: grad(lambda z: x * y * z**2)(1.0)
    middle = lambda x: grad(lambda y: y * inner(x, y))(2.0)
    assert grad(lambda x: x * middle(x))(3.0) == 48.0


def test_a_pullback_made_outside_is_differentiated_inside():
    _, back = vjp(np.sin, 0.5)
    assert grad(lambda w: back(w)[0])(3.0) == pytest.approx(np.cos(0.5), rel=1e-15)


def test_a_hessian_closes_over_a_traced_value():
    f = lambda c: np.sum(hessian(lambda x: c**3 * x[0] * x[1] + c * x[0] ** 2)(np.ones(2)))
    assert grad(f)(2.0) == 2 * 3 * 4.0 + 2.0  # d/dc (2c³ + 2c)
    assert grad(lambda c: np.sum(jacobian(lambda x: x * c)(np.ones(3))))(2.0) == 3.0


@pytest.mark.parametrize(
    ("f", "x", "times", "expected"),
    [  # from mpmath 1.4.1, mpmath.diff at 60 digits
        (lambda x: np.tanh(x**2), 0.7, 6, 714.8950965582285504848575),
        (lambda x: np.log1p(np.exp(x)), 0.5, 3, -0.057556794852320740559),
        (lambda x: 1 / (1 + np.exp(-x)), 0.5, 4, 0.1047559305803312414),
        (lambda x: x**x, 1.3, 3, 6.0943033287285549868),
        (lambda x: np.arctan(x * x) / x, 1.3, 4, -4.7094101437863618025),
        (lambda x: np.sin(np.exp(np.cos(x))), 2.0, 5, 11.371303584577744661),
    ],
)
def test_high_derivatives_agree_with_sixty_digit_arithmetic(f, x, times, expected):
    assert derivative(f, times)(x) == pytest.approx(expected, rel=1e-12)


def test_the_graph_of_a_sixth_derivative_stays_small():
    traced = trace(derivative(lambda x: np.tanh(x**2), 6), (0.7,))
    assert len(order(traced.outputs)) <= 250  # 430 without all of the sharing and folding, millions without any


@pytest.mark.parametrize("n", range(1, 6))
def test_derivatives_of_a_power_are_exact(n):
    falling = [1.0, 5.0, 20.0, 60.0, 120.0, 120.0][n]
    assert derivative(lambda x: x**5, n)(2.0) == falling * 2.0 ** (5 - n)


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_random_programs_have_the_gradient_of_differences_and_a_symmetric_hessian(seed):
    f, (t, v, m) = program(seed), arguments(seed)
    check_grads(f, (t, v, m), order=1)
    flat = np.concatenate([[t], v, m.ravel()])
    h = hessian(lambda x: f(x[0], x[1:4], x[4:].reshape(2, 3)))(flat)
    assert h.shape == (10, 10)
    np.testing.assert_allclose(h, h.T, rtol=1e-11, atol=1e-11 * np.max(np.abs(h), initial=1.0))


def test_a_loop_of_five_thousand_steps_is_differentiated():
    def f(x):
        for _ in range(5000):
            x = x - 1e-3 * np.sin(x)
        return x

    x, slope = 1.0, 1.0
    for _ in range(5000):
        x, slope = x - 1e-3 * np.sin(x), slope * (1 - 1e-3 * np.cos(x))
    assert value_and_grad(f)(1.0) == pytest.approx((x, slope), rel=1e-12)
    assert jvp(f, (1.0,), (1.0,)) == pytest.approx((x, slope), rel=1e-12)


def test_a_choice_that_is_not_taken_still_speaks_where_it_has_no_derivative():
    """log x, not chosen: fine at −1, where 0·(1/x) is 0, but at 0 it is 0·∞, not a number, as in JAX."""
    unsafe = grad(lambda x: np.where(x > 0, np.log(x), 0.0))
    safe = grad(lambda x: np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), 0.0))
    with np.errstate(all="ignore"):
        assert unsafe(-1.0) == 0.0
        assert np.isnan(unsafe(0.0))
        assert np.isnan(grad(lambda x: np.where(x > 0, np.sqrt(x), 0.0))(-1.0))
    assert (safe(-1.0), safe(0.0), safe(2.0)) == (0.0, 0.0, 0.5)


def test_threads_may_trace_and_differentiate_at_once():
    def work(k):
        for i in range(1, 150):
            x = i / 50
            got = grad(lambda t: np.sin(k * t) * grad(lambda s: s * t**2)(k))(x)
            expected = k * np.cos(k * x) * x**2 + 2 * x * np.sin(k * x)
            assert abs(got - expected) < 1e-12, (k, x, got, expected)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # many switches, so that a shared state would be caught out
    try:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(work, (2.0, 3.0, 5.0)))  # which raises what a thread has raised
    finally:
        sys.setswitchinterval(usual)
