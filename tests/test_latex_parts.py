"""Formulas too long for one piece: their parts have names, are few enough to read, and say the same."""

import random

import numpy as np
import pytest
from latex_reading import read, some_expression

from mlcalc import figures, formula
from mlcalc.trace import trace
from mlcalc.trace.graph import Node, evaluate, input_node
from mlcalc.write.latex import formulas, to_latex


def repeat(step, times):
    def f(x):
        for _ in range(times):
            x = step(x)
        return x

    return f


def parts_of(text):
    """The formula itself, and its parts by name."""
    result, _, rest = text.partition(r" \qquad \text{where } \; \begin{aligned} ")
    rows = rest.removesuffix(r" \end{aligned}").split(r" \\ ") if rest else []
    return result, dict(row.split(" &= ") for row in rows if " &= " in row)


def test_of_many_parts_the_first_and_the_last_are_shown():
    text = formula(repeat(lambda x: 3.7 * x * (1 - x), 200), 0.5).text
    result, parts = parts_of(text)
    assert result == r"3.7 \, u_{199} \, \left(1 - u_{199}\right)"
    assert list(parts) == [f"u_{{{i}}}" for i in (1, 2, 3, 197, 198, 199)]
    assert parts["u_{1}"] == r"3.7 \, x \, \left(1 - x\right)"
    assert parts["u_{198}"] == r"3.7 \, u_{197} \, \left(1 - u_{197}\right)"
    assert r"\vdots \quad \text{(193 more; 600 operations in all)}" in text


@pytest.mark.parametrize("args", [1, 2], ids=["once", "shared"])
def test_a_formula_of_a_hundred_thousand_operations_is_still_short(args):
    node = input_node("x", ())
    for _ in range(100_000):
        node = Node("sin" if args == 1 else "add", (node,) * args)
    text = to_latex(node)
    assert len(text) < 2500
    assert r"more; 100000 operations in all)" in text


def test_a_choice_between_long_formulas_leaves_nothing_out():
    def f(x):
        chosen = np.where(*(repeat(np.sin, 9)(k * x) for k in (2, 3, 4)))
        return np.sin(chosen) + chosen

    text = formula(f, 0.5).text
    assert "where" in text
    for k in (2, 3, 4):
        assert rf"\sin\left({k} \, x" in text


def test_a_formula_that_a_person_can_take_in_stays_in_one_piece():
    waves = lambda x: (np.sin(x) + np.cos(x)) * (1 + (np.sin(x) + np.cos(x)) ** 2)
    text = formula(lambda x: waves(x) * waves(2 * x), 0.5).text
    assert 250 < len(text) < 500
    assert "where" not in text


def test_parts_are_called_by_a_letter_that_is_free():
    def f(u, v1, x):
        return repeat(lambda x: x + u * v1 * x * x, 8)(x)

    result, parts = parts_of(formula(f, 0.5, 0.5, 0.5).text)
    assert result.startswith("s_")
    assert all(name.startswith("s_") for name in parts)
    assert parts_of(formula(lambda u, x: repeat(lambda x: x + x * x, 9)(x), 0.5, 0.5).text)[0].startswith("v_")


def test_a_large_array_is_told_by_its_shape():
    data = np.linspace(0.0, 1.0, 150).reshape(50, 3)
    result, parts = parts_of(formula(lambda w: np.sum((data @ w) ** 2), np.zeros(3)).text)
    assert (result, parts) == (
        r"\sum\left(\left(u_{1} \, w\right)^{2}\right)",
        {"u_{1}": r"\text{numbers of shape } \left(50, 3\right)"},
    )
    assert formula(lambda w: np.zeros(1000), 0.0).text == r"\text{numbers of shape } \left(1000\right)"


def test_of_many_things_joined_the_first_and_the_last_are_shown():
    text = formula(lambda w: np.sum(np.stack([np.sin(i * w) for i in range(1, 500)])), 0.0).text
    first, last = r"\left(\sin\left(w\right)\right)", r"\left(\sin\left(499 \, w\right)\right)"
    assert text == rf"\sum\left(\operatorname{{concatenate}}\left({first}, \dots, {last}\right)\right)"


@pytest.mark.parametrize("seed", range(200))
def test_a_formula_in_parts_read_back_gives_the_numbers_of_its_graph(seed, monkeypatch):
    monkeypatch.setattr(formulas, "_in_one_piece", lambda *_: None)
    monkeypatch.setattr(formulas, "MOST_PARTS", 1000)
    pick = random.Random(seed)
    at = {"x": pick.uniform(0.5, 2), "y": pick.uniform(0.5, 2)}
    traced = trace(lambda x, y: _some_shared_steps(pick, [x, y], 12), tuple(at.values()))
    (value,) = evaluate(traced.outputs, dict(zip(traced.inputs, at.values(), strict=True)))
    result, parts = parts_of(to_latex(traced.outputs[0]))
    assert len(parts) > 3
    for name, text in parts.items():
        at[name.replace("{", "").replace("}", "")] = read(text, at)
    assert read(result, at) == pytest.approx(float(value), rel=1e-4, abs=1e-4), (result, parts)


@pytest.mark.parametrize("steps", [22, 100])
def test_a_figure_of_a_long_computation_stays_small(steps):
    def u1(x):
        return repeat(lambda x: 3.7 * x * (1 - x), steps)(x)

    figure = figures.curve(u1, x=(0, 1, 0.3))
    assert figure.spec["formula"][0].startswith(rf"u_{{1}}(x) = 3.7 \, v_{{{steps - 1}}} \, ")
    assert len(figure.spec["formula"][0]) < 700
    assert len(str(figure.spec)) < 8000 + 400 * steps


def _some_shared_steps(pick, values, steps):
    """A random computation that comes back to what it has, and a number that needs all of it."""
    for _ in range(steps):
        new = some_expression(pick, pick.choice(values[-3:]), pick.choice(values), depth=1)
        values.append(np.tanh(0.5 * new * values[-1]))
    return sum(np.tanh(value) for value in values)
