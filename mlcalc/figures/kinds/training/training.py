"""training: the page trains a network before the reader's eyes, step by step as Network.train does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ....network import Network
from ....trace import Traced, as_node
from ....trace.graph import Node, input_node
from ....write.page import to_json
from ...common.base import Figure
from ...common.inputs import Input
from ...common.live import Live
from ...common.names import identifier
from ...common.network_passes import passes, sizes_of, weights_by_name
from .descent import Descent, share_right
from .picture import training_picture

MOST_STEPS, MOST_NUMBERS, MOST_CLASSES = 10_000, 20_000, 4
GRID, CURVE = 43, 161  # values along each side of a decision map, and along a fitted curve
LEVELS = (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75)  # of a decision map, from one class to the other


def training(
    net: Network,
    /,
    x: ArrayLike,
    y: ArrayLike,
    *,
    rate: Sequence[float] = (0.001, 10, 0.1),
    steps: int = 1000,
    at: int = 0,
    momentum: Sequence[float] | None = None,
    log: bool = False,
    labels: Mapping[str, str] | None = None,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
) -> Figure:
    """A training run to play, pause and scrub: the cost, what the network makes of its inputs, the size of each δ.

    The figure is always where :meth:`mlcalc.Network.train` is after ``step`` steps with the learning rate ``rate``: to
    move the rate is to train anew with it, up to the same step. (Where a rate is so large that the cost leaps about,
    a rounding becomes large too, and no two programs agree in the ninth digit for long.)

    Parameters
    ----------
    net : Network
        Where the run starts. With two inputs the figure shows the plane and how the network divides it, with one
        the curve that it fits to the examples.
    x, y : arrays of shapes (n, N) and (m, N)
        The examples, a column each; y can hold class labels.
    rate : (low, high, start), optional
        The learning rate η. Its slider is logarithmic where high is at least a hundred times low.
    steps : int, optional
        How long the run can become.
    at : int, optional
        The step that is shown first.
    momentum : (low, high, start), optional
        A slider for what each step keeps of the one before.
    log : bool, optional
        Whether the cost is shown on a logarithmic axis first; the reader can switch.
    labels : dict, optional
        LaTeX for the axes of the map or of the curve: ``labels={"x": "t", "y": "f(t)"}``.
    id, alt, caption : str, optional
        The figure's id in the page, what a person who cannot see it is told, and what stands below it: what to notice.

    Returns
    -------
    Figure
        Its inputs are ``rate``, ``step`` and, if asked for, ``momentum``; its outputs ``C``, ``|∇C|``, ``|δ1|``, …,
        the mean length of δ over the examples, and for classes ``right``, the share on the right side.

    Raises
    ------
    TypeError, ValueError
        For something that is no Network, examples that do not fit it, and settings that cannot be.

    >>> net = Network([([[1.3]], [-0.1])])
    >>> fig = training(net, [[1.0, 0.0]], [[0.0, 1.0]], rate=(0, 1, 0.5), steps=100)
    >>> fig.inputs["step"] = 50
    >>> round(fig.values["C"], 6)
    0.009247
    """
    descent = _descent(net, x, y)
    inputs = _inputs(rate, steps, at, momentum, log)
    start = {entry.name: entry.start for entry in inputs}
    run = descent.run(start["rate"], start.get("momentum", 0.0), steps)
    return Figure(
        "training",
        {input_node(entry.name, ()): entry for entry in inputs},
        {},
        lambda figure: training_picture(figure, descent),
        compute=descent,
        id=identifier("training", "-".join(map(str, net.sizes)), id),
        sizes=list(net.sizes),
        ylim=_cost_limits(run.costs),
        decades=_decades(descent, start, steps),
        scientific=["|∇C|", *(f"|δ{l}|" for l in range(1, net.L + 1))],
        training=_training_graph(descent),
        examples={"x": descent.x.ravel().tolist(), "y": descent.y.ravel().tolist(), "count": descent.x.shape[1]},
        parameters=list(weights_by_name(net).values()),
        caption=caption,
        measure=lambda figure: {"alt": alt or _description(figure, descent, steps)},
        **_seen(descent, labels or {}),
        **_formula(net),
    )


def _descent(net: Any, x: ArrayLike, y: ArrayLike) -> Descent:
    if not isinstance(net, Network):
        raise TypeError(
            f"training: expected an mlcalc.Network, got {net!r}; write Network.random([2, 4, 1]) and give it"
        )
    if np.ndim(x) != 2:
        raise ValueError(
            f"training: x must hold the examples as columns, shape ({net.sizes[0]}, N), got shape {np.shape(x)}; "
            "one example alone is np.reshape(x, (-1, 1))"
        )
    descent = Descent(net, x, y)
    numbers = descent.x.size + descent.y.size + net.n_parameters
    if numbers > MOST_NUMBERS:
        raise ValueError(
            f"training: {descent.x.shape[1]} examples and {net.n_parameters} parameters are {numbers:,} numbers to put "
            f"into a page, at most {MOST_NUMBERS:,} can be; give fewer examples, such as x[:, :100], y[..., :100]"
        )
    return descent


def _inputs(rate: Any, steps: Any, at: Any, momentum: Any, log: Any) -> list[Input]:
    for name, value, most in (("steps", steps, MOST_STEPS), ("at", at, steps)):
        low = 1 if name == "steps" else 0
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= most:
            raise ValueError(
                f"{name}: expected a whole number from {low} to {most:,}, got {value!r}; write {name}={most}"
            )
    eta = Input.read("rate", rate)
    if eta.low < 0:
        raise ValueError(f"rate: {eta.low:g} would climb; write rate=(low, high, start) with 0 ≤ low")
    if eta.low > 0 and eta.high >= 100 * eta.low:
        eta = eta.logarithmic()
    inputs = [replace(eta, latex=r"\eta"), Input("step", 0.0, float(steps), float(at), 1.0, latex="n", whole=True)]
    if momentum is not None:
        mu = Input.read("momentum", momentum)
        if not 0 <= mu.low < mu.high < 1:
            raise ValueError(
                f"momentum: expected a range from 0 to below 1, got {momentum!r}; write momentum=(0, 0.95, 0)"
            )
        inputs.append(replace(mu, latex=r"\mu"))
    if not isinstance(log, bool):
        raise TypeError(f"log: expected True or False for the axis of the cost, got {log!r}; write log=True")
    choices = [
        Input("speed", 0.0, 3.0, 1.0, 1.0, control="none"),
        Input("log", 0.0, 1.0, float(log), 1.0, control="none"),
    ]
    return [*inputs, *choices]


def _training_graph(descent: Descent) -> dict[str, Any]:
    """C, ∂C by every array of parameters, and the numbers that are shown."""
    both = passes(descent.network, descent.x.shape[1])
    names = [name for name in both.inputs if name not in ("x", "y")]
    gradients = both.gradients(names)
    outputs: dict[str, Node] = {"C": both.C, **gradients}
    outputs |= sizes_of(both.deltas(), list(gradients.values()))
    if descent.threshold is not None:
        a, y = both.output, both.inputs["y"]
        outputs["right"] = as_node(share_right(Traced(a), Traced(y), descent.threshold))
    return to_json(list(both.inputs.values()), outputs)


def _seen(descent: Descent, labels: Mapping[str, str]) -> dict[str, Any]:
    """What the page draws of the network: its map, its curve or nothing, with the graph that computes it."""
    net, x, y = descent.network, descent.x, descent.y
    for key in labels:
        if key not in ("x", "y"):
            raise ValueError(f"labels: {key!r} is no axis; label 'x' or 'y', as in labels={{'x': 'x_1'}}")
    m, classes = net.sizes[-1], descent.threshold is not None
    if m > MOST_CLASSES or net.sizes[0] > 2 or (net.sizes[0] == 2 and m > 1 and not classes):
        return {"shows": "cost"}
    names = {"x": "x", "y": "y"} if net.sizes[0] == 1 else {"x": "x_1", "y": "x_2"}
    seen: dict[str, Any] = {"labels": {**names, **labels}, "xlim": _limits(x[0])}
    if net.sizes[0] == 1:
        graph = passes(net, CURVE, targets=False)
        seen |= {"shows": "curve", "ylim2": _limits(y, 0.2)}
    else:
        graph = passes(net, GRID * GRID, targets=False)
        middle, half = (float(y.max() + y.min()) / 2, float(y.max() - y.min()) / 2 or 1.0) if m == 1 else (0.0, 0.0)
        levels = [middle + half * share for share in LEVELS] if m == 1 else [0.0]
        seen |= {"shows": "map", "ylim2": _limits(x[1]), "levels": levels, "classes": classes}
    return {**seen, "forward": to_json(list(graph.inputs.values()), {"a": graph.output})}


def _limits(values: NDArray[np.float64], margin: float = 0.12) -> list[float]:
    """A little more than the values need, on round numbers."""
    low, high = float(np.min(values)), float(np.max(values))
    spare = margin * (high - low) or 1.0
    digits = -math.floor(math.log10(spare))
    return [round(low - spare, digits), round(high + spare, digits)]


def _cost_limits(costs: Sequence[float]) -> dict[str, list[float]]:
    """The axis of the cost: a linear one from 0, and a logarithmic one with the decades of this run."""
    top = max(1.15 * costs[0], 1.05 * min(max(costs), 3 * costs[0])) or 1.0
    low = max(min(costs) / 2, 1e-9 * top)
    decade = min(math.floor(math.log10(low)), math.ceil(math.log10(top)) - 1)
    power = 10.0 ** math.floor(math.log10(top))
    return {
        "linear": [0.0, math.ceil(10 * top / power) * power / 10],
        "log": [10.0**decade, 10.0 ** math.ceil(math.log10(top) + 0.1)],
    }


def _decades(descent: Descent, start: dict[str, float], steps: int) -> list[int]:
    """Powers of ten between which |δ| lies at the start and at the end, and some room."""
    values = [v for step in (0, steps) for name, v in descent({**start, "step": step}).items() if name.startswith("|δ")]
    low, high = (math.log10(max(bound, 1e-12)) for bound in (min(values), max(values)))
    return [min(-3, math.floor(low)), max(1, math.ceil(high))]


def _formula(net: Network) -> dict[str, Any]:
    out = Live()
    step = r"w \leftarrow w - \eta\,\frac{\partial C}{\partial w}"
    count = rf"\qquad\text{{for all {net.n_parameters:,} weights and biases}}"
    size = rf"\lVert\nabla C\rVert = {out('|∇C|')}"
    return {"formula": [rf"{step}{count}\qquad {size}"], "numbers": out.numbers}


def _description(figure: Figure, descent: Descent, steps: int) -> str:
    rate, values = figure.inputs["rate"], figure.values
    first, last = (figure.evaluate(step=step) for step in (0, steps))
    sizes = "–".join(map(str, descent.network.sizes))
    text = (
        f"A training run of a {sizes} network on {descent.x.shape[1]} examples with learning rate {rate:g}: the cost "
        f"falls from {first['C']:.6g} to {last['C']:.6g} in {steps:,} steps"
    )
    if last["C"] >= first["C"]:
        text = text.replace("falls", "goes")
    if "right" in values:
        text += (
            f", and {100 * first['right']:.3g} % of the examples on the right side become {100 * last['right']:.3g} %"
        )
    shown = {"map": "how it divides the plane", "curve": "the curve that it fits"}.get(figure.spec["shows"])
    return f"{text}. Drawn are the cost and {shown} at the end." if shown else f"{text}. Drawn is the cost."
