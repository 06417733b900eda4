"""A program is called again and again, and every answer is held against the first to its arguments.

The first call interprets a graph, the second compiles it and the third runs what was compiled, in arrays that were
kept; other shapes and values come in between, in the forms that numpy has for numbers.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from programs import Array, Captured, Plan, arguments_of, formed

from mlcalc import clear_caches, compile, hessian, jvp, value_and_grad, vjp
from mlcalc.trace.trees import flatten, unflatten

# How the number, and the vector and the matrix, may be handed over.
NUMBERS: list[Callable[[float], Any]] = [float, np.array, np.float64]
ARRAYS: list[Callable[[Array], Array]] = [
    np.array,
    np.asfortranarray,
    lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    lambda a: a[::-1].copy()[::-1],
]
# (which shape, which turn, how the number and how the arrays are handed over): shapes alternate, and values and what
# is captured change, so that each shape is interpreted, compiled and run.
CALLS = [(0, 0, 0, 0), (1, 0, 1, 1), (0, 0, 2, 1), (1, 1, 0, 0), (0, 1, 1, 2), (1, 0, 2, 3), (0, 0, 0, 3), (1, 1, 0, 2)]
COMPILED_CALLS = [(0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 1, 1), (0, 0, 0, 2), (1, 0, 2, 0), (0, 0, 2, 0)]

FEW = 12  # entries of a matrix, for the Hessian by it


def difference(ours: Any, theirs: Any) -> tuple[float, float]:
    """The largest difference of two answers' entries, and the largest entry; ValueError for other shapes."""
    (ours, form), (theirs, their_form) = flatten(ours), flatten(theirs)
    if form != their_form or [np.shape(leaf) for leaf in ours] != [np.shape(leaf) for leaf in theirs]:
        raise ValueError(f"the answers have other forms or shapes: {form} and {their_form}")
    one, other = (np.concatenate([np.ravel(leaf) for leaf in leaves]) for leaves in (ours, theirs))
    return float(np.max(np.abs(one - other))), float(np.max(np.abs(other)))


def same(error: float, size: float) -> bool:
    """Whether one account's answers are the same up to the order in which a sum is added."""
    return error <= 1e-12 * max(size, 1.0)


def holds(said: Any, expected: Any, what: str) -> None:
    error, size = difference(said, expected)
    assert same(error, size), f"{what} is {error:.1e} away from the first: {said!s:.200} is not {expected!s:.200}"


class Calls:
    """The calls of one question about a program, whose answers may not differ, nor change afterwards."""

    def __init__(self, plan: Plan, asked: Callable[..., Any], whole: bool = False) -> None:
        self.plan, self.captured = plan, Captured(plan, plain=False)
        f, self.nested, _ = formed(plan, self.captured, whole=whole)
        self.question = asked(f)
        self.held: list[tuple[Any, Any]] = []
        self.first: dict[tuple[int, int], Any] = {}

    def repeat(self) -> Any:
        """Make all the calls; return the first answer at the first shape."""
        for which, turn, _, _ in CALLS:
            if (which, turn) not in self.first:
                clear_caches()  # the answer of a first call, which nothing is kept for
                self.first[which, turn] = self._answer(self.question, which, turn)
        clear_caches()
        for call in CALLS:
            self._call(self.question, *call)
        self.captured.turn = 0
        compiled = compile(self.question)
        for call in COMPILED_CALLS:
            self._call(compiled, *call)
        self._spoil()
        self._call(self.question, *CALLS[0])
        self._call(compiled, *COMPILED_CALLS[0])
        return self.first[0, 0]

    def _answer(self, question: Callable[..., Any], which: int, turn: int, number: int = 0, array: int = 0) -> Any:
        self.captured.turn = turn
        t, v, m = arguments_of(self.plan, which, turn)
        args = self.nested(NUMBERS[number](t), ARRAYS[array](v), ARRAYS[array](m))
        before = copy.deepcopy(args)
        answer = question(*args)
        given = flatten(list(args))[0]
        assert difference(args, before)[0] == 0.0, "an argument was written to"
        assert not any(np.may_share_memory(one, leaf) for one in given for leaf in flatten(answer)[0])
        return answer

    def _call(self, question: Callable[..., Any], *call: int) -> None:
        answer = self._answer(question, *call)
        holds(answer, self.first[call[:2]], f"call {len(self.held)}, {call}")
        leaves = flatten(answer)[0]
        for k, leaf in enumerate(leaves):
            assert type(leaf) is (np.ndarray if np.ndim(leaf) else float)
            assert not any(np.may_share_memory(leaf, other) for other in leaves[:k]), "answers are views of each other"
        self.held.append((answer, copy.deepcopy(answer)))

    def _spoil(self) -> None:
        """The answers are still what they were; and they are the caller's, to write to."""
        for answer, was in self.held:
            assert difference(answer, was)[0] == 0.0, "an answer was overwritten by a later call"
            for leaf in flatten(answer)[0]:
                if np.ndim(leaf):
                    assert leaf.flags.writeable, "an answer cannot be written to"
                    leaf[...] = np.nan


def gradient(plan: Plan) -> Any:
    """The value and the gradient, each call the same, and of the gradient of everything a part."""
    argnums = formed(plan, Captured(plan))[2]
    return Calls(plan, lambda f: value_and_grad(f, argnums)).repeat()


def forward(plan: Plan) -> None:
    """The JVP of the whole result, each call the same; and forward and reverse mode agree: w·(J v) is (wᵀJ)·v."""
    asked = lambda f: lambda *args: jvp(f, args, like(plan, args, 3))
    calls = Calls(plan, asked, whole=True)
    calls.repeat()
    f, nested, _ = formed(plan, Captured(plan), whole=True)
    for which in range(2):
        args = nested(*arguments_of(plan, which))
        value, pushed = calls.first[which, 0]
        v, w = like(plan, args, 3), like(plan, pushed, 4)
        for _ in range(3):
            same_value, back = vjp(f, *args)
            holds(same_value, value, "the value of reverse mode")
            one, other = products(w, pushed), products(back(w), v)
            size = np.linalg.norm(one) + np.linalg.norm(other)
            assert same(abs(sum(one) - sum(other)), size), f"w·(J v) is {sum(one)}, (wᵀJ)·v is {sum(other)}"


def like(plan: Plan, tree: Any, seed: int) -> Any:
    """Random numbers, nested as the tree is; a tuple where it is one."""
    rng = np.random.default_rng([plan.numbers, seed])
    leaves, structure = flatten(tree)
    return unflatten(structure, [rng.standard_normal(np.shape(leaf)) + 0.0 for leaf in leaves])


def products(one: Any, other: Any) -> Array:
    """The products of all numbers of two trees, place by place."""
    pairs = zip(flatten(one)[0], flatten(other)[0], strict=True)
    return np.concatenate([np.ravel(np.multiply(left, right)) for left, right in pairs])


def second(plan: Plan) -> Any:
    """The Hessian, each call the same; None where it has too many entries for that."""
    argnums = formed(plan, Captured(plan))[2]
    few = all(rows * columns <= FEW for rows, columns in plan.shapes)
    return Calls(plan, lambda f: hessian(f, argnums)).repeat() if few else None
