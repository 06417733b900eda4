"""What stands in brackets and between bars, and what a function is of, with brackets or without."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from .doubts import Doubts, Span
from .runs import Token
from .table import FUNCTIONS, Function
from .tree import Tree, apply, constant, is_number
from .words import refusal

BY_NAME = {row.name: row for row in FUNCTIONS}
# A root without brackets takes one thing only: √2x would be read as often one way as the other.
ROOTS = ("sqrt", "cbrt")
MINUS_ONE = ("-1.0", "(negative 1.0)")


class Arguments(Doubts):
    """The part of the grammar in which something is enclosed, or belongs to a function."""

    letters: Sequence[str] | None = None  # for examples in sentences
    powers_end = -1  # before which token the last power ended

    @abstractmethod
    def sum(self) -> Tree:
        """Products, added and subtracted."""

    @abstractmethod
    def factor(self) -> Tree:
        """A power with signs before it."""

    @abstractmethod
    def power(self) -> Tree:
        """An atom, or one with an exponent."""

    @abstractmethod
    def atom(self) -> Tree:
        """One thing."""

    def begins(self) -> bool:
        """Whether the next token begins a factor without a sign before it. (A number does not: 2 3 is a slip.)"""
        kind = self.next.kind
        return kind in ("letter", "constant", "function", "open", "frac") or (kind == "bar" and self.bars == 0)

    def bracket(self) -> Tree:
        """What stands in brackets."""
        (tree,) = self.listed(many=False)
        return tree

    def listed(self, many: bool) -> list[Tree]:
        """What stands in brackets, with commas if there may be ``many``. (Bars outside have no say in there.)"""
        opened, bars, self.bars = self.next, self.bars, 0
        self.enter()
        self.index += 1
        trees = [self.sum()]
        while many and self.take(","):
            trees.append(self.sum())
        self.close(opened)
        self.leave()
        self.bars = bars
        return trees

    def between_bars(self, opened: Token) -> Tree:
        """|sum|: a bar where something must begin opens, and one where something has ended closes."""
        self.bars += 1
        self.enter()
        tree = self.sum()
        if self.next.kind == "end":
            raise refusal(opened.at, "open", self.typed(opened), "|")
        if self.next.kind != "bar":
            raise self.unexpected()
        self.index += 1
        self.leave()
        self.bars -= 1
        return apply("abs", tree)

    def part(self) -> Tree:
        """One thing: what LaTeX has above or below the line of a fraction, and a root without brackets."""
        self.enter()
        tree = self.atom()
        self.leave()
        return tree

    def function(self, token: Token) -> Tree:
        """A function, perhaps with an exponent (sin^2 x, tan^-1 x), and its argument."""
        first, row = self.index - 1, BY_NAME[token.text]
        name = self.typed(token)
        if name == "\\sqrt" and self.next.text == "[":
            return _root(self.bracket(), self.part())
        exponent = None
        if self.take("^"):
            negative = self.take("-")
            exponent = self.part()
            if negative:
                exponent = apply("negative", exponent)
        inverse = exponent is not None and repr(exponent) in MINUS_ONE
        if inverse and not row.inverse:
            raise refusal(token.at, "two ways", self.cut(first), f"1/{name}(…)", "its inverse by its own name")
        self.enter()
        args = self.arguments(row, first, name) if self.next.kind == "open" else [self.bare(row, first, name)]
        self.leave()
        if inverse:
            self.note("inverse", name, row.inverse)
            return apply(row.inverse, *args)
        tree = apply(row.name, *args)
        return tree if exponent is None else apply("power", tree, exponent)

    def arguments(self, row: Function, first: int, name: str) -> list[Tree]:
        """What stands in the brackets behind a function; FormulaError where it is too much or too little."""
        comma = self.index + 2
        args = self.listed(many=True)
        if len(args) == row.arity:
            return args
        if row.arity == 1 and self.tokens[comma].text == "," and len(self.numbers(comma)) > 1:
            raise self.comma(comma)
        at, given = self.tokens[first].at, str(len(args))
        if row.arity == 1:
            raise refusal(at, "one argument", name, given, self.example())
        raise refusal(at, "arguments", name, str(row.arity), given, f"{self.example()}, 2")

    def example(self) -> str:
        """A letter that is known here."""
        return self.letters[0] if self.letters else "2" if self.letters is not None else "x"

    def bare(self, row: Function, first: int, name: str) -> Tree:
        """An argument without brackets: sin 2x, but sin x y is asked about."""
        start = self.index
        minus = self.tokens[start].text == "-" and start + 1 < len(self.tokens) and not self.gap(start + 1)
        negative = minus and self.take("-") is not None
        if row.arity > 1 or not (self.begins() or self.next.kind == "number"):
            more = ", 2" if row.arity > 1 else ""
            raise refusal(self.tokens[first].at, "of what", name, f"{name}({self.example()}{more})")
        head = self.cut(first, start)
        if row.name in ROOTS and not negative:
            return self.under_root(first, start, head)
        tree = self.power()
        number, said = is_number(tree), self.powers_end == self.index
        while self.begins() and self.next.kind != "function":
            here, gap = self.index, self.gap()
            self.after_exponent()
            right = self.power()
            if self.tokens[here].kind in ("open", "bar") or (gap and not number):
                self.two_arguments(first, start, here, head)
            said = said or gap or not number
            number = number and is_number(right)
            tree = apply("multiply", tree, right)
        if said:
            self.note("read as", self.cut(first), f"{head}({self.cut(start)})")
        self.called = Span(first, self.index, head, self.cut(start), number)
        return apply("negative", tree) if negative else tree

    def two_arguments(self, first: int, start: int, here: int, head: str) -> None:
        """sin x y: the y inside, or outside."""
        inside, more, space = self.cut(start, here), self.cut(here), " " if self.gap(here) else ""
        raise self.two_ways(first, f"{head}({inside}) {more}", f"{head}({inside}{space}{more})")

    def under_root(self, first: int, start: int, head: str) -> Tree:
        """√2: one thing only, for √2x and √x^2 would be read as often one way as the other."""
        tree = self.part()
        here = self.index
        if self.take("^"):
            self.factor()
            raise self.two_ways(first, f"{head}({self.cut(start, here)}){self.cut(here)}", f"{head}({self.cut(start)})")
        if self.begins() and self.next.kind != "function":
            gap = self.gap()
            self.power()
            if not gap:
                self.two_arguments(first, start, here, head)
            self.index = here
            more = self.typed(self.next)
            self.note("read as", self.cut(first, here + 1), f"{head}({self.cut(start, here)}) {more}")
        return tree


def _root(degree: Tree, inside: Tree) -> Tree:
    """\\sqrt[3]{x}."""
    known = {2.0: "sqrt", 3.0: "cbrt"}.get(degree.value) if degree.op == "constant" else None
    return apply(known, inside) if known else apply("power", inside, apply("divide", constant(1.0), degree))
