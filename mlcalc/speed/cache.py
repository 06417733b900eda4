"""What was derived from one structure, kept for the next call with that structure.

A function is traced again on every call, so that a change of what it closes over is followed. But
equal traces are the same nodes (:mod:`mlcalc.trace.graph`), so their derivatives are looked up, and
after the first time they run as one compiled function (:mod:`mlcalc.speed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ..trace import Scope, Trace, Traced, as_node, innermost, open_scope_of
from ..trace.graph import Node, constant, evaluate, forget_all_but, known_nodes, order, substitute
from . import Program, compile_graph, is_long

_kept: dict[tuple[Any, ...], Derived] = {}
_KEPT_AT_MOST = 256  # structures; the arrays that a compiled one keeps are the largest part of it
_NODES_AT_MOST = 1_000_000  # in all of them together, save that the newest is always kept
_FEW_NODES = 50_000  # for so many, nothing is tidied up


class Derived:
    """Nodes derived from a trace, and the inputs they are computed from."""

    def __init__(self, traced: Trace, extra: Sequence[Node], nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)
        needed = order(nodes)
        self.size = len(needed)
        found = {node for node in needed if node.op == "input"}
        self.inputs = [*traced.inputs, *extra, *(node for node in traced.captured if node in found)]
        self.captured = self.inputs[len(traced.inputs) + len(extra) :]
        self.is_part = not found <= set(self.inputs)
        self.program: Program | None = None
        self.calls = 0

    def __call__(self, values: Sequence[Any], traced: Trace) -> list[Any]:
        """The nodes as numbers and arrays; or, where a trace is open around this one, as traced values of that."""
        full = [*values, *(traced.captured[node] for node in self.captured)]
        if self.is_part or any(isinstance(value, Traced) for value in values):
            return written_on(self.nodes, self.inputs, full, traced.around)
        if self.program is None:
            self.calls += 1
            if self.calls == 1 and not is_long(self.size):  # to compile takes longer than to compute once
                return [_fresh(result) for result in evaluate(self.nodes, dict(zip(self.inputs, full, strict=True)))]
            self.program = compile_graph(self.inputs, self.nodes)
        return list(self.program(*full))


def written_on(
    nodes: Sequence[Node], inputs: Sequence[Node], values: Sequence[Any], around: Iterable[Scope]
) -> list[Any]:
    """The nodes in terms of an outer trace: their inputs replaced by what was given for them."""
    scope = open_scope_of([*around, innermost(), *values])
    known = {node: as_node(value, scope) for node, value in zip(inputs, values, strict=True)}
    return [Traced(node, scope) for node in substitute(nodes, known)]


def _fresh(value: Any) -> Any:
    """A Python float for a scalar, otherwise an array of the caller's own."""
    return float(value) if np.ndim(value) == 0 else np.array(value, dtype=float)


def derived(
    kind: Any, traced: Trace, extra: Sequence[Node], derive: Callable[[], Sequence[tuple[Node | None, Node]]]
) -> Derived:
    """What ``derive`` makes of a trace, or what it made of an equal one before.

    ``derive`` returns pairs of a node, None standing for zero, and a node of the same shape;
    ``extra`` are further inputs (tangents, cotangents), and ``kind`` tells derivations apart.
    """
    key = (kind, *traced.inputs, *traced.outputs)
    found = _kept.get(key)
    if found is None:
        nodes = [node if node is not None else constant(np.zeros(like.shape)) for node, like in derive()]
        found = Derived(traced, extra, nodes)
        _keep(key, found)
    return found


def _keep(key: tuple[Any, ...], new: Derived) -> None:
    """Keep what was derived, the oldest giving way to it."""
    size = new.size + sum(one.size for one in list(_kept.values()))  # a list: other threads keep theirs meanwhile
    for oldest in list(_kept):
        if len(_kept) < _KEPT_AT_MOST and size <= _NODES_AT_MOST:
            break
        gone = _kept.pop(oldest, None)  # another thread may have been quicker
        size -= gone.size if gone else 0
    _kept[key] = new
    tidy()


_tidied_to = 0  # nodes that were left when it was done last


def tidy() -> None:
    """Let go of nodes that no kept derivation needs: at the end of a call, when they have doubled since the last time.

    So the work is in proportion to the nodes made, and a long graph is found whole at the next call.
    """
    global _tidied_to
    if innermost() is None and known_nodes() > max(_FEW_NODES, 2 * _tidied_to):
        forget_all_but([node for key in list(_kept) for node in key if isinstance(node, Node)]
                       + [node for one in list(_kept.values()) for node in one.nodes])  # fmt: skip
        _tidied_to = known_nodes()


def clear_caches() -> None:
    """Forget what has been traced, derived and compiled, and the arrays kept for it; the next calls do it again.

    For long sessions that are short of memory. No result, whatever its shape, ever depends on it; it raises nothing.

    >>> clear_caches()
    """
    _kept.clear()
    forget_all_but([])
