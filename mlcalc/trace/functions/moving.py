"""Functions that only move entries: numpy moves their places, and the entries follow."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from .joining import concatenate, is_traced, joined
from .options import refuse_options
from .reductions import sum_
from .shapes import Axis, ravel


def by_places(move: Callable[..., Any], *sources: Any) -> Any:
    """What ``move`` makes of the sources, for a function of numpy's that only moves (or repeats, or drops) entries.

    All entries stand in one row, and each is known by its place there. ``move`` is called with arrays of such places
    instead of numbers; what it returns says which entry goes where.
    """
    sources = tuple(joined(source) for source in sources)
    row = concatenate(sources, axis=None) if len(sources) > 1 else ravel(sources[0])
    places, start = [], 0
    for source in sources:
        places.append(start + np.arange(np.size(source)).reshape(np.shape(source)))
        start += np.size(source)
    return row[move(*places)]


def _moving(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` on a traced first argument; the rest says how to move and is known."""

    @wraps(function)
    def moved(*args: Any, **kwargs: Any) -> Any:
        first = next(iter(inspect.signature(function).parameters))
        a, *rest = args or (kwargs.pop(first),)
        if any(map(is_traced, (*rest, *kwargs.values()))):
            raise TypeError(f"np.{function.__name__}: only {first} may be traced. "
                            "Instead: pass the rest as plain numbers")  # fmt: skip
        return by_places(lambda places: function(places, *rest, **kwargs), a)

    return moved


def flip(m: Any, axis: Axis = None) -> Any:
    turned = np.lib.array_utils.normalize_axis_tuple(range(np.ndim(m)) if axis is None else axis, np.ndim(m))
    return m[tuple(slice(None, None, -1 if i in turned else None) for i in range(np.ndim(m)))]


def roll(a: Any, shift: Any, axis: Any = None) -> Any:
    """By slices and not by places, for a grid is rolled in every step of a simulation."""
    if axis is None:
        return np.reshape(roll(ravel(a), shift, 0), np.shape(a))
    for by, along in np.broadcast(shift, axis):
        (along,) = np.lib.array_utils.normalize_axis_tuple(along, np.ndim(a))
        by = by % max(np.shape(a)[along], 1)
        before = (slice(None),) * along
        if by:
            a = concatenate([a[(*before, slice(-by, None))], a[(*before, slice(None, -by))]], along)
    return a


def insert(arr: Any, obj: Any, values: Any, axis: int | None = None) -> Any:
    return by_places(lambda places, added: np.insert(places, obj, added, axis), arr, values)


PADS = ("edge", "reflect", "symmetric", "wrap")


def pad(array: Any, pad_width: Any, mode: Any = "constant", *, constant_values: Any = 0.0, **kwargs: Any) -> Any:
    if mode == "constant":
        return by_places(lambda places, fill: np.pad(places, pad_width, constant_values=fill), array, constant_values)
    if mode not in PADS or kwargs.get("reflect_type", "even") != "even":
        raise TypeError(f"np.pad: mode={mode!r} {kwargs or ''} does not trace; take one of 'constant', "
                        f"{', '.join(map(repr, PADS))}, or join what you want with np.concatenate")  # fmt: skip
    return by_places(lambda places: np.pad(places, pad_width, mode, **kwargs), array)


def diag(v: Any, k: int = 0) -> Any:
    if np.ndim(v) != 1:
        return by_places(lambda places: np.diag(places, k), v)
    return by_places(lambda places, zero: np.where(np.diag(places + 1, k) > 0, np.diag(places, k), zero), v, 0.0)


def diagflat(v: Any, k: int = 0) -> Any:
    return diag(ravel(joined(v)), k)


def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None, out: Any = None) -> Any:
    refuse_options("np.trace", dtype=dtype, out=out)
    return sum_(np.diagonal(a, offset, axis1, axis2), -1)


def _triangle(known: Callable[..., Any]) -> Callable[..., Any]:
    return lambda m, k=0: np.where(known(np.ones(np.shape(m), dtype=bool), k), m, 0.0)


def compress(condition: Any, a: Any, axis: int | None = None, out: Any = None) -> Any:
    refuse_options("np.compress", out=out)
    if is_traced(condition):
        raise TypeError(
            "np.compress: how many entries are kept would depend on values. Instead: use np.where(condition, a, 0.0)"
        )
    return by_places(lambda places: np.compress(condition, places, axis), a)


def extract(condition: Any, arr: Any) -> Any:
    if is_traced(condition):
        raise TypeError(
            "np.extract: how many entries are kept would depend on values. Instead: use np.where(condition, a, 0.0)"
        )
    return by_places(lambda places: np.extract(condition, places), arr)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    function: _moving(function)
    for function in (np.repeat, np.tile, np.resize, np.delete, np.rot90, np.fliplr, np.flipud, np.diagonal)
}
FUNCTIONS |= {
    np.flip: flip, np.roll: roll, np.insert: insert, np.pad: pad, np.diag: diag, np.diagflat: diagflat,
    np.trace: trace, np.triu: _triangle(np.triu), np.tril: _triangle(np.tril),
    np.compress: compress, np.extract: extract,
}  # fmt: skip
