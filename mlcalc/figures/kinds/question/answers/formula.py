"""Answers that are formulas: right however they are written, and a wrong derivative is told which step went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from .....calculus.slips import Slip, compare, named, slips
from .....calculus.slips.families import kinds
from .....calculus.slips.page import for_page
from .....trace.graph import Node
from .....write.page import to_json
from ....common.asking.sentences import Piece, Sentences, of_slip
from ....common.names import entries
from ..asked import Asked
from ..formula_says import UNDECIDED, of_values, together
from ..letters import Letters, by_hand, derivatives, names_of
from .base import Answer, Judged, Wanted


@dataclass(frozen=True)
class Formulas(Answer):
    """The entries of one formula, or of a vector or a matrix of formulas, typed entry by entry."""

    letters: Letters
    nodes: list[Node]  # the right ones
    mistaken: list[list[Node]]  # the typical mistakes
    found: list[list[Slip]]  # for each entry
    clauses: list[list[list[list[Piece]]]]  # of every slip of every entry
    shape: tuple[int, ...]

    @classmethod
    def is_asked_for(cls, wanted: Wanted) -> bool:
        return wanted.formula is not None or wanted.derivative is not None

    @classmethod
    def read(cls, asked: Asked, wanted: Wanted) -> Self:
        letters = Letters.read(wanted.letters, asked)
        if wanted.derivative is None:
            nodes, shape = letters.trace(wanted.formula, "formula")
            shown, found = nodes, list[list[Slip]]([] for _ in nodes)
        else:
            nodes, shape, shown, found = _differentiated(letters, wanted)
        mistaken = []
        for sentence, f in wanted.wrong.items():
            traced, got = letters.trace(f, f"wrong {sentence!r}")
            if got != shape:
                raise ValueError(
                    f"question: wrong {sentence!r} has shape {got}, the answer {shape}; give them the same"
                )
            mistaken.append(traced)
        asked.formulas |= letters.texts("answer", shown, shape)
        wrong: list[dict[str, Any]] = [{} for _ in mistaken]
        right = entries("answer", *shape)
        return cls(right, wrong, wanted.tolerance, letters, nodes, mistaken, found, [], shape)

    def entries_of(self, given: Any) -> list[Any]:
        texts = [given] if self.shape == () else np.ravel(np.asarray(given, dtype=object)).tolist()
        if len(texts) != len(self.nodes) or not all(isinstance(text, str) for text in texts):
            raise ValueError(
                f"check: expected {len(self.nodes)} of texts such as '2x cos(x)', an entry each, got {given!r}"
            )
        return [self.letters.typed(text) for text in texts]

    def to_json(self, wanted: Wanted, sentences: Sentences) -> dict[str, Any]:
        outputs = dict(zip(self.right, self.letters.named(self.nodes), strict=True))
        mistakes, told = [], []
        for i, nodes in enumerate(self.mistaken, 1):
            names = entries(f"wrong {i}", *self.shape)
            outputs |= zip(names, self.letters.named(nodes), strict=True)
            mistakes.append(names)
        for k, found in enumerate(self.found, 1):
            names = [f"slip {k} {i}" for i in range(len(found))]
            outputs |= zip(names, self.letters.named([slip.derivative for slip in found]), strict=True)
            self.clauses.append([[self._piece(sentences, clause) for clause in slip.clauses] for slip in found])
            told.append([
                {"output": name, "kinds": kinds(slip.names), "clauses": clauses, "sweptBy": slip.swept_by}
                for name, slip, clauses in zip(names, found, self.clauses[-1], strict=True)
            ])  # fmt: skip
        inputs = [*(self.letters.inputs[name] for name in self.letters.ranges), *self.letters.own.values()]
        judged = {
            "graph": to_json(inputs, outputs),
            "letters": [{"name": name, "range": list(pair)} for name, pair in self.letters.ranges.items()],
            "right": self.right,
            "shape": list(self.shape),
            "wrong": mistakes,
            "slips": told,
        }
        return super().to_json(wanted, sentences) | {"right": {}, "answer": "formula", "judged": judged}

    def _piece(self, sentences: Sentences, clause: str) -> list[Piece]:
        return sentences.read(self.letters.with_names(clause), "a slip")[0]

    # --- judging ---------------------------------------------------------------------------------

    def check_draw(self, values: Mapping[str, float], at: str) -> None:
        for node, name in zip(self.letters.at(self.nodes, values), names_of(self.shape), strict=True):
            if not self._same([node], [node]):
                ranges = ", ".join(f"{x} from {low:g} to {high:g}" for x, (low, high) in self.letters.ranges.items())
                raise ValueError(
                    f"question: {name.lower() + ' of ' if name else ''}the answer has a value at too few points of "
                    f"{ranges}, for {at}; give the letters ranges on which it is defined"
                )

    def told_apart(self, values: Mapping[str, float]) -> dict[int, bool]:
        right = self.letters.at(self.nodes, values)
        return {i: not self._same(right, self.letters.at(wrong, values)) for i, wrong in enumerate(self.mistaken)}

    def tells(self, values: Mapping[str, float]) -> bool:
        right = self.letters.at(self.nodes, values)
        return self._same(right, right) and all(self.told_apart(values).values())

    def judge(self, given: Sequence[Node], values: Mapping[str, float]) -> Judged:
        right = self.letters.at(self.nodes, values)
        if self._same(right, given):
            return Judged(True, None, "Right.")
        for i, wrong in enumerate(self.mistaken):
            if self._same(self.letters.at(wrong, values), given):
                return Judged(False, i, "")
        said, names = {}, []
        for k, (r, g) in enumerate(zip(right, given, strict=True)):
            verdict = compare(r, g, self.letters.ranges)
            if verdict.kind == "undecided":
                raise ValueError(UNDECIDED)
            if verdict.kind != "same":
                hits = self._explain(k, g, values)
                names += [name for i in hits for name in self.found[k][i].names]
                clauses = [clause for i in hits for clause in self.clauses[k][i]]
                said[k] = of_slip(clauses) if clauses else of_values(r, g, verdict, self.letters.ranges)
        return Judged(False, None, together(said, names_of(self.shape)), kinds(names))

    def _explain(self, k: int, given: Node, values: Mapping[str, float]) -> list[int]:
        """Which slips of entry k have the values of an answer, at the numbers of this draw."""
        here = self.letters.at([slip.derivative for slip in self.found[k]], values)
        marked = [
            slip._replace(derivative=node, clauses=(str(i),))
            for i, (slip, node) in enumerate(zip(self.found[k], here, strict=True))
        ]
        hit = named(marked, given, self.letters.ranges)
        return [int(i) for i in hit.clauses] if hit else []

    def _same(self, right: Sequence[Node], given: Sequence[Node]) -> bool:
        pairs = zip(right, given, strict=True)
        return all(compare(r, g, self.letters.ranges).kind == "same" for r, g in pairs)


Differentiated = tuple[list[Node], tuple[int, ...], list[Node], list[list[Slip]]]


def _differentiated(letters: Letters, wanted: Wanted) -> Differentiated:
    """Every entry's derivative by every letter that is asked for, also as it is taught, and the slips of each."""
    by = [wanted.by] if isinstance(wanted.by, str) else list(wanted.by or [])
    if not by or not set(by) <= set(letters.ranges):
        raise ValueError(
            f'question: by is {wanted.by!r}; name the letter to differentiate by, by="{next(iter(letters.ranges))}", '
            "or several for a gradient"
        )
    of, shape = letters.trace(wanted.derivative, "derivative")
    whole = (*shape, *([] if isinstance(wanted.by, str) else [len(by)]))
    if len(whole) > 2:
        raise ValueError(f"question: the derivative has shape {whole}; ask for a vector or a matrix at most")
    nodes = derivatives(of, [letters.inputs[name] for name in by])
    found = [for_page(slips(node, name, letters.ranges, letters.values())) for node in of for name in by]
    shown = [by_hand(node, letters.inputs[name]) for node in of for name in by]
    return nodes, whole, shown, found
