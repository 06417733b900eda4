"""scipy.special's functions that the rows of the table can say, and what to write instead of the others.

scipy is never imported here: whoever calls one of its functions has imported it. Most of them are ufuncs, which
numpy hands to a traced value; they are known by being the ufunc that scipy has under that name. softmax and its
relatives are functions in Python that turn their argument into an array first: no value without numbers survives
that, and they can only be refused.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from ..primitives import bind, logistic


def _xlogy(x: Any, y: Any) -> Any:
    return bind("xlogy", x, y)


def xlog1py(x: Any, y: Any) -> Any:
    """x·log(1 + y), and 0 where x = 0 at the ends of the logarithm's domain too, −1 and infinity."""
    beyond = np.less_equal(y, -1.0) | np.isinf(y)
    return x * np.log1p(np.where(np.equal(x, 0.0) & beyond, 0.0, y))


def entr(x: Any) -> Any:
    inside = np.where(np.less(x, 0.0), 0.0, x)  # no logarithm is taken where the value is −∞ anyhow
    return np.where(np.less(x, 0.0), -np.inf, -_xlogy(inside, inside))


def rel_entr(x: Any, y: Any) -> Any:
    outside = np.less(x, 0.0) | np.less(y, 0.0)
    p, q = np.where(outside, 0.0, x), np.where(outside, 1.0, y)
    return np.where(outside, np.inf, _xlogy(p, p) - _xlogy(p, q))


def huber(delta: Any, r: Any) -> Any:
    size = np.absolute(r)
    loss = np.where(np.less_equal(size, delta), 0.5 * r**2.0, delta * (size - 0.5 * delta))
    return np.where(np.less(delta, 0.0), np.inf, loss)


def pseudo_huber(delta: Any, r: Any) -> Any:
    """δ²(√(1 + (r/δ)²) − 1), the difference of nearly equal numbers written as a quotient, which keeps the digits."""
    loss = r**2.0 / (np.sqrt(1.0 + (r / delta) ** 2.0) + 1.0)
    return np.where(np.less(delta, 0.0), np.inf, loss)


KNOWN: dict[str, Callable[..., Any]] = {
    "expit": logistic,
    "logit": lambda x: np.log(x) - np.log1p(-x),
    "log_expit": lambda x: -np.logaddexp(0.0, -x),
    "erf": lambda x: bind("erf", x),
    "erfc": lambda x: bind("erfc", x),
    "ndtr": lambda x: bind("erfc", x * -math.sqrt(0.5)) / 2.0,
    "xlogy": _xlogy,
    "xlog1py": xlog1py,
    "entr": entr,
    "rel_entr": rel_entr,
    "kl_div": lambda x, y: rel_entr(x, y) - x + y,
    "huber": huber,
    "pseudo_huber": pseudo_huber,
    "exp2": np.exp2,
    "exp10": lambda x: 10.0**x,
    "expm1": np.expm1,
    "log1p": np.log1p,
    "cosm1": lambda x: -2.0 * np.sin(x / 2.0) ** 2.0,
    "cbrt": np.cbrt,
    "round": np.rint,
}

# What to write instead; of every other function, OUTSIDE.
OUTSIDE = "compute it outside the function, where it does not depend on what is differentiated, and pass the number in"
_GAMMA = (
    "log Γ(x) is (x - 0.5) * np.log(x) - x + 0.5 * np.log(2 * np.pi) + 1 / (12 * x) - 1 / (360 * x**3) "
    "to seven digits from x = 5 on, and log Γ(x) = log Γ(x + 1) - np.log(x) leads there"
)
INSTEAD: dict[str, str] = {
    "softmax": "write t = np.exp(x - np.max(x, axis=axis, keepdims=True)) and t / np.sum(t, axis=axis, keepdims=True)",
    "log_softmax": "write t = x - np.max(x, axis=axis, keepdims=True) and "
    "t - np.log(np.sum(np.exp(t), axis=axis, keepdims=True))",
    "logsumexp": "write m = np.max(x, axis=axis, keepdims=True) and "
    "np.log(np.sum(np.exp(x - m), axis=axis)) + np.squeeze(m, axis), with weights b * np.exp(x - m)",
    "gammaln": _GAMMA,
    "loggamma": _GAMMA,
    "gamma": f"write np.exp(g), g = log Γ(x): {_GAMMA}",
    "exprel": "write np.expm1(x) / x, for an x that is not 0",
    "powm1": "write np.expm1(y * np.log(x)), for a positive x",
    "boxcox": "write np.expm1(lmbda * np.log(x)) / lmbda, for a lmbda that is not 0",
    "log_ndtr": "write np.log(scipy.special.ndtr(x)), for an x above -37",
    "sindg": "write np.sin(np.deg2rad(x))",
    "cosdg": "write np.cos(np.deg2rad(x))",
    "tandg": "write np.tan(np.deg2rad(x))",
}


def name_of(ufunc: np.ufunc) -> str | None:
    """``"erf"`` for scipy.special.erf; None for numpy's ufuncs and anybody else's.

    Looked for in ``_ufuncs`` too, because scipy wraps its ufuncs where it serves other array libraries.
    """
    name = ufunc.__name__
    modules = (sys.modules.get("scipy.special"), sys.modules.get("scipy.special._ufuncs"))
    return name if any(getattr(module, name, None) is ufunc for module in modules) else None


def lookup(ufunc: np.ufunc) -> Callable[..., Any] | None:
    """What a ufunc of scipy.special means on traced values; None where it is not scipy's or not known."""
    return KNOWN.get(name_of(ufunc) or "")


def refusal(ufunc: np.ufunc) -> tuple[str, str] | None:
    """The full name of a ufunc of scipy.special and what to write instead; None where it is not scipy's."""
    name = name_of(ufunc)
    return None if name is None else (f"scipy.special.{name}", INSTEAD.get(name, OUTSIDE))


def asking() -> tuple[str, str] | None:
    """The scipy function that wants a traced value as an array, and what to write instead; None where none does.

    It is the outermost of the scipy functions that are running: the one that the reader has called.
    """
    found, frame = None, sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("scipy."):
            public = ".".join(part for part in module.split(".") if not part.startswith("_"))
            found = (f"{public}.{frame.f_code.co_qualname}", INSTEAD.get(frame.f_code.co_name, OUTSIDE))
        elif found:
            break
        frame = frame.f_back  # type: ignore[assignment]
    return found
