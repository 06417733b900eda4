"""Slips of a whole sweep: by another letter, with a letter that moves though it is held, integrated, once too often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...trace import Traced
from ...trace.graph import Node, constant
from ..sweeps import pushforward
from .bends import RARE, SELDOM, Bend
from .parts import Part

ONE = constant(1.0)


def tangent_of(output: Node, tangents: dict[Node, Node]) -> Node:
    """One forward sweep; zero where nothing moves."""
    return pushforward([output], tangents)[0] or constant(0.0)


def whole_bends(output: Node, by: Node, letters: Sequence[Node], parts: Sequence[Part]) -> Iterator[Bend]:
    """What can go wrong with the question rather than with a rule."""
    right = tangent_of(output, {by: ONE})
    others = [letter for letter in letters if letter is not by]
    asked = Traced(by)
    for other in others:
        name = Traced(other)
        slope = tangent_of(output, {other: ONE})
        yield Bend("other letter", "differentiated by another letter, by", Traced(slope), name)
        yield Bend("held", "let a letter move that is held", Traced(tangent_of(output, {by: ONE, other: ONE})), name)
    if len(others) > 1:
        everything = dict.fromkeys(letters, ONE)
        yield Bend(
            "held", "let all letters move, though only one was asked for", Traced(tangent_of(output, everything)), asked
        )
    yield Bend("undifferentiated", "did not differentiate at all: this is the function itself", Traced(output))
    yield Bend("sign", "turned the sign of the whole", -Traced(right))
    yield Bend("twice", "differentiated twice", Traced(tangent_of(right, {by: ONE})))
    yield Bend(
        "divided by itself",
        "divided by the function: this is the derivative of its logarithm",
        Traced(right) / Traced(output),
        None,
        RARE,
    )
    if right is not constant(0.0):
        yield Bend("held", "held the letter that was asked for, so that nothing moved", 0.0, asked, SELDOM)
    integral = _integral(output, by, {part.node: part for part in parts})
    if integral is not None:
        yield Bend("integrated", "integrated instead of differentiating", integral)


# Integrals of functions of a letter; those of the other functions are no slip of anybody.
INTEGRALS: dict[str, Any] = {
    "exp": np.exp,
    "sin": lambda v: -np.cos(v),
    "cos": np.sin,
    "log": lambda v: v * np.log(v) - v,
    "tanh": lambda v: np.log(np.cosh(v)),
    "logistic": lambda v: np.log(1.0 + np.exp(v)),
}


def _integral(node: Node, by: Node, parts: dict[Node, Part]) -> Any:
    """The integral by a letter, term by term, of what is a constant times a function of a multiple; else None."""
    slope = pushforward([node], {by: ONE})[0]
    if slope is None:
        return Traced(node) * Traced(by)
    if node is by:
        return Traced(by) ** 2.0 / 2.0
    part = parts[node]
    if part.kind == "sum":
        terms = [_integral(arg, by, parts) for arg in part.args]
        if any(term is None for term in terms):
            return None
        return sum(sign * term for sign, term in zip(part.signs, terms, strict=True))
    if part.kind == "product":
        moving = [k for k, arg in enumerate(part.args) if pushforward([arg], {by: ONE})[0] is not None]
        inner = _integral(part.args[moving[0]], by, parts) if len(moving) == 1 and part.signs[moving[0]] == 1 else None
        return None if inner is None else inner * Traced(node) / Traced(part.args[moving[0]])
    inside = part.args[0]
    rate = pushforward([inside], {by: ONE})[0] if len(part.args) == 1 else None
    if rate is None or pushforward([rate], {by: ONE})[0] is not None:
        return None  # only where the inside is a multiple of the letter, plus a constant
    v = Traced(inside)
    if part.kind == "power":
        k = part.exponent
        return part.number * (v ** (k + 1) / (k + 1) if k != -1 else np.log(np.abs(v))) / Traced(rate)
    if node.op in INTEGRALS:
        return INTEGRALS[node.op](v) / Traced(rate)
    return None
