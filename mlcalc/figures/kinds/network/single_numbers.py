"""Both passes of a network as single numbers: every weight is an input, every number of the passes an output.

The forward pass of :mod:`mlcalc.figures.common.network_passes` is taken apart into numbers, and
:mod:`mlcalc.calculus.sweeps` makes the backward pass of them. Names count from 1, as the mathematics does:
``W2[1,3]`` leads to neuron 1 of layer 2, from neuron 3 of layer 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ....calculus.sweeps import pullback
from ....network import Network
from ....speed import entrywise
from ....trace import Traced
from ....trace.graph import Node, constant, input_node, substitute
from ...common.names import entries
from ...common.network_passes import ELEMENTWISE, passes


def single_numbers(network: Network, names: Sequence[str], with_cost: bool) -> tuple[dict[str, Node], dict[str, Node]]:
    """The nodes of the inputs (these names) and of every output, by name; without a cost, those of the forward pass."""
    whole = passes(network, 1, targets=with_cost)
    inputs = {name: input_node(name, ()) for name in names}
    shift = input_node("shift", ())
    known = {node: _array(node, [inputs[key] for key in _names(name, node)]) for name, node in whole.inputs.items()}
    known |= {node: _array(node, [shift]) for node in whole.shift}
    layers = [node for l in whole.z for node in (whole.z[l], whole.a[l])]
    *apart, tops = entrywise([*layers, *([whole.cost] if whole.cost else []), *whole.shift.values()], known)
    keys = [
        key for l, layer in enumerate(network.layers, 1) for za in "za" for key in entries(f"{za}{l}", len(layer.b))
    ]
    numbers = [number.node for array in apart for number in np.ravel(array).tolist()]
    forward = dict(zip([*keys, "C"] if with_cost else keys, numbers, strict=True))
    outputs = forward | (_backward(network, inputs, forward) if with_cost else {})
    settled = substitute(list(outputs.values()), {shift: tops.item().node})
    return inputs, dict(zip(outputs, settled, strict=True))


def _names(name: str, node: Node) -> list[str]:
    """The names of an array's entries; one example is a column, and its entries have one index."""
    return entries(name, *node.shape) if name[0] == "W" else entries(name, node.shape[0])


def _array(node: Node, numbers: Sequence[Node]) -> Any:
    """These numbers in the shape of the node, for :func:`mlcalc.speed.entrywise`."""
    array = np.empty(node.shape, dtype=object)
    for place, number in zip(np.ndindex(node.shape), numbers, strict=True):
        array[place] = Traced(number)
    return array


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
