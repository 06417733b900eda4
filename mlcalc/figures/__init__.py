"""Figures that are alive in a notebook and in a static page, from one call.

Each kind is one function: plain numpy functions and ranges in, a :class:`Figure` out.
"""

from .base import Figure
from .chain import chain
from .curve import curve
from .digit import digit
from .errors import errors
from .graph import graph
from .network import network
from .paths import paths
from .question import question
from .surface import surface
from .training import training

__all__ = [
    "Figure",
    "chain",
    "curve",
    "digit",
    "errors",
    "graph",
    "network",
    "paths",
    "question",
    "surface",
    "training",
]
