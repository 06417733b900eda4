"""A formula taken apart as a person reads it: sums of terms, products of factors, powers, functions of an inside.

The graph of x²·e⁻ˣ/2 is a tree of operations on two numbers; whoever differentiates it by hand sees one product. So
sums and products are gathered over as many operations as they have, roots and reciprocals are powers, and what numpy
has a name for (tan, sinh) is one function although its graph is several operations.

>>> from mlcalc.trace import trace
>>> root = trace(lambda x: x**2 * np.exp(-x) + 3.0, (1.0,)).outputs[0]
>>> [part.kind for part in take_apart(root)]
['letter', 'power', 'product', 'function', 'product', 'sum']
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...trace import Traced, as_node
from ...trace.graph import Node, apply, constant, input_node, order, substitute
from ...trace.primitives import TABLE


class Part(NamedTuple):
    """One step of a formula, and what it is made of."""

    node: Node
    kind: str  # "letter", "sum", "product", "power" or "function"
    args: tuple[Node, ...] = ()
    signs: tuple[int, ...] = ()  # a sum: the sign of each term. A product: −1 where it divides by the factor
    exponent: float | Node = 1.0  # a power's: a number, or the input for one that is drawn
    number: float = 1.0  # a product's or a power's constant factor, with its sign
    rules: tuple[Callable[..., Any] | None, ...] = ()  # a function's partial derivatives
    function: Callable[..., Any] | None = None  # a function itself

    @property
    def k(self) -> Any:
        """A power's exponent, to compute with."""
        return Traced(self.exponent) if isinstance(self.exponent, Node) else self.exponent


class Taught(NamedTuple):
    """A function with a derivative as it stands in a table of derivatives."""

    function: Callable[..., Any]
    rule: Callable[..., Any]
    latex: str
    also: tuple[Callable[..., Any], ...] = ()  # other forms of the rule that are taught


# Functions whose graph is several operations, and functions whose row states its rule in a form that nobody learns.
TAUGHT = (
    Taught(np.tan, lambda u: 1.0 / np.cos(u) ** 2.0, r"\tan u", (lambda u: 1.0 + np.tan(u) ** 2.0,)),
    Taught(np.sinh, np.cosh, r"\sinh u"),
    Taught(np.cosh, np.sinh, r"\cosh u"),
    Taught(np.log2, lambda u: 1.0 / (u * np.log(2.0)), r"\log_2 u"),
    Taught(np.log10, lambda u: 1.0 / (u * np.log(10.0)), r"\log_{10} u"),
    Taught(np.arcsin, lambda u: 1.0 / np.sqrt(1.0 - u**2.0), r"\arcsin u"),
    Taught(np.arccos, lambda u: -1.0 / np.sqrt(1.0 - u**2.0), r"\arccos u"),
    Taught(np.arcsinh, lambda u: 1.0 / np.sqrt(1.0 + u**2.0), r"\operatorname{arsinh} u"),
    Taught(np.arctan, lambda u: 1.0 / (1.0 + u**2.0), r"\arctan u"),
)
ROOTS = {"sqrt": 0.5, "cbrt": 1.0 / 3.0}


def take_apart(output: Node, by_name: bool = True) -> list[Part]:
    """The parts of a formula of single numbers, each after those that it is made of.

    ``by_name`` says whether (eˣ + e⁻ˣ)/2 is one function, cosh, or a sum that is divided by 2.
    """
    parts: dict[Node, Part] = {}
    stack = [output]
    while stack:
        node = stack[-1]
        if node not in parts and node.op != "constant":
            part = _part(node, by_name)
            missing = [arg for arg in part.args if arg not in parts and arg.op != "constant"]
            if missing:
                stack += missing[::-1]
                continue
            parts[node] = part
        stack.pop()
    return list(parts.values())


def _part(node: Node, by_name: bool) -> Part:
    if node.op == "input":
        return Part(node, "letter")
    taught = _taught(node) if by_name else None
    if taught:
        return taught
    if node.op in ("add", "subtract"):
        terms = list(_terms(node, 1))
        return Part(node, "sum", tuple(t for t, _ in terms), tuple(s for _, s in terms))
    base, exponent = power_of(node)
    if base is not node:
        return Part(node, "power", (base,), exponent=exponent)
    if node.op in ("multiply", "divide", "negative"):
        return _product(node, by_name)
    rules = TABLE[node.op].partials or ()
    function = lambda *xs: xs[0].__mlcalc_bind__(node.op, *xs)
    return Part(node, "function", node.args, rules=rules, function=function)


