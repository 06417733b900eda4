"""numpy's functions that work entry by entry, said by the rows of the table."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..primitives import ROWS, bind
from .shapes import refuse_out

LARGEST = float(np.finfo(float).max)

# --- exponentials and logarithms -----------------------------------------------------------


def logaddexp(x: Any, y: Any) -> Any:
    """log(eˣ + eʸ) without overflow; no maximum or abs, whose kinks would spoil higher derivatives where x = y."""
    more, less = np.where(x > y, x, y), np.where(x > y, y, x)
    finite = np.isfinite(more)  # ∞ − ∞ would be NaN
    apart = np.where(finite, less - np.where(finite, more, 0.0), 0.0)
    return more + np.log1p(np.exp(apart))


def logaddexp2(x: Any, y: Any) -> Any:
    return logaddexp(x * math.log(2.0), y * math.log(2.0)) / math.log(2.0)


# --- whole numbers, and what is left over ---------------------------------------------------


def ceil(x: Any) -> Any:
    return -np.floor(-x)


def trunc(x: Any) -> Any:
    return np.where(np.less(x, 0.0), ceil(x), np.floor(x))


def rint(x: Any) -> Any:
    """The nearest whole number; of two that are equally near, the even one."""
    below = np.floor(x)
    over, odd = x - below, below - 2.0 * np.floor(below / 2.0)
    return below + np.where(np.equal(over, 0.5), odd, np.greater(over, 0.5))


def round_(a: Any, decimals: int = 0, out: Any = None) -> Any:
    refuse_out(out=out)
    power = 10.0 ** abs(decimals)
    if decimals == 0:
        return rint(a)
    return rint(a * power) / power if decimals > 0 else rint(a / power) * power


def fix(x: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    return trunc(x)


def remainder(x: Any, y: Any) -> Any:
    """What is left of x, with the sign of y: fmod has the sign of x, and is one y away where the two differ."""
    left = np.fmod(x, y)
    return left + np.where(np.less(np.sign(left) * np.sign(y), 0.0), y, 0.0)


def floor_divide(x: Any, y: Any) -> Any:
    """How often y is in x. Not floor(x/y): 1/0.1 is rounded up to 10, but 0.1 is a little more than a tenth."""
    left = np.where(np.equal(y, 0.0), 0.0, remainder(x, y))  # x/0 is left to the division
    return rint((x - left) / y)


def modf(x: Any) -> tuple[Any, Any]:
    whole = trunc(x)
    return np.where(np.isinf(x), 0.0, x - whole), whole


# --- signs, and which kind of number --------------------------------------------------------


def signbit(x: Any) -> Any:
    return np.greater(np.arctan2(0.0, x), 0.0)  # the angle, 0 or π, tells −0 from 0 as well


def copysign(x: Any, y: Any) -> Any:
    return x * np.where(np.equal(signbit(x), signbit(y)), 1.0, -1.0)


def heaviside(x: Any, at_zero: Any) -> Any:
    return np.where(np.equal(x, 0.0), at_zero, (np.sign(x) + 1.0) / 2.0)


def angle(z: Any, deg: bool = False) -> Any:
    return np.where(signbit(z), 180.0 if deg else math.pi, 0.0)


def _of_numbers(choose: np.ufunc) -> Callable[..., Any]:
    """fmax or fmin: the larger or smaller of two, or the one that is a number."""
    return lambda x, y: np.where(np.isnan(x), y, np.where(np.isnan(y), x, choose(x, y)))


def nan_to_num(x: Any, copy: bool = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    if not copy:
        raise TypeError("np.nan_to_num: copy=False writes into its argument, which a trace cannot follow. "
                        "Instead: leave it out")  # fmt: skip
    x = np.where(np.isnan(x), nan, x)
    x = np.where(np.isposinf(x), LARGEST if posinf is None else posinf, x)
    return np.where(np.isneginf(x), -LARGEST if neginf is None else neginf, x)


def isclose(a: Any, b: Any, rtol: Any = 1e-5, atol: Any = 1e-8, equal_nan: bool = False) -> Any:
    finite = np.isfinite(b)
    target = np.where(finite, b, 0.0)  # infinity is close to itself alone, and cannot be subtracted from itself
    near = finite & np.less_equal(np.absolute(a - target), atol + rtol * np.absolute(target))
    close = near | np.equal(a, b)
    return close | (np.isnan(a) & np.isnan(b)) if equal_nan else close


UFUNCS: dict[np.ufunc, Callable[..., Any]] = {
    row.value: (lambda *args, _name=row.name: bind(_name, *args)) for row in ROWS if isinstance(row.value, np.ufunc)
}
UFUNCS |= {
    np.positive: lambda x: x,
    np.conjugate: lambda x: x,
    np.square: lambda x: x**2.0,
    np.float_power: lambda x, y: x**y,
    np.reciprocal: lambda x: 1.0 / x,
    np.fabs: np.absolute,
    np.tan: lambda x: np.sin(x) / np.cos(x),
    np.sinh: lambda x: (np.expm1(x) - np.expm1(-x)) / 2.0,  # exp(x) - exp(-x) would cancel near 0
    np.cosh: lambda x: (np.exp(x) + np.exp(-x)) / 2.0,
    np.arccosh: lambda x: np.log1p(x - 1.0 + np.sqrt(x - 1.0) * np.sqrt(x + 1.0)),
    np.arctanh: lambda x: (np.log1p(x) - np.log1p(-x)) / 2.0,
    np.deg2rad: lambda x: x * (math.pi / 180.0),
    np.radians: lambda x: x * (math.pi / 180.0),
    np.rad2deg: lambda x: x * (180.0 / math.pi),
    np.degrees: lambda x: x * (180.0 / math.pi),
    np.exp2: lambda x: 2.0**x,
    np.log2: lambda x: np.log(x) / math.log(2.0),
    np.log10: lambda x: np.log(x) / math.log(10.0),
    np.logaddexp: logaddexp,
    np.logaddexp2: logaddexp2,
    np.ceil: ceil,
    np.trunc: trunc,
    np.rint: rint,
    np.remainder: remainder,
    np.floor_divide: floor_divide,
    np.divmod: lambda x, y: (floor_divide(x, y), remainder(x, y)),
    np.modf: modf,
    np.signbit: signbit,
    np.copysign: copysign,
    np.heaviside: heaviside,
    np.fmax: _of_numbers(np.maximum),
    np.fmin: _of_numbers(np.minimum),
    np.isnan: lambda x: np.not_equal(x, x),
    np.isinf: lambda x: np.greater(np.absolute(x), LARGEST),
    np.isfinite: lambda x: np.less_equal(np.absolute(x), LARGEST),
    np.less: lambda x, y: bind("less", x, y),
    np.less_equal: lambda x, y: bind("less_equal", x, y),
    np.greater: lambda x, y: bind("less", y, x),
    np.greater_equal: lambda x, y: bind("less_equal", y, x),
    np.equal: lambda x, y: bind("equal", x, y),
    np.not_equal: lambda x, y: 1.0 - bind("equal", x, y),
    # &, | and ^ join comparisons, which are 0 or 1; the logical functions ask any number whether it is 0
    np.bitwise_and: np.multiply,
    np.bitwise_or: np.maximum,
    np.bitwise_xor: np.not_equal,
    np.logical_and: lambda x, y: np.not_equal(x, 0.0) * np.not_equal(y, 0.0),
    np.logical_or: lambda x, y: np.maximum(np.not_equal(x, 0.0), np.not_equal(y, 0.0)),
    np.logical_xor: lambda x, y: np.not_equal(np.not_equal(x, 0.0), np.not_equal(y, 0.0)),
    np.logical_not: lambda x: bind("equal", x, 0.0),
    np.invert: lambda x: bind("equal", x, 0.0),
}


def _isposinf(x: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    return np.greater(x, LARGEST)


def _isneginf(x: Any, out: Any = None) -> Any:
    refuse_out(out=out)
    return np.less(x, -LARGEST)


FUNCTIONS: dict[Callable[..., Any], Callable[..., Any]] = {
    np.sinc: lambda x: bind("sinc", x),
    np.round: round_, np.around: round_, np.fix: fix,
    np.nan_to_num: nan_to_num, np.isclose: isclose, np.isposinf: _isposinf, np.isneginf: _isneginf,
    # every number here is real
    np.real: lambda val: val, np.imag: lambda val: np.zeros(val.shape), np.angle: angle,
    np.isreal: lambda x: np.ones(x.shape), np.iscomplex: lambda x: np.zeros(x.shape),
    np.isrealobj: lambda x: True, np.iscomplexobj: lambda x: False,
    np.real_if_close: lambda a, tol=100: a,
}  # fmt: skip

# What to write instead of what is left out on purpose.
_BITS = "work on bits outside the function, or on whole numbers write it with //, % and 2.0**n"
REFUSED: dict[Callable[..., Any], str] = {
    np.ldexp: "write x * 2.0**n",
    np.frexp: "write e = np.floor(np.log2(np.abs(x))) + 1 for the exponent and x / 2.0**e for the mantissa",
    np.nextafter: "take the neighbour of a known number, outside the function: it has no derivative",
    np.spacing: "take it of a known number, outside the function: it has no derivative",
    np.gcd: "compute it outside the function: it is of integers, and has no derivative",
    np.lcm: "compute it outside the function: it is of integers, and has no derivative",
    np.left_shift: "write x * 2.0**n",
    np.right_shift: "write np.floor(x / 2.0**n)",
    np.bitwise_count: _BITS,
    np.isnat: "leave it out: no number here is a time",
    np.i0: "write its series, sum((x / 2) ** (2 * k) / math.factorial(k) ** 2 for k in range(25)), "
    "which is exact for x below 10",
}
