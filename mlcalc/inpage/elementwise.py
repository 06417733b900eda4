"""What works entry by entry: the rows of mlcalc's own table, comparisons, and changes in place."""

from .arrays import BOOL, FLOAT, INT, OPERATORS, entries, kind_of, made, ndarray, shape_of
from .rows_generated import PARTIALS, VALUES
from .shapes import as_kind, broadcast_shapes, operand, promoted, spread_entries
from .tracing import RULES, Traced, bind, plain

COMPARED = ("less", "less_equal", "equal")
# The rows that leave whole numbers whole.
WHOLE = ("add", "subtract", "multiply", "negative", "abs", "sign", "maximum", "minimum", "where", "floor", "relu")


def kind_of_result(name, kinds):
    """The kind of a result."""
    if name in COMPARED:
        return BOOL
    if name == "where":
        return promoted(*kinds[1:])
    both = promoted(*kinds)
    if name == "power" or name in WHOLE:
        if both == BOOL and name in ("subtract", "negative"):
            raise TypeError(f"numpy boolean {name}, the `-` operator, is not supported; write ~mask, or 1.0 * mask")
        return INT if both == BOOL and name in ("power", "sign") else both
    return FLOAT


def _value_of(name):
    """A row's value, for arrays and numbers of any kind."""
    single = VALUES[name]

    def value(*args):
        kinds = [kind_of(arg) for arg in args]
        kind = kind_of_result(name, kinds)
        if name == "power" and kind == INT and min(entries(args[1]), default=0) < 0:
            raise ValueError("Integers to negative integer powers are not allowed.")
        shapes = [shape_of(arg) for arg in args]
        shape = shapes[0] if len(args) == 1 else broadcast_shapes(*shapes)
        if shape == () and not isinstance(args[0], ndarray):
            numbers = [single(*args)] if len(args) < 2 or not isinstance(args[1], ndarray) else None
        else:
            numbers = None
        if numbers is None:
            lists = [spread_entries(arg, shape) for arg in args]
            numbers = [single(x) for x in lists[0]] if len(args) == 1 else [single(*x) for x in zip(*lists)]
        if kind == BOOL or kinds != [FLOAT] * len(kinds):
            numbers = as_kind(numbers, kind)
        return made(numbers, shape, kind)

    return value


def sum_to(x, shape):
    """Undoes broadcasting: what was spread out is added up."""
    given = shape_of(x)
    if given == shape:
        return x
    missing = len(given) - len(shape)
    axes = tuple([i for i in range(len(given)) if i < missing or (shape[i - missing] == 1 and given[i] != 1)])
    return bind("reshape", bind("sum", x, axis=axes), shape=shape)


def _back_of(name):
    partials = PARTIALS[name]

    def back(i, cotangent, args, result):
        if partials[i] is None:
            return None
        return sum_to(bind("multiply", cotangent, partials[i](bind, *args)), shape_of(args[i]))

    return back


for _name in VALUES:
    RULES[_name] = (_value_of(_name), None if not [1 for p in PARTIALS[_name] if p is not None] else _back_of(_name))


def row(name):
    """A row as a function of arrays, numbers or lists."""

    def function(*args):
        if len(args) != len(PARTIALS[name]):
            raise TypeError(f"np.{name} takes {len(PARTIALS[name])} arguments, and got {len(args)}")
        return bind(name, *[operand(arg) for arg in args])

    return function


def greater(x, y):
    return bind("less", operand(y), operand(x))


def greater_equal(x, y):
    return bind("less_equal", operand(y), operand(x))


def logical_not(x):
    return bind("equal", operand(x), 0)


def not_equal(x, y):
    return logical_not(bind("equal", operand(x), operand(y)))


def _true(x):
    x = operand(x)
    return x if kind_of(x) == BOOL else not_equal(x, 0)


def logical_and(x, y):
    return bind("multiply", _true(x), _true(y))


def logical_or(x, y):
    return bind("maximum", _true(x), _true(y))


def cast(x, kind):
    """The same numbers in another kind; whole ones by leaving out what is behind the point."""
    if kind == FLOAT and isinstance(x, Traced):
        return x if x.kind == FLOAT else bind("multiply", 1.0, x)
    numbers = as_kind(entries(plain(x)), kind)
    return made(numbers, shape_of(x), kind)


def inplace(x, name, other):
    """x += other, in the array itself, as numpy does it: whoever else holds the array sees it change."""
    if isinstance(x, Traced):
        return bind(name, x, operand(other))
    result = bind(name, x, operand(other))
    if isinstance(result, Traced):
        raise TypeError(
            "a value that depends on an input cannot be added into an array; make a new one: b = b + t, not b += t"
        )
    if kind_of(result) != x.kind and promoted(kind_of(result), x.kind) != x.kind:
        raise TypeError(
            f"this array holds whole numbers, and {name} would put others into it; begin with floats, as in 1.0 or "
            "dtype=float, or make a new array: a = a + b"
        )
    if shape_of(result) != x.shape:
        raise ValueError(f"an array of shape {x.shape} cannot take in a result of shape {shape_of(result)}")
    x[...] = result
    return x


OPERATORS.update({name: row(name) for name in ("add", "subtract", "multiply", "divide", "power", "negative", "abs")})
OPERATORS.update({name: row(name) for name in COMPARED})
OPERATORS.update(
    {
        "greater": greater,
        "greater_equal": greater_equal,
        "not_equal": not_equal,
        "logical_not": logical_not,
        "logical_and": logical_and,
        "logical_or": logical_or,
        "inplace": inplace,
    }
)
