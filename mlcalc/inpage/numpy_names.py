"""What `import numpy as np` finds in the page. What is not here says so, and offers the notebook."""

import math

from .arrays import BOOL, FLOAT, INT, dtype, ndarray
from .by_rows import (
    arctanh,
    ceil,
    clip,
    cosh,
    exp2,
    floor_divide,
    isclose,
    isfinite,
    isnan,
    log2,
    log10,
    reciprocal,
    remainder,
    rint,
    round_,
    sinh,
    square,
    tan,
)  # fmt: skip
from .elementwise import greater, greater_equal, logical_and, logical_not, logical_or, not_equal, row
from .functions import (
    all_,
    any_,
    argmax,
    argmin,
    argsort,
    broadcast_to,
    concatenate,
    count_nonzero,
    cumsum,
    expand_dims,
    flip,
    hstack,
    max_,
    mean,
    min_,
    prod,
    ravel,
    repeat,
    reshape,
    sort,
    squeeze,
    stack,
    std,
    sum_,
    swapaxes,
    transpose,
    var,
    vstack,
)  # fmt: skip
from .indexing import getitem
from .printing import set_printoptions
from .products import (
    allclose,
    arange,
    array_equal,
    copy,
    diag,
    diagflat,
    dot,
    eye,
    full,
    full_like,
    inner,
    linspace,
    matmul,
    ndim,
    nonzero,
    norm,
    ones,
    ones_like,
    outer,
    shape,
    size,
    trace,
    vdot,
    where,
    zeros,
    zeros_like,
)  # fmt: skip
from .random import random
from .rows_generated import VALUES
from .shapes import array, asarray


class linalg:
    """numpy's module of this name."""

    norm = staticmethod(norm)


def _refused(name):
    def function(*args, **options):
        raise AttributeError(f"np.linalg.{name} does not run in the page; open the notebook for it")

    return function


for _name in ("inv", "solve", "det", "eig", "eigh", "svd", "qr", "cholesky", "matrix_rank", "pinv", "lstsq"):
    setattr(linalg, _name, staticmethod(_refused(_name)))


pi, e, inf, nan, newaxis = math.pi, math.e, math.inf, math.nan, None
float64, int64, bool_ = dtype(FLOAT), dtype(INT), dtype(BOOL)
globals().update({name: row(name) for name in VALUES})
absolute = row("abs")
sum, max, min, all, any, round = sum_, max_, min_, all_, any_, round_
amax, amin, around, identity, mod = max_, min_, round_, eye, remainder


def __getattr__(name):
    raise AttributeError(
        f"np.{name} is not among the functions that run in the page; write it out, or open the notebook"
    )
