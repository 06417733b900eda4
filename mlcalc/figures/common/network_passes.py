"""The passes of a network as a graph of arrays, for every kind that shows one.

The forward pass of a batch is written here in plain numpy, and traced; the backward pass is what
:mod:`mlcalc.calculus.sweeps` makes of it. Network.backprop, which knows neither, is the account that tests hold
both against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from ...calculus.sweeps import pullback
from ...network import Network
from ...trace import Traced, as_node, trace
from ...trace.graph import Node, constant, substitute
from ...trace.primitives import logistic, relu
from .names import entries

ELEMENTWISE: Mapping[str, Any] = {"tanh": np.tanh, "logistic": logistic, "relu": relu, "identity": lambda z: z}


@dataclass(frozen=True)
class Passes:
    """The nodes of a forward pass: inputs by name, then z and a of every layer, and the cost if there are targets.

    ``shift`` is the node of what softmax subtracts from its z so that no power overflows, and what it stands for. It
    changes no result, so derivatives take it for a constant, and :meth:`settled` puts it in after they are taken.
    """

    inputs: Mapping[str, Node]
    z: Mapping[int, Node]
    a: Mapping[int, Node]
    cost: Node | None
    shift: Mapping[Node, Node]

    def settled(self, nodes: Sequence[Node]) -> list[Node]:
        """The nodes as functions of the inputs alone."""
        return substitute(nodes, self.shift)

    @property
    def output(self) -> Node:
        """a of the last layer."""
        return self.settled([self.a[max(self.a)]])[0]

    @property
    def C(self) -> Node:
        assert self.cost is not None
        return self.settled([self.cost])[0]

    def gradients(self, names: Sequence[str]) -> dict[str, Node]:
        """∂C by these inputs, as ``dC/dW1``, …: arrays of their shapes."""
        return {
            f"dC/d{name}": node for name, node in zip(names, self._by([self.inputs[n] for n in names]), strict=True)
        }

    def deltas(self) -> dict[int, Node]:
        """δ of every layer, a column for each example, as Network.backprop has it."""
        return {l: self._by([z])[0] for l, z in self.z.items()}

    def _by(self, nodes: Sequence[Node]) -> list[Node]:
        assert self.cost is not None
        swept = pullback({self.cost: constant(1.0)}, nodes)
        zeros = (constant(np.zeros(node.shape)) for node in nodes)
        return self.settled([node or zero for node, zero in zip(swept, zeros, strict=True)])


def passes(network: Network, N: int, *, weights: bool = True, targets: bool = True, mean: bool = True) -> Passes:
    """The passes of N examples: columns of ``x`` and ``y``. With ``weights``, W1, b1, W2, … are inputs too.

    The cost is the mean over the examples, or without ``mean`` their sum.
    """
    shapes = dict[str, tuple[int, ...]]()
    if weights:
        for l, layer in enumerate(network.layers, 1):
            shapes |= {f"W{l}": layer.W.shape, f"b{l}": layer.b.shape}
    shapes["x"] = (network.sizes[0], N)
    if targets:
        shapes["y"] = (network.sizes[-1], N)
    shapes["shift"] = (1, N)

    def forward(*arrays: Any) -> list[Any]:
        at = dict(zip(shapes, arrays, strict=True))
        a, z, seen = at["x"], None, []
        for l, (W, b, activation) in enumerate(network.layers, 1):
            z = at.get(f"W{l}", W) @ a + np.reshape(at.get(f"b{l}", b), (-1, 1))
            a = _activate(activation, z, at["shift"])
            seen += [z, a]
        return [*seen, _cost(network, z, a, at["y"], at["shift"]) / (N if mean else 1)] if targets else seen

    traced = trace(forward, [np.zeros(shape) for shape in shapes.values()], list(shapes))
    inputs = dict(zip(shapes, traced.inputs, strict=True))
    z, a = traced.outputs[0 : 2 * network.L : 2], traced.outputs[1 : 2 * network.L : 2]
    shift = {inputs.pop("shift"): as_node(largest(Traced(z[-1])))}
    cost = traced.outputs[-1] if targets else None
    return Passes(inputs, dict(enumerate(z, 1)), dict(enumerate(a, 1)), cost, shift)


def weights_by_name(network: Network) -> dict[str, float]:
    """Every weight and bias of the network by its name: W1, b1, W2, … as the inputs of the passes are."""
    arrays = [pair for l, (W, b, _) in enumerate(network.layers, 1) for pair in ((f"W{l}", W), (f"b{l}", b))]
    return {
        name: float(value)
        for key, array in arrays
        for name, value in zip(entries(key, *array.shape), array.ravel(), strict=True)
    }


def sizes_of(deltas: Mapping[int, Node], gradients: Sequence[Node]) -> dict[str, Node]:
    """``|δ1|``, …: how long each layer's δ is, the mean over the examples; and ``|∇C|``, of all the parameters."""
    lengths = {f"|δ{l}|": np.sum(np.sqrt(np.sum(Traced(deltas[l]) ** 2, axis=0))) for l in sorted(deltas)}
    total = sum((np.sum(Traced(node) ** 2) for node in gradients[1:]), np.sum(Traced(gradients[0]) ** 2))
    return {name: as_node(value) for name, value in {"|∇C|": np.sqrt(total), **lengths}.items()}


def _activate(activation: str, z: Any, shift: Any) -> Any:
    if activation != "softmax":
        return ELEMENTWISE[activation](z)
    powers = np.exp(z - shift)
    return powers / np.sum(powers, axis=0)


def _cost(network: Network, z: Any, a: Any, y: Any, shift: Any) -> Any:
    """The costs of all examples, added up; the cross-entropy in z, where no logarithm can meet a zero."""
    if network.cost_name == "squares":
        return np.sum(np.sum((a - y) ** 2, axis=0))
    if network.layers[-1].activation == "softmax":
        return np.sum(shift) + np.sum(np.log(np.sum(np.exp(z - shift), axis=0)) - np.sum(y * z, axis=0))
    return np.sum(np.sum(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))), axis=0))


def largest(z: Any) -> Any:
    """The largest of each column, as a row: products with unit rows take less room in a page than lists of places."""
    units = np.eye(z.shape[0])
    return reduce(np.maximum, [units[j : j + 1] @ z for j in range(z.shape[0])])
