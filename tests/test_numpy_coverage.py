"""Each composition of the list: right at every call, in any thread and compiled; or refused, with a way out that works.

The second account of a first derivative is finite differences of numpy's own values, and of a second derivative those
of the first. Where a derivative jumps, differences have no say, and JAX is asked instead.
"""

import copy
import warnings
from concurrent.futures import ThreadPoolExecutor

import jax
import numpy as np
import pytest
from compositions import arguments_of, as_number, written
from coverage_page import PAGE, page, refusal
from numpy_compositions import REFUSED, RIGHT
from second_accounts import double_jax  # noqa: F401

from mlcalc import compile, grad, jvp, value_and_grad
from mlcalc.trace.trees import flatten

AT_A_KINK = "At a kink"
SMOOTH = [row for row in RIGHT if row.area != AT_A_KINK]


def each(rows):
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.title.replace("\n", "; ")) for row in rows])


@pytest.fixture(autouse=True)
def quiet():
    """numpy warns of log(-1) in a branch that is not chosen, as it does of the same lines without mlcalc."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)  # of np.matrix, which is refused
        yield


@pytest.fixture(scope="module")
def other_thread():
    with ThreadPoolExecutor(1) as pool:
        yield pool


def every(args):
    return tuple(range(len(args)))


def directions(args):
    return tuple(np.cos(1.0 + np.arange(np.size(arg))).reshape(np.shape(arg)) for arg in args)


def along(f, args, turn, h=1e-6):
    """The derivative of f along a direction, by a central difference."""
    ahead, back = ([arg + step * d for arg, d in zip(args, turn, strict=True)] for step in (h, -h))
    return [
        (np.asarray(one) - other) / (2 * h)
        for one, other in zip(flatten(f(*ahead))[0], flatten(f(*back))[0], strict=True)
    ]


def differences(number, args):
    """The gradient of a number by central differences, entry by entry."""
    gradient = []
    for i, arg in enumerate(args):
        slopes = np.zeros(np.shape(arg))
        for place in np.ndindex(slopes.shape):
            turn = [np.zeros(np.shape(other)) for other in args]
            turn[i][place] = 1.0
            slopes[place] = along(number, args, turn)[0]
        gradient.append(slopes)
    return gradient


def agree(ours, theirs, rtol, atol):
    for one, other in zip(ours, theirs, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol)


def assert_first_derivative(source, expected=None):
    """At the first, second and third call, and compiled."""
    args = tuple(arguments_of(source).values())
    number = as_number(written(source, [*arguments_of(source)]))
    expected = expected or [number(*args), *differences(number, args)]
    derivative = value_and_grad(number, every(args))
    for call in (derivative, derivative, derivative, compile(derivative)):
        value, gradient = call(*args)
        agree([value], expected[:1], 1e-12, 1e-14)
        agree(gradient, expected[1:], 1e-6, 1e-7)
    return derivative


@each(RIGHT)
def test_the_value_is_numpys(row):
    given = arguments_of(row.source)
    f = written(row.source, [*given])
    value, _ = jvp(f, tuple(given.values()), directions(given.values()))
    agree(flatten(value)[0], flatten(f(*given.values()))[0], 1e-12, 1e-14)


@each(SMOOTH)
def test_the_derivatives_are_those_of_differences_at_every_call_and_in_another_thread(row, other_thread):
    args = tuple(arguments_of(row.source).values())
    derivative = assert_first_derivative(row.source)
    agree(other_thread.submit(derivative, *args).result()[1], derivative(*args)[1], 0, 0)
    gradient = grad(as_number(written(row.source, [*arguments_of(row.source)])), every(args))
    _, second = jvp(gradient, args, directions(args))
    agree(second, along(gradient, args, directions(args)), 1e-5, 1e-6)


@each([row for row in RIGHT if row.area == AT_A_KINK])
def test_the_derivatives_at_a_kink_are_those_that_jax_has_chosen(row, double_jax):  # noqa: F811
    given = arguments_of(row.source)
    args = tuple(np.asarray(value) for value in given.values())
    ours = as_number(written(row.source, [*given]))
    theirs = as_number(written(row.source, [*given], jax.numpy, jax.scipy.special), jax.numpy)
    value, gradient = jax.jit(jax.value_and_grad(theirs, every(args)))(*args)
    assert_first_derivative(row.source, [value, *gradient])
    _, second = jvp(grad(ours, every(args)), args, directions(args))
    turned = lambda *at: jax.jvp(jax.grad(theirs, every(args)), at, directions(args))[1]
    expected = jax.jit(turned)(*args)
    agree(second, expected, 1e-11, 1e-12)


@each(REFUSED)
def test_a_refusal_names_what_was_typed_in_any_thread(row, other_thread):
    said = refusal(row)
    assert row.names in said
    assert "Instead: " in said
    assert "Traced" not in said
    assert other_thread.submit(refusal, row).result() == said


@each(REFUSED)
def test_what_a_refusal_says_to_write_instead_has_the_same_value_and_is_right(row):
    given = arguments_of(row.source)
    wanted = written(row.source, [*given])(*copy.deepcopy([*given.values()]))
    instead = written(row.instead, [*arguments_of(row.instead)])(*arguments_of(row.instead).values())
    agree([np.asarray(instead, dtype=float)], [np.asarray(wanted, dtype=float)], 1e-12, 1e-14)
    assert_first_derivative(row.instead)


def test_the_page_is_what_the_list_gives():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python tests/coverage_page.py"
