"""mlcalc: the calculus of this book, small enough to read.

A numpy function becomes a graph; the rules of calculus extend the graph; Python
computes with it and a page draws with it.
"""

from .chain import Chain, Factor, chain
from .check import check_grads, difference_errors, numerical_jacobian
from .derivatives import grad, hessian, jacobian, jvp, value_and_grad, vjp
from .derived import clear_caches, compile
from .latex import formula
from .network import Layer, Network
from .primitives import logistic, relu
from .trace import TraceError

__all__ = [
    "Chain",
    "Factor",
    "Layer",
    "Network",
    "TraceError",
    "chain",
    "check_grads",
    "clear_caches",
    "compile",
    "difference_errors",
    "formula",
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
