"""Names in a formula's text: a run of letters, perhaps with an index, falls into the names that are known."""

from __future__ import annotations

import re
from typing import NamedTuple

from .names import Names, Piece
from .table import GREEK, GREEK_COMMANDS, MODULES, SUBSCRIPTS
from .words import WORDS, refusal

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
RUN = re.compile(r"[A-Za-z]+")
MARK = re.compile(r"_\{([A-Za-z0-9]+)\}|_([0-9]+|[A-Za-z]+)|([₀-₉]+)|([0-9]+)")


class Token(NamedTuple):
    """A piece of the text: what kind it is, what it stands for, and from where to where it was typed."""

    kind: str  # number, letter, constant, function, sign, open, close, bar, frac, end
    text: str
    at: int
    end: int


class Runs:
    """Goes through one text; ``found`` are its tokens so far, and ``notes`` what was read in one of several ways."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.found: list[Token] = []
        self.notes: list[str] = []
        self.at = 0
        self._module = False  # whether np. stands before the name to come

    def add(self, kind: str, text: str, end: int) -> None:
        """A token from here to ``end``, which is then behind."""
        self.found.append(Token(kind, text, self.at, end))
        self.at = end

    def note(self, sentence: str) -> None:
        """Keep the sentence, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def name(self) -> None:
        """The name or the names that begin here."""
        word = IDENTIFIER.match(self.text, self.at)
        if word and word[0] in self.names.exact and self.text[word.end() : word.end() + 1] not in SUBSCRIPTS:
            self.add("letter", word[0], word.end())
            return
        if word and "(" == self.text[word.end() : word.end() + 1] and re.search(r"[0-9]", word[0]):
            found = self.names.find(word[0])  # log1p(x), whose letters and digits would be taken apart
            if found:
                self.add(found.kind, found.name, word.end())
                return
        if word and word[0] in MODULES and self.text.startswith(".", word.end()) and word.end() + 1 < len(self.text):
            self.at = word.end() + 1
            self._module = True
            return
        match = RUN.match(self.text, self.at)
        if self.text[self.at] in GREEK:
            self.named(GREEK[self.text[self.at]], self.at + 1, self.text[self.at])
        elif match:
            self._run(match[0], match.end())
        else:
            if word:
                raise refusal(self.at, "unknown", word[0], self.names.told())
            raise refusal(self.at, "strange", self.text[self.at])
        self._module = False

    def _run(self, run: str, end: int) -> None:
        """A run of letters, with an index behind it or without, as the names that it is made of."""
        for mark, after in self._marks(end):
            ways = self.names.ways(run, mark)
            if ways and self._taken(run, end, ways, after):
                return
        lower = run.lower()
        ways = self.names.ways(lower) if run != lower else []
        if ways:
            if any(piece.found.kind == "letter" for piece in ways[0]):
                self.note(WORDS["read as"].format(run, lower))
            self._pieces(lower, ways[0], end)
            return
        meant = self.names.meant(run)
        if meant:
            raise refusal(self.at, "meant", run, meant)
        reach = self.names.reach(run)
        first = reach if len(run) - reach <= 2 else 0  # the letter that is wrong, or a whole word of another kind
        index = MARK.match(self.text, end)
        marked = index[0] if index and not index[4] else ""
        if marked and self.names.ways(run):
            first = len(run) - 1  # only the index is wrong
        unknown = run[first:] + marked
        raise refusal(self.at + first, "unknown", unknown, self.names.told())

    def named(self, word: str, end: int, typed: str) -> None:
        """A name that stands for itself: \\sin, \\theta_1, \\operatorname{tanh}, θ."""
        word = GREEK_COMMANDS.get(word, word)
        index = MARK.match(self.text, end)
        if index and not index[4]:
            ways = self.names.ways(word, digits(index))
            found, end, typed = ways[0][0].found if ways and len(ways[0]) == 1 else None, index.end(), typed + index[0]
        else:
            found = self.names.find(word) or (self.names.find(word.lower()) if word in ("Pi", "Sigma") else None)
            if word == "log":
                self.note(WORDS["log"])
        if found:
            self.add(found.kind, found.name, end)
            return
        meant = self.names.meant(word)
        if meant:
            raise refusal(self.at, "meant", typed, meant)
        raise refusal(self.at, "unknown" if word in GREEK.values() else "command", typed, self.names.told())

    def _marks(self, end: int) -> list[tuple[str, int]]:
        """What may belong to a name that ends here, the longest first, and where each ends."""
        mark = MARK.match(self.text, end)
        if mark is None:
            return [("", end)]
        if mark[4]:
            return [(mark[4], mark.end()), ("", end)]
        first = mark[2][:1] if mark[2] and mark[2].isalpha() and len(mark[2]) > 1 else ""
        return [(digits(mark), mark.end()), *([(first, mark.start() + 2)] if first else [])]

    def _taken(self, run: str, end: int, ways: list[list[Piece]], after: int) -> bool:
        """Whether the run is read in the first of these ways; FormulaError where another is as good."""
        first = ways[0]
        plain_number = after > end and self.text[end] in "0123456789"
        if plain_number and (first[-1].found.kind == "function") != self.text.startswith("(", after):
            return False  # log10(x), but log10x; and x1 is a letter only where one of that name is
        if self.names.letters is None:
            called = not any(piece.found.kind == "function" for piece in first)
            if len(run) > 3 and len(first) > 3 and called:
                return False
            if called and len(first) > 1 and self.names.meant(run) and self.text.startswith("(", after):
                return False
        elif len(ways) > 1:
            one, other = (_product(run, way) for way in ways)
            if len(first) > 1:
                raise refusal(self.at, "two ways", run, one, other)
            kinds = [piece.found.kind for piece in ways[1]]
            if not self._module and ("function" in kinds or first[0].found.kind != "function"):
                self.note(WORDS["name"].format(run, first[0].found.name, other))
        self._pieces(run, first, after)
        return True

    def _pieces(self, run: str, pieces: list[Piece], after: int) -> None:
        start = self.at
        for piece in pieces:
            if piece.found.name == "log" and run[piece.start : piece.start + 2] == "lo" and not self._module:
                self.note(WORDS["log"])
            self.at = start + piece.start
            last = piece is pieces[-1]
            self.add(piece.found.kind, piece.found.name, after if last else start + piece.end)


def digits(mark: re.Match[str]) -> str:
    """The index itself: 12 of _{12} and of ₁₂."""
    text = next(filter(None, mark.groups()))
    return "".join(SUBSCRIPTS.get(c, c) for c in text)


def _product(run: str, way: list[Piece]) -> str:
    """A way to read a run, as it could be typed: a · sin x."""
    text = ""
    for piece in way:
        text += run[piece.start : piece.end]
        if piece is not way[-1]:
            text += " " if piece.found.kind == "function" else " · "
    return text
