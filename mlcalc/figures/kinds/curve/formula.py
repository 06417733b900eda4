"""The formulas of the kind curve, with numbers that follow the point, and the figure in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ....trace.graph import Node
from ....write.latex import symbol, to_latex
from ...common.base import Figure
from ...common.format import listed
from ...common.frame import curves_of
from ...common.inputs import Input
from ...common.live import Live
from .taylor import taylor_formula

LONG_FORMULA = 100  # characters of LaTeX, about half a line: beside other curves a longer one is left out


def curve_formula(
    values: Mapping[str, Node],
    own: Mapping[str, Sequence[Input]],
    step: Input | None,
    along: str,
    coefficients: Sequence[str] = (),
    aside: Mapping[str, Node] | None = None,
) -> dict[str, Any]:
    """Each function in symbols, then its value and slopes with live numbers; of several, all in one line each."""
    live, lines = Live(), []
    for name, value in values.items():
        d = r"\mathrm{d}" if len(own[name]) == 1 else r"\partial"
        beside = [symbol(key) for key in (*values, *(e.name for e in own[name]))]
        formula = f"{_of(symbol(name), _variables(own[name]))} = {to_latex(value, beside=beside)}"
        at = ", ".join(live(e.name) for e in own[name])
        derivatives = [
            rf"\frac{{{d} {symbol(name)}}}{{{d} {symbol(e.name)}}} = {live(f'd{name}/d{e.name}')}" for e in own[name]
        ]
        here = _of(symbol(name), at)
        if len(values) == 1:
            lines.append(formula)
        elif len(formula) < LONG_FORMULA:
            here = formula
        lines.append(r", \qquad ".join([f"{here} = {live(name)}", *derivatives]))
    if aside:
        lines.append(r", \qquad ".join(f"{symbol(key)} = {to_latex(x)} = {live(key)}" for key, x in aside.items()))
    if step is not None:
        name, h = next(iter(values)), symbol(step.name)
        variables = _variables(own[name])
        left = rf"\frac{{\Delta {symbol(name)}}}{{\Delta {symbol(along)}}}"
        between = ", ".join(symbol(e.name) + (f" + {h}" if e.name == along else "") for e in own[name])
        lines.append(
            rf"{left} = \frac{{{_of(symbol(name), between)} - {_of(symbol(name), variables)}}}{{{h}}}"
            rf" = \frac{{{live(f'{name}({along}+{step.name})')} - {live(name)}}}{{{live(step.name)}}}"
            rf" = {live(f'Δ{name}/Δ{along}')}"
        )
    if coefficients:
        name = next(iter(values))
        lines.append(taylor_formula(name, along, len(own[name]), coefficients, live))
    return {"formula": lines, "numbers": live.numbers}


def _of(name: str, variables: str) -> str:
    return f"{name}({variables})" if variables else name  # a constant is of nothing


def _variables(entries: Sequence[Input]) -> str:
    return ", ".join(symbol(entry.name) for entry in entries)


def description(figure: Figure) -> str:
    spec, entry = figure.spec, figure.ranges[figure.spec["along"]]
    names = [curve["output"] for curve in curves_of(figure)]
    several = "curves" if len(names) > 1 else "curve"
    values = listed(figure.values[name] for name in names)
    text = (
        f"The {several} of {', '.join(names)} for {entry.name} from {entry.low:g} to {entry.high:g}. "
        f"At {entry.name} = {figure.inputs[entry.name]:g} the value{'s are' if len(names) > 1 else ' is'} {values}"
    )
    if "slope" in spec:
        text += f" and the tangent has slope {figure.values[spec['slope']]:.6g}"
    if "secant" in spec:
        step, slope = figure.inputs[spec["secant"]["step"]], figure.values[spec["secant"]["slope"]]
        text += f"; the secant to {step:g} further has slope {slope:.6g}"
    if "taylor" in spec:
        text += f"; the Taylor polynomial about this point has the order {figure.inputs['order']:g}"
    return text + "."
