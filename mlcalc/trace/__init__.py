"""A numpy function becomes a graph: traced values write down what is done to them, and refuse what hides."""

from .scope import FLOAT, TraceError, as_array
from .traced import Traced, as_node
from .tracing import Trace, innermost, labels_of, shape_of, trace, trace_leaves

__all__ = [
    "FLOAT",
    "Trace",
    "TraceError",
    "Traced",
    "as_array",
    "as_node",
    "innermost",
    "labels_of",
    "shape_of",
    "trace",
    "trace_leaves",
]
