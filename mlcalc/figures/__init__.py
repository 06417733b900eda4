"""Each kind of figure is one call: functions of numpy and ranges go in, and out comes a :class:`Figure`.

It is alive in a notebook and in a built book. They need the extra ``figures``.
"""

# Read common/base.py first, then a kind, such as kinds/curve. Imports point from here to the kinds, and from the kinds
# to common. What is exported besides the kinds is for a kind of one's own: Figure to derive a class from, Input for
# ranges, trace_scalar and slopes for a function with its derivatives, Live for formulas with numbers that move.

try:
    import anywidget  # noqa: F401
    import matplotlib  # noqa: F401
except ImportError as missing:
    raise ImportError(
        f"figures need anywidget and matplotlib, which mlcalc alone does not install ({missing}); "
        "type: pip install 'mlcalc[figures]'",
        name=missing.name,
    ) from missing

from .common.base import Figure
from .common.embedding import embed
from .common.inputs import Input
from .common.live import Live
from .common.pages import script
from .common.scalar import slopes, trace_scalar
from .kinds.chain import chain
from .kinds.code import code
from .kinds.curve import curve, errors
from .kinds.digit import digit
from .kinds.graph import graph
from .kinds.network import network
from .kinds.paths import paths
from .kinds.question import question
from .kinds.steps import steps
from .kinds.surface import surface
from .kinds.training import training

__all__ = [
    "Figure",
    "Input",
    "Live",
    "chain",
    "code",
    "curve",
    "digit",
    "embed",
    "errors",
    "graph",
    "network",
    "paths",
    "question",
    "script",
    "slopes",
    "steps",
    "surface",
    "trace_scalar",
    "training",
]
