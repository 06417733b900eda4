"""What the static pictures share, in matplotlib: the colours, bare axes, and curves with their point and tangent."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from .base import Figure
from .frame import curves_of, sample, titles

INK, CURVE, TANGENT = "#767676", "#0072b2", "#d55e00"  # each at least 3:1 on white and on near-black

# one for each curve of several: told apart by dashes, too
STYLES: Any = [(CURVE, "-"), ("#a05a9c", (0, (6, 3))), ("#8a6d00", (0, (1, 2))), ("#6b7785", (0, (6, 2, 1, 2)))]


def draw_curve(axes: Axes, figure: Figure) -> None:
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
    across, up = titles(figure)
    axes.set_xlabel(across, color=INK)
    axes.set_ylabel(up, color=INK, rotation=90 if "words" in spec else 0, labelpad=14)
    plain(axes)


def _draw_lines(axes: Axes, figure: Figure) -> None:
    """Every curve, named at its end where there are several."""
    spec = figure.spec
    curves, styles = curves_of(figure), iter(STYLES)
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


def _name_lines(axes: Axes, figure: Figure, names: list[tuple[tuple[float, float], str, str]]) -> None:
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


def plain(axes: Axes) -> None:
    """Ink that reads on white and on black, and no box."""
    axes.tick_params(colors=INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(INK)
