"""The kind surface: a map of a function of two inputs."""

from .surface import surface

__all__ = ["surface"]
