"""A small graph as plain Python on floats: taken apart into numbers, a line for each.

numpy itself takes the arrays apart: the graph is evaluated on arrays whose entries are symbols.
It moves them as it would move numbers, and where it adds or multiplies, they write graph.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..trace import FLOAT, Traced
from ..trace.graph import Node, constant, evaluate, input_node, is_square, order
from ..trace.linear import thaw_key
from ..trace.primitives import TABLE

Program = Callable[..., tuple[Any, ...]]

# What the rows' scalar templates may name.
MATH = {name: value for name, value in vars(math).items() if not name.startswith("_")}
# The rows that are no arithmetic of their own: what they do to numbers, numpy does to symbols.
TAKEN_APART = frozenset(["sum", "matmul", "broadcast_to", "reshape", "transpose", "concatenate", "index", "scatter"])


class Unrolled:
    """Lines of Python on floats, for a graph taken apart into numbers."""

    def __init__(self, inputs: Sequence[Node], outputs: Sequence[Node]) -> None:
        self.inputs, self.outputs = inputs, outputs
        self.entries = {node: _symbols(node) for node in inputs}
        self.results = entrywise(outputs, self.entries)
        self.names: dict[Node, str] = {}
        self.space: dict[str, Any] = MATH | {"empty": np.empty, "ndarray": np.ndarray, "FLOAT": FLOAT}

    def program(self) -> Program:
        lines = [*self._unpack(), *self._compute(), *self._return()]
        arguments = ", ".join(f"a{i}" for i in range(len(self.inputs)))
        # Python raises where numpy has inf or nan: let numpy say which
        otherwise = ["except (ArithmeticError, ValueError):", f"    return in_numpy({arguments})"]
        self.space["in_numpy"] = in_numpy(self.inputs, self.outputs)
        return define(f"def run({arguments}):", ["try:", *(f"    {line}" for line in lines), *otherwise], self.space)

    def _unpack(self) -> list[str]:
        lines: list[str] = []
        for i, node in enumerate(self.inputs):
            for j, entry in enumerate(self.entries[node].ravel().tolist()):
                self.names[entry.node] = f"x{i}_{j}"
            if node.shape == ():
                lines.append(f"x{i}_0 = float(a{i})")
            elif self.entries[node].size:
                lines.append(
                    ", ".join(f"x{i}_{j}" for j in range(self.entries[node].size)) + f", = a{i}.ravel().tolist()"
                )
        return lines

    def _compute(self) -> list[str]:
        lines: list[str] = []
        for node in order([entry.node for result in self.results for entry in result.ravel().tolist()]):
            if node.op == "constant":
                self.names[node] = _literal(node.value.item())
            elif node.op != "input":
                self.names[node] = f"v{len(lines)}"
                lines.append(f"v{len(lines)} = {self._expression(node)}")
        return lines

    def _expression(self, node: Node) -> str:
        args = [self.names[arg] for arg in node.args]
        if is_square(node):
            return f"{args[0]} * {args[0]}"
        if TABLE[node.op].scalar:
            return TABLE[node.op].scalar.format(*args)
        self.space[f"np_{node.op}"] = TABLE[node.op].value  # numpy's own, where Python has none
        return f"float(np_{node.op}({', '.join(args)}))"

    def _return(self) -> list[str]:
        """All arrays are cut from one, which is filled in one go: so they cost little more than one array."""
        names = [[self.names[entry.node] for entry in result.ravel().tolist()] for result in self.results]
        flat = [name for result, some in zip(self.results, names, strict=True) if result.ndim for name in some]
        parts, start = [], 0
        for result, some in zip(self.results, names, strict=True):
            if result.ndim == 0:
                parts.append(some[0])
            else:
                parts.append(f"ndarray({result.shape}, FLOAT, whole, {8 * start})")
                start += len(some)
        self.space["fill"] = struct.Struct(f"{len(flat)}d").pack_into
        arrays = any(result.ndim for result in self.results)
        made = [f"whole = empty({len(flat)})", f"fill(whole, {', '.join(['0', *flat])})"] if arrays else []
        return [*made, f"return ({''.join(f'{part}, ' for part in parts)})"]


def _symbols(node: Node) -> Any:
    """An object array of the node's shape whose entries are traced scalars."""
    entries = np.empty(node.shape, dtype=object)
    for place in np.ndindex(node.shape):
        entries[place] = Traced(input_node(f"{node.name}{list(place)}", ()))
    return entries


def entrywise(outputs: Sequence[Node], entries: Mapping[Node, Any]) -> list[Any]:
    """The graph evaluated on arrays of symbols: numpy moves the entries, the entries write graph."""
    known = dict(entries)
    for node in order(outputs):
        if node in known:
            continue
        if node.op == "constant":
            known[node] = _objects(node.value, node.shape)
            continue
        args = [known[arg] for arg in node.args]
        if TABLE[node.op].partials is not None:
            each = np.frompyfunc(lambda *xs, op=node.op: xs[0].__mlcalc_bind__(op, *xs), len(args), 1)
            known[node] = _objects(each(*args), node.shape)
        elif node.op == "scatter":
            known[node] = _scattered(node, args[0])
        else:
            known[node] = _objects(TABLE[node.op].value(*args, **node.params), node.shape)
    return [known[node] for node in outputs]


def _scattered(node: Node, parts: Any) -> Any:
    """Scatter, entry by entry: a place named twice receives a sum."""
    total = _objects(np.zeros(node.shape), node.shape)
    flat = total.reshape(-1)
    places = np.arange(flat.size).reshape(node.shape)[thaw_key(node.params["key"])]
    for place, part in zip(places.ravel().tolist(), parts.ravel().tolist(), strict=True):
        flat[place] = flat[place] + part
    return total


def _objects(value: Any, shape: tuple[int, ...]) -> Any:
    """``value`` as an object array of traced scalars."""
    array = np.empty(shape, dtype=object)
    if shape == ():  # numpy hands out a lone object bare
        array[()] = value.item() if isinstance(value, np.ndarray) else value
    else:
        array[...] = value
    for place in np.ndindex(shape):
        if not isinstance(array[place], Traced):
            array[place] = Traced(constant(float(array[place])))
    return array


def in_numpy(inputs: Sequence[Node], outputs: Sequence[Node]) -> Program:
    """The outputs computed by numpy node by node, for the inputs where Python's floats raise an error."""

    def program(*values: Any) -> tuple[Any, ...]:
        results = evaluate(outputs, dict(zip(inputs, values, strict=True)))
        return tuple(float(r) if np.ndim(r) == 0 else np.array(r) for r in results)

    return program


def _literal(value: float) -> str:
    return f"({value!r})" if math.isfinite(value) else f"float({str(value)!r})"


def define(head: str, lines: Sequence[str], space: dict[str, Any]) -> Callable[..., Any]:
    """The function with this text. The text is ours: names and numbers, nothing a caller wrote."""
    source = "\n    ".join([head, *lines])
    exec(compile(source, "<mlcalc>", "exec"), space)
    run: Callable[..., Any] = space["run"]
    run.source = source  # type: ignore[attr-defined]  # for a person who wants to read it
    return run
