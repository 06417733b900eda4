"""What is written without brackets, and what people might mean by it: a note, or both ways to read it.

A function without brackets (sin x) and an exponent without (e^x) end somewhere, and what follows may have been meant to
belong to them. Where nobody doubts it (x^2/2, sin x cos x), nothing is said.
"""

from __future__ import annotations

from typing import NamedTuple

from .cursor import Cursor
from .words import FormulaError, refusal

# Nobody raises to the power of one: x^1/2 was meant for a root.
ONES = ("1", "-1", "−1")


class Span(NamedTuple):
    """What was typed without brackets, from one token to before another, and what decides how it is read on."""

    first: int
    last: int
    head: str  # the function, or the base and its sign: "sin", "e^"
    inside: str  # the argument, or the exponent
    number: bool  # there is no letter in the argument, or in the base
    short: bool = False  # the exponent is nothing but one number


class Doubts(Cursor):
    """A cursor that remembers what was last written without brackets."""

    called: Span | None = None
    raised: Span | None = None

    def before_sign(self, at: int) -> tuple[Span, bool] | None:
        """What ends without brackets before the * or / at ``at``, if that is in doubt; and whether to ask."""
        span = self.called
        if span and span.last == at and (span.number or not self.gap(at)):
            return span, span.number
        span = self.raised
        if span and span.last == at and self.tokens[at].text == "/" and not self.gap(at):
            one = span.inside in ONES
            return (span, one) if one or (span.number and not span.short) else None
        return None

    def settle(self, doubt: tuple[Span, bool], sign_at: int) -> None:
        """sin x/2 and e^x/2 are read as people mostly do, with a note; sin 2/3 and x^1/2 are not read."""
        span, ask = doubt
        more = self.cut(sign_at)
        outside = f"({self.cut(span.first, sign_at)}){more}"
        if ask:
            raise self.two_ways(span.first, outside, f"{span.head}({span.inside}{more})")
        self.note("read as", self.cut(span.first), outside)

    def after_exponent(self) -> None:
        """e^2x is not read, for it was meant as e^(2x); x^ny is read as x^n times y, with a note."""
        span = self.raised
        if span is None or span.last != self.index or self.next.kind not in ("letter", "constant"):
            return
        power, more = self.cut(span.first), self.typed(self.next)
        typed = self.text[self.tokens[span.first].at : self.next.end]
        if span.number and not self.gap():
            both = f"{span.head}({span.inside}{more})", f"({power}) {more}"
            raise refusal(self.tokens[span.first].at, "two ways", typed, *both)
        if span.number or not (span.short or self.gap()):
            self.note("read as", typed, f"({power}) {more}")

    def two_products(self, first: int, slash: int, start: int) -> FormulaError:
        """1/2x: the x below the line, or beside it."""
        above, below, more = self.cut(first, slash), self.cut(slash + 1, start), self.cut(start)
        space = " " if self.gap(start) else ""
        return self.two_ways(first, f"{above}/({below}{space}{more})", f"({above}/{below}) {more}")
