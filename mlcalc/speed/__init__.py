"""A graph as one flat Python function; without it everything would be as right, and slower."""

from .flat import FlatNumpy, compile_graph, is_long
from .unrolled import Program, Unrolled, entrywise

__all__ = ["FlatNumpy", "Program", "Unrolled", "compile_graph", "entrywise", "is_long"]
