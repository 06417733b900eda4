"""A compiled graph computes what the graph says, keeps nothing of a caller's, and is shared by equal functions."""

import math
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from programs import Captured, arguments_of, examples, plans, run_of

import mlcalc
from mlcalc import compile, grad, jacobian, value_and_grad
from mlcalc.speed import FlatNumpy, Unrolled, compile_graph
from mlcalc.speed.cache import _kept, clear_caches
from mlcalc.speed.steps import steps_program
from mlcalc.trace import trace
from mlcalc.trace.graph import evaluate
from mlcalc.trace.trees import flatten, unflatten

WAYS = {
    "unrolled": lambda i, o: Unrolled(i, o).program(),
    "flat": lambda i, o: FlatNumpy(i, o).program(),
    "steps": steps_program,
}


def same(given, expected):
    assert len(given) == len(expected)
    for one, other in zip(given, expected, strict=True):
        assert np.shape(one) == np.shape(other)
        assert isinstance(one, float) == (np.shape(other) == ())
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("way", WAYS)
@examples(max_examples=60)
@given(plan=plans())
def test_random_programs_and_their_gradients_are_what_the_graph_computes_node_by_node(way, plan):
    if way == "unrolled":  # a line of Python for each number
        plan = plan._replace(shapes=plan.shapes[:1], tables=[(min(rows, 3), make) for rows, make in plan.tables])
    for which in range(len(plan.shapes)):
        args = arguments_of(plan, which)
        traced = trace(value_and_grad(run_of(plan, Captured(plan)), argnums=(0, 1, 2)), args)
        expected = evaluate(traced.outputs, dict(zip(traced.inputs, args, strict=True)))
        run = WAYS[way](traced.inputs, traced.outputs)
        for _ in range(3):  # the second call finds the arrays of the first
            same(run(*args), expected)


@pytest.mark.parametrize("way", WAYS)
def test_results_are_the_callers_own_and_arguments_stay_as_they_are(way):
    f = lambda x: (x, x * 2.0, x.T, np.reshape(x, (6,)), x[0])
    traced = trace(f, (np.ones((2, 3)),))
    run = WAYS[way](traced.inputs, traced.outputs)
    x = np.arange(6.0).reshape(2, 3)
    first = run(x)
    for result in first:
        result += 100.0
    assert x.tolist() == [[0, 1, 2], [3, 4, 5]]
    second = run(x)
    assert second[1].tolist() == [[0, 2, 4], [6, 8, 10]]
    assert [result.flat[0] for result in second] == [0.0] * 5


def test_where_python_raises_numpys_infinities_and_nans_come_out():
    f = compile(lambda x: (np.exp(x), np.log(x), 1.0 / x, np.sqrt(x)))
    with np.errstate(all="ignore"):
        assert f(1000.0)[0] == math.inf
        assert f(0.0)[1:3] == (-math.inf, math.inf)
        assert math.isnan(f(-1.0)[3])


def test_many_threads_share_one_program():
    rng = np.random.default_rng(0)
    weights = [rng.standard_normal((40, 40)) for _ in range(8)]
    cost = lambda w: np.sum(np.tanh(w @ w.T) ** 2)
    run = compile(value_and_grad(cost))
    alone = [run(w) for w in weights]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            for (value, gradient), (v, g) in zip(pool.map(run, weights), alone, strict=True):
                assert value == v
                assert (gradient == g).all()


def test_equal_functions_of_other_numbers_share_what_was_derived():
    clear_caches()

    def cost(rate, data):
        return lambda w: np.sum((np.tanh(rate * w) - data) ** 2)

    for rate, data in [(0.3, np.ones(3)), (0.7, np.zeros(3)), (1.9, np.arange(3.0))]:
        w = np.array([0.1, -0.4, 0.9])
        for _ in range(3):
            t = np.tanh(rate * w)
            expected = 2 * (t - data) * (1 - t**2) * rate
            np.testing.assert_allclose(grad(cost(rate, data))(w), expected, rtol=1e-12)
    assert len(_kept) == 1


def test_an_array_that_changes_between_calls_or_within_one_is_followed():
    data = np.array([1.0, 2.0])

    def f(x):
        first = np.sum(x * data)
        data[:] = data + 1.0  # after it was used: the product above keeps the old numbers
        return first + np.sum(x * data)

    g = grad(f)
    x = np.zeros(2)
    assert g(x).tolist() == [3.0, 5.0]
    assert g(x).tolist() == [5.0, 7.0]
    assert g(x).tolist() == [7.0, 9.0]


