"""What a question computes, as graphs of its numbers: right answer, typical mistakes, and the steps between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ....trace import trace
from ....trace.graph import Node, input_node, substitute
from ...common.asking.draws import Drawn
from ...common.inputs import call, name_of, parameter_names
from ...common.names import entries


@dataclass
class Asked:
    """Nodes for every number that is computed, by name, and the shapes of what the texts may name."""

    inputs: dict[Node, Drawn]
    outputs: dict[str, Node] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)  # the names of the entries of vectors and matrices
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)  # LaTeX that the texts may name
    used: set[str] = field(default_factory=set)  # the numbers that some function takes

    @classmethod
    def of(cls, drawn: Sequence[Drawn], steps: Mapping[str, Callable[..., Any]]) -> Asked:
        """The numbers that are drawn, and the steps that the texts name."""
        asked = cls({input_node(entry.name, ()): entry for entry in drawn})
        asked.shapes |= {entry.name: () for entry in drawn}
        for name, step in steps.items():
            if not name.isidentifier() or name in asked.shapes or name == "answer":
                raise ValueError(f"steps: {name!r} cannot name a step; choose a name that nothing else here has")
            asked.shapes[name] = asked.trace(name, step, f"steps[{name!r}]")
        return asked

    def trace(self, name: str, f: Any, where: str) -> tuple[int, ...]:
        """Put f's result among the outputs, and return its shape."""
        if not callable(f):
            raise TypeError(f"question: {where} must be a function of the numbers, got {f!r}; write lambda r: 2 * r")
        known = {entry.name: node for node, entry in self.inputs.items()}
        wanted = parameter_names(f, known)
        if missing := [key for key in wanted if key not in known]:
            raise TypeError(
                f"question: {where} needs {missing[0]}, which is not drawn; give it numbers, {missing[0]}=[2, 3, 4]"
            )
        self.used |= set(wanted)

        def by_names(*xs: Any) -> Any:
            return call(f, dict(zip(wanted, xs, strict=True)))

        by_names.__name__ = name_of(f)  # for the messages of trace
        traced = trace(by_names, [0.0] * len(wanted), wanted)
        if len(traced.outputs) != 1 or not 0 <= len(traced.outputs[0].shape) <= 2:
            raise TypeError(
                f"question: {where} must return one number, vector or matrix; join numbers by np.stack([…])"
            )
        here = {node: known[key] for key, node in zip(wanted, traced.inputs, strict=True)}
        (value,) = substitute(traced.outputs, here)
        self.outputs[name] = value
        if value.shape:
            self.parts[name] = entries(name, *value.shape)
        return value.shape
