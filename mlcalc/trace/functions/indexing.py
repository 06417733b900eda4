"""Indices of traced values.

An index is frozen here, once, into something that can be compared and hashed; what would
depend on values has been refused before (:mod:`mlcalc.trace`) or is refused here.
"""

from __future__ import annotations

from operator import index as index_of
from typing import Any

import numpy as np

from ..linear import index_shape
from ..primitives import index
from .joining import is_traced
from .ordering import refuse_mask, take
from .shapes import moveaxis, reshape, transpose

ALL = slice(None)


def freeze_key(key: Any) -> tuple[Any, ...]:
    """An index as a hashable tuple; what depends on values is refused."""

    def freeze(entry: Any) -> Any:
        if isinstance(entry, slice):
            return ("slice", *(None if at is None else index_of(at) for at in (entry.start, entry.stop, entry.step)))
        if entry is None or entry is Ellipsis or isinstance(entry, int | np.integer):
            return entry if not isinstance(entry, np.integer) else int(entry)
        places = np.asarray(entry)
        if places.size and places.dtype.kind not in "iu":
            raise IndexError(f"an index must be integers, slices, None or ..., got {entry!r:.60}")
        return ("array", places.shape, tuple(places.astype(int).ravel().tolist()))

    plain: list[Any] = []
    for entry in key if isinstance(key, tuple) else (key,):
        if np.asarray(entry).dtype == bool:  # a known mask is as good as the places where it is true
            plain.extend(np.nonzero(entry))
        else:
            plain.append(entry)
    return tuple(freeze(entry) for entry in plain)


def getitem(x: Any, key: Any) -> Any:
    parts = key if isinstance(key, tuple) else (key,)
    if any(map(is_traced, parts)):
        return _traced_getitem(x, parts)
    frozen = freeze_key(key)
    if all(entry in (None, ..., ("slice", None, None, None)) for entry in frozen):
        return reshape(x, index_shape(np.shape(x), frozen))  # x[:, None] takes every entry, in order
    return index(x, frozen)


def _traced_getitem(x: Any, parts: tuple[Any, ...]) -> Any:
    """x[:, order, ...] with places that are traced, as np.argmax and np.argsort give them.

    The axes that are indexed go to the front and become one, along which a place is the sum of index · stride.
    """
    entries = _without_ellipsis(parts, np.ndim(x))
    if any(entry is None or (isinstance(entry, slice) and entry != ALL) for entry in entries):
        raise TypeError("a traced index beside a slice or None does not trace. "
                        "Instead: take the slice in a step of its own, x[1:][place]")  # fmt: skip
    indexed = [axis for axis, entry in enumerate(entries) if not isinstance(entry, slice)]
    beside = [axis for axis, entry in enumerate(entries) if isinstance(entry, slice)]
    sizes = [np.shape(x)[axis] for axis in indexed]
    place: Any = 0.0
    for size, axis in zip(sizes, indexed, strict=True):
        entry = entries[axis] if is_traced(entries[axis]) else np.asarray(entries[axis])
        if is_traced(entry):
            refuse_mask("an index x[mask]", entry)
        place = place * size + np.where(entry < 0, entry + size, entry)
    rows = reshape(transpose(x, [*indexed, *beside]), (-1, *(np.shape(x)[axis] for axis in beside)))
    taken = take(rows, place, 0)
    if indexed[-1] - indexed[0] >= len(indexed):  # numpy puts the result of scattered indices first
        return taken
    found = range(np.ndim(place))
    return moveaxis(taken, tuple(found), tuple(indexed[0] + k for k in found))


def _without_ellipsis(parts: tuple[Any, ...], ndim: int) -> list[Any]:
    """One entry for each axis."""
    at = next((k for k, part in enumerate(parts) if part is Ellipsis), len(parts))
    before, behind = list(parts[:at]), list(parts[at + 1 :])
    if len(before) + len(behind) > ndim:
        raise IndexError(f"too many indices: {len(before) + len(behind)} for an array with {ndim} axes")
    return [*before, *[ALL] * (ndim - len(before) - len(behind)), *behind]
