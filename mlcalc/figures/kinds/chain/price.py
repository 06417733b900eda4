"""What each bracketing of a chain's product costs, and what ten large factors would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....calculus.chain import Bracketing, bracketings, cheapest, column_first, multiplications, row_first

TEN = 10  # factors of the comparison, each HUNDRED by HUNDRED
HUNDRED = 100


def bracketings_of(shapes: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Every bracketing, or of many the two ends and the cheapest: its price here and with ten large factors."""
    count = len(shapes)
    ends: list[Bracketing] = [row_first(count), column_first(count)]
    others = bracketings(count) if count <= 4 else [cheapest(shapes)]
    chosen = list(dict.fromkeys([*ends, *others]))
    modes = ["reverse", "forward"] if len(set(ends)) == 2 else ["both"]
    return [
        {
            "tree": tree,
            "mode": modes[i] if i < len(modes) else "mixed",
            "multiplications": multiplications(shapes, tree),
        }
        for i, tree in enumerate(chosen)
    ]


def price_of_ten() -> dict[str, dict[str, int]]:
    """What ten 100 × 100 factors cost where a row stands before them, and where a column stands behind them.

    >>> price_of_ten()["reverse"]
    {'to one number': 100000, 'from one number': 9010000}
    """
    large = [(HUNDRED, HUNDRED)] * TEN
    ways = {"reverse": row_first(TEN + 1), "forward": column_first(TEN + 1)}
    ends = {"to one number": [(1, HUNDRED), *large], "from one number": [*large, (HUNDRED, 1)]}
    return {mode: {end: multiplications(shapes, way) for end, shapes in ends.items()} for mode, way in ways.items()}
