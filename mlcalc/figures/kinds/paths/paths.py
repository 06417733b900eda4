"""paths: how a change travels from one input to one result, path by path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....calculus.sweeps import pullback
from ....read.words import refusal
from ....trace.graph import constant, input_node
from ....write.latex import symbol
from ...common.base import Figure
from ...common.frame import limits
from ...common.inputs import Input, name_of
from ...common.live import Live
from ...common.names import identifier
from ...common.own import Editable, typed
from .links import Edge, depths_of, layout, link, local_value, product_of, route_name, routes_of
from .picture import paths_picture


def paths(
    f: Callable[..., Any],
    /,
    *,
    along: str | None = None,
    name: str | None = None,
    ylim: Sequence[float] | None = None,
    editable: bool | str = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **variables: Any,
) -> Figure:
    """The dependency graph from an input to f: a derivative on every edge, a product for every path.

    Parameters
    ----------
    f : callable
        A numpy function of numbers that returns a number.
    along : str, optional
        The input the derivative is taken by; the first one if not given.
    name, ylim, editable, id, alt, caption : optional
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

    >>> fig = paths(
    ...     lambda t, x: t * x, x=lambda t: t**2,
    ...     t=(0, 3, 2), name="F",
    ... )
    >>> fig.values["∂F/∂t"], fig.values["dF/dt"]
    (4.0, 12.0)
    """
    name = name_of(f, name)
    if name in variables:
        raise ValueError(f'name: {name!r} is a variable already; call the value something else, name="C"')
    functions = {key: given for key, given in variables.items() if callable(given)} | {name: f}
    ranges = [Input.read(key, given) for key, given in variables.items() if not callable(given)]
    along = _along(along, ranges)
    shown: dict[str, Any] = {"name": name, "id": identifier("paths", name, id), "alt": alt}
    made = _made(functions, ranges, along, ylim=ylim, **shown)
    if not editable:
        return Figure(**made, caption=caption)
    own = Editable(
        make=lambda functions, inputs, axes: _made(functions, inputs, axes[0], own=True, **shown),
        texts=typed({key: local_value(key, g) for key, g in functions.items()}, functions),
        inputs=ranges,
        axes=[along],
        how=editable,
        taken=[name],
        variables=[key for key in functions if key != name],
    )
    return Figure(**made, own=own, caption=caption)


def _made(
    functions: Mapping[str, Callable[..., Any]],
    ranges: Sequence[Input],
    along: str,
    *,
    name: str,
    id: str,
    alt: str | None,
    ylim: Sequence[float] | None = None,
    own: bool = False,
) -> dict[str, Any]:
    """What the figure of these functions is made of."""
    depths = depths_of(name, functions, [entry.name for entry in ranges], own=own)
    inputs = {input_node(entry.name, ()): entry for entry in ranges}
    values, edges = link(functions, depths, inputs)
    routes = routes_of(edges, along, name)
    used = {edge.parent for edge in edges} | {name}
    unused = [key for key in depths if key not in used]
    if own and (unused or not routes):
        raise refusal(0, *(("no path", along, name) if not routes else ("unused", unused[0])))
    if not routes:
        raise ValueError(f"paths: no path leads from {along} to {name}; let one of its variables depend on {along}")
    if unused:
        raise TypeError(f"paths: nothing depends on {unused[0]}; leave it out, or make it a parameter of a function")
    d, total = r"\mathrm{d}" if len(ranges) == 1 else r"\partial", f"d{name}/d{along}"
    products = {route_name(total, route): product_of(route) for route in routes}
    (slope,) = pullback({values[name]: constant(1.0)}, [n for n, e in inputs.items() if e.name == along])
    outputs = {key: values[key] for key in depths} | {edge.name: edge.node for edge in edges}
    outputs |= products | {total: slope or constant(0.0)}
    return {
        "kind": "paths",
        "inputs": inputs,
        "outputs": outputs,
        "draw": paths_picture,
        "id": id,
        "along": along,
        **layout(depths, edges),
        "paths": [_route_json(edges, route, output) for route, output in zip(routes, products, strict=True)],
        "value": name,
        "slope": total,
        "total": total,
        "labels": {"x": symbol(along), "y": symbol(name)},
        "measure": lambda figure: {"ylim": limits(figure, ylim, own=own), "alt": alt or _description(figure)},
        **_formula(rf"\frac{{{d} {symbol(name)}}}{{{d} {symbol(along)}}}", routes, list(products), total),
    }


def _along(given: str | None, ranges: Sequence[Input]) -> str:
    names = [entry.name for entry in ranges]
    if not names:
        raise TypeError("paths: no input to move; give one a range, such as t=(0, 3, 2)")
    if given is not None and given not in names:
        raise ValueError(f"along: {given!r} is not an input; choose from {', '.join(names)}")
    return given or names[0]


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
