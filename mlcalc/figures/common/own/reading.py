"""An own function as text: read as a formula of its letters; and an author's function as it would be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....read.formula import FormulaError, TypedFormula, read_formula
from ....read.names import plain
from ....read.table import CONSTANTS, GREEK
from ....read.tree import Tree, fold, walk
from ....trace.graph import Node
from ....write.typed import to_typed


def typed(
    values: Mapping[str, Node], functions: Mapping[str, Any] | None = None, letters: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Each function as it would be typed, or as it was; its inputs by these letters.

    ValueError for one that cannot be typed.
    """
    texts = {}
    for name, node in values.items():
        f = (functions or {}).get(name)
        try:
            texts[name] = f.text if isinstance(f, TypedFormula) else to_typed(node, letters)
        except ValueError as reason:
            how = "leave out editable, or write it with numpy's functions of one number"
            raise ValueError(f"editable: {name} cannot be written as a formula, for {reason}; {how}") from None
    return texts


def read_own(text: str, known: Sequence[str]) -> TypedFormula:
    """A formula of the known letters, or else of any; its own letters are those that stand in it.

    Raises FormulaError where it cannot be read.

    >>> read_own("w1 t^2", ["w1"]).letters
    ('w1', 't')
    """
    f = _read(text, known)
    names = {plain(name): name for name in known}
    tree = fold(f.tree, lambda leaf: _renamed(leaf, names), lambda op, args: Tree(op, tuple(args)))
    used = dict.fromkeys(leaf.value for leaf in walk(tree) if leaf.op == "letter")
    return TypedFormula(text, tuple(used), tree, f.notes)


def _read(text: str, known: Sequence[str]) -> TypedFormula:
    try:
        return read_formula(text, known)
    except FormulaError:
        try:
            return read_formula(text)
        except FormulaError as refused:
            # rate·t: a word that the author has given, beside letters that are new
            taken = {plain(name) for name in known}
            letters = [c for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in CONSTANTS]
            others = [c for c in [*letters, *dict.fromkeys(GREEK.values())] if c not in CONSTANTS and c not in taken]
            if any(len(name) > 1 for name in taken):
                try:
                    return read_formula(text, [*known, *others])
                except FormulaError:
                    pass
            raise refused from None


def _renamed(leaf: Tree, names: Mapping[str, str]) -> Tree:
    return Tree("letter", value=names.get(plain(leaf.value), leaf.value)) if leaf.op == "letter" else leaf
