"""Programs in place of formulas: the graphs that the page's Python has made of them. Nothing of them runs here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ....read.formula import FormulaError, TypedFormula
from ....read.tree import Tree
from ....trace.primitives import TABLE, bind

PROGRAM = re.compile(r"^[ \t]*def\s+\w+\s*\([\s\S]*?\)[^\n]*:", re.MULTILINE)

# text: for each of the program's functions that the figure has, its name, its letters, and its graph as a page sends it
Programs = Mapping[str, Sequence[Sequence[Any]]]


def is_program(text: str) -> bool:
    """Whether a function's text is a program; a formula has no colon.

    >>> is_program("def f(x):\\n    return x"), is_program("d e f x")
    (True, False)
    """
    return PROGRAM.search(text) is not None


class TypedProgram(TypedFormula):
    """One function of a program, as the graph that the page has made of it: a function of its letters."""

    def __init__(self, text: str, letters: Sequence[str], graph: Mapping[str, Any]) -> None:
        super().__init__(text, letters, Tree("program"), ())
        self._given = [entry["name"] for entry in graph["inputs"]]
        self._nodes = graph["nodes"]
        (self._at,) = graph["outputs"].values()

    def __call__(self, *args: Any, **named: Any) -> Any:
        values = dict(zip(self._given, self.__signature__.bind(*args, **named).args, strict=True))
        made: list[Any] = []
        for node in self._nodes:
            if node["op"] == "input":
                made.append(values[node["name"]])
            elif node["op"] == "constant":
                made.append(float(node["value"]))  # a word where JSON has no such number
            else:
                made.append(bind(node["op"], *(made[i] for i in node["args"])))
        return made[self._at]


def from_program(name: str, text: str, programs: Programs, letters: Sequence[str] | None) -> TypedProgram:
    """One function of a program; FormulaError where no page has sent what comes of it, or that is no graph.

    ``letters`` are those that the figure gives its arguments, None where the program's parameters are inputs.
    """
    found = [drawn for drawn in programs.get(text, ()) if len(drawn) == 3 and drawn[0] == name]
    if not found:
        raise FormulaError("A program is run by the page: type it into the figure's box for programs, and draw it.", 0)
    _, own, graph = found[0]
    try:
        _check(graph, list(own))
        return TypedProgram(text, own if letters is None else letters, graph)
    except (KeyError, TypeError, ValueError, IndexError):
        raise FormulaError("What the page has sent of this program is no graph; draw it again.", 0) from None


def _check(graph: Mapping[str, Any], letters: Sequence[str]) -> None:
    """ValueError, or another of those above, unless every node is of the table and of nodes before it."""
    if [entry["name"] for entry in graph["inputs"]] != letters:
        raise ValueError(letters)
    for at, node in enumerate(graph["nodes"]):
        if node["op"] == "input":
            letters.index(node["name"])
        elif node["op"] == "constant":
            float(node["value"])
        elif len(TABLE[node["op"]].domain) != len(node["args"]) or not all(0 <= i < at for i in node["args"]):
            raise ValueError(node)
    (output,) = graph["outputs"].values()
    graph["nodes"][output]
