"""A graph is plain data: shared, immutable, ordered without recursion, and JSON that any parser reads."""

import gc
import json
import operator

import numpy as np
import pytest

from mlcalc import grad
from mlcalc.trace import graph, trace
from mlcalc.trace.graph import apply, constant, evaluate, input_node, listing, order, substitute
from mlcalc.write.page import to_json


def x_node():
    return input_node("x", ())


# --- equal computations are one node ----------------------------------------------------------------------


def test_equal_computations_are_one_node():
    x = x_node()
    assert apply("sin", x) is apply("sin", x)
    assert apply("add", x, constant(2.0)) is apply("add", x, constant(2))
    assert constant([1.0, 2.0]) is constant(np.array([1, 2]))
    v = input_node("v", (2, 3))
    assert apply("sum", v, axis=(0,)) is apply("sum", v, axis=(0,))


def test_different_computations_are_not():
    x, v = x_node(), input_node("v", (2, 3))
    assert apply("subtract", x, constant(2.0)) is not apply("subtract", constant(2.0), x)
    assert apply("sum", v, axis=(0,)) is not apply("sum", v, axis=(1,))
    assert constant(0.0) is not constant(-0.0)
    assert constant([1.0]) is not constant(1.0)
    assert constant(np.ones((2, 1))) is not constant(np.ones((1, 2)))


def test_two_inputs_are_never_the_same_node_whatever_they_are_called():
    assert x_node() is not x_node()
    assert apply("sin", x_node()) is not apply("sin", x_node())


def test_what_is_used_twice_is_computed_once():
    traced = trace(lambda x: np.exp(np.sin(x)) + np.sin(x) * np.exp(np.sin(x)), (0.5,))
    assert [node.op for node in order(traced.outputs)].count("sin") == 1
    assert [node.op for node in order(traced.outputs)].count("exp") == 1


def test_only_what_is_still_needed_is_kept_for_sharing(monkeypatch):
    monkeypatch.setattr(graph, "_known", {})
    needed, other = apply("sin", x_node()), apply("cos", x_node())
    graph.forget_all_but([needed])
    assert graph.known_nodes() == 1
    assert apply("sin", needed.args[0]) is needed
    assert apply("cos", other.args[0]) is not other


# --- folding changes no value -----------------------------------------------------------------------------


def test_arithmetic_with_zero_and_one_leaves_its_other_argument():
    x = x_node()
    for op, args in [("add", (x, 0.0)), ("add", (0.0, x)), ("subtract", (x, 0.0)), ("multiply", (1.0, x))]:
        assert apply(op, *(constant(a) if isinstance(a, float) else a for a in args)) is x
    assert apply("divide", x, constant(1.0)) is x
    assert apply("power", x, constant(1.0)) is x
    assert apply("negative", apply("negative", x)) is x
    assert apply("multiply", x, constant(-1.0)).op == "negative"
    assert apply("sin", constant(0.5)) is constant(np.sin(0.5))


@pytest.mark.parametrize(
    "op", ["add", "subtract", "multiply", "divide", "power", "maximum", "minimum", "less", "equal"]
)
@pytest.mark.parametrize("number", [0.0, -0.0, 1.0, -1.0, 2.0])
@pytest.mark.parametrize("shape", [(), (2,)], ids=["scalar", "array"])
def test_folding_changes_no_value_whatever_it_meets(op, number, shape):
    """Zero times infinity is not a number, and stays so; so with the quotients and powers of zero."""
    numpy_says = {"less": lambda x, y: 1.0 * (x < y), "equal": lambda x, y: 1.0 * (x == y)}.get(op, getattr(np, op))
    for x in [np.inf, -np.inf, np.nan, 0.0, 1.0, -1.0, 3.5, -2.0]:
        at, node = np.full(shape, x), input_node("x", shape)
        with np.errstate(all="ignore"):
            right = evaluate([apply(op, node, constant(number))], {node: at})[0]
            left = evaluate([apply(op, constant(number), node)], {node: at})[0]
            np.testing.assert_array_equal(right, numpy_says(at, number))
            np.testing.assert_array_equal(left, numpy_says(number, at))
        assert np.shape(left) == np.shape(right) == shape


def test_a_number_that_stretches_an_array_is_not_folded_away():
    """1·[x] has the shape of the longer one, even where the numbers are the same."""
    v = input_node("v", (1,))
    assert apply("add", v, constant(np.zeros(3))).shape == (3,)
    assert apply("multiply", v, constant(np.ones((2, 1)))).shape == (2, 1)


# --- order, substitution, values --------------------------------------------------------------------------


def test_every_node_comes_once_and_after_what_it_is_computed_from():
    traced = trace(grad(lambda x: np.sum(np.tanh(x @ x.T) * np.exp(x[0]))), (np.eye(3),))
    nodes = order(traced.outputs)
    at = {node: i for i, node in enumerate(nodes)}
    assert len(at) == len(nodes) > 15
    assert all(at[arg] < at[node] for node in nodes for arg in node.args)


