"""digit: a drawing of a few pixels that a trained network reads, and what each pixel does to the cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ....network import Layer, Network
from ....trace import Traced, as_node
from ....trace.graph import Node, input_node, substitute
from ...common.base import Figure
from ...common.inputs import Input
from ...common.live import Live
from ...common.names import entries, identifier
from ...common.network_passes import largest, passes
from .picture import digit_picture

MOST_SAMPLES, LONGEST_SIDE, MOST_CLASSES, MOST_WEIGHTS = 20, 16, 26, 20_000
TONES = 16  # from an empty pixel to a full one


def digit(
    net: Network,
    /,
    samples: ArrayLike | None = None,
    *,
    labels: Sequence[int] | None = None,
    classes: Sequence[str] | None = None,
    ink: float = 1.0,
    decimals: int | None = None,
    overlay: bool = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
) -> Figure:
    """A square to draw in, read by a network as it is drawn: a bar for each class, and ∂C/∂pixel over the drawing.

    Parameters
    ----------
    net : Network
        Trained on pictures of n × n pixels, row by row: with 64 inputs for 8 × 8. Each output is a class.
    samples : array of shape (n², N), optional
        Drawings to start from, one in each column; the first one is there at the start.
    labels : sequence of int, optional
        The class of every sample.
    classes : sequence of str, optional
        The names of the classes, if not 0, 1, 2, …
    ink : float, optional
        The value of a full pixel, as the network was trained with; an empty one is 0.
    decimals : int, optional
        Round the network's parameters, to make the page smaller; 4 are plenty. Python rounds too, so both agree.
    overlay : bool, optional
        Whether ∂C/∂pixel is shown first; the reader can switch.
    id, alt, caption : str, optional
        The figure's id in the page, what a person who cannot see it is told, and what stands below it: what to notice.

    Returns
    -------
    Figure
        Its inputs are the pixels, ``x[3,5]`` in row 3 and column 5, and the class ``y`` for which the cost is
        computed; its outputs ``p[0]``, … for every class, ``reading``, the class with the largest of them, ``C``,
        ``dC/dx[3,5]``, … and ``|dC/dx|``, the length of this gradient.

    Raises
    ------
    TypeError, ValueError
        For something that is no Network or has inputs that make no square, and samples or settings that do not fit it.

    >>> net = Network.random(
    ...     [64, 10, 10],
    ...     activation=["tanh", "softmax"],
    ...     cost="cross-entropy",
    ... )
    >>> fig = digit(net, np.eye(64)[:, :3], labels=[7, 1, 4])
    >>> fig.inputs["x[1,1]"], fig.inputs["y"]
    (1.0, 7.0)
    >>> round(sum(fig.values[f"p[{k}]"] for k in range(10)), 12)
    1.0
    """
    side, names = _side(net), _classes(net, classes)
    drawings, known = _samples(net, samples, ink), _labels(labels, samples, len(names))
    if decimals is not None:
        net = _rounded(net, decimals)
    if not isinstance(overlay, bool):
        raise TypeError(f"overlay: expected True or False, got {overlay!r}; write overlay=True")
    x, y, shown = input_node("x", (side * side, 1)), input_node("y", ()), input_node("overlay", ())
    start = drawings[0] if drawings else [0.0] * side**2
    first = known[0] if known else int(np.argmax(net.forward(start).a[net.L]))
    return Figure(
        "digit",
        {
            x: _pixels(side, start, ink),
            y: Input("y", 0.0, len(names) - 1.0, float(first), 1.0, control="none"),
            shown: Input("overlay", 0.0, 1.0, float(overlay), 1.0, control="none"),
        },
        _outputs(net, x, y),
        digit_picture,
        parts={"p": [f"p[{k}]" for k in range(len(names))], "dC/dx": entries("dC/dx", side, side)},
        id=identifier("digit", "-".join(map(str, net.sizes)), id),
        side=side,
        classes=names,
        samples=drawings,
        labels=known,
        scientific=["|dC/dx|"],
        caption=caption,
        measure=lambda figure: {"alt": alt or _description(figure)},
        **_formula(net),
    )


def _outputs(net: Network, x: Node, y: Node) -> dict[str, Node]:
    both = passes(net, 1, weights=False)
    count = np.arange(float(net.sizes[-1]))[:, None]
    target = as_node(np.where(np.equal(count, Traced(y)), 1.0, 0.0))
    results = [both.output, both.C, both.gradients(["x"])["dC/dx"]]
    p, C, slopes = substitute(results, {both.inputs["x"]: x, both.inputs["y"]: target})
    reading = np.sum(np.where(np.equal(Traced(p), largest(Traced(p))), count, 0.0))
    length = np.sqrt(np.sum(Traced(slopes) ** 2))
    return {"p": p, "C": C, "dC/dx": slopes, "reading": as_node(reading), "|dC/dx|": as_node(length)}


def _pixels(side: int, values: Sequence[float], ink: float) -> list[Input]:
    named = zip(entries("x", side, side), values, strict=True)
    return [Input(name, 0.0, float(ink), value, ink / TONES, control="none") for name, value in named]


def _side(net: Any) -> int:
    if not isinstance(net, Network):
        how = "train Network.random([64, 32, 10]) and give that"
        raise TypeError(f"digit: expected an mlcalc.Network, got {net!r}; {how}")
    side = math.isqrt(net.sizes[0])
    if side**2 != net.sizes[0] or not 2 <= side <= LONGEST_SIDE:
        raise ValueError(
            f"digit: {net.sizes[0]} inputs are no square of pixels; give a network with 64 inputs for 8 × 8, "
            f"at most {LONGEST_SIDE**2}"
        )
    if not 2 <= net.sizes[-1] <= MOST_CLASSES:
        raise ValueError(f"digit: expected 2 to {MOST_CLASSES} outputs, one for each class, got {net.sizes[-1]}")
    if net.n_parameters > MOST_WEIGHTS:
        raise ValueError(
            f"digit: {net.n_parameters:,} parameters are too many to put into a page, at most {MOST_WEIGHTS:,} are; "
            "train a smaller network, such as Network.random([64, 32, 10])"
        )
    return side


def _classes(net: Network, given: Any) -> list[str]:
    count = net.sizes[-1]
    names = [str(k) for k in range(count)] if given is None else list(given)
    if len(names) != count or not all(isinstance(name, str) and name for name in names):
        raise ValueError(f"classes: expected {count} names, one for each output, got {given!r}; write ['0', '1', …]")
    return names


def _samples(net: Network, given: Any, ink: Any) -> list[list[float]]:
    if not isinstance(ink, Real) or not 0 < float(ink) < math.inf:
        raise ValueError(f"ink: expected the value of a full pixel, above 0, got {ink!r}; write ink=16")
    if given is None:
        return []
    columns = np.asarray(given, float)
    n = net.sizes[0]
    if columns.ndim != 2 or len(columns) != n or not 1 <= columns.shape[1] <= MOST_SAMPLES:
        hint = "give samples.T" if columns.ndim == 2 and columns.shape[1] == n else f"give x[:, :{MOST_SAMPLES // 2}]"
        raise ValueError(
            f"samples: expected one drawing in each column, shape ({n}, N) with N up to {MOST_SAMPLES}, "
            f"got shape {columns.shape}; {hint}"
        )
    low, high = columns.min(), columns.max()
    if not 0 <= low <= high <= ink:
        raise ValueError(
            f"samples: pixels from {low:g} to {high:g} are not within 0 and ink = {ink:g}; write ink={high:g}, "
            "or scale them as the network was trained"
        )
    return [[float(value) for value in column] for column in columns.T]


def _labels(given: Any, samples: Any, count: int) -> list[int]:
    if given is None:
        return []
    labels = np.asarray(given)
    columns = 0 if samples is None else np.shape(samples)[1]
    if labels.shape != (columns,) or labels.dtype.kind not in "iu" or not ((0 <= labels) & (labels < count)).all():
        raise ValueError(
            f"labels: expected the class of each of the {columns} samples, 0 to {count - 1}, got {given!r}"
        )
    return [int(label) for label in labels]


def _rounded(net: Network, decimals: Any) -> Network:
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 1 <= decimals <= 15:
        raise ValueError(f"decimals: expected a whole number from 1 to 15, got {decimals!r}; write decimals=4")
    layers = [Layer(W.round(decimals), b.round(decimals), activation) for W, b, activation in net.layers]
    return Network(layers, net.cost_name)


def _formula(net: Network) -> dict[str, Any]:
    out = Live()
    cost = r"\lVert \mathbf{a} - \mathbf{y} \rVert^2" if net.cost_name == "squares" else r"-\sum_k y_k \ln p_k"
    size = rf"\Bigl\lVert\frac{{\partial C}}{{\partial \mathbf{{x}}}}\Bigr\rVert = {out('|dC/dx|')}"
    if net.cost_name != "squares" and net.layers[-1].activation != "softmax":
        cost = r"-\sum_k \left[y_k \ln p_k + (1-y_k)\ln(1-p_k)\right]"
    return {"formula": [rf"C = {cost} = {out('C')}\qquad {size}"], "numbers": out.numbers}


def _description(figure: Figure) -> str:
    spec, values = figure.spec, figure.values
    reading = round(values["reading"])
    full = sum(value > entry.high / 2 for (name, value), entry in zip(
        figure.inputs.items(), figure.ranges.values(), strict=True) if name[0] == "x")  # fmt: skip
    name = spec["classes"][round(figure.inputs["y"])]
    return (
        f"A drawing of {spec['side']} × {spec['side']} pixels, {full} of them more than half full. The network reads "
        f"it as {spec['classes'][reading]}, with {values[f'p[{reading}]']:.3g}; the cost for the class {name} is "
        f"C = {values['C']:.3g}."
    )
