"""What the types of answer have in common: the right one, the typical mistakes, and how an answer is judged."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self

from ....common.asking.sentences import Paragraphs, Sentences
from ....common.asking.verdict import Tolerance, judge
from ..asked import Asked

Writer = Callable[[Paragraphs], str]


class Judged(NamedTuple):
    """What is found of an answer: whether it is right, the typical mistake that it is, and what else can be said."""

    right: bool
    mistake: int | None
    said: str | Paragraphs
    slip: str = ""  # the families of the bends that explain it


@dataclass(frozen=True)
class Wanted:
    """What the call asks for; a type of answer reads its own part of it."""

    answer: Callable[..., Any] | str | None
    wrong: Mapping[str, Callable[..., Any] | str]
    choices: Sequence[str] | None
    tolerance: Tolerance
    formula: Callable[..., Any] | str | None = None
    derivative: Callable[..., Any] | str | None = None
    by: str | Sequence[str] | None = None
    letters: Mapping[str, tuple[float, float]] | None = None


@dataclass(frozen=True)
class Answer(ABC):
    """A right answer, entry by entry the names of outputs; and for each typical mistake what makes it one."""

    draws: ClassVar[int] = 300  # that are tried before a question is asked

    right: list[str]
    wrong: list[dict[str, Any]]  # in the order of their sentences, as the page reads them
    tolerance: Tolerance

    @classmethod
    @abstractmethod
    def is_asked_for(cls, wanted: Wanted) -> bool:
        """Whether a question with these settings asks for an answer of this type."""

    @classmethod
    @abstractmethod
    def read(cls, asked: Asked, wanted: Wanted) -> Self:
        """The answer, its functions traced into ``asked``; TypeError or ValueError where it cannot be one."""

    @abstractmethod
    def entries_of(self, given: Any) -> list[Any]:
        """What a reader answered as numbers or formulas, in the order of ``right``; ValueError for no answer at all."""

    def mistakes(self, values: Mapping[str, float]) -> dict[int, list[float]]:
        """The entries of every typical mistake, by its position; also where they are not finite."""
        raise NotImplementedError

    def check_draw(self, values: Mapping[str, float], at: str) -> None:
        """ValueError for numbers ``at`` which the question has no answer."""
        if not all(map(math.isfinite, self.truth(values))):
            raise ValueError(f"question: the answer is not a finite number at {at}; draw from other numbers")

    def to_json(self, wanted: Wanted, sentences: Sentences) -> dict[str, Any]:
        """What the page needs to judge as Python does."""
        told = zip(wanted.wrong, self.wrong, strict=True)
        return {
            "right": {"outputs": self.right, "shape": []},
            "tolerance": self.tolerance.to_json(),
            "wrong": [{"says": sentences.read(says, f"wrong {says!r}"), **part} for says, part in told],
            "choices": [],
        }

    def still(self, spec: Mapping[str, Any], html: Writer, markdown: Writer) -> tuple[str, list[str]]:
        """What stands below the question where no script runs: as HTML, and as paragraphs of Markdown."""
        return "", []

    # --- judging, the same for all types ---------------------------------------------------------

    def truth(self, values: Mapping[str, float]) -> list[float]:
        """The right answer's entries."""
        return [values[name] for name in self.right]

    def told_apart(self, values: Mapping[str, float]) -> dict[int, bool]:
        """For every typical mistake that has a value here, whether it can be told from the right answer."""
        right = self.truth(values)
        # a mistake within twice the tolerance could turn a right answer into a wrong one
        allowed = 2 * self.tolerance.allowed(right)
        return {i: not self.tolerance.near(given, right, allowed) for i, given in self._here(values).items()}

    def tells(self, values: Mapping[str, float]) -> bool:
        """Whether there is an answer, and no typical mistake is so near it that it would pass for it."""
        return all(map(math.isfinite, self.truth(values))) and all(self.told_apart(values).values())

    def judge(self, given: Sequence[Any], values: Mapping[str, float]) -> Judged:
        """What is to be said of an answer at these numbers."""
        return Judged(*judge(given, self.truth(values), self._here(values), self.tolerance))

    def _here(self, values: Mapping[str, float]) -> dict[int, list[float]]:
        """The typical mistakes that have a value at these numbers."""
        return {i: given for i, given in self.mistakes(values).items() if all(map(math.isfinite, given))}
