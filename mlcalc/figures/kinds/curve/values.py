"""What the kind curve computes: its functions on the same inputs, and the second point of a secant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....trace import Traced, as_node
from ....trace.graph import Node, input_node, substitute
from ...common.inputs import Input, parameter_names
from ...common.scalar import trace_scalar


def own_inputs(f: Callable[..., Any], ranges: Sequence[Input]) -> list[Input]:
    """The inputs that this one of the functions names."""
    wanted = parameter_names(f, [entry.name for entry in ranges])
    return [entry for entry in ranges if entry.name in wanted]


def values_of(
    functions: Mapping[str, Callable[..., Any]], own: Mapping[str, Sequence[Input]], ranges: Sequence[Input]
) -> tuple[dict[Node, Input], dict[str, Node]]:
    """All functions on the same input nodes."""
    nodes: dict[Input, Node] = {}
    values = {}
    for name, f in functions.items():
        traced, value = trace_scalar(f, own[name], name)
        (values[name],) = substitute([value], {node: nodes.setdefault(entry, node) for node, entry in traced.items()})
    for entry in ranges:
        nodes.setdefault(entry, input_node(entry.name, ()))
    return {node: entry for entry, node in nodes.items()}, values


def second_point(
    name: str, value: Node, nodes: Mapping[Node, Input], along: str, step: Input
) -> tuple[dict[Node, Input], dict[str, Node]]:
    """The value a step further along, and the slope of the line to there."""
    h = input_node(step.name, ())
    x = next(node for node, entry in nodes.items() if entry.name == along)
    (beyond,) = substitute([value], {x: as_node(Traced(x) + Traced(h))})
    quotient = as_node((Traced(beyond) - Traced(value)) / Traced(h))
    return {**nodes, h: step}, {f"{name}({along}+{step.name})": beyond, f"Δ{name}/Δ{along}": quotient}
