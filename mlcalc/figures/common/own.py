"""Own functions: what a reader types in place of an author's function, and the figure that comes of it.

The page does the same by front/model/own.ts: a test holds both together, specification by specification.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import traitlets

from ...read.formula import FormulaError, TypedFormula, read_formula
from ...read.names import plain
from ...read.table import CONSTANTS, GREEK
from ...read.tree import Tree, fold, walk
from ...read.words import refusal
from ...trace.graph import Node
from ...write.page import NotFinite
from ...write.typed import to_typed
from .inputs import Input

# The letters that a horizontal axis would rather have than another one, and the ranges of letters that are new.
ACROSS = ("x", "t")
FRESH = (-5.0, 5.0, 1.0)
COUNTS = {"n": Input("n", 0.0, 6.0, 2.0, 1.0)}


@dataclass(frozen=True)
class Editable:
    """What a kind says of its functions, where they can be typed anew.

    ``make`` gives what :class:`Figure` is made of, from the functions by name, the inputs and the axes among them;
    ``texts`` are the author's functions as they would be typed, ``inputs`` and ``axes`` those that their letters have.
    ``taken`` are names that no letter can have, and ``variables`` those that stand for another one of the functions.
    """

    make: Callable[[Mapping[str, TypedFormula], list[Input], list[str]], dict[str, Any]]
    texts: Mapping[str, str]
    inputs: Sequence[Input]
    axes: Sequence[str]
    taken: Sequence[str] = ()
    variables: Sequence[str] = ()

    def read(self, name: str, text: str) -> TypedFormula:
        """One of the functions from its text; FormulaError where it cannot be read, or is of what is no letter here."""
        known = [*(entry.name for entry in self.inputs), *self.variables]
        f = read_own(text, known)
        for letter in f.letters:
            if letter in self.taken or letter == name:
                raise refusal(0, "taken", letter)
        return f

    def arguments(self, texts: Mapping[str, str], windows: Mapping[str, Sequence[float]]) -> dict[str, Any]:
        """What the figure of these functions is made of."""
        functions = {name: self.read(name, text) for name, text in texts.items()}
        used = list(dict.fromkeys(letter for f in functions.values() for letter in f.letters))
        inputs, axes = own_inputs([u for u in used if u not in self.variables], self.inputs, self.axes, windows)
        return self.make(functions, inputs, axes)

    def to_json(self, texts: Mapping[str, str], windows: Mapping[str, Sequence[float]]) -> dict[str, Any]:
        letters = [entry.name for entry in self.inputs]
        written = {"functions": dict(texts), "letters": letters, "axes": list(self.axes), "taken": list(self.taken)}
        written |= {"variables": list(self.variables)} if self.variables else {}
        return written | ({"windows": {name: list(ends) for name, ends in windows.items()}} if windows else {})


def typed(functions: Mapping[str, Node]) -> dict[str, str]:
    """Each function as it would be typed; ValueError for one that cannot be."""
    texts = {}
    for name, node in functions.items():
        try:
            texts[name] = to_typed(node)
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


def own_inputs(
    used: Sequence[str], author: Sequence[Input], axes: Sequence[str], windows: Mapping[str, Sequence[float]]
) -> tuple[list[Input], list[str]]:
    """The inputs of functions of these letters, and which of them are the axes.

    An axis whose letter is gone is taken over, with its range, by a letter that is new; where none is, by another
    one, and where there is none at all it stays. ``windows`` are the ranges that a reader chose.

    >>> inputs, axes = own_inputs(["a", "x"], [Input.read("w", (-3, 3, 1.3))], ["w"], {})
    >>> axes, [(entry.name, entry.low, entry.start) for entry in inputs]
    (['x'], [('x', -3.0, 1.3), ('a', -5.0, 1.0)])
    """
    by_name = {entry.name: entry for entry in author}
    free = [name for name in used if name not in axes]
    free.sort(key=lambda name: (name in by_name, ACROSS.index(name) if name in ACROSS else len(ACROSS)))
    chosen = {axis: axis if axis in used or not free else free.pop(0) for axis in axes}
    inputs = []
    for entry in author:
        name = chosen.get(entry.name, entry.name)
        if entry.name in chosen and name not in by_name:
            inputs.append(replace(entry, name=name, latex=""))
        elif entry.name in chosen.values() or (entry.name in used and entry.name not in chosen):
            inputs.append(entry)
    inputs += [_fresh(name) for name in used if name not in by_name and name not in chosen.values()]
    return [_windowed(entry, windows.get(entry.name)) for entry in inputs], list(chosen.values())


def _fresh(name: str) -> Input:
    return COUNTS[name] if name in COUNTS else Input.read(name, FRESH)


def _windowed(entry: Input, ends: Sequence[float] | None) -> Input:
    if ends is None:
        return entry
    low, high = ends
    read = Input.read(entry.name, (low, high, min(max(entry.start, low), high)))
    step = entry.step if entry.step == 1 and float(low).is_integer() else read.step
    made = replace(entry, low=read.low, high=read.high, start=read.start, step=step)
    return made.logarithmic() if entry.scale == "log" else made


class Own(traitlets.HasTraits):
    """What a figure has where its functions can be typed anew: ``functions``, by name, each as its text."""

    functions = traitlets.Dict().tag(sync=True)
    windows = traitlets.Dict().tag(sync=True)
    inputs: Any
    ranges: dict[str, Input]
    spec: Any

    def _set_up(self, **made: Any) -> None:
        raise NotImplementedError

    def _begin(self, own: Editable | None, made: dict[str, Any]) -> None:
        """The author's figure, for the first time."""
        self._own, self._made, self._author = own, made, None
        self._texts: dict[str, str] = dict(own.texts) if own is not None else {}
        self._windows: dict[str, list[float]] = {}
        self._set_up(**made)
        if own is not None:
            for name, text in own.texts.items():  # a name that is read as two, say: better now than by a reader
                own.read(name, text)
            self.functions = self._texts

    def _editable_json(self) -> dict[str, Any]:
        """The part of the specification that says what can be typed; with the author's figure, where it is another."""
        if self._own is None:
            return {}
        written = self._own.to_json(self._texts, self._windows)
        return {"editable": written | ({"author": self._author} if self._author is not None else {})}

    @traitlets.validate("functions")
    def _valid_functions(self, proposal: Any) -> dict[str, str]:
        self._remake(self._checked_functions(proposal["value"]), self._windows)
        return dict(self._texts)

    @traitlets.validate("windows")
    def _valid_windows(self, proposal: Any) -> dict[str, list[float]]:
        self._remake(self._texts, proposal["value"])
        return dict(self._windows)

    @contextmanager
    def _taken_over(self, sync_data: Mapping[str, Any]) -> Iterator[None]:
        """The page's functions first, for they name the inputs; what the page has sent is not sent back."""
        if self._own is None or not {"functions", "windows"} & set(sync_data):
            yield
            return
        texts = self._checked_functions(sync_data.get("functions", {}))
        with self.hold_sync(), self._lock_property(**sync_data):  # type: ignore[attr-defined]  # ipywidgets'
            self._remake(texts, sync_data.get("windows", self._windows))
            yield

    def _checked_functions(self, given: Mapping[str, str]) -> dict[str, str]:
        if self._own is None:
            if given:
                raise ValueError("functions: this figure has none to type; make it with editable=True")
            return {}
        for name, text in given.items():
            if name not in self._own.texts:
                known = ", ".join(self._own.texts)
                raise ValueError(f"functions: {name!r} is no function of this figure; its functions are {known}")
            if not isinstance(text, str):
                raise TypeError(f"functions: {name} must be a text such as '2x sin(x)', got {text!r}")
        return {name: given.get(name, self._texts[name]) for name in self._own.texts}

    def _remake(self, texts: dict[str, str], windows: Mapping[str, Sequence[float]]) -> None:
        """The figure of these functions in place of the one there is; nothing changes where there can be none."""
        ranges = {name: [float(end) for end in ends] for name, ends in windows.items()}
        if (texts, ranges) == (self._texts, self._windows):
            return
        own, before = self._own, (self._texts, self._windows, self._author)
        if own is None:
            raise ValueError("windows: this figure has fixed ranges; make it with editable=True")
        authors = texts == dict(own.texts) and not ranges
        inputs = dict(self.inputs)
        with np.errstate(all="ignore"):  # 1/0 is told below, in a sentence
            made = self._made if authors else own.arguments(texts, ranges)
        if self._author is None:
            self._author = self.spec
        if authors:
            self._author = None
        self._texts, self._windows = texts, ranges
        try:
            self._set_up(**made)
        except Exception as error:
            self._texts, self._windows, self._author = before
            self._set_up(**(own.arguments(*before[:2]) if before[2] is not None else self._made))
            self.inputs = inputs
            raise (refusal(0, "nowhere") if isinstance(error, NotFinite) else error) from None
        self.inputs = {
            name: min(max(inputs.get(name, entry.start), entry.low), entry.high) for name, entry in self.ranges.items()
        }
