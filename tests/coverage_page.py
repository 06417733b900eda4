"""The page of the appendix on numpy: every composition of the list, and what becomes of it.

``python tests/coverage_page.py`` writes it anew.
"""

from __future__ import annotations

import copy
import re
from itertools import groupby
from pathlib import Path

import numpy as np
from compositions import arguments_of, written
from numpy_compositions import ARGUMENTS, REFUSED, RIGHT, Composition

from mlcalc import jvp

PAGE = Path(__file__).parent.parent / "chapters" / "numpy-coverage.md"
TOP = """(numpy-coverage)=
# What numpy functions can be differentiated

Here is what people type when they write mathematics in numpy: {total} compositions of its functions (and of
`scipy.special`'s), from a sine to an LSTM cell. **{right} of {total} are right; every other is refused by name**, with
something to write instead. Of the {refused} refused, {askers} ask a value for its number, which it does not have while
its function is traced; the other {left_out} are functions and options that are left out.

A composition is *right* if its value is numpy's to twelve digits, and if its first and second derivatives, with respect
to every argument at once, are those of finite differences (at a kink, those of JAX). That is tested on the first call,
on the second and third, which run a program kept from the first, in another thread, and compiled. For a refusal, the
tests read the sentence, check that it names what was typed, and follow it: what they write instead must have the same
value and the right derivative.

The arguments are numbers ({numbers}), vectors ({vectors}), matrices ({matrices}) and an array with three axes
(`T`); the entries of `u` lie between 0 and 1, those of `p` above 1. The page is written by the tests, from the list in
`tests/numpy_compositions.py`, where you find the whole pieces of programs line by line. [](api.md) has the known
functions by name.
"""


def refusal(row: Composition) -> str:
    """The sentence with which a composition is refused."""
    given = arguments_of(row.source)
    args = copy.deepcopy(tuple(given.values()))
    try:
        jvp(written(row.source, [*given]), args, args)
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        return str(error)
    raise AssertionError(f"not refused: {row.source}")


def page() -> str:
    """The text of the page."""
    areas = [f"\n## {area}\n\n{table([*rows])}" for area, rows in groupby([*RIGHT, *REFUSED], lambda row: row.area)]
    return top() + "".join(areas)


def top() -> str:
    names = {axes: ", ".join(f"`{n}`" for n, v in ARGUMENTS.items() if np.ndim(v) == axes) for axes in range(3)}
    askers = sum(row.area == REFUSED[0].area for row in REFUSED)
    return TOP.format(
        total=len(RIGHT) + len(REFUSED), right=len(RIGHT), refused=len(REFUSED), askers=askers,
        left_out=len(REFUSED) - askers, numbers=names[0], vectors=names[1], matrices=names[2],
    )  # fmt: skip


def table(rows: list[Composition]) -> str:
    lines = [f"| {shown(row)} | {plain(refusal(row)) if row.instead else 'right'} |\n" for row in rows]
    return "| what is typed | what becomes of it |\n|---|---|\n" + "".join(lines)


def shown(row: Composition) -> str:
    """A piece of code as code, and a title as text."""
    if row.title != row.source:
        return row.title
    return "<br>".join(f"`{line.strip()}`".replace("|", r"\|") for line in row.source.splitlines())


def plain(sentence: str) -> str:
    """A message as text of a table: nothing in it is markup, and what all of them begin with is left out."""
    sentence = sentence.removeprefix("this function cannot be traced: ").replace("\n", " ")
    return re.sub(r"([\\`*_\[\]<>|{}$~])", r"\\\1", sentence)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
