"""errors: how far a difference quotient is from the derivative, against its step, on log-log axes."""

from __future__ import annotations

import math
from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np

from ....trace import Traced, as_node
from ....trace.graph import Node, input_node, substitute
from ....write.latex import symbol
from ...common.base import Figure
from ...common.frame import limits
from ...common.inputs import Input, match, name_of
from ...common.live import Live
from ...common.names import identifier
from ...common.scalar import gradient, trace_scalar
from .picture import curve_picture

EPSILON = float(np.finfo(float).eps)
ERRORS = ("forward error", "central error")
NEAR = 1.0  # an address or a program may move a fixed place this far; it has no slider


def errors(
    f: Callable[..., Any],
    /,
    *,
    h: tuple[float, ...] = (1e-12, 1e-1, 1e-6),
    name: str | None = None,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **x: Any,
) -> Figure:
    """The error of forward and central differences against their step, as floating point makes it.

    Both are computed in the page, with every rounding of a real computation. Guides show what theory
    says of a small step: a truncation error of ½·f″·h (forward) and ⅙·f‴·h² (central), and a
    rounding error of about ε·f/h, which grows as the step shrinks.

    Parameters
    ----------
    f : callable
        A numpy function of one number that returns a number.
    h : (low, high, start), optional
        The range of the step, above 0.
    name, id, alt, caption : str, optional
        As for :func:`mlcalc.figures.curve`.
    **x : float or (low, high, start)
        Where, under the name of f's parameter: one place, or a range for a slider.

    Returns
    -------
    Figure
        Its outputs are f, ``df/dx``, the quotients ``forward`` and ``central``, and how far each is
        off: ``forward error``, ``central error``.

    Raises
    ------
    TypeError, ValueError
        For a function of several parameters, a place that is none, or a step that can be 0.

    >>> fig = errors(np.tanh, x=1.2, h=(1e-12, 1e-1, 1e-2))
    >>> round(fig.values["central error"], 7)
    1.1e-05
    """
    name = name_of(f, name)
    if len(x) != 1:
        raise TypeError(f"errors: {name} must have one parameter, and that a place; write errors({name}, x=1.2)")
    (key, place), step = next(iter(x.items())), Input.read("h", h).logarithmic()
    if key == "h" or name in ("h", key):
        raise ValueError(f"errors: {name!r}, {key!r} and the step h need different names; rename one of them")
    (entry,) = match([f], {key: (place - NEAR, place + NEAR, place) if _is_number(place) else place}, "errors")
    entry = Input(key, entry.low, entry.high, entry.start, entry.step, control="none") if _is_number(place) else entry
    nodes, value = trace_scalar(f, [entry], name)
    node, step_node = next(iter(nodes)), input_node("h", ())
    outputs = _differences(name, key, value, node, step_node)
    return Figure(
        "curve",
        {step_node: step, node: entry},
        outputs,
        curve_picture,
        id=identifier("errors", name, id),
        along="h",
        value="forward error",
        log="xy",
        curves=_curves(name, key),
        scientific=list(ERRORS),
        labels={"x": "h"},
        words={"x": "step", "y": "error"},
        caption=caption,
        measure=lambda figure: {
            "ylim": limits(figure, None, ERRORS),  # the guides may leave the frame
            "alt": alt or _description(figure, name, key),
        },
        **_formula(name, key),
    )


def _is_number(place: Any) -> bool:
    return isinstance(place, Real) and math.isfinite(place)


def _differences(name: str, key: str, value: Node, x: Node, h: Node) -> dict[str, Node]:
    """The quotients as a program would compute them, their errors, and the theory of both."""

    def at(place: Any) -> Traced:
        return Traced(substitute([value], {x: as_node(place)})[0])

    slopes = [value]
    for _ in range(3):
        slopes += gradient(slopes[-1], [x])
    here, step, (_, first, second, third) = Traced(x), Traced(h), map(Traced, slopes)
    forward = (at(here + step) - Traced(value)) / step
    central = (at(here + step) - at(here - step)) / (2 * step)
    outputs = {
        name: Traced(value),
        f"d{name}/d{key}": first,
        "forward": forward,
        "central": central,
        "forward error": abs(forward - first),
        "central error": abs(central - first),
        "forward truncation": abs(second) * step / 2,
        "central truncation": abs(third) * step**2 / 6,
        "rounding": EPSILON * abs(Traced(value)) / step,
    }
    return {key: as_node(output) for key, output in outputs.items()}


def _curves(name: str, key: str) -> list[dict[str, str]]:
    f = symbol(name)
    guides = [
        ("forward truncation", rf"\tfrac{{1}}{{2}}\lvert {f}''\rvert h"),
        ("central truncation", rf"\tfrac{{1}}{{6}}\lvert {f}'''\rvert h^2"),
        ("rounding", rf"\varepsilon \lvert {f}\rvert / h"),
    ]
    curves = zip(ERRORS, (r"\text{forward}", r"\text{central}"), strict=True)
    return [{"output": output, "latex": latex} for output, latex in curves] + [
        {"output": output, "latex": latex, "style": "guide"} for output, latex in guides
    ]


def _formula(name: str, key: str) -> dict[str, Any]:
    live, f, x = Live(), symbol(name), symbol(key)
    slope = rf"\frac{{\mathrm{{d}} {f}}}{{\mathrm{{d}} {x}}}"
    at = rf"\qquad {x} = {live(key)}, \qquad h = {live('h')}"
    lines = [rf"{slope} = {live(f'd{name}/d{key}')}, {at}"]
    quotients = {
        "forward": rf"\frac{{{f}({x} + h) - {f}({x})}}{{h}}",
        "central": rf"\frac{{{f}({x} + h) - {f}({x} - h)}}{{2h}}",
    }
    for which, quotient in quotients.items():
        lines.append(rf"{quotient} = {live(which)}, \qquad \lvert \text{{error}} \rvert = {live(f'{which} error')}")
    return {"formula": lines, "numbers": live.numbers}


def _description(figure: Figure, name: str, key: str) -> str:
    at, values = figure.inputs, figure.values
    return (
        f"How far the difference quotients of {name} at {key} = {at[key]:g} are from the derivative "
        f"{values[f'd{name}/d{key}']:.6g}, against the step h from {figure.ranges['h'].low:g} to "
        f"{figure.ranges['h'].high:g}, both axes logarithmic. From the right both errors fall, the forward one like h, "
        f"the central one like h², until rounding makes them grow again. At h = {at['h']:g} the forward error is "
        f"{values['forward error']:.3g} and the central one {values['central error']:.3g}."
    )
