"""Functions of one number, or of two, as numpy has them: nan or inf where mathematics has no value, never an error."""

import math

__all__ = [
    "acos", "asin", "asinh", "atan", "atan2", "cbrt", "cos", "divide", "erf", "exp", "expm1", "floor", "fmod",
    "hypot", "log", "log1p", "logistic", "pow", "sin", "sqrt", "tanh",
]  # fmt: skip

inf, nan = math.inf, math.nan
asinh, atan, atan2, erf, tanh = math.asinh, math.atan, math.atan2, math.erf, math.tanh


def exp(x):
    try:
        return math.exp(x)
    except (OverflowError, ValueError):
        return inf


def expm1(x):
    try:
        return math.expm1(x)
    except (OverflowError, ValueError):
        return inf


def log(x):
    if x > 0:
        return math.log(x)
    return -inf if x == 0 else nan


def log1p(x):
    """By Kahan's formula: MicroPython has no log1p, and log(1 + x) loses the digits of a small x."""
    u = 1.0 + x
    if u == 1.0 or x != x or u == inf:
        return float(x)
    return log(u) * x / (u - 1.0) if u > 0 else log(u)


def sqrt(x):
    return math.sqrt(x) if x >= 0 else nan


def cbrt(x):
    """Newton's step after the power, for the last digit."""
    if x == 0 or x != x or x in (inf, -inf):
        return float(x)
    y = math.copysign(abs(x) ** (1.0 / 3.0), x)
    return y - (y * y * y - x) / (3.0 * y * y)


def hypot(x, y):
    x, y = abs(x), abs(y)
    if inf in (x, y):
        return inf
    largest = max(x, y)
    return 0.0 if largest == 0 else largest * math.sqrt((x / largest) ** 2 + (y / largest) ** 2)


def sin(x):
    return math.sin(x) if abs(x) < inf else nan


def cos(x):
    return math.cos(x) if abs(x) < inf else nan


def asin(x):
    return math.asin(x) if -1 <= x <= 1 else nan


def acos(x):
    return math.acos(x) if -1 <= x <= 1 else nan


def floor(x):
    return math.copysign(float(math.floor(x)), x) if 0 < abs(x) < inf else x


def fmod(x, y):
    if y == 0 or abs(x) == inf:
        return nan
    return math.copysign(math.fmod(x, y), x)


def remainder(x, y):
    """What is left of x, with the sign of y."""
    if y == 0 or abs(x) == inf:
        return nan
    return math.copysign(x % y, y) if x % y == 0 else x % y


def logistic(x):
    return 1.0 / (1.0 + exp(-x))


def divide(x, y):
    try:
        return x / y
    except ZeroDivisionError:
        if x == 0 or x != x:
            return nan
        return math.copysign(inf, x) * math.copysign(1.0, y)


def pow(x, y):
    try:
        result = x**y
    except ZeroDivisionError:
        odd = y == int(y) and int(y) % 2 == 1
        return math.copysign(inf, x) if odd else inf
    except (OverflowError, ValueError):
        return -inf if x < 0 and y == int(y) and int(y) % 2 == 1 else inf
    # a negative number to a broken power is complex for Python
    return nan if isinstance(result, complex) else result