def test_a_chain_of_a_hundred_thousand_nodes_is_ordered_computed_and_forgotten():
    first = node = x_node()
    for _ in range(100_000):
        node = apply("add", node, constant(2.0))
    assert len(order([node])) >= 100_002  # a few constants more, where sharing has started afresh
    assert evaluate([node], {first: 1.0})[0] == 200_001.0
    del node  # a recursive release would end the process here
    gc.collect()


def test_a_diamond_of_sixty_storeys_is_walked_once_not_by_its_2_to_the_60_paths():
    node = x_node()
    for _ in range(60):
        node = apply("multiply", node, node)
    assert len(order([node])) == 61


def test_substitution_computes_the_same_function_of_something_else():
    x, y = x_node(), input_node("y", ())
    f = apply("multiply", apply("sin", x), x)
    (g,) = substitute([f], {x: apply("exp", y)})
    assert evaluate([g], {y: 0.3})[0] == pytest.approx(np.sin(np.exp(0.3)) * np.exp(0.3), rel=1e-15)
    assert evaluate([f], {x: 0.3})[0] == pytest.approx(np.sin(0.3) * 0.3, rel=1e-15)
    assert substitute([f], {y: x}) == [f]


def test_an_input_without_a_value_is_named():
    with pytest.raises(KeyError, match="no value for the input 'x'"):
        evaluate([apply("sin", x_node())], {})


def test_a_listing_names_every_step():
    x = x_node()
    f = apply("add", apply("multiply", constant(2.0), x), constant(3.0))
    assert listing({"f": f}).splitlines() == [
        "v0 = constant 2.0", "v1 = input x", "v2 = multiply v0 v1", "v3 = constant 3.0", "v4 = add v2 v3", "f = v4",
    ]  # fmt: skip


# --- immutable ---------------------------------------------------------------------------------------------


def test_a_node_cannot_be_changed():
    node = apply("sum", input_node("v", (3,)), axis=(0,))
    for field in ("op", "args", "params", "shape", "value", "name"):
        with pytest.raises(AttributeError, match=f"immutable.*{field}"):
            setattr(node, field, None)
    with pytest.raises(TypeError):
        operator.setitem(node.params, "axis", ())  # type: ignore[call-overload]


def test_a_constant_neither_follows_its_array_nor_can_be_written():
    array = np.array([1.0, 2.0])
    node = constant(array)
    array[0] = 9.0
    assert node.value.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        node.value[0] = 9.0


# --- JSON ---------------------------------------------------------------------------------------------------


def spec_of(f, *args, names=None):
    traced = trace(f, args, names)
    return to_json(traced.inputs, {f"out{i}": node for i, node in enumerate(traced.outputs)})


def test_the_json_of_a_graph_is_what_the_page_is_promised():
    spec = spec_of(lambda w: (2 * w, np.sum(np.array([1.0, 2.0]) * w)), 0.5)
    assert spec == {
        "inputs": [{"name": "w", "shape": []}],
        "nodes": [
            {"op": "constant", "value": 2.0},
            {"op": "input", "name": "w"},
            {"op": "multiply", "args": [0, 1]},
            {"op": "constant", "shape": [2], "value": [1.0, 2.0]},
            {"op": "multiply", "args": [3, 1]},
            {"op": "sum", "args": [4], "params": {"axis": [0]}},
        ],
        "outputs": {"out0": 2, "out1": 5},
    }


def test_an_index_becomes_positions_in_the_flat_array_and_its_derivative_scatters_to_them():
    spec = spec_of(lambda a: a[::-1, [0, 0]], np.ones((2, 3)))
    assert spec["nodes"][-1] == {"op": "gather", "args": [0], "params": {"positions": [3, 3, 0, 0], "shape": [2, 2]}}
    spec = spec_of(grad(lambda a: np.sum(np.sin(a[1, :2]))), np.ones((2, 3)))
    assert spec["nodes"][-1]["op"] == "scatter"
    assert spec["nodes"][-1]["params"] == {"positions": [3, 4], "shape": [2, 3]}


@pytest.mark.parametrize("f", [np.tanh, lambda x: np.where(x > 0, x**-1.5, -0.0), grad(np.arctan)])
def test_json_survives_a_strict_round_trip(f):
    spec = spec_of(f, 0.7, names=["x"])
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_json_without_nan_or_infinity_or_none_at_all(number):
    with pytest.raises(ValueError, match=rf"{number}.*keep the formula finite"):
        spec_of(lambda x: x * number, 1.0)
    with pytest.raises(ValueError, match=rf"{number}.*keep the formula finite"):
        spec_of(lambda x: x * np.array([1.0, number]), 1.0)
