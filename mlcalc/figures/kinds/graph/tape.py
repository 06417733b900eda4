"""A traced computation as a tape: one number a step, with its name, its formula and its local partials."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....calculus.sweeps import pullback
from ....speed import entrywise
from ....trace import Traced, as_node
from ....trace.graph import Node, constant, order
from ....trace.primitives import TABLE
from ....write.latex import symbol, to_latex

MOST_STEPS = 40  # of numbers that a page has room for


@dataclass(frozen=True)
class Entry:
    """One number of the computation.

    Attributes
    ----------
    name, latex : str
        What it is called, and its symbol.
    node : Node
    arguments : list of int
        The places on the tape of what it is computed from, constants left out.
    partials : list of (Node or None)
        How it changes with each argument, the others held; None where it is flat.
    formula : str
        LaTeX: the formula in the arguments' symbols.
    numbers : str
        The same with ``\\hole{0}``, ``\\hole{1}`` where the arguments' numbers belong.
    cotangent : Node or None
        The true derivative of the result by this number; None where there is no way to it.
    """

    name: str
    latex: str
    node: Node
    arguments: list[int]
    partials: list[Node | None]
    formula: str
    numbers: str
    cotangent: Node | None


@contextmanager
def names_inside(f: Callable[..., Any]) -> Iterator[dict[Node, str]]:
    """The names that f itself gives to what it computes: ``c = a + b`` is called c.

    Read off its local variables as it returns, the way a debugger would; a function without code of
    its own (np.sin) has none.
    """
    found: dict[Node, str] = {}
    code, before = getattr(f, "__code__", None), sys.getprofile()

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "return" and frame.f_code is code:
            for name, value in frame.f_locals.items():
                if isinstance(value, Traced) and value.shape == ():
                    found.setdefault(value.node, name)

    sys.setprofile(watch)
    try:
        yield found
    finally:
        sys.setprofile(before)


def in_single_numbers(inputs: Sequence[Node], value: Node) -> Node:
    """The graph of ``value`` with every array taken apart, the inputs kept."""
    entries = {}
    for node in inputs:
        entries[node] = np.empty((), dtype=object)
        entries[node][()] = Traced(node)
    (result,) = entrywise([value], entries)
    single: Traced = result.item()
    return single.node


def tape_of(inputs: Sequence[Node], value: Node, result: str, given: Mapping[Node, str]) -> list[Entry]:
    """Every number from the inputs to ``value``, each after what it is computed from."""
    computed = [node for node in order([value]) if node.op not in ("input", "constant")]
    numbers = [*inputs, *computed]
    if not computed:
        raise ValueError(f"graph: {result} computes nothing from its inputs; return something like a * b")
    if len(numbers) > MOST_STEPS:
        raise ValueError(f"graph: {len(numbers)} steps are more than a page has room for; keep to {MOST_STEPS}")
    names = _names(inputs, computed, result, given)
    place = {node: i for i, node in enumerate(numbers)}
    return [_entry(node, names, place, value) for node in numbers]


def _names(inputs: Sequence[Node], computed: Sequence[Node], result: str, given: Mapping[Node, str]) -> dict[Node, str]:
    """The inputs' names, the result's, the ones given inside the function, and v1, v2, … for the rest."""
    names = {node: node.name for node in inputs} | {computed[-1]: result}
    taken = set(names.values())
    count = 0
    for node in computed[:-1]:
        name = given.get(node, "")
        while not name or name in taken:
            count += 1
            name = f"v{count}"
        names[node] = name
        taken.add(name)
    return names


def _entry(node: Node, names: Mapping[Node, str], place: Mapping[Node, int], value: Node) -> Entry:
    moving = [i for i, arg in enumerate(node.args) if arg in place]
    arguments = [node.args[i] for i in moving]
    symbols = {arg: symbol(names[arg]) for arg in arguments}
    holes = {arg: f"\\hole{{{arguments.index(arg)}}}" for arg in arguments}
    (cotangent,) = pullback({value: constant(1.0)}, [node])
    return Entry(
        name=names[node],
        latex=symbol(names[node]),
        node=node,
        arguments=[place[arg] for arg in arguments],
        partials=[_partial(node, i) for i in moving],
        formula=to_latex(node, symbols) if arguments else "",
        numbers=to_latex(node, holes).replace(r"\, \hole", r"\cdot \hole") if arguments else "",
        cotangent=cotangent,
    )


def _partial(node: Node, i: int) -> Node | None:
    """The rule of the table for argument i, written on this node's arguments."""
    rules = TABLE[node.op].partials
    rule = rules[i] if rules is not None else None
    return as_node(rule(*(Traced(arg) for arg in node.args))) if rule is not None else None


# --- layout ----------------------------------------------------------------------------------------


def layers(tape: Sequence[Entry]) -> tuple[list[list[Any]], list[int]]:
    """The columns of the drawing, each of places on the tape and of (from, to) that only pass; and each depth."""
    depths: list[int] = []
    for entry in tape:
        depths.append(1 + max((depths[i] for i in entry.arguments), default=-1))
    columns: list[list[Any]] = [[] for _ in range(max(depths) + 1)]
    for i, depth in enumerate(depths):
        columns[depth].append(i)
    for i, entry in enumerate(tape):
        for j in dict.fromkeys(entry.arguments):
            for depth in range(depths[j] + 1, depths[i]):
                columns[depth].append((j, i))
    return _untangled(columns, tape), depths


def _untangled(columns: list[list[Any]], tape: Sequence[Entry]) -> list[list[Any]]:
    """Each column in the order of the mean row of its neighbours, forwards and back, so that few edges cross."""
    for sweep in range(8):
        forwards = sweep % 2 == 0
        depths = range(1, len(columns)) if forwards else range(len(columns) - 2, -1, -1)
        for depth in depths:
            beside = columns[depth - 1 if forwards else depth + 1]
            row = _rows(beside)
            weights = {place: _mean_row(place, row, tape, forwards) for place in columns[depth]}
            own = _rows(columns[depth])
            ranked = sorted((own[p] if weights[p] is None else weights[p], own[p], p) for p in columns[depth])
            columns[depth] = [place for _, _, place in ranked]
    return columns


def _rows(column: Sequence[Any]) -> dict[Any, float]:
    """Places counted from the middle of their column, downwards."""
    return {place: i - (len(column) - 1) / 2 for i, place in enumerate(column)}


def _mean_row(place: Any, row: Mapping[Any, float], tape: Sequence[Entry], forwards: bool) -> float | None:
    """The mean row of what this place is joined to in the column beside it."""
    first, last = place if isinstance(place, tuple) else (place, place)
    if forwards:
        sources = [first] if isinstance(place, tuple) else tape[last].arguments
        found = [row[p] for s in sources for p in (s, (s, last)) if p in row]
    else:
        targets = [last] if isinstance(place, tuple) else [i for i, e in enumerate(tape) if first in e.arguments]
        found = [row[p] for t in targets for p in (t, (first, t)) if p in row]
    return sum(found) / len(found) if found else None