def test_compile_traces_once_for_each_structure_and_shape_and_reads_closures_then():
    calls = []

    def f(tree):
        calls.append(1)
        return np.sum(tree["w"] ** 2) * tree["rate"]

    run = compile(grad(f))
    assert run({"w": np.array([1.0, 2.0]), "rate": 2})["w"].tolist() == [4, 8]
    assert run({"w": np.array([3.0, 1.0]), "rate": 1})["w"].tolist() == [6, 2]
    assert len(calls) == 1
    assert run({"w": np.array([3.0]), "rate": 1})["w"].tolist() == [6]
    assert len(calls) == 2
    assert run({"w": 3.0, "rate": 1}) == {"w": 6.0, "rate": 9.0}


def test_a_compiled_function_can_be_differentiated_and_compiled_again():
    cube = compile(lambda x: x**3)
    assert grad(cube)(2.0) == 12.0
    assert compile(grad(grad(cube)))(2.0) == 12.0
    assert jacobian(compile(lambda v: v * v))(np.array([1.0, 2.0])).tolist() == [[2, 0], [0, 4]]


def test_a_compiled_function_refuses_what_it_was_not_given():
    with pytest.raises(TypeError, match=r"argument 0 \('x'\) must be a real number"):
        compile(lambda x: x)("one")


def test_what_is_kept_is_bounded():
    clear_caches()
    for n in range(300):
        grad(lambda v: np.sum(v * v))(np.ones(n + 1))
    assert len(_kept) <= 256
    mlcalc.clear_caches()
    assert not _kept


def test_a_graph_of_some_thousand_lines_compiles():
    def f(x):
        for _ in range(3_000):
            x = x + 0.001 * np.sin(x)
        return x

    traced = trace(grad(f), (1.0,))
    assert len(traced.outputs) == 1
    run = compile_graph(traced.inputs, traced.outputs)
    assert sys.getrecursionlimit() < 10_000
    step = 1e-6
    assert run(1.0)[0] == pytest.approx((f(1.0 + step) - f(1.0 - step)) / (2 * step), rel=1e-6)


class Pair(NamedTuple):
    left: float
    right: np.ndarray


@pytest.mark.parametrize(
    "tree",
    [
        (),
        [],
        1.5,
        (2.0, [np.ones(2), (3.0,)]),
        {"b": 1.0, "a": {"z": np.ones((2, 1))}},
        Pair(1.0, np.ones(3)),
        [[], 2.0],
    ],
    ids=repr,
)
def test_a_compiled_function_takes_and_gives_any_nesting(tree):
    times_two = lambda tree: unflatten(flatten(tree)[1], [leaf * 2.0 for leaf in flatten(tree)[0]])
    twice = compile(times_two)
    for _ in range(3):  # traced, then by the short way in
        assert repr(twice(tree)) == repr(times_two(tree))
        assert type(twice(tree)) is type(tree)


def test_the_short_way_in_is_for_arguments_like_the_first_alone():
    run = compile(lambda tree: tree["a"] * 2.0 + tree["b"])
    assert run({"a": 1.0, "b": 2.0}) == 4.0
    assert run({"b": 2, "a": np.float32(1)}) == 4.0
    assert run({"a": np.ones(2), "b": 2.0}).tolist() == [4.0, 4.0]
    assert run({"a": np.ones(2, int), "b": np.array(2)}).tolist() == [4.0, 4.0]
    assert run({"a": np.ones((1, 2)), "b": 2.0}).tolist() == [[4.0, 4.0]]
    with pytest.raises(KeyError):
        run({"a": 1.0, "c": 2.0})
    assert grad(lambda x: run({"a": x, "b": x}))(1.0) == 3.0


def test_a_jacobian_is_computed_from_the_side_with_fewer_entries_and_is_the_same_from_both():
    wide = lambda v: np.stack([np.sum(np.sin(v)), v[0] * v[1]])
    tall = lambda w: np.tanh(w[0] * np.arange(4.0) + w[1])
    v, w = np.array([0.1, 0.5, -0.7, 2.0]), np.array([0.3, -0.2])
    slope = 1 - np.tanh(w[0] * np.arange(4.0) + w[1]) ** 2
    np.testing.assert_allclose(jacobian(wide)(v), [np.cos(v), [0.5, 0.1, 0, 0]], rtol=1e-14)
    np.testing.assert_allclose(jacobian(tall)(w), np.column_stack([slope * np.arange(4.0), slope]), rtol=1e-14)


def test_what_one_result_does_not_depend_on_costs_its_row_nothing():
    """A zero that is known while deriving is left out: no product with it is computed, which may be 0·∞."""
    with np.errstate(divide="ignore"):
        rows = jacobian(lambda v: np.stack([v[0], np.sqrt(v[1])]))(np.array([1.0, 0.0]))
    assert rows.tolist() == [[1.0, 0.0], [0.0, np.inf]]
