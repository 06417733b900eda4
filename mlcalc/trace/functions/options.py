"""The options of numpy's functions that a traced value cannot follow: refused by name, with what to write instead."""

from __future__ import annotations

from typing import Any

from ..scope import FLOAT
from ..typed import typed

WHERE = {
    "np.sum": "np.sum(np.where(mask, a, 0.0))",
    "np.nansum": "np.nansum(np.where(mask, a, 0.0))",
    "np.prod": "np.prod(np.where(mask, a, 1.0))",
    "np.nanprod": "np.nanprod(np.where(mask, a, 1.0))",
    "np.max": "np.max(np.where(mask, a, -np.inf))",
    "np.min": "np.min(np.where(mask, a, np.inf))",
    "np.nanmax": "np.nanmax(np.where(mask, a, -np.inf))",
    "np.nanmin": "np.nanmin(np.where(mask, a, np.inf))",
    "np.any": "np.any(np.where(mask, a, 0.0))",
    "np.all": "np.all(np.where(mask, a, 1.0))",
    "np.mean": "np.sum(np.where(mask, a, 0.0)) / np.sum(mask)",
    "np.nanmean": "np.nanmean(np.where(mask, a, np.nan))",
    "np.var": "np.nanvar(np.where(mask, a, np.nan))",
    "np.nanvar": "np.nanvar(np.where(mask, a, np.nan))",
    "np.std": "np.nanstd(np.where(mask, a, np.nan))",
    "np.nanstd": "np.nanstd(np.where(mask, a, np.nan))",
}
INITIAL = {
    "np.sum": "initial + np.sum(a)",
    "np.nansum": "initial + np.nansum(a)",
    "np.prod": "initial * np.prod(a)",
    "np.nanprod": "initial * np.nanprod(a)",
    "np.max": "np.maximum(initial, np.max(a))",
    "np.min": "np.minimum(initial, np.min(a))",
    "np.nanmax": "np.maximum(initial, np.nanmax(a))",
    "np.nanmin": "np.minimum(initial, np.nanmin(a))",
}


def refuse_options(
    function: str, *, dtype: Any = None, where: Any = None, initial: Any = None, out: Any = None
) -> None:
    """TypeError where one of these was given to ``function``; what changes nothing (where=True) may be given."""
    if dtype is not None and dtype != FLOAT:
        raise TypeError(f"{function}: dtype={dtype!r:.60} is refused, for everything here is float64. "
                        "Instead: leave it out")  # fmt: skip
    if out is not None:
        refuse_out(out)
    if where is not None and where is not True:
        raise TypeError(f"{function}: where= does not trace. Instead: {WHERE[function]}")
    if initial is not None:
        raise TypeError(f"{function}: initial= does not trace. Instead: {INITIAL[function]}")


def refuse_out(out: Any) -> None:
    if out is not None:
        raise TypeError(f"out= writes into an array, which a trace cannot follow{typed()}. "
                        "Instead: use the function's result, b = np.sum(x)")  # fmt: skip


def refuse_others(function: str, instead: str, **given: Any) -> None:
    """TypeError naming the first of ``given`` that is neither None nor False."""
    for option, value in given.items():
        if value is not None and value is not False:
            raise TypeError(f"{function}: {option}={value!r:.60} does not trace. Instead: {instead}")
