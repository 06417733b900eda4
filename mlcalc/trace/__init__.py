"""A numpy function becomes a graph: traced values write down what is done to them, and refuse what hides."""

from .scope import FLOAT, Scope, TraceError, as_array
from .traced import Traced, as_node, as_value, open_scope_of
from .tracing import Trace, innermost, labels_of, shape_of, trace, trace_leaves

__all__ = [
    "FLOAT",
    "Scope",
    "Trace",
    "TraceError",
    "Traced",
    "as_array",
    "as_node",
    "as_value",
    "innermost",
    "labels_of",
    "open_scope_of",
    "shape_of",
    "trace",
    "trace_leaves",
]
