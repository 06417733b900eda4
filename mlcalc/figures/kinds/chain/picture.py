"""The static picture of a chain: its planes side by side, the factors with their numbers below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from numpy.typing import NDArray

from ....trace.graph import evaluate
from ...common.base import Figure
from ...common.picture import CURVE, INK, TANGENT, plain
from .links import Link

SAMPLES = 201
POINT = "#007a54"


def chain_picture(figure: Figure, functions: Sequence[Link]) -> Picture:
    links = figure.spec["links"]
    picture = Picture(figsize=(6.4, 3.7), dpi=100, layout="constrained")
    widths = [1.0 if len(link["entries"]) == 2 else 0.32 for link in links]
    grid = picture.add_gridspec(2, len(links), width_ratios=widths, height_ratios=[2.3, 1])
    squares = _squares(figure, functions)
    curves = _curves(figure)
    for at, link in enumerate(links):
        axes = picture.add_subplot(grid[0, at])
        (_plane if len(link["limits"]) == 2 else _line if link["limits"] else _column)(axes, figure, link, curves)
        for points, style in squares.get(at, []):
            axes.plot(*points, style, color=TANGENT, linewidth=1.5)
    _factors(picture.add_subplot(grid[1, :]), figure)
    return picture


def _curves(figure: Figure) -> dict[str, NDArray[np.float64]]:
    """Every number of the links over the range of the input."""
    entry = figure.ranges[figure.spec["along"]]
    t = np.linspace(entry.low, entry.high, SAMPLES)
    rows = [{**figure.evaluate(**{entry.name: at}), entry.name: at} for at in t.tolist()]
    names = [key for link in figure.spec["links"] for key in link["entries"]]
    return {key: np.array([row[key] for row in rows]) for key in names}


def _now(figure: Figure, names: Sequence[str]) -> list[float]:
    values = {**figure.inputs, **figure.values}
    return [values[key] for key in names]


def _plane(axes: Axes, figure: Figure, link: Mapping[str, Any], curves: Mapping[str, NDArray[np.float64]]) -> None:
    x, y = (curves[key] for key in link["entries"])
    axes.plot(x, y, color=CURVE, linewidth=2)
    at = np.array(_now(figure, link["entries"]))
    if link["velocity"]:
        _arrow(axes, at, at + figure.spec["step"] * np.array(_now(figure, link["velocity"])))
    axes.plot(*at, "o", color=POINT, markersize=7, zorder=4)
    axes.set(xlim=link["limits"][0], ylim=link["limits"][1], box_aspect=1)
    axes.set_xlabel(f"${link['latex'][0]}$", color=INK)
    axes.set_ylabel(f"${link['latex'][1]}$", color=INK, rotation=0, labelpad=8)
    plain(axes)


def _line(axes: Axes, figure: Figure, link: Mapping[str, Any], curves: Mapping[str, NDArray[np.float64]]) -> None:
    """One number: an upright line."""
    (y,) = _now(figure, link["entries"])
    axes.plot([0, 0], [np.nanmin(curves[link["entries"][0]]), np.nanmax(curves[link["entries"][0]])], color=CURVE, lw=4)
    speed = _now(figure, link["velocity"])[0] if link["velocity"] else 1.0
    _arrow(axes, np.array([0, y]), np.array([0, y + figure.spec["step"] * speed]))
    axes.plot([0], [y], "o", color=POINT, markersize=7, zorder=4)
    axes.set(xlim=(-1, 1), ylim=link["limits"][0], xticks=[])
    axes.set_xlabel(f"${link['latex'][0]}$", color=INK)
    plain(axes)


def _column(axes: Axes, figure: Figure, link: Mapping[str, Any], curves: Mapping[str, NDArray[np.float64]]) -> None:
    """More numbers than a plane has axes: a column of them."""
    numbers = zip(link["latex"], _now(figure, link["entries"]), strict=True)
    text = "\n".join(f"${latex}$ = {value:.4g}" for latex, value in numbers)
    axes.text(0.5, 0.5, text, color=INK, ha="center", va="center")
    axes.set_axis_off()


def _arrow(axes: Axes, start: NDArray[np.float64], end: NDArray[np.float64]) -> None:
    if not np.isfinite([start, end]).all():  # a pole on the way is a gap in the picture
        return
    style = {"arrowstyle": "-|>", "color": TANGENT, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", tuple(end), tuple(start), arrowprops=style, zorder=3, annotation_clip=False)


def _squares(figure: Figure, functions: Sequence[Link]) -> dict[int, list[tuple[NDArray[np.float64], str]]]:
    """The square on its plane; on those after it the parallelogram (whole) and the exact image (dashed)."""
    square = figure.spec["square"]
    if square is None:
        return {}
    links, side = figure.spec["links"], figure.inputs[square["side"]]
    edge = np.linspace(-0.5, 0.5, 17) * side
    ends = np.full_like(edge, 0.5 * side)
    loop = np.hstack([[edge, -ends], [ends, edge], [-edge, ends], [-ends, -edge]])
    linear, centre = loop, np.array(_now(figure, links[square["link"]]["entries"]))[:, None]
    exact = centre + loop
    drawn = {square["link"]: [(exact, "-")]}
    for at in range(square["link"] + 1, len(links)):
        factor = next(p for p in figure.spec["products"] if p["first"] == p["last"] == len(links) - 1 - at)
        linear = np.array([_now(figure, row) for row in factor["entries"]]) @ linear
        function = functions[at - 1]
        bent = evaluate(list(function.local.values()), dict(zip(function.symbols, exact, strict=True)))
        exact = np.array([np.broadcast_to(part, loop.shape[1:]) for part in bent])
        if len(links[at]["entries"]) != 2:
            break
        centre = np.array(_now(figure, links[at]["entries"]))[:, None]
        drawn[at] = [(centre + linear, "-"), (exact, ":")]
    return drawn


def _factors(axes: Axes, figure: Figure) -> None:
    """The factors and their product as matrices of numbers, in one line."""
    products = figure.spec["products"]
    tallest = max(len(product["entries"]) for product in products)
    factors = [product for product in products if product["first"] == product["last"]]
    # matplotlib wants braces where LaTeX does without
    names = [re.sub(r"\\boldsymbol(\\\w+)", r"\\boldsymbol{\1}", product["latex"]) for product in factors]
    shown = [(f"${name}$", product) for name, product in zip(names, factors, strict=True)]
    if len(factors) > 1:
        slope = rf"$\mathrm{{d}}{figure.spec['links'][-1]['symbol']}/\mathrm{{d}}{figure.spec['links'][0]['symbol']}$"
        shown.append((slope, products[-1]))
    left, whole = 0.0, sum(1.15 * len(product["entries"][0]) + 0.55 for _, product in shown)
    size = min(11.0, 100 / whole)  # many factors need smaller numbers, or these would leave their brackets
    for i, (name, product) in enumerate(shown):
        if i == len(factors):
            axes.text(left, 0, "=", color=INK, ha="center", va="center", fontsize=13)
            left += 0.5
        matrix = np.array([_now(figure, row) for row in product["entries"]])
        width = 1.15 * matrix.shape[1]
        _matrix(axes, left, matrix, width, size)
        axes.text(left + width / 2, -0.5 * tallest - 0.5, name, color=INK, ha="center", va="center", fontsize=11)
        left += width + 0.55
    axes.set(xlim=(-0.5, max(left, 7.0)), ylim=(-0.5 * tallest - 1.1, 0.5 * tallest + 0.3))
    axes.set_axis_off()


def _matrix(axes: Axes, left: float, matrix: NDArray[np.float64], width: float, size: float) -> None:
    """Numbers between square brackets."""
    rows, columns = matrix.shape
    height = 0.5 * rows
    for x, inwards in ((left, 0.12), (left + width, -0.12)):
        axes.plot([x + inwards, x, x, x + inwards], [height, height, -height, -height], color=INK, linewidth=1.2)
    for i, j in np.ndindex(rows, columns):
        x, y = left + (j + 0.5) * width / columns, height - i - 0.5
        axes.text(x, y, f"{matrix[i, j]:.3g}", color=INK, ha="center", va="center", fontsize=size)
