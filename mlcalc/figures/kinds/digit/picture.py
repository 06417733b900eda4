"""The static picture of a drawing that a network reads: its pixels, the signs of ∂C/∂pixel, a bar for each class."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as Picture
from numpy.typing import NDArray

from ...common.base import Figure
from ...common.format import with_minus
from ...common.names import entries
from ...common.picture import CURVE, INK, TANGENT, plain

PAPER = LinearSegmentedColormap.from_list("paper", ["#f4f6f8", "#1d2430"])


def digit_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 3.2), dpi=100, layout="constrained")
    drawing, bars = picture.subplots(1, 2)
    _draw_pixels(drawing, figure)
    _draw_bars(bars, figure)
    return picture


def _draw_pixels(axes: Axes, figure: Figure) -> None:
    side = figure.spec["side"]
    ink = figure.ranges["x[1,1]"].high
    edges = np.arange(side + 1)
    axes.pcolormesh(edges, edges, _square("x", figure.inputs, side), cmap=PAPER, vmin=0, vmax=ink, edgecolor="white")
    if figure.inputs["overlay"] > 0.5:
        slopes = _square("dC/dx", figure.values, side)
        largest = np.abs(slopes).max() or 1.0
        for (row, column), slope in np.ndenumerate(slopes):
            share = abs(slope) / largest
            if share > 0.08:
                color, sign = (TANGENT, "+") if slope > 0 else (CURVE, "_")
                place = column + 0.5, row + 0.5
                axes.plot(*place, "o", color=color, markersize=3 + 12 * share, markeredgecolor="white")
                axes.plot(*place, sign, color="white", markersize=1 + 7 * share)
    axes.set(xlim=(0, side), ylim=(side, 0), aspect="equal")
    axes.set_axis_off()


def _square(name: str, values: Mapping[str, float], side: int) -> NDArray[np.float64]:
    return np.reshape([values[key] for key in entries(name, side, side)], (side, side))


def _draw_bars(axes: Axes, figure: Figure) -> None:
    names, values = figure.spec["classes"], figure.values
    shares = [values[f"p[{k}]"] for k in range(len(names))]
    reading = round(values["reading"])
    axes.barh(range(len(names)), shares, color=[CURVE if k == reading else INK for k in range(len(names))])
    for k, share in enumerate(shares):
        text = with_minus(f"{share:.3f}")
        axes.annotate(text, (max(share, 0), k), xytext=(4, 0), textcoords="offset points", color=INK, va="center")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlim(min(0.0, *shares), max(1.15, *shares))
    axes.invert_yaxis()
    axes.set_xlabel("$p$", color=INK)
    plain(axes)
