"""Own functions: what a reader types in place of an author's function, and the figure that comes of it.

The page does the same by front/model/own.ts and ranges.ts: a test holds both together, specification by specification.
"""

from .editable import Editable, Own
from .reading import read_own, typed

__all__ = ["Editable", "Own", "read_own", "typed"]
