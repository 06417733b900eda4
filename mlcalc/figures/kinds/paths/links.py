"""How the variables of the kind paths depend on one another: columns, edges with their derivatives, and ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ....calculus.sweeps import pullback
from ....read.words import refusal
from ....trace import Traced, as_node
from ....trace.graph import Node, constant, substitute
from ....write.latex import symbol
from ...common.inputs import Input, parameter_names
from ...common.scalar import trace_scalar

NEARLY = 0.9  # of the height: the number of a falling edge then stands below it, where there is room


@dataclass(frozen=True)
class Edge:
    """One link: how the child changes with this parent, all its other parents held."""

    parent: str
    child: str
    name: str
    latex: str
    node: Node


def depths_of(
    name: str, functions: Mapping[str, Callable[..., Any]], inputs: Sequence[str], *, own: bool = False
) -> dict[str, int]:
    """Each variable's column, parents first: the longest way to it from an input."""
    depths = dict.fromkeys(inputs, 0)
    waiting = dict(functions)
    while waiting:
        ready = [key for key, g in waiting.items() if all(p in depths for p in parameter_names(g))]
        if not ready:
            if own:
                raise refusal(0, "circle", next(iter(waiting)))
            _explain(name, waiting, depths)
        for key in ready:
            depths[key] = 1 + max((depths[p] for p in parameter_names(waiting.pop(key))), default=0)
    # f stands alone at the right, however short the way to it
    depths[name] = max(depths.values()) + (0 if list(depths.values()).count(max(depths.values())) == 1 else 1)
    return dict(sorted(depths.items(), key=lambda item: item[1]))


def _explain(name: str, waiting: Mapping[str, Callable[..., Any]], known: Mapping[str, int]) -> None:
    for key, g in waiting.items():
        for p in parameter_names(g):
            if p not in known and p not in waiting:
                how = f"give {p} a range, {p}=(low, high, start), or a function, {p}=lambda t: …"
                raise TypeError(f"paths: {key} needs {p}: {how}")
    circle = " → ".join(_circle(waiting))
    raise ValueError(f"paths: {circle} is a circle; let one of these depend on an input, t=(low, high, start), instead")


def _circle(waiting: Mapping[str, Callable[..., Any]]) -> list[str]:
    """Variables that need one another, the first one again at the end."""
    way = [next(iter(waiting))]
    while way[-1] not in way[:-1]:
        way.append(next(p for p in parameter_names(waiting[way[-1]]) if p in waiting))
    return way[way.index(way[-1]) :][::-1]


def link(
    functions: Mapping[str, Callable[..., Any]], depths: Mapping[str, int], inputs: Mapping[Node, Input]
) -> tuple[dict[str, Node], list[Edge]]:
    """Every variable's value and every edge's derivative, as functions of the inputs alone."""
    values = {entry.name: node for node, entry in inputs.items()}
    edges: list[Edge] = []
    for child in depths:
        if child in values:
            continue
        parents = parameter_names(functions[child])
        local, value = _traced(child, functions[child])
        partials = [ct or constant(0.0) for ct in pullback({value: constant(1.0)}, list(local))]
        known = dict(zip(local, (values[p] for p in parents), strict=True))
        values[child], *linked = substitute([value, *partials], known)
        d, tex = ("d", r"\mathrm{d}") if len(parents) == 1 else ("∂", r"\partial")
        edges += [
            Edge(p, child, f"{d}{child}/{d}{p}", rf"\frac{{{tex} {symbol(child)}}}{{{tex} {symbol(p)}}}", node)
            for p, node in zip(parents, linked, strict=True)
        ]
    return values, edges


def _traced(name: str, f: Callable[..., Any]) -> tuple[dict[Node, Input], Node]:
    return trace_scalar(f, [Input(p, 0.0, 1.0, 0.0, 1.0) for p in parameter_names(f)], name)


def local_value(name: str, f: Callable[..., Any]) -> Node:
    """A function's value, of its own parameters."""
    return _traced(name, f)[1]


def layout(depths: Mapping[str, int], edges: Sequence[Edge]) -> dict[str, Any]:
    """Columns by depth, each centred; an edge that skips a column gets a place of its own in it.

    The inputs stand nearly as far apart as the drawing is high: the number of an edge shall not lie on another input.
    """
    columns: dict[int, list[Any]] = {}
    for key, depth in depths.items():
        columns.setdefault(depth, []).append(key)
    for edge in edges:
        for depth in range(depths[edge.parent] + 1, depths[edge.child]):
            columns[depth].append((edge.name, depth))
    longest = max(map(len, columns.values()))
    apart = {0: NEARLY * (longest - 1) / (len(columns[0]) - 1)} if 1 < len(columns[0]) < longest else {}
    row = {
        place: ((len(column) - 1) / 2 - i) * apart.get(depth, 1.0)
        for depth, column in columns.items()
        for i, place in enumerate(column)
    }
    via = {e.name: [[d, row[e.name, d]] for d in range(depths[e.parent] + 1, depths[e.child])] for e in edges}
    return {
        "variables": [{"name": v, "latex": symbol(v), "depth": d, "row": row[v]} for v, d in depths.items()],
        "edges": [
            {"from": e.parent, "to": e.child, "output": e.name, "latex": e.latex, "via": via[e.name]} for e in edges
        ],
    }


def routes_of(edges: Sequence[Edge], start: str, end: str) -> list[list[Edge]]:
    """All ways from start to end along the edges, each a list of edges."""
    if start == end:
        return [[]]
    return [[edge, *rest] for edge in edges if edge.parent == start for rest in routes_of(edges, edge.child, end)]


def route_name(total: str, route: Sequence[Edge]) -> str:
    between = ", ".join(edge.child for edge in route[:-1])
    return f"{total} via {between}" if between else f"{total} direct"


def product_of(route: Sequence[Edge]) -> Node:
    product = Traced(route[-1].node)
    for edge in reversed(route[:-1]):
        product = product * Traced(edge.node)
    return as_node(product)
