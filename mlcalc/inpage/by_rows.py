"""Functions of numpy that work entry by entry and are said by rows of the table."""

import math

from .arrays import FLOAT, INT, OPERATORS, entries, kind_of, made, shape_of
from .elementwise import cast, greater, not_equal, operand
from .scalars import log
from .scalars import remainder as _remainder
from .shapes import as_kind, broadcast_shapes, promoted, spread_entries
from .tracing import Traced, bind


def square(x):
    x = operand(x)
    return x * x


def sinh(x):
    x = operand(x)
    return (bind("expm1", x) - bind("expm1", -x)) / 2.0


def cosh(x):
    x = operand(x)
    return (bind("exp", x) + bind("exp", -x)) / 2.0


def arctanh(x):
    x = operand(x)
    return (bind("log1p", x) - bind("log1p", -x)) / 2.0


def tan(x):
    x = operand(x)
    return bind("divide", bind("sin", x), bind("cos", x))


def exp2(x):
    return bind("power", 2.0, operand(x))


def log2(x):
    return bind("log", operand(x)) / log(2.0)


def log10(x):
    return bind("log", operand(x)) / log(10.0)


def reciprocal(x):
    return bind("divide", 1.0, operand(x))


def ceil(x):
    return -bind("floor", -operand(x))


def rint(x):
    x = operand(x)
    if not isinstance(x, Traced):  # keeps the sign of -0.0, which has no derivative to keep
        nearest = lambda y: math.copysign(float(round(y)), y) if abs(y) < 2.0**52 else y
        return made([nearest(y) for y in entries(x)], shape_of(x), FLOAT)
    below = bind("floor", x)
    over, odd = x - below, below - 2.0 * bind("floor", below / 2.0)
    return below + bind("where", bind("equal", over, 0.5), odd, 1.0 * greater(over, 0.5))


def round_(x, decimals=0):
    x = operand(x)
    if kind_of(x) != FLOAT:
        return x
    power = 10.0 ** abs(decimals)
    return rint(x * power) / power if decimals >= 0 else rint(x / power) * power


def remainder(x, y):
    x, y = operand(x), operand(y)
    if isinstance(x, Traced) or isinstance(y, Traced):
        return x - y * floor_divide(x, y)
    shape, kind = broadcast_shapes(shape_of(x), shape_of(y)), promoted(kind_of(x), kind_of(y))
    pairs = zip(spread_entries(x, shape), spread_entries(y, shape))
    return made(as_kind([_remainder(a, b) for a, b in pairs], kind), shape, kind)


def floor_divide(x, y):
    x, y = operand(x), operand(y)
    result = bind("floor", bind("divide", x, y))
    whole = promoted(kind_of(x), kind_of(y)) != FLOAT
    return cast(result, INT) if whole and not isinstance(result, Traced) else result


def isnan(x):
    return not_equal(x, x)


def isfinite(x):
    return bind("less", bind("abs", operand(x)), math.inf)


def clip(x, low, high):
    x = operand(x)
    if low is not None:
        x = bind("maximum", x, operand(low))
    return x if high is None else bind("minimum", x, operand(high))


def isclose(x, y, rtol=1e-5, atol=1e-8):
    x, y = operand(x), operand(y)
    return bind("less_equal", bind("abs", x - y), atol + rtol * bind("abs", y)) | bind("equal", x, y)


OPERATORS["remainder"] = remainder
OPERATORS["floor_divide"] = floor_divide
