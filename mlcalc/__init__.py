"""mlcalc: the calculus of this book, small enough to read.

A numpy function becomes a graph; the rules of calculus extend the graph; Python
computes with it and a page draws with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calculus.chain import Chain, Factor, chain
from .calculus.check import check_grads, difference_errors, numerical_jacobian
from .calculus.derivatives import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from .speed.cache import clear_caches
from .speed.compiled import compile
from .trace import TraceError
from .trace.primitives import logistic, relu

if TYPE_CHECKING:
    from .network import Layer, Network
    from .read.formula import read_formula
    from .read.words import FormulaError
    from .write.latex import formula

__all__ = [
    "Chain",
    "Factor",
    "FormulaError",
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
    "hvp",
    "jacobian",
    "jvp",
    "logistic",
    "numerical_jacobian",
    "read_formula",
    "relu",
    "value_and_grad",
    "vjp",
]


def __getattr__(name: str) -> Any:
    """What not every program needs is imported when it is first asked for: whoever wants a gradient does not wait."""
    if name == "formula":
        from .write.latex import formula as found
    elif name in ("FormulaError", "read_formula"):
        from .read import formula as reader

        found = getattr(reader, name)
    elif name in ("Layer", "Network"):
        from . import network

        found = getattr(network, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
