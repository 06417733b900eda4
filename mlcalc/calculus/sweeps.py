"""The two sweeps: all of automatic differentiation, on a graph.

*Forward* walks from the inputs and carries tangents (JVP); *reverse* walks from the
outputs and carries cotangents (VJP). Both read the same rules, row by row of
:mod:`mlcalc.trace.primitives`, and both write graph: what they return can be evaluated, or
swept again.

Source: Griewank and Walther, *Evaluating Derivatives* (2008), sections 3.1 and 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..trace import Traced, as_node
from ..trace.graph import Node, apply, constant, input_node, order, substitute
from ..trace.primitives import TABLE


def pushforward(outputs: Sequence[Node], tangents: Mapping[Node, Node]) -> list[Node | None]:
    """Forward mode: each output's tangent, given some nodes' tangents; None is zero.

    A node's tangent is the sum over its arguments of (rule × argument's tangent).
    """
    known: dict[Node, Node | None] = dict(tangents)
    for node in order(outputs):
        if node in known:
            continue
        moving = [i for i, arg in enumerate(node.args) if known[arg] is not None]
        tangent = _tangent(node, moving, [known[arg] for arg in node.args]) if moving else None
        known[node] = None if tangent is None or _is_zero(tangent) else tangent
    return [known[node] for node in outputs]


def _tangent(node: Node, moving: list[int], tangents: list[Node | None]) -> Node | None:
    row = TABLE[node.op]
    args = [Traced(arg) for arg in node.args]
    if row.partials is not None:
        terms = [row.partials[i](*args) * Traced(tangents[i]) for i in moving if row.partials[i]]  # type: ignore
    elif row.differential is not None:
        terms = [row.differential(i, Traced(tangents[i]), tuple(args), Traced(node), **node.params) for i in moving]  # type: ignore
    elif row.transpose is None:
        return None  # the row states no rule: its derivative is zero
    elif row.joint:  # linear in all its arguments together: one term holds them all
        parts = [t if t is not None else constant(np.zeros(a.shape)) for t, a in zip(tangents, args, strict=True)]
        terms = [args[0].__mlcalc_bind__(node.op, *map(Traced, parts), **node.params)]
    else:
        terms = [
            args[0].__mlcalc_bind__(node.op, *args[:i], Traced(tangents[i]), *args[i + 1 :], **node.params)  # type: ignore
            for i in moving
        ]
    if not terms:
        return None
    return as_node(np.broadcast_to(sum(terms[1:], terms[0]), node.shape))


def pullback(outputs: Mapping[Node, Node], inputs: Sequence[Node]) -> list[Node | None]:
    """Reverse mode: each input's cotangent, given the outputs' cotangents; None is zero.

    A node's cotangent is the sum over its uses of (user's cotangent × rule).
    Reversed order makes sure that every use has been counted before it is passed on.
    """
    nodes = order(outputs)
    leaves = frozenset(inputs)
    needed = set(inputs)
    for node in nodes:  # only what depends on an input has a cotangent worth computing
        if any(arg in needed for arg in node.args):
            needed.add(node)
    known: dict[Node, Node] = {node: ct for node, ct in outputs.items() if node in needed}
    for node in reversed(nodes):
        if node not in known or node in leaves:
            continue
        wanted = [i for i, arg in enumerate(node.args) if arg in needed]
        for i, share in _cotangents(node, wanted, known[node]):
            arg = node.args[i]
            if not _is_zero(share):
                known[arg] = apply("add", known[arg], share) if arg in known else share
    return [known.get(node) for node in inputs]


def _is_zero(node: Node) -> bool:
    """Whether a tangent or cotangent is known to be zero: what does not depend on it is then never computed."""
    return node.op == "constant" and not node.value.any()


def _cotangents(node: Node, wanted: Sequence[int], cotangent: Node) -> Iterator[tuple[int, Node]]:
    """What ``node`` hands back to each wanted argument, in that argument's shape."""
    row = TABLE[node.op]
    args = tuple(map(Traced, node.args))
    ct = Traced(cotangent)
    if row.joint:
        shares = row.transpose(ct, args, **node.params)  # type: ignore[misc]
        yield from ((i, as_node(shares[i])) for i in wanted)
        return
    for i in wanted:
        if row.transpose is not None:
            share = row.transpose(i, ct, args, **node.params)
        elif row.partials is not None and row.partials[i] is not None:
            share = ct * row.partials[i](*args)  # type: ignore[misc]
        elif row.differential is not None:
            share = Traced(_transposed_differential(node, i, cotangent))
        else:
            continue
        yield i, as_node(_unbroadcast(share, node.args[i].shape))


def _transposed_differential(node: Node, i: int, cotangent: Node) -> Node:
    """The reverse rule of a row that states its forward one: a linear map, swept backwards.

    It is written for stand-ins of everything but the tangent, so that the sweep sees this one map
    and not all that its arguments are computed from.
    """
    given = (*node.args, node, cotangent)
    standins = [input_node(f"given{k}", part.shape) for k, part in enumerate(given)]
    *args, result, ct = standins
    tangent = input_node("tangent", node.args[i].shape)
    pushed = TABLE[node.op].differential(i, Traced(tangent), tuple(map(Traced, args)), Traced(result), **node.params)  # type: ignore[misc]
    (share,) = pullback({as_node(pushed): ct}, [tangent])
    if share is None:
        return constant(np.zeros(tangent.shape))
    return substitute([share], dict(zip(standins, given, strict=True)))[0]


def _unbroadcast(ct: Traced, shape: tuple[int, ...]) -> Any:
    """Sum a cotangent over the axes along which numpy had repeated the argument."""
    if ct.shape == shape:
        return ct
    extra = ct.ndim - len(shape)
    repeated = [i + extra for i, n in enumerate(shape) if n == 1 and ct.shape[i + extra] != 1]
    axes = (*range(extra), *repeated)
    return np.reshape(np.sum(ct, axis=axes), shape)
