"""The kind paths: how a change travels from one input to one result."""

from .paths import paths

__all__ = ["paths"]
