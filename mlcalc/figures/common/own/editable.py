"""What an editable figure knows of its functions, and the traits by which they are set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import traitlets

from ....read.formula import TypedFormula, read_formula
from ....read.words import refusal
from ....write.page import NotFiniteError
from ..inputs import Input
from ..pages import worker
from .letters import own_inputs
from .programs import Programs, from_program, is_program
from .reading import read_own


@dataclass(frozen=True)
class Editable:
    """What a kind says of its functions, where they can be typed anew.

    ``make`` gives what :class:`Figure` is made of, from the functions by name, the inputs and the axes among them;
    ``texts`` are the author's functions as they would be typed, ``inputs`` and ``axes`` those that their letters have.
    ``taken`` are names that no letter can have, and ``variables`` those that stand for another one of the functions.
    Where each function has letters of its own and there can be no others, ``spellings`` gives them: the letters that
    can be typed, and the names that they stand for. ``how`` is what the call says: True, "open" where derivatives and
    code stand open under the boxes, or the id of another figure of the page, whose function this one shows, too.
    """

    make: Callable[[Mapping[str, TypedFormula], list[Input], list[str]], dict[str, Any]]
    texts: Mapping[str, str]
    inputs: Sequence[Input]
    axes: Sequence[str]
    taken: Sequence[str] = ()
    variables: Sequence[str] = ()
    spellings: Mapping[str, Mapping[str, str]] | None = None
    how: bool | str = True

    def read(self, name: str, text: str, programs: Programs | None = None) -> TypedFormula:
        """One of the functions from its text; FormulaError where it cannot be read, or is of what is no letter here."""
        letters = None if self.spellings is None else list(self.spellings[name])
        program = is_program(text)
        if letters is not None and not program:
            return read_formula(text, letters)
        known = [*(entry.name for entry in self.inputs), *self.variables]
        f = from_program(name, text, programs or {}, letters) if program else read_own(text, known)
        if letters is not None:
            return f
        for letter in f.letters:
            if letter in self.taken or letter == name:
                raise refusal(0, "taken", letter)
        return f

    def arguments(
        self, texts: Mapping[str, str], windows: Mapping[str, Sequence[float]], programs: Programs
    ) -> dict[str, Any]:
        """What the figure of these functions is made of."""
        functions = {name: self.read(name, text, programs) for name, text in texts.items()}
        used: list[str] = []
        if self.spellings is None:
            used = list(dict.fromkeys(letter for f in functions.values() for letter in f.letters))
        inputs, axes = own_inputs([u for u in used if u not in self.variables], self.inputs, self.axes, windows)
        return self.make(functions, inputs, axes)

    def to_json(
        self, texts: Mapping[str, str], windows: Mapping[str, Sequence[float]], programs: Programs
    ) -> dict[str, Any]:
        letters = [entry.name for entry in self.inputs]
        # pairs, for the order says which is drawn first, and an object in a page may have another one
        written: dict[str, Any] = {"functions": [[name, text] for name, text in texts.items()]}
        written |= {"letters": letters, "axes": list(self.axes), "taken": list(self.taken)}
        written |= {"variables": list(self.variables)} if self.variables else {}
        if self.spellings is not None:
            written["spellings"] = [[name, list(map(list, own.items()))] for name, own in self.spellings.items()]
        if self.how is not True:
            written |= {"opened": True} if self.how == "open" else {"follows": str(self.how)}
        if used := {text: programs[text] for text in texts.values() if text in programs}:
            written["programs"] = [[text, list(map(list, drawn))] for text, drawn in used.items()]
        return written | ({"windows": {name: list(ends) for name, ends in windows.items()}} if windows else {})


class Own(traitlets.HasTraits):
    """What a figure has where its functions can be typed anew: ``functions``, by name, each as its text.

    A text may be a program. The page runs it, and sends along in ``programs`` what comes of it.
    """

    functions = traitlets.Dict().tag(sync=True)
    windows = traitlets.Dict().tag(sync=True)
    programs = traitlets.Dict().tag(sync=True)
    inputs: Any
    ranges: dict[str, Input]
    spec: Any

    def _set_up(self, *args: Any, **made: Any) -> None:
        raise NotImplementedError

    def _begin(self, own: Editable | None, made: dict[str, Any]) -> None:
        """The author's figure, for the first time."""
        self._own, self._made, self._author = own, made, None
        self._texts: dict[str, str] = dict(own.texts) if own is not None else {}
        self._windows: dict[str, list[float]] = {}
        self._programs: dict[str, Any] = {}
        self._set_up(**made)
        if own is not None:
            for name, text in own.texts.items():  # a name that is read as two, say: better now than by a reader
                own.read(name, text)
            self.functions = self._texts

    def _editable_json(self) -> dict[str, Any]:
        """The part of the specification that says what can be typed; with the author's figure, where it is another."""
        if self._own is None:
            return {}
        written = self._own.to_json(self._texts, self._windows, self._programs)
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
        self._programs.update(sync_data.get("programs", {}))
        texts = self._checked_functions(sync_data.get("functions", {}))
        with self.hold_sync(), self._lock_property(**sync_data):  # type: ignore[attr-defined]  # ipywidgets'
            self._remake(texts, sync_data.get("windows", self._windows))
            yield

    def _give_python(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        """Gives the page the Python that it asks for, where a program can be typed: the text of its worker."""
        if content.get("needs") == "python":
            self.send({"python": worker()})  # type: ignore[attr-defined]  # ipywidgets'

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
            made = self._made if authors else own.arguments(texts, ranges, self._programs)
        if self._author is None:
            self._author = self.spec
        if authors:
            self._author = None
        self._texts, self._windows = texts, ranges
        try:
            self._set_up(**made)
        except Exception as error:
            self._texts, self._windows, self._author = before
            self._set_up(**(own.arguments(*before[:2], self._programs) if before[2] is not None else self._made))
            self.inputs = inputs
            raise (refusal(0, "nowhere") if isinstance(error, NotFiniteError) else error) from None
        self.inputs = {
            name: min(max(inputs.get(name, entry.start), entry.low), entry.high) for name, entry in self.ranges.items()
        }
