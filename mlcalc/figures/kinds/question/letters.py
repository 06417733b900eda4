"""The functions of letters in a question: traced, differentiated, and with the numbers that are drawn put in."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np

from ....calculus.slips.bends import right_tangent
from ....calculus.slips.compare import Domain
from ....calculus.slips.parts import take_apart
from ....calculus.slips.whole import ONE, tangent_of
from ....read.formula import read_formula
from ....speed.unrolled import entrywise
from ....trace import Traced, as_node, trace
from ....trace.graph import Node, constant, input_node, substitute
from ....write.latex import to_latex
from ...common.inputs import call, name_of, parameter_names
from ...common.names import entries
from .asked import Asked

PRIVATE = 0xE000  # from here on no character means anything: they stand for the numbers that are drawn
SIGNS = "\ue000-\uf8ff"


class Letters:
    """The letters of a question's formulas with their ranges, and the numbers that are drawn besides.

    In a graph of letters a number that is drawn is an input too, of a private name: in LaTeX it can be found again.
    """

    def __init__(self, ranges: Domain, asked: Asked) -> None:
        self.ranges, self.used = ranges, asked.used
        self.drawn = {entry.name: _values(entry) for entry in asked.inputs.values()}
        self.signs = {name: chr(PRIVATE + i) for i, name in enumerate(self.drawn)}
        self.inputs = {name: input_node(self.signs.get(name, name), ()) for name in [*ranges, *self.drawn]}
        self.own = {name: input_node(name, ()) for name in self.drawn}  # the numbers by their own names, for the page

    @classmethod
    def read(cls, given: Any, asked: Asked) -> Letters:
        """The ranges that the call gives; ValueError where they are none."""
        how = 'write letters={"x": (-2, 2)}, every letter of the formula with its range'
        if not isinstance(given, Mapping) or not given:
            raise ValueError(f"letters: expected the letters of the formula with their ranges, got {given!r}; {how}")
        taken = {entry.name for entry in asked.inputs.values()}
        ranges: dict[str, tuple[float, float]] = {}
        for name, pair in given.items():
            if not isinstance(name, str) or not name.isidentifier():
                raise ValueError(f"letters: {name!r} is no name that a reader could type; {how}")
            if name in taken:
                raise ValueError(f"letters: {name} is drawn as a number already; leave out one of the two")
            if not _is_range(pair):
                raise ValueError(f"letters: {name} has the range {pair!r}; give two numbers, the lower first; {how}")
            ranges[name] = (float(pair[0]), float(pair[1]))
        read_formula("1", list(ranges))  # refuses letters that are typed alike
        return cls(ranges, asked)

    # --- functions -------------------------------------------------------------------------------

    def trace(self, f: Any, where: str) -> tuple[list[Node], tuple[int, ...]]:
        """The entries of f's result, as graphs of single letters, and its shape."""
        known = [*self.ranges, *self.drawn]
        if isinstance(f, str):
            f = read_formula(f, known)
        if not callable(f):
            raise TypeError(f"question: {where} must be a function of the letters, got {f!r}; write lambda x: x**2")
        wanted = parameter_names(f, known)
        if missing := [name for name in wanted if name not in known]:
            close = difflib.get_close_matches(missing[0], known, 1)
            did = f"did you mean {close[0]}? Or " if close else ""
            raise TypeError(
                f"question: {where} takes {missing[0]}, which is no letter here; {did}give it a range, "
                f'letters={{"{missing[0]}": (-2, 2)}}, or numbers, {missing[0]}=[2, 3, 4]'
            )
        self.used.update(name for name in wanted if name in self.drawn)

        def by_names(*xs: Any) -> Any:
            return call(f, dict(zip(wanted, xs, strict=True)))

        by_names.__name__ = name_of(f) if not hasattr(f, "tree") else "formula"
        traced = trace(by_names, [0.0] * len(wanted), wanted)
        if len(traced.outputs) != 1:
            raise TypeError(f"question: {where} must return one formula, a vector or a matrix; join by np.stack([…])")
        symbols = {node: _symbol(self.inputs[name]) for name, node in zip(wanted, traced.inputs, strict=True)}
        (array,) = entrywise(traced.outputs, symbols)
        return [as_node(entry) for entry in np.ravel(array).tolist()], traced.outputs[0].shape

    def typed(self, text: str) -> Node:
        """What a reader typed; FormulaError where it cannot be read."""
        f = read_formula(text, list(self.ranges))
        return as_node(f(*(Traced(self.inputs[name]) for name in self.ranges)))

    def values(self) -> dict[str, Sequence[float]]:
        """By the sign that stands for it, what each number may be."""
        return {self.signs[name]: values for name, values in self.drawn.items()}

    def named(self, nodes: Sequence[Node]) -> list[Node]:
        """The graphs with the numbers under their own names."""
        return substitute(nodes, {self.inputs[name]: self.own[name] for name in self.drawn})

    def at(self, nodes: Sequence[Node], numbers: Mapping[str, float]) -> list[Node]:
        """The graphs with the numbers of one draw in them."""
        return substitute(nodes, {self.inputs[name]: constant(float(numbers[name])) for name in self.drawn})

    # --- LaTeX -----------------------------------------------------------------------------------

    def latex(self, nodes: Sequence[Node], shape: tuple[int, ...]) -> str:
        """A formula, or a column or matrix of some, with {a} for each number that is drawn."""
        texts = [self.with_names(to_latex(node)) for node in nodes]
        if not shape:
            return texts[0]
        width = shape[1] if len(shape) == 2 else 1
        rows = [" & ".join(texts[i : i + width]) for i in range(0, len(texts), width)]
        return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"

    def texts(self, name: str, nodes: Sequence[Node], shape: tuple[int, ...]) -> dict[str, str]:
        """The whole and its entries, by the names that a text gives them."""
        each = zip(entries(name, *shape), (self.latex([node], ()) for node in nodes), strict=True)
        return dict(each) | {name: self.latex(nodes, shape)}

    def with_names(self, latex: str) -> str:
        """LaTeX with {a} in place of the sign that stands for the number a; beside a digit it gets a dot."""
        for name, sign in self.signs.items():
            latex = re.sub(rf"(?<=[\d{SIGNS}}}]) \\, (?={sign})|(?<={sign}) \\, (?=[\d{SIGNS}])", r" \\cdot ", latex)
            latex = latex.replace(sign, f"{{{name}}}")
        return latex


