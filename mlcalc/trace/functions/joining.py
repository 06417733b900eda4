"""Several traced values become one, and one becomes several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..primitives import bind
from .options import refuse_options
from .shapes import moveaxis, normal_axes, ravel, reshape


def is_traced(value: Any) -> bool:
    return hasattr(type(value), "__mlcalc_bind__")


def holds_traced(value: Any) -> bool:
    """Whether a list or an array of objects has traced values among its entries.

    numpy makes such an array of np.array([[c, -s], [s, c]]), where c and s are traced.
    """
    if type(value) is np.ndarray:
        return value.dtype.hasobject and any(map(is_traced, value.flat))
    return type(value) in (list, tuple) and any(is_traced(part) or holds_traced(part) for part in value)


def joined(value: Any) -> Any:
    """A nested list or an array of objects with traced values in it as one traced value; anything else as it is."""
    if is_traced(value) or not holds_traced(value):
        return value
    if isinstance(value, np.ndarray):
        array = _whole(value)
        return reshape(stack(value.ravel().tolist()), value.shape) if array is None else array
    return stack([joined(part) for part in value])


def _whole(entries: Any) -> Any:
    """The traced array of which these are all the entries, in order, as np.array(x) has them; else None."""
    first = entries.flat[0]
    if not is_traced(first):
        return None
    source, _ = _taken_from(first.node)
    if source.shape != entries.shape:
        return None
    for place in np.ndindex(entries.shape):
        entry = entries[place]
        if not is_traced(entry) or _taken_from(entry.node) != (source, place):
            return None
    return type(first)(source, first.scope)


def _taken_from(node: Any) -> tuple[Any, tuple[Any, ...]]:
    """The array that an entry was taken from, index by index, and its place there."""
    place: tuple[Any, ...] = ()
    while node.op == "index" and all(type(k) is int for k in node.params["key"]):
        place = (*node.params["key"], *place)
        node = node.args[0]
    return node, place


def concatenate(arrays: Sequence[Any], /, axis: int | None = 0, out: Any = None, *, dtype: Any = None,
                casting: str = "same_kind") -> Any:  # fmt: skip
    refuse_options("np.concatenate", dtype=dtype, out=out)
    parts = [joined(a) for a in arrays]
    if axis is None:
        parts = [ravel(a) for a in parts]
    (axis,) = normal_axes(axis or 0, np.ndim(parts[0]))
    return bind("concatenate", *parts, axis=axis)


def stack(arrays: Sequence[Any], axis: int = 0, out: Any = None, *, dtype: Any = None,
          casting: str = "same_kind") -> Any:  # fmt: skip
    refuse_options("np.stack", dtype=dtype, out=out)
    parts = [joined(a) for a in arrays]
    shape = np.shape(parts[0]) if parts else ()
    if any(np.shape(part) != shape for part in parts):
        raise ValueError(f"np.stack: all parts must have one shape, got {sorted(set(map(np.shape, parts)))}")
    full = np.expand_dims(np.broadcast_to(False, shape), axis).shape
    return bind("concatenate", *(bind("reshape", part, shape=full) for part in parts), axis=range(len(full))[axis])


def vstack(tup: Sequence[Any], *, dtype: Any = None, casting: str = "same_kind") -> Any:
    return concatenate([np.atleast_2d(joined(a)) for a in tup], 0, dtype=dtype)


def hstack(tup: Sequence[Any], *, dtype: Any = None, casting: str = "same_kind") -> Any:
    parts = [np.atleast_1d(joined(a)) for a in tup]
    return concatenate(parts, 0 if np.ndim(parts[0]) == 1 else 1, dtype=dtype)


def dstack(tup: Sequence[Any]) -> Any:
    return concatenate([np.atleast_3d(joined(a)) for a in tup], 2)


def column_stack(tup: Sequence[Any]) -> Any:
    parts = [joined(a) for a in tup]
    return concatenate([reshape(a, (-1, 1)) if np.ndim(a) < 2 else a for a in parts], 1)


def append(arr: Any, values: Any, axis: int | None = None) -> Any:
    return concatenate([arr, values], axis)


def block(arrays: Any) -> Any:
    """Lists in lists: the innermost are joined along the last axis, those around them along the one before, …"""

    def leaves(part: Any, depth: int) -> list[tuple[Any, int]]:
        if isinstance(part, list):
            return [leaf for inner in part for leaf in leaves(inner, depth + 1)]
        return [(part, depth)]

    found = leaves(arrays, 0)
    deepest = max(depth for _, depth in found)
    ndim = max(deepest, *(np.ndim(joined(leaf)) for leaf, _ in found))

    def join(part: Any, depth: int) -> Any:
        if isinstance(part, list):
            return concatenate([join(inner, depth + 1) for inner in part], axis=depth - deepest)
        leaf = joined(part)
        return reshape(leaf, (1,) * (ndim - np.ndim(leaf)) + np.shape(leaf))

    return join(arrays, 0)


def array_split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    return _split(np.array_split, ary, indices_or_sections, axis)


def split(ary: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    return _split(np.split, ary, indices_or_sections, axis)


def _split(numpys: Callable[..., Any], ary: Any, indices_or_sections: Any, axis: int) -> list[Any]:
    """numpy splits the places along the axis, and the entries follow."""
    (axis,) = normal_axes(axis, np.ndim(ary))
    runs = numpys(np.arange(np.shape(ary)[axis]), indices_or_sections)
    before = (slice(None),) * axis
    return [ary[(*before, slice(run[0], run[-1] + 1) if run.size else slice(0, 0))] for run in runs]


def _split_along(axis: int) -> Callable[..., Any]:
    return lambda ary, indices_or_sections: split(ary, indices_or_sections, axis if np.ndim(ary) > 1 else 0)


def unstack(x: Any, /, *, axis: int = 0) -> Any:
    return tuple(moveaxis(x, axis, 0))


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any) -> Any:
    """func1d of each line along the axis; its results are put in place of the lines."""
    (axis,) = normal_axes(axis, np.ndim(arr))
    lines = moveaxis(arr, axis, -1)
    around = np.shape(lines)[:-1]
    results = [joined(func1d(lines[place], *args, **kwargs)) for place in np.ndindex(around)]
    inner = np.shape(results[0])
    together = reshape(stack(results), (*around, *inner))
    ends = range(len(around), len(around) + len(inner))
    return moveaxis(together, tuple(ends), tuple(axis + k for k in range(len(inner))))


def linspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: Any = None,
             axis: int = 0, *, device: Any = None) -> Any:  # fmt: skip
    refuse_options("np.linspace", dtype=dtype)
    start, stop = joined(start), joined(stop)
    gaps = num - 1 if endpoint else num
    way = np.arange(num) / max(gaps, 1)
    steps = reshape(way, (num,) + (1,) * np.ndim(stop - start))
    points = start * (1.0 - steps) + stop * steps  # exact at both ends
    points = moveaxis(points, 0, axis)
    return (points, (stop - start) / gaps) if retstep else points


def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0, dtype: Any = None,
             axis: int = 0) -> Any:  # fmt: skip
    return base ** linspace(start, stop, num, endpoint, False, dtype, axis)


def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, dtype: Any = None, axis: int = 0) -> Any:
    start, stop = joined(start), joined(stop)
    ratio = np.log(stop / start)  # of one sign, as numpy asks
    return start * np.exp(linspace(0.0 * ratio, ratio, num, endpoint, False, dtype, axis))


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.concatenate: concatenate, np.stack: stack, np.vstack: vstack, np.hstack: hstack,
    np.dstack: dstack, np.column_stack: column_stack, np.append: append, np.block: block,
    np.split: split, np.array_split: array_split,
    np.vsplit: _split_along(0), np.hsplit: _split_along(1), np.dsplit: _split_along(2),
    np.apply_along_axis: apply_along_axis,
    np.linspace: linspace, np.logspace: logspace, np.geomspace: geomspace,
}  # fmt: skip
if hasattr(np, "unstack"):  # from numpy 2.1 on
    FUNCTIONS[np.unstack] = unstack
