"""network: a whole feed-forward network in the reader's hands, with every number of its two passes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ....network import Network
from ...common.base import Figure
from ...common.format import listed
from ...common.inputs import Input
from ...common.names import entries, identifier
from ...common.network_passes import weights_by_name
from .maps import mapped, maps_in_words
from .picture import network_picture
from .single_numbers import single_numbers

MOST_EDGES = 60
NICE = (2, 3, 5, 10)  # ranges that a person would choose, times powers of ten
BOUNDED = {"tanh": (-1.0, 1.0), "logistic": (0.0, 1.0), "softmax": (0.0, 1.0)}  # where an activation's values lie


def network(
    net: Network,
    /,
    x: ArrayLike,
    y: ArrayLike | None = None,
    *,
    weights: Sequence[float] | None = None,
    biases: Sequence[float] | None = None,
    inputs: Sequence[float] | None = None,
    targets: Sequence[float] | None = None,
    switch: bool = False,
    maps: bool = False,
    at: str | None = None,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
) -> Figure:
    """A network to take hold of: each edge is a weight, each neuron a bias, and all that follows moves along.

    Parameters
    ----------
    net : Network
        Of up to 60 edges. The figure starts from its weights and biases, and never changes it.
    x : sequence of float
        One example.
    y : sequence of float or int, optional
        Its target, as :meth:`mlcalc.Network.cost` takes it. Without one the figure shows the forward pass alone.
    weights, biases, inputs, targets : (low, high), optional
        How far they can be moved; far enough for what is given if not said.
    switch : bool, optional
        Whether an input is at one end of its range or at the other, and a click takes it across.
    maps : bool, optional
        For two inputs: a small map of every neuron's activation over the range of both, with the example as a dot.
    at : str, optional
        The step that is shown first: ``"x"``, ``"z1"``, ``"a1"``, … ``"C"``, ``"delta2"``, … ``"gradient"``.
        The last one if not given.
    id, alt, caption : str, optional
        The figure's id in the page, what a person who cannot see it is told, and what stands below it: what to notice.

    Returns
    -------
    Figure
        Its inputs are ``W1[2,3]`` (to neuron 2 of layer 1, from input 3), ``b1[2]``, ``x[3]``, ``y[1]``, counted from 1
        as in the mathematics; its outputs every ``z1[2]``, ``a1[2]`` and ``C``, then ``delta1[2]`` and
        the derivative of C by every input, ``dC/dW1[2,3]``.

    Raises
    ------
    TypeError, ValueError
        For something that is no Network, too many edges to draw, an example or target whose shape does not fit, a range
        that does not hold what is given, a switch that stands between its ends, maps where there are not two inputs,
        and a step that does not exist.

    >>> from mlcalc import Network
    >>> fig = network(Network([([[1.3]], [-0.1])]), x=[1], y=[0])
    >>> round(fig.values["C"], 6), round(fig.values["dC/dW1[1,1]"], 6)
    (0.69498, 0.508563)
    """
    example, target = _example(net, x, y)
    bounds = {"W": weights, "b": biases, "x": inputs, "y": targets}
    starts = weights_by_name(net) | _named("x", example) | _named("y", target)
    ranges = _ranges(net, starts, bounds)
    if switch:
        ranges = [_switch(entry) if entry.name[0] == "x" else entry for entry in ranges]
    nodes, outputs = single_numbers(net, [entry.name for entry in ranges], y is not None)
    sizes = "–".join(map(str, net.sizes))
    asked: dict[str, Any] = {"maps": mapped(net)} if maps else {}
    return Figure(
        "network",
        {nodes[entry.name]: entry for entry in ranges},
        outputs,
        network_picture,
        id=identifier("network", sizes.replace("–", "-"), id),
        sizes=list(net.sizes),
        activations=[layer.activation for layer in net.layers],
        cost=net.cost_name if y is not None else "none",
        at=_shown_first(at, net.L, y is not None),
        **asked,
        formula=[],
        numbers=[],
        caption=caption,
        measure=lambda figure: {"alt": alt or _description(figure, sizes)},
    )


def _example(net: Any, x: Any, y: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """x and y of one example, as vectors; the network itself refuses what does not fit it."""
    if not isinstance(net, Network):
        raise TypeError(f"network: expected an mlcalc.Network, got {net!r}; write Network([(W, b)]) and give that")
    edges = sum(layer.W.size for layer in net.layers)
    if edges > MOST_EDGES:
        raise ValueError(
            f"network: {edges} edges are too many to draw and to take hold of, at most {MOST_EDGES} are; "
            f"show a smaller network than {'–'.join(map(str, net.sizes))}, such as Network.random([4, 3, 2])"
        )
    if np.ndim(x) != 1:
        raise ValueError(
            f"network: x must be one example, a vector of shape ({net.sizes[0]},), got shape {np.shape(x)}; "
            "of a batch give one column, x[:, 0]"
        )
    if y is None:
        net.forward(x)  # which says what is wrong with x
        return np.asarray(x, float), np.array([])
    columns, targets = net.examples(x, y)
    return np.asarray(columns[:, 0], float), np.asarray(targets[:, 0], float)


def _named(name: str, values: NDArray[np.float64]) -> dict[str, float]:
    return dict(zip(entries(name, len(values)), values.tolist(), strict=True))


def _ranges(net: Network, starts: dict[str, float], bounds: dict[str, Any]) -> list[Input]:
    """An Input for every number that can be moved; one range for all the weights, one for all the biases, ..."""
    given = {key: [v for name, v in starts.items() if name[0] == key] for key in bounds}
    names = {"W": "weights", "b": "biases", "x": "inputs", "y": "targets"}
    found = {}
    for key, values in given.items():
        low, high = _bounds(names[key], bounds[key]) or _room(values, BOUNDED.get(net.layers[-1].activation), key)
        for v in values:
            if not low <= v <= high:
                raise ValueError(f"{names[key]}: the range from {low:g} to {high:g} does not hold {v:g}; make it wider")
        found[key] = low, high
    return [_entry(name, start, *found[name[0]]) for name, start in starts.items()]


def _bounds(name: str, given: Any) -> tuple[float, float] | None:
    if given is None:
        return None
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise ValueError(f"{name}: expected one range for all of them, got {given!r}; write {name}=(-2, 2)")
    entry = Input.read(name, given)
    return entry.low, entry.high


def _room(values: Sequence[float], bounded: tuple[float, float] | None, key: str) -> tuple[float, float]:
    """A symmetric range with some room beyond the values; for targets, where the outputs can lie if that is enough."""
    largest = max([abs(v) for v in values], default=0.0)
    if key == "y" and bounded and bounded[0] <= min(values, default=0.0) and max(values, default=0.0) <= bounded[1]:
        return bounded
    power = 10.0 ** max(0, math.floor(math.log10(max(largest, 1.0))))
    bound = next(n * power for n in (*NICE, 20) if 1.2 * largest <= n * power)
    return -bound, bound


def _entry(name: str, start: float, low: float, high: float) -> Input:
    # the step of the range alone: a weight that training has found lies on no grid, and keys should not crawl for it
    return replace(Input.read(name, (low, high)), start=start, latex=_latex(name), control="none")


def _switch(entry: Input) -> Input:
    # one step leads from end to end: so arrow keys and a drag find the two, and the page lets a click go across
    if entry.start not in (entry.low, entry.high):
        raise ValueError(
            f"switch: {entry.name} is {entry.start:g}, between {entry.low:g} and {entry.high:g}; "
            "start it at one of the two, or give inputs=(low, high)"
        )
    return replace(entry, step=entry.high - entry.low)


def _latex(name: str) -> str:
    """``W1[2,3]`` → w_{23}^{(1)}; a comma between two indices only where they would run together."""
    stem, _, index = name.rstrip("]").partition("[")
    places = index.split(",")
    subscript = "".join(places) if all(len(place) == 1 for place in places) else ",".join(places)
    layer = rf"^{{({stem[1:]})}}" if stem[1:] else ""
    return rf"{stem[0].lower()}_{{{subscript}}}{layer}"


def _shown_first(given: str | None, L: int, with_cost: bool) -> str:
    forward = ["x", *(f"{za}{l}" for l in range(1, L + 1) for za in "za")]
    steps = [*forward, "C", *(f"delta{l}" for l in range(L, 0, -1)), "gradient"] if with_cost else forward
    if given is not None and given not in steps:
        raise ValueError(f"at: {given!r} is not a step of this network; choose from {', '.join(steps)}")
    return given or steps[-1]


def _description(figure: Figure, sizes: str) -> str:
    spec, known = figure.spec, figure.values | figure.inputs
    first, last, L = spec["sizes"][0], spec["sizes"][-1], len(spec["activations"])
    x, a, y = (
        listed(known[key] for key in entries(name, n) if key in known)
        for name, n in (("x", first), (f"a{L}", last), ("y", last))
    )
    text = (
        f"A {sizes} network ({', '.join(spec['activations'])}) drawn as circles and lines. "
        f"The input ({x}) gives the output ({a})"
    )
    text += f"; for the target ({y}) the cost is C = {known['C']:.6g}." if y else "."
    return f"{text} {maps_in_words(figure)}" if "maps" in spec else text
