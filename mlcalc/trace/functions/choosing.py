"""Which of several numbers: choices and bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..primitives import bind
from .joining import is_traced, joined
from .options import refuse_options, refuse_others
from .ordering import searchsorted


def where(condition: Any, x: Any = None, y: Any = None) -> Any:
    if x is None or y is None:
        raise TypeError("np.where: with one argument its shape would depend on values. Instead: give all three")
    return bind("where", joined(condition), joined(x), joined(y))


def clip(a: Any, a_min: Any = None, a_max: Any = None, out: Any = None, *, min: Any = None, max: Any = None,
         dtype: Any = None, **others: Any) -> Any:  # fmt: skip
    refuse_options("np.clip", dtype=dtype, out=out)
    refuse_others("np.clip", "leave it out", **others)
    a_min, a_max = min if a_min is None else a_min, max if a_max is None else a_max
    a = joined(a)
    a = a if a_min is None else np.maximum(a, joined(a_min))
    return a if a_max is None else np.minimum(a, joined(a_max))


def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0.0) -> Any:
    """The first condition that holds decides: so the last one is asked first."""
    if len(condlist) != len(choicelist):
        raise ValueError(f"np.select: {len(condlist)} conditions, but {len(choicelist)} choices")
    result = joined(default)
    for condition, choice in list(zip(condlist, choicelist, strict=True))[::-1]:
        result = np.where(joined(condition), joined(choice), result)
    return result


def piecewise(x: Any, condlist: Any, funclist: Sequence[Any], *args: Any, **kw: Any) -> Any:
    """The last condition that holds decides; each function is given all of x, for its part is not known."""
    conditions = condlist if isinstance(condlist, list | tuple) else [condlist]
    pieces = [piece(x, *args, **kw) if callable(piece) else piece for piece in funclist]
    if len(pieces) not in (len(conditions), len(conditions) + 1):
        raise ValueError(f"np.piecewise: {len(conditions)} conditions, but {len(pieces)} functions")
    result = pieces[-1] if len(pieces) > len(conditions) else np.zeros(np.shape(x))
    for condition, piece in zip(conditions, pieces, strict=False):
        result = np.where(condition, piece, result)
    return result


def choose(a: Any, choices: Any, out: Any = None, mode: str = "raise") -> Any:
    refuse_options("np.choose", out=out)
    if mode != "raise":
        raise TypeError(f"np.choose: mode={mode!r} does not trace. "
                        "Instead: bring a into range before, with np.clip or %")  # fmt: skip
    if not is_traced(a) and not ((np.asarray(a) >= 0) & (np.asarray(a) < len(choices))).all():
        raise ValueError(f"np.choose: a must hold integers from 0 to {len(choices) - 1}, got {a!r:.60}")
    result = joined(choices[-1])
    for k in range(len(choices) - 1)[::-1]:
        result = np.where(np.equal(a, float(k)), joined(choices[k]), result)
    return result


def interp(x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None) -> Any:
    """The line through the two known points around x; beyond the ends their values, or ``left`` and ``right``."""
    refuse_others("np.interp", "bring x into one period before: x - period * np.floor(x / period)", period=period)
    x, xp, fp = joined(x), joined(xp), joined(fp)
    if not is_traced(xp):
        xp = np.asarray(xp, dtype=float)
    last = np.shape(xp)[0] - 1
    place = np.clip(searchsorted(xp, x, "right"), 1.0, float(max(last, 1))) if last else None
    if place is None:
        inside = fp[0] + 0.0 * x
    else:
        x0, x1, f0, f1 = _at(xp, place - 1.0), _at(xp, place), _at(fp, place - 1.0), _at(fp, place)
        inside = f0 + (f1 - f0) / (x1 - x0) * (x - x0)
    low, high = fp[0] if left is None else left, fp[last] if right is None else right
    return np.where(x < xp[0], low, np.where(x > xp[last], high, inside))


def _at(table: Any, places: Any) -> Any:
    """table[places] of a table with one axis, either of which may be traced."""
    if not is_traced(places):
        return table[np.asarray(places, dtype=int)]
    shape = np.shape(places)
    return np.reshape(bind("take_along", table, np.reshape(places, (-1,)), axis=0), shape)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.where: where, np.clip: clip, np.select: select, np.piecewise: piecewise, np.choose: choose, np.interp: interp,
}  # fmt: skip
