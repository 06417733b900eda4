"""The kind network: a feed-forward network with every number of its two passes."""

from .network import network

__all__ = ["network"]
