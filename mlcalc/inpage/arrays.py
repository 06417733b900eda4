"""Arrays that compute at once: a flat list of numbers and a shape. Views share the list, as numpy's do.

Numbers that an array gives out are Python's own, so that they print, format and compare as one expects.
"""

from .words import UNKNOWN

# kind: what numpy calls float64, int64 and bool
FLOAT, INT, BOOL = "f", "i", "b"
DTYPES = {FLOAT: "float64", INT: "int64", BOOL: "bool"}
TYPES = {FLOAT: float, INT: int, BOOL: bool}

OPERATORS = {}  # by name; the modules that know them put them in


class dtype:
    """The type of an array's entries; it is called like Python's type, and reads like numpy's."""

    def __init__(self, kind):
        self.kind = kind
        self.name = DTYPES[kind]

    def __call__(self, x):
        return TYPES[self.kind](x)

    def __eq__(self, other):
        return kind_named(other) == self.kind

    def __hash__(self):
        return hash(self.kind)

    def __repr__(self):
        return f"dtype('{self.name}')"

    def __str__(self):
        return self.name


def kind_named(given):
    """The kind that float, np.float64 or "float64" names."""
    if isinstance(given, dtype):
        return given.kind
    for kind, of in TYPES.items():
        if given is of or given == DTYPES[kind] or (isinstance(given, str) and given == of.__name__):
            return kind
    raise TypeError(f"dtype: expected float, int or bool, got {given!r}")


def kind_of(x):
    """The kind of an array or a number."""
    if isinstance(x, ndarray):
        return x.kind
    if isinstance(x, bool):
        return BOOL
    return INT if isinstance(x, int) else FLOAT


def shape_of(x):
    return x.shape if isinstance(x, ndarray) else ()


def size_of(shape):
    size = 1
    for length in shape:
        size *= length
    return size


def entries(x):
    """The numbers of an array, or of a number, in C order. Nobody writes into what this returns."""
    if not isinstance(x, ndarray):
        return [x]
    if x.where is None:
        if x.data is None:
            raise TypeError(UNKNOWN)
        return x.data
    data = x.data
    return [data[i] for i in x.where]


def made(numbers, shape, kind):
    """The array of these numbers; of shape (), the number itself."""
    return numbers[0] if shape == () else ndarray(numbers, shape, kind)


class ndarray:
    """An array: ``data`` holds the numbers, ``where`` the places of this array's own, None for all of them."""

    def __init__(self, data, shape, kind, where=None):
        self.data = data
        self.shape = shape
        self.kind = kind
        self.where = where

    def __getattr__(self, name):
        if name in METHODS:
            method = METHODS[name]
            return lambda *args, **options: method(self, *args, **options)
        if name in PROPERTIES:
            return PROPERTIES[name](self)
        raise AttributeError(f"an array has no {name} here")

    def __len__(self):
        if self.shape == ():
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self):
        return iter([self[i] for i in range(len(self))])

    def __bool__(self):
        if size_of(self.shape) == 1:
            return bool(entries(self)[0])
        raise ValueError(
            "an array of several entries is neither true nor false; ask np.all(…) or np.any(…), or choose by np.where"
        )

    def __contains__(self, x):
        return x in entries(self)

    def __hash__(self):
        raise TypeError("unhashable type: 'numpy.ndarray'")

    def __repr__(self):
        return OPERATORS["repr"](self)

    def __str__(self):
        return OPERATORS["str"](self)

    def __getitem__(self, key):
        return OPERATORS["getitem"](self, key)

    def __setitem__(self, key, value):
        OPERATORS["setitem"](self, key, value)

    def __add__(self, other):
        return OPERATORS["add"](self, other)

    def __radd__(self, other):
        return OPERATORS["add"](other, self)

    def __sub__(self, other):
        return OPERATORS["subtract"](self, other)

    def __rsub__(self, other):
        return OPERATORS["subtract"](other, self)

    def __mul__(self, other):
        return OPERATORS["multiply"](self, other)

    def __rmul__(self, other):
        return OPERATORS["multiply"](other, self)

    def __truediv__(self, other):
        return OPERATORS["divide"](self, other)

    def __rtruediv__(self, other):
        return OPERATORS["divide"](other, self)

    def __floordiv__(self, other):
        return OPERATORS["floor_divide"](self, other)

    def __mod__(self, other):
        return OPERATORS["remainder"](self, other)

    def __pow__(self, other):
        return OPERATORS["power"](self, other)

    def __rpow__(self, other):
        return OPERATORS["power"](other, self)

    def __matmul__(self, other):
        return OPERATORS["matmul"](self, other)

    def __rmatmul__(self, other):
        return OPERATORS["matmul"](other, self)

    def __neg__(self):
        return OPERATORS["negative"](self)

    def __pos__(self):
        return self

    def __abs__(self):
        return OPERATORS["abs"](self)

    def __invert__(self):
        return OPERATORS["logical_not"](self)

    def __and__(self, other):
        return OPERATORS["logical_and"](self, other)

    def __or__(self, other):
        return OPERATORS["logical_or"](self, other)

    def __rand__(self, other):
        return OPERATORS["logical_and"](other, self)

    def __ror__(self, other):
        return OPERATORS["logical_or"](other, self)

    def __lt__(self, other):
        return OPERATORS["less"](self, other)

    def __le__(self, other):
        return OPERATORS["less_equal"](self, other)

    def __gt__(self, other):
        return OPERATORS["greater"](self, other)

    def __ge__(self, other):
        return OPERATORS["greater_equal"](self, other)

    def __eq__(self, other):
        return OPERATORS["equal"](self, other)

    def __ne__(self, other):
        return OPERATORS["not_equal"](self, other)

    def __iadd__(self, other):
        return OPERATORS["inplace"](self, "add", other)

    def __isub__(self, other):
        return OPERATORS["inplace"](self, "subtract", other)

    def __imul__(self, other):
        return OPERATORS["inplace"](self, "multiply", other)

    def __itruediv__(self, other):
        return OPERATORS["inplace"](self, "divide", other)


PROPERTIES = {
    "ndim": lambda x: len(x.shape),
    "size": lambda x: size_of(x.shape),
    "dtype": lambda x: dtype(x.kind),
}
METHODS = {
    "tolist": lambda x: nested(entries(x), x.shape),
    "item": lambda x: entries(x)[0],
    "copy": lambda x: ndarray(list(entries(x)), x.shape, x.kind),
}


def nested(numbers, shape):
    """Numbers in C order as lists within lists."""
    if shape == ():
        return numbers[0]
    step = size_of(shape[1:])
    return [nested(numbers[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]
