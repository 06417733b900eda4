"""The rows of a table of steps: each a function of the numbers and of the rows above it, traced and bent."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ....trace import trace
from ....trace.graph import Node, evaluate, input_node, substitute
from ....write.latex import symbol, vector
from ...common.inputs import call, name_of, parameter_names
from ...common.names import entries
from .missteps import Misstep, missteps

Values = Mapping[str, Any]  # arrays by their names
MOST = 20  # missteps of a row, in the page
LAYERED = re.compile(r"(W|b|z|a|delta)(\d)")  # as front/model/speech.ts says them
DRAWS = 12  # on which they are told apart


@dataclass
class Row:
    """One quantity to fill in."""

    name: str
    node: Node  # from the numbers and the rows above, as they are given
    uses: list[str]  # the rows above that it is made of
    wrong: dict[str, Node]  # by the sentence of each typical mistake
    slips: list[Misstep] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.node.shape

    @property
    def entries(self) -> list[str]:
        return entries(self.name, *self.shape)


class Table:
    """All rows, with the nodes of the numbers and of the rows as a reader gives them."""

    def __init__(self, numbers: Mapping[str, tuple[int, ...]], labels: Mapping[str, str]) -> None:
        self.numbers = {name: input_node(name, shape) for name, shape in numbers.items()}
        self.own: dict[str, Node] = {}  # what a reader gives for each row
        self.rows: list[Row] = []
        self.used: set[str] = set()
        self._labels = labels

    def label(self, name: str) -> str:
        """A quantity as LaTeX: a vector bold, and what belongs to a layer, as in W1, with its number above."""
        if name in self._labels:
            return self._labels[name]
        layered = LAYERED.fullmatch(name)
        stem = symbol(layered[1] if layered else name)
        stem = vector(stem) if len((self.numbers | self.own)[name].shape) == 1 else stem
        return rf"{stem}^{{({layered[2]})}}" if layered else stem

    def add(self, name: str, f: Any, wrong: Mapping[str, Callable[..., Any]]) -> None:
        """A further row; TypeError or ValueError where it cannot be one."""
        if not isinstance(name, str) or not name.isidentifier() or name in self.numbers or name in self.own:
            raise ValueError(f"steps: {name!r} cannot name a row; choose a name that nothing else here has")
        node, wanted = self._traced(f, f"the row {name}")
        row = Row(name, node, [key for key in wanted if key in self.own], {})
        for sentence, g in wrong.items():
            row.wrong[sentence], _ = self._traced(g, f"wrong {sentence!r} of the row {name}")
            if row.wrong[sentence].shape != row.shape:
                raise ValueError(
                    f"steps: wrong {sentence!r} has shape {row.wrong[sentence].shape}, the row {name} {row.shape}; "
                    "give them the same"
                )
        quantities = self.numbers | self.own
        names = {node: self.label(key) for key, node in quantities.items()}
        used = [quantities[key] for key in wanted]
        row.slips = list(missteps(node, used, list(quantities.values()), names))
        self.rows.append(row)
        self.own[name] = input_node(name, row.shape)

    def _traced(self, f: Any, where: str) -> tuple[Node, list[str]]:
        if not callable(f):
            raise TypeError(f"steps: {where} must be a function of numbers and rows, got {f!r}; write lambda z: z**2")
        known = self.numbers | self.own
        wanted = parameter_names(f, known)
        if missing := [key for key in wanted if key not in known]:
            close = difflib.get_close_matches(missing[0], known, 1)
            did = f"did you mean {close[0]}?" if close else f"the names are {', '.join(known)}"
            raise TypeError(
                f"steps: {where} needs {missing[0]}, which is neither a number nor a row above it; {did} A number is "
                f"given as {missing[0]}=[2, 3, 4]"
            )
        self.used |= set(wanted)

        def by_names(*xs: Any) -> Any:
            return call(f, dict(zip(wanted, xs, strict=True)))

        by_names.__name__ = name_of(f)  # for the messages of trace
        traced = trace(by_names, [np.zeros(known[key].shape) for key in wanted], wanted)
        if len(traced.outputs) != 1 or len(traced.outputs[0].shape) > 2:
            raise TypeError(f"steps: {where} must return one number, vector or matrix; join numbers by np.stack([…])")
        here = {node: known[key] for key, node in zip(wanted, traced.inputs, strict=True)}
        return substitute(traced.outputs, here)[0], wanted

    # --- values ----------------------------------------------------------------------------------

    def truths(self) -> dict[str, Node]:
        """Every row from the numbers alone."""
        found: dict[str, Node] = {}
        for row in self.rows:
            (found[row.name],) = substitute([row.node], {self.own[key]: node for key, node in found.items()})
        return found

    def evaluate(self, nodes: Sequence[Node], values: Values) -> list[Any]:
        """Some formulas of rows, at these numbers and rows."""
        known = {node: np.asarray(values[name], float) for name, node in (self.numbers | self.own).items()}
        with np.errstate(all="ignore"):
            return [np.asarray(value) for value in evaluate(list(nodes), known)]

    def tell_apart(self, draws: Sequence[Values]) -> None:
        """Keep of every row the missteps that differ from the right value and from each other on some of the draws."""
        for row in self.rows:
            nodes = [row.node, *(slip.node for slip in row.slips)]
            each = [self.evaluate(nodes, at) for at in draws[:DRAWS]]
            found = [np.concatenate([np.ravel(x) for x in values]) for values in zip(*each, strict=True)]
            kept: list[int] = []
            for i in range(1, len(found)):
                finite = np.isfinite(found[i]).any()
                if finite and not any(np.allclose(found[i], found[k], rtol=1e-9, equal_nan=True) for k in [0, *kept]):
                    kept.append(i)
            row.slips = [row.slips[i - 1] for i in kept][:MOST]
