"""A network as a graph of numbers: every weight is an input, every number of both passes an output.

The forward pass is written here in plain numpy on single numbers, and traced; the backward pass is what
:mod:`mlcalc.sweeps` makes of it. Network.backprop, which knows neither, is the account that tests hold it against.

Names count from 1, as the mathematics does: ``W2[1,3]`` leads to neuron 1 of layer 2, from neuron 3 of layer 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import product
from typing import Any

import numpy as np

from ..graph import Node, constant
from ..network import Network
from ..primitives import logistic, relu
from ..sweeps import pullback
from ..trace import trace

ELEMENTWISE: Mapping[str, Any] = {"tanh": np.tanh, "logistic": logistic, "relu": relu, "identity": lambda z: z}


def entries(name: str, *shape: int) -> list[str]:
    """The names of an array's entries, in C order.

    >>> entries("W1", 1, 2), entries("x", 2)
    (['W1[1,1]', 'W1[1,2]'], ['x[1]', 'x[2]'])
    """
    return [f"{name}[{','.join(map(str, place))}]" for place in product(*(range(1, n + 1) for n in shape))]


def parameters(network: Network) -> dict[str, float]:
    """Every weight and bias of the network by its name, layer by layer."""
    arrays = [pair for l, (W, b, _) in enumerate(network.layers, 1) for pair in ((f"W{l}", W), (f"b{l}", b))]
    return {
        name: float(value)
        for key, array in arrays
        for name, value in zip(entries(key, *array.shape), array.ravel(), strict=True)
    }


def scalar_graph(network: Network, names: Sequence[str], with_cost: bool) -> tuple[dict[str, Node], dict[str, Node]]:
    """The nodes of the inputs (these names) and of every output, by name; without a cost, those of the forward pass."""

    def passes(*numbers: Any) -> list[Any]:
        return _forward(network, dict(zip(names, numbers, strict=True)), with_cost)

    traced = trace(passes, [0.0] * len(names), names)
    inputs = dict(zip(names, traced.inputs, strict=True))
    keys = [
        key for l, layer in enumerate(network.layers, 1) for za in "za" for key in entries(f"{za}{l}", len(layer.b))
    ]
    forward = dict(zip([*keys, "C"] if with_cost else keys, traced.outputs, strict=True))
    return inputs, forward | (_backward(network, inputs, forward) if with_cost else {})


def _forward(network: Network, at: Mapping[str, Any], with_cost: bool) -> list[Any]:
    """z and a of every layer, then C, where ``at`` holds a number for each name."""
    a, seen = [at[name] for name in entries("x", network.sizes[0])], []
    for l, (W, _, activation) in enumerate(network.layers, 1):
        weights = iter(entries(f"W{l}", *W.shape))
        sums = [sum(at[next(weights)] * a_k for a_k in a) for _ in W]
        z = [total + at[bias] for total, bias in zip(sums, entries(f"b{l}", len(W)), strict=True)]
        a = _activate(activation, z)
        seen += z + a
    if with_cost:
        seen.append(_cost(network.cost_name, activation, z, a, [at[name] for name in entries("y", len(a))]))
    return seen


def _backward(network: Network, inputs: Mapping[str, Node], forward: Mapping[str, Node]) -> dict[str, Node]:
    """δ, σ′ and ∂C/∂a of every layer, last layer first; then ∂C by every input."""
    C, outputs = forward["C"], dict[str, Node]()
    for l, layer in reversed(list(enumerate(network.layers, 1))):
        n = len(layer.b)
        z, a = entries(f"z{l}", n), entries(f"a{l}", n)
        if l < network.L or network.cost_name == "squares":  # the cross-entropy is written in z
            outputs |= _derivatives(C, {f"dC/d{name}": forward[name] for name in a})
        if layer.activation in ELEMENTWISE:
            for a_j, z_j in zip(a, z, strict=True):
                outputs |= _derivatives(forward[a_j], {f"d{a_j}/d{z_j}": forward[z_j]})
        outputs |= _derivatives(C, dict(zip(entries(f"delta{l}", n), (forward[name] for name in z), strict=True)))
    return outputs | _derivatives(C, {f"dC/d{name}": node for name, node in inputs.items()})


def _derivatives(result: Node, by: Mapping[str, Node]) -> dict[str, Node]:
    swept = pullback({result: constant(1.0)}, list(by.values()))
    return {name: node or constant(0.0) for name, node in zip(by, swept, strict=True)}


def _activate(activation: str, z: list[Any]) -> list[Any]:
    if activation != "softmax":
        return [ELEMENTWISE[activation](z_j) for z_j in z]
    powers = [np.exp(z_j - reduce(np.maximum, z)) for z_j in z]
    return [power / sum(powers) for power in powers]


def _cost(cost: str, activation: str, z: list[Any], a: list[Any], y: list[Any]) -> Any:
    """C of one example, as :func:`mlcalc.network.activations.example_costs` has it for a batch."""
    if cost == "squares":
        return sum((a_j - y_j) ** 2 for a_j, y_j in zip(a, y, strict=True))
    correct = sum(y_j * z_j for y_j, z_j in zip(y, z, strict=True))
    if activation == "softmax":
        top = reduce(np.maximum, z)
        return top + np.log(sum(np.exp(z_j - top) for z_j in z)) - correct
    return sum(np.maximum(z_j, 0.0) + np.log1p(np.exp(-np.abs(z_j))) for z_j in z) - correct
