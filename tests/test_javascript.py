"""The page computes what numpy computes: JavaScript, generated afresh, against Python to twelve digits.

A graph is sent to the page's own evaluator in Node. Every row of the table, its derivatives, and
hundreds of random programs with their gradients each take one process for all.
"""

import math
from typing import Any

import numpy as np
import pytest
import rows
from in_node import copy_front, run_script
from programs import arguments, program
from rows import LINEAR, draw

from mlcalc.calculus.sweeps import pullback
from mlcalc.trace import trace
from mlcalc.trace.graph import apply, constant, evaluate, input_node, order
from mlcalc.trace.primitives import TABLE
from mlcalc.write.page import to_json

ELEMENTWISE = [row for row in rows.ELEMENTWISE if row.js]  # erfc is not computed in a page
PIECES = [row for row in rows.PIECES if row.js]

PROGRAMS = 300


@pytest.fixture(scope="module")
def compute_in_page(tmp_path_factory):
    """A function: a graph and the values of its inputs (a list of dicts) in, the page's outputs out."""
    folder = tmp_path_factory.mktemp("page")
    copy_front(folder, "compute")

    def compute(inputs, outputs, entries):
        names = [node.name for node in inputs]
        assert len(set(names)) == len(names)
        graph = to_json(inputs, outputs)
        written = [{name: _written(value) for name, value in entry.items()} for entry in entries]
        results = run_script(folder / "compute" / "evaluate-cli.ts", {"graph": graph, "inputs": written})
        return [{name: _read(value) for name, value in result.items()} for result in results]

    return compute


def _written(value):
    array = np.asarray(value, dtype=float)
    flat = ["NaN" if math.isnan(x) else x for x in array.ravel().tolist()]
    return flat[0] if array.shape == () else {"shape": list(array.shape), "value": flat}


def _read(value):
    if isinstance(value, dict):
        return np.array([float(x) for x in value["value"]]).reshape(value["shape"])
    return np.float64(value)


def _agree(in_page, in_python, scale, what):
    """Same shape, NaN and infinity at the same places, and no number further away than 1e-12 · scale."""
    assert np.shape(in_page) == np.shape(in_python), what
    with np.errstate(invalid="ignore"):
        near = np.abs(in_page - in_python) <= 1e-12 * np.maximum(scale, np.abs(in_python))
    same = near | (in_page == in_python) | (np.isnan(in_page) & np.isnan(in_python))
    assert np.all(same), f"{what}: the page gives {in_page}, Python {in_python}"


def row_with_derivatives(row, label, shapes, params):
    """Inputs of the row, and its value and every partial derivative (of a weighted sum of its entries)."""
    inputs = [input_node(f"{label} {i}", shape) for i, shape in enumerate(shapes)]
    value = apply(row.name, *inputs, **params)
    weights = constant(np.random.default_rng(0).uniform(1.0, 2.0, value.shape))
    outputs = {label: value}
    for i, derivative in enumerate(pullback({value: weights}, inputs)):
        if derivative is not None:
            outputs[f"∂{label}/∂{i}"] = derivative
    return inputs, outputs


def compare(compute_in_page, rows, entries, scale=0.0):
    """Hold the page against Python for many (row, label, shapes, params), in one graph and one process."""
    inputs: list[Any] = []
    outputs: dict[str, Any] = {}
    for row, label, shapes, params in rows:
        own_inputs, own_outputs = row_with_derivatives(row, label, shapes, params)
        inputs += own_inputs
        outputs |= own_outputs
    results = compute_in_page(inputs, outputs, entries)
    assert len(results) == len(entries)
    for entry, result in zip(entries, results, strict=True):
        with np.errstate(all="ignore"):
            expected = evaluate(list(outputs.values()), {node: entry[node.name] for node in inputs})
        assert list(result) == list(outputs)
        for (name, in_page), in_python in zip(result.items(), expected, strict=True):
            _agree(in_page, np.asarray(in_python), scale, f"{name} at {entry}"[:300])


def labelled(rows):
    return [(row, f"{row.name}.{k}", row) for k, row in enumerate(rows)]


def test_every_elementwise_row_and_its_derivatives_agree_over_the_rows_domain(compute_in_page):
    rows = labelled(PIECES)
    rng = np.random.default_rng(8)

    def point(share):
        return {
            f"{label} {i}": low + (high - low) * share()
            for _, label, row in rows
            for i, (low, high) in enumerate(row.domain)
        }

    entries = [point(lambda: 0.0), point(lambda: 1.0), *(point(rng.uniform) for _ in range(60))]
    compare(compute_in_page, [(row, label, ((),) * len(row.domain), {}) for _, label, row in rows], entries)


# Far from where a row may be differenced: kinks, poles, ties, signed zeros, large numbers, NaN.
CORNERS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, 30.0, -30.0, 710.0, 1e-9, np.nan]


