"""The formulas of the kind surface, with numbers that follow the point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ....trace.graph import Node
from ....write.latex import to_latex
from ...common.live import Live
from .point import AFTER, MOMENTUM, NEWTON, NEXT, Names


def column(*entries: str) -> str:
    # fractions above one another need air
    return matrix((r" \\[0.5em] " if r"\frac" in entries[0] else r" \\ ").join(entries))


def row(*entries: str) -> str:
    return matrix(" & ".join(entries))


def matrix(entries: str) -> str:
    return rf"\begin{{bmatrix}} {entries} \end{{bmatrix}}"


def surface_formula(names: Names, value: Node, latex: Mapping[str, str], shows: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of one figure; those that depend on the layout stand apart, once for either."""
    live, f = Live(), latex[names.value]
    at = rf"{f}({latex[names.x]}, {latex[names.y]})"
    lines = [rf"{at} = {to_latex(value, beside=latex.values())}"]
    if "velocity" not in shows:
        lines.append(_gradient(names, latex, live))
    if "nudge" in shows:
        lines.append(_nudge(names, latex, live))
    if "descent" in shows:
        lines += _descent(names, latex, live, steps=shows["steps"])
        if shows["descent"].get("momentum"):
            x, y, end = names.moved(MOMENTUM)
            lines.append(
                rf"\text{{by momentum:}} \qquad {latex[names.x]} = {live(x)}, \qquad "
                rf"{latex[names.y]} = {live(y)}, \qquad {f} = {live(end)}"
            )
    if "quadratic" in shows or "newton" in shows:
        lines.append(_curvature(names, latex, live))
    if "newton" in shows:
        lines.append(_newton(names, latex, live))
    details: dict[str, Any] = {}
    if "velocity" in shows:
        details["layouts"] = [
            {"name": name, "formula": [make(names, latex, live)]}
            for name, make in (("numerator", _numerator), ("denominator", _denominator))
        ]
        lines.append(
            rf"\lVert \nabla {f} \rVert = {live(names.norm)}, \qquad "
            rf"\varphi = {live('angle')}^\circ \text{{ between }} \nabla {f} \text{{ and }} \mathbf{{v}}"
        )
    return {"formula": lines, "numbers": live.numbers, **details}


def _partials(names: Names, latex: Mapping[str, str]) -> list[str]:
    return [rf"\frac{{\partial {latex[names.value]}}}{{\partial {latex[key]}}}" for key in (names.x, names.y)]


def _gradient(names: Names, latex: Mapping[str, str], live: Live) -> str:
    slopes = [live(name) for name in names.slopes]
    return (
        rf"\nabla {latex[names.value]} = {column(*_partials(names, latex))} = {column(*slopes)}, \qquad "
        rf"{latex[names.value]} = {live(names.value)}"
    )


def _nudge(names: Names, latex: Mapping[str, str], live: Live) -> str:
    """The prediction as a sum of one share for each input."""
    shares = [rf"{slope} \, {latex[key]}" for slope, key in zip(_partials(names, latex), names.nudge, strict=True)]
    numbers = [rf"({live(slope)})({live(key)})" for slope, key in zip(names.slopes, names.nudge, strict=True)]
    return rf"\text{{predicted: }} {' + '.join(shares)} \qquad = {' + '.join(numbers)} = {live('predicted')}"


def _descent(names: Names, latex: Mapping[str, str], live: Live, *, steps: bool) -> list[str]:
    x, y, value = names.moved(NEXT)
    f, here = latex[names.value], column(live(names.x), live(names.y))
    lines = [
        rf"{column(latex[names.x], latex[names.y])} - \eta \nabla {f} \qquad = {here} - {live('rate')} "
        rf"{column(*map(live, names.slopes))} = {column(live(x), live(y))}, \qquad {f} = {live(value)}"
    ]
    if steps:
        x, y, value = names.moved(AFTER)
        lines.append(
            rf"\text{{at step }} {live('steps')} \text{{:}} \qquad {latex[names.x]} = {live(x)}, \qquad "
            rf"{latex[names.y]} = {live(y)}, \qquad {f} = {live(value)}"
        )
    return lines


def _curvature(names: Names, latex: Mapping[str, str], live: Live) -> str:
    xx, xy, yy = (live(name) for name in names.hessian)
    f, x, y = latex[names.value], latex[names.x], latex[names.y]
    d = rf"\partial^2 {f}"
    symbols = rf"\frac{{{d}}}{{\partial {x}^2}} & \frac{{{d}}}{{\partial {x} \partial {y}}} \\[0.5em] "
    symbols += rf"\frac{{{d}}}{{\partial {y} \partial {x}}} & \frac{{{d}}}{{\partial {y}^2}}"
    return rf"H = {matrix(symbols)} \qquad = " + matrix(rf"{xx} & {xy} \\ {xy} & {yy}")


def _newton(names: Names, latex: Mapping[str, str], live: Live) -> str:
    x, y, value = names.moved(NEWTON)
    f, here = latex[names.value], column(latex[names.x], latex[names.y])
    return rf"{here} - H^{{-1}} \nabla {f} = {column(live(x), live(y))}, \qquad {f} = {live(value)}"


def _velocity(names: Names, latex: Mapping[str, str], live: Live) -> tuple[list[str], list[str]]:
    rates = [f"d{key}/dt" for key in (names.x, names.y)]
    return [latex[rate] for rate in rates], [live(rate) for rate in rates]


def _numerator(names: Names, latex: Mapping[str, str], live: Live) -> str:
    """The derivative of a scalar is a row: row times column."""
    f, (symbols, numbers) = latex[names.value], _velocity(names, latex, live)
    return (
        rf"\frac{{\mathrm{{d}} {f}}}{{\mathrm{{d}} t}} = J_{{{f}}} \, \mathbf{{v}} = "
        rf"{row(*_partials(names, latex))} {column(*symbols)} \qquad = "
        rf"{row(*map(live, names.slopes))} {column(*numbers)} = {live(f'd{names.value}/dt')}"
    )


def _denominator(names: Names, latex: Mapping[str, str], live: Live) -> str:
    """The derivative of a scalar is a column, that of the place by t a row: the factors change places."""
    f, (symbols, numbers) = latex[names.value], _velocity(names, latex, live)
    return (
        rf"\frac{{\mathrm{{d}} {f}}}{{\mathrm{{d}} t}} = "
        rf"\frac{{\mathrm{{d}} \mathbf{{x}}}}{{\mathrm{{d}} t}} \, \frac{{\partial {f}}}{{\partial \mathbf{{x}}}} = "
        rf"{row(*symbols)} {column(*_partials(names, latex))} \qquad = "
        rf"{row(*numbers)} {column(*map(live, names.slopes))} = {live(f'd{names.value}/dt')}"
    )
