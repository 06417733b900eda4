"""The formulas of the kind surface, with numbers that follow the point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import Node
from ..latex import to_latex
from .formula import Live
from .surface_numbers import AFTER, NEWTON, NEXT, Plane


def column(*entries: str) -> str:
    # fractions above one another need air
    return matrix((r" \\[0.5em] " if r"\frac" in entries[0] else r" \\ ").join(entries))


def row(*entries: str) -> str:
    return matrix(" & ".join(entries))


def matrix(entries: str) -> str:
    return rf"\begin{{bmatrix}} {entries} \end{{bmatrix}}"


def surface_formula(plane: Plane, value: Node, latex: Mapping[str, str], shows: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of one figure; those that depend on the layout stand apart, once for either."""
    live, f = Live(), latex[plane.value]
    at = rf"{f}({latex[plane.x]}, {latex[plane.y]})"
    lines = [rf"{at} = {to_latex(value)}"]
    if "velocity" not in shows:
        lines.append(_gradient(plane, latex, live))
    if "descent" in shows:
        lines += _descent(plane, latex, live, steps=shows["steps"])
    if "quadratic" in shows or "newton" in shows:
        lines.append(_curvature(plane, latex, live))
    if "newton" in shows:
        lines.append(_newton(plane, latex, live))
    details: dict[str, Any] = {}
    if "velocity" in shows:
        details["layouts"] = [
            {"name": name, "formula": [make(plane, latex, live)]}
            for name, make in (("numerator", _numerator), ("denominator", _denominator))
        ]
        lines.append(
            rf"\lVert \nabla {f} \rVert = {live(plane.norm)}, \qquad "
            rf"\theta = {live('angle')}^\circ \text{{ between }} \nabla {f} \text{{ and }} v"
        )
    return {"formula": lines, "numbers": live.numbers, **details}


def _partials(plane: Plane, latex: Mapping[str, str]) -> list[str]:
    return [rf"\frac{{\partial {latex[plane.value]}}}{{\partial {latex[key]}}}" for key in (plane.x, plane.y)]


def _gradient(plane: Plane, latex: Mapping[str, str], live: Live) -> str:
    slopes = [live(name) for name in plane.slopes]
    return (
        rf"\nabla {latex[plane.value]} = {column(*_partials(plane, latex))} = {column(*slopes)}, \qquad "
        rf"{latex[plane.value]} = {live(plane.value)}"
    )


def _descent(plane: Plane, latex: Mapping[str, str], live: Live, *, steps: bool) -> list[str]:
    x, y, value = plane.moved(NEXT)
    f, here = latex[plane.value], column(live(plane.x), live(plane.y))
    lines = [
        rf"{column(latex[plane.x], latex[plane.y])} - \eta \nabla {f} \qquad = {here} - {live('rate')} "
        rf"{column(*map(live, plane.slopes))} = {column(live(x), live(y))}, \qquad {f} = {live(value)}"
    ]
    if steps:
        x, y, value = plane.moved(AFTER)
        lines.append(
            rf"\text{{at step }} {live('steps')} \text{{:}} \qquad {latex[plane.x]} = {live(x)}, \qquad "
            rf"{latex[plane.y]} = {live(y)}, \qquad {f} = {live(value)}"
        )
    return lines


def _curvature(plane: Plane, latex: Mapping[str, str], live: Live) -> str:
    xx, xy, yy = (live(name) for name in plane.hessian)
    f, x, y = latex[plane.value], latex[plane.x], latex[plane.y]
    d = rf"\partial^2 {f}"
    symbols = rf"\frac{{{d}}}{{\partial {x}^2}} & \frac{{{d}}}{{\partial {x} \partial {y}}} \\[0.5em] "
    symbols += rf"\frac{{{d}}}{{\partial {y} \partial {x}}} & \frac{{{d}}}{{\partial {y}^2}}"
    return rf"H = {matrix(symbols)} \qquad = " + matrix(rf"{xx} & {xy} \\ {xy} & {yy}")


def _newton(plane: Plane, latex: Mapping[str, str], live: Live) -> str:
    x, y, value = plane.moved(NEWTON)
    f, here = latex[plane.value], column(latex[plane.x], latex[plane.y])
    return rf"{here} - H^{{-1}} \nabla {f} = {column(live(x), live(y))}, \qquad {f} = {live(value)}"


def _velocity(plane: Plane, latex: Mapping[str, str], live: Live) -> tuple[list[str], list[str]]:
    names = [f"d{key}/dt" for key in (plane.x, plane.y)]
    return [latex[name] for name in names], [live(name) for name in names]


def _numerator(plane: Plane, latex: Mapping[str, str], live: Live) -> str:
    """The derivative of a scalar is a row: row times column."""
    f, (symbols, numbers) = latex[plane.value], _velocity(plane, latex, live)
    return (
        rf"\frac{{\mathrm{{d}} {f}}}{{\mathrm{{d}} t}} = J_{{{f}}} \, v = "
        rf"{row(*_partials(plane, latex))} {column(*symbols)} \qquad = "
        rf"{row(*map(live, plane.slopes))} {column(*numbers)} = {live(f'd{plane.value}/dt')}"
    )


def _denominator(plane: Plane, latex: Mapping[str, str], live: Live) -> str:
    """The derivative of a scalar is a column, that of the place by t a row: the factors change places."""
    f, (symbols, numbers) = latex[plane.value], _velocity(plane, latex, live)
    return (
        rf"\frac{{\mathrm{{d}} {f}}}{{\mathrm{{d}} t}} = "
        rf"\frac{{\mathrm{{d}} \mathbf{{x}}}}{{\mathrm{{d}} t}} \, \frac{{\partial {f}}}{{\partial \mathbf{{x}}}} = "
        rf"{row(*symbols)} {column(*_partials(plane, latex))} \qquad = "
        rf"{row(*numbers)} {column(*map(live, plane.slopes))} = {live(f'd{plane.value}/dt')}"
    )
