"""The maps of a network with two inputs: what every neuron answers over the square of both."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ....network import Network
from ...common.base import Figure

MOST_MAPS = 12
GRID = 81


def mapped(net: Network) -> bool:
    """True, where a map of every neuron can be drawn and looked at."""
    if net.sizes[0] != 2:
        raise ValueError(
            f"maps: a map is drawn over two inputs, and this network has {net.sizes[0]}; "
            "leave out maps, or show a network such as Network.random([2, 3, 1])"
        )
    if sum(net.sizes[1:]) > MOST_MAPS:
        raise ValueError(f"maps: {sum(net.sizes[1:])} neurons are too many for a map each, at most {MOST_MAPS} are")
    return True


def neurons(figure: Figure) -> Iterator[tuple[str, str]]:
    """What every neuron is called, and the name of its activation: ``("hidden 1", "a1[1]")``."""
    *hidden, last = figure.spec["sizes"][1:]
    for l, n in enumerate(hidden, 1):
        layer = f"layer {l} neuron" if len(hidden) > 1 else "hidden"
        yield from ((f"{layer} {j}", f"a{l}[{j}]") for j in range(1, n + 1))
    yield from ((f"output {j}", f"a{len(hidden) + 1}[{j}]") for j in range(1, last + 1))


def square(figure: Figure, name: str, count: int = GRID) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The places along either input, and the activation over both, a row for each place of the second."""
    entry = figure.ranges["x[1]"]
    along = np.linspace(entry.low, entry.high, count)
    return along, figure.field(name, **{"x[1]": along[None, :], "x[2]": along[:, None]})


def maps_in_words(figure: Figure) -> str:
    """What the maps show, for a person who cannot see them: the four corners of each."""
    low, high = f"{figure.ranges['x[1]'].low:g}", f"{figure.ranges['x[1]'].high:g}"
    corners = ", ".join(f"({a}, {b})" for b in (low, high) for a in (low, high))
    said = [
        f"{spoken} " + ", ".join(f"{value:.2f}" for value in np.round(square(figure, name, 2)[1], 2).ravel() + 0.0)
        for spoken, name in neurons(figure)
    ]
    return f"A small map shows each neuron over both inputs; at {corners}: {'; '.join(said)}."
