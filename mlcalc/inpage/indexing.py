"""x[key] as numpy reads it: numbers, slices, None and …; lists of places, and masks."""

from .arrays import BOOL, FLOAT, INT, OPERATORS, entries, made, ndarray, shape_of, size_of
from .shapes import array, broadcast_shapes, promoted, spread_entries, strides_of
from .tracing import RULES, Traced, bind, plain


def _expanded(key, rank):
    """The key as a list with an entry for each axis, and None for new ones; masks become lists of places."""
    parts = []
    for part in key if isinstance(key, tuple) else (key,):
        part = plain(part)
        if isinstance(part, list):
            part = array(part)
            if part.shape == (0,):
                part = ndarray([], (0,), INT)
        if isinstance(part, ndarray) and part.kind == BOOL:
            parts += _places_of(part)
        elif isinstance(part, ndarray) and part.shape == ():
            parts.append(entries(part)[0])
        else:
            parts.append(part)
    used = len([part for part in parts if part is not None and part is not Ellipsis])
    if used > rank:
        raise IndexError(f"too many indices for array: array is {rank}-dimensional, but {used} were indexed")
    rest = [slice_all] * (rank - used)
    for i, part in enumerate(parts):
        if part is Ellipsis:
            return parts[:i] + rest + parts[i + 1 :]
    return parts + rest


class _Slicer:
    def __getitem__(self, key):
        return key


slice_all = _Slicer()[:]


def _places_of(mask):
    """Where a mask is true, an index array for each of its axes."""
    true = [i for i, entry in enumerate(entries(mask)) if entry]
    strides = strides_of(mask.shape)
    return [
        ndarray([(i // step) % length for i in true], (len(true),), INT) for step, length in zip(strides, mask.shape)
    ]


def _slice(part, length):
    """The places that a slice takes of an axis."""
    step = 1 if part.step is None else part.step
    if step == 0:
        raise ValueError("slice step cannot be zero")
    low, high = (0, length) if step > 0 else (-1, length - 1)
    bounds = []
    for given, missing in ((part.start, low if step > 0 else high), (part.stop, high if step > 0 else low)):
        if given is None:
            bounds.append(missing)
        else:
            given = given + length if given < 0 else given
            bounds.append(max(low, min(high, given)))
    return range(bounds[0], bounds[1], step)


def _at(i, length, axis):
    if isinstance(i, bool) or not isinstance(i, int):
        raise IndexError(
            f"only integers, slices (`:`), None and arrays of integers or of True and False can stand in [ ], not {i!r}"
        )
    if not -length <= i < length:
        raise IndexError(f"index {i} is out of bounds for axis {axis} with size {length}")
    return i % length


def places(shape, key):
    """(places in C order, shape, whether they are a view) of what a key takes from an array of this shape."""
    parts = _expanded(key, len(shape))
    strides = strides_of(shape)
    lists = [part for part in parts if isinstance(part, ndarray)]
    if lists:  # beside a list of places, a single place is one too
        single = lambda part: isinstance(part, int) and not isinstance(part, bool)
        parts = [ndarray([part], (), INT) if single(part) else part for part in parts]
        lists = [part for part in parts if isinstance(part, ndarray)]
    together = broadcast_shapes(*[part.shape for part in lists]) if lists else None
    before, after = [], []  # what stands before the lists, and after them: (offsets, whether an axis)
    offsets = [0] * size_of(together or ())
    seen, parted, axis = False, False, 0
    for part in parts:
        if part is None:
            (after if seen else before).append(([0], True))
            continue
        length, step = shape[axis], strides[axis]
        if isinstance(part, type(slice_all)):
            (after if seen else before).append(([step * i for i in _slice(part, length)], True))
        elif isinstance(part, ndarray):
            parted = parted or (seen and bool([1 for _, is_axis in after if is_axis]))
            seen = True
            own = [step * _at(i, length, axis) for i in spread_entries(part, together)]
            offsets = [a + b for a, b in zip(offsets, own)]
        else:
            (after if seen else before).append(([step * _at(part, length, axis)], False))
        axis += 1
    if not lists:
        groups = before
    elif parted:
        groups = [(offsets, together)] + before + after
    else:
        groups = before + [(offsets, together)] + after
    found, result = [0], ()
    for own, is_axis in groups:
        found = [a + b for a in found for b in own]
        if isinstance(is_axis, tuple):
            result += is_axis
        elif is_axis:
            result += (len(own),)
    return found, result, not lists


def _take(x, key):
    found, shape, view = places(x.shape, key)
    if shape == () and view:
        return entries(x)[found[0]] if x.where is None else x.data[x.where[found[0]]]
    if view:
        return ndarray(x.data, shape, x.kind, found if x.where is None else [x.where[i] for i in found])
    numbers = entries(x)
    return ndarray([numbers[i] for i in found], shape, x.kind)


def _scatter(x, key, shape):
    """Zeros of this shape with x added in at the key: what takes a cotangent back."""
    result = [0.0] * size_of(shape)
    for i, entry in zip(places(shape, key)[0], entries(x)):
        result[i] = result[i] + entry if result[i] else entry
    return made(result, shape, FLOAT)


def getitem(x, key):
    return bind("index", x, key=key)


def setitem(x, key, value):
    if isinstance(x, Traced) or isinstance(value, Traced):
        raise TypeError(
            "a value that depends on an input cannot be written into an array; "
            "build the array from its parts: np.stack([…]), np.concatenate([…]) or np.where"
        )
    found, shape, _ = places(x.shape, key)
    value = value if isinstance(value, (ndarray, bool, int, float)) else array(value)
    if promoted(x.kind, FLOAT) == x.kind:
        numbers = [float(entry) for entry in _fitted(value, shape)]
    else:
        numbers = [int(entry) if x.kind == INT else bool(entry) for entry in _fitted(value, shape)]
    for i, entry in zip(found, numbers):
        x.data[i if x.where is None else x.where[i]] = entry


def _fitted(value, shape):
    given = shape_of(value)
    while len(given) > len(shape) and given[0] == 1:
        given = given[1:]
    try:
        if broadcast_shapes(given, shape) != shape:
            raise ValueError
    except ValueError:
        raise ValueError(f"could not broadcast input array from shape {shape_of(value)} into shape {shape}")
    return spread_entries(value if given == shape_of(value) else ndarray(entries(value), given, value.kind), shape)


RULES["index"] = (_take, lambda i, g, args, out, key: bind("scatter", g, key=key, shape=shape_of(args[0])))
RULES["scatter"] = (_scatter, lambda i, g, args, out, key, shape: bind("index", g, key=key))
OPERATORS["getitem"] = getitem
OPERATORS["setitem"] = setitem
