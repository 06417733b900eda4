"""Question: the figure that asks. It draws its numbers, judges answers as the page does, and keeps the score."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import traitlets

from ...common.base import Figure
from .answers import Answer
from .asked import Asked
from .draws import Drawn, generator
from .sentences import Sentences

TRIES = 200  # until a draw is found in which each typical mistake can be told from the right answer


class Question(Figure):
    """A question, made by :func:`mlcalc.figures.question`.

    Attributes
    ----------
    answers : list of dict
        Each answer that could be read: ``numbers`` it was given for, ``given``, ``right`` and what was ``said``.
    score : dict
        ``attempts`` and ``solved``: how many answers there were, and how many of them right.
    """

    answers: Any = traitlets.List().tag(sync=True)

    def __init__(self, asked: Asked, answer: Answer, sentences: Sentences, /, **details: Any) -> None:
        self._answer, self._sentences = answer, sentences
        self._draw_number = 0
        super().__init__(
            "question",
            asked.inputs,
            asked.outputs,
            lambda figure: None,  # type: ignore[arg-type, return-value]  # words need no picture
            parts=asked.parts,
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

    # --- numbers ---------------------------------------------------------------------------------

    def drawn(self, draw: int) -> dict[str, float]:
        """The numbers of one draw, the same in the page; draw 0 is the one that is printed."""
        if draw == 0:
            return {name: entry.start for name, entry in self.ranges.items()}
        numbers: dict[str, float] = {}
        for numbers in itertools.islice(self._stream(draw), TRIES):
            if self._answer.tells(numbers | self.evaluate(**numbers)):
                break
        return numbers

    def _stream(self, draw: int) -> Iterator[dict[str, float]]:
        random = generator(self.spec["seed"], draw)
        while True:
            yield {name: entry.draw(random) for name, entry in self.ranges.items() if isinstance(entry, Drawn)}

    def another(self) -> dict[str, float]:
        """Ask the same with other numbers."""
        for _ in range(TRIES):
            self._draw_number += 1
            numbers = self.drawn(self._draw_number)
            if numbers != self.inputs:
                break
        self.inputs = numbers
        return numbers

    def try_draws(self) -> None:
        """Refuse a question that could not be asked: tried on many draws before a reader meets one."""
        draws = [self.drawn(0), *(next(self._stream(k)) for k in range(1, self._answer.draws if self.ranges else 1))]
        told: set[int] = set()
        for numbers in draws:
            values = numbers | self.evaluate(**numbers)
            at = ", ".join(f"{name} = {value:g}" for name, value in numbers.items()) or "its numbers"
            self._answer.check_draw(values, at)
            told |= {i for i, apart in self._answer.told_apart(values).items() if apart}
        for i, sentence in enumerate(self._sentences_of_wrong()):
            if i not in told:
                raise ValueError(f"question: wrong {sentence!r} is the right answer, or none, whatever is drawn")
        if not self._answer.tells(draws[0] | self.evaluate(**draws[0])):
            raise ValueError(
                "question: with its first numbers a typical mistake cannot be told from the right answer; begin with "
                "others: the first of each list, or (low, high, start)"
            )

    def _sentences_of_wrong(self) -> list[str]:
        return [self._sentences.to_text(part["says"], self._now()) for part in self.spec["wrong"]]

    # --- answers ---------------------------------------------------------------------------------

    def check(self, given: Any) -> str:
        """What the page would say to this answer: a number, an array, one of the choices, or a formula. It counts.

        ValueError for what is no answer; a formula that cannot be read is a FormulaError.
        """
        right, mistake, said, slip = self._answer.judge(self._answer.entries_of(given), self._now())
        if mistake is not None:
            said = self._sentences_of_wrong()[mistake]
        elif not isinstance(said, str):
            said = self._sentences.to_text(said, self._now())
        kept = given if isinstance(given, str) else np.asarray(given).tolist()
        answer = {"numbers": dict(self.inputs), "given": kept, "right": right, "said": said}
        self.answers = [*self.answers, answer | ({"slip": slip} if slip else {})]
        return said

    # --- without the page's script ---------------------------------------------------------------

    def _still(self) -> dict[str, Any]:
        """Words, not a picture of words: they wrap, can be searched, and are read aloud as they are."""
        now = self._now()
        write_html: Callable[[Any], str] = lambda text: self._sentences.to_html(text, now)
        write: Callable[[Any], str] = lambda text: self._sentences.to_markdown(text, now)
        folded = [(key.capitalize(), self.spec[key]) for key in ("hint", "solution") if self.spec[key]]
        answer_html, answer_lines = self._answer.still(self.spec, write_html, write)
        body = write_html(self.spec["ask"]) + answer_html
        for title, text in folded:
            body += f"<details><summary>{title}</summary>{write_html(text)}</details>"
        lines = [write(self.spec["ask"]), *answer_lines]
        lines += [f"*{title}.* {write(text)}" for title, text in folded]
        return {
            "text/html": self._html(f'<div class="mlcalc-still">{body}</div>'),
            "text/markdown": "\n\n".join(lines),
        }
