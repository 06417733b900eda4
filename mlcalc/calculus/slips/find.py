"""All slips of one derivative: every part bent in every way, swept on, and told apart by values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ...trace import as_node, trace
from ...trace.graph import Node, constant, order
from .bends import SELDOM, At, Bend, inline, right_tangent
from .compare import Domain, Sampled, compare_sampled, sample, sample_points
from .functions import function_bends
from .parts import Part, take_apart
from .powers import power_bends
from .products import product_bends
from .sums import sum_bends
from .whole import ONE, tangent_of, whole_bends

RULES: tuple[Callable[[At], Iterator[Bend]], ...] = (function_bends, power_bends, product_bends, sum_bends)
PLACES = 10  # where else a derivative may be taken: the letters and the last steps
LEADS = re.compile(
    r"(, which is|, whose derivative is|: the derivative( of [^:]*)? is|, and not at| of the term| the term)$"
)
MOST_NAMED = 3  # slips with one result that a sentence names


class Slip(NamedTuple):
    """A wrong derivative and what was done to get it.

    Attributes
    ----------
    names : tuple of str
        What it is called, for a program; more than one name where several slips have one result.
    clauses : tuple of str
        For each name what was done, as it follows "You", formulas in it between dollars.
    derivative : Node
        The graph of the wrong derivative.
    swept_by : str
        "", or the letter by which an answer has to be differentiated before it is compared: that of an integral is f.
    """

    names: tuple[str, ...]
    clauses: tuple[str, ...]
    derivative: Node
    swept_by: str = ""

    @property
    def says(self) -> str:
        """The sentence for a reader."""
        return f"You {self.clauses[0]}." if len(self.clauses) == 1 else f"Either you {', or you '.join(self.clauses)}."


class _Swept(NamedTuple):
    bend: Bend
    derivative: Node


def slips(f: Callable[..., Any] | Node, by: str, letters: Domain) -> list[Slip]:
    """What may be answered in place of ∂f/∂(by), with the sentence that tells its author which step went wrong.

    Parameters
    ----------
    f : callable or Node
        A numpy function of numbers, its parameters named as the letters, or its graph.
    by : str
        The letter that f is differentiated by.
    letters : mapping of str to (low, high)
        Every letter with its range; slips that have the same values there are one.

    Returns
    -------
    list of Slip
        The common ones first. None of them is right on the whole range.

    Raises
    ------
    ValueError
        Where ``by`` is none of the letters.
    TypeError, TraceError
        Where f does not return one number, or cannot be traced.

    >>> [slip.says for slip in slips(lambda x: x**3, "x", {"x": (-2, 2)}) if "not lowered" in slip.names]
    ['You brought the power $3$ down, but did not lower it to $2$.']
    """
    output = graph_of(f, letters)
    inputs = {node.name: node for node in order([output]) if node.op == "input"}
    if by not in letters:
        raise ValueError(f"by: {by!r} is none of the letters {', '.join(letters)}; name the one to differentiate by")
    if by not in inputs:
        return []
    swept = list(_all(output, inputs[by], list(inputs.values())))
    points = sample_points(letters)
    right, *sampled = sample([tangent_of(output, {inputs[by]: ONE}), *(s.derivative for s in swept)], points)
    wrong = [
        (one, at)
        for one, at in zip(swept, sampled, strict=True)
        if np.isfinite(at.values).sum() >= 5 and compare_sampled(right, at, points).kind == "different"
    ]
    told = [_told([one for one, _ in group]) for group in _groups(wrong, points)]
    return [*told, Slip(("integrated",), ("integrated instead of differentiating",), output, by)]


def graph_of(f: Callable[..., Any] | Node, letters: Mapping[str, Any]) -> Node:
    """The graph of a function of the letters; TypeError where it does not return one number."""
    if isinstance(f, Node):
        return f
    traced = trace(f, [0.0] * len(letters), list(letters))
    if len(traced.outputs) != 1 or traced.outputs[0].shape != ():
        raise TypeError("slips are those of a function that returns one number; return one entry, or a sum")
    return traced.outputs[0]


def named(found: Sequence[Slip], given: Node, letters: Domain) -> Slip | None:
    """The slip that explains a given wrong derivative, or None; of two that do, one that names both."""
    by = {node.name: node for node in order([given]) if node.op == "input"}
    answers = [tangent_of(given, {by[slip.swept_by]: ONE}) if slip.swept_by in by else given for slip in found]
    points = sample_points(letters)
    sampled = sample([*answers, *(slip.derivative for slip in found)], points)
    pairs = zip(found, sampled, sampled[len(found) :], strict=False)
    hits = [slip for slip, answer, wrong in pairs if compare_sampled(wrong, answer, points).kind == "same"]
    if not hits:
        return None
    names, clauses = (tuple(part for slip in hits for part in slip[i]) for i in (0, 1))
    return hits[0]._replace(names=names, clauses=clauses)


def _all(output: Node, by: Node, letters: Sequence[Node]) -> Iterator[_Swept]:
    """Every bend, swept on to the end."""
    parts = take_apart(output)
    tangents: dict[Node, Node | None] = {by: ONE}
    for part in parts:
        tangents[part.node] = right_tangent(part, tangents)
    moving = [part for part in parts if tangents[part.node] is not None]
    places = [part.node for part in moving][-PLACES:]
    if by not in places:
        places.insert(0, by)
    by_name: dict[str, dict[Part, int]] = defaultdict(dict)
    for part in moving[::-1]:  # from the outside in, as one differentiates
        for bend in _bends(At(part, tangents, places)):
            yield _Swept(bend, tangent_of(output, {by: ONE, part.node: as_node(bend.tangent)}))
            by_name[bend.name].setdefault(part, 0)
    for bend in whole_bends(output, by, letters):
        yield _Swept(bend, as_node(bend.tangent))
    for name, where in by_name.items():
        if len(where) > 1:
            yield from _everywhere(name, output, by, parts, places)


def _bends(here: At) -> Iterator[Bend]:
    for rule in RULES:
        yield from rule(here)


def _everywhere(name: str, output: Node, by: Node, parts: Sequence[Part], places: Sequence[Node]) -> Iterator[_Swept]:
    """The same slip at every part that can have it: whoever forgets an inside often forgets all."""
    tangents: dict[Node, Node | None] = {by: ONE}
    first: Bend | None = None
    for part in parts:
        tangents[part.node] = right_tangent(part, tangents)
        if tangents[part.node] is None or part.kind == "letter":
            continue
        bend = next((b for b in _bends(At(part, tangents, places)) if b.name == name), None)
        if bend is not None:
            tangents[part.node], first = as_node(bend.tangent), bend
    if first is not None:
        derivative = tangents[output] or constant(0.0)
        yield _Swept(first._replace(again=True, rank=SELDOM), derivative)


# --- telling ---------------------------------------------------------------------------------------


def _groups(wrong: Sequence[tuple[_Swept, Sampled]], points: Any) -> list[list[tuple[_Swept, Sampled]]]:
    """Bends with the same values together; common ones first, else in the order of the sweep."""
    groups: list[list[tuple[_Swept, Sampled]]] = []
    for one in sorted(wrong, key=lambda one: one[0].bend.rank):
        for group in groups:
            if compare_sampled(group[0][1], one[1], points).kind == "same":
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _told(group: Sequence[_Swept]) -> Slip:
    """One slip of bends with one result: the common ones where there are any, each name once."""
    likely = [one for one in group if one.bend.rank == group[0].bend.rank]
    each = list({one.bend.name: one for one in reversed(likely)}.values())[::-1][:MOST_NAMED]
    return Slip(tuple(one.bend.name for one in each), tuple(_clause(one.bend) for one in each), group[0].derivative)


def _clause(bend: Bend) -> str:
    """What was done, with its formula where it is short enough for a sentence."""
    formula = "" if bend.shown is None else inline(bend.shown)
    if LEADS.search(bend.does):
        clause = f"{bend.does} {formula}" if formula else LEADS.sub("", bend.does)
    else:
        clause = f"{bend.does}: {formula}" if formula else bend.does
    return f"{clause}, and did the same again elsewhere" if bend.again else clause