def _taught(node: Node) -> Part | None:
    """The part of a function that has a name, if this node is what its graph ends with."""
    if node.op in ("input", "constant", "add", "multiply", "power"):
        return None
    inside = list(reversed(order(node.args)))[:6]  # none of these graphs is deeper
    for row in TAUGHT:
        for arg in inside:
            if arg.op != "constant" and as_node(row.function(Traced(arg))) is node:
                return Part(node, "function", (arg,), rules=(row.rule,), function=row.function)
    return None


def is_drawn(node: Node) -> bool:
    """Whether an input stands for a number that a question draws: its name is a character of no meaning."""
    return node.op == "input" and "\ue000" <= node.name <= "\uf8ff"


def taught_name(part: Part) -> str:
    """A function of u, from the table of what is taught; "" where it is not there."""
    return next((f"${row.latex}$" for row in TAUGHT if row.function is part.function), "")


def also_taught(part: Part) -> list[Node]:
    """Other forms of a function's derivative, as graphs of u."""
    rows = [row for row in TAUGHT if row.function is part.function]
    return [as_node(rule(Traced(_U))) for row in rows for rule in row.also]


def _terms(node: Node, sign: int) -> Any:
    """The terms of a sum, each with its sign."""
    if node.op in ("add", "subtract"):
        yield from _terms(node.args[0], sign)
        yield from _terms(node.args[1], -sign if node.op == "subtract" else sign)
    else:
        yield node, sign


def power_of(node: Node) -> tuple[Node, float | Node]:
    """b and k where a node is bᵏ with a constant k ≠ 1 (also as a root, or as b·b); else the node and 1."""
    if node.op == "power" and node.args[1].op == "constant":
        return node.args[0], float(node.args[1].value)
    if node.op == "power" and is_drawn(node.args[1]):
        return node.args[0], node.args[1]
    if node.op in ROOTS:
        return node.args[0], ROOTS[node.op]
    if node.op == "multiply" and node.args[0] is node.args[1]:
        return node.args[0], 2.0
    return node, 1.0


def negated(exponent: float | Node) -> float | Node:
    """The exponent of a power below the line."""
    return apply("negative", exponent) if isinstance(exponent, Node) else -exponent


def _factors(node: Node, exponent: int, by_name: bool) -> Any:
    """The factors of a product, −1 beside each that divides; a sign is the factor −1."""
    if node.op == "multiply" and node.args[0] is not node.args[1]:
        yield from _factors(node.args[0], exponent, by_name)
        yield from _factors(node.args[1], exponent, by_name)
    elif node.op == "divide" and not (by_name and _taught(node)):
        yield from _factors(node.args[0], exponent, by_name)
        yield from _factors(node.args[1], -exponent, by_name)
    elif node.op == "negative":
        yield constant(-1.0), exponent
        yield from _factors(node.args[0], exponent, by_name)
    else:
        yield node, exponent


def _product(node: Node, by_name: bool) -> Part:
    """A product; of one number and one factor that is a power, or that is divided by, a power."""
    number, factors = 1.0, []
    for factor, exponent in _factors(node, 1, by_name):
        if factor.op == "constant":
            number *= float(factor.value) ** exponent
        else:
            factors.append((factor, exponent))
    if len(factors) == 1:
        base, exponent = power_of(factors[0][0])
        if factors[0][1] == -1:
            exponent = negated(exponent)
        if exponent != 1.0:
            return Part(node, "power", (base,), exponent=exponent, number=number)
    return Part(node, "product", tuple(f for f, _ in factors), tuple(e for _, e in factors), number=number)


def rule_of_u(rule: Callable[..., Any]) -> tuple[Node, Node]:
    """A function's derivative as a graph of its own, and its input u."""
    return as_node(rule(Traced(_U))), _U


def at(rule: Node, place: Any) -> Traced:
    """Such a derivative at another place."""
    return Traced(substitute([rule], {_U: as_node(place)})[0])


_U = input_node("u", ())
