"""What grows with a function's length grows in proportion, and is let go of when nobody needs it."""

import tracemalloc

import numpy as np
import pytest

from mlcalc import clear_caches, grad, value_and_grad
from mlcalc.speed import cache as derived
from mlcalc.speed import steps
from mlcalc.trace import graph, trace
from mlcalc.trace.graph import evaluate, order


def loop(n):
    def f(x):
        for _ in range(n):
            x = x - 0.01 * np.sin(x)
        return x

    return f


def test_a_loop_past_fifty_thousand_nodes_is_derived_once_and_found_again(monkeypatch):
    derivations = []
    pull = derived.Derived.__init__
    monkeypatch.setattr(
        derived.Derived, "__init__", lambda self, *args: (derivations.append(args), pull(self, *args))[1]
    )
    clear_caches()
    slope = grad(loop(10_000))
    answers = [slope(1.0) for _ in range(4)]
    assert graph.known_nodes() > 50_000
    assert len(derivations) == 1
    assert len(set(answers)) == 1


def test_nodes_are_in_proportion_to_the_loop():
    def nodes(n):
        clear_caches()
        grad(loop(n))(1.0)
        return graph.known_nodes()

    assert nodes(2_000) / nodes(1_000) == pytest.approx(2.0, abs=0.02)


def test_what_no_kept_derivation_needs_is_let_go_of():
    clear_caches()
    for n in range(40):  # each leaves some thousand nodes, of which its own derivative needs a part
        grad(lambda x, n=n: loop(300)(x * (n + 1.25)) + loop(300)(x + n))(1.0)
        trace(loop(600), (float(n),))
    held = {node for one in derived._kept.values() for node in order(one.nodes)}
    assert graph.known_nodes() < 2 * len(held) + derived._FEW_NODES
    clear_caches()
    assert graph.known_nodes() == 0


def test_the_oldest_gives_way_where_all_together_would_be_too_large(monkeypatch):
    monkeypatch.setattr(derived, "_NODES_AT_MOST", 1_000)
    clear_caches()
    for n in range(10):
        grad(loop(20 + n))(1.0)
    assert sum(one.size for one in derived._kept.values()) <= 1_000
    grad(loop(500))(1.0)  # larger than all that may be kept: it is kept alone
    assert len(derived._kept) == 1


def peak(run):
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_the_first_call_keeps_no_result_that_nobody_needs_any_more():
    def f(x):
        for _ in range(50):
            x = np.sin(x)
        return x

    traced, x = trace(f, (np.ones(20_000),)), np.ones(20_000)
    assert peak(lambda: evaluate(traced.outputs, {traced.inputs[0]: x})) < 5 * x.nbytes


def test_places_are_used_again_in_a_list_of_steps():
    traced = trace(value_and_grad(loop(3_000)), (1.0,))
    plain = trace(loop(3_000), (1.0,))
    assert len(steps._plan(plain.inputs, plain.outputs)[0]) < 10
    run = steps.steps_program(traced.inputs, traced.outputs)
    np.testing.assert_allclose(run(0.5), evaluate(traced.outputs, {traced.inputs[0]: 0.5}), rtol=1e-13)


def test_a_list_of_steps_takes_any_number_of_arguments_and_shapes():
    def f(x, v):
        parts = np.stack([x, x**2, np.where(x > 0, v[0], x)])
        return np.sum(np.concatenate([parts, v]) ** 2) + v @ v, parts[None] * v[:, None]

    traced = trace(f, (0.5, np.ones(2)))
    values = (0.5, np.array([2.0, -1.0]))
    expected = evaluate(traced.outputs, dict(zip(traced.inputs, values, strict=True)))
    for got, want in zip(steps.steps_program(traced.inputs, traced.outputs)(*values), expected, strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-14)


def test_ten_thousand_stacked_numbers_have_nodes_in_proportion():
    def stacked(n):
        return lambda a: np.sum(np.stack([a * float(k) for k in range(n)]) ** 2)

    def nodes(n):
        clear_caches()
        assert grad(stacked(n))(2.0) == pytest.approx(4.0 * sum(k * k for k in range(n)), rel=1e-12)
        return graph.known_nodes()

    assert nodes(4_000) / nodes(2_000) == pytest.approx(2.0, abs=0.02)
