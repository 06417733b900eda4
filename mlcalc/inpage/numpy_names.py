"""What `import numpy as np` finds in the page. What is not here says so, and offers the notebook."""

import math

from .arrays import BOOL, FLOAT, INT, dtype
from .elementwise import (
    remainder,
    round_,
    row,
)  # fmt: skip
from .functions import (
    all_,
    any_,
    max_,
    min_,
    sum_,
)  # fmt: skip
from .indexing import getitem  # noqa: F401  # puts [ ] into arrays
from .products import (
    eye,
    norm,
)  # fmt: skip
from .rows_generated import VALUES


class linalg:  # noqa: N801
    """numpy's module of this name."""

    norm = staticmethod(norm)


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
