"""Question: the figure that asks. It draws its numbers, judges answers as the page does, and keeps the score."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import traitlets

from .answer import Asked
from .base import Figure
from .draws import Drawn, generator
from .sentences import Sentences
from .verdict import Tolerance, judge

TRIES = 200  # until a draw is found in which each typical mistake can be told from the right answer
SAMPLES = 300  # draws that are tried before a question is asked


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

    def __init__(self, asked: Asked, sentences: Sentences, tolerance: Tolerance, **details: Any) -> None:
        self._asked, self._sentences, self._tolerance = asked, sentences, tolerance
        self._draw_number = 0
        shape = list(asked.shapes.get("answer", ()))
        super().__init__(
            "question",
            asked.inputs,
            asked.outputs,
            lambda figure: None,  # type: ignore[arg-type, return-value]  # words need no picture
            parts=asked.parts,
            alt="",
            formula=[],
            right={"outputs": asked.right, "shape": shape},
            tolerance=tolerance.to_json(),
            **details,
        )
        self.values = self.evaluate()  # without numbers nothing has moved yet
        self.spec = {**self.spec, "alt": self._sentences.to_text(self.spec["ask"], self._now())}

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
            if self._tells(self.evaluate(**numbers)):
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

    def _tells(self, values: Mapping[str, float]) -> bool:
        """Whether no typical mistake is so near the right answer that it would pass for it."""
        right = self._right(values)
        if not all(map(math.isfinite, right)):
            return False
        return not any(self._like(given, right) for given in self._wrong(values).values())

    def _like(self, given: list[float], right: list[float]) -> bool:
        """Whether a mistake is so near the truth that the tolerance could wrong a reader."""
        return self._tolerance.near(given, right, 2 * self._tolerance.allowed(right))

    def _right(self, values: Mapping[str, float]) -> list[float]:
        return [values[name] for name in self._asked.right]

    def _wrong(self, values: Mapping[str, float]) -> dict[int, list[float]]:
        """The typical mistakes that have a value here."""
        found = {
            i: [values[name] for name in part["outputs"]] if "outputs" in part else [float(part["choice"])]
            for i, part in enumerate(self._asked.wrong)
        }
        here = {i: given for i, given in found.items() if all(map(math.isfinite, given))}
        return {i: given for i, given in here.items() if not self._asked.choices or given != self._right(values)}

    def try_draws(self) -> None:
        """Refuse a question that could not be asked: tried on many draws before a reader meets one."""
        draws = [self.drawn(0), *(next(self._stream(k)) for k in range(1, SAMPLES if self.ranges else 1))]
        told: set[int] = set()
        for numbers in draws:
            values = self.evaluate(**numbers)
            at = ", ".join(f"{name} = {value:g}" for name, value in numbers.items()) or "its numbers"
            right = self._right(values)
            if not all(map(math.isfinite, right)):
                raise ValueError(f"question: the answer is not a finite number at {at}; draw from other numbers")
            if self._asked.choices and right[0] not in range(len(self._asked.choices)):
                raise ValueError(f"question: at {at} the answer is {right[0]:g}, the position of no choice")
            told |= {i for i, g in self._wrong(values).items() if not self._like(g, right)}
        for i, sentence in enumerate(self._sentences_of_wrong()):
            if i not in told:
                raise ValueError(f"question: wrong {sentence!r} is the right answer, or none, whatever is drawn")
        if not self._tells(self.evaluate(**draws[0])):
            raise ValueError(
                "question: with its first numbers a typical mistake cannot be told from the right answer; begin with "
                "others: the first of each list, or (low, high, start)"
            )

    def _sentences_of_wrong(self) -> list[str]:
        return [self._sentences.to_text(part["says"], self._now()) for part in self.spec["wrong"]]

    # --- answers ---------------------------------------------------------------------------------

    def check(self, given: Any) -> str:
        """What the page would say to this answer: a number, an array, or one of the choices. It counts."""
        entries_given = self._entries(given)
        right, key, said = judge(entries_given, self._right(self.values), self._wrong(self.values), self._tolerance)
        if key is not None:
            said = self._sentences_of_wrong()[key]
        kept = given if isinstance(given, str) else np.asarray(given, float).tolist()
        answer = {"numbers": dict(self.inputs), "given": kept, "right": right, "said": said}
        self.answers = [*self.answers, answer]
        return said

    def _entries(self, given: Any) -> list[float]:
        if self._asked.choices:
            if given not in self._asked.choices:
                raise ValueError(f"check: {given!r} is none of the choices {', '.join(self._asked.choices)}")
            return [float(self._asked.choices.index(given))]
        shape = self._asked.shapes["answer"]
        array = np.asarray(given, dtype=float)
        if array.shape != shape:
            raise ValueError(f"check: expected an answer of shape {shape}, got one of shape {array.shape}")
        return [float(x) for x in array.ravel()]

    # --- without the page's script ---------------------------------------------------------------

    def _still(self) -> dict[str, Any]:
        """Words, not a picture of words: they wrap, can be searched, and are read aloud as they are."""
        now = self._now()
        write_html: Callable[[Any], str] = lambda text: self._sentences.to_html(text, now)
        write: Callable[[Any], str] = lambda text: self._sentences.to_markdown(text, now)
        folded = [(key.capitalize(), self.spec[key]) for key in ("hint", "solution") if self.spec[key]]
        options = "".join(f"<li>{write_html([c])}</li>" for c in self.spec["choices"])
        body = write_html(self.spec["ask"]) + (f"<ul>{options}</ul>" if options else "")
        for title, text in folded:
            body += f"<details><summary>{title}</summary>{write_html(text)}</details>"
        lines = [write(self.spec["ask"])]
        lines += ["\n".join(f"- {write([c])}" for c in self.spec["choices"])] if options else []
        lines += [f"*{title}.* {write(text)}" for title, text in folded]
        return {"text/html": self._html(f'<div class="mlcalc-still">{body}</div>'), "text/markdown": "\n\n".join(lines)}
