"""Slips of a whole sweep: by another letter, with a letter that moves though it is held, once too often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...trace import Traced, as_node
from ...trace.graph import Node, apply, constant, substitute
from ..sweeps import pushforward
from .bends import RARE, SELDOM, Bend, inline, total
from .parts import Part

ONE = constant(1.0)


def tangent_of(output: Node, tangents: dict[Node, Node]) -> Node:
    """One forward sweep; zero where nothing moves."""
    return pushforward([output], tangents)[0] or constant(0.0)


def whole_bends(output: Node, by: Node, letters: Sequence[Node]) -> Iterator[Bend]:
    """What can go wrong with the question rather than with a rule."""
    right = tangent_of(output, {by: ONE})
    others = [letter for letter in letters if letter is not by]
    asked = Traced(by)
    for other in others:
        name = Traced(other)
        slope = tangent_of(output, {other: ONE})
        yield Bend("other letter", "differentiated by another letter, which is", Traced(slope), name)
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


def letter_bends(node: Node, by: Node, letters: Sequence[Node]) -> Iterator[Bend]:
    """One part differentiated by another letter, or with another letter moving though it is held."""
    slope = Traced(tangent_of(node, {by: ONE}))
    for other in letters:
        along = tangent_of(node, {other: ONE})
        if other is not by and node is not other and along is not constant(0.0):
            name, by_other = inline(Traced(node), "one part"), inline(Traced(other))
            yield Bend("other letter", f"differentiated {name} by {by_other}", Traced(along), None, SELDOM)
            does = f"let {by_other} move in {name}, though it is held"
            yield Bend("held", does, slope + Traced(along), None, SELDOM)


def miscopied_bends(output: Node, by: Node, part: Part) -> Iterator[Bend]:
    """The right derivative of another function: one sign turned, or one function left off, in copying f."""

    def instead(new: Node) -> Traced:
        return Traced(tangent_of(substitute([output], {part.node: new})[0], {by: ONE}))

    name = inline(Traced(part.node), "one part")
    if part.kind == "sum":
        for k, term in enumerate(part.args):
            terms = [
                Traced(t) * float(-s if k == i else s)
                for i, (t, s) in enumerate(zip(part.args, part.signs, strict=True))
            ]
            does = f"turned the sign of {inline(Traced(term), 'one term')} in {name} before you differentiated"
            yield Bend("miscopied", does, instead(as_node(total(terms))), None, RARE)
    if part.number < 0:
        does = f"lost the minus of {name} before you differentiated"
        yield Bend("miscopied", does, instead(apply("negative", part.node)), None, RARE)
    insides = [arg for arg in part.args if arg.op != "constant"]
    if part.kind == "function" and len(insides) == 1:
        does = f"differentiated {inline(Traced(insides[0]), 'the inside')} in place of {name}"
        yield Bend("miscopied", does, instead(insides[0]), None, RARE)
