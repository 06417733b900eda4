"""Question: the figure that asks. It judges answers as the page does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...common.asking.asking import Asking
from ...common.asking.sentences import Sentences
from .answers import Answer
from .asked import Asked


class Question(Asking):
    """A question, made by :func:`mlcalc.figures.question`.

    Attributes
    ----------
    answers : list of dict
        Each answer that could be read: ``numbers`` it was given for, ``given``, ``right`` and what was ``said``; of a
        derivative also ``slip``, the kinds of slip that explain it.
    score : dict
        ``attempts`` and ``solved``: how many answers there were, and how many of them right.
    """

    def __init__(self, asked: Asked, answer: Answer, sentences: Sentences, /, **details: Any) -> None:
        self._answer = answer
        super().__init__("question", asked.inputs, asked.outputs, sentences, parts=asked.parts, **details)

    def tells(self, numbers: Mapping[str, float]) -> bool:
        return self._answer.tells({**numbers, **self.evaluate(**numbers)})

    def try_draws(self) -> None:
        """Refuse a question that could not be asked: tried on many draws before a reader meets one."""
        draws = self.some_draws(self._answer.draws)
        told: set[int] = set()
        for numbers in draws:
            values = numbers | self.evaluate(**numbers)
            at = ", ".join(f"{name} = {value:g}" for name, value in numbers.items()) or "its numbers"
            self._answer.check_draw(values, at)
            told |= {i for i, apart in self._answer.told_apart(values).items() if apart}
        for i, sentence in enumerate(self._sentences_of_wrong()):
            if i not in told:
                raise ValueError(f"question: wrong {sentence!r} is the right answer, or none, whatever is drawn")
        if not self.tells(draws[0]):
            raise ValueError(
                "question: with its first numbers a typical mistake cannot be told from the right answer; begin with "
                "others: the first of each list, or (low, high, start)"
            )

    def _sentences_of_wrong(self) -> list[str]:
        return [self._sentences.to_text(part["says"], self._now()) for part in self.spec["wrong"]]

    def check(self, given: Any) -> str:
        """What the page would say to this answer: a number, an array, one of the choices, or a formula. It counts.

        ValueError for what is no answer; a formula that cannot be read is a FormulaError.
        """
        right, mistake, said, slip = self._answer.judge(self._answer.entries_of(given), self._now())
        if mistake is not None:
            said = self._sentences_of_wrong()[mistake]
        elif not isinstance(said, str):
            said = self._sentences.to_text(said, self._now())
        self._keep(given if isinstance(given, str) else np.asarray(given).tolist(), right, said, slip)
        return said

    def _answer_still(self, html: Callable[[Any], str], markdown: Callable[[Any], str]) -> tuple[str, list[str]]:
        return self._answer.still(self.spec, html, markdown)
