"""Slips at a function of an inside, g(v): the chain rule, and the rule of g itself, with one thing forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ...trace import Traced, as_node
from ...trace.graph import Node, order
from .bends import COMMON, RARE, SELDOM, At, Bend, inline, product, total
from .rules import rule_bends

Of = Callable[[Any], Any]


def function_bends(here: At) -> Iterator[Bend]:
    """The slips at a function, by each of its arguments that moves."""
    part = here.part
    if part.kind != "function":
        return
    args = [Traced(arg) for arg in part.args]
    moving = [i for i, arg in enumerate(part.args) if here.tangent(arg) is not None and part.rules[i]]
    terms = {i: part.rules[i](*args) * here.tangent(part.args[i]) for i in moving}  # type: ignore[misc]
    for i in moving:
        rest = total([terms[j] for j in moving if j != i])
        if len(moving) > 1:
            yield Bend("path", "forgot one of the paths, and with it the term", rest, terms[i])
        yield from chain_bends(here, part.args[i], *_by_argument(here, i), rest)
    if len(moving) == 1 and part.node.op not in ("power", "where"):
        yield from rule_bends(here, moving[0], *_by_argument(here, moving[0]))
    yield from _exponential_bends(here)


def _by_argument(here: At, i: int) -> tuple[Of, Of]:
    """The slope and the function itself by one argument, the others held as they are."""
    part = here.part

    def args(v: Any) -> list[Any]:
        return [v if k == i else Traced(arg) for k, arg in enumerate(part.args)]

    return lambda v: part.rules[i](*args(v)), lambda v: part.function(*args(v))  # type: ignore[misc]


def chain_bends(here: At, inside: Node, slope: Of, function: Of, rest: Any = 0.0) -> Iterator[Bend]:
    """The slips of the chain rule: g′ and g as functions of the inside, and the terms of the other arguments."""
    v, dv, whole = Traced(inside), here.tangent(inside), here.value
    g, right = inline(whole, "the function"), slope(v)
    term = product([right, dv])
    yield Bend("undifferentiated", f"did not differentiate {g}", whole)
    yield Bend("sign", f"turned a sign: the derivative of {g} is", rest - term, term)
    yield Bend(
        "upside down", "turned the derivative of the outside upside down, which is", rest + dv / right, right, RARE
    )
    if not _is_one(dv):
        yield from _inside_bends(here, inside, slope, rest)
    yield from _place_bends(here, inside, slope, function, rest)


def _is_one(tangent: Any) -> bool:
    node = as_node(tangent)
    return node.op == "constant" and bool(node.value == 1.0)


def _inside_bends(here: At, inside: Node, slope: Of, rest: Any) -> Iterator[Bend]:
    """What may happen to the derivative of the inside."""
    v, dv, whole = Traced(inside), here.tangent(inside), here.value
    right = slope(v)
    g = inline(whole, "the function")
    yield Bend("inner", "left out the derivative of the inside", rest + right, dv)
    yield Bend("outer", f"left the outside, {g}, as it was, and differentiated only the inside", rest + whole * dv)
    yield Bend(
        "inner alone", "differentiated only the inside, and left out the derivative of the outside", rest + dv, right
    )
    does = "multiplied by the inside itself, and not by its derivative"
    yield Bend("inside kept", does, rest + right * v, dv)
    yield Bend(
        "inner divided", "divided by the derivative of the inside instead of multiplying by it", rest + right / dv, dv
    )
    does = "added the derivative of the inside instead of multiplying by it"
    yield Bend("inner added", does, rest + right + dv, dv, SELDOM)
    yield Bend("inner twice", "multiplied by the derivative of the inside twice", rest + right * dv * dv, dv, RARE)


def _place_bends(here: At, inside: Node, slope: Of, function: Of, rest: Any) -> Iterator[Bend]:
    """The derivative of the outside taken where it does not belong: at a in place of z, at x in place of the inside."""
    v, dv = Traced(inside), here.tangent(inside)
    outside = f"took the derivative of the outside, {inline(slope(v), 'as it is')},"
    if inside.op != "input":
        does, moves = f"{outside} at the derivative of the inside, which is", as_node(dv).op != "constant"
        yield Bend("place", does, rest + slope(dv), dv, SELDOM if moves else RARE)
        yield Bend("place", does, rest + slope(dv) * dv, dv, COMMON if moves else RARE)
        does = f"put the derivative of the inside into {inline(here.value, 'the function')}, where the inside belongs"
        yield Bend("function of derivative", does, rest + function(dv), None, COMMON if moves else RARE)
    inner = set(order([inside]))
    for other in here.places:
        if other is inside:
            continue
        does = f"{outside} at {inline(Traced(other), 'another place')}, and not at"
        near = other in inner or other is here.part.node
        yield Bend("place", does, rest + slope(Traced(other)) * dv, v, SELDOM if near else RARE)


def _exponential_bends(here: At) -> Iterator[Bend]:
    """The rule for powers used on an exponential, whose exponent moves and whose base may be a number."""
    part = here.part
    natural = part.node.op == "exp"
    exponent = part.args[0] if natural else part.args[-1]
    if not (natural or part.node.op == "power") or here.tangent(exponent) is None:
        return
    v, dv = Traced(exponent), here.tangent(exponent)
    base = np.e if natural else Traced(part.args[0])
    lowered = np.exp(v - 1.0) if natural else base ** (v - 1.0)
    by_base = None if natural else here.tangent(part.args[0])
    rest = 0.0 if by_base is None else v * lowered * by_base
    does = "used the rule for powers on an exponential, whose exponent moves"
    for tangent in (v * lowered * dv, v * lowered, v * here.value, v * here.value * dv):
        yield Bend("power rule", does, rest + tangent)
    yield Bend("power lowered", "lowered the exponent of an exponential, which stays as it is", rest + lowered * dv)
    if natural:
        return
    yield Bend("logarithm", "left out the logarithm of the base", rest + here.value * dv, np.log(base))
    does = "divided by the logarithm of the base instead of multiplying by it"
    yield Bend("logarithm", does, rest + here.value * dv / np.log(base), np.log(base))
    if by_base is not None:
        does = "used the rule for powers, although the exponent moves too, and so forgot the term"
        yield Bend("power rule", does, rest, np.log(base) * here.value * dv)
        does = "used the rule for exponentials, although the base moves too, and so forgot the term"
        yield Bend("exponential rule", does, np.log(base) * here.value * dv, rest)
