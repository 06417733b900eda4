"""What a reader is told of an answer; front/controls/asking/verdict.ts says the same in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SLACK = 1e-9  # for the rounding of the last bit
ZERO = 1e-12  # an answer of this size is zero, whatever rounding made of it


@dataclass(frozen=True)
class Tolerance:
    """How near an answer must come: relative to the largest entry, or to some decimals."""

    relative: float = 1e-3
    decimals: int | None = None

    def allowed(self, target: Sequence[float]) -> float:
        """The largest difference from these numbers that still counts as none."""
        if self.decimals is not None:
            return 0.5 * 10.0**-self.decimals * (1 + SLACK)
        size = max(map(abs, target))
        return self.relative * (size if size > ZERO else 1.0) * (1 + SLACK)

    def near(self, given: Sequence[float], target: Sequence[float], allowed: float | None = None) -> bool:
        """Whether no entry is further from the target than this question allows, or than ``allowed``."""
        allowed = self.allowed(target) if allowed is None else allowed
        return all(abs(g - t) <= allowed for g, t in zip(given, target, strict=True))

    def to_json(self) -> dict[str, Any]:
        return {"relative": self.relative} if self.decimals is None else {"decimals": self.decimals}


def read_tolerance(relative: float, decimals: int | None) -> Tolerance:
    """How near an answer must come, as a call gives it; ValueError where that is no tolerance."""
    if decimals is not None and (
        isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= 12
    ):
        raise ValueError(f"decimals: expected how many decimals to ask for, 0 to 12, got {decimals!r}")
    if not isinstance(relative, int | float) or not 0 < relative < 1:
        raise ValueError(
            f"tolerance: expected a share of the answer above 0 and below 1, such as 1e-3, got {relative!r}; "
            "for so many decimals write decimals=2"
        )
    return Tolerance(float(relative), decimals)


def direction(given: Sequence[float], right: Sequence[float], tolerance: Tolerance) -> str:
    """What can truly be said of an answer that is wrong in no way we know."""
    allowed = tolerance.allowed(right)
    if len(right) > 1:
        hits = [i + 1 for i, (g, r) in enumerate(zip(given, right, strict=True)) if abs(g - r) <= allowed]
        if not hits:
            return "Not yet: no entry is right."
        return f"Not yet: right so far {'is entry' if len(hits) == 1 else 'are entries'} {_and(hits)}."
    (g,), (r,) = given, right
    if abs(g + r) <= allowed:
        return "Not yet: the size is right, the sign is not."
    if abs(r) <= ZERO:
        return "Not yet."
    if g * r < 0:
        return "Not yet: the sign is wrong."
    if r > 0:
        return "Not yet: too large." if g > r else "Not yet: too small."
    return "Not yet: too far below zero." if g < r else "Not yet: not far enough below zero."


def _and(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def judge(
    given: Sequence[float], right: Sequence[float], wrong: Mapping[Any, Sequence[float]], tolerance: Tolerance
) -> tuple[bool, Any, str]:
    """(whether it is right, the first typical mistake that it is or None, what else can be said)."""
    if tolerance.near(given, right):
        return True, None, "Right."
    for key, values in wrong.items():
        if tolerance.near(given, values):
            return False, key, ""
    return False, None, direction(given, right, tolerance)
