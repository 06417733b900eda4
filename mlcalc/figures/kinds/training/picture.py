"""The static picture of a training run: what the network does after it, and how the cost fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from ....network import Network
from ...common.base import Figure
from ...common.picture import CURVE, INK, STYLES, TANGENT, plain
from .descent import Descent

MARKS = "osD^"  # one for each class, so that none is told by its colour alone
HELD = 40  # places at which the cost of what is held out is drawn
COLORS = (TANGENT, CURVE, "#8a3f86", "#7a5c00")


def training_picture(figure: Figure, descent: Descent) -> Picture:
    """Map or fitted curve after the last step on the left, cost on the right."""
    shows = figure.spec["shows"]
    picture = Picture(figsize=(6.4, 3.2), dpi=100, layout="constrained")
    panels: Any = picture.subplots(1, 2 if shows != "cost" else 1, squeeze=False)[0]
    at, steps = figure.inputs, round(figure.ranges["step"].high)
    run = descent.walk.run(at, steps)
    _draw_cost(panels[-1], figure, descent, run.costs)
    if shows == "map":
        _draw_map(panels[0], figure, descent, run.network)
    elif shows == "curve":
        _draw_curve(panels[0], figure, descent, run.network)
    for axes in panels:
        plain(axes)
    return picture


def _draw_cost(axes: Axes, figure: Figure, descent: Descent, costs: Sequence[float]) -> None:
    """The cost, and in dashes the second run and what is held out."""
    log, steps = figure.inputs["log"] > 0.5, round(figure.ranges["step"].high)
    axes.plot(costs, color=CURVE, linewidth=2)
    lines: list[tuple[Sequence[int], Sequence[float], str]] = []
    if descent.beside is not None:
        second = descent.beside.run(figure.inputs, steps).costs
        lines.append((range(len(second)), second, figure.spec["beside"]["name"]))
    if descent.held_out is not None:
        places = [round(steps * share) for share in np.linspace(0, 1, min(steps, HELD) + 1)]
        networks = (descent.walk.run(figure.inputs, place).network for place in places)
        lines.append((places, [network.cost(*descent.held_out) for network in networks], "held out"))
    for (x, y, name), (color, dashes) in zip(lines, STYLES[1:], strict=False):
        axes.plot(x, y, color=color, linestyle=dashes, linewidth=2, label=name)
    if lines:
        axes.legend(frameon=False, labelcolor=INK)
    axes.set(yscale="log" if log else "linear", xlim=(0, steps))
    axes.set_ylim(figure.spec["ylim"]["log" if log else "linear"])
    axes.set_xlabel("step", color=INK)
    axes.set_ylabel("$C$", color=INK, rotation=0, labelpad=14)


def _draw_map(axes: Axes, figure: Figure, descent: Descent, network: Network) -> None:
    spec, x, y = figure.spec, descent.walk.x, descent.walk.y
    xs, ys = (np.linspace(low, high, 81) for low, high in (spec["xlim"], spec["ylim2"]))
    a = network.forward(np.stack([part.ravel() for part in np.meshgrid(xs, ys)])).a[network.L]
    if len(a) == 1:
        levels = np.array(spec["levels"])
        bounds = [min(a.min(), levels[0]) - 1e-9, *levels, max(a.max(), levels[-1]) + 1e-9]
        shades = [_tint(TANGENT if i < 4 else CURVE, 0.14 + 0.14 * abs(i - 3.5)) for i in range(8)]
        axes.contourf(xs, ys, a.reshape(81, 81), levels=bounds, colors=shades)
        if a.min() < levels[3] < a.max():
            axes.contour(xs, ys, a.reshape(81, 81), levels=[levels[3]], colors="#33414f", linewidths=1.5)
        group = (y[0] > levels[3]).astype(int)
    else:
        shades = [_tint(color, 0.3) for color in COLORS[: len(a)]]
        axes.contourf(xs, ys, a.argmax(axis=0).reshape(81, 81), levels=np.arange(len(a) + 1) - 0.5, colors=shades)
        group = y.argmax(axis=0)
    for k in range(max(2, len(a))):
        axes.plot(*x[:, group == k], MARKS[k], color=COLORS[k], markeredgecolor="white", markersize=6)
    axes.set(xlim=spec["xlim"], ylim=spec["ylim2"])
    _name(axes, spec["labels"])


def _draw_curve(axes: Axes, figure: Figure, descent: Descent, network: Network) -> None:
    spec = figure.spec
    xs = np.linspace(spec["xlim"][0], spec["xlim"][1], 161)
    for k, a in enumerate(network.forward(xs[None]).a[network.L]):
        color, dashes = STYLES[k]
        axes.plot(descent.walk.x[0], descent.walk.y[k], MARKS[k], color=INK, markersize=5)
        axes.plot(xs, a, color=color, linestyle=dashes, linewidth=2)
    axes.set(xlim=spec["xlim"], ylim=spec["ylim2"])
    _name(axes, spec["labels"])


def _name(axes: Axes, labels: Mapping[str, str]) -> None:
    axes.set_xlabel(f"${labels['x']}$", color=INK)
    axes.set_ylabel(f"${labels['y']}$", color=INK, rotation=0, labelpad=12)


def _tint(color: str, share: float) -> tuple[float, ...]:
    from matplotlib.colors import to_rgb

    return tuple(1 - share * (1 - part) for part in to_rgb(color))
