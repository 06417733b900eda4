"""curve: functions along one of their inputs, with the point, its tangent or secant, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any

from ....trace.graph import Node, constant, input_node
from ....write.latex import symbol
from ...common.base import Figure
from ...common.frame import axis_words, limits
from ...common.inputs import Input, match, name_of, parameter_names
from ...common.names import identifier
from ...common.own import Editable, typed
from ...common.scalar import slopes
from .formula import curve_formula, description
from .picture import curve_picture
from .taylor import order_input, polynomial
from .values import own_inputs, second_point, values_of

MOST_CURVES = 4  # more could not be told apart


def curve(
    f: Callable[..., Any] | Sequence[Callable[..., Any]],
    /,
    *,
    along: str | None = None,
    name: str | Sequence[str] | None = None,
    ylim: Sequence[float] | None = None,
    tangent: bool = True,
    secant: str | None = None,
    taylor: Sequence[float] | None = None,
    log: str = "",
    also: Mapping[str, Callable[..., Any]] | None = None,
    goal: tuple[float, str] | None = None,
    axes: Sequence[str] | None = None,
    editable: bool | str = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **inputs: Any,
) -> Figure:
    """The graph of ``f`` along one input, with a point to drag and its tangent.

    Parameters
    ----------
    f : callable, or a list of up to four
        A numpy function of numbers that returns a number; its parameters name the inputs.
        Of several, each uses the inputs it names; the first one has the point.
    along : str, optional
        The input on the horizontal axis; the first one if not given.
    name : str, optional
        What the value is called (a list for several functions): the function's own name if not given.
    ylim : (low, high), optional
        The vertical range; wide enough for the curves if not given.
    tangent : bool, optional
        Whether the tangent is drawn.
    secant : str, optional
        The name of one more input, a step: a second point lies that much further along, and the
        slope of the line through both, the difference quotient, stands beside the derivative.
    taylor : (low, high, start), optional
        Orders: in place of the tangent the Taylor polynomial of f about the point, with a slider for its order.
    log : "x", "y" or "xy", optional
        The logarithmic axes. There the tangent is the straight line that touches the curve in the
        picture: a power law where both are logarithmic, an exponential where y is.
    also : dict of str to callable, optional
        More functions of these inputs: they are not drawn, but stand with their values among the formulas.
    goal : (float, str), optional
        What is said as soon as the value is below this number.
    axes : (str, str), optional
        What is across and what is up, in words before the symbols: ``("weight", "cost")``.
    editable : bool or str, optional
        Whether a reader can type other functions in place of these, of other letters too: ``fig.functions`` has them.
        In a page with Python to fetch, a program with loops can be typed as well.
        "open" has derivatives and code stand open under the box; the id of another figure in the page shows that
        one's function, and has no box of its own.
    id, alt, caption : str, optional
        The figure's id in the page, what a person who cannot see it is told, and what stands below it: what to notice.
    **inputs : (low, high, start)
        A range for every parameter of f, as in ``ipywidgets.interact``.

    Returns
    -------
    Figure
        Its outputs are f, every ``df/dw``, with a secant ``f(w+h)`` and ``Δf/Δw``, and with a Taylor polynomial
        its coefficients ``f[0]``, ``f[1]``, …

    Raises
    ------
    TypeError, ValueError
        For an unknown, missing or impossible range, and a function that cannot be traced
        or does not return one number.

    >>> fig = curve(
    ...     lambda w: w**2, name="C", w=(-3, 3, 1.5),
    ...     h=(-2, 2, 0.5), secant="h",
    ... )
    >>> fig.values
    {'C': 2.25, 'dC/dw': 3.0, 'C(w+h)': 4.0, 'ΔC/Δw': 3.5}
    """
    functions = _functions(f, name)
    step = _secant_input(secant, inputs, functions, log)
    order = None if taylor is None else order_input(taylor, functions, inputs, log, secant)
    beside = _not_drawn(also, functions)
    ranges = match([*functions.values(), *beside.values()], {k: v for k, v in inputs.items() if k != secant}, "curve")
    first = _along({**functions, **beside}, along, ranges, inputs)
    ranges = [_scaled(entry, log, first) for entry in ranges]
    shown: dict[str, Any] = {"tangent": tangent and order is None, "log": log, "step": step, "order": order, "alt": alt}
    shown["id"] = identifier("curve", next(iter(functions)), id)
    authors = axis_words(axes) | ({} if goal is None else {"goal": _goal(goal)})
    made = _made(functions, ranges, first, ylim=ylim, beside=beside, authors=authors, **shown)
    if not editable:
        return Figure(**made, caption=caption)
    own = Editable(
        make=lambda own, inputs, axes: _made(own, inputs, axes[0], own=True, **shown),
        texts=typed({key: node for key, node in made["outputs"].items() if key in functions}, functions),
        inputs=ranges,
        axes=[first],
        how=editable,
        taken=[*functions, *(entry.name for entry in (step, order) if entry is not None)],
    )
    return Figure(**made, own=own, caption=caption)


def _made(
    functions: Mapping[str, Callable[..., Any]],
    ranges: Sequence[Input],
    along: str,
    *,
    id: str,
    tangent: bool,
    log: str,
    step: Input | None,
    order: Input | None,
    alt: str | None,
    ylim: Sequence[float] | None = None,
    beside: Mapping[str, Callable[..., Any]] | None = None,
    authors: Mapping[str, Any] | None = None,
    own: bool = False,
) -> dict[str, Any]:
    """What the figure of these functions is made of."""
    main, every = next(iter(functions)), {**functions, **(beside or {})}
    letters = {key: own_inputs(f, ranges) for key, f in every.items()}
    nodes, found = values_of(every, letters, ranges)
    values, aside = ({key: x for key, x in found.items() if (key in functions) is drawn} for drawn in (True, False))
    outputs: dict[str, Node] = dict(aside)
    for key, value in values.items():
        outputs |= {key: value, **slopes(key, value, {n: e for n, e in nodes.items() if e in letters[key]})}
    details: dict[str, Any] = {"slope": f"d{main}/d{along}"} if tangent else {}
    if tangent:
        outputs.setdefault(details["slope"], constant(0.0))  # an own function may not depend on its axis
    if step is not None:
        nodes, second = second_point(main, values[main], nodes, along, step)
        outputs |= second
        details["secant"] = {"step": step.name, **dict(zip(("value", "slope"), second, strict=True))}
    if order is not None:
        x = next(node for node, entry in nodes.items() if entry.name == along)
        order, terms, details["taylor"] = polynomial(main, values[main], x, order, own=own)
        nodes, outputs = {**nodes, input_node(order.name, ()): order}, outputs | terms
    if len(functions) > 1:
        details["curves"] = [{"output": key, "latex": symbol(key)} for key in functions]
    if log:
        details["log"] = "".join(axis for axis in "xy" if axis in log)
    return {
        "kind": "curve",
        "inputs": nodes,
        "outputs": outputs,
        "draw": curve_picture,
        "id": id,
        "along": along,
        "value": main,
        "labels": {"x": symbol(along)} | ({"y": symbol(main)} if len(functions) == 1 else {}),
        **(authors or {}),
        "measure": lambda figure: {"ylim": limits(figure, ylim, own=own), "alt": alt or description(figure)},
        **details,
        **curve_formula(values, letters, step, along, details.get("taylor", {}).get("coefficients", []), aside),
    }


def _functions(given: Any, name: Any) -> dict[str, Callable[..., Any]]:
    """The functions by the names that their values have."""
    functions = list(given) if isinstance(given, list | tuple) else [given]
    names = list(name) if isinstance(name, list | tuple) else [name] * len(functions)
    if not 1 <= len(functions) <= MOST_CURVES:
        raise ValueError(f"curve: expected 1 to {MOST_CURVES} functions, got {len(functions)}; draw two figures")
    if len(names) != len(functions) or (len(functions) > 1 and isinstance(name, str)):
        raise ValueError(f'name: expected {len(functions)} names for as many functions, got {name!r}; write ["C", "D"]')
    called = [name_of(f, own) for f, own in zip(functions, names, strict=True)]
    for key in called:
        if called.count(key) > 1:
            raise ValueError(f'name: two curves are called {key!r}; tell them apart, name=["f", "g"]')
    return dict(zip(called, functions, strict=True))


def _not_drawn(also: Mapping[str, Callable[..., Any]] | None, functions: Mapping[str, Any]) -> dict[str, Any]:
    for key, f in (also or {}).items():
        if key in functions or not key.isidentifier() or not callable(f):
            raise ValueError(f'also: {key!r} needs a name of its own and a function, got {f!r}; write {{"a": answer}}')
    return dict(also or {})


def _goal(given: Any) -> dict[str, Any]:
    below, says = given if isinstance(given, tuple | list) and len(given) == 2 else (None, None)
    if not isinstance(below, Real) or not isinstance(says, str):
        raise TypeError(f'goal: expected a number and what is said below it, got {given!r}; write (0.001, "Done.")')
    return {"below": float(below), "says": says}


def _secant_input(
    secant: str | None, inputs: Mapping[str, Any], functions: Mapping[str, Any], log: str
) -> Input | None:
    if secant is None:
        return None
    if any(secant in parameter_names(f, inputs) for f in functions.values()):
        raise ValueError(f'secant: {secant!r} is a parameter already; give the step another name, secant="h"')
    if log:
        raise ValueError("secant: on a logarithmic axis a chord is not straight; leave out secant or log")
    if secant not in inputs:
        raise TypeError(f"secant: {secant!r} needs a range, the step's; write {secant}=(0.01, 2, 1)")
    return Input.read(secant, inputs[secant])


def _along(functions: Mapping[str, Any], along: str | None, ranges: Sequence[Input], inputs: Mapping[str, Any]) -> str:
    main = next(iter(functions))
    if not ranges:
        raise TypeError(f"curve: {main} has no parameters to move; write def {main}(x): return … and x=(low, high)")
    for name in functions:
        if name in inputs:
            raise ValueError(f'name: {name!r} is an input already; call the value something else, name="C"')
    first = ranges[0].name if along is None else along
    if first not in [entry.name for entry in ranges]:
        raise ValueError(f"along: {along!r} is not an input; choose from {', '.join(e.name for e in ranges)}")
    return first


def _scaled(entry: Input, log: str, along: str) -> Input:
    if log not in ("", "x", "y", "xy", "yx"):
        raise ValueError(f'log: expected "x", "y" or "xy", the logarithmic axes, got {log!r}')
    return entry.logarithmic() if "x" in log and entry.name == along else entry
