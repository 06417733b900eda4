"""The static picture of a computation: a box for every number, with its value and the result's derivative by it."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from ...common.base import Figure
from ...common.picture import CURVE, INK, TANGENT

WIDTH, HEIGHT = 0.62, 0.62  # of a box, in columns and rows


def graph_picture(figure: Figure) -> Picture:
    tape = figure.spec["tape"]
    deepest = max(entry["depth"] for entry in tape)
    tallest = 2 * max(abs(row) for entry in tape for row in (entry["row"], *(v[1] for v in _vias(entry)))) + 1
    picture = Picture(figsize=(6.4, max(2.0, min(0.95 * tallest + 0.3, 9.0))), dpi=100, layout="constrained")
    axes: Axes = picture.add_subplot()
    small = 1.0 if deepest <= 4 else 4.6 / (deepest + 0.6)
    for entry in tape:
        for argument in entry["arguments"]:
            _edge(axes, tape[argument["from"]], argument["via"], entry)
    for entry in tape:
        _box(axes, figure, entry, small)
    axes.set(xlim=(-0.45, deepest + 0.45), ylim=(tallest / 2 + 0.05, -tallest / 2 - 0.05))
    axes.set_axis_off()
    return picture


def _vias(entry: Any) -> list[Any]:
    return [place for argument in entry["arguments"] for place in argument["via"]]


def _edge(axes: Axes, parent: Any, via: Any, child: Any) -> None:
    x, y = zip((parent["depth"], parent["row"]), *via, (child["depth"], child["row"]), strict=True)
    axes.plot(x, y, color=INK, linewidth=1.2, zorder=1)


def _box(axes: Axes, figure: Figure, entry: Any, small: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y = entry["depth"], entry["row"]
    low = (x - WIDTH / 2, y - HEIGHT / 2)
    box = FancyBboxPatch(low, WIDTH, HEIGHT, boxstyle="round,pad=0.04", facecolor="white", edgecolor=INK, zorder=2)
    axes.add_patch(box)
    value = {**figure.inputs, **figure.values}[entry["name"]]
    derivative = figure.values[entry["derivative"]]
    formula = f"{entry['latex']} = {entry['formula']}" if entry["formula"] else entry["latex"]
    result, digits = figure.spec["tape"][-1]["latex"], 4 if small == 1.0 else 2
    slope = rf"$\partial {result}/\partial {entry['latex']}$ = {derivative:.{digits}g}"
    lines = ((-0.2, f"${formula}$", INK, 8.5), (0.02, f"{value:.5g}", CURVE, 11), (0.24, slope, TANGENT, 8.5))
    for lower, text, color, size in lines:
        axes.text(x, y + lower, text, color=color, ha="center", va="center", fontsize=size * small, zorder=3)
