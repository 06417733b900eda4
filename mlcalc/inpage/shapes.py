"""Broadcasting, and arrays from lists."""

from .arrays import BOOL, FLOAT, INT, TYPES, entries, kind_named, kind_of, ndarray, shape_of, size_of


def broadcast_shapes(*shapes):
    """The shape that these broadcast to."""
    rank = max([len(shape) for shape in shapes])
    result = [1] * rank
    for shape in shapes:
        for i, length in enumerate(shape):
            at = rank - len(shape) + i
            if length != 1:
                if result[at] not in (1, length):
                    given = " ".join([str(s) for s in shapes])
                    raise ValueError(f"operands could not be broadcast together with shapes {given}")
                result[at] = length
    return tuple(result)


def strides_of(shape):
    strides, step = [], 1
    for length in reversed(list(shape)):
        strides.insert(0, step)
        step *= length
    return strides


def spread(shape, to):
    """For every entry of the shape `to`, the place in C order of the entry of `shape` that stands there."""
    strides = strides_of(shape)
    missing = len(to) - len(shape)
    places = [0]
    for i, length in enumerate(to):
        step = 0 if i < missing or shape[i - missing] == 1 else strides[i - missing]
        if step == 0:
            places = [p for p in places for _ in range(length)]
        else:
            places = [p + step * k for p in places for k in range(length)]
    return places


def spread_entries(x, to):
    """The entries of an array as it broadcasts to this shape."""
    shape = shape_of(x)
    numbers = entries(x)
    if shape == to:
        return numbers
    if len(numbers) == 1:
        return numbers * size_of(to)
    return [numbers[i] for i in spread(shape, to)]


def promoted(*kinds):
    """The kind that numbers of these kinds have together."""
    return FLOAT if FLOAT in kinds else INT if INT in kinds else BOOL


def as_kind(numbers, kind):
    of = TYPES[kind]
    return [of(x) for x in numbers]


def array(given, dtype=None, stack=None):
    """An array of a number, of lists within lists, or of another array: always its own numbers."""
    if isinstance(given, ndarray):
        kind = given.kind if dtype is None else kind_named(dtype)
        return ndarray(as_kind(entries(given), kind), given.shape, kind)
    numbers, kinds = [], set()
    shape = _collect(given, numbers, kinds)
    kind = promoted(*kinds) if kinds else FLOAT
    if dtype is not None:
        kind = kind_named(dtype)
    return ndarray(as_kind(numbers, kind), shape, kind)


def _collect(given, numbers, kinds):
    """The shape of lists within lists; their numbers and kinds are added to what is there."""
    if isinstance(given, ndarray):
        if given.data is None:
            raise TypeError("np.array would lose what a value depends on: write np.stack([…]), which keeps it")
        numbers.extend(entries(given))
        kinds.add(given.kind)
        return given.shape
    if isinstance(given, (bool, int, float)):
        numbers.append(given)
        kinds.add(kind_of(given))
        return ()
    if isinstance(given, (list, tuple, range)):
        shapes = [_collect(part, numbers, kinds) for part in given]
        for shape in shapes:
            if shape != shapes[0]:
                raise ValueError(
                    f"np.array: the rows have different lengths, {shapes[0]} and {shape}; an array needs equal ones"
                )
        return (len(given),) + (shapes[0] if shapes else ())
    raise TypeError(f"np.array: expected numbers, or lists of numbers, got {type(given).__name__}: {given!r}")


def asarray(given, dtype=None):
    """An array as it is; of anything else, the array of it. Numbers stay numbers."""
    if isinstance(given, ndarray) and (dtype is None or kind_named(dtype) == given.kind):
        return given
    return array(given, dtype)


def operand(given):
    """What may stand beside an operator: an array, a number, or lists that become an array."""
    return given if isinstance(given, (ndarray, bool, int, float)) else array(given)


def axis_of(axis, rank):
    """An axis counted from the front."""
    if not -rank <= axis < rank:
        raise ValueError(f"axis {axis} is out of bounds for array of dimension {rank}")
    return axis % rank
