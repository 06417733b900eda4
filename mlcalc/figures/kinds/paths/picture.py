"""The static picture of paths: the graph with its edges as wide as what they carry, a bar for each path, the curve."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from ...common.base import Figure
from ...common.picture import CURVE, INK, TANGENT, draw_curve, plain


def paths_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 4.8), dpi=100, layout="constrained")
    panels: Any = picture.subplot_mosaic([["graph", "bars"], ["graph", "curve"]], width_ratios=[1.1, 1])
    _draw_graph(panels["graph"], figure)
    _draw_bars(panels["bars"], figure)
    draw_curve(panels["curve"], figure)
    return picture


def _draw_graph(axes: Axes, figure: Figure) -> None:
    at = {v["name"]: (v["depth"], v["row"]) for v in figure.spec["variables"]}
    shares = [0.0] * len(figure.spec["edges"])
    for path in figure.spec["paths"]:
        for e in path["edges"]:
            shares[e] += abs(figure.values[path["output"]])
    largest = max([*shares, 1e-12])
    for edge, share in zip(figure.spec["edges"], shares, strict=True):
        x, y = zip(at[edge["from"]], *edge["via"], at[edge["to"]], strict=True)
        axes.plot(x, y, color=INK, linewidth=1 + 6 * share / largest, zorder=1)
        way = 0.22 if y[0] * y[1] < 0 else 0.5  # across the middle line others come to meet it
        middle = x[0] + way * (x[1] - x[0]), y[0] + way * (y[1] - y[0])
        side = 1 if middle[1] >= 0 else -1  # away from the middle line, where other edges are
        lean = -16 * side * np.sign(y[1] - y[0])
        axes.annotate(f"{figure.values[edge['output']]:.3g}", middle, xytext=(lean, (8 if lean else 12) * side),
                      textcoords="offset points", color=INK, ha="center", va="center")  # fmt: skip
    for variable in figure.spec["variables"]:
        x, y = at[variable["name"]]
        axes.plot([x], [y], "o", markersize=26, color=CURVE, zorder=2)
        axes.annotate(f"${variable['latex']}$", (x, y), color="white", ha="center", va="center", zorder=3)
    axes.margins(0.2)
    axes.set_axis_off()


def _draw_bars(axes: Axes, figure: Figure) -> None:
    bars = [(path["label"], figure.values[path["output"]], CURVE) for path in figure.spec["paths"]]
    bars.append((figure.spec["total"], figure.values[figure.spec["total"]], TANGENT))
    labels, widths, colors = zip(*bars, strict=True)
    axes.barh(range(len(bars)), widths, color=colors)
    axes.set_yticks(range(len(bars)), labels)
    axes.invert_yaxis()
    axes.axvline(0, color=INK, linewidth=1)
    plain(axes)
