"""The static picture of curves, and of the errors of difference quotients."""

from __future__ import annotations

from matplotlib.figure import Figure as Picture

from ...common.base import Figure
from ...common.picture import draw_curve


def curve_picture(figure: Figure) -> Picture:
    picture = Picture(figsize=(6.4, 3.6), dpi=100, layout="constrained")
    draw_curve(picture.add_subplot(), figure)
    return picture
