"""What was derived from one structure, kept for the next call with that structure.

A function is traced again on every call, so that a change of what it closes over is followed. But
equal traces are the same nodes (:mod:`mlcalc.graph`), so their derivatives are looked up, and
after the first time they run as one compiled function (:mod:`mlcalc.program`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

import numpy as np

from .graph import Node, constant, evaluate, order, substitute
from .program import Program, compile_graph
from .program.entry import MISS, entry
from .trace import Trace, Traced, TraceError, as_array, as_node, innermost, trace
from .trees import flatten, unflatten

_kept: dict[tuple[Any, ...], Derived] = {}
_KEPT_AT_MOST = 256  # structures; the arrays that a compiled one keeps are the largest part of it


class Derived:
    """Nodes derived from a trace, and the inputs they are computed from."""

    def __init__(self, inputs: Sequence[Node], captured: Sequence[Node], nodes: Sequence[Node]) -> None:
        self.inputs, self.nodes = list(inputs), list(nodes)
        found = [node for node in order(nodes) if node.op == "input"]
        self.captured = [node for node in captured if node in found]
        self.is_part = any(node not in self.inputs and node not in self.captured for node in found)
        self.program: Program | None = None
        self.calls = 0

    def __call__(self, values: Sequence[Any], captured: Mapping[Node, Any]) -> list[Any]:
        """The nodes as numbers and arrays; or, inside another trace, as traced values of that one."""
        full = [*values, *(captured[node] for node in self.captured)]
        if self.is_part or Traced in map(type, values):
            return _written_on(self.nodes, [*self.inputs, *self.captured], full)
        if self.program is not None:
            return list(self.program(*full))
        inputs = [*self.inputs, *self.captured]
        self.calls += 1
        if self.calls > 1:  # to compile takes longer than to compute once
            self.program = compile_graph(inputs, self.nodes)
        return [_fresh(result) for result in evaluate(self.nodes, dict(zip(inputs, full, strict=True)))]


def _written_on(nodes: Sequence[Node], inputs: Sequence[Node], values: Sequence[Any]) -> list[Any]:
    """The nodes in terms of an outer trace: their inputs replaced by what was given for them."""
    scope = innermost()
    if scope is None:
        raise TraceError(
            "a traced value is used after its function has returned: "
            "return it from the function instead of storing it elsewhere"
        )
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
        found = Derived([*traced.inputs, *extra], list(traced.captured), nodes)
        if len(_kept) >= _KEPT_AT_MOST:
            _kept.clear()
        _kept[key] = found
    return found


def clear_caches() -> None:
    """Forget what has been derived and compiled, and the arrays kept for it; the next calls do it again.

    For long sessions that are short of memory. No result, whatever its shape, ever depends on it; it raises nothing.

    >>> clear_caches()
    """
    _kept.clear()


def compile(f: Callable[..., Any]) -> Callable[..., Any]:
    """``f`` without the tracing: traced once for arguments of new structure or shapes, then one flat function.

    The contract, which is that of ``jax.jit``: f is a function of its arguments alone. What it
    closes over is read at the first call and never again; what it prints is printed then. Where
    that may change, leave compile out: ``grad`` follows it and is nearly as fast.

    Takes numbers, arrays and nested lists, tuples and dicts of them; returns fresh float64 arrays,
    and floats for scalars, in the shapes of f's result. Raises what tracing raises. A compiled function may be traced
    itself.

    >>> from mlcalc.derivatives import grad
    >>> slope = compile(grad(lambda w: (w - 3.0) ** 2))
    >>> slope(1.0), slope(2.0)
    (-4.0, -2.0)
    """
    known: list[tuple[Any, list[Any], Program, Any]] = []
    entries: list[Callable[[tuple[Any, ...]], Any]] = []  # one for each of these

    @wraps(f)
    def run(*args: Any) -> Any:
        for enter in entries:
            result = enter(args)
            if result is not MISS:
                return result
        leaves, structure = flatten(args)
        if Traced in map(type, leaves):
            return f(*args)
        values = [x if isinstance(x, float) else as_array(x, f"argument {i}") for i, x in enumerate(leaves)]
        shapes = [() if isinstance(x, float) else x.shape for x in values]
        for kept_structure, kept_shapes, program, result in known:
            if shapes == kept_shapes and structure == kept_structure:
                return unflatten(result, program(*values))
        traced = trace(f, args)
        program = compile_graph(traced.inputs, traced.outputs)
        known.append((structure, shapes, program, traced.structure))
        entries.append(entry(structure, shapes, program, traced.structure))
        return unflatten(traced.structure, program(*values))

    return run
