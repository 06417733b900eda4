"""Pictures of figures, in matplotlib: what stands in until the page is live, and without JavaScript."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure as Picture

from .base import Figure

SAMPLES = 201
INK, CURVE, TANGENT = "#767676", "#0072b2", "#d55e00"  # each at least 3:1 on white and on near-black


def curve_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 3.6), dpi=100, layout="constrained")
    _draw_curve(picture.add_subplot(), figure)
    return picture


def paths_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 4.8), dpi=100, layout="constrained")
    panels: Any = picture.subplot_mosaic([["graph", "bars"], ["graph", "curve"]], width_ratios=[1.1, 1])
    _draw_graph(panels["graph"], figure)
    _draw_bars(panels["bars"], figure)
    _draw_curve(panels["curve"], figure)
    return picture


def _draw_graph(axes: Any, figure: Figure) -> None:
    at = {v["name"]: (v["depth"], v["row"]) for v in figure.spec["variables"]}
    shares = [0.0] * len(figure.spec["edges"])
    for path in figure.spec["paths"]:
        for e in path["edges"]:
            shares[e] += abs(figure.values[path["output"]])
    largest = max([*shares, 1e-12])
    for edge, share in zip(figure.spec["edges"], shares, strict=True):
        x, y = zip(at[edge["from"]], *edge["via"], at[edge["to"]], strict=True)
        axes.plot(x, y, color=INK, linewidth=1 + 6 * share / largest, zorder=1)
        middle = (x[0] + x[1]) / 2, (y[0] + y[1]) / 2
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


def _draw_bars(axes: Any, figure: Figure) -> None:
    bars = [(path["label"], figure.values[path["output"]], CURVE) for path in figure.spec["paths"]]
    bars.append((figure.spec["total"], figure.values[figure.spec["total"]], TANGENT))
    labels, widths, colors = zip(*bars, strict=True)
    axes.barh(range(len(bars)), widths, color=colors)
    axes.set_yticks(range(len(bars)), labels)
    axes.invert_yaxis()
    axes.axvline(0, color=INK, linewidth=1)
    _plain(axes)


def _draw_curve(axes: Any, figure: Figure) -> None:
    """The curve, the tangent and the point, in matplotlib."""
    spec = figure.spec
    at, value, slope = figure.inputs[spec["along"]], figure.values[spec["value"]], figure.values[spec["slope"]]
    x, y = sample(figure, spec["value"], spec["along"])
    axes.plot(x, y, color=CURVE, linewidth=2)
    axes.axline((at, value), slope=slope, color=TANGENT, linewidth=1.5)
    axes.plot([at], [value], "o", color=TANGENT, markersize=8)
    axes.set(xlim=(x[0], x[-1]), ylim=spec["ylim"])
    axes.set_xlabel(f"${spec['labels']['x']}$", color=INK)
    axes.set_ylabel(f"${spec['labels']['y']}$", color=INK, rotation=0, labelpad=14)
    _plain(axes)


def _plain(axes: Any) -> None:
    """Ink that reads on white and on black, and no box."""
    axes.tick_params(colors=INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(INK)


def sample(figure: Figure, name: str, along: str, **inputs: float) -> tuple[Any, Any]:
    """x and y of an output along one input: arrays of shape (SAMPLES,)."""
    entry = figure.ranges[along]
    x = np.linspace(entry.low, entry.high, SAMPLES)
    return x, np.array([figure.evaluate(**{**inputs, along: at})[name] for at in x])
