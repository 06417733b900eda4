"""The kind graph: a traced computation, step by step."""

from .graph import graph

__all__ = ["graph"]
