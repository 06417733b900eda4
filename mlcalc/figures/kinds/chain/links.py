"""The links of a composition, taken apart into numbers: values, Jacobian factors, and products of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....calculus.sweeps import pullback
from ....speed import entrywise
from ....trace import Traced, as_node, trace
from ....trace.graph import Node, constant, input_node, substitute
from ....write.latex import symbol, vector
from ...common.names import entries

DEFAULT_NAMES = "fxuvw"  # what functions without a name are called, outermost first
MOST_LINKS, MOST_NUMBERS = 5, 6  # beyond these the matrices are no longer read, but scrolled


@dataclass(frozen=True)
class Link:
    """One function of a composition.

    Attributes
    ----------
    name : str
    arguments, results : list of str
        The names of the numbers it takes and gives, such as ``u[1]``, ``u[2]``.
    local : dict of str to Node
        Its results as functions of ``symbols``, nodes of its own: its formula, wherever it is evaluated.
    values : list of Node
        Its results as functions of the figure's input.
    jacobian : list of rows of Node
        J[i][j] = ∂(result i)/∂(argument j), as functions of the figure's input.
    """

    name: str
    arguments: list[str]
    results: list[str]
    symbols: list[Node]
    local: dict[str, Node]
    values: list[Node]
    jacobian: list[list[Node]]


def names_of_links(functions: Sequence[Callable[..., Any]], given: Sequence[str] | None, start: str) -> list[str]:
    """A name for each function, inner to outer: given, its own, or for a lambda the usual letter."""
    if given is not None:
        names = list(given)
        if len(names) != len(functions) or not all(isinstance(name, str) and name.isidentifier() for name in names):
            raise ValueError(f"names: {len(functions)} functions need as many names, such as 'uxf'; got {given!r}")
    else:
        own = [getattr(f, "__name__", "<lambda>") for f in functions]
        taken = {start, *own}
        letters = iter([letter for letter in DEFAULT_NAMES if letter not in taken])
        names = [next(letters) if name == "<lambda>" else name for name in reversed(own)][::-1]
    for name in names:
        if [start, *names].count(name) > 1:
            raise ValueError(f"chain: {name!r} names two things; give each its own name, names=('u', 'x', 'f')")
    return names


def link_all(functions: Sequence[Callable[..., Any]], names: Sequence[str], start: Node) -> list[Link]:
    """Every function traced on the shape that the one before it gives."""
    links: list[Link] = []
    arguments, values, shape = [start.name], [start], start.shape
    before = start.name
    for name, f in zip(names, functions, strict=True):
        local, result = _trace_link(f, name, before, shape)
        symbols = [input_node(key, ()) for key in arguments]
        numbers = np.empty(shape, dtype=object)
        for place, node in zip(np.ndindex(shape), symbols, strict=True):
            numbers[place] = Traced(node)
        (apart,) = entrywise([result], {local: numbers})
        outputs = [entry.node for entry in apart.ravel().tolist()]
        results = entry_names(name, len(outputs))
        rows = [[ct or constant(0.0) for ct in pullback({y: constant(1.0)}, symbols)] for y in outputs]
        known = dict(zip(symbols, values, strict=True))
        values = substitute(outputs, known)
        jacobian = [substitute(row, known) for row in rows]
        links.append(
            Link(name, arguments, results, symbols, dict(zip(results, outputs, strict=True)), values, jacobian)
        )
        arguments, shape, before = results, result.shape, name
    return links


def from_entries(formulas: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    """The link whose entries are these functions of the entries of the link before it."""

    def link(before: Any) -> Any:
        arguments = [before] if np.ndim(before) == 0 else [before[i] for i in range(len(before))]
        results = [formula(*arguments) for formula in formulas]
        return results[0] if len(results) == 1 else np.stack(results)

    return link


def _trace_link(f: Callable[..., Any], name: str, before: str, shape: tuple[int, ...]) -> tuple[Node, Node]:
    """A function's one argument and one result, with a word about what does not fit."""
    try:
        traced = trace(f, [np.zeros(shape)], [name])
    except (IndexError, ValueError) as error:
        size = "one number" if shape == () else f"{shape[0]} numbers"
        raise ValueError(f"{name} does not fit the link before it: {before} gives {size}, and {error}") from None
    if len(traced.outputs) != 1:
        raise TypeError(
            f"{name} must return one number or one array, got {len(traced.outputs)} results; join them with np.stack"
        )
    (result,) = traced.outputs
    if len(result.shape) > 1 or result.shape == (0,):
        raise TypeError(f"{name} must return a number or a vector, got shape {result.shape}; give one row of it")
    if result.shape and result.shape[0] > MOST_NUMBERS:
        raise ValueError(f"{name} gives {result.shape[0]} numbers; a page has room for {MOST_NUMBERS} in a link")
    return traced.inputs[0], result


