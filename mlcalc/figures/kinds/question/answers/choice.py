"""Answers that are one of several texts; the right one may depend on the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from .....trace.graph import constant
from ....common.asking.sentences import Sentences
from ..asked import Asked
from .base import Answer, Wanted, Writer


@dataclass(frozen=True)
class Choice(Answer):
    """Its one entry is the position of the right text, counted from 0."""

    choices: list[str]

    @classmethod
    def is_asked_for(cls, wanted: Wanted) -> bool:
        return wanted.choices is not None

    @classmethod
    def read(cls, asked: Asked, wanted: Wanted) -> Self:
        choices, answer = list(wanted.choices or []), wanted.answer
        if len(choices) < 2 or len(set(choices)) < len(choices):
            raise ValueError(f"choices: expected two or more different texts, got {choices!r}")
        if callable(answer):
            if asked.trace("answer", answer, "answer") != ():
                raise TypeError("question: answer must return one number, the position of the right choice, from 0")
        else:
            asked.outputs["answer"] = constant(float(_position(choices, answer, "answer")))
        places = [_position(choices, choice, f"wrong {sentence!r}") for sentence, choice in wanted.wrong.items()]
        _refuse_silence(choices, answer, wanted.wrong, places)
        return cls(["answer"], [{"choice": place} for place in places], wanted.tolerance, choices)

    def entries_of(self, given: Any) -> list[float]:
        if given not in self.choices:
            raise ValueError(f"check: {given!r} is none of the choices {', '.join(self.choices)}")
        return [float(self.choices.index(given))]

    def mistakes(self, values: Mapping[str, float]) -> dict[int, list[float]]:
        """Those choices that are wrong here: where the right one depends on the numbers, it is none of them."""
        found = {i: [float(part["choice"])] for i, part in enumerate(self.wrong)}
        return {i: place for i, place in found.items() if place != self.truth(values)}

    def check_draw(self, values: Mapping[str, float], at: str) -> None:
        super().check_draw(values, at)
        (place,) = self.truth(values)
        if place not in range(len(self.choices)):
            raise ValueError(f"question: at {at} the answer is {place:g}, the position of no choice")

    def to_json(self, wanted: Wanted, sentences: Sentences) -> dict[str, Any]:
        common = super().to_json(wanted, sentences)
        return common | {"choices": [sentences.read(text, f"the choice {text!r}")[0] for text in self.choices]}

    def still(self, spec: Mapping[str, Any], html: Writer, markdown: Writer) -> tuple[str, list[str]]:
        items = "".join(f"<li>{html([choice])}</li>" for choice in spec["choices"])
        return f"<ul>{items}</ul>", ["\n".join(f"- {markdown([choice])}" for choice in spec["choices"])]


def _position(choices: Sequence[str], choice: Any, where: str) -> int:
    if choice not in choices:
        raise ValueError(f"question: {where} is {choice!r}, which is none of the choices {', '.join(choices)}")
    return choices.index(choice)


def _refuse_silence(
    choices: Sequence[str], answer: Callable[..., Any] | str | None, wrong: Mapping[str, Any], places: Sequence[int]
) -> None:
    """Every choice that can be wrong has a sentence, and the right one has none."""
    if not callable(answer) and answer in wrong.values():
        raise ValueError(f"question: {answer!r} is the answer, and wrong too; take it out of wrong")
    silent = [
        choice for at, choice in enumerate(choices) if at not in places and (callable(answer) or choice != answer)
    ]
    if silent:
        raise ValueError(f"question: nothing says why {silent[0]!r} is wrong; add wrong={{'…': {silent[0]!r}}}")
