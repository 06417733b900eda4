"""The static picture of curves, and of the errors of difference quotients."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Picture

from ...common.base import Figure
from ...common.frame import SAMPLES
from ...common.picture import TANGENT, draw_curve
from .taylor import polynomial_of


def curve_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 3.6), dpi=100, layout="constrained")
    axes = picture.add_subplot()
    draw_curve(axes, figure)
    if (polynomial := polynomial_of(figure)) is not None:
        entry = figure.ranges[figure.spec["along"]]
        x = np.linspace(entry.low, entry.high, SAMPLES)
        axes.plot(x, polynomial(x), color=TANGENT, linewidth=1.5)
    return picture
