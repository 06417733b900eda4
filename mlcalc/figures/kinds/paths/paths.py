"""paths: how a change travels from one input to one result, path by path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ....calculus.sweeps import pullback
from ....trace import Traced, as_node
from ....trace.graph import Node, constant, input_node, substitute
from ....write.latex import symbol
from ...common.base import Figure
from ...common.frame import limits
from ...common.inputs import Input, name_of, parameter_names
from ...common.live import Live
from ...common.names import identifier
from ...common.scalar import trace_scalar
from .picture import paths_picture


@dataclass(frozen=True)
class Edge:
    """One link: how the child changes with this parent, all its other parents held."""

    parent: str
    child: str
    name: str
    latex: str
    node: Node


def paths(
    f: Callable[..., Any],
    /,
    *,
    along: str | None = None,
    name: str | None = None,
    ylim: Sequence[float] | None = None,
    id: str | None = None,
    alt: str | None = None,
    **variables: Any,
) -> Figure:
    """The dependency graph from an input to f: a derivative on every edge, a product for every path.

    Parameters
    ----------
    f : callable
        A numpy function of numbers that returns a number.
    along : str, optional
        The input the derivative is taken by; the first one if not given.
    name, ylim, id, alt : optional
        As for :func:`mlcalc.figures.curve`.
    **variables : callable or (low, high, start)
        Every parameter of f, and of the functions given here, by name: a function makes it an
        intermediate variable that depends on its own parameters, a range makes it an input.

    Returns
    -------
    Figure
        Its outputs are the variables, the edges (``dx/dt``, or ``∂f/∂x`` where other arguments are
        held), the products (``df/dt via x``) and their sum ``df/dt``.

    Raises
    ------
    TypeError, ValueError
        For a name without a value, a circle of dependencies, no path from the input to f, or a
        function that cannot be traced.

    >>> fig = paths(lambda t, x: t * x, x=lambda t: t**2, t=(0, 3, 2), name="F")
    >>> fig.values["∂F/∂t"], fig.values["dF/dt"]
    (4.0, 12.0)
    """
    name = name_of(f, name)
    if name in variables:
        raise ValueError(f'name: {name!r} is a variable already; call the value something else, name="C"')
    functions = {key: given for key, given in variables.items() if callable(given)} | {name: f}
    ranges = [Input.read(key, given) for key, given in variables.items() if not callable(given)]
    along = _along(along, ranges)
    depths = _depths(name, functions, [entry.name for entry in ranges])
    inputs = {input_node(entry.name, ()): entry for entry in ranges}
    values, edges = _link(functions, depths, inputs)
    routes = _routes(edges, along, name)
    if not routes:
        raise ValueError(f"paths: no path leads from {along} to {name}; let one of its variables depend on {along}")
    used = {edge.parent for edge in edges} | {name}
    if unused := [key for key in depths if key not in used]:
        raise TypeError(f"paths: nothing depends on {unused[0]}; leave it out, or make it a parameter of a function")
    d, total = r"\mathrm{d}" if len(ranges) == 1 else r"\partial", f"d{name}/d{along}"
    products = {_route_name(total, route): _product(route) for route in routes}
    (slope,) = pullback({values[name]: constant(1.0)}, [n for n, e in inputs.items() if e.name == along])
    outputs = {key: values[key] for key in depths} | {edge.name: edge.node for edge in edges}
    outputs |= products | {total: slope or constant(0.0)}
    return Figure(
        "paths",
        inputs,
        outputs,
        paths_picture,
        id=identifier("paths", name, id),
        along=along,
        **_layout(depths, edges),
        paths=[_route_json(edges, route, output) for route, output in zip(routes, products, strict=True)],
        value=name,
        slope=total,
        total=total,
        labels={"x": symbol(along), "y": symbol(name)},
        measure=lambda figure: {"ylim": limits(figure, ylim), "alt": alt or _description(figure)},
        **_formula(rf"\frac{{{d} {symbol(name)}}}{{{d} {symbol(along)}}}", routes, list(products), total),
    )


def _along(given: str | None, ranges: Sequence[Input]) -> str:
    names = [entry.name for entry in ranges]
    if not names:
        raise TypeError("paths: no input to move; give one a range, such as t=(0, 3, 2)")
    if given is not None and given not in names:
        raise ValueError(f"along: {given!r} is not an input; choose from {', '.join(names)}")
    return given or names[0]


def _depths(name: str, functions: Mapping[str, Callable[..., Any]], inputs: Sequence[str]) -> dict[str, int]:
    """Each variable's column, parents first: the longest way to it from an input."""
    depths = dict.fromkeys(inputs, 0)
    waiting = dict(functions)
    while waiting:
        ready = [key for key, g in waiting.items() if all(p in depths for p in parameter_names(g))]
        if not ready:
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


