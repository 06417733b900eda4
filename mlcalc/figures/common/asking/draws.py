"""Numbers that a question draws: from lists and ranges, and the same for everybody who has the same seed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import Any

import numpy as np

from ..inputs import Input
from ..names import entries

MASK = 0xFFFFFFFF
NEXT_DRAW = 0x9E3779B9  # far from the generator's own step, so that two draws share no numbers
MOST = 1000  # a list is written into the page


class Mulberry32:
    """A generator with 32 bits of state, so small that the page can state it again, in draws.ts, and draw the same.

    >>> draw = Mulberry32(1)
    >>> [draw() for _ in range(3)]
    [2693262067, 11749833, 2265367787]
    """

    def __init__(self, seed: int) -> None:
        self.state = seed & MASK

    def __call__(self) -> int:
        """The next integer, from 0 to 2³² − 1."""
        self.state = (self.state + 0x6D2B79F5) & MASK
        t = self.state
        t = (t ^ t >> 15) * (t | 1) & MASK
        t ^= (t + ((t ^ t >> 7) * (t | 61) & MASK)) & MASK
        return t ^ t >> 14

    def below(self, n: int) -> int:
        """An integer from 0 to n − 1."""
        return self() * n >> 32


def generator(seed: int, draw: int) -> Mulberry32:
    """The generator of one draw: each has its own, so that the page can say which draw it is at."""
    return Mulberry32(seed + draw * NEXT_DRAW)


@dataclass(frozen=True)
class Drawn(Input):
    """A number of a question: one of a list, or of the whole steps from low to high."""

    listed: tuple[float, ...] = ()

    @classmethod
    def read(cls, name: str, given: Any) -> Drawn:
        """(low, high) or (low, high, start) with integers, or the numbers to choose from; the first one comes first.

        >>> Drawn.read("r", [3, 2.5]).start, Drawn.read("k", (5, 12)).start
        (3.0, 8.0)
        """
        how = f"write {name}=(low, high) with integers, or {name}=[2, 3.5, 5], the numbers to choose from"
        if isinstance(given, tuple):
            return cls._range(name, given, how)
        if not isinstance(given, list | range | np.ndarray) or np.ndim(given) != 1:
            raise ValueError(f"{name}: expected numbers to draw from, got {given!r}; {how}")
        numbers = [float(x) if isinstance(x, Real) else math.nan for x in given]
        if not all(map(math.isfinite, numbers)):
            raise ValueError(f"{name}: expected finite numbers, got {given!r}; {how}")
        # np.arange(0.1, 0.8, 0.1) holds 0.30000000000000004, which no reader should see
        numbers = list(dict.fromkeys(float(f"{x:.12g}") for x in numbers))
        if not 2 <= len(numbers) <= MOST:
            raise ValueError(
                f"{name}: got {len(numbers)} different numbers; give 2 to {MOST}, or none and keep it fixed"
            )
        step = 10.0 ** -max(_decimals(x) for x in numbers)
        return cls(name, min(numbers), max(numbers), numbers[0], step, control="none", listed=tuple(numbers))

    @classmethod
    def _range(cls, name: str, given: tuple[Any, ...], how: str) -> Drawn:
        if len(given) not in (2, 3) or not all(isinstance(x, Integral) for x in given):
            raise ValueError(f"{name}: expected a range of two integers, got {given!r}; {how}")
        low, high = int(given[0]), int(given[1])
        start = int(given[2]) if len(given) == 3 else (low + high) // 2
        if not low < high or not low <= start <= high:
            raise ValueError(f"{name}: in {given!r} low must be below high and the start between them; {how}")
        return cls(name, float(low), float(high), float(start), 1.0, control="none")

    def draw(self, draw: Mulberry32) -> float:
        """One of the numbers."""
        if self.listed:
            return self.listed[draw.below(len(self.listed))]
        return self.low + draw.below(int(self.high - self.low) + 1)

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "listed": list(self.listed)}


def read_drawn(name: str, given: Any) -> tuple[tuple[int, ...], list[Drawn]]:
    """The shape of a number, a vector or a matrix, and what each of its entries is drawn from.

    >>> shape, entries = read_drawn("W", ([[1, 2]], [0, 1, 2]))
    >>> shape, [(entry.name, entry.start) for entry in entries]
    ((1, 2), [('W[1,1]', 1.0), ('W[1,2]', 2.0)])
    """
    if not (isinstance(given, tuple) and given and np.ndim(given[0]) > 0):
        return (), [Drawn.read(name, given)]
    how = f"write {name}=([1, 2], [-1, 0, 1, 2]), its first value and what its entries are drawn from"
    if len(given) != 2 or np.ndim(given[0]) > 2:
        raise ValueError(f"{name}: expected a vector or a matrix and a list of numbers, got {given!r}; {how}")
    start = np.asarray(given[0], float)
    each = Drawn.read(name, given[1])
    values = {*(each.listed or range(int(each.low), int(each.high) + 1))}
    if outside := [x for x in start.ravel().tolist() if x not in values]:
        raise ValueError(f"{name}: {outside[0]:g} of its first value is none of the numbers to draw from; {how}")
    places = zip(entries(name, *start.shape), start.ravel().tolist(), strict=True)
    return start.shape, [replace(each, name=entry, start=value) for entry, value in places]


def _decimals(x: float) -> int:
    """How many decimals write x."""
    digits, _, exponent = f"{x:.12g}".partition("e")
    return max(0, len(digits.partition(".")[2]) - int(exponent or 0))
