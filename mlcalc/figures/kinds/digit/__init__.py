"""The kind digit: a drawing that a trained network reads."""

from .digit import digit

__all__ = ["digit"]
