"""The inputs of own functions: which letter is an axis, and which range each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..inputs import Input

# The letters that a horizontal axis would rather have than another one, and the ranges of letters that are new.
ACROSS = ("x", "t")
FRESH = (-5.0, 5.0, 1.0)
COUNTS = {"n": Input("n", 0.0, 6.0, 2.0, 1.0)}


def own_inputs(
    used: Sequence[str], author: Sequence[Input], axes: Sequence[str], windows: Mapping[str, Sequence[float]]
) -> tuple[list[Input], list[str]]:
    """The inputs of functions of these letters, and which of them are the axes.

    An axis whose letter is gone is taken over, with its range, by a letter that is new; where none is, by another
    one, and where there is none at all it stays. ``windows`` are the ranges that a reader chose.

    >>> inputs, axes = own_inputs(["a", "x"], [Input.read("w", (-3, 3, 1.3))], ["w"], {})
    >>> axes, [(entry.name, entry.low, entry.start) for entry in inputs]
    (['x'], [('x', -3.0, 1.3), ('a', -5.0, 1.0)])
    """
    by_name = {entry.name: entry for entry in author}
    free = [name for name in used if name not in axes]
    free.sort(key=lambda name: (name in by_name, ACROSS.index(name) if name in ACROSS else len(ACROSS)))
    chosen = {axis: axis if axis in used or not free else free.pop(0) for axis in axes}
    inputs = []
    for entry in author:
        name = chosen.get(entry.name, entry.name)
        if entry.name in chosen and name not in by_name:
            inputs.append(replace(entry, name=name, latex=""))
        elif entry.name in chosen.values() or (entry.name in used and entry.name not in chosen):
            inputs.append(entry)
    inputs += [_fresh(name) for name in used if name not in by_name and name not in chosen.values()]
    return [_windowed(entry, windows.get(entry.name)) for entry in inputs], list(chosen.values())


def _fresh(name: str) -> Input:
    return COUNTS[name] if name in COUNTS else Input.read(name, FRESH)


def _windowed(entry: Input, ends: Sequence[float] | None) -> Input:
    if ends is None:
        return entry
    low, high = ends
    read = Input.read(entry.name, (low, high, min(max(entry.start, low), high)))
    step = entry.step if entry.step == 1 and float(low).is_integer() else read.step
    made = replace(entry, low=read.low, high=read.high, start=read.start, step=step)
    return made.logarithmic() if entry.scale == "log" else made
