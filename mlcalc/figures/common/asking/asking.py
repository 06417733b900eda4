"""Asking: a figure that draws its numbers, keeps what was answered, and stands as words where no script runs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import traitlets

from ....trace.graph import Node
from ..base import Figure
from .draws import Drawn, generator
from .sentences import Sentences

TRIES = 200  # until a draw is found in which each typical mistake can be told from the right answer


class Asking(Figure):
    """What a question and a table to fill in have in common.

    Attributes
    ----------
    answers : list of dict
        Each answer that could be read: ``numbers`` it was given for, ``given``, ``right`` and what was ``said``.
    score : dict
        ``attempts`` and ``solved``: how many answers there were, and how many of them right.
    """

    answers: Any = traitlets.List().tag(sync=True)

    def __init__(
        self,
        kind: str,
        inputs: Mapping[Node, Drawn | Sequence[Drawn]],
        outputs: Mapping[str, Node],
        sentences: Sentences,
        /,
        **details: Any,
    ) -> None:
        self._sentences, self._draw_number = sentences, 0
        super().__init__(
            kind,
            inputs,
            outputs,
            lambda figure: None,  # type: ignore[arg-type, return-value]  # words need no picture
            measure=self._described,
            formula=[],
            **details,
        )

    def _described(self, _: Figure) -> dict[str, str]:
        return {"alt": self._sentences.to_text(self.spec["ask"], self._now())}

    @property
    def score(self) -> dict[str, int]:
        return {"attempts": len(self.answers), "solved": sum(bool(a["right"]) for a in self.answers)}

    def _now(self) -> dict[str, float]:
        """Every number that a text can name."""
        return {**self.inputs, **self.values}

    def _keep(self, given: Any, right: bool, said: str, slip: str = "") -> None:
        answer = {"numbers": dict(self.inputs), "given": given, "right": right, "said": said}
        self.answers = [*self.answers, answer | ({"slip": slip} if slip else {})]

    # --- numbers ---------------------------------------------------------------------------------

    def tells(self, numbers: Mapping[str, float]) -> bool:
        """Whether these numbers can be asked with: there is an answer, and no typical mistake passes for it."""
        raise NotImplementedError

    def drawn(self, draw: int) -> dict[str, float]:
        """The numbers of one draw, the same in the page; draw 0 is the one that is printed."""
        if draw == 0:
            return {name: entry.start for name, entry in self.ranges.items()}
        numbers: dict[str, float] = {}
        for numbers in itertools.islice(self._stream(draw), TRIES):
            if self.tells(numbers):
                break
        return numbers

    def _stream(self, draw: int) -> Iterator[dict[str, float]]:
        random = generator(self.spec["seed"], draw)
        while True:
            yield {name: entry.draw(random) for name, entry in self.ranges.items() if isinstance(entry, Drawn)}

    def some_draws(self, many: int) -> list[dict[str, float]]:
        """The first numbers and those of other draws, as they come."""
        return [self.drawn(0), *(next(self._stream(k)) for k in range(1, many if self.ranges else 1))]

    def another(self) -> dict[str, float]:
        """Ask the same with other numbers."""
        for _ in range(TRIES):
            self._draw_number += 1
            numbers = self.drawn(self._draw_number)
            if numbers != self.inputs:
                break
        self.inputs = numbers
        return numbers

    # --- without the page's script ---------------------------------------------------------------

    def _answer_still(self, html: Callable[[Any], str], markdown: Callable[[Any], str]) -> tuple[str, list[str]]:
        """What stands below the text where no script runs: as HTML, and as paragraphs of Markdown."""
        return "", []

    def _still(self) -> dict[str, Any]:
        """Words, not a picture of words: they wrap, can be searched, and are read aloud as they are."""
        now = self._now()
        write_html: Callable[[Any], str] = lambda text: self._sentences.to_html(text, now)
        write: Callable[[Any], str] = lambda text: self._sentences.to_markdown(text, now)
        folded = [(key.capitalize(), self.spec[key]) for key in ("hint", "solution") if self.spec[key]]
        answer_html, answer_lines = self._answer_still(write_html, write)
        body = write_html(self.spec["ask"]) + answer_html
        for title, text in folded:
            body += f"<details><summary>{title}</summary>{write_html(text)}</details>"
        lines = [write(self.spec["ask"]), *answer_lines]
        lines += [f"*{title}.* {write(text)}" for title, text in folded]
        return {
            "text/html": self._html(f'<div class="mlcalc-still">{body}</div>'),
            "text/markdown": "\n\n".join(lines),
        }


def read_texts(sentences: Sentences, text: str, hint: str | None, solution: str | None) -> dict[str, Any]:
    """The texts of a figure that asks, as the page reads them."""
    return {
        "ask": sentences.read(text, "the text"),
        "hint": sentences.read(hint, "hint") if hint is not None else [],
        "solution": sentences.read(solution, "solution") if solution is not None else [],
    }
