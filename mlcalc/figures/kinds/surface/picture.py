"""The static picture of the kind surface, in matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as Picture
from numpy.typing import NDArray

from ...common.base import Figure
from ...common.frame import titles
from ...common.picture import CURVE, INK, TANGENT, plain
from .settings import field

LAND = LinearSegmentedColormap.from_list("land", ["#9cc8e6", "#e3eef5", "#fbf7ee"])
LONGEST = 0.42  # of the smaller side: how far the gradient's arrow reaches at most
SECOND, THIRD, INPUT = "#8a3f86", "#7a5c00", "#00734f"
PATH = "#33414f"


def surface_picture(figure: Figure) -> Picture:
    x, y = (figure.ranges[figure.spec[key]] for key in ("across", "up"))
    height = float(np.clip(5.6 * (y.high - y.low) / (x.high - x.low) + 0.8, 2.2, 6.4))
    picture = Picture(figsize=(6.4, height), dpi=100, layout="constrained")
    axes = picture.add_subplot()
    _draw_field(axes, figure)
    if "path" in figure.spec:
        axes.plot(*np.transpose(figure.spec["path"]), color=PATH, linewidth=1.8, zorder=2)
    at, value = np.array([figure.inputs[x.name], figure.inputs[y.name]]), figure.values
    if "quadratic" in figure.spec:
        _draw_model(axes, figure, at)
    if "descent" in figure.spec:
        _draw_descent(axes, figure, at)
    if "newton" in figure.spec:
        _arrow(axes, at, [value[name] for name in figure.spec["newton"][:2]], INK, "Newton", linestyle="--")
    for kind, text in (("velocity", r"$\mathbf{v}$"), ("nudge", "nudge")):
        if kind in figure.spec:
            moved = np.array([figure.inputs[name] for name in figure.spec[kind]["inputs"]])
            _arrow(axes, at, at + moved, INPUT, text)
    slope = np.array([value[name] for name in figure.spec["slopes"]])
    arrow = figure.spec["arrow"] * slope
    longest = LONGEST * min(x.high - x.low, y.high - y.low)
    arrow *= min(1.0, longest / (np.hypot(*arrow) or 1.0))
    _arrow(axes, at, at + arrow, TANGENT, rf"$\nabla {figure.spec['labels']['z']}$")
    axes.plot(*at, "o", color=INPUT, markersize=8, markeredgecolor="white", zorder=6)
    axes.set(xlim=(x.low, x.high), ylim=(y.low, y.high), aspect="equal")
    across, up = titles(figure)
    axes.set_xlabel(across, color=INK)
    axes.set_ylabel(up, color=INK, rotation=90 if "words" in figure.spec else 0, labelpad=14)
    plain(axes)
    return picture


def _draw_field(axes: Axes, figure: Figure) -> None:
    xs, ys, values = field(figure)
    levels = figure.spec["levels"]
    kept = np.ma.masked_invalid(values)
    if not kept.count() or kept.min() == kept.max():
        return  # a plain has no contours
    bounds = sorted({float(kept.min()) - 1e-9, *levels, float(kept.max()) + 1e-9})
    shades = LAND(np.linspace(0, 1, len(bounds) - 1))
    axes.contourf(xs, ys, kept, levels=bounds, colors=shades, zorder=0)
    lines = axes.contour(xs, ys, kept, levels=levels, colors=CURVE, linewidths=0.8, linestyles="-", zorder=1)
    axes.clabel(lines, np.asarray(lines.levels)[::2], fontsize=8, fmt="%g", colors="#33414f")


def _draw_model(axes: Axes, figure: Figure, at: NDArray[np.float64]) -> None:
    """The contours of the quadratic that has the value, the slopes and the curvatures of the point."""
    xs, ys, _ = field(figure)
    values = figure.values
    dx, dy = xs[None, :] - at[0], ys[:, None] - at[1]
    (fx, fy), (a, b, c) = ([values[name] for name in figure.spec[key]] for key in ("slopes", "hessian"))
    model = values[figure.spec["value"]] + fx * dx + fy * dy + (a * dx**2 + 2 * b * dx * dy + c * dy**2) / 2
    if np.isfinite(model).all() and np.ptp(model) > 0:
        axes.contour(
            xs, ys, model, levels=figure.spec["levels"], colors=SECOND, linewidths=1, linestyles="--", zorder=2
        )


def _draw_descent(axes: Axes, figure: Figure, at: NDArray[np.float64]) -> None:
    steps = round(figure.inputs.get("steps", 1))
    for start in [at, *figure.spec["descent"]["starts"]]:
        path = _path(figure, start, steps, figure.inputs["rate"])
        axes.plot(*np.transpose(path), "o-", color=SECOND, markersize=2.5, linewidth=1.2, zorder=3)
        axes.plot(*path[0], "o", color="white", markeredgecolor=SECOND, markersize=6, zorder=4)
    if figure.spec["descent"].get("momentum"):
        path = _path(figure, at, steps, figure.inputs["pace"], figure.inputs["beta"])
        axes.plot(*np.transpose(path), "o--", color=THIRD, markersize=2.5, linewidth=1.5, zorder=3)


def _path(
    figure: Figure, start: Sequence[float] | NDArray[np.float64], steps: int, rate: float, beta: float = 0.0
) -> list[tuple[float, float]]:
    path, (x, y) = [(float(start[0]), float(start[1]))], figure.spec["slopes"]
    mx, my = 0.0, 0.0
    for _ in range(steps):
        place = dict(zip((figure.spec["across"], figure.spec["up"]), path[-1], strict=True))
        fx, fy = (float(figure.field(name, **place)) for name in (x, y))
        mx, my = beta * mx + fx, beta * my + fy
        path.append((path[-1][0] - rate * mx, path[-1][1] - rate * my))
        if not all(abs(p) < 1e6 for p in path[-1]):
            return path[:-1]
    return path


def _arrow(
    axes: Axes,
    start: NDArray[np.float64],
    end: Sequence[float] | NDArray[np.float64],
    color: str,
    text: str,
    **style: Any,
) -> None:
    if not np.isfinite(end).all() or np.allclose(start, end):
        return
    arrow = {"arrowstyle": "-|>", "color": color, "linewidth": 2, "shrinkA": 0, "shrinkB": 0, **style}
    at = tuple(end)
    axes.annotate("", at, tuple(start), arrowprops=arrow, zorder=5)
    axes.annotate(text, at, xytext=(6, 6), textcoords="offset points", color=color, zorder=5, annotation_clip=True)
