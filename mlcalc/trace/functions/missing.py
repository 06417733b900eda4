"""Reductions that leave NaN out: it is chosen away, and its derivative with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .options import refuse_options
from .reductions import count_nonzero, cumprod, cumsum, max_, min_, prod, sum_
from .shapes import Axis


def without(a: Any, instead: float) -> Any:
    """``a`` with another number in place of NaN, which is the one number that is not equal to itself."""
    return np.where(np.equal(a, a), a, instead)


def nansum(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
           initial: Any = None, where: Any = None) -> Any:  # fmt: skip
    refuse_options("np.nansum", dtype=dtype, out=out, initial=initial, where=where)
    return sum_(without(a, 0.0), axis, keepdims=keepdims)


def nanprod(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
            initial: Any = None, where: Any = None) -> Any:  # fmt: skip
    refuse_options("np.nanprod", dtype=dtype, out=out, initial=initial, where=where)
    return prod(without(a, 1.0), axis, keepdims=keepdims)


def nanmean(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, keepdims: bool = False,
            *, where: Any = None) -> Any:  # fmt: skip
    refuse_options("np.nanmean", dtype=dtype, out=out, where=where)
    return nansum(a, axis, keepdims=keepdims) / count_nonzero(np.equal(a, a), axis, keepdims=keepdims)


def nanvar(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: float = 0, keepdims: bool = False,
           *, where: Any = None, mean: Any = None, correction: float | None = None) -> Any:  # fmt: skip
    refuse_options("np.nanvar", dtype=dtype, out=out, where=where)
    middle = nanmean(a, axis, keepdims=True) if mean is None else mean
    squares = sum_(without(a - middle, 0.0) ** 2, axis, keepdims=keepdims)
    count = count_nonzero(np.equal(a, a), axis, keepdims=keepdims)
    return squares / (count - (ddof if correction is None else correction))


def nanstd(a: Any, axis: Axis = None, dtype: Any = None, out: Any = None, ddof: float = 0, keepdims: bool = False,
           *, where: Any = None, mean: Any = None, correction: float | None = None) -> Any:  # fmt: skip
    refuse_options("np.nanstd", dtype=dtype, out=out, where=where)
    return np.sqrt(nanvar(a, axis, ddof=ddof, keepdims=keepdims, mean=mean, correction=correction))


def _nan_extreme(name: str, extreme: Callable[..., Any], worst: float) -> Callable[..., Any]:
    def nan_extreme(a: Any, axis: Axis = None, out: Any = None, keepdims: bool = False, initial: Any = None,
                    where: Any = None) -> Any:  # fmt: skip
        refuse_options(name, out=out, initial=initial, where=where)
        some = count_nonzero(np.equal(a, a), axis, keepdims=keepdims)
        return np.where(some, extreme(without(a, worst), axis, keepdims=keepdims), np.nan)

    return nan_extreme


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.nansum: nansum, np.nanprod: nanprod, np.nanmean: nanmean, np.nanvar: nanvar, np.nanstd: nanstd,
    np.nanmax: _nan_extreme("np.nanmax", max_, -np.inf), np.nanmin: _nan_extreme("np.nanmin", min_, np.inf),
    np.nancumsum: lambda a, axis=None, dtype=None, out=None: cumsum(without(a, 0.0), axis, dtype, out),
    np.nancumprod: lambda a, axis=None, dtype=None, out=None: cumprod(without(a, 1.0), axis, dtype, out),
}  # fmt: skip