def _link(
    functions: Mapping[str, Callable[..., Any]], depths: Mapping[str, int], inputs: Mapping[Node, Input]
) -> tuple[dict[str, Node], list[Edge]]:
    """Every variable's value and every edge's derivative, as functions of the inputs alone."""
    values = {entry.name: node for node, entry in inputs.items()}
    edges: list[Edge] = []
    for child in depths:
        if child in values:
            continue
        parents = parameter_names(functions[child])
        local, value = trace_scalar(functions[child], [Input(p, 0.0, 1.0, 0.0, 1.0) for p in parents], child)
        partials = [ct or constant(0.0) for ct in pullback({value: constant(1.0)}, list(local))]
        known = dict(zip(local, (values[p] for p in parents), strict=True))
        values[child], *linked = substitute([value, *partials], known)
        d, tex = ("d", r"\mathrm{d}") if len(parents) == 1 else ("∂", r"\partial")
        edges += [
            Edge(p, child, f"{d}{child}/{d}{p}", rf"\frac{{{tex} {symbol(child)}}}{{{tex} {symbol(p)}}}", node)
            for p, node in zip(parents, linked, strict=True)
        ]
    return values, edges


def _layout(depths: Mapping[str, int], edges: Sequence[Edge]) -> dict[str, Any]:
    """Columns by depth, each centred; an edge that skips a column gets a place of its own in it."""
    columns: dict[int, list[Any]] = {}
    for key, depth in depths.items():
        columns.setdefault(depth, []).append(key)
    for edge in edges:
        for depth in range(depths[edge.parent] + 1, depths[edge.child]):
            columns[depth].append((edge.name, depth))
    row = {place: (len(column) - 1) / 2 - i for column in columns.values() for i, place in enumerate(column)}
    via = {e.name: [[d, row[e.name, d]] for d in range(depths[e.parent] + 1, depths[e.child])] for e in edges}
    return {
        "variables": [{"name": v, "latex": symbol(v), "depth": d, "row": row[v]} for v, d in depths.items()],
        "edges": [
            {"from": e.parent, "to": e.child, "output": e.name, "latex": e.latex, "via": via[e.name]} for e in edges
        ],
    }


def _routes(edges: Sequence[Edge], start: str, end: str) -> list[list[Edge]]:
    """All ways from start to end along the edges, each a list of edges."""
    if start == end:
        return [[]]
    return [[edge, *rest] for edge in edges if edge.parent == start for rest in _routes(edges, edge.child, end)]


def _route_name(total: str, route: Sequence[Edge]) -> str:
    between = ", ".join(edge.child for edge in route[:-1])
    return f"{total} via {between}" if between else f"{total} direct"


def _product(route: Sequence[Edge]) -> Node:
    product = Traced(route[-1].node)
    for edge in reversed(route[:-1]):
        product = product * Traced(edge.node)
    return as_node(product)


def _route_json(edges: Sequence[Edge], route: Sequence[Edge], output: str) -> dict[str, Any]:
    return {
        "edges": [edges.index(edge) for edge in route],
        "output": output,
        "label": " → ".join([route[0].parent, *(edge.child for edge in route)]),
        "latex": _chain(route),
    }


def _chain(route: Sequence[Edge]) -> str:
    return r" \, ".join(edge.latex for edge in reversed(route))


def _formula(left: str, routes: Sequence[Sequence[Edge]], products: Sequence[str], total: str) -> dict[str, Any]:
    """The sum over paths three times: in symbols, with each factor's number, and added up."""
    live = Live()
    symbols = " + ".join(_chain(route) for route in routes)
    factors = ["".join(f"({live(edge.name)})" for edge in reversed(route)) for route in routes]
    fit = max(1, 6 // max(len(route) for route in routes))  # six factors fill a line of a page
    lines = [" + ".join(factors[i : i + fit]) for i in range(0, len(factors), fit)]
    terms = " + ".join(f"({live(product)})" for product in products)
    rows = [f"{left} &= {symbols}", "&= " + r" \\ &\quad {} + ".join(lines), f"&= {terms}", f"&= {live(total)}"]
    return {"formula": [r"\begin{aligned} " + r" \\ ".join(rows) + r" \end{aligned}"], "numbers": live.numbers}


def _description(figure: Figure) -> str:
    spec, values = figure.spec, figure.values
    shares = "; ".join(f"{path['label']}: {values[path['output']]:.6g}" for path in spec["paths"])
    return (
        f"The paths from {spec['along']} to {spec['value']} at {spec['along']} = {figure.inputs[spec['along']]:g}, "
        f"with what each contributes. {shares}. Their sum is {spec['total']} = {values[spec['total']]:.6g}."
    )
