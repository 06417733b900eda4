"""A reader changes a cell and calls the same gradient again: the answer follows, whatever was kept from before."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from mlcalc import grad, hessian, jacobian, jvp, value_and_grad, vjp

WAYS = {
    "grad": lambda f: lambda x: grad(f)(x),
    "value_and_grad": lambda f: lambda x: value_and_grad(f)(x)[1],
    "jvp": lambda f: lambda x: np.array([jvp(f, (x,), (e,))[1] for e in np.eye(len(x))]),
    "vjp": lambda f: lambda x: vjp(f, x)[1](1.0)[0],
    "jacobian": lambda f: lambda x: jacobian(f)(x),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@every_way
@pytest.mark.parametrize("size", [2, 3, 100])
def test_an_array_that_is_written_to_between_two_calls_is_followed(way, size):
    data = np.ones(size)
    slope = way(lambda x: np.sum(data * x))
    x = np.zeros(size)
    assert slope(x).tolist() == [1.0] * size
    data[:] = np.arange(size)
    assert slope(x).tolist() == list(range(size))


@every_way
def test_a_number_is_followed_through_those_that_fold_away(way):
    """0 and 1 make another graph, −0 and NaN another number: none may be taken for the one before."""
    box: dict[str, float] = {}
    slope = way(lambda x: np.sum(box["c"] * x) + np.sum(x / (1.0 + box["c"] ** 2)))
    for c in [1.0, 0.0, -1.0, 2.0, 1.0, 0.0, np.nan, 3.0, 1]:
        box["c"] = c
        np.testing.assert_allclose(slope(np.zeros(2)), [c + 1 / (1 + c**2)] * 2, rtol=1e-15)


@every_way
def test_shapes_indices_and_branches_on_plain_values_are_followed(way):
    settings = {"k": 0, "square": False}

    def f(x):
        y = x[settings["k"]]
        return y * y if settings["square"] else y

    assert way(f)(np.full(2, 3.0)).tolist() == [1.0, 0.0]
    settings["k"] = 1
    assert way(f)(np.full(2, 3.0)).tolist() == [0.0, 1.0]
    settings["square"] = True
    assert way(f)(np.full(2, 3.0)).tolist() == [0.0, 6.0]
    assert way(f)(np.full(3, 4.0)).tolist() == [0.0, 8.0, 0.0]


@every_way
def test_functions_alike_but_for_a_number_or_a_place_do_not_answer_for_each_other(way):
    functions = [lambda x, c=c, k=k: c * np.sum(x[:k]) for c in (2.0, 5.0) for k in (1, 2)]
    for _ in range(2):
        answers = [way(f)(np.zeros(2)).tolist() for f in functions]
        assert answers == [[2.0, 0.0], [2.0, 2.0], [5.0, 0.0], [5.0, 5.0]]


def test_a_pullback_keeps_the_values_of_the_moment_it_was_made():
    data = np.array([1.0, 2.0])
    _, back = vjp(lambda x: data * x, np.ones(2))
    data[:] = 9.0
    assert back(np.ones(2))[0].tolist() == [1.0, 2.0]


def test_arguments_of_equal_shape_and_other_kind_give_the_same_answer():
    f = lambda x: np.sum(x**2)
    answers = [grad(f)(x) for x in (np.array([1.0, 2.0]), np.array([1, 2]), np.array([1, 2], dtype=np.float32))]
    assert all(answer.dtype == float and answer.tolist() == [2.0, 4.0] for answer in answers)
    strided = np.arange(6.0)[::3]
    assert grad(f)(strided).tolist() == [0.0, 6.0]
    assert grad(f)(np.asfortranarray(np.ones((2, 3)))).tolist() == [[2.0] * 3] * 2


def test_what_a_call_returned_is_not_overwritten_by_the_next():
    slope, first_slope = grad(lambda x: np.sum(np.sin(x) * x[::-1])), None
    first = slope(np.ones(3))
    kept = first.copy()
    for k in range(3):
        first_slope = slope(np.full(3, float(k)))
    assert first.tolist() == kept.tolist()
    assert first is not first_slope
    value, tangent = jvp(lambda x: x.T, (np.ones((2, 3)),), (np.ones((2, 3)),))
    value[:] = 7.0
    assert np.all(tangent == 1.0)


def test_an_argument_is_never_written_to():
    x = np.array([1.0, 2.0, 3.0])
    x.setflags(write=False)
    grad(lambda v: np.sum(np.exp(v) * v + v[::-1]))(x)
    hessian(lambda v: np.sum(v**3))(x)
    assert x.tolist() == [1.0, 2.0, 3.0]


def test_threads_that_share_a_gradient_do_not_share_its_numbers():
    slope = grad(lambda x: np.sum(np.tanh(x) ** 2 * x[::-1]))

    def work(k):
        x = np.linspace(-1, 1, 50) * k
        t = np.tanh(x)
        expected = 2 * t * (1 - t * t) * x[::-1] + t[::-1] ** 2
        for _ in range(60):
            np.testing.assert_allclose(slope(x), expected, rtol=1e-12, atol=1e-13)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, (1.0, 2.0, 3.0)))  # which raises what a thread has raised
