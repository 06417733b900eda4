"""graph: a traced computation, forwards for the values and backwards for the derivatives, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....read.words import refusal
from ....trace.graph import Node, constant, order
from ...common.base import Figure
from ...common.inputs import Input, match, name_of
from ...common.names import identifier
from ...common.own import Editable, typed
from ...common.scalar import trace_scalar
from .picture import graph_picture
from .tape import MOST_STEPS, Entry, in_single_numbers, layers, names_inside, tape_of


def graph(
    f: Callable[..., Any],
    /,
    *,
    name: str | None = None,
    editable: bool | str = False,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
    **inputs: Any,
) -> Figure:
    """The computation of ``f`` as a graph to step through: every value, then every derivative.

    Parameters
    ----------
    f : callable
        A numpy function of numbers that returns a number; its parameters name the inputs. What it
        gives a name inside (``c = a + b``) is called so.
    name : str, optional
        What the value is called: the function's own name if not given.
    editable, id, alt, caption : optional
        As for :func:`mlcalc.figures.curve`.
    **inputs : (low, high, start)
        A range for every parameter of f.

    Returns
    -------
    Figure
        Its outputs are the number of every step (``c``), the derivative of the result by each of
        them (``dy/dc``), and every local partial (``∂y/∂c``, others held; ``dy/dc`` where there
        is no other).

    Raises
    ------
    TypeError, ValueError
        As for :func:`mlcalc.figures.curve`; ValueError, too, for a computation that is too long
        for a page, or has no step at all.

    >>> def y(a, b):
    ...     c = a + b
    ...     d = a * b
    ...     return (c + d) + c * d
    >>> fig = graph(y, a=(-5, 5, 2), b=(-5, 5, 3))
    >>> fig.values["y"]
    41.0
    >>> [fig.values[f"dy/d{name}"] for name in "abc"]
    [25.0, 19.0, 7.0]
    """
    ranges = match([f], inputs, "graph")
    name = name_of(f, name)
    if not ranges:
        raise TypeError(f"graph: {name} has no parameters to move; write def {name}(a): return … and a=(low, high)")
    if name in inputs:
        raise ValueError(f'name: {name!r} is an input already; call the value something else, name="y"')
    shown: dict[str, Any] = {"id": identifier("graph", name, id), "alt": alt}
    made = _made(f, ranges, name, **shown)
    if not editable:
        return Figure(**made, caption=caption)
    own = Editable(
        make=lambda functions, inputs, _: _made(functions[name], inputs, name, own=True, **shown),
        texts=typed({name: made["outputs"][name]}, {name: f}),
        inputs=ranges,
        axes=[],
        how=editable,
        taken=[name],
    )
    return Figure(**made, own=own, caption=caption)


def _made(
    f: Callable[..., Any], ranges: Sequence[Input], name: str, *, id: str, alt: str | None, own: bool = False
) -> dict[str, Any]:
    """What the figure of this function is made of."""
    with names_inside(f) as given:
        nodes, value = trace_scalar(f, ranges, name)
    value = in_single_numbers(list(nodes), value)
    if own:
        _refuse(value, len(ranges))
    tape = tape_of(list(nodes), value, name, given)
    partials = [_partial_names(tape, entry) for entry in tape]
    return {
        "kind": "graph",
        "inputs": nodes,
        "outputs": _outputs(tape, partials, name),
        "draw": graph_picture,
        "id": id,
        "value": name,
        "slope": f"d{name}/d{ranges[0].name}",
        "tape": _tape_json(tape, partials, name),
        "formula": [],
        "numbers": [entry.name for entry in tape] + [f"d{name}/d{entry.name}" for entry in ranges],
        "measure": lambda figure: {"alt": alt or _description(figure)},
    }


def _refuse(value: Node, inputs: int) -> None:
    """FormulaError where a reader's function has no step at all, or too many."""
    steps = sum(bool(node.args) for node in order([value]))
    if steps == 0:
        raise refusal(0, "no step")
    if steps + inputs > MOST_STEPS:
        raise refusal(0, "many steps", str(steps + inputs), str(MOST_STEPS))


def _partial_names(tape: Sequence[Entry], entry: Entry) -> list[str | None]:
    """``∂c/∂a`` for every argument that moves the number; counted where one argument stands twice."""
    d = "d" if len(entry.arguments) == 1 else "∂"
    parents = [tape[i].name for i in entry.arguments]
    counted = [
        f" ({parents[: k + 1].count(parent)})" if parents.count(parent) > 1 else "" for k, parent in enumerate(parents)
    ]
    return [
        f"{d}{entry.name}/{d}{parent}{count}" if partial is not None else None
        for parent, count, partial in zip(parents, counted, entry.partials, strict=True)
    ]


def _outputs(tape: Sequence[Entry], partials: Sequence[Sequence[str | None]], result: str) -> dict[str, Node]:
    outputs = {entry.name: entry.node for entry in tape if entry.node.op != "input"}
    for entry, names in zip(tape, partials, strict=True):
        outputs |= {key: node for key, node in zip(names, entry.partials, strict=True) if key and node is not None}
    # after the partials: where a partial has the name of a derivative, both are the same number
    return outputs | {f"d{result}/d{entry.name}": entry.cotangent or constant(0.0) for entry in tape}


def _tape_json(tape: Sequence[Entry], partials: Sequence[Sequence[str | None]], result: str) -> list[dict[str, Any]]:
    """What the page steps through, each entry with its place in the drawing."""
    columns, depths = layers(tape)
    row = {place: i - (len(column) - 1) / 2 for column in columns for i, place in enumerate(column)}
    place = {entry.name: i for i, entry in enumerate(tape)}
    return [
        {
            "name": entry.name,
            "latex": entry.latex,
            "formula": entry.formula,
            "numbers": entry.numbers,
            "derivative": f"d{result}/d{entry.name}",
            "depth": depths[place[entry.name]],
            "row": row[place[entry.name]],
            "arguments": [
                {
                    "from": argument,
                    "partial": partial,
                    "via": [
                        [depth, row[argument, place[entry.name]]]
                        for depth in range(depths[argument] + 1, depths[place[entry.name]])
                    ],
                }
                for argument, partial in zip(entry.arguments, names, strict=True)
            ],
        }
        for entry, names in zip(tape, partials, strict=True)
    ]


def _description(figure: Figure) -> str:
    spec, values = figure.spec, {**figure.inputs, **figure.values}
    steps = "; ".join(
        f"{entry['name']} = {values[entry['name']]:.6g}, d{spec['value']}/d{entry['name']} = "
        f"{values[entry['derivative']]:.6g}"
        for entry in spec["tape"]
    )
    return f"The computation of {spec['value']} as a graph of {len(spec['tape'])} numbers. {steps}."
