"""The kind training: a network is trained before the reader's eyes."""

from .training import training

__all__ = ["training"]
