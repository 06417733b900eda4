"""chain: linked planes t → u → x → f, and the derivative as the product of their Jacobians."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....read.formula import TypedFormula
from ....read.words import refusal
from ....trace.graph import Node, evaluate, input_node
from ....write.latex import symbol
from ....write.page import to_json
from ...common.base import Figure
from ...common.format import listed
from ...common.inputs import Input
from ...common.names import identifier
from ...common.own import Editable, typed
from .links import (
    MOST_LINKS,
    Link,
    Product,
    entry_latex,
    from_entries,
    link_all,
    link_latex,
    names_of_links,
    numbers_of,
    products_of,
)
from .picture import chain_picture
from .price import bracketings_of, price_of_ten
from .windows import nice, step_within, window

SAMPLES = 201


def chain(
    *functions: Callable[..., Any],
    names: Sequence[str] | None = None,
    editable: bool | str = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **ranges: Any,
) -> Figure:
    """A composition, link by link: what a step of the input does on every plane, and the factors that say so.

    Parameters
    ----------
    *functions : callable
        Inner to outer. The first takes the input, a number; each takes one number or vector and
        returns one. Links of one or two numbers are drawn, larger ones are columns of numbers.
    names : sequence of str, optional
        What the functions are called; their own names if not given.
    editable : bool, optional
        As for :func:`mlcalc.figures.curve`: every entry of every link can be typed anew, ``u_1`` of the link before.
    id, alt, caption : str, optional
        As for :func:`mlcalc.figures.curve`.
    **ranges : (low, high, start)
        The one input by its name, ``t=(0, 1.5, 1)``.

    Returns
    -------
    Figure
        Its outputs are the values (``u[1]``), the entries of the factors (``J_x[1,2]``) and of their
        products (``(J_f J_x)[1,2]``), and the velocities (``dx[1]/dt``, ``df/dt``).

    Raises
    ------
    TypeError, ValueError
        For a missing or second input, and a function that does not fit the one before it or
        cannot be traced.

    >>> u = lambda t: np.stack([t**2, 2 * t])
    >>> x = lambda u: np.stack([u[0] - u[1] ** 2, u[0] * u[1]])
    >>> f = lambda x: x[0] ** 2 + 3 * x[1]
    >>> fig = chain(u, x, f, names=["u", "x", "f"], t=(0, 1.5, 1))
    >>> fig.values["df/dt"], [fig.values[f"(J_f J_x)[1,{j}]"] for j in (1, 2)]
    (54.0, [0.0, 27.0])
    """
    entry = _the_input(functions, ranges)
    labels = names_of_links(functions, names, entry.name)
    shown: dict[str, Any] = {"names": labels, "id": identifier("chain", labels[-1], id), "alt": alt}
    made, links = _made(functions, entry, **shown)
    return Figure(**made, own=_editable(links, entry, shown, editable) if editable else None, caption=caption)


def _made(
    functions: Sequence[Callable[..., Any]],
    entry: Input,
    *,
    names: Sequence[str],
    id: str,
    alt: str | None,
    own: bool = False,
) -> tuple[dict[str, Any], list[Link]]:
    """What the figure of these functions is made of, and its links."""
    start = input_node(entry.name, ())
    links = link_all(functions, names, start)
    products = products_of(links, entry.name)
    outputs = numbers_of(links, products, entry.name)
    seen = _sampled(outputs, start, entry)
    if own and not all(np.isfinite(seen[name]).any() for link in links for name in link.results):
        raise refusal(0, "nowhere")
    described = _links_json(links, entry, seen)
    square = _square(described)
    return {
        "kind": "chain",
        "inputs": {start: entry} | ({input_node(square.name, ()): square} if square else {}),
        "outputs": outputs,
        "draw": lambda shown: chain_picture(shown, links),
        "id": id,
        "along": entry.name,
        "value": links[-1].results[0],
        "slope": f"d{links[-1].results[0]}/d{entry.name}",
        "links": described,
        "square": {"link": _bent(described), "side": square.name} if square else None,
        "products": [_product_json(product) for product in products],
        "bracketings": bracketings_of([(len(link.results), len(link.arguments)) for link in reversed(links)]),
        "ten": price_of_ten(),
        "formula": [],
        "numbers": _shown(links, products),
        "measure": lambda figure: {"step": _arrow_time(figure, entry), "alt": alt or _description(figure)},
    }, links


def _editable(links: Sequence[Link], entry: Input, shown: Mapping[str, Any], how: bool | str) -> Editable:
    """Every entry of every link as a function of the link before it."""
    spelled = {name: name.replace("[", "_").removesuffix("]") for link in links for name in link.arguments}

    def make(functions: Mapping[str, TypedFormula], inputs: list[Input], _: list[str]) -> dict[str, Any]:
        joined = [from_entries([functions[name] for name in link.results]) for link in links]
        return _made(joined, inputs[0], own=True, **shown)[0]

    return Editable(
        make=make,
        texts=typed({name: node for link in links for name, node in link.local.items()}, letters=spelled),
        inputs=[entry],
        axes=[entry.name],
        how=how,
        spellings={name: {spelled[key]: key for key in link.arguments} for link in links for name in link.results},
    )


def _the_input(functions: Sequence[Any], ranges: dict[str, Any]) -> Input:
    if not functions:
        raise TypeError("chain: no function to link; give them inner to outer, chain(u, x, f, t=(0, 1.5, 1))")
    for f in functions:
        if not callable(f):
            raise TypeError(
                f"chain: expected functions, inner to outer, got {f!r}; write def f(x): return … and give f"
            )
    if len(functions) > MOST_LINKS:
        count = len(functions)
        raise ValueError(f"chain: {count} links are more than a page has room for; join some of them, to {MOST_LINKS}")
    if len(ranges) != 1:
        got = ", ".join(ranges) or "none"
        raise TypeError(f"chain: needs the range of one input, such as t=(0, 1.5, 1); got {got}")
    ((name, given),) = ranges.items()
    return Input.read(name, given)


def _links_json(links: Sequence[Link], entry: Input, seen: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """The input, then every link: names, symbols, window, and its own formula, for the page to bend a square with."""
    first: dict[str, Any] = {"name": entry.name, "latex": [symbol(entry.name)], "entries": [entry.name], "velocity": []}
    rest = [
        {
            "name": link.name,
            "latex": entry_latex(link.name, len(link.results)),
            "entries": link.results,
            "velocity": [f"d{key}/d{entry.name}" for key in link.results],
            "graph": to_json(link.symbols, link.local),
        }
        for link in links
    ]
    for link in (first, *rest):
        link |= {"symbol": link_latex(link["name"], link["entries"]), "limits": _limits(link["entries"], seen)}
    return [first, *rest]


def _limits(entries: Sequence[str], seen: Mapping[str, NDArray[np.float64]]) -> list[list[float]]:
    """The window of a link that can be drawn; none for more than two numbers."""
    return window([seen[key] for key in entries]) if len(entries) <= 2 else []


def _shown(links: Sequence[Link], products: Sequence[Product]) -> list[str]:
    """The numbers that a reader sees whatever is chosen: all values, and the entries of every factor."""
    factors = [product for product in products if product.first == product.last]
    values = [name for link in links for name in link.results]
    return values + [name for factor in factors for row in factor.names for name in row]


def _product_json(product: Product) -> dict[str, Any]:
    return {"first": product.first, "last": product.last, "latex": product.latex, "entries": product.names}


def _sampled(outputs: Mapping[str, Node], start: Node, entry: Input) -> dict[str, NDArray[np.float64]]:
    """Every number over the whole range of the input."""
    t = np.linspace(entry.low, entry.high, SAMPLES)
    with np.errstate(all="ignore"):
        results = evaluate(list(outputs.values()), {start: t})
    return {entry.name: t} | {key: np.broadcast_to(y, t.shape) for key, y in zip(outputs, results, strict=True)}


def _arrow_time(figure: Figure, entry: Input) -> float:
    """The time of every velocity arrow: long enough to be seen, short enough to stay in each window."""
    drawn = [link for link in figure.spec["links"] if link["limits"] and link["velocity"]]
    pairs = [([figure.values[key] for key in link["velocity"]], link["limits"]) for link in drawn]
    return step_within(pairs, 0.25 * (entry.high - entry.low))


def _bent(links: Sequence[Mapping[str, Any]]) -> int | None:
    """The plane whose square the next plane bends: the first of two in a row."""
    pairs = enumerate(itertools.pairwise(links))
    return next((at for at, (link, after) in pairs if len(link["entries"]) == len(after["entries"]) == 2), None)


def _square(links: Sequence[Mapping[str, Any]]) -> Input | None:
    """The side of that square, an input too: the smaller it is, the less its image is bent."""
    at = _bent(links)
    if at is None:
        return None
    start = nice(0.26 * min(high - low for low, high in links[at]["limits"]))
    taken = {link["name"] for link in links}
    name = next(name for name in ("side", "side_of_square") if name not in taken)
    low, high, step = (float(f"{start * share:.3g}") for share in (0.05, 2.0, 0.05))
    return Input(name, low, high, start, step, rf"\text{{{name.replace('_', ' ')}}}")


def _description(figure: Figure) -> str:
    spec, values = figure.spec, {**figure.inputs, **figure.values}

    def written(names: Sequence[str]) -> str:
        numbers = listed(values[key] for key in names)
        return numbers if len(names) == 1 else f"({numbers})"

    links, total = spec["links"], spec["products"][-1]
    where = "; ".join(f"{link['name']} = {written(link['entries'])}" for link in links)
    factors = [p for p in spec["products"] if p["first"] == p["last"]]
    names = " ".join(f"J_{link['name']}" for link in reversed(links[1:]))
    rows = "; ".join(
        f"J_{link['name']} = [{' | '.join(' '.join(f'{values[key]:.6g}' for key in row) for row in p['entries'])}]"
        for link, p in zip(reversed(links[1:]), factors, strict=True)
    )
    slope = f"d{links[-1]['name']}/d{links[0]['name']} = {names} = {written([row[0] for row in total['entries']])}"
    return f"Linked planes {' → '.join(link['name'] for link in links)}. {where}. {rows}. {slope}."
