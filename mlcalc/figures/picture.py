"""Pictures of figures, in matplotlib: what stands in until the page is live, and without JavaScript."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure as Picture

from .base import Figure
from .frame import sample

INK, CURVE, TANGENT = "#767676", "#0072b2", "#d55e00"  # each at least 3:1 on white and on near-black

# one for each curve of several: told apart by dashes, too
STYLES: Any = [(CURVE, "-"), ("#a05a9c", (0, (6, 3))), ("#8a6d00", (0, (1, 2))), ("#6b7785", (0, (6, 2, 1, 2)))]


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


def _draw_bars(axes: Any, figure: Figure) -> None:
    bars = [(path["label"], figure.values[path["output"]], CURVE) for path in figure.spec["paths"]]
    bars.append((figure.spec["total"], figure.values[figure.spec["total"]], TANGENT))
    labels, widths, colors = zip(*bars, strict=True)
    axes.barh(range(len(bars)), widths, color=colors)
    axes.set_yticks(range(len(bars)), labels)
    axes.invert_yaxis()
    axes.axvline(0, color=INK, linewidth=1)
    plain(axes)


def _draw_curve(axes: Any, figure: Figure) -> None:
    """The curves, the tangent, the secant and the point, in matplotlib."""
    spec = figure.spec
    at, value = figure.inputs[spec["along"]], figure.values[spec["value"]]
    _draw_lines(axes, figure)
    if "slope" in spec:
        x, y = _touching(figure, at, value, figure.values[spec["slope"]])
        axes.plot(x, y, color=TANGENT, linewidth=1.5)
    if "secant" in spec and (step := figure.inputs[spec["secant"]["step"]]):
        second = figure.values[spec["secant"]["value"]]
        axes.axline((at, value), slope=(second - value) / step, color=INK, linewidth=1.5, linestyle="--")
        axes.plot([at + step], [second], "s", color=INK, markersize=7)
    axes.plot([at], [value], "o", color=TANGENT, markersize=8)
    entry, log = figure.ranges[spec["along"]], spec.get("log", "")
    axes.set(xscale="log" if "x" in log else "linear", yscale="log" if "y" in log else "linear")
    axes.set(xlim=(entry.low, entry.high), ylim=spec["ylim"])
    axes.set_xlabel(f"${spec['labels']['x']}$", color=INK)
    axes.set_ylabel(f"${spec['labels'].get('y', '')}$".replace("$$", ""), color=INK, rotation=0, labelpad=14)
    plain(axes)


def _draw_lines(axes: Any, figure: Figure) -> None:
    """Every curve, named at its end where there are several."""
    spec = figure.spec
    curves, styles = spec.get("curves", [{"output": spec["value"], "latex": ""}]), iter(STYLES)
    names = []
    for curve in curves:
        guide = curve.get("style") == "guide"
        color, dashes = (INK, (0, (1, 3))) if guide else next(styles)
        x, y = sample(figure, curve["output"], spec["along"])
        axes.plot(x, y, color=color, linewidth=1 if guide else 2, linestyle=dashes, zorder=1 if guide else 2)
        seen = np.flatnonzero((y >= spec["ylim"][0]) & (y <= spec["ylim"][1]))
        if len(curves) > 1 and seen.size:
            end = x[seen[-1]], y[seen[-1]]
            names.append((end, f"${_plain_latex(curve['latex'])}$", color))
    _name_lines(axes, figure, names)


def _name_lines(axes: Any, figure: Figure, names: list[tuple[tuple[float, float], str, str]]) -> None:
    """Each name beside the end of its curve, none over another."""
    scale = np.log if "y" in figure.spec.get("log", "") else np.asarray
    low, high = scale(figure.spec["ylim"])
    free = -np.inf
    for (x, y), text, color in sorted(names, key=lambda entry: entry[0][1]):
        at = (scale(y) - low) / (high - low)
        free = max(at, free)
        axes.annotate(text, (x, y), xytext=(6, 260 * (free - at)), textcoords="offset points",
                      color=color, va="center", annotation_clip=False)  # fmt: skip
        free += 0.065


def _plain_latex(latex: str) -> str:
    """matplotlib knows no upright |…| of its own; the rest of what figures write it can set."""
    return latex.replace(r"\lvert", "|").replace(r"\rvert", "|").replace(r"\tfrac", r"\frac")


def _touching(figure: Figure, at: float, value: float, slope: float) -> tuple[Any, Any]:
    """Points of the tangent; on logarithmic axes, of the curve that is straight there and touches."""
    entry, log = figure.ranges[figure.spec["along"]], figure.spec.get("log", "")
    x = np.geomspace(entry.low, entry.high, 50) if "x" in log else np.linspace(entry.low, entry.high, 50)
    with np.errstate(all="ignore"):
        run = at * np.log(x / at) if "x" in log else x - at
        return x, value * np.exp(slope * run / value) if "y" in log else value + slope * run


def plain(axes: Any) -> None:
    """Ink that reads on white and on black, and no box."""
    axes.tick_params(colors=INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(INK)
