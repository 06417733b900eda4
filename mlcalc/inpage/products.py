"""Products of vectors and matrices, and arrays that are made from nothing."""

import math

from .arrays import BOOL, FLOAT, INT, METHODS, OPERATORS, entries, kind_named, kind_of, ndarray, shape_of, size_of
from .by_rows import isclose
from .elementwise import cast, operand
from .functions import as_array, ravel, reshape, sum_, transpose
from .shapes import as_kind, promoted, spread_entries
from .tracing import Traced, bind, plain


def matmul(x, y):
    x, y = operand(x), operand(y)
    a, b = shape_of(x), shape_of(y)
    if a == () or b == ():
        raise ValueError("matmul, @, multiplies arrays; with a number write *")
    if len(a) == len(b) == 1 and a != b:
        raise ValueError(
            f"matmul: of two vectors @ is one number, the sum of their entries' products, and these have {a[0]} and "
            f"{b[0]} entries; every entry of one times every entry of the other is np.outer(x, y)"
        )
    if a[-1] != b[-2 if len(b) > 1 else -1]:
        raise ValueError(
            f"matmul: shapes {a} and {b} do not fit: {a[-1]} columns meet {b[-2 if len(b) > 1 else -1]} rows. "
            "Is a transpose, W.T, missing, or are the two the wrong way round?"
        )
    left = reshape(x, 1, -1) if len(a) == 1 else x
    right = reshape(y, -1, 1) if len(b) == 1 else y
    result = bind("matmul", left, right)
    shape = list(shape_of(result))
    if len(b) == 1:
        shape.pop()
    if len(a) == 1:
        shape.pop(-1 if len(b) == 1 else -2)
    return bind("reshape", result, shape=tuple(shape)) if len(a) == 1 or len(b) == 1 else result


def dot(x, y):
    x, y = operand(x), operand(y)
    return bind("multiply", x, y) if shape_of(x) == () or shape_of(y) == () else matmul(x, y)


def outer(x, y):
    return bind("multiply", reshape(x, -1, 1), reshape(y, 1, -1))


def inner(x, y):
    return matmul(operand(x), transpose(y))


def vdot(x, y):
    return matmul(ravel(x), ravel(y))


def trace(x):
    return sum_(diag(x))


def diag(x):
    """The diagonal of a matrix; of a vector, the matrix that has it as its diagonal."""
    x = as_array(x)
    if len(x.shape) == 1:
        places = list(range(x.shape[0]))
        made = bind("scatter", x, key=(places, places), shape=(x.shape[0], x.shape[0]))
        return made if kind_of(x) == FLOAT or isinstance(made, Traced) else cast(made, kind_of(x))
    places = list(range(min(x.shape)))
    return x[places, places]


def diagflat(x):
    return diag(ravel(x))


def norm(x, axis=None):
    x = operand(x)
    return bind("sqrt", sum_(x * x, axis))


def _shape(given):
    return tuple(given) if isinstance(given, (tuple, list)) else (given,)


def full(shape, value, dtype=None):
    shape = _shape(shape)
    value = operand(value)
    kind = kind_of(value) if dtype is None else kind_named(dtype)
    return ndarray(as_kind(spread_entries(value, shape), kind), shape, kind)


def zeros(shape, dtype=float):
    return full(shape, 0, dtype)


def ones(shape, dtype=float):
    return full(shape, 1, dtype)


def _like(value):
    def function(x, dtype=None):
        x = as_array(x)
        return full(x.shape, value, TYPE_NAMES[x.kind] if dtype is None else dtype)

    return function


TYPE_NAMES = {FLOAT: float, INT: int, BOOL: bool}
zeros_like, ones_like = _like(0), _like(1)


def full_like(x, value, dtype=None):
    x = as_array(x)
    return full(x.shape, value, TYPE_NAMES[x.kind] if dtype is None else dtype)


def eye(rows, columns=None, dtype=float):
    columns = rows if columns is None else columns
    kind = kind_named(dtype)
    numbers = [1 if i == j else 0 for i in range(rows) for j in range(columns)]
    return ndarray(as_kind(numbers, kind), (rows, columns), kind)


def arange(*limits, dtype=None):
    start, stop, step = (0, limits[0], 1) if len(limits) == 1 else (tuple(limits) + (1,))[:3]
    count = max(0, math.ceil((stop - start) / step))
    kind = promoted(kind_of(start), kind_of(stop), kind_of(step)) if dtype is None else kind_named(dtype)
    return ndarray(as_kind([start + i * step for i in range(count)], kind), (count,), kind)


def linspace(start, stop, num=50, endpoint=True):
    gaps = num - 1 if endpoint else num
    step = (stop - start) / gaps if gaps else 0.0
    numbers = [float(start + i * step) for i in range(num)]
    if endpoint and num > 1:
        numbers[-1] = float(stop)
    return ndarray(numbers, (num,), FLOAT)


def array_equal(x, y):
    x, y = plain(as_array(x)), plain(as_array(y))
    return x.shape == y.shape and list(entries(x)) == list(entries(y))


def allclose(x, y, rtol=1e-5, atol=1e-8):
    return all([bool(close) for close in entries(plain(as_array(isclose(x, y, rtol, atol))))])


def where(condition, *choices):
    if not choices:
        return nonzero(condition)
    return bind("where", operand(condition), operand(choices[0]), operand(choices[1]))


def nonzero(x):
    from .indexing import _places_of

    return tuple(_places_of(plain(as_array(x))))


def shape(x):
    return shape_of(operand(x))


def ndim(x):
    return len(shape(x))


def size(x):
    return size_of(shape(x))


def copy(x):
    return as_array(x).copy()


def _fill(x, value):
    x[...] = value


METHODS["dot"] = dot
METHODS["fill"] = _fill
METHODS["diagonal"], METHODS["trace"] = diag, trace
OPERATORS["matmul"] = matmul