def test_every_elementwise_row_agrees_at_kinks_poles_and_ties(compute_in_page):
    rows: list[Any] = [(row, row.name, ((),) * len(row.domain), {}) for row in ELEMENTWISE]
    pairs = [(x, y) for x in CORNERS for y in CORNERS]
    # JavaScript leaves 1 to the power NaN undefined; C, and numpy with it, says 1.
    defined = [(x, y) for x, y in pairs if not (x == 1 and math.isnan(y))]
    entries = [
        {f"{row.name} {i}": (x, y, 1.5)[i] for row in ELEMENTWISE for i in range(len(row.domain))} for x, y in defined
    ]
    # A derivative is no better than the terms it is the difference of: 1 − tanh² of 30, say.
    compare(compute_in_page, rows, entries, scale=1e-3)


def test_every_elementwise_row_broadcasts_as_numpy_does(compute_in_page):
    shapes: list[Any] = [[(3,)], [(2, 1), (3,)], [(2, 1), (), (4, 1, 3)]]
    rows: list[Any] = [(row, row.name, tuple(shapes[len(row.domain) - 1]), {}) for row in ELEMENTWISE]
    rows += [(row, f"{row.name} swapped", shape[::-1], {}) for row, _, shape, _ in rows if len(shape) > 1]
    entry = {f"{label} {i}": x for row, label, shape, _ in rows for i, x in enumerate(draw(row, shape))}
    compare(compute_in_page, rows, [entry])


def test_every_linear_row_and_its_transpose_agree(compute_in_page):
    in_pages = [row for row in LINEAR if row.name != "cumsum"]  # a figure refuses it
    rows: list[Any] = [(row, f"{row.name} {k}", *example) for row in in_pages for k, example in enumerate(row.examples)]
    rows += [
        (TABLE["matmul"], "batches against one", ((5, 1, 2, 3), (4, 3, 2)), {}),
        (TABLE["broadcast_to"], "two ways", ((3, 1),), {"shape": (2, 3, 4)}),
        (TABLE["sum"], "no axis", ((2, 3),), {"axis": ()}),
        (TABLE["sum"], "an axis without entries", ((2, 0),), {"axis": (1,)}),
        (TABLE["index"], "mixed", ((3, 4, 2),), {"key": (("slice", None, None, -2), ("array", (2,), (3, 3)), 1)}),
        (TABLE["concatenate"], "with nothing", ((2, 0), (2, 2)), {"axis": 1}),
    ]
    entries = []
    for seed in range(3):
        drawn = [(label, draw(row, shapes, seed)) for row, label, shapes, _ in rows]
        entries.append({f"{label} {i}": x for label, args in drawn for i, x in enumerate(args)})
    compare(compute_in_page, rows, entries, scale=1.0)  # sums of numbers up to 3


def test_random_programs_and_their_gradients_agree(compute_in_page):
    """Relative 1e-12, where a number that is a difference of larger ones may keep the error of those.

    So the scale of a program is the largest number that is met on the way to its outputs.
    """
    inputs: list[Any] = []
    roots: list[Any] = []
    outputs: dict[str, Any] = {}
    entry: dict[str, Any] = {}
    for seed in range(PROGRAMS):
        args = arguments(seed)
        traced = trace(program(seed), args, names=[f"{seed} {name}" for name in "tvm"])
        (value,) = traced.outputs
        gradient = [d for d in pullback({value: constant(1.0)}, traced.inputs) if d is not None]
        inputs += traced.inputs
        entry |= {node.name: arg for node, arg in zip(traced.inputs, args, strict=True)}
        outputs |= {f"program {seed}, output {i}": node for i, node in enumerate([value, *gradient])}
        roots.append((seed, [value, *gradient], traced.inputs))
    (result,) = compute_in_page(inputs, outputs, [entry])
    for seed, nodes, own in roots:
        met = order(nodes)
        values = dict(zip(met, evaluate(met, {node: entry[node.name] for node in own}), strict=True))
        scale = max(float(np.max(np.abs(value), initial=0.0)) for value in values.values())
        for i, node in enumerate(nodes):
            _agree(result[f"program {seed}, output {i}"], values[node], scale, f"program {seed}, output {i}")


def test_the_comparison_sees_a_sign_a_nan_and_the_twelfth_digit():
    with pytest.raises(AssertionError, match="the page gives"):
        _agree(np.float64(-2.0), np.float64(2.0), 0.0, "a sign")
    with pytest.raises(AssertionError):
        _agree(np.float64("nan"), np.float64(2.0), 0.0, "a NaN")
    with pytest.raises(AssertionError):
        _agree(np.float64(1.0 + 3e-12), np.float64(1.0), 0.0, "the twelfth digit")
