"""The answers of a question as graphs of its numbers: the right one, the typical wrong ones, and the steps between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..graph import Node, constant, input_node, substitute
from ..trace import trace
from .draws import Drawn
from .inputs import call, name_of, parameters
from .sentences import entries


@dataclass
class Asked:
    """What is asked: nodes for every number that is computed, by name, and the shapes the texts may name."""

    inputs: dict[Node, Drawn]
    outputs: dict[str, Node] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)  # the names of the entries of vectors and matrices
    shapes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # the numbers that some function takes
    right: list[str] = field(default_factory=list)  # the outputs that are the right answer, entry by entry
    wrong: list[dict[str, Any]] = field(default_factory=list)  # for each sentence its outputs, or its choice
    choices: list[str] = field(default_factory=list)


def ask(
    drawn: Sequence[Drawn],
    answer: Callable[..., Any] | str,
    wrong: Mapping[str, Callable[..., Any] | str],
    choices: Sequence[str] | None,
    steps: Mapping[str, Callable[..., Any]],
) -> Asked:
    """Trace every function of the question, and see that they fit together."""
    asked = Asked({input_node(entry.name, ()): entry for entry in drawn}, choices=_choices(choices))
    asked.shapes |= {entry.name: () for entry in drawn}
    for name, step in steps.items():
        if not name.isidentifier() or name in asked.shapes or name == "answer":
            raise ValueError(f"steps: {name!r} cannot name a step; choose a name that nothing else here has")
        asked.shapes[name] = _trace(asked, name, step, f"steps[{name!r}]")
    if choices is not None:
        _choose(asked, answer, wrong)
        return asked
    asked.shapes["answer"] = shape = _trace(asked, "answer", answer, "answer")
    asked.right = entries("answer", shape)
    for i, (sentence, f) in enumerate(wrong.items()):
        got = _trace(asked, f"wrong {i + 1}", f, f"wrong {sentence!r}")
        if got != shape:
            raise ValueError(f"question: wrong {sentence!r} has shape {got}, the answer {shape}; give them the same")
        asked.wrong.append({"outputs": entries(f"wrong {i + 1}", shape)})
    return asked


def _trace(asked: Asked, name: str, f: Any, where: str) -> tuple[int, ...]:
    """Put f's entries among the outputs, and return its shape."""
    if not callable(f):
        raise TypeError(f"question: {where} must be a function of the numbers, got {f!r}; write lambda r: 2 * r")
    known = {entry.name: node for node, entry in asked.inputs.items()}
    wanted = parameters(f, known)
    if missing := [key for key in wanted if key not in known]:
        raise TypeError(
            f"question: {where} needs {missing[0]}, which is not drawn; give it numbers, {missing[0]}=[2, 3, 4]"
        )
    asked.used |= set(wanted)

    def by_names(*xs: Any) -> Any:
        return call(f, dict(zip(wanted, xs, strict=True)))

    by_names.__name__ = name_of(f)  # for the messages of trace
    traced = trace(by_names, [0.0] * len(wanted), wanted)
    if len(traced.outputs) != 1 or not 0 <= len(traced.outputs[0].shape) <= 2:
        raise TypeError(f"question: {where} must return one number, vector or matrix; join numbers by np.stack([…])")
    here = {node: known[key] for key, node in zip(wanted, traced.inputs, strict=True)}
    (value,) = substitute(traced.outputs, here)
    asked.outputs[name] = value
    if value.shape:
        asked.parts[name] = entries(name, value.shape)
    return value.shape


def _choices(given: Sequence[str] | None) -> list[str]:
    choices = list(given or [])
    if given is not None and (len(choices) < 2 or len(set(choices)) < len(choices)):
        raise ValueError(f"choices: expected two or more different texts, got {choices!r}")
    return choices


def _choose(asked: Asked, answer: Callable[..., Any] | str, wrong: Mapping[str, Any]) -> None:
    """The position of the right choice, and under each sentence the position of a wrong one."""
    asked.right = ["answer"]
    if callable(answer):
        if _trace(asked, "answer", answer, "answer") != ():
            raise TypeError("question: answer must return one number, the position of the right choice, from 0")
    else:
        asked.outputs["answer"] = constant(float(_position(asked, answer, "answer")))
    places = {sentence: _position(asked, choice, f"wrong {sentence!r}") for sentence, choice in wrong.items()}
    asked.wrong = [{"choice": at} for at in places.values()]
    if not callable(answer) and answer in wrong.values():
        raise ValueError(f"question: {answer!r} is the answer, and wrong too; take it out of wrong")
    silent = [
        choice
        for at, choice in enumerate(asked.choices)
        if at not in places.values() and (callable(answer) or choice != answer)
    ]
    if silent:
        raise ValueError(f"question: nothing says why {silent[0]!r} is wrong; add wrong={{'…': {silent[0]!r}}}")


def _position(asked: Asked, choice: Any, where: str) -> int:
    if choice not in asked.choices:
        raise ValueError(f"question: {where} is {choice!r}, which is none of the choices {', '.join(asked.choices)}")
    return asked.choices.index(choice)
