"""What goes wrong in one row: its formula with one thing left out, turned or mixed up, found without being foreseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ....trace import Traced, as_node
from ....trace.graph import Node, order, substitute
from ....trace.primitives import TABLE
from ....write.latex import to_latex

LONG = 70  # characters of LaTeX: a longer formula is not shown in the middle of a sentence
TURNED = {"add": "subtract", "subtract": "add"}


class Misstep(NamedTuple):
    """A wrong value of a row."""

    kind: str  # as data-slip has it
    does: str  # what was done, to follow "You", formulas between dollars
    node: Node


def missteps(row: Node, used: Sequence[Node], others: Sequence[Node], names: Mapping[Node, str]) -> Iterator[Misstep]:
    """The row's formula bent at every one of its operations, then with each of its quantities mixed up.

    ``used`` are the quantities that the row is made of, ``others`` those that could be taken in their place, ``names``
    the LaTeX of both.
    """
    nodes = [node for node in order([row]) if node.args]
    for node in reversed(nodes):  # from the outside in
        for kind, does, bent in _bent(node, names):
            yield Misstep(kind, does, _replaced(row, node, bent))
    for quantity in used:
        if len(quantity.shape) == 2 and quantity.shape[0] == quantity.shape[1] > 1:
            does = f"mixed up the rows and columns of ${names[quantity]}$"
            yield Misstep("transpose", does, _replaced(row, quantity, Traced(quantity).T))
        for other in others:
            if other is not quantity and other.shape == quantity.shape:
                does = f"took ${names[other]}$ in place of ${names[quantity]}$"
                yield Misstep("place", does, _replaced(row, quantity, Traced(other)))
    yield Misstep("sign", "turned the sign of the whole", as_node(-Traced(row)))


def _bent(node: Node, names: Mapping[Node, str]) -> Iterator[tuple[str, str, Traced]]:
    args = [Traced(arg) for arg in node.args]
    if node.op == "multiply":
        for kept, lost in ((args[0], node.args[1]), (args[1], node.args[0])):
            if lost.op != "constant" or (lost.value != 1.0).any():
                yield "term", f"left out the factor{_shown(lost, names)}", _as(kept, node)
    elif node.op == "divide":
        yield "term", f"left out the denominator{_shown(node.args[1], names)}", _as(args[0], node)
    elif node.op in TURNED:
        second = args[1] if node.op == "add" else -args[1]
        yield "term", f"left out the term{_shown(node.args[1], names)}", _as(args[0], node)
        yield "term", f"left out the term{_shown(node.args[0], names)}", _as(second, node)
        turned = args[0] - second if node.op == "add" else args[0] + args[1]
        yield "sign", f"turned the sign of{_shown(node.args[1], names, ' the second term')}", turned
    elif node.op == "power" and node.args[1].op == "constant":
        yield "power", f"left out the power of{_shown(node, names, ' one part')}", args[0]
        if float(node.args[1].value) == 2.0:
            yield "power", f"doubled in place of squaring{_shown(node.args[0], names, ' one part')}", 2.0 * args[0]
    elif node.op == "negative":
        yield "sign", f"lost the minus of{_shown(node, names, ' one part')}", args[0]
    elif len(args) == 1 and TABLE[node.op].partials:
        yield "inner", f"left out the function in{_shown(node, names, ' one part')}", args[0]


def _shown(node: Node, names: Mapping[Node, str], otherwise: str = "") -> str:
    if node in names:
        return f" ${names[node]}$"
    # two exponents in a row are no LaTeX, so that a name with one stands in braces, and in brackets before another
    text = to_latex(node, {key: f"{{{name}}}" if "^" in name else name for key, name in names.items()})
    for name in names.values():
        text = text.replace(f"{{{name}}}^", rf"\left({name}\right)^")
    return f" ${text}$" if len(text) <= LONG and "qquad" not in text and "operatorname" not in text else otherwise


def _as(value: Traced, node: Node) -> Traced:
    """A value in the shape of the node that it stands for."""
    return value if value.shape == node.shape else value * np.ones(node.shape)


def _replaced(row: Node, old: Node, new: Traced) -> Node:
    return substitute([row], {old: as_node(new)})[0]