def entry_names(name: str, size: int) -> list[str]:
    """``u`` for a number, ``u[1]``, ``u[2]``, … for a vector, counted from 1 as in the mathematics."""
    return [name] if size == 1 else entries(name, size)


def link_latex(name: str, numbers: Sequence[str]) -> str:
    """A link's symbol: bold where it is a vector."""
    return symbol(name) if len(numbers) == 1 else vector(symbol(name))


def entry_latex(name: str, size: int) -> list[str]:
    """``u_{1}``, ``u_{2}``, …; a name that has an index already gets a second one: ``z_{1,2}``."""
    stem, open_index, index = symbol(name).removesuffix("}").partition("_{")
    before = f"{index}," if open_index else ""
    return [symbol(name)] if size == 1 else [f"{stem}_{{{before}{i + 1}}}" for i in range(size)]


@dataclass(frozen=True)
class Product:
    """A product of neighbouring factors ``first`` to ``last``, counted from the outermost."""

    first: int
    last: int
    latex: str
    names: list[list[str]]
    nodes: list[list[Node]]


def products_of(links: Sequence[Link], start: str) -> list[Product]:
    """Every product of neighbouring factors, single factors first, the whole derivative last."""
    count = len(links)
    found: dict[tuple[int, int], Product] = {}
    outermost = [*reversed(links)]
    for length in range(1, count + 1):
        for first in range(count - length + 1):
            last = first + length - 1
            nodes = (
                outermost[first].jacobian
                if length == 1
                else _multiply(outermost[first].jacobian, found[first + 1, last].nodes)
            )
            names = _product_names(outermost, first, last, start)
            latex = r" \, ".join(f"J_{{{link_latex(link.name, link.results)}}}" for link in outermost[first : last + 1])
            found[first, last] = Product(first, last, latex, names, nodes)
    return list(found.values())


def _product_names(outermost: Sequence[Link], first: int, last: int, start: str) -> list[list[str]]:
    """``J_x[1,2]`` for an entry of a factor, ``(J_f J_x)[1,2]`` of a product, ``dx[1]/dt`` where t is reached."""
    rows, columns = outermost[first].results, outermost[last].arguments
    if last == len(outermost) - 1 and first != last:
        return [[f"d{row}/d{start}"] for row in rows]
    name = " ".join(f"J_{link.name}" for link in outermost[first : last + 1])
    name = name if first == last else f"({name})"
    named, width = entries(name, len(rows), len(columns)), len(columns)
    return [named[start : start + width] for start in range(0, len(named), width)]


def _multiply(a: Sequence[Sequence[Node]], b: Sequence[Sequence[Node]]) -> list[list[Node]]:
    """Row times column, written out: the sum of products that the page spells out too."""
    product = []
    for row in a:
        sums = []
        for j in range(len(b[0])):
            terms = [Traced(x) * Traced(line[j]) for x, line in zip(row, b, strict=True)]
            sums.append(as_node(sum(terms[1:], terms[0])))
        product.append(sums)
    return product


def numbers_of(links: Sequence[Link], products: Sequence[Product], start: str) -> Mapping[str, Node]:
    """Every number of the figure by name: values, entries of factors and products, velocities."""
    outputs: dict[str, Node] = {}
    for link in links:
        outputs |= dict(zip(link.results, link.values, strict=True))
    for product in products:
        for names, nodes in zip(product.names, product.nodes, strict=True):
            outputs |= dict(zip(names, nodes, strict=True))
    for product in products:  # the velocities: what has reached t, the innermost factor alone too
        if product.last == len(links) - 1:
            column = links[len(links) - 1 - product.first].results
            outputs |= {f"d{key}/d{start}": row[0] for key, row in zip(column, product.nodes, strict=True)}
    return outputs
