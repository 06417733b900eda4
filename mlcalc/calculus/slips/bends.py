"""What a bent rule is: a part's derivative as somebody wrote it who forgot or mixed up one thing.

A file of bends says, for every part of a formula, which wrong tangents it may have. Each names what was done, as what
follows "You …", and may end with a formula: "left out the derivative of the inside", 2x.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...trace import Traced, as_node
from ...trace.graph import Node
from ...write.latex import to_latex
from .parts import Part, is_drawn

LONG = 90  # characters of LaTeX: a longer formula is not shown in the middle of a sentence
COMMON, SELDOM, RARE = range(3)
LEADS = re.compile(
    r"(, which is|, whose derivative is|: the derivative( of [^:]*)? is|, and not at| of the term| the term)$"
)


class Bend(NamedTuple):
    """One wrong tangent of one part."""

    name: str
    does: str  # what was done, to follow "You"
    tangent: Any
    shown: Any = None  # the formula that the sentence ends with
    rank: int = COMMON  # of slips with one result, only those of the lowest rank are told
    again: bool = False  # done at every part where it can be done


@dataclass(frozen=True)
class At:
    """A part of the formula with what the sweep knows when it comes there."""

    part: Part
    tangents: Mapping[Node, Node | None]  # of the parts before it; None for what does not move
    places: Sequence[Node]  # where else a derivative may be taken by mistake

    @property
    def value(self) -> Traced:
        return Traced(self.part.node)

    def tangent(self, node: Node) -> Traced | None:
        found = self.tangents.get(node)
        return None if found is None else Traced(found)


def inline(shown: Any, otherwise: str = "") -> str:
    """A formula between dollars, or other words where it would be too long for a sentence."""
    text = to_latex(as_node(shown))
    return f"${text}$" if len(text) <= LONG and "qquad" not in text else otherwise


def clause(bend: Bend) -> str:
    """What was done, with its formula where it is short enough for a sentence."""
    formula = "" if bend.shown is None else inline(bend.shown)
    if LEADS.search(bend.does):
        told = f"{bend.does} {formula}" if formula else LEADS.sub("", bend.does)
    else:
        told = f"{bend.does}: {formula}" if formula else bend.does
    return f"{told}, and did the same again elsewhere" if bend.again else told


def total(terms: Sequence[Any]) -> Any:
    """The sum of some terms; 0.0 of none."""
    return sum(terms[1:], terms[0]) if terms else 0.0


def product(factors: Sequence[Any]) -> Any:
    """The product of some factors, its numbers as one in front; 1.0 of none."""
    number, result = 1.0, None
    for factor in _numbers_first(factors):
        node = as_node(factor)
        if node.op == "constant":
            number *= float(node.value)
        else:
            result = factor if result is None else result * factor
    return number if result is None else number * result


def _numbers_first(factors: Sequence[Any]) -> Sequence[Any]:
    """Factors with the numbers that are drawn in front of letters, also those of 2ax, as one writes 2·3x."""
    if not any(is_drawn(as_node(factor)) for factor in factors):
        return factors
    taken: list[Any] = []
    for factor in factors:
        node = as_node(factor)
        while node.op == "multiply" and (node.args[0].op == "constant" or is_drawn(node.args[0])):
            taken.append(Traced(node.args[0]))
            node = node.args[1]
        taken.append(Traced(node))
    return sorted(taken, key=lambda factor: not is_drawn(as_node(factor)))


def right_tangent(part: Part, tangents: Mapping[Node, Node | None]) -> Node | None:
    """The derivative of a part as it is written by hand: what the sweep finds, in the form that is taught."""
    moving = [k for k, arg in enumerate(part.args) if tangents.get(arg) is not None]
    if part.kind == "letter" or not moving:
        return tangents.get(part.node)
    along = {k: Traced(tangents[part.args[k]]) for k in moving}  # type: ignore[arg-type]
    args = [Traced(arg) for arg in part.args]
    if part.kind == "sum":
        terms = [along[k] if part.signs[k] == 1 else -along[k] for k in moving]
    elif part.kind == "product":
        terms = [factor_term(part, k, along[k]) for k in moving]
    elif part.kind == "power":
        k = part.k
        terms = [product([part.number * k, args[0] ** (k - 1), along[0]])]
    else:
        terms = [product([part.rules[k](*args), along[k]]) for k in moving if part.rules[k]]  # type: ignore[misc]
    return as_node(total(terms)) if terms else None


def factor_term(part: Part, i: int, tangent: Any, others: Sequence[int] | None = None) -> Any:
    """The term of a product in which factor i is differentiated: its tangent times the other factors."""
    others = [j for j in range(len(part.args)) if j != i] if others is None else others
    above = [Traced(part.args[j]) for j in others if part.signs[j] == 1]
    below = [Traced(part.args[j]) for j in others if part.signs[j] == -1]
    if part.signs[i] == -1:
        tangent, below = product([-1.0, tangent]), [*below, Traced(part.args[i]) ** 2.0]
    above_line = product([part.number, tangent, *above])
    return above_line / product(below) if below else above_line
