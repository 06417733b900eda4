"""The first call computes, the second compiles, the third runs what was compiled: the answer is the same each time."""

import sys
from concurrent.futures import ThreadPoolExecutor
from math import cos, sin

import numpy as np
import pytest
from thrice import thrice

from mlcalc import compile, grad, value_and_grad

SCALARS = {"a float": float, "a 0-d array": np.array, "a numpy number": np.float64}


# --- each of these was right once, and raised an error or was wrong at a later call ------------------------------


def test_a_cotangent_of_ones_is_cut_and_reshaped():
    w = np.ones(20)
    assert thrice(grad(lambda w: np.sum(np.stack([w, w**2]))), w).tolist() == [3.0] * 20


@pytest.mark.parametrize("scalar", SCALARS.values(), ids=SCALARS)
def test_numbers_are_made_into_an_array_and_multiplied_by_a_large_one(scalar):
    f = lambda x, y: np.sum(np.ones((100, 2)) @ np.stack([x, y]))
    assert thrice(f, scalar(2.0), scalar(3.0)) == 500.0
    assert thrice(grad(f, argnums=(0, 1)), scalar(2.0), scalar(3.0)) == (100.0, 100.0)


def test_an_array_of_exponents():
    f = lambda x: np.sum(x[:, None] ** np.arange(4))
    assert thrice(f, np.ones(50)) == 200.0
    np.testing.assert_allclose(thrice(grad(f), np.full(50, 2.0)), [1 + 4 + 12] * 50)


@pytest.mark.parametrize("scalar", SCALARS.values(), ids=SCALARS)
def test_a_number_spreads_over_many(scalar):
    times = np.linspace(0, 1, 100)
    slope = thrice(grad(lambda a: np.sum(np.stack([np.sin(a * t) for t in times]))), scalar(0.7))
    assert slope == pytest.approx(sum(t * cos(0.7 * t) for t in times), rel=1e-13)


def test_a_compiled_function_that_uses_a_value_of_the_trace_around_it():
    assert thrice(grad(lambda x: compile(lambda y: x * y)(2.0)), 3.0) == 2.0
    g = lambda x: compile(grad(lambda y: x**2 * y**3))(2.0)  # 12 x²
    assert thrice(grad(g), 3.0) == 72.0


@pytest.mark.parametrize("n", [0, 1, 2, 63, 65, 700, 10_000])
@pytest.mark.parametrize("scalar", SCALARS.values(), ids=SCALARS)
def test_constants_of_any_size_meet_numbers_of_any_kind(n, scalar):
    c = np.linspace(-1, 1, n)
    f = lambda a, b: np.sum((c * a)[::2] ** 2) + np.sum(np.reshape(np.stack([a, b]), (2, 1)) * c) / (1.0 + n) + a * b
    expected = (2 * 0.5 * np.sum(c[::2] ** 2) + np.sum(c) / (1 + n) + 2.0, np.sum(c) / (1 + n) + 0.5)
    np.testing.assert_allclose(thrice(grad(f, argnums=(0, 1)), scalar(0.5), scalar(2.0)), expected, atol=1e-12)


@pytest.mark.parametrize(
    "seen_as",
    [
        np.transpose,
        lambda x: x.T[None],
        lambda x: x.reshape(-1),
        lambda x: x[::-1],
        lambda x: np.transpose(x[None], (0, 2, 1)).reshape(len(x), -1),
    ],
    ids=["transposed", "in a row of one", "reshaped", "indexed", "several of these"],
)
def test_a_cotangent_that_is_one_number_everywhere_is_handed_out_as_an_array_of_its_own(seen_as):
    x = np.full((30, 40), 0.1)
    slope = thrice(grad(lambda x: np.sin(np.mean(seen_as(x)))), x)
    np.testing.assert_allclose(slope, np.full((30, 40), cos(0.1) / 1200), rtol=1e-13)


def test_shapes_may_change_from_call_to_call():
    f = compile(grad(lambda x: np.sum(np.concatenate([x, x[:1] ** 2]))))
    g = grad(lambda x: np.sum(np.concatenate([x, x[:1] ** 2])))
    for n in [3, 1, 200, 3, 40, 200, 1]:
        expected = np.ones(n)
        expected[0] += 4.0
        assert f(np.full(n, 2.0)).tolist() == g(np.full(n, 2.0)).tolist() == expected.tolist()


def test_a_division_by_zero_of_two_numbers_is_infinite_as_in_numpy():
    f = lambda x, v: x / (x - x) + np.sum(v)
    with np.errstate(all="ignore"):
        for _ in range(3):
            assert value_and_grad(f)(2.0, np.ones(2000))[0] == np.inf
        assert compile(f)(2.0, np.ones(2000)) == np.inf


def test_a_loop_of_many_steps_has_the_derivative_of_its_product():
    def f(x):
        for _ in range(4_000):
            x = x - 0.001 * np.sin(x)
        return x

    x, slope = 1.0, 1.0
    for _ in range(4_000):
        x, slope = x - 0.001 * sin(x), slope * (1 - 0.001 * cos(x))
    assert thrice(value_and_grad(f), 1.0) == pytest.approx((x, slope), rel=1e-11)


def test_a_long_loop_meets_infinity_as_numpy_does():
    def f(x):
        for _ in range(8_000):
            x = 1.5 * np.exp(x * 0.1) * x
        return x / (x - x)

    with np.errstate(all="ignore"):
        assert np.isnan(compile(f)(1.0))
        assert np.isnan(grad(f)(1.0))


# --- threads ---------------------------------------------------------------------------------------------------


def test_a_derivative_taken_in_another_thread_keeps_the_one_around_it():
    def f(x):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(grad(lambda y: x**2 * y**2), 3.0).result()  # 6 x²

    assert thrice(value_and_grad(f), 1.0) == (6.0, 12.0)


def test_threads_that_trace_at_once_take_derivatives_of_their_own():
    def f(x):
        with ThreadPoolExecutor(4) as pool:
            return sum(pool.map(lambda k: grad(lambda y: x * y**k)(1.0), range(1, 9)))

    assert thrice(value_and_grad(f), 3.0) == (108.0, 36.0)


def test_threads_keep_and_let_go_of_derivations_while_others_do_the_same(monkeypatch):
    # as in a session so long that each call forgets what is no longer needed; and many switches between the threads
    monkeypatch.setattr("mlcalc.speed.cache._FEW_NODES", 0)
    monkeypatch.setattr("mlcalc.speed.cache._tidied_to", 0)
    monkeypatch.setattr("mlcalc.speed.cache._KEPT_AT_MOST", 400)

    def slopes(thread):
        # a structure of its own for each degree and thread: all of them are kept, and looked over, at the same time
        return [grad(lambda x, degree=degree: np.sin(x * thread) * x**degree)(1.0) for degree in range(1, 120)]

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(slopes, range(1, 7)))
    finally:
        sys.setswitchinterval(usual)
    for thread, those in enumerate(found, 1):
        expected = [thread * np.cos(thread) + degree * np.sin(thread) for degree in range(1, 120)]
        np.testing.assert_allclose(those, expected, rtol=1e-12)
