"""Functions of numbers as graphs: what the kinds with sliders have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..graph import Node, constant
from ..sweeps import pullback
from ..trace import trace
from .inputs import Input, call, name_of


def trace_scalar(
    f: Callable[..., Any], ranges: Sequence[Input], name: str | None = None
) -> tuple[dict[Node, Input], Node]:
    """f traced on numbers: its input nodes with their ranges, and its one value."""
    names, shown = [entry.name for entry in ranges], name or name_of(f)

    def by_names(*xs: Any) -> Any:
        return call(f, dict(zip(names, xs, strict=True)))

    by_names.__name__ = shown  # for the messages of trace
    traced = trace(by_names, [0.0] * len(ranges), names)
    if len(traced.outputs) != 1 or traced.outputs[0].shape != ():
        got = f"shape {traced.outputs[0].shape}" if len(traced.outputs) == 1 else f"{len(traced.outputs)} results"
        raise TypeError(f"{shown} must return one number for a figure, got {got}; return one entry, or a sum")
    return dict(zip(traced.inputs, ranges, strict=True)), traced.outputs[0]


def slopes(name: str, value: Node, nodes: Mapping[Node, Input]) -> dict[str, Node]:
    """The derivative by every input, by name: ``dC/dw``."""
    return {f"d{name}/d{e.name}": node for e, node in zip(nodes.values(), gradient(value, nodes), strict=True)}


def gradient(value: Node, nodes: Iterable[Node]) -> list[Node]:
    """The derivative by every node; 0 where the value does not depend on it."""
    return [ct or constant(0.0) for ct in pullback({value: constant(1.0)}, list(nodes))]
