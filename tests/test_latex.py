"""Formulas: each written out by hand, and any formula read back gives the numbers of its graph."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from latex_reading import read, some_expression

from mlcalc import logistic, relu
from mlcalc.trace import trace
from mlcalc.trace.graph import Node, apply, constant, evaluate, input_node
from mlcalc.trace.primitives import TABLE, Primitive
from mlcalc.write.latex import number, symbol, to_latex

X, Y = r"\left(x + y\right)", r"\left(-x\right)"
BY_HAND = [
    (lambda x, y: x - y, "x - y"),
    (lambda x, y: x - (y - x), r"x - \left(y - x\right)"),
    (lambda x, y: (x - y) - x, "x - y - x"),
    (lambda x, y: x + -y, "x - y"),
    (lambda x, y: y + (-x + y), "y - x + y"),
    (lambda x, y: y - (-x + y), r"y - \left(-x + y\right)"),
    (lambda x, y: x + -2 * y, r"x - 2 \, y"),
    (lambda x, y: x - -y, r"x - \left(-y\right)"),
    (lambda x, y: -(x + y), rf"-{X}"),
    (lambda x, y: -x * y, r"-x \, y"),
    (lambda x, y: -(x * y), r"-x \, y"),
    (lambda x, y: x * -y, r"x \, \left(-y\right)"),
    (lambda x, y: x * -2, r"-2 \, x"),
    (lambda x, y: 2 * (3 * x), r"2 \cdot 3 \, x"),
    (lambda x, y: (x + y) * (x - y), rf"{X} \, \left(x - y\right)"),
    (lambda x, y: 0.5 * (x**2 + 10 * y**2), r"0.5 \, \left(x^{2} + 10 \, y^{2}\right)"),
    (lambda x, y: (x * y) ** 2, r"\left(x \, y\right)^{2}"),
    (lambda x, y: -(x**2), "-x^{2}"),
    (lambda x, y: (-x) ** 2, rf"{Y}^{{2}}"),
    (lambda x, y: (x**2) ** 3, r"\left(x^{2}\right)^{3}"),
    (lambda x, y: x ** (y + 1), "x^{y + 1}"),
    (lambda x, y: 3 * 2**x, r"3 \cdot 2^{x}"),
    (lambda x, y: 1 / x, r"\frac{1}{x}"),
    (lambda x, y: (x + y) / 2, r"\frac{x + y}{2}"),
    (lambda x, y: (x / y) ** 2, r"\left(\frac{x}{y}\right)^{2}"),
    (lambda x, y: x * 3e-7, r"3 \cdot 10^{-7} \, x"),
    (lambda x, y: (x + 3e-7) ** 2, r"\left(x + 3 \cdot 10^{-7}\right)^{2}"),
    (lambda x, y: np.exp(-2 * x), r"e^{-2 \, x}"),
    (lambda x, y: np.exp(x) ** 2, r"\left(e^{x}\right)^{2}"),
    (lambda x, y: np.sin(x) * np.exp(y), r"\sin\left(x\right) \, e^{y}"),
    (lambda x, y: np.tanh(x * y) ** 2, r"\tanh^{2}\left(x \, y\right)"),
    (lambda x, y: np.sin(x) ** -1, r"\left(\sin\left(x\right)\right)^{-1}"),
    (lambda x, y: np.log1p(x) ** 2, r"\left(\ln\left(1 + x\right)\right)^{2}"),
    (lambda x, y: x - np.expm1(y), r"x - \left(e^{y} - 1\right)"),
    (lambda x, y: np.sum(np.stack([x, y])) ** 2, r"\left(\sum\left(\left(x, y\right)\right)\right)^{2}"),
    (lambda x, y: np.sqrt(x**2 + y**2), r"\sqrt{x^{2} + y^{2}}"),
    (lambda x, y: np.cos(np.pi * x / 180), r"\cos\left(\frac{\pi \, x}{180}\right)"),
    (lambda x, y: abs(x - y), r"\left|x - y\right|"),
    (lambda x, y: np.maximum(x, 0) * y, r"\max\left(x, 0\right) \, y"),
    (lambda x, y: np.where(x < y, x, y), r"\left(x \text{ if } x < y \text{ else } y\right)"),
    (lambda x, y: logistic(x) + relu(y), r"\operatorname{logistic}\left(x\right) + \operatorname{relu}\left(y\right)"),
]


@pytest.mark.parametrize(("f", "latex"), BY_HAND, ids=[latex for _, latex in BY_HAND])
def test_a_formula_is_written_as_a_person_writes_it(f, latex):
    assert to_latex(trace(f, (1.0, 1.0)).outputs[0]) == latex


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("w", "w"),
        ("w1", "w_{1}"),
        ("w12", "w_{12}"),
        ("theta", r"\theta"),
        ("theta2", r"\theta_{2}"),
        ("z_out", r"z_{\mathrm{out}}"),
        ("cost", r"\mathrm{cost}"),
    ],
)
def test_a_name_becomes_a_symbol(name, latex):
    assert symbol(name) == latex


@pytest.mark.parametrize(
    ("value", "latex"),
    [(2.0, "2"), (-0.5, "-0.5"), (1 / 3, "0.333333"), (1e-7, "10^{-7}"), (6.02e23, r"6.02 \cdot 10^{23}"),
     (math.pi, r"\pi"), (-math.pi, r"-\pi")],
)  # fmt: skip
def test_a_number_is_written_short(value, latex):
    assert number(value) == latex


@pytest.mark.parametrize("seed", range(300))
def test_a_formula_read_back_gives_the_numbers_of_its_graph(seed):
    pick = random.Random(seed)
    at = {"x": pick.uniform(0.5, 2), "y": pick.uniform(0.5, 2)}
    traced = trace(lambda x, y: some_expression(pick, x, y, depth=4), tuple(at.values()))
    node = traced.outputs[0]
    (value,) = evaluate([node], dict(zip(traced.inputs, at.values(), strict=True)))
    latex = to_latex(node)
    assert read(latex, at) == pytest.approx(float(value), rel=1e-4, abs=1e-4), latex


# --- rows of the table that are still to come ----------------------------------------

a, b, c = (input_node(name, ()) for name in "abc")
ROWS = {
    "order_of": {},
    "floor": {"latex": r"\left\lfloor {0} \right\rfloor"},
    "cbrt": {"latex": r"\sqrt[3]{{{0}}}"},
    "arcsin": {"latex": r"\arcsin"},
    "arctan2": {"latex": r"\operatorname{arctan2}"},
    "mod": {"latex": r"{0} \bmod {1}", "precedence": 2},
    "inv": {"latex": r"{0}^{{-1}}", "precedence": 4},
    "solve": {"latex": r"{0}^{{-1}} \, {1}", "precedence": 2},
}
IN_TEMPLATES = [
    (lambda op: op("order_of", op("add", a, b)), r"\operatorname{order-of}\left(a + b\right)"),
    (lambda op: op("floor", op("add", a, b)), r"\left\lfloor a + b \right\rfloor"),
    (lambda op: op("power", op("floor", a), constant(2.0)), r"\left\lfloor a \right\rfloor^{2}"),
    (lambda op: op("cbrt", op("add", a, b)), r"\sqrt[3]{a + b}"),
    (lambda op: op("multiply", op("cbrt", a), op("cbrt", b)), r"\sqrt[3]{a} \, \sqrt[3]{b}"),
    (lambda op: op("power", op("arcsin", a), constant(2.0)), r"\arcsin^{2}\left(a\right)"),
    (lambda op: op("arctan2", op("negative", a), b), r"\operatorname{arctan2}\left(-a, b\right)"),
    (lambda op: op("mod", op("add", a, b), op("multiply", b, c)),
     r"\left(a + b\right) \bmod \left(b \, c\right)"),
    (lambda op: op("mod", op("mod", a, b), c), r"\left(a \bmod b\right) \bmod c"),
    (lambda op: op("mod", a, op("mod", b, c)), r"a \bmod \left(b \bmod c\right)"),
    (lambda op: op("mod", op("negative", a), constant(-2.0)), r"\left(-a\right) \bmod \left(-2\right)"),
    (lambda op: op("multiply", op("mod", a, b), c), r"\left(a \bmod b\right) \, c"),
    (lambda op: op("add", op("mod", a, b), c), r"\left(a \bmod b\right) + c"),
    (lambda op: op("power", op("mod", a, b), constant(2.0)), r"\left(a \bmod b\right)^{2}"),
    (lambda op: op("less", op("less", a, b), c), r"\left(a < b\right) < c"),
    (lambda op: op("inv", op("matmul", a, b)), r"\left(a \, b\right)^{-1}"),
    (lambda op: op("inv", op("divide", a, b)), r"\left(\frac{a}{b}\right)^{-1}"),
    (lambda op: op("inv", op("inv", a)), r"\left(a^{-1}\right)^{-1}"),
    (lambda op: op("multiply", op("inv", a), b), r"a^{-1} \, b"),
    (lambda op: op("solve", op("multiply", a, b), op("add", a, b)),
     r"\left(a \, b\right)^{-1} \, \left(a + b\right)"),
    (lambda op: op("transpose", op("divide", a, b)), r"\left(\frac{a}{b}\right)^\top"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "latex"), IN_TEMPLATES, ids=[latex for _, latex in IN_TEMPLATES])
def test_a_row_needs_only_its_template_and_precedence(make, latex, monkeypatch):
    for name, row in ROWS.items():
        monkeypatch.setitem(TABLE, name, Primitive(name, np.add, partials=(None, None), **row))
    assert to_latex(make(lambda op, *args: Node(op, args))) == latex


# --- names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "args", "latex"), [("tanh", [a], "t^{2}"), ("divide", [a, b], "t^{2}"), ("add", [a, b], "t^{2}")]
)
def test_a_part_with_a_name_is_squared_by_that_name(op, args, latex):
    part = apply(op, *args)
    assert to_latex(apply("power", part, constant(2.0)), {part: "t"}) == latex


def test_what_is_behind_a_name_is_not_written():
    part = Node("no row of the table", (a,))
    assert to_latex(Node("sin", (part,)), {part: "t"}) == r"\sin\left(t\right)"
