"""Steps: the figure that is filled in row by row. A row is judged from the reader's own rows above it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...common.asking.asking import Asking
from ...common.asking.draws import Drawn
from ...common.asking.sentences import Paragraphs, Piece, Sentences, of_slip, verbatim
from ...common.asking.verdict import Tolerance, direction
from .rows import Row, Table

MOST_NAMED = 2  # missteps that a sentence names


class Steps(Asking):
    """A table of steps, made by :func:`mlcalc.figures.steps`.

    Attributes
    ----------
    answers : list of dict
        Each time the table was checked: ``numbers`` it stood for, ``given`` by row, ``right`` (all rows) and what was
        ``said``.
    score : dict
        ``attempts`` and ``solved``: how often it was checked, and how often all was right.
    """

    def __init__(
        self,
        table: Table,
        drawn: Mapping[str, list[Drawn]],
        tolerance: Tolerance,
        sentences: Sentences,
        /,
        **details: Any,
    ) -> None:
        self._table, self._tolerance = table, tolerance
        inputs = {node: drawn[name] if node.shape else drawn[name][0] for name, node in table.numbers.items()}
        parts = {row.name: row.entries for row in table.rows if row.shape}
        super().__init__("steps", inputs, table.truths(), sentences, parts=parts, **details)

    def _arrays(self, numbers: Mapping[str, float]) -> dict[str, Any]:
        """The numbers and the true rows, as arrays by their names."""
        values = {**numbers, **self.evaluate(**numbers)}
        found = {
            name: np.reshape([values[entry.name] for entry in self._nodes[node]], node.shape)
            for name, node in self._table.numbers.items()
        }
        return found | {
            row.name: np.reshape([values[entry] for entry in row.entries], row.shape) for row in self._table.rows
        }

    def tells(self, numbers: Mapping[str, float]) -> bool:
        arrays = self._arrays(numbers)
        return all(self._row_tells(row, arrays) for row in self._table.rows)

    def _row_tells(self, row: Row, arrays: Mapping[str, Any]) -> bool:
        right, *wrong = (np.ravel(x).tolist() for x in self._table.evaluate([row.node, *row.wrong.values()], arrays))
        allowed = 2 * self._tolerance.allowed(right)
        finite = all(map(math.isfinite, right))
        return finite and not any(self._tolerance.near(one, right, allowed) for one in wrong)

    def try_draws(self, many: int = 100) -> None:
        """Refuse a table that could not be asked for; and tell the missteps apart."""
        draws = self.some_draws(many)
        arrays = [self._arrays(numbers) for numbers in draws]
        for numbers, at in zip(draws, arrays, strict=True):
            for row in self._table.rows:
                if not np.isfinite(at[row.name]).all():
                    where = ", ".join(f"{name} = {value:g}" for name, value in numbers.items()) or "its numbers"
                    raise ValueError(f"steps: the row {row.name} is not finite at {where}; draw from other numbers")
        if not self.tells(draws[0]):
            raise ValueError(
                "steps: with its first numbers a typical mistake cannot be told from the right value of its row; begin "
                "with others: the first of each list, or (low, high, start)"
            )
        self._table.tell_apart(arrays)

    # --- answers ---------------------------------------------------------------------------------

    def check(self, given: Mapping[str, Any]) -> dict[str, str]:
        """What the page would say of each of these rows, every one from the rows that are given above it. It counts."""
        table = self._table
        rows = {row.name: row for row in table.rows}
        if unknown := [name for name in given if name not in rows]:
            raise ValueError(f"check: there is no row {unknown[0]!r}; the rows are {', '.join(rows)}")
        own = {name: np.asarray(value, float) for name, value in given.items()}
        for name, value in own.items():
            if value.shape != rows[name].shape:
                raise ValueError(f"check: the row {name} has shape {rows[name].shape}, got one of shape {value.shape}")
        truth = self._arrays(self.inputs)
        found = {row.name: self._judge(row, own, truth) for row in table.rows if row.name in own}
        said = {name: self._plain(text) for name, (_, text, _) in found.items()}
        right = len(found) == len(rows) and all(kind == "right" for kind, _, _ in found.values())
        slips = dict.fromkeys(slip for _, _, slip in found.values() if slip)
        kept = {name: value.tolist() for name, value in own.items()}
        self._keep(kept, right, " ".join(f"{name}: {text}" for name, text in said.items()), " ".join(slips))
        return said

    def _judge(self, row: Row, own: Mapping[str, Any], truth: Mapping[str, Any]) -> tuple[str, Paragraphs, str]:
        """(right, mistake or wrong; what is said; the kinds of slip) of one row."""
        nodes = [row.node, *row.wrong.values(), *(slip.node for slip in row.slips)]
        values = [np.ravel(x).tolist() for x in self._table.evaluate(nodes, {**truth, **own})]
        given, right = np.ravel(own[row.name]).tolist(), values[0]
        near = self._tolerance.near
        if near(given, right):
            carried = [name for name in row.uses if name in own and not self._same(own[name], truth[name])]
            return "right", self._carried(carried), ""
        if near(given, np.ravel(truth[row.name]).tolist()):
            return "right", [["Right."]], ""
        wrong, slips = values[1 : 1 + len(row.wrong)], values[1 + len(row.wrong) :]
        for sentence, value in zip(row.wrong, wrong, strict=True):
            if all(map(math.isfinite, value)) and near(given, value):
                return "mistake", self._sentences.read(sentence, "wrong"), ""
        hits = [s for s, x in zip(row.slips, slips, strict=True) if all(map(math.isfinite, x)) and near(given, x)]
        apart = 2 * self._tolerance.allowed(right)
        if hits and not near(given, right, apart):
            told = hits[:MOST_NAMED]
            kinds = " ".join(dict.fromkeys(slip.kind for slip in told))
            return "mistake", [of_slip([verbatim(slip.does) for slip in told])], kinds
        return "wrong", [[direction(given, right, self._tolerance)]], ""

    def _plain(self, sentence: Paragraphs) -> str:
        return self._sentences.to_text(sentence, self._now())

    def _same(self, own: Any, truth: Any) -> bool:
        return self._tolerance.near(np.ravel(own).tolist(), np.ravel(truth).tolist())

    def _carried(self, names: list[str]) -> Paragraphs:
        """Right, but from rows of the reader's own that are not."""
        pieces: list[Piece] = ["Right" if not names else "Right, from your own "]
        for i, name in enumerate(names):
            pieces += [" and "] * (i > 0) + [{"latex": self._table.label(name)}]
        return [[*pieces, "."]] if names else [["Right."]]

    def _answer_still(self, html: Callable[[Any], str], markdown: Callable[[Any], str]) -> tuple[str, list[str]]:
        """The rows, to be filled in with a pencil."""
        rows = [html([[{"latex": f"{row['label']} ="}]]) for row in self.spec["rows"]]
        lines = [f"- {markdown([[{'latex': row['label'] + ' ='}]])}" for row in self.spec["rows"]]
        return f"<ol>{''.join(f'<li>{row}</li>' for row in rows)}</ol>", ["\n".join(lines)]
