"""Networks with backpropagation written out by hand, in numpy alone: the second account of every derivative."""

from .feedforward import Forward, Gradients, Layer, Network

__all__ = ["Forward", "Gradients", "Layer", "Network"]
