"""The kind "code": a cell of Python that runs in the page, and is checked there."""

from .code import code

__all__ = ["code"]
