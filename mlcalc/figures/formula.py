"""Formulas whose numbers follow the reader."""

from __future__ import annotations


class Live:
    """Places for numbers in LaTeX, and the names of those numbers in the order in which they first stand there."""

    def __init__(self) -> None:
        self.numbers: list[str] = []

    def __call__(self, name: str) -> str:
        if name not in self.numbers:
            self.numbers.append(name)
        return rf"\htmlData{{out={self.numbers.index(name)}}}{{0}}"
