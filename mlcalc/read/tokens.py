"""A formula's text, cut into tokens: numbers, names, signs and brackets, each with its place in the text."""

from __future__ import annotations

import math
import re

from .names import Names
from .runs import Runs, Token
from .table import (
    AROUND_NAMES,
    COMMANDS,
    FRACTIONS,
    PAIRS,
    ROOTS,
    SIGNS,
    SILENT,
    SPACES,
    SUPERSCRIPTS,
)
from .words import FormulaError, refusal

NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
IN_BRACES = re.compile(r" *\{ *([A-Za-z0-9]+) *\}")
# Characters that a person may well type, with sentences of their own.
REFUSED = {"=": "equals", "<": "equals", ">": "equals", "≤": "equals", "≥": "equals", "≈": "equals"} | {
    "!": "factorial", "%": "percent", "'": "prime", "’": "prime", "′": "prime"
}  # fmt: skip


class Tokens(Runs):
    """Cuts one text; ``found`` are its tokens, and ``notes`` what was read in one of several ways."""

    def __init__(self, text: str, names: Names) -> None:
        super().__init__(text, names)
        self._single = 0  # how many numbers to come have one digit only, as in \frac12
        while self.at < len(text):
            self._next()
        self.add("end", "", len(text))

    def _next(self) -> None:
        char = self.text[self.at]
        sign = SIGNS.get(char, char)
        if char in SPACES:
            self.at += 1
        elif char in SUPERSCRIPTS:
            self._superscript()
        elif self.text.startswith("**", self.at):
            self.add("sign", "^", self.at + 2)
        elif sign in "+-*/^,":
            self.add("sign", sign, self.at + 1)
        elif sign == "|":
            self.add("bar", sign, self.at + 1)
        elif sign in PAIRS:
            self.add("open", sign, self.at + 1)
        elif sign in PAIRS.values():
            self.add("close", sign, self.at + 1)
        elif char in ROOTS:
            self.add("function", ROOTS[char], self.at + 1)
        elif sign in REFUSED:
            raise refusal(self.at, REFUSED[sign], char)
        elif char == "\\":
            self._command()
        elif number := NUMBER.match(self.text, self.at):
            self._number(number[0])
        else:
            self.name()

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
            text = text if text[0] == "." else text[0]
        if math.isinf(float(text)):
            raise refusal(self.at, "large", text)
        self.add("number", text, self.at + len(text))

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
            self.add("frac", match[0], end)
            self._single = 2 if NUMBER.match(self.text, end) else 0
        elif name in COMMANDS:
            sign = COMMANDS[name]
            kind = "bar" if sign == "|" else "open" if sign in PAIRS else "sign" if sign in "*/" else "close"
            self.add(kind, sign, end)
        else:
            self.named(*(inner[1], inner.end()) if inner else (name, end), match[0])
