"""A graph of single numbers as a formula that can be typed, and read back as the same computation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

from ..trace.graph import Node, order

Written: TypeAlias = tuple[str, int]
SUM, PRODUCT, SIGN, POWER, CLOSED = range(1, 6)  # how tightly each binds; CLOSED needs no brackets
MOST = 400  # characters: what is longer, nobody reads in a box of one line

# sign, precedence, and what each side must bind like to stand without brackets
OPERATORS = {
    "add": (" + ", SUM, SUM, PRODUCT),
    "subtract": (" - ", SUM, SUM, PRODUCT),
    "multiply": ("*", PRODUCT, PRODUCT, POWER),
    "divide": ("/", PRODUCT, PRODUCT, POWER),
    "power": ("^", POWER, CLOSED, CLOSED),
}
# The functions with a name of their own, by the name of their row in the table of primitives.
FUNCTIONS = {
    "log": "ln", "abs": "abs", "maximum": "max", "minimum": "min",
    **{name: name for name in (
        "exp", "expm1", "log1p", "sqrt", "sin", "cos", "arctan", "arcsin", "arccos", "arctan2", "arcsinh", "cbrt",
        "erf", "tanh", "logistic", "hypot", "relu", "sign", "floor",
    )},
}  # fmt: skip


def to_typed(output: Node, letters: Mapping[str, str] | None = None) -> str:
    """The graph of a number as a formula as people type it; what stands in it twice is written twice.
    ``letters`` are what inputs are typed as whose own names cannot be.

    Raises ValueError, with the name of the operation, for what a formula has no words for: arrays, where, comparisons;
    and for what would be longer than a box shows.

    >>> from mlcalc.trace import trace
    >>> to_typed(trace(lambda w, b: 2 * w**2 - (b + 1) / w, (0.0, 0.0), ["w", "b"]).outputs[0])
    '2w^2 - (b + 1)/w'
    """
    written: dict[Node, Written] = {}
    for node in order([output]):
        if node.shape != ():
            raise ValueError("it computes with arrays")
        if node.op == "input":
            written[node] = (letters or {}).get(node.name, node.name), CLOSED
        else:
            written[node] = _write(node, [written[arg] for arg in node.args])
        if len(written[node][0]) > MOST:
            raise ValueError(f"it would be longer than {MOST} characters")
    return written[output][0]


def _write(node: Node, args: list[Written]) -> Written:
    if node.op == "constant":
        return _number(float(node.value.item()))
    if node.op == "negative":
        return f"-{_bracket(args[0], POWER)}", SIGN
    if node.op in OPERATORS:
        sign, precedence, left, right = OPERATORS[node.op]
        one, other = _bracket(args[0], left), _bracket(args[1], right)
        # 2w, but 2*3 and 2*e: what follows must be no number, and an e would make it another one
        if node.op == "multiply" and args[0][1] == CLOSED and one[-1:].isdigit() and one[0].isdigit():
            sign = "" if other[0].isalpha() and other[0] not in "eE" else sign
        return one + sign + other, precedence
    name = FUNCTIONS.get(node.op)
    if name is None:
        raise ValueError(f"there is nothing to type for {node.op!r}")
    return f"{name}({', '.join(text for text, _ in args)})", CLOSED


def _number(value: float) -> Written:
    if not math.isfinite(value):
        raise ValueError(f"it has the number {value}")
    for known, name in ((math.pi, "pi"), (math.e, "e")):
        if value == known:
            return name, CLOSED
    text = repr(value).removesuffix(".0")
    return text, SIGN if text.startswith("-") else CLOSED


def _bracket(written: Written, needed: int) -> str:
    text, precedence = written
    return f"({text})" if precedence < needed else text
