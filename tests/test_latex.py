"""Formulas: each written out by hand, and any formula read back gives the numbers of its graph."""

from __future__ import annotations

import math
import random
import re

import numpy as np
import pytest

from mlcalc import logistic, relu
from mlcalc.graph import evaluate
from mlcalc.latex import number, symbol, to_latex
from mlcalc.trace import trace

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
    traced = trace(lambda x, y: _some_expression(pick, x, y, depth=4), tuple(at.values()))
    node = traced.outputs[0]
    (value,) = evaluate([node], dict(zip(traced.inputs, at.values(), strict=True)))
    latex = to_latex(node)
    assert _read(latex, at) == pytest.approx(float(value), rel=1e-4, abs=1e-4), latex


def _some_expression(pick, x, y, depth):
    """A random formula in x and y whose values stay near 1."""
    if depth == 0:
        return pick.choice([x, y, -x, -y, 2.0, -3.0, 0.5 * x])
    a, b = (_some_expression(pick, x, y, depth - 1) for _ in "ab")
    return pick.choice(
        [lambda: a + b, lambda: a - b, lambda: a * b, lambda: -a, lambda: np.sin(a), lambda: np.tanh(a) ** 2,
         lambda: a / (2 + np.cos(b)), lambda: np.exp(np.sin(a)), lambda: np.sin(a) ** 2 * b, lambda: (a - b) ** 2]
    )()  # fmt: skip


def _read(latex, at):
    """The value of a formula, by a reader that knows LaTeX and nothing of graphs."""
    text = latex.replace(r"\left", "").replace(r"\right", "").replace(r"\,", "*").replace(r"\cdot", "*")
    while r"\frac" in text:  # from the inside out
        start = text.rindex(r"\frac")
        top, after = _braces(text, start + 5)
        bottom, end = _braces(text, after)
        text = f"{text[:start]}(({top})/({bottom})){text[end:]}"
    text = text.replace("{", "(").replace("}", ")")
    text = re.sub(r"\\(sin|cos|tanh)\^\((\d+)\)\(", r"power(\2, \1)(", text)
    text = re.sub(r"\\(sin|cos|tanh)", r"\1", text).replace("^", "**")
    names = {"sin": math.sin, "cos": math.cos, "tanh": math.tanh, "e": math.e}
    return eval(text, {"__builtins__": {}}, {**names, **at, "power": lambda n, f: lambda v: f(v) ** n})


def _braces(text, start):
    """What stands between the braces that open at ``start``, and where they end."""
    depth = 0
    for end in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return text[start + 1 : end], end + 1
    raise AssertionError(f"braces do not close in {text}")