def derivatives(of: Sequence[Node], by: Sequence[Node]) -> list[Node]:
    """Every entry's derivative by every letter, row by row."""
    return [tangent_of(node, {letter: ONE}) for node in of for letter in by]


def by_hand(of: Node, by: Node) -> Node:
    """A derivative in the form in which it is taught."""
    tangents: dict[Node, Node | None] = {by: ONE}
    for part in take_apart(of):
        tangents[part.node] = right_tangent(part, tangents)
    return tangents.get(of) or constant(0.0)


def names_of(shape: tuple[int, ...]) -> list[str]:
    """What the entries are called to a reader."""
    words = {0: "", 1: "Entry {0}", 2: "Row {0}, column {1}"}[len(shape)]
    places = [name[2:-1].split(",") for name in entries("a", *shape)] if shape else [[""]]
    return [words.format(*place) for place in places]


def _symbol(node: Node) -> Any:
    array = np.empty((), dtype=object)
    array[()] = Traced(node)
    return array


def _values(entry: Any) -> Sequence[float]:
    return entry.listed or [float(x) for x in range(int(entry.low), int(entry.high) + 1)]


def _is_range(pair: Any) -> bool:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        return False
    low, high = pair
    numbers = isinstance(low, Real) and isinstance(high, Real)
    return numbers and math.isfinite(low) and math.isfinite(high) and low < high
