"""A place among the tokens of a formula, and the sentences about what stands there."""

from __future__ import annotations

from .runs import Token
from .table import PAIRS
from .words import WORDS, FormulaError, refusal

DEPTH = 50


class Cursor:
    """Moves over tokens; knows how deep it is, and what was noted."""

    def __init__(self, text: str, tokens: list[Token], notes: list[str]) -> None:
        self.text = text
        self.tokens = tokens
        self.notes = notes
        self.index = 0
        self.depth = 0
        self.bars = 0  # how many |…| are open here

    @property
    def next(self) -> Token:
        """The token to be read."""
        return self.tokens[self.index]

    def take(self, *wanted: str) -> Token | None:
        """The next token if it is one of these signs, which is then behind; else None."""
        token = self.next
        if token.kind == "sign" and token.text in wanted:
            self.index += 1
            return token
        return None

    def gap(self, index: int | None = None) -> bool:
        """Whether there is a space before the token (the next, if none is named)."""
        index = self.index if index is None else index
        return index > 0 and self.tokens[index - 1].end < self.tokens[index].at

    def cut(self, first: int, last: int | None = None) -> str:
        """What was typed from token ``first`` to before token ``last`` (the next, if none is named)."""
        last = self.index if last is None else last
        return self.text[self.tokens[first].at : self.tokens[last - 1].end]

    def note(self, key: str, *given: str) -> None:
        """Keep the sentence by this key of WORDS, once."""
        sentence = WORDS[key].format(*given)
        if sentence not in self.notes:
            self.notes.append(sentence)

    def enter(self) -> None:
        """One level deeper; FormulaError where that is too deep. (Whoever enters also leaves.)"""
        self.depth += 1
        if self.depth > DEPTH:
            raise refusal(self.next.at, "deep")

    def leave(self) -> None:
        """One level back."""
        self.depth -= 1

    def two_ways(self, first: int, one: str, other: str) -> FormulaError:
        """The refusal of what was typed since token ``first``, with both ways to read it."""
        return refusal(self.tokens[first].at, "two ways", self.cut(first), one, other)

    def missing(self) -> FormulaError:
        """What to say where a number, a letter or a bracket had to follow."""
        token, before = self.next, self.tokens[self.index - 1] if self.index else None
        if token.kind == "close" and before and before.kind == "open":
            return refusal(token.at, "nothing", self.typed(before), self.typed(token))
        if token.kind == "end" or token.text == "²":
            return refusal(token.at, "end", self.typed(before)) if before else refusal(0, "empty")
        if token.kind == "sign" and token.text == ",":
            return refusal(token.at, "comma")
        return refusal(token.at, "start", self.typed(token))

    def typed(self, token: Token) -> str:
        """The token as it was typed; a raised one has no brackets of its own."""
        return self.text[token.at : token.end] or self.text[token.at : token.at + 1] or self.text[-1:]

    def close(self, opened: Token) -> None:
        """Take the bracket that closes this one."""
        token = self.next
        if token.kind == "sign" and token.text == ",":
            raise self.comma(self.index)
        if token.kind != "close":
            if token.kind in ("end", "bar"):
                raise refusal(opened.at, "open", self.typed(opened), PAIRS.get(opened.text, ")"))
            raise self.unexpected()
        wanted = PAIRS.get(opened.text, opened.text)
        if token.text != wanted:
            raise refusal(token.at, "mismatch", self.typed(opened), self.typed(token), wanted)
        self.index += 1

    def comma(self, index: int) -> FormulaError:
        """A comma where none may stand: before thousands, instead of a decimal point, or it cannot be told which."""
        at, numbers = self.tokens[index].at, self.numbers(index)
        if len(numbers) < 2:
            return refusal(at, "comma")
        whole, last = numbers[0], numbers[-1].split(".")[0]
        point, joined = ".".join(numbers[:2]), "".join(numbers)
        more = len(numbers) > 2 or "." in numbers[-1]
        if whole.isdigit() and len(whole) <= 3 and all(len(x) == 3 and x.isdigit() for x in (*numbers[1:-1], last)):
            if more:
                return refusal(at, "thousands", joined)
            if not whole.startswith("0"):
                return refusal(at, "thousands or decimal", point, joined)
        return refusal(at, "commas") if more else refusal(at, "decimal", point)

    def numbers(self, index: int) -> list[str]:
        """The numbers from the one before the comma at this token, with commas and nothing else between them."""
        found = [self.tokens[index - 1].text] if index and self.tokens[index - 1].kind == "number" else []
        while found and self.tokens[index].text == "," and self.tokens[index + 1].kind == "number":
            if self.gap(index) or self.gap(index + 1):
                break
            found.append(self.tokens[index + 1].text)
            index += 2
        return found

    def unexpected(self) -> FormulaError:
        """What to say of a token after a whole formula."""
        token = self.next
        if token.kind == "close":
            begins = next((a for a, b in PAIRS.items() if b == token.text), "(")
            return refusal(token.at, "close", self.typed(token), begins)
        if token.kind == "sign" and token.text == ",":
            return self.comma(self.index)
        if token.kind == "number":
            before = self.tokens[self.index - 1]
            if before.kind == "letter" and not self.gap():
                return self.two_ways_to_raise()
            return refusal(token.at, "between", self.typed(token))
        return refusal(token.at, "start", self.typed(token))

    def two_ways_to_raise(self) -> FormulaError:
        """x2: a product or a power."""
        letter, number = self.typed(self.tokens[self.index - 1]), self.next.text
        at = self.tokens[self.index - 1].at
        return refusal(at, "two ways", letter + number, f"{number}{letter}", f"{letter}^{number}")
