"""surface: a function of two inputs as a map with contours, and what its derivatives say at a point of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....trace.graph import Node, input_node
from ....write.latex import symbol
from ...common.base import Figure
from ...common.frame import axis_words
from ...common.inputs import Input, match, name_of
from ...common.names import identifier
from ...common.own import Editable, typed
from ...common.scalar import trace_scalar
from .formula import surface_formula
from .picture import surface_picture
from .point import AFTER, MOMENTUM, NEWTON, Names, Point, follower
from .settings import (
    descent_inputs,
    gradient_scale,
    in_plane,
    labels_of,
    levels_of,
    momentum_inputs,
    nudge_inputs,
    path_of,
    places,
    plane_of,
    velocity_inputs,
    within,
)
from .words import description

LAYOUT = Input("layout", 0.0, 1.0, 0.0, 1.0, control="none")


def surface(
    f: Callable[..., Any],
    /,
    *,
    name: str | None = None,
    rate: Sequence[float] | None = None,
    steps: int | Sequence[int] = 0,
    starts: Sequence[Sequence[float]] = (),
    momentum: Sequence[Any] | None = None,
    quadratic: bool = False,
    newton: bool = False,
    velocity: Sequence[Any] | None = None,
    nudge: Sequence[Any] | None = None,
    path: Sequence[Sequence[float]] = (),
    levels: int | Sequence[float] = 12,
    labels: Mapping[str, str] | None = None,
    axes: Sequence[str] | None = None,
    editable: bool | str = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **inputs: Any,
) -> Figure:
    """A map of ``f`` over two inputs: contours, colour, a point to drag, and its gradient.

    One unit is as long across as upwards, so the gradient stands at a right angle on the contour.

    Parameters
    ----------
    f : callable
        A numpy function of two or more numbers that returns a number. The first two ranges span
        the map; any others are sliders that change it.
    rate : (low, high, start), optional
        The learning rate η: shows the step −η∇f from the point.
    steps : int or (low, high, start), optional
        How many steps of descent to follow from the point; needs ``rate``.
    starts : list of (x, y), optional
        More places to descend from; needs ``rate``.
    momentum : ((low, high, start), (low, high, start)), optional
        A second walker from the point, with an η of its own and a memory β: m ← βm + ∇f, then −ηm; needs ``steps``.
    quadratic, newton : bool, optional
        Draw the contours of the local quadratic model, and Newton's step to its stationary point.
    velocity : ((low, high, start), (low, high, start)), optional
        How fast the point moves in either direction: an arrow to drag, and df/dt = J·v with the
        angle between gradient and velocity. Its formula can be switched to the other layout.
    nudge : ((low, high, start), (low, high, start)), optional
        How far the point is nudged in either direction: an arrow to drag, how much f changes by it,
        how much of that its partial derivatives predict, and what they miss. In place of ``velocity``.
    path : list of (x, y), optional
        Places of the map that a line joins: the whole way of a point that stands on it.
    levels : int or list of float, optional
        About how many contours there are, or their values.
    labels : dict, optional
        LaTeX for names of inputs and of the value: ``labels={"w": "w_1"}``.
    axes, name, id, alt, caption : optional
        As for :func:`mlcalc.figures.curve`.
    editable : bool, optional
        As for :func:`mlcalc.figures.curve`; not with ``velocity`` or ``nudge``, which are named after the inputs.
    **inputs : (low, high, start)
        A range for every parameter of f.

    Returns
    -------
    Figure
        Its outputs are f, ``df/dx``, ``df/dy``, ``|∇f|``, the Hessian's entries ``d²f/dx²``,
        ``d²f/dxdy``, ``d²f/dy²``, and, where they are asked for, the points ``next x``, …
        (one step further), ``x after``, … (all steps), ``x by momentum``, …, ``newton x``, …, ``df/dt`` and the
        ``angle`` in degrees, and ``Δf`` with what is ``predicted`` of it and the ``miss``.

    Raises
    ------
    TypeError, ValueError
        For an unknown, missing or impossible range or setting, and a function that cannot be traced.

    >>> fig = surface(
    ...     lambda x, y: x**2 * y,
    ...     x=(0, 6, 3), y=(-3, 3, -1), name="f",
    ... )
    >>> fig.values["df/dx"], fig.values["df/dy"]
    (-6.0, 9.0)
    >>> fig.values["d²f/dxdy"]
    6.0
    """
    name, ranges = name_of(f, name), match([f], inputs, "surface")
    x, y = plane_of(name, ranges)
    if velocity is not None and nudge is not None:
        raise ValueError("nudge: a velocity is drawn in its place; leave out one of both")
    descent = descent_inputs(rate, steps, starts)
    arrows = [*velocity_inputs(velocity, x, y), *nudge_inputs(nudge, x, y)]
    more = [*descent, *momentum_inputs(momentum, descent), *arrows]
    more += [LAYOUT] if velocity is not None else []
    latex = labels_of(labels, [*ranges, *more], name)
    shown: dict[str, Any] = {"more": more, "quadratic": quadratic, "newton": newton, "alt": alt, "latex": latex}
    shown["path"] = path_of(path, x, y)
    shown["id"] = identifier("surface", name, id)
    made = _made(f, name, ranges, starts=places(starts, x, y), levels=levels, words=axis_words(axes), **shown)
    if not editable:
        return Figure(**made, caption=caption)
    if velocity is not None or nudge is not None:
        arrow = "nudge" if velocity is None else "velocity"
        raise ValueError(f"editable: the inputs of a {arrow} have the names of the map's inputs; leave out one of both")
    own = Editable(
        make=lambda functions, inputs, axes: _made(
            functions[name], name, in_plane(inputs, axes), starts=places(starts, x, y), own=True, **shown
        ),
        texts=typed({name: made["outputs"][name]}, {name: f}),
        inputs=ranges,
        axes=[x.name, y.name],
        how=editable,
        taken=[name, *(entry.name for entry in more)],
    )
    return Figure(**made, own=own, caption=caption)


def _made(
    f: Callable[..., Any],
    name: str,
    ranges: Sequence[Input],
    *,
    more: Sequence[Input],
    quadratic: bool,
    newton: bool,
    starts: Sequence[Sequence[float]],
    latex: Mapping[str, str],
    path: Sequence[Sequence[float]],
    id: str,
    alt: str | None,
    levels: int | Sequence[float] = 12,
    words: Mapping[str, Any] | None = None,
    own: bool = False,
) -> dict[str, Any]:
    """What the figure of this function is made of."""
    nodes, value = trace_scalar(f, ranges, name)
    place_x, place_y, *_ = nodes
    x, y = ranges[:2]
    point = Point.of(Names(name, x.name, y.name), value, (place_x, place_y))
    extra = {entry.name: input_node(entry.name, ()) for entry in more}
    outputs, details = _asked_for(point, extra, quadratic, newton)
    if path:
        details["path"] = path
    if "descent" in details:
        details["descent"] = {"starts": within(starts, x, y) if own else starts, "steps": "steps" in extra}
    if "beta" in extra:
        details["descent"]["momentum"] = True
        details["scientific"] = [point.names.moved(how)[2] for how in (AFTER, MOMENTUM)]  # one is far below the other
    _refuse_clashes([*ranges, *more], outputs)
    latex = {entry.name: symbol(entry.name) for entry in ranges} | dict(latex)
    return {
        "kind": "surface",
        "inputs": {**nodes, **{extra[entry.name]: entry for entry in more}},
        "outputs": outputs,
        "draw": surface_picture,
        "compute": follower(point, nodes, races="beta" in extra) if "steps" in extra else None,
        "id": id,
        "across": x.name,
        "up": y.name,
        "value": name,
        "slopes": list(point.names.slopes),
        "labels": {"x": latex[x.name], "y": latex[y.name], "z": latex[name]},
        **(words or {}),
        "measure": lambda figure: {
            "levels": levels_of(figure, levels, own=own),
            "arrow": gradient_scale(figure),
            "alt": alt or description(figure, point.names),
        },
        **details,
        **surface_formula(point.names, value, latex, {**details, "steps": "steps" in extra}),
    }


def _asked_for(
    point: Point, inputs: Mapping[str, Node], quadratic: bool, newton: bool
) -> tuple[dict[str, Node], dict[str, Any]]:
    """The outputs, and what the page draws of them."""
    outputs, details = point.outputs(), dict[str, Any]()
    if "rate" in inputs:
        outputs |= point.step(inputs["rate"])
        details["descent"] = {}
    if quadratic or newton:
        details["hessian"] = list(point.names.hessian)
    if quadratic:
        details["quadratic"] = True
    if newton:
        outputs |= point.newton()
        details["newton"] = list(point.names.moved(NEWTON))
    names = [f"d{key}/dt" for key in (point.names.x, point.names.y)]
    if names[0] in inputs:
        outputs |= point.motion((inputs[names[0]], inputs[names[1]]))
        details["velocity"] = {"inputs": names, "rate": f"d{point.names.value}/dt", "angle": "angle"}
    nudged = list(point.names.nudge)
    if nudged[0] in inputs:
        found = point.nudged((inputs[nudged[0]], inputs[nudged[1]]))
        outputs |= found
        details["nudge"] = {"inputs": nudged, **dict(zip(("exact", "predicted", "miss"), found, strict=True))}
    return outputs, details


def _refuse_clashes(entries: Sequence[Input], outputs: Mapping[str, Node]) -> None:
    names = [entry.name for entry in entries]
    for name in names:
        if names.count(name) > 1 or name in outputs:
            raise ValueError(f"surface: {name!r} would be two things in this figure; give the parameter another name")
