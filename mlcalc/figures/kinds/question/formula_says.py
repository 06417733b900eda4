"""What is said of a formula that is not right; front/kinds/question/formula-says.ts says the same in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ....calculus.slips.compare import Domain, Verdict, compare, sample
from ....trace.graph import Node, apply
from ....write.latex import number, symbol
from ...common.asking.sentences import Paragraphs, Piece

UNDECIDED = "Rounding hides whether this is right: write it in a shorter form."


def of_values(right: Node, given: Node, verdict: Verdict, ranges: Domain) -> list[Piece]:
    """What is told of an answer that no slip explains: where it goes wrong."""
    if verdict.kind == "domain":
        return _of_domain(right, given, verdict, ranges)
    if compare(right, apply("negative", given), ranges).kind == "same":
        return ["Not yet: right but for the sign."]
    at = {name: _rounded(value, 3) for name, value in verdict.at.items()}
    here = {name: np.array([value]) for name, value in at.items()}
    expected, got = (number(_rounded(float(s.values[0]), 4)) for s in sample([right, given], here))
    if expected == got or "nan" in (expected, got):
        return ["Not yet: close, but not the same."]
    place = _point(at)
    return ["Not yet: at ", place, " your formula is ", {"latex": got}, ", and it should be ", {"latex": expected}, "."]


def _of_domain(right: Node, given: Node, verdict: Verdict, ranges: Domain) -> list[Piece]:
    place = _point({name: _rounded(value, 3) for name, value in verdict.at.items()})
    if not verdict.given_is_missing:
        return ["Not yet: it agrees where both have a value, but at ", place, " it has one and the answer has none."]
    return ["Not yet: at ", place, " your formula has no value, and the answer has one."]


def _point(at: Mapping[str, float]) -> Piece:
    return {"latex": r", \; ".join(f"{symbol(name)} = {number(value)}" for name, value in at.items())}


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")


def together(said: Mapping[int, list[Piece]], names: Sequence[str]) -> Paragraphs:
    """A paragraph for each entry that is not right; of one that has no name the sentence alone."""
    if len(names) == 1:
        return list(said.values())
    right = [name.lower() for k, name in enumerate(names) if k not in said]
    first: Paragraphs = [[f"Right so far: {('; ' if ',' in names[0] else ', ').join(right)}."]] if right else []
    return first + [[f"{names[k]}: ", *pieces] for k, pieces in said.items()]
