"""The kind chain: linked planes, and the derivative as the product of their Jacobians."""

from .chain import chain

__all__ = ["chain"]
