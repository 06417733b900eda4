"""What numpy's functions mean on traced values.

Most of numpy is a few primitives said in another way, and each of the modules gathered here says so for
some of it: numpy in, primitives out. A function that is in neither of these two dictionaries is refused
by :mod:`mlcalc.trace.traced`, by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..primitives import ROWS
from . import (
    choosing,
    elementwise,
    joining,
    linalg,
    missing,
    moving,
    ordering,
    products,
    reductions,
    refused_choosing,
    sequences,
    shapes,
)

UFUNCS = elementwise.UFUNCS | products.UFUNCS
FUNCTIONS = (
    elementwise.FUNCTIONS
    | shapes.FUNCTIONS
    | reductions.FUNCTIONS
    | products.FUNCTIONS
    | choosing.FUNCTIONS
    | joining.FUNCTIONS
    | moving.FUNCTIONS
    | ordering.FUNCTIONS
    | missing.FUNCTIONS
    | sequences.FUNCTIONS
    | linalg.FUNCTIONS
)  # fmt: skip

# What a function that is not known is refused with: what to write instead.
REFUSED: dict[Callable[..., Any], str] = elementwise.REFUSED | refused_choosing.REFUSED | linalg.REFUSED

# The ufuncs that are one row of the table, by its name: the shortest way, which arithmetic takes.
ROW_OF = {row.value: row.name for row in ROWS if isinstance(row.value, np.ufunc)}

# Results that look at their argument's memory: where one is changed in place, so is the other.
VIEWS = frozenset([
    np.reshape, np.ravel, np.transpose, np.swapaxes, np.moveaxis, np.expand_dims, np.squeeze, np.broadcast_to,
    np.flip, np.diagonal, np.rollaxis, np.rot90, np.fliplr, np.flipud, np.atleast_1d, np.atleast_2d, np.atleast_3d,
])  # fmt: skip

# Methods of arrays whose arguments follow the array as in numpy's function of that name.
METHODS = {
    name: getattr(np, name)
    for name in (
        "all", "any", "argmax", "argmin", "argsort", "clip", "conj", "conjugate", "cumprod", "cumsum",
        "diagonal", "dot", "max", "mean",
        "min", "prod", "ravel", "repeat", "round", "searchsorted", "squeeze", "std", "sum", "swapaxes", "take",
        "trace", "var",
    )
} | {"flatten": np.ravel, "compress": lambda a, condition, axis=None: np.compress(condition, a, axis)}  # fmt: skip

# numpy takes an array of objects apart and calls each entry's method: np.exp(np.array([t, 1.0])) asks for t.exp().
METHODS |= {ufunc.__name__: ufunc for ufunc in UFUNCS}

__all__ = ["FUNCTIONS", "METHODS", "REFUSED", "ROW_OF", "UFUNCS", "VIEWS"]
