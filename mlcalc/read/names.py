"""Which names a place knows, and how a run of letters falls into them: xsinx is x · sin x where x is a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .table import CONSTANTS, FUNCTIONS, GREEK, MEANT, SUBSCRIPTS
from .words import WORDS


class Found(NamedTuple):
    """A name that is known: "letter", "constant" or "function", and what it is called in a tree."""

    kind: str
    name: str


class Piece(NamedTuple):
    """A name within a run of letters, from its first character to the one after its last."""

    start: int
    end: int
    found: Found


BY_SPELLING = {spelling: Found("function", row.name) for row in FUNCTIONS for spelling in row.spellings} | {
    name: Found("constant", name) for name in CONSTANTS
}
E = BY_SPELLING["e"]


def plain(word: str) -> str:
    """A name without what only sets it: x_{1}, x_1, x₁ and x1 are one name, and so are θ and theta.

    >>> plain("θ_{12}"), plain("x₁")
    ('theta12', 'x1')
    """
    return "".join(GREEK.get(c) or SUBSCRIPTS.get(c) or c for c in word if c not in "_{}")


class Names:
    """The names that are known at one place. Without letters (None), every single letter is one."""

    def __init__(self, letters: Sequence[str] | None) -> None:
        self.letters = letters
        self.exact = frozenset(letters or ())
        known = dict(BY_SPELLING)
        for letter in letters or ():
            known[plain(letter)] = Found("letter", letter)
        if letters is None:
            known |= {name: Found("letter", name) for name in GREEK.values() if name not in known}
        self._known = known
        self._longest = max(map(len, known))

    def find(self, word: str) -> Found | None:
        """What this word is, or None."""
        found = self._known.get(word)
        if found is None and self.letters is None and len(word) == 1 and word.isascii() and word.isalpha():
            return Found("letter", word)
        return found

    def marked(self, base: str, mark: str) -> Found | None:
        """Where every letter is known, one with a mark: x_1."""
        known = self.letters is None and len(mark) <= 12 and self.find(base)
        return Found("letter", f"{known.name}_{mark}") if known and known.kind == "letter" else None

    def ways(self, run: str, mark: str = "") -> list[list[Piece]]:
        """At most two ways to read the run as names, the longest names first.

        ``mark`` belongs to the last name: an index, as in ax₁.
        """
        word = run + mark
        # ways[i]: at most two ways to read what begins at i, each a name and one way to read what follows it.
        ways: list[list[Any]] = [[] for _ in run]
        for i in reversed(range(len(run))):
            for j in range(min(len(run), i + self._longest), i, -1):
                last = j == len(run)
                found = self.find(word[i:] if last else run[i:j])
                if found is None and last and mark:
                    found = self.marked(run[i:], mark)
                if found is None:
                    continue
                for rest in [None] if last else ways[j]:
                    # sine is a slip, and not the sine of e
                    if len(ways[i]) < 2 and not (rest and found.kind == "function" and rest[0].found == E):
                        ways[i].append((Piece(i, len(word) if last else j, found), rest))
        return [_listed(way) for way in ways[0]] if run else []

    def reach(self, run: str) -> int:
        """How far names reach into a run; 0 where they reach its end, and it is a slip all the same."""
        reached, furthest = {0}, 0
        for i in range(len(run)):
            if i in reached:
                furthest = i
                reached |= {j for j in range(i + 1, min(len(run), i + self._longest) + 1) if self.find(run[i:j])}
        return 0 if len(run) in reached else furthest

    def meant(self, word: str) -> str | None:
        """The name that a word with a slip in it stands for, or None."""
        lower = word.lower()
        if lower in MEANT:
            return MEANT[lower]
        if not 3 <= len(word) <= 12:
            return None
        spellings = [spelling for row in FUNCTIONS for spelling in row.spellings if len(spelling) > 2]
        near = [spelling for spelling in spellings if one_key_apart(lower, spelling)]
        same = [spelling for spelling in near if sorted(spelling) == sorted(lower)]
        return next(iter(same + near), None)

    def told(self) -> str:
        """Which letters there are, in words."""
        if self.letters is None:
            return WORDS["any letter"]
        *most, last = self.letters or [""]
        if not last:
            return WORDS["no letters"]
        return WORDS["letters"].format(", ".join(most), last) if most else WORDS["one letter"].format(last)


def _listed(way: Any) -> list[Piece]:
    pieces = []
    while way:
        piece, way = way
        pieces.append(piece)
    return pieces


def one_key_apart(a: str, b: str) -> bool:
    """Whether one key too many, too few or wrong, or two keys exchanged, is all that tells the words apart.

    >>> one_key_apart("sqt", "sqrt"), one_key_apart("tahn", "tanh"), one_key_apart("six", "tan")
    (True, True, False)
    """
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    a, b = a[i:], b[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
