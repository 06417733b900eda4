"""The Jacobian of a trace, from as few sweeps as there can be."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..trace import Trace, Traced, as_node
from ..trace.graph import Node, constant
from ..trace.linear import Shape
from .sweeps import pullback, pushforward


def blocks(traced: Trace) -> list[Node]:
    """The Jacobian of every output by every input, a sweep for each entry: of the side that has fewer."""
    inputs, outputs = traced.inputs, traced.outputs
    n, m = (sum(math.prod(node.shape) for node in nodes) for nodes in (inputs, outputs))
    found: dict[tuple[Node, Node], Node] = {}
    if n <= m:
        for x in inputs:
            sweeps = [pushforward(outputs, {x: unit}) for unit in _units(x)]
            for i, output in enumerate(outputs):
                found[output, x] = _joined([sweep[i] for sweep in sweeps], output, output.shape + x.shape, axis=-1)
    else:
        for output in outputs:
            sweeps = [pullback({output: unit}, inputs) for unit in _units(output)]
            for i, x in enumerate(inputs):
                found[output, x] = _joined([sweep[i] for sweep in sweeps], x, output.shape + x.shape, axis=0)
    return [found[output, x] for output in outputs for x in inputs]


def _units(node: Node) -> list[Node]:
    """For each entry of a node, the array of its shape that is 1 there and 0 elsewhere."""
    size = math.prod(node.shape)
    return [constant(unit) for unit in np.eye(size).reshape(size, *node.shape)]


def _joined(parts: Sequence[Node | None], like: Node, shape: Shape, axis: int) -> Node:
    """Rows or columns of a Jacobian, None standing for zeros, as one block of it."""
    if not any(parts):
        return constant(np.zeros(shape))
    full = [Traced(part or constant(np.zeros(like.shape))) for part in parts]
    return as_node(np.reshape(np.stack(full, axis), shape))
