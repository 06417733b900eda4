"""The static picture of a network: what stands on paper, and in the page until it is live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure as Picture
from matplotlib.gridspec import GridSpecBase
from matplotlib.patheffects import withStroke

from ...common.base import Figure
from ...common.format import with_minus
from ...common.names import entries
from ...common.picture import INK
from .maps import neurons, square

POSITIVE, NEGATIVE = "#0072b2", "#d55e00"  # the picture's blue and vermilion, as in the other figures
INPUT = "#00734f"
SIGNS = LinearSegmentedColormap.from_list("signs", [NEGATIVE, "#ffffff", POSITIVE])
SHADES = np.linspace(-1.0, 1.0, 12)  # an even number of edges: zero lies in the middle of the palest shade
PER_ROW = 4
Place: TypeAlias = tuple[float, float]

LETTERS = "#1d2430"
HALO = [withStroke(linewidth=3, foreground="white")]  # an edge may pass behind a number


def network_picture(figure: Figure) -> Picture:
    """Circles filled by activation, lines by weight (dashed where negative), a number in and under every circle."""
    sizes, values = figure.spec["sizes"], figure.values | figure.inputs
    tallest = max(sizes)
    height = min(8.0, 1.2 + 0.75 * max(tallest, 2))
    mapped = list(neurons(figure)) if "maps" in figure.spec else []
    rows = -(-len(mapped) // PER_ROW)
    picture = Picture(figsize=(6.4, height + 1.6 * rows), dpi=100, layout="constrained")
    grid = picture.add_gridspec(1 + rows, 1, height_ratios=[height, *[1.6] * rows])
    axes: Axes = picture.add_subplot(grid[0])
    columns = [[(1.6 * l, (n - 1) / 2 - i) for i in range(n)] for l, n in enumerate(sizes)]
    _edges(axes, columns, values)
    for l, column in enumerate(columns):
        for i, place in enumerate(column):
            _neuron(axes, place, values, l, i + 1)
    if figure.spec["cost"] != "none":
        _targets(axes, columns[-1], values)
    axes.set(
        xlim=(-0.6, 1.6 * len(sizes) + (0.3 if "C" in values else -0.9)), ylim=(-tallest / 2 - 0.2, tallest / 2 + 0.1)
    )
    axes.set_axis_off()
    for row in range(rows):
        _maps(picture, grid[1 + row].subgridspec(1, 2 * PER_ROW), figure, mapped[row * PER_ROW : (row + 1) * PER_ROW])
    return picture


def _edges(axes: Axes, columns: Sequence[Sequence[Place]], values: Mapping[str, float]) -> None:
    largest = max(abs(value) for name, value in values.items() if name[0] == "W")
    for l, (sources, targets) in enumerate(pairwise(columns), 1):
        names = entries(f"W{l}", len(targets), len(sources))
        for name, (end, start) in zip(names, product(targets, sources), strict=True):
            weight = values[name]
            style = {"color": POSITIVE} if weight >= 0 else {"color": NEGATIVE, "dashes": (3, 1.5)}
            axes.plot(
                *zip(start, end, strict=True), linewidth=0.7 + 4.3 * abs(weight) / (largest or 1), zorder=1, **style
            )


def _neuron(axes: Axes, place: Place, values: Mapping[str, float], l: int, i: int) -> None:
    value = values[f"a{l}[{i}]" if l else f"x[{i}]"]
    strength = 0.62 * min(1.0, abs(value))
    base = to_rgb(POSITIVE if value >= 0 else NEGATIVE)
    fill = tuple(1 - strength * (1 - part) for part in base)
    axes.plot(*place, "o", markersize=34, markerfacecolor=fill, markeredgecolor=INK, zorder=2)
    axes.annotate(with_minus(f"{value:.2f}"), place, color=LETTERS, ha="center", va="center", zorder=3)
    under = with_minus(f"$b$ = {values[f'b{l}[{i}]']:g}") if l else f"$x_{{{i}}}$"
    _write(axes, under, place, -26)


def _targets(axes: Axes, outputs: Sequence[Place], values: Mapping[str, float]) -> None:
    """Each target right of its output, and the cost right of them all."""
    for i, (x, y) in enumerate(outputs, 1):
        axes.plot([x, x + 0.8], [y, y], ":", color=INK, zorder=1)
        axes.plot(x + 0.8, y, "D", markersize=9, color=INK, zorder=2)
        target = with_minus(f"$y_{{{i}}}$ = {values[f'y[{i}]']:g}")
        _write(axes, target, (x + 0.8, y), -16)
    _write(axes, f"$C$ = {values['C']:.6f}", (outputs[0][0] + 1.5, 0), 0)


def _maps(picture: Picture, places: GridSpecBase, figure: Figure, mapped: Sequence[tuple[str, str]]) -> None:
    """A square for each neuron: blue where it is above zero, vermilion below, a line between, the example as a dot."""
    first = PER_ROW - len(mapped)  # in half places, so that any number of them stands in the middle
    for i, (spoken, name) in enumerate(mapped):
        axes = picture.add_subplot(places[first + 2 * i : first + 2 * i + 2])
        along, values = square(figure, name)
        strongest = max(1.0, float(np.abs(values).max()))  # a curve without a bound has its own scale
        axes.contourf(along, along, values / strongest, levels=SHADES, cmap=SIGNS, vmin=-1, vmax=1)
        if values.min() < 0 < values.max():
            axes.contour(along, along, values, levels=[0.0], colors=LETTERS, linewidths=1)
        here = [figure.inputs[f"x[{k}]"] for k in (1, 2)]
        axes.plot(*here, "o", color=INPUT, markersize=7, markeredgecolor="white", clip_on=False, zorder=4)
        axes.set(xlim=along[[0, -1]], ylim=along[[0, -1]], aspect="equal", xticks=[], yticks=[])
        axes.set_title(spoken, color=INK, fontsize=9)
        for spine in axes.spines.values():
            spine.set_color(INK)


def _write(axes: Axes, text: str, place: Place, below: float) -> None:
    axes.annotate(text, place, xytext=(0, below), textcoords="offset points", color=INK, ha="center", va="center",
                  fontsize=9, zorder=3, path_effects=HALO)  # fmt: skip
