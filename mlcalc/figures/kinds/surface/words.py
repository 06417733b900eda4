"""What a person who cannot see the map is told."""

from __future__ import annotations

from ...common.base import Figure
from ...common.format import listed
from .point import AFTER, MOMENTUM, Names


def description(figure: Figure, names: Names) -> str:
    """The contours, the point and what is drawn at it, in words with their numbers."""
    spec, values, at = figure.spec, figure.values, figure.inputs
    x, y = (figure.ranges[key] for key in (names.x, names.y))
    slopes = listed(values[name] for name in names.slopes)
    text = (
        f"Contours of {names.value} for {x.name} from {x.low:g} to {x.high:g} "
        f"and {y.name} from {y.low:g} to {y.high:g}. "
        f"At ({at[x.name]:g}, {at[y.name]:g}) the value is {values[names.value]:.6g} and the gradient ({slopes})."
    )
    if "path" in spec:
        (a, b), (c, d) = spec["path"][0], spec["path"][-1]
        onwards = "and back to it" if (a, b) == (c, d) else f"to ({c:g}, {d:g})"
        text += f" A line shows a path from ({a:g}, {b:g}) {onwards}."
    if "descent" in spec and spec["descent"]["steps"]:
        where = listed(values[name] for name in names.moved(AFTER)[:2])
        steps = "1 step" if at["steps"] == 1 else f"{at['steps']:g} steps"
        text += f" After {steps} with rate {at['rate']:g} descent is at ({where})."
    if spec.get("descent", {}).get("momentum"):
        where = listed(values[name] for name in names.moved(MOMENTUM)[:2])
        text += f" Momentum, with rate {at['pace']:g} and beta {at['beta']:g}, is at ({where})."
    if "newton" in spec:
        text += f" Newton's step leads to ({listed(values[name] for name in spec['newton'][:2])})."
    if "velocity" in spec:
        text += f" With the velocity drawn the value changes at the rate {values[spec['velocity']['rate']]:.6g}."
    if "nudge" in spec:
        exact, predicted = (values[spec["nudge"][key]] for key in ("exact", "predicted"))
        text += f" The nudge drawn changes the value by {exact:.6g}; the partial derivatives predict {predicted:.6g}."
    return text
