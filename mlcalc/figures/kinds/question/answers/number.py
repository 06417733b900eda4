"""Answers that are numbers: one, a vector or a matrix, typed entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from ....common.asking.sentences import Sentences
from ....common.names import entries
from ..asked import Asked
from .base import Answer, Wanted


@dataclass(frozen=True)
class Numbers(Answer):
    """The entries of one array, right where each is within the tolerance."""

    shape: tuple[int, ...]

    @classmethod
    def is_asked_for(cls, wanted: Wanted) -> bool:
        return True

    @classmethod
    def read(cls, asked: Asked, wanted: Wanted) -> Self:
        shape = asked.shapes["answer"] = asked.trace("answer", wanted.answer, "answer")
        wrong = []
        for i, (sentence, f) in enumerate(wanted.wrong.items(), 1):
            got = asked.trace(f"wrong {i}", f, f"wrong {sentence!r}")
            if got != shape:
                raise ValueError(
                    f"question: wrong {sentence!r} has shape {got}, the answer {shape}; give them the same"
                )
            wrong.append({"outputs": entries(f"wrong {i}", *shape)})
        return cls(entries("answer", *shape), wrong, wanted.tolerance, shape)

    def entries_of(self, given: Any) -> list[float]:
        array = np.asarray(given, dtype=float)
        if array.shape != self.shape:
            raise ValueError(f"check: expected an answer of shape {self.shape}, got one of shape {array.shape}")
        return [float(x) for x in array.ravel()]

    def mistakes(self, values: Mapping[str, float]) -> dict[int, list[float]]:
        return {i: [values[name] for name in part["outputs"]] for i, part in enumerate(self.wrong)}

    def to_json(self, wanted: Wanted, sentences: Sentences) -> dict[str, Any]:
        return super().to_json(wanted, sentences) | {"right": {"outputs": self.right, "shape": list(self.shape)}}
