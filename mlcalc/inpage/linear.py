"""The operations that are linear, with their transposes: sums, products of matrices, and what only moves entries."""

from .arrays import BOOL, FLOAT, INT, entries, kind_of, made, ndarray, shape_of, size_of
from .elementwise import sum_to
from .shapes import as_kind, broadcast_shapes, promoted, spread, strides_of
from .tracing import RULES, bind


def runs(x, axis):
    """The entries along an axis: for each place in the other axes, in C order, the list of them."""
    shape, numbers = x.shape, entries(x)
    inner = size_of(shape[axis + 1 :])
    length = shape[axis]
    if length == 0:
        return [[] for _ in range(size_of(shape[:axis]) * inner)]
    step = inner * length
    found = []
    for start in range(0, step * size_of(shape[:axis]), step):
        for k in range(start, start + inner):
            found.append(numbers[k : k + step : inner] if inner > 1 else numbers[k : k + length])
    return found


def folded(fold, x, axes, kind):
    """A function of many numbers, such as max, along these axes, which disappear."""
    for axis in sorted(axes, reverse=True):
        numbers = [fold(run) for run in runs(x, axis)]
        shape = x.shape[:axis] + x.shape[axis + 1 :]
        x = ndarray(as_kind(numbers, kind), shape, kind)
    return made(entries(x), x.shape, kind) if x.shape == () else x


def _sum(x, axis):
    if not isinstance(x, ndarray):
        return x
    kind = INT if x.kind == BOOL else x.kind
    if len(axis) == len(x.shape):
        return sum(entries(x), 0.0 if kind == FLOAT else 0)
    return folded(sum, x, axis, kind)


def kept(shape, axes):
    """The shape of a sum that keeps its axes."""
    return tuple([1 if i in axes else length for i, length in enumerate(shape)])


def _sum_back(i, g, args, out, axis):
    shape = shape_of(args[0])
    return bind("broadcast_to", bind("reshape", g, shape=kept(shape, axis)), shape=shape)


def _broadcast(x, shape):
    numbers = entries(x)
    return made([numbers[i] for i in spread(shape_of(x), shape)], shape, kind_of(x))


def _reshape(x, shape):
    if size_of(shape_of(x)) != size_of(shape):
        raise ValueError(f"cannot reshape array of size {size_of(shape_of(x))} into shape {shape}")
    if not isinstance(x, ndarray) or shape == ():
        return made(list(entries(x)), shape, kind_of(x))
    # What is in order is shared, as a view; what is not has to be copied.
    return ndarray(x.data if x.where is None else entries(x), shape, x.kind)


def _transpose(x, axes):
    strides = strides_of(x.shape)
    shape = tuple([x.shape[k] for k in axes])
    found = [0]
    for k in axes:
        found = [p + strides[k] * j for p in found for j in range(x.shape[k])]
    return ndarray(x.data, shape, x.kind, found if x.where is None else [x.where[p] for p in found])


def _inverse(axes):
    back = [0] * len(axes)
    for i, k in enumerate(axes):
        back[k] = i
    return tuple(back)


def _concatenate(*parts, axis):
    kind = promoted(*[part.kind for part in parts])
    first = parts[0].shape
    for part in parts:
        if part.shape[:axis] != first[:axis] or part.shape[axis + 1 :] != first[axis + 1 :]:
            raise ValueError(
                "np.concatenate: all the input array dimensions except for the concatenation axis must match exactly, "
                f"but got shapes {', '.join([str(p.shape) for p in parts])}"
            )
    blocks = [size_of(part.shape[axis:]) for part in parts]
    lists, numbers = [entries(part) for part in parts], []
    for k in range(size_of(first[:axis])):
        for own, block in zip(lists, blocks):
            numbers += own[k * block : (k + 1) * block]
    length = sum([part.shape[axis] for part in parts])
    return ndarray(as_kind(numbers, kind), first[:axis] + (length,) + first[axis + 1 :], kind)


def _concatenate_back(i, g, args, out, axis):
    start = sum([shape_of(arg)[axis] for arg in args[:i]])
    key = (slice_of[:],) * axis + (slice_of[start : start + shape_of(args[i])[axis]],)
    return bind("index", g, key=key)


class _Slicer:
    def __getitem__(self, key):
        return key


slice_of = _Slicer()


def _matmul(x, y):
    """Of matrices, or of stacks of them."""
    (n, inner), m = x.shape[-2:], y.shape[-1]
    batch = broadcast_shapes(x.shape[:-2], y.shape[:-2])
    kind = promoted(x.kind, y.kind)
    left, right, numbers = entries(x), entries(y), []
    starts = zip(spread(x.shape[:-2], batch), spread(y.shape[:-2], batch))
    for i, j in starts:
        a, b = i * n * inner, j * inner * m
        columns = [right[b + c : b + inner * m : m] for c in range(m)]
        for r in range(n):
            row = left[a + r * inner : a + (r + 1) * inner]
            for column in columns:
                numbers.append(sum([u * v for u, v in zip(row, column)]))
    return ndarray(as_kind(numbers, kind), batch + (n, m), kind)


def _matmul_back(i, g, args, out):
    x, y = args
    swapped = lambda z: bind("transpose", z, axes=swap_last(len(shape_of(z))))
    back = bind("matmul", g, swapped(y)) if i == 0 else bind("matmul", swapped(x), g)
    return sum_to(back, shape_of(args[i]))


def swap_last(rank):
    return tuple(list(range(rank - 2)) + [rank - 1, rank - 2])


def _cumsum(x, axis):
    kind = INT if x.kind == BOOL else x.kind
    flipped = _transpose(x, tuple([k for k in range(len(x.shape)) if k != axis] + [axis]))
    numbers = []
    for run in runs(flipped, len(x.shape) - 1):
        total = None
        for entry in run:
            total = entry if total is None else total + entry
            numbers.append(total)
    order = [k for k in range(len(x.shape)) if k != axis] + [axis]
    return _transpose(ndarray(as_kind(numbers, kind), flipped.shape, kind), _inverse(order))


def _cumsum_back(i, g, args, out, axis):
    turned = (slice_of[:],) * axis + (slice_of[::-1],)
    return bind("index", bind("cumsum", bind("index", g, key=turned), axis=axis), key=turned)


def _extreme(fold):
    def value(x, axis):
        if not isinstance(x, ndarray):
            return x
        if not size_of(x.shape):
            raise ValueError("zero-size array to reduction operation which has no identity")
        return folded(fold, x, axis, x.kind)

    def back(i, g, args, out, axis):
        """Those that are largest share alike."""
        x = args[0]
        spread_out = lambda y: bind(
            "broadcast_to", bind("reshape", y, shape=kept(shape_of(x), axis)), shape=shape_of(x)
        )
        hit = bind("multiply", 1.0, bind("equal", x, spread_out(out)))
        share = bind("divide", hit, spread_out(bind("sum", hit, axis=axis)))
        return bind("multiply", spread_out(g), share)

    return value, back


RULES.update(
    {
        "sum": (_sum, _sum_back),
        "broadcast_to": (_broadcast, lambda i, g, args, out, shape: sum_to(g, shape_of(args[0]))),
        "reshape": (_reshape, lambda i, g, args, out, shape: bind("reshape", g, shape=shape_of(args[0]))),
        "transpose": (_transpose, lambda i, g, args, out, axes: bind("transpose", g, axes=_inverse(axes))),
        "concatenate": (_concatenate, _concatenate_back),
        "matmul": (_matmul, _matmul_back),
        "cumsum": (_cumsum, _cumsum_back),
        "max": _extreme(max),
        "min": _extreme(min),
    }
)
