"""The grammar of formulas: what is written as people write it, as a tree.

sum      = product { (+ | -) product }
product  = factor { (* | /) factor | power }          a power that follows without a sign is multiplied
factor   = { + | - } power                            so -x^2 is -(x^2)
power    = atom [ ^ factor ]                          and x^y^z is x^(y^z)
atom     = number | letter | constant | ( sum ) | |sum| | frac | function [ ^ exponent ] argument
argument = ( sum ) | what follows without a sign, up to the next function: sin 2x cos x is sin(2x) cos(x)

Where people disagree, a note says which way it is read, or both ways are shown and none is taken (:mod:`.doubts`).
"""

from __future__ import annotations

from .arguments import Arguments
from .doubts import Span
from .table import CONSTANTS
from .tree import Tree, apply, constant, is_number, letter


class Grammar(Arguments):
    """Reads the tokens as a tree."""

    def read(self) -> Tree:
        """The whole formula."""
        tree = self.sum()
        if self.next.kind != "end":
            raise self.unexpected()
        return tree

    def sum(self) -> Tree:
        """Products, added and subtracted."""
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = apply("add" if sign.text == "+" else "subtract", tree, self.product())
        return tree

    def product(self) -> Tree:
        """Factors, multiplied and divided; the sign of a multiplication may be left out, but not after a division."""
        first = self.index
        tree = self.factor()
        divided: tuple[int, int] | None = None  # where the part above the line begins, and the slash
        while True:
            sign_at = self.index
            if sign := self.take("*", "/"):
                before = self.before_sign(sign_at)
                tree = apply("multiply" if sign.text == "*" else "divide", tree, self.factor())
                if before:
                    self.settle(before, sign_at)
                divided = (first, sign_at) if sign.text == "/" else None
            elif self.begins():
                start = self.index
                self.after_exponent()
                right = self.power()
                if divided:
                    raise self.two_products(*divided, start)
                tree = apply("multiply", tree, right)
            elif self.next.kind == "number":
                raise self.unexpected()
            else:
                return tree

    def factor(self) -> Tree:
        """A power with signs before it."""
        negative = False
        while sign := self.take("+", "-"):
            negative ^= sign.text == "-"
        tree = self.power()
        if not negative:
            return tree
        return constant(-tree.value) if tree.op == "constant" else apply("negative", tree)

    def power(self) -> Tree:
        """An atom, or one with an exponent."""
        first = self.index
        base = self.atom()
        if not self.take("^"):
            return base
        start = self.index
        closed = self.next.kind == "open"
        self.enter()
        exponent = self.factor()
        self.leave()
        if self.powers_end == self.index:
            self.note("read as", self.cut(first), f"{self.cut(first, start)}({self.cut(start)})")
        self.powers_end = self.index
        if not closed:
            short = self.index == start + 1 and self.tokens[start].kind == "number"
            self.raised = Span(first, self.index, self.cut(first, start), self.cut(start), is_number(base), short)
        if self.tokens[first].kind == "constant" and start == first + 2 and base.value == CONSTANTS["e"]:
            return apply("exp", exponent)
        return apply("power", base, exponent)

    def atom(self) -> Tree:
        """A number, a letter, what stands in brackets or between bars, a fraction, a function of something."""
        token = self.next
        if token.kind == "open":
            return self.bracket()
        if token.kind not in ("number", "letter", "constant", "bar", "frac", "function"):
            raise self.missing()
        self.index += 1
        if token.kind == "number":
            return constant(float(token.text))
        if token.kind == "letter":
            return letter(token.text)
        if token.kind == "constant":
            return constant(CONSTANTS[token.text])
        if token.kind == "bar":
            return self.between_bars(token)
        if token.kind == "frac":
            return apply("divide", self.part(), self.part())
        return self.function(token)
