"""One operation as LaTeX, from the LaTeX of its arguments: brackets only where they are needed.

>>> from mlcalc.trace.graph import apply, input_node
>>> write(apply("negative", input_node("x", ())), [("a + b", 1)])
('-\\\\left(a + b\\\\right)', 3)
"""

from __future__ import annotations

from functools import cache

from ...trace.graph import Node
from ...trace.primitives import TABLE, Primitive
from .symbols import matrix_latex, number, symbol

Written = tuple[str, int]  # the LaTeX of a node, and how tightly it binds

CLOSED = 5  # the precedence of what never needs brackets
FUNCTION = 4  # and of a function with its arguments
SUMS_AND_PRODUCTS = ("{0} + {1}", "{0} - {1}", r"{0} \, {1}")


def write(node: Node, args: list[Written]) -> Written:
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
    if function := function_name(node.op):
        return rf"{function}\left({', '.join(text for text, _ in args)}\right)", FUNCTION
    needed, precedence = brackets_needed(row, len(args))
    shown = [_bracket(arg, least) for arg, least in zip(args, needed, strict=True)]
    key = _key(node) if "key" in node.params else ""
    return row.latex.format(*shown, all=", ".join(shown), key=key), precedence


def brackets_needed(row: Primitive, count: int) -> tuple[list[int], int]:
    """How tightly each argument of a row's template must bind to stand without brackets, and how the whole does."""
    precedence = 0 if _is_infix(row.latex) else row.precedence  # in any larger formula, y mod z stands in brackets
    return [_needed(row.latex, row.precedence, i) for i in range(count)], precedence


def _key(node: Node) -> str:
    """The places that an index takes, counted from 1."""
    return ", ".join(str(k + 1) if isinstance(k, int) and k >= 0 else str(k) for k in node.params["key"])


def _product(first: Written, second: Written) -> str:
    """A number goes first, with its sign; between two numbers stands a dot: 2·3, never 23."""
    if _is_number_first(second) and not _is_number_first(first):
        first, second = second, first
    left = first[0] if first[1] > 1 else _bracket(first, 2)
    right = _bracket(second, 2)
    return rf"{left} \cdot {right}" if right[:1].isdigit() else rf"{left} \, {right}"


def _is_number_first(arg: Written) -> bool:
    return arg[1] > 1 and arg[0].removeprefix("-")[:1].isdigit()


def _power(node: Node, base: Written, exponent: Written) -> str:
    inner = node.args[0].op
    function = function_name(inner) if inner in TABLE and TABLE[inner].partials is not None else ""
    if function and base[0].startswith(rf"{function}\left(") and exponent[0].isdigit():
        # tanh²(x), not (tanh(x))²; but sin⁻¹ is another function, and Σ² a sum that ends at 2
        return base[0].replace(r"\left(", rf"^{{{exponent[0]}}}\left(", 1)
    return f"{_bracket(base, CLOSED)}^{{{exponent[0]}}}"


def function_name(op: str) -> str:
    """The function that is written before its arguments in brackets, or "" where the row has a template for them."""
    latex = TABLE[op].latex or operator(op)
    return "" if "{0}" in latex or "{all}" in latex else latex


def operator(op: str) -> str:
    """The name of an operation that has no sign of its own."""
    return rf"\operatorname{{{op.replace('_', '-')}}}"


@cache
def _is_infix(template: str) -> bool:
    """Whether a sign stands between two arguments, with none of the habits that sums and products have."""
    return template.startswith("{0} ") and template.endswith(" {1}") and template not in SUMS_AND_PRODUCTS


@cache
def _needed(template: str, precedence: int, i: int) -> int:
    """How tightly argument i must bind to stand without brackets in this template."""
    place = f"{{{i}}}"
    if f"{{{{{place}}}}}" in template or r"\left" in template:
        return 0  # braces or a pair of brackets hold it already
    if precedence == 4 or f"{place}^" in template:
        return CLOSED
    return precedence + (1 if _is_infix(template) or (i and " - " in template) else 0)


def _bracket(arg: Written, needed: int) -> str:
    text, precedence = arg
    opens_with_sign = text.startswith("-") and needed > 1
    return rf"\left({text}\right)" if precedence < needed or opens_with_sign else text


def _constant(node: Node) -> Written:
    if node.shape == ():
        text = number(node.value.item())
        return text, (3 if text.startswith("-") else 2 if "cdot" in text else CLOSED)
    return matrix_latex(node.value), CLOSED
