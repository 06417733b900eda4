"""The kind steps: quantities, each from those before it, filled in row by row."""

from .steps import steps

__all__ = ["steps"]
