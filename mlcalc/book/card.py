"""The picture that goes with the address of a book: its title beside a cost, and gradient descent on its way down."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Picture
from PIL import Image

from ..calculus.derivatives import grad

SIZE = (12.0, 6.3)  # in hundreds of pixels: what is asked for nearly everywhere
NIGHT, LETTERS, SOFT, WAY = "#14181e", "#e6e9ee", "#a6afbb", "#ff9a5c"
LAND = ["#0f3b59", "#16466a", "#1d527b", "#265f8c", "#306c9c", "#3c79ab", "#4a87b8", "#5b95c4", "#6ea4cf", "#84b3d9"]
SAYS = "Every curve moves when you push it."


def cost(w: Any, b: Any) -> Any:
    """How wrong a neuron is that should answer 0 to 1, and 1 to 0."""
    return (np.tanh(w + b) ** 2 + (1 - np.tanh(b)) ** 2) / 2


def way(w: float, b: float, rate: float = 0.5, steps: int = 60) -> list[tuple[float, float]]:
    """The places of gradient descent."""
    places = [(w, b)]
    for _ in range(steps):
        dw, db = grad(cost, argnums=(0, 1))(w, b)
        w, b = w - rate * dw, b - rate * db
        places.append((w, b))
    return places


def draw(title: str, path: Path) -> None:
    """Write the picture, as a PNG of few colours."""
    picture = Picture(figsize=SIZE, dpi=100, facecolor=NIGHT)
    axes = picture.add_axes((0.47, 0.0, 0.53, 1.0))
    w, b = np.meshgrid(np.linspace(-4.6, 2.2, 240), np.linspace(-0.9, 3.0, 240))
    levels = np.linspace(0, 1.6, len(LAND) + 1)
    axes.contourf(w, b, cost(w, b), levels=levels, colors=LAND, extend="both")
    axes.contour(w, b, cost(w, b), levels=levels, colors=NIGHT, linewidths=0.8)
    places = zip(*way(1.3, -0.1), strict=True)
    axes.plot(*places, color=WAY, linewidth=3, marker="o", markersize=7, markeredgecolor=NIGHT)
    axes.set_axis_off()
    lines = textwrap.fill(title, 16)
    picture.text(0.06, 0.58, lines, color=LETTERS, fontsize=46, family="STIXGeneral", va="center", linespacing=1.1)
    picture.text(0.06, 0.13, SAYS, color=SOFT, fontsize=20, family="STIXGeneral", style="italic")
    picture.savefig(path, format="png", metadata={"Software": None})
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(128).save(path, format="PNG", optimize=True)
