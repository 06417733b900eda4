"""A formula's text, cut into tokens: numbers, names, signs and brackets, each with its place in the text."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from .names import Names, Piece
from .table import (
    AROUND_NAMES,
    COMMANDS,
    FRACTIONS,
    GREEK,
    GREEK_COMMANDS,
    MODULES,
    PAIRS,
    ROOTS,
    SIGNS,
    SILENT,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)
from .words import WORDS, FormulaError, refusal

NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
RUN = re.compile(r"[A-Za-z]+")
MARK = re.compile(r"_\{([A-Za-z0-9]+)\}|_([0-9]+|[A-Za-z]+)|([₀-₉]+)|([0-9]+)")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
IN_BRACES = re.compile(r" *\{ *([A-Za-z0-9]+) *\}")
# Characters that a person may well type, with sentences of their own.
REFUSED = {"=": "equals", "<": "equals", ">": "equals", "≤": "equals", "≥": "equals", "≈": "equals"} | {
    "!": "factorial", "%": "percent", "'": "prime", "’": "prime", "′": "prime"
}  # fmt: skip


class Token(NamedTuple):
    """A piece of the text: what kind it is, what it stands for, and from where to where it was typed."""

    kind: str  # number, letter, constant, function, sign, open, close, bar, frac, end
    text: str
    at: int
    end: int


class Tokens:
    """Cuts one text; ``found`` are its tokens, and ``notes`` what was read in one of several ways."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.found: list[Token] = []
        self.notes: list[str] = []
        self.at = 0
        self._single = 0  # how many numbers to come have one digit only, as in \frac12
        self._module = False
        while self.at < len(text):
            self._next()
        self._add("end", "", len(text))

    def _add(self, kind: str, text: str, end: int) -> None:
        self.found.append(Token(kind, text, self.at, end))
        self.at = end

    def _next(self) -> None:
        char = self.text[self.at]
        sign = SIGNS.get(char, char)
        if char in SPACES:
            self.at += 1
        elif char in SUPERSCRIPTS:
            self._superscript()
        elif self.text.startswith("**", self.at):
            self._add("sign", "^", self.at + 2)
        elif sign in "+-*/^,":
            self._add("sign", sign, self.at + 1)
        elif sign == "|":
            self._add("bar", sign, self.at + 1)
        elif sign in PAIRS:
            self._add("open", sign, self.at + 1)
        elif sign in PAIRS.values():
            self._add("close", sign, self.at + 1)
        elif char in ROOTS:
            self._add("function", ROOTS[char], self.at + 1)
        elif sign in REFUSED:
            raise refusal(self.at, REFUSED[sign], char)
        elif char == "\\":
            self._command()
        elif number := NUMBER.match(self.text, self.at):
            self._number(number[0])
        else:
            self._name()

    def _superscript(self) -> None:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in SUPERSCRIPTS:
            self.at += 1
        raised = "".join(SUPERSCRIPTS[c] for c in self.text[start : self.at])
        try:
            inner = Tokens(raised, self.names)
        except FormulaError as error:
            raise FormulaError(str(error), error.at + start) from None
        self.found += [Token("sign", "^", start, start), Token("open", "²", start, start)]
        self.found += [Token(t.kind, t.text, t.at + start, t.end + start) for t in inner.found[:-1]]
        self.found.append(Token("close", "²", self.at, self.at))

    def _number(self, text: str) -> None:
        if self._single:
            self._single -= 1
            text = text[:1]
        if math.isinf(float(text)):
            raise refusal(self.at, "large", text)
        self._add("number", text, self.at + len(text))

    def _command(self) -> None:
        match = COMMAND.match(self.text, self.at)
        if match is None:
            raise refusal(self.at, "strange", "\\")
        name = match[0][1:]
        end = match.end()
        inner = IN_BRACES.match(self.text, end) if name in AROUND_NAMES else None
        if name in SILENT or (name in AROUND_NAMES and inner is None):
            self.at = end
        elif name in FRACTIONS:
            self._add("frac", match[0], end)
            self._single = 2 if self.text[end : end + 1].isdecimal() else 0
        elif name in COMMANDS:
            sign = COMMANDS[name]
            kind = "bar" if sign == "|" else "open" if sign in PAIRS else "sign" if sign in "*/" else "close"
            self._add(kind, sign, end)
        else:
            self._named(name if inner is None else inner[1], end if inner is None else inner.end(), match[0])

    def _named(self, word: str, end: int, typed: str) -> None:
        """A name from LaTeX: \\sin, \\theta_1, \\operatorname{tanh}."""
        word = GREEK_COMMANDS.get(word, word)
        mark = MARK.match(self.text, end)
        marked = mark and not mark[4] and self._marked(word, mark)
        if mark and marked:
            self._add(*marked, mark.end())
            return
        found = self.names.find(word)
        if found is None or (mark and not mark[4]):
            meant = self.names.meant(word)
            if meant:
                raise refusal(self.at, "meant", typed, meant)
            raise refusal(self.at, "unknown" if word in GREEK.values() else "command", typed, self.names.told())
        if word == "log":
            self._note(WORDS["log"])
        self._add(found.kind, found.name, end)

    def _marked(self, word: str, mark: re.Match[str]) -> tuple[str, str] | None:
        ways, _ = self.names.ways(word, _digits(mark))
        return (ways[0][0].found.kind, ways[0][0].found.name) if ways and len(ways[0]) == 1 else None

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _name(self) -> None:
        word = IDENTIFIER.match(self.text, self.at)
        if word and word[0] in self.names.exact and self.text[word.end() : word.end() + 1] not in SUBSCRIPTS:
            self._add("letter", word[0], word.end())
            return
        if word and word[0] in MODULES and self.text.startswith(".", word.end()) and word.end() + 1 < len(self.text):
            self.at = word.end() + 1
            self._module = True
            return
        match = RUN.match(self.text, self.at)
        greek = GREEK.get(self.text[self.at])
        if match is None and greek is None:
            if word:
                raise refusal(self.at, "unknown", word[0], self.names.told())
            raise refusal(self.at, "strange", self.text[self.at])
        run, end = (match[0], match.end()) if match else (greek or "", self.at + 1)
        if greek in ("Pi", "Sigma") and self.names.find(greek) is None:
            run = greek.lower()
        self._run(run, end)
        self._module = False

    def _run(self, run: str, end: int) -> None:
        """A run of letters, with an index behind it or without, as the names that it is made of."""
        for mark, after in self._marks(end):
            ways, _ = self.names.ways(run, mark)
            if ways and self._taken(run, end, ways, after):
                return
        if run != run.lower() and self.names.ways(run.lower())[0]:
            ways, _ = self.names.ways(run.lower())
            if any(piece.found.kind == "letter" for piece in ways[0]):
                self._note(WORDS["read as"].format(run, run.lower()))
            self._pieces(run.lower(), ways[0], end)
            return
        meant = self.names.meant(run)
        if meant:
            raise refusal(self.at, "meant", run, meant)
        reach = self.names.ways(run)[1]
        first = reach if len(run) - reach <= 2 else 0  # the letter that is wrong, or a whole word of another kind
        index = MARK.match(self.text, end)
        unknown = run[first:] + (index[0] if index and not index[4] else "")
        raise refusal(self.at + first, "unknown", unknown, self.names.told())

    def _marks(self, end: int) -> list[tuple[str, int]]:
        """What may belong to a name that ends here, the longest first, and where each ends."""
        mark = MARK.match(self.text, end)
        if mark is None:
            return [("", end)]
        if mark[4]:
            return [(mark[4], mark.end()), ("", end)]
        first = mark[2][:1] if mark[2] and mark[2].isalpha() and len(mark[2]) > 1 else ""
        return [(_digits(mark), mark.end()), *([(first, mark.start() + 2)] if first else [])]

    def _taken(self, run: str, end: int, ways: list[list[Piece]], after: int) -> bool:
        """Whether the run is read in the first of these ways; FormulaError where another is as good."""
        first = ways[0]
        plain_number = after > end and self.text[end] in "0123456789"
        if plain_number and (first[-1].found.kind == "function") != self.text.startswith("(", after):
            return False  # log10(x), but log10x; and x1 is a letter only where one of that name is
        if self.names.letters is None:
            called = not any(piece.found.kind != "letter" for piece in first)
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
                self._note(WORDS["name"].format(run, first[0].found.name, other))
        self._pieces(run, first, after)
        return True

    def _pieces(self, run: str, pieces: list[Piece], after: int) -> None:
        start = self.at
        for piece in pieces:
            if piece.found.name == "log" and run[piece.start : piece.start + 2] == "lo" and not self._module:
                self._note(WORDS["log"])
            self.at = start + piece.start
            last = piece is pieces[-1]
            self._add(piece.found.kind, piece.found.name, after if last else start + piece.end)


def _digits(mark: re.Match[str]) -> str:
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
