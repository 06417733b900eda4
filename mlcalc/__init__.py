"""mlcalc: the calculus of this book, small enough to read.

A numpy function becomes a graph; the rules of calculus extend the graph; Python
computes with it and a page draws with it.
"""

from .check import check_grads, numerical_jacobian
from .derivatives import grad, hessian, jacobian, jvp, value_and_grad, vjp
from .derived import clear_caches, compile
from .network import Layer, Network
from .primitives import logistic, relu
from .scope import TraceError

__all__ = [
    "Layer",
    "Network",
    "TraceError",
    "check_grads",
    "clear_caches",
    "compile",
    "grad",
    "hessian",
    "jacobian",
    "jvp",
    "logistic",
    "numerical_jacobian",
    "relu",
    "value_and_grad",
    "vjp",
]
