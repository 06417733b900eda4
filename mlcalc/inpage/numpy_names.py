"""What `import numpy as np` finds in the page. What is not here says so, and offers the notebook."""

import math

from .arrays import BOOL, FLOAT, INT, dtype, ndarray
from .elementwise import (
    arctanh, ceil, clip, cosh, exp2, floor_divide, greater, greater_equal, isclose, isfinite, isnan, log2, log10,
    logical_and, logical_not, logical_or, not_equal, reciprocal, remainder, rint, round_, row, sinh, square, tan,
)  # fmt: skip
from .functions import (
    all_, any_, argmax, argmin, argsort, broadcast_to, concatenate, count_nonzero, cumsum, expand_dims, flip, hstack,
    max_, mean, min_, prod, ravel, repeat, reshape, sort, squeeze, stack, std, sum_, swapaxes, transpose, var, vstack,
)  # fmt: skip
from .indexing import getitem  # noqa: F401  # puts [ ] into arrays
from .printing import set_printoptions
from .products import (
    allclose, arange, array_equal, copy, diag, diagflat, dot, eye, full, full_like, inner, linspace, matmul, ndim,
    nonzero, norm, ones, ones_like, outer, shape, size, trace, vdot, where, zeros, zeros_like,
)  # fmt: skip
from .random import random
from .shapes import array, asarray
from .rows_generated import VALUES


class linalg:  # noqa: N801
    """numpy's module of this name."""

    norm = staticmethod(norm)


pi, e, inf, nan, newaxis = math.pi, math.e, math.inf, math.nan, None
float64, int64, bool_ = dtype(FLOAT), dtype(INT), dtype(BOOL)
globals().update({name: row(name) for name in VALUES})
absolute = row("abs")
sum, max, min, all, any, round = sum_, max_, min_, all_, any_, round_  # noqa: A001
amax, amin, around, identity, mod = max_, min_, round_, eye, remainder


def __getattr__(name):
    raise AttributeError(
        f"np.{name} is not among the functions that run in the page; write it out, or open the notebook"
    )
