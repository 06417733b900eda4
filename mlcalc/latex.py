"""A graph as LaTeX, written as a person would: names kept, brackets only where needed.

>>> import numpy as np
>>> from mlcalc.trace import trace
>>> print(to_latex(trace(lambda x, y: np.sin(x) * (x + y) ** 2, (1.0, 1.0)).outputs[0]))
\\sin\\left(x\\right) \\, \\left(x + y\\right)^{2}
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from .graph import Node, order
from .primitives import TABLE
from .trace import trace

GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu",
    "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
))  # fmt: skip
CLOSED = 5  # the precedence of what never needs brackets


def symbol(name: str) -> str:
    """A Python name as a mathematical symbol: ``w1`` → w₁, ``theta`` → θ, ``z_out`` → z_out.

    >>> symbol("w1"), symbol("theta"), symbol("x_max"), symbol("cost")
    ('w_{1}', '\\\\theta', 'x_{\\\\mathrm{max}}', '\\\\mathrm{cost}')
    """
    stem, _, index = re.sub(r"^([A-Za-z]+)(\d+)$", r"\1_\2", name).partition("_")
    if stem in GREEK:
        stem = "\\" + stem
    elif len(stem) > 1:
        stem = rf"\mathrm{{{stem}}}"
    if not index:
        return stem
    return rf"{stem}_{{{index}}}" if len(index) == 1 or index.isdigit() else rf"{stem}_{{\mathrm{{{index}}}}}"


def number(value: float) -> str:
    """A number as it is written in a formula: 2, not 2.0; a large or small one as a power of ten.

    >>> number(2.0), number(-0.5), number(1e-7), number(math.pi)
    ('2', '-0.5', '10^{-7}', '\\\\pi')
    """
    if abs(value) == math.pi:
        return r"\pi" if value > 0 else r"-\pi"
    text = f"{value:.6g}"
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        return text
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa == "1" else rf"{mantissa} \cdot {power}"


def to_latex(output: Node, names: Mapping[Node, str] | None = None) -> str:
    """The formula of one output; ``names`` gives the LaTeX of nodes that have a name of their own."""
    written: dict[Node, tuple[str, int]] = {node: (text, CLOSED) for node, text in (names or {}).items()}
    for node in order([output]):
        if node not in written:
            written[node] = _write(node, [written[arg] for arg in node.args])
    return written[output][0]


def _write(node: Node, args: list[tuple[str, int]]) -> tuple[str, int]:
    """The formula of a node from those of its arguments, and how tightly it binds."""
    if node.op == "input":
        return symbol(node.name), CLOSED
    if node.op == "constant":
        return _constant(node)
    row = TABLE[node.op]
    if node.op == "add" and args[1][0].startswith("-") and args[1][1] > 0:  # x + (−y + z) is x − y + z
        return f"{_bracket(args[0], 1)} - {args[1][0][1:]}", 1
    if node.op == "negative":  # −x y, for −(x y) and (−x) y are the same
        return f"-{_bracket(args[0], 2)}", (2 if args[0][1] == 2 else 3)
    if node.op == "multiply":
        return _product(*args), 2
    if node.op == "power":
        return _power(node, *args), 4
    if _is_function(node.op):
        return rf"{row.latex}\left({', '.join(text for text, _ in args)}\right)", 4
    shown = [_bracket(arg, _needed(row.latex, row.precedence, i)) for i, arg in enumerate(args)]
    key = ", ".join(str(k + 1) if isinstance(k, int) and k >= 0 else str(k) for k in node.params.get("key", ()))
    return row.latex.format(*shown, all=", ".join(shown), key=key), row.precedence


def _product(first: tuple[str, int], second: tuple[str, int]) -> str:
    """A number goes first, with its sign; between two numbers stands a dot: 2·3, never 23."""
    if _is_number_first(second) and not _is_number_first(first):
        first, second = second, first
    left = first[0] if first[1] > 1 else _bracket(first, 2)
    right = _bracket(second, 2)
    return rf"{left} \cdot {right}" if right[:1].isdigit() else rf"{left} \, {right}"


def _is_number_first(arg: tuple[str, int]) -> bool:
    return arg[1] > 1 and arg[0].removeprefix("-")[:1].isdigit()


def _power(node: Node, base: tuple[str, int], exponent: tuple[str, int]) -> str:
    inner = node.args[0].op
    if _is_function(inner) and exponent[0].isdigit():  # tanh²(x), not (tanh(x))²; but sin⁻¹ is another function
        function = TABLE[inner].latex
        return f"{function}^{{{exponent[0]}}}{base[0].removeprefix(function)}"
    closed = base if inner not in ("divide", "log1p") else (base[0], 4)  # a fraction² would be its numerator's
    return f"{_bracket(closed, CLOSED)}^{{{exponent[0]}}}"


def _is_function(op: str) -> bool:
    """Whether a row's LaTeX is a function's name, to be followed by its arguments in brackets."""
    return op in TABLE and "{0}" not in TABLE[op].latex and "{all}" not in TABLE[op].latex


def _needed(template: str, precedence: int, i: int) -> int:
    """How tightly argument i must bind to stand without brackets in this template."""
    if rf"{{{{{{{i}}}}}}}" in template or r"\left" in template:
        return 0  # braces or a pair of brackets hold it already
    if precedence == 4:
        return CLOSED
    return precedence + (1 if i and "-" in template else 0)


def _bracket(arg: tuple[str, int], needed: int) -> str:
    text, precedence = arg
    opens_with_sign = text.startswith("-") and needed > 1
    return rf"\left({text}\right)" if precedence < needed or opens_with_sign else text


def _constant(node: Node) -> tuple[str, int]:
    if node.shape == ():
        text = number(node.value.item())
        return text, (3 if text.startswith("-") else 2 if "cdot" in text else CLOSED)
    return matrix_latex(node.value), CLOSED


def matrix_latex(values: Any) -> str:
    """A vector (as a column) or a matrix of numbers in square brackets.

    >>> print(matrix_latex([[1, -4], [2, 1]]))
    \\begin{bmatrix} 1 & -4 \\\\ 2 & 1 \\end{bmatrix}
    """
    array = np.asarray(values, dtype=float)
    rows = array.reshape(-1, array.shape[-1]) if array.ndim > 1 else array.reshape(-1, 1)
    body = r" \\ ".join(" & ".join(number(x) for x in row) for row in rows.tolist())
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


class Formula(NamedTuple):
    """A formula that a notebook typesets; ``text`` is its LaTeX."""

    text: str

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.text}$"


def formula(f: Callable[..., Any], *args: Any) -> Formula:
    """What ``f`` computes, read off its trace, as a formula that a notebook sets; its ``text`` is LaTeX.

    ``args`` give the shapes of f's arguments; their names are those of f's parameters. Raises TypeError where f
    has several results, and TraceError where it cannot be traced.

    Source: the notation of ISO 80000-2:2019.

    >>> formula(lambda w, b: np.tanh(w * 2.0 + b), 0.0, 0.0).text
    '\\\\tanh\\\\left(2 \\\\, w + b\\\\right)'
    """
    traced = trace(f, args)
    if len(traced.outputs) != 1:
        raise TypeError(f"formula needs one result from the function, got {len(traced.outputs)}; ask for one of them")
    return Formula(to_latex(traced.outputs[0]))
