"""The graphs with which the page trains: written once for any number of examples, since a batch may have any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....network import Network
from ....trace import Traced, as_node
from ....trace.graph import Node, input_node, substitute
from ....write.page import to_json
from ...common.network_passes import Passes, passes, sizes_of
from .descent import Walk, count_right
from .planted import planted

WIDTH = 99_991  # stands for the number of examples while the graph is made: more than any network here has numbers
FEW = 36  # different values at most, where each is written as one letter
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def training_graph(walk: Walk, between: float | None) -> dict[str, Any]:
    """C, ∂C by every array of parameters, and what is shown, of ``n`` examples, for which shapes say "N"."""
    both = passes(walk.network, WIDTH, mean=False)
    names = [name for name in both.inputs if name not in ("x", "y")]
    deltas, gradients = _derivatives(walk, both, names)
    outputs: dict[str, Node] = {"C": both.C, **gradients}
    outputs |= sizes_of(deltas, list(gradients.values()))
    outputs["a"] = both.output
    n = input_node("n", ())
    if between is not None:
        outputs["right"] = as_node(count_right(Traced(both.output), Traced(both.inputs["y"]), between))
    means = {name: node if name == "a" else as_node(Traced(node) / Traced(n)) for name, node in outputs.items()}
    graph: dict[str, Any] = _for_any_width(to_json([*both.inputs.values(), n], means))
    return graph


def _derivatives(walk: Walk, both: Passes, names: Sequence[str]) -> tuple[Mapping[int, Node], dict[str, Node]]:
    if walk.wrong is None:
        return both.deltas(), both.gradients(names)
    z, a = ({l: Traced(node) for l, node in zip(of, both.settled(list(of.values())), strict=True)}
            for of in (both.z, both.a))  # fmt: skip
    a[0] = Traced(both.inputs["x"])
    weights = {l: Traced(both.inputs[f"W{l}"]) for l in both.z}
    delta, by_W, by_b = planted(walk.network, walk.wrong, z, a, Traced(both.inputs["y"]), weights)
    gradients = {f"dC/d{kind}{l}": as_node(by[l]) for l in sorted(by_W) for kind, by in (("W", by_W), ("b", by_b))}
    return {l: as_node(d) for l, d in delta.items()}, gradients


def drawing_graph(network: Network) -> dict[str, Any]:
    """What a network with these parameters makes of one drawing ``x`` of the class ``y``: p, C and ∂C/∂x."""
    both = passes(network, 1)
    y = input_node("class", ())
    count = np.arange(float(network.sizes[-1]))[:, None]
    target = as_node(np.where(np.equal(count, Traced(y)), 1.0, 0.0))
    results = [both.output, both.C, both.gradients(["x"])["dC/dx"]]
    p, C, slopes = substitute(results, {both.inputs["y"]: target})
    inputs = [node for name, node in both.inputs.items() if name != "y"]
    return to_json([*inputs, y], {"p": p, "C": C, "dC/dx": slopes})


def _for_any_width(graph: Any) -> Any:
    """The graph with "N" wherever the number of examples stands."""
    if isinstance(graph, dict):
        return {key: _for_any_width(value) for key, value in graph.items()}
    if isinstance(graph, list):
        return [_for_any_width(value) for value in graph]
    return "N" if graph == WIDTH and not isinstance(graph, bool) else graph


def packed(array: NDArray[np.float64]) -> Any:
    """The numbers of an array; of few different values each is a letter, which is a tenth of the room."""
    values, places = np.unique(array, return_inverse=True)
    if len(values) > FEW:
        return array.ravel().tolist()
    return {"values": values.tolist(), "letters": "".join(LETTERS[place] for place in places.ravel())}


def room(array: NDArray[np.float64]) -> int:
    """How many numbers these take the room of."""
    return array.size // 8 if len(np.unique(array)) <= FEW else array.size
