"""What a slip is called in a page: the family of its bend, as ``data-slip`` has it."""

from __future__ import annotations

from collections.abc import Iterable

# The bends that are one mistake seen from several sides. What belongs to none is called by its own name.
FAMILIES = {
    "inner": ("inner", "factor derivative", "inner twice", "inner added", "inside kept", "inner place"),
    "path": ("path",),
    "term": ("term", "terms", "two terms", "multiplied terms", "partner", "bracket"),
    "product": (
        "product of derivatives", "sum of derivatives", "quotient of derivatives", "product rule", "quotient order",
        "undivided", "no denominator", "not squared", "derivative squared",
    ),
    "sign": ("sign", "two signs", "quotient sign"),
    "power": (
        "not lowered", "not brought down", "raised", "lowered twice", "power lost", "lowered first", "divided",
        "upside down", "exponential rule", "power rule", "power lowered",
    ),
    "place": ("place", "inner place", "function of derivative"),
    "constant": ("constant", "constant kept", "factor", "held", "other letter"),
    "integral": ("integrated",),
}  # fmt: skip


def kinds(names: Iterable[str]) -> str:
    """The families of some bends, each once, separated by spaces.

    >>> kinds(["inner", "factor derivative", "inner place", "taken twice"])
    'inner place taken-twice'
    """
    found: dict[str, None] = {}
    for name in names:
        families = [family for family, members in FAMILIES.items() if name in members]
        found |= dict.fromkeys(families or [name.replace(" ", "-")])
    return " ".join(found)
