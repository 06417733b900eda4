"""All slips of one derivative: every part bent in every way, swept on, and told apart by values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ...trace import as_node, trace
from ...trace.graph import Node, constant, order
from .bends import SELDOM, At, Bend, clause, right_tangent
from .compare import POINTS, Domain, Sampled, compare_sampled, sample, sample_points
from .functions import function_bends
from .parts import Part, take_apart
from .powers import power_bends
from .products import product_bends
from .sums import sum_bends
from .whole import ONE, letter_bends, miscopied_bends, tangent_of, whole_bends

RULES: tuple[Callable[[At], Iterator[Bend]], ...] = (function_bends, power_bends, product_bends, sum_bends)
PLACES = 10  # where else a derivative may be taken: the letters and the last steps
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


def slips(
    f: Callable[..., Any] | Node, by: str, letters: Domain, numbers: Mapping[str, Sequence[float]] | None = None
) -> list[Slip]:
    """What may be answered in place of ∂f/∂(by), with the sentence that tells its author which step went wrong.

    Parameters
    ----------
    f : callable or Node
        A numpy function of numbers, its parameters named as the letters, or its graph.
    by : str
        The letter that f is differentiated by.
    letters : mapping of str to (low, high)
        Every letter with its range; slips that have the same values there are one.
    numbers : mapping of str to sequence of float, optional
        Letters that stand for constants, which nobody differentiates by, each with the values that it may have.

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
    numbers = numbers or {}
    output = graph_of(f, {**letters, **numbers})
    inputs = {node.name: node for node in order([output]) if node.op == "input"}
    if by not in letters:
        raise ValueError(f"by: {by!r} is none of the letters {', '.join(letters)}; name the one to differentiate by")
    if by not in inputs:
        return []
    swept = list(_all(output, inputs[by], [node for name, node in inputs.items() if name not in numbers]))
    points = sample_points(letters)
    for i, (name, values) in enumerate(numbers.items()):
        points[name] = np.resize(np.repeat(np.asarray(values, float), i + 1), POINTS)
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
    points = sample_points(letters)
    wrong = _values(
        tuple(slip.derivative for slip in found), tuple((name, (low, high)) for name, (low, high) in letters.items())
    )
    answers = {letter: _swept_answer(given, letter) for letter in {slip.swept_by for slip in found}}
    sampled = dict(zip(answers, sample(list(answers.values()), points), strict=True))
    hits = [
        slip
        for slip, values in zip(found, wrong, strict=True)
        if _may_be_one(values, sampled[slip.swept_by])
        and compare_sampled(values, sampled[slip.swept_by], points).kind == "same"
    ]
    if not hits:
        return None
    names = tuple(name for slip in hits for name in slip.names)
    clauses = tuple(clause for slip in hits for clause in slip.clauses)
    return hits[0]._replace(names=names, clauses=clauses)


@lru_cache(maxsize=8)
def _values(derivatives: tuple[Node, ...], letters: tuple[tuple[str, tuple[float, float]], ...]) -> list[Sampled]:
    """The values of the slips, kept: a reader answers more than once."""
    return sample(derivatives, sample_points(dict(letters)))


def _swept_answer(given: Node, letter: str) -> Node:
    """An answer, or its derivative by a letter: that of an integral is the function that was asked about."""
    by = next((node for node in order([given]) if node.op == "input" and node.name == letter), None)
    return given if by is None else tangent_of(given, {by: ONE})


def _all(output: Node, by: Node, letters: Sequence[Node]) -> Iterator[_Swept]:
    """Every bend, swept on to the end."""
    parts, in_full = take_apart(output), take_apart(output, by_name=False)
    yield from _in_parts(parts, parts, output, by)
    spelled_out = [part for part in in_full if part not in parts]
    for one in _in_parts(in_full, spelled_out, output, by):  # (eˣ + e⁻ˣ)/2 is first of all cosh x
        yield one._replace(bend=one.bend._replace(rank=one.bend.rank + 1))
    for part in parts:
        for bend in letter_bends(part.node, by, letters):
            yield _swept(bend, part, output, by)
        for bend in miscopied_bends(output, by, part):
            yield _Swept(bend, as_node(bend.tangent))
    for bend in whole_bends(output, by, letters):
        yield _Swept(bend, as_node(bend.tangent))


def _in_parts(parts: Sequence[Part], bent: Sequence[Part], output: Node, by: Node) -> Iterator[_Swept]:
    """Every rule bent at every one of some parts, and at all of them at once."""
    tangents: dict[Node, Node | None] = {by: ONE}
    for part in parts:
        tangents[part.node] = right_tangent(part, tangents)
    moving = [part for part in parts if tangents[part.node] is not None]
    places = list(dict.fromkeys([by, *(part.node for part in moving)][-PLACES:]))
    seen: Counter[str] = Counter()
    for part in [part for part in moving[::-1] if part in bent]:  # from the outside in, as one differentiates
        bends = list(_bends(At(part, tangents, places)))
        seen.update(list(dict.fromkeys(bend.name for bend in bends)))  # in order: what is stored must not change
        yield from (_swept(bend, part, output, by) for bend in bends)
    for name in (name for name, times in seen.items() if times > 1):
        yield from _everywhere(name, output, by, parts, places)


def _swept(bend: Bend, part: Part, output: Node, by: Node) -> _Swept:
    return _Swept(bend, tangent_of(output, {by: ONE, part.node: as_node(bend.tangent)}))


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
            if _may_be_one(group[0][1], one[1]) and compare_sampled(group[0][1], one[1], points).kind == "same":
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _may_be_one(a: Sampled, b: Sampled) -> bool:
    """Whether two formulas are near each other at the first points: a quick look, for most are not."""
    return all(
        not abs(float(a.values[k]) - float(b.values[k])) > 1e-6 * abs(float(a.values[k])) + a.errors[k] + b.errors[k]
        for k in range(3)
    )


def _told(group: Sequence[_Swept]) -> Slip:
    """One slip of bends with one result: the common ones where there are any, each name once."""
    likely = [one for one in group if one.bend.rank == group[0].bend.rank]
    each = list({one.bend.name: one for one in reversed(likely)}.values())[::-1][:MOST_NAMED]
    return Slip(tuple(one.bend.name for one in each), tuple(clause(one.bend) for one in each), group[0].derivative)
