"""What is seen of a training run besides its cost: a map, a curve, the weights; and the words for all of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....network import Network
from ....write.page import to_json
from ...common.base import Figure
from ...common.live import Live
from ...common.network_passes import passes
from .descent import Descent

MOST_CLASSES = 4  # that a map can tell apart
LONGEST_SIDE = 16  # of a picture of weights
GRID, CURVE = 43, 161  # values along each side of a decision map, and along a fitted curve
LEVELS = (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75)  # of a decision map, from one class to the other


def seen(descent: Descent, labels: Mapping[str, str]) -> dict[str, Any]:
    """What the page draws of the network: its map, its curve or nothing, with the graph that computes it."""
    net, x, y = descent.walk.network, descent.walk.x, descent.walk.y
    for key in labels:
        if key not in ("x", "y"):
            raise ValueError(f"labels: {key!r} is no axis; label 'x' or 'y', as in labels={{'x': 'x_1'}}")
    m, classes = net.sizes[-1], descent.threshold is not None
    if m > MOST_CLASSES or net.sizes[0] > 2 or (net.sizes[0] == 2 and m > 1 and not classes):
        return {"shows": "cost"}
    names = {"x": "x", "y": "y"} if net.sizes[0] == 1 else {"x": "x_1", "y": "x_2"}
    found: dict[str, Any] = {"labels": {**names, **labels}, "xlim": _limits(x[0])}
    if net.sizes[0] == 1:
        found |= {"shows": "curve", "ylim2": _limits(y, 0.2)}
    else:
        middle, half = (float(y.max() + y.min()) / 2, float(y.max() - y.min()) / 2 or 1.0) if m == 1 else (0.0, 0.0)
        levels = [middle + half * share for share in LEVELS] if m == 1 else [0.0]
        found |= {"shows": "map", "ylim2": _limits(x[1]), "levels": levels, "classes": classes}
    return {**found, "forward": forward_graph(net)}


def forward_graph(net: Network) -> dict[str, Any]:
    """The outputs at every place of the map, or along the curve."""
    graph = passes(net, CURVE if net.sizes[0] == 1 else GRID * GRID, targets=False)
    return to_json(list(graph.inputs.values()), {"a": graph.output})


def side_of(net: Network) -> int | None:
    """How many pixels a side has, where the inputs may be the pixels of a square and there are hidden neurons."""
    side = math.isqrt(net.sizes[0])
    return side if side**2 == net.sizes[0] and 4 <= side <= LONGEST_SIDE and net.L > 1 else None


def _limits(values: NDArray[np.float64], margin: float = 0.12) -> list[float]:
    """A little more than the values need, on round numbers."""
    low, high = float(np.min(values)), float(np.max(values))
    spare = margin * (high - low) or 1.0
    digits = -math.floor(math.log10(spare))
    return [round(low - spare, digits), round(high + spare, digits)]


def cost_limits(costs: Sequence[float]) -> dict[str, list[float]]:
    """The axis of the cost: a linear one from 0, and a logarithmic one with the decades of this run."""
    top = max(1.15 * costs[0], 1.05 * min(max(costs), 3 * costs[0])) or 1.0
    low = max(min(costs) / 2, 1e-9 * top)
    decade = min(math.floor(math.log10(low)), math.ceil(math.log10(top)) - 1)
    power = 10.0 ** math.floor(math.log10(top))
    return {
        "linear": [0.0, math.ceil(10 * top / power) * power / 10],
        "log": [10.0**decade, 10.0 ** math.ceil(math.log10(top) + 0.1)],
    }


def decades(descent: Descent, start: Mapping[str, float], steps: int) -> list[int]:
    """Powers of ten between which |δ| lies at the start and at the end, and some room."""
    values = [v for step in (0, steps) for name, v in descent({**start, "step": step}).items() if name.startswith("|δ")]
    low, high = (math.log10(max(bound, 1e-12)) for bound in (min(values), max(values)))
    return [min(-3, math.floor(low)), max(1, math.ceil(high))]


def formula(net: Network, remembers: bool) -> dict[str, Any]:
    out = Live()
    slope = r"\frac{\partial C}{\partial w}"
    step = rf"w \leftarrow w - \eta\,{slope}"
    if remembers:
        step = rf"m \leftarrow \beta\,m + {slope},\quad w \leftarrow w - \eta\,m"
    count = rf"\qquad\text{{for all {net.n_parameters:,} weights and biases}}"
    size = rf"\lVert\nabla C\rVert = {out('|∇C|')}"
    return {"formula": [rf"{step}{count}\qquad {size}"], "numbers": out.numbers}


def description(figure: Figure, descent: Descent, steps: int) -> str:
    rate, values = figure.inputs["rate"], figure.values
    first, last = (figure.evaluate(step=step) for step in (0, steps))
    sizes = "–".join(map(str, descent.walk.network.sizes))
    text = (
        f"A training run of a {sizes} network on {descent.walk.x.shape[1]:,} examples with learning rate {rate:g}: "
        f"the cost falls from {first['C']:.6g} to {last['C']:.6g} in {steps:,} steps"
    )
    if last["C"] >= first["C"]:
        text = text.replace("falls", "goes")
    if "right" in values:
        text += (
            f", and {100 * first['right']:.3g} % of the examples on the right side become {100 * last['right']:.3g} %"
        )
    if "right_held" in values:
        text += f"; of those held out, {100 * last['right_held']:.3g} %"
    if "C_beside" in values:
        text += f". Beside it, {figure.spec['beside']['name']}, the cost ends at {last['C_beside']:.6g}"
    shown = {"map": "how it divides the plane", "curve": "the curve that it fits"}.get(figure.spec["shows"])
    return f"{text}. Drawn are the cost and {shown} at the end." if shown else f"{text}. Drawn is the cost."
