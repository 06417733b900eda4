"""Formulas whose numbers follow the reader. This is the one place in Python that writes or reads their mark."""

from __future__ import annotations

import re
from collections.abc import Callable

PLACE = re.compile(r"\\htmlData\{out=(\d+)\}\{0\}")


def place(number: int) -> str:
    r"""Where the page writes a number: the entry of the specification's ``numbers`` at this position, from 0.

    >>> place(2)
    '\\htmlData{out=2}{0}'
    """
    return rf"\htmlData{{out={number}}}{{0}}"


def fill(latex: str, write: Callable[[int], str]) -> str:
    """The formula with a text at each place, for those who have no page script.

    >>> fill(f"x = {place(0)}", lambda number: "1.5")
    'x = 1.5'
    """
    return PLACE.sub(lambda found: write(int(found[1])), latex)


class Live:
    r"""Places for numbers in LaTeX, and the names of those numbers in the order in which they first stand there.

    Attributes
    ----------
    numbers : list of str
        The specification's ``numbers``: the names that were given so far, each once.

    Raises
    ------
    TypeError
        For a name that is no text.

    >>> live = Live()
    >>> f"C = {live('w')}^2 = {live('C')}"
    'C = \\htmlData{out=0}{0}^2 = \\htmlData{out=1}{0}'
    >>> live.numbers
    ['w', 'C']
    """

    def __init__(self) -> None:
        self.numbers: list[str] = []

    def __call__(self, name: str) -> str:
        if not isinstance(name, str):
            raise TypeError(f'live: expected the name of a number, got {name!r}; write live("C")')
        if name not in self.numbers:
            self.numbers.append(name)
        return place(self.numbers.index(name))
