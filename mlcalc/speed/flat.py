"""A graph as one flat Python function: what is left when nothing has to be looked up.

There are three ways to write it, and the graph's size decides.

*Unrolled.* A small graph is taken apart into numbers, and becomes lines of plain Python
on floats: for a handful of neurons that is ten times faster than any array library.

*Flat numpy.* A larger one becomes a line of numpy for each node. Results are written into
arrays that are kept from call to call, and into an argument that nobody needs any more;
only what is returned is new.

*A list of steps* (:mod:`mlcalc.speed.steps`). A loop of thousands of turns would take Python's
compiler longer than it ever runs: its nodes are gone through one by one.

All give the same numbers as :func:`mlcalc.trace.graph.evaluate`, to rounding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..trace.graph import Node, is_square, order
from ..trace.linear import thaw_key
from ..trace.primitives import TABLE
from .steps import steps_program
from .unrolled import TAKEN_APART, Program, Unrolled, define, in_numpy

VIEWS = frozenset({"reshape", "transpose", "broadcast_to", "index"})  # of their argument's memory
LONG = 2_000  # nodes
UNROLLED_AT_MOST = 600  # numbers; beyond it Python's compiler is slower than numpy ever was


def compile_graph(inputs: Sequence[Node], outputs: Sequence[Node]) -> Program:
    """A function of the inputs' values that returns the tuple of the outputs' values.

    It takes float64 arrays (floats for scalars) and returns fresh float64 arrays (floats for
    scalars). It may be called from several threads at once.

    >>> from mlcalc.trace.graph import apply, constant, input_node
    >>> x = input_node("x", ())
    >>> run = compile_graph([x], [apply("multiply", x, constant(3.0))])
    >>> run(2.0)
    (6.0,)
    """
    nodes = order(outputs)
    if is_long(len(nodes)):
        return steps_program(inputs, outputs)
    work = sum(map(_numbers, nodes))
    if work <= min(UNROLLED_AT_MOST, 12 * len(nodes)):
        return Unrolled(inputs, outputs).program()
    return FlatNumpy(inputs, outputs).program()


def is_long(nodes: int) -> bool:
    """Whether a graph of so many nodes is gone through step by step rather than compiled."""
    return nodes > LONG


def is_tall(shape: tuple[int, ...]) -> bool:
    """Whether a constant or a kept array of this shape is laid down column by column.

    numpy works along what lies together in memory: for a hundred rows of three, with a bias added to each, that is
    three long runs instead of a hundred short ones.
    """
    return len(shape) == 2 and shape[0] > 2 * shape[1] > 2


def _numbers(node: Node) -> float:
    """How many operations on single numbers a node stands for; infinitely many where it cannot be taken apart."""
    size = math.prod(node.shape)
    if TABLE.get(node.op) and TABLE[node.op].partials is None and node.op not in TAKEN_APART:
        return math.inf
    if node.op == "matmul":
        return 2 * size * node.args[0].shape[-1]
    if node.op == "sum":
        return math.prod(node.args[0].shape)
    return 0 if node.op in VIEWS - {"index"} or node.op in ("input", "constant") else size


class FlatNumpy:
    """A line of numpy for each node, written into arrays that are kept from call to call."""

    def __init__(self, inputs: Sequence[Node], outputs: Sequence[Node]) -> None:
        self.inputs, self.outputs = inputs, outputs
        self.nodes = nodes = order(outputs)
        self.owner = {node: node for node in nodes}  # whose memory a view looks at
        self.spread: set[Node] = set()  # views that show a number in many places: not to be handed out
        self.fixed: dict[Node, Any] = {}  # what does not depend on the inputs: constants, and views of them
        for node in nodes:
            if node.op == "constant":
                self.fixed[node] = np.asfortranarray(node.value) if is_tall(node.shape) else node.value
            elif node.op in VIEWS:
                self.owner[node] = self.owner[node.args[0]]
                if node.op == "broadcast_to" or node.args[0] in self.spread:
                    self.spread.add(node)
                if node.args[0] in self.fixed:
                    self.fixed[node] = TABLE[node.op].value(self.fixed[node.args[0]], **node.params)
        self.last = {self.owner[arg]: step for step, node in enumerate(nodes) for arg in node.args}
        self.returned = {self.owner[node] for node in outputs}
        self.names = {node: f"a{i}" for i, node in enumerate(inputs)}
        self.space: dict[str, Any] = {"array": np.array, "empty": np.empty}
        self.shapes: list[tuple[int, ...]] = []  # of the kept arrays
        self.free: dict[tuple[int, ...], list[str]] = {}
        self.holds: dict[Node, str] = {}  # the kept array in which a node's value stands

    def program(self) -> Program:
        lines = [line for step, node in enumerate(self.nodes) for line in self._lines(step, node)]
        lines.append(f"return ({', '.join(self._result(i) for i in range(len(self.outputs)))},)")
        kept = "".join(f"k{i}, " for i in range(len(self.shapes)))
        arguments = ", ".join(f"a{i}" for i in range(len(self.inputs)))
        unpack = [f"{kept}= kept"] if kept else []
        run = define(f"def run(kept, {arguments}):", [*unpack, *lines], self.space)
        otherwise = in_numpy(self.inputs, self.outputs)
        shapes, pool = [(shape, "F" if is_tall(shape) else "C") for shape in self.shapes], []  # type: ignore[var-annotated]

        def program(*values: Any) -> tuple[Any, ...]:
            # each running call has a set of arrays to itself; pop and append are atomic
            kept = pool.pop() if pool else tuple(np.empty(shape, order=order) for shape, order in shapes)  # type: ignore
            try:
                results = run(kept, *values)
            except ZeroDivisionError:  # of two floats, where numpy has inf or nan
                results = otherwise(*values)
            pool.append(kept)
            return results  # type: ignore[no-any-return]

        return program

    def _lines(self, step: int, node: Node) -> list[str]:
        if node.op == "input":
            return []
        name = self.names[node] = f"v{step}"
        if node in self.fixed:
            self.names[node] = f"c{step}"
            value = self.fixed[node]
            self.space[f"c{step}"] = float(value) if node.shape == () else value
            return []
        args = [self.names[arg] for arg in node.args]
        if node.op in VIEWS:
            line = f"{name} = {self._view(node, args[0])}"
        elif node.shape == ():
            line = f"{name} = {self._scalar(node, args)}"
        else:
            line = self._into(step, node, name, args)
        self._release(step, node)
        return [line]

    def _view(self, node: Node, arg: str) -> str:
        if node.args[0].shape == ():  # a float, which has no views: an array is made of it
            arg = f"array({arg})"
        if node.op == "reshape":
            return f"{arg}.reshape({node.shape})"
        if node.op == "transpose":
            reverse = node.params["axes"] == tuple(range(len(node.shape)))[::-1]
            return f"{arg}.T" if reverse else f"{arg}.transpose({node.params['axes']})"
        if node.op == "broadcast_to":
            return f"{self._function(node)}({arg}, {node.shape})"
        key = f"key{len(self.space)}"
        self.space[key] = thaw_key(node.params["key"])
        return f"{arg}[{key}]"

    def _scalar(self, node: Node, args: list[str]) -> str:
        shapes = [arg.shape for arg in node.args]
        if node.op == "sum":
            size = math.prod(shapes[0])
            return f"{self._ones(size)}.dot({args[0]}.ravel('K'))" if shapes[0] else args[0]
        if node.op == "matmul":
            return f"{args[0]}.dot({args[1]})"
        if node.op in ("add", "subtract", "multiply", "divide", "negative"):
            return str(TABLE[node.op].scalar).format(*args)
        return self._call(node, args)

    def _into(self, step: int, node: Node, name: str, args: list[str]) -> str:
        """The line of a node whose result is an array: where it goes, and by which function."""
        shapes = [arg.shape for arg in node.args]
        if node.op == "matmul" and max(map(len, shapes)) <= 2:
            if is_tall(node.shape) and node not in self.returned:  # dot writes along rows only: (A B)ᵀ = Bᵀ Aᵀ
                return f"{args[1]}.T.dot({args[0]}.T, ({name} := {self._place(step, node)}).T)"
            call = f"{args[0]}.dot({args[1]}, "
        elif node.op == "sum" and node.params["axis"] == (1,) and len(shapes[0]) == 2:
            call = f"{args[0]}.dot({self._ones(shapes[0][1])}, "  # BLAS adds faster than a reduction
        elif node.op == "sum" and node.params["axis"] == (0,) and len(shapes[0]) == 2:
            call = f"{self._ones(shapes[0][0])}.dot({args[0]}, "
        elif is_square(node) and shapes[0] == node.shape:
            call = f"{self._named('multiply', np.multiply)}({args[0]}, {args[0]}, "
        elif isinstance(TABLE[node.op].value, np.ufunc):
            call = f"{self._function(node)}({', '.join(args)}, out="
        else:  # numpy offers no place to write it into
            return f"{name} = {self._call(node, args)}"
        return f"{name} = {call}{self._place(step, node)})"

    def _place(self, step: int, node: Node) -> str:
        """Where a result is written: over an argument that dies here, else a kept array; new if returned."""
        if node in self.returned:
            return f"empty({node.shape})"
        if isinstance(TABLE[node.op].value, np.ufunc) and TABLE[node.op].partials is not None:
            for arg in node.args:
                mine = [other for other in node.args if self.owner[other] is arg]
                if arg in self.holds and arg.shape == node.shape and self.last[arg] == step and set(mine) == {arg}:
                    self.holds[node] = self.holds.pop(arg)
                    return self.holds[node]
        spare = self.free.setdefault(node.shape, [])
        if not spare:
            self.shapes.append(node.shape)
            spare.append(f"k{len(self.shapes) - 1}")
        self.holds[node] = spare.pop()
        return self.holds[node]

    def _release(self, step: int, node: Node) -> None:
        """Kept arrays whose last reader was this node may be written again."""
        for owner in {self.owner[arg] for arg in node.args}:
            if self.last[owner] == step and owner in self.holds:
                self.free.setdefault(owner.shape, []).append(self.holds.pop(owner))

    def _result(self, i: int) -> str:
        node = self.outputs[i]
        if node.shape == ():
            return f"float({self.names[node]})"
        alone = sum(self.owner[other] is self.owner[node] for other in self.outputs) == 1
        fresh = alone and self.owner[node].op not in ("input", "constant") and node not in self.spread
        return self.names[node] if fresh else f"array({self.names[node]})"

    def _call(self, node: Node, args: list[str]) -> str:
        params = (f"{key}={value!r}" for key, value in node.params.items())
        return f"{self._function(node)}({', '.join([*args, *params])})"

    def _function(self, node: Node) -> str:
        return self._named(node.op, TABLE[node.op].value)

    def _named(self, name: str, function: Any) -> str:
        self.space[f"np_{name}"] = function
        return f"np_{name}"

    def _ones(self, n: int) -> str:
        self.space[f"ones{n}"] = np.ones(n)
        return f"ones{n}"
