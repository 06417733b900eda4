"""A function's own rule misremembered: one step of its formula left out, one sign turned, one place mixed up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from ...trace import Traced, as_node
from ...trace.graph import Node, apply, constant, order, substitute
from ...trace.primitives import logistic
from .bends import RARE, SELDOM, At, Bend, inline
from .parts import also_taught, at, rule_of_u, taught_name

OPPOSITE = {"add": "subtract", "subtract": "add"}
TWINS = {"sin": "cos", "cos": "sin"}


# The rule of a function's neighbour, as it looks when it is taken for the function's own.
CONFUSED: dict[str, Callable[[Any], Any]] = {
    "tanh": lambda u: np.tanh(u) * (1.0 - np.tanh(u)),
    "logistic": lambda u: 1.0 - logistic(u) ** 2.0,
    "arctan": lambda u: 1.0 / np.cos(u) ** 2.0,
    "divide": lambda u: 1.0 / (1.0 + u**2.0),  # tan u, whose graph ends with a division
}


def rule_bends(here: At, i: int, slope: Callable[[Any], Any], function: Callable[[Any], Any]) -> Iterator[Bend]:
    """The slips in a function's own rule for one of its arguments."""
    part = here.part
    v, dv = Traced(part.args[i]), here.tangent(part.args[i])
    rule, u = rule_of_u(slope)
    name = taught_name(part) or inline(function(Traced(u)))
    known = [rule, *also_taught(part)]
    wrong = [bent for form in known for bent in misremembered(form, u)]
    if part.node.op in CONFUSED and len(part.args) == 1:
        wrong.append(rule_of_u(CONFUSED[part.node.op])[0])
    for bent in wrong:
        does = f"took {inline(Traced(bent))} for the derivative of {name}, which is"
        yield Bend("rule", does, at(bent, v) * dv, Traced(rule), SELDOM)
    for other, bent in _mixed_places(rule, u, here.places):
        does = f"put {inline(Traced(other), 'another place')} for one $u$ in the derivative of {name}, which is"
        yield Bend("inner place", does, at(bent, v) * dv, Traced(rule), RARE)


def misremembered(rule: Node, u: Node) -> Iterator[Node]:
    """A rule of u with one thing wrong: a step left out, a sign turned, the whole upside down or squared."""
    nodes = order([rule])
    for node in nodes:  # 1 + u² for 1 − u², before the same is found with two signs
        if node.op in OPPOSITE:
            yield _replaced(rule, node, apply(OPPOSITE[node.op], *node.args))
    for node in nodes:
        for arg in dict.fromkeys(node.args):
            if arg.op != "constant":
                yield _replaced(rule, node, arg)
        if node.args and node is not rule:
            yield _replaced(rule, node, apply("negative", node))
        if node.op == "constant" and node.value not in (0.0, 1.0):
            yield _replaced(rule, node, constant(1.0))
        for i, arg in enumerate(node.args):  # a value that is used twice may be wrong in one place
            yield from (_with_argument(rule, node, i, inner) for inner in arg.args if inner.op != "constant")
            if arg.args:
                yield _with_argument(rule, node, i, apply("negative", arg))
        if node.op in TWINS:
            yield _replaced(rule, node, apply(TWINS[node.op], *node.args))
    yield as_node(1.0 / Traced(rule))
    yield as_node(Traced(rule) ** 2.0)
    yield as_node(np.sqrt(Traced(rule)))


def _mixed_places(rule: Node, u: Node, places: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """The rule with another place put in at one of the uses of what is computed from u."""
    inner = [node for node in order([rule]) if node is not rule and node.op != "constant"]
    uses = [(user, i) for user in order([rule]) for i, arg in enumerate(user.args) if arg in inner]
    if len(uses) > 1:
        for user, i in uses:
            yield from ((other, _with_argument(rule, user, i, other)) for other in places)


def _with_argument(rule: Node, user: Node, i: int, new: Node) -> Node:
    args = [new if k == i else arg for k, arg in enumerate(user.args)]
    return _replaced(rule, user, apply(user.op, *args))


def _replaced(rule: Node, old: Node, new: Node) -> Node:
    return substitute([rule], {old: new})[0]
