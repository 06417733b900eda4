"""A formula that somebody typed, as a function of its letters."""

from __future__ import annotations

import inspect
import keyword
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .grammar import Grammar
from .names import Names, plain
from .table import FUNCTIONS, OPERATIONS
from .tokens import Tokens
from .tree import Tree, fold, walk
from .words import FormulaError, refusal

MOST = 10_000
LETTER = re.compile(r"[^\W\d]\w*")
VALUES: dict[str, Callable[..., Any]] = OPERATIONS | {row.name: row.value for row in FUNCTIONS}


class TypedFormula:
    """What :func:`mlcalc.read_formula` gives: a function of its letters that also knows how it was read.

    ``text`` is what was typed, ``letters`` its arguments in their order, ``tree`` what was understood, and ``notes``
    are sentences on what could have been meant otherwise. It takes numbers or arrays that broadcast, and traced
    values, and is computed by numpy.
    """

    def __init__(self, text: str, letters: Sequence[str], tree: Tree, notes: Sequence[str]) -> None:
        self.text = text
        self.letters = tuple(letters)
        self.tree = tree
        self.notes = tuple(notes)
        self.__name__ = text
        self.__signature__ = inspect.Signature(
            [inspect.Parameter(_as_parameter(name), inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in letters]
        )

    def __repr__(self) -> str:
        return f"<formula {self.text!r} of {', '.join(self.letters) or 'no letter'}>"

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The value at these numbers, in the order of the letters or by name; TypeError where one is missing."""
        given = self.__signature__.bind(*args, **named).args
        values = {name: _as_floats(value) for name, value in zip(self.letters, given, strict=True)}
        return fold(
            self.tree,
            lambda leaf: leaf.value if leaf.op == "constant" else values[leaf.value],
            lambda op, numbers: VALUES[op](*numbers),
        )


def read_formula(text: str, letters: Sequence[str] | None = None) -> TypedFormula:
    """Read a formula as people type it: ``2x sin(x)^2``, ``e^-x``, ``|x|/√2``, or LaTeX pasted from elsewhere.

    ``letters`` are the names that may stand in it, which are the arguments of the function in this order; a text such
    as "x, t" lists them too. Without them every single letter is one (also ``theta`` and ``x_1``), in the order in
    which they come. Everything else that has a name is a function, or e or π. Products need no sign, functions of one
    thing no brackets. What people read in two ways is refused with both, or read as most do and listed in ``notes``.
    The function takes numbers or arrays of shapes that broadcast, and can be differentiated.

    Raises FormulaError, which says where the text cannot be read and what to write instead; TypeError for what is no
    text, and ValueError for letters that are no names, or are alike. Nothing is ever evaluated as Python.

    >>> f = read_formula("2x sin(x)^2", letters=["x"])
    >>> f.tree
    (multiply (multiply 2.0 x) (power (sin x) 2.0))
    >>> from mlcalc import grad
    >>> round(grad(f)(0.5), 6)
    1.301169
    >>> read_formula("log x", letters=["x"]).notes
    ('“log” is read as the natural logarithm, ln.',)
    """
    if not isinstance(text, str):
        raise TypeError(f"read_formula: text must be a string such as '2x sin(x)', not {type(text).__name__}")
    known = None if letters is None else _checked(letters)
    if len(text) > MOST:
        raise refusal(MOST, "long", f"{len(text):,}")
    tokens = Tokens(text, Names(known))
    grammar = Grammar(text, tokens.found, tokens.notes)
    grammar.letters = known
    tree = grammar.read()
    used = dict.fromkeys(node.value for node in walk(tree) if node.op == "letter")
    return TypedFormula(text, known if known is not None else tuple(used), tree, grammar.notes)


def _checked(letters: Sequence[str]) -> tuple[str, ...]:
    names = letters.replace(",", " ").split() if isinstance(letters, str) else list(letters)
    for name in names:
        if not isinstance(name, str) or not LETTER.fullmatch(name):
            raise ValueError(f"read_formula: letters must be names such as 'x', 'theta' or 'x_1', not {name!r}")
    for i, name in enumerate(names):
        for other in names[:i]:
            if plain(name) == plain(other):
                raise ValueError(f"read_formula: letters must differ, but {other!r} and {name!r} are typed alike")
    return tuple(names)


def _as_parameter(name: str) -> str:
    """The letter as a parameter of Python's, which cannot be called lambda."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _as_floats(value: Any) -> Any:
    if hasattr(value, "__mlcalc_bind__"):
        return value
    array = np.asarray(value)
    return array.astype(float)[()] if array.dtype.kind in "biu" else value if np.isscalar(value) else array


__all__ = ["FormulaError", "TypedFormula", "read_formula"]
