"""numpy's functions of shapes, sums and products, said by the operations."""

from .arrays import (
    BOOL,
    FLOAT,
    INT,
    METHODS,
    PROPERTIES,
    entries,
    kind_named,
    kind_of,
    made,
    ndarray,
    shape_of,
    size_of,
)
from .by_rows import clip, round_
from .elementwise import cast, operand
from .linear import folded, kept, runs
from .shapes import asarray, axis_of
from .tracing import Traced, bind, plain


def as_array(x):
    x = operand(x)
    return x if isinstance(x, ndarray) else ndarray([x], (), kind_of(x))


def _axes(axis, rank):
    if axis is None:
        return tuple(range(rank))
    axes = axis if isinstance(axis, tuple) else (axis,)
    return tuple([axis_of(a, rank) for a in axes])


def _reduced(name, x, axis, keepdims):
    x = operand(x)
    axes = _axes(axis, len(shape_of(x)))
    result = bind(name, x, axis=axes)
    return bind("reshape", result, shape=kept(shape_of(x), axes)) if keepdims else result


def sum_(x, axis=None, keepdims=False):
    return _reduced("sum", x, axis, keepdims)


def max_(x, axis=None, keepdims=False):
    return _reduced("max", x, axis, keepdims)


def min_(x, axis=None, keepdims=False):
    return _reduced("min", x, axis, keepdims)


def mean(x, axis=None, keepdims=False):
    x = operand(x)
    count = size_of([shape_of(x)[k] for k in _axes(axis, len(shape_of(x)))])
    return bind("divide", sum_(x, axis, keepdims), float(count))


def var(x, axis=None, ddof=0, keepdims=False):
    x = operand(x)
    count = size_of([shape_of(x)[k] for k in _axes(axis, len(shape_of(x)))])
    apart = x - mean(x, axis, True)
    return bind("divide", sum_(apart * apart, axis, keepdims), float(count - ddof))


def std(x, axis=None, ddof=0, keepdims=False):
    return bind("sqrt", var(x, axis, ddof, keepdims))


def prod(x, axis=None):
    """By multiplying, so that it is differentiated as any product is."""
    x = as_array(x)
    if axis is None:
        x, axis = ravel(x), 0
    axis = axis_of(axis, len(x.shape))
    result = 1.0 if kind_of(x) == FLOAT else 1
    for i in range(x.shape[axis]):
        result = bind("multiply", result, x[(slice_all,) * axis + (i,)])
    return result


def _known(name, x):
    """What is asked of the numbers themselves, and has no derivative."""
    return plain(as_array(x))


def _fold(name, fold, kind):
    def function(x, axis=None, keepdims=False):
        x = _known(name, x)
        axes = _axes(axis, len(x.shape))
        result = folded(fold, x, axes, kind)
        return asarray(result).reshape(kept(x.shape, axes)) if keepdims else result

    return function


all_ = _fold("all", lambda run: all([bool(x) for x in run]), BOOL)
any_ = _fold("any", lambda run: any([bool(x) for x in run]), BOOL)
count_nonzero = _fold("count_nonzero", lambda run: sum([1 for x in run if x]), INT)


def _place(best):
    def function(x, axis=None):
        x = _known("argmax", x)
        if axis is None:
            x, axis = ravel(x), 0
        axis = axis_of(axis, len(x.shape))
        numbers = [run.index(best(run)) for run in runs(x, axis)]
        return made(numbers, x.shape[:axis] + x.shape[axis + 1 :], INT)

    return function


argmax, argmin = _place(max), _place(min)


def argsort(x, axis=-1):
    x = _known("argsort", x)
    if len(x.shape) != 1:
        raise TypeError("np.argsort works here on arrays with one axis; take a row first: np.argsort(x[0])")
    numbers = entries(x)
    return ndarray(sorted(range(len(numbers)), key=lambda i: numbers[i]), x.shape, INT)


def sort(x, axis=-1):
    x = as_array(x)
    return x[argsort(x)]


def cumsum(x, axis=None):
    x = as_array(x)
    if axis is None:
        x, axis = ravel(x), 0
    return bind("cumsum", x, axis=axis_of(axis, len(x.shape)))


class _Slicer:
    def __getitem__(self, key):
        return key


slice_all = _Slicer()[:]


def reshape(x, *shape):
    x = operand(x)
    shape = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    if -1 in shape:
        known = -size_of(shape)
        if known == 0 or size_of(shape_of(x)) % known:
            raise ValueError(f"cannot reshape array of size {size_of(shape_of(x))} into shape {shape}")
        shape = tuple([size_of(shape_of(x)) // known if length == -1 else length for length in shape])
    return bind("reshape", x, shape=shape)


def ravel(x):
    return reshape(x, -1)


def flatten(x):
    return ravel(x if isinstance(x, Traced) else x.copy())


def transpose(x, *axes):
    x = operand(x)
    rank = len(shape_of(x))
    axes = axes[0] if len(axes) == 1 and (axes[0] is None or isinstance(axes[0], (tuple, list))) else axes
    if rank < 2:
        return x
    order = tuple([axis_of(a, rank) for a in axes]) if axes else tuple(range(rank - 1, -1, -1))
    return bind("transpose", x, axes=order)


def swapaxes(x, a, b):
    order = list(range(len(x.shape)))
    order[a], order[b] = order[b], order[a]
    return transpose(x, order)


def expand_dims(x, axis):
    shape = list(shape_of(operand(x)))
    shape.insert(axis_of(axis, len(shape) + 1), 1)
    return reshape(x, shape)


def squeeze(x, axis=None):
    x = operand(x)
    gone = None if axis is None else _axes(axis, len(x.shape))
    return reshape(x, [n for k, n in enumerate(shape_of(x)) if n != 1 or (gone is not None and k not in gone)])


def broadcast_to(x, shape):
    return bind("broadcast_to", operand(x), shape=tuple(shape) if isinstance(shape, (tuple, list)) else (shape,))


def concatenate(parts, axis=0):
    parts = [as_array(part) for part in parts]
    return bind("concatenate", *parts, axis=axis_of(axis, len(parts[0].shape)))


def stack(parts, axis=0):
    parts = [operand(part) for part in parts]
    for part in parts:
        if shape_of(part) != shape_of(parts[0]):
            raise ValueError(
                f"all input arrays must have the same shape: np.stack got {shape_of(parts[0])} and {shape_of(part)}"
            )
    axis = axis_of(axis, len(shape_of(parts[0])) + 1)
    return concatenate([expand_dims(part, axis) for part in parts], axis)


def vstack(parts):
    parts = [as_array(part) for part in parts]
    return concatenate([part if len(part.shape) > 1 else reshape(part, 1, -1) for part in parts], 0)


def hstack(parts):
    parts = [as_array(part) for part in parts]
    parts = [part if part.shape else reshape(part, 1) for part in parts]
    return concatenate(parts, 0 if len(parts[0].shape) == 1 else 1)


def repeat(x, count, axis=None):
    x = as_array(x)
    if axis is None:
        x, axis = ravel(x), 0
    places = [i for i in range(x.shape[axis]) for _ in range(count)]
    return x[(slice_all,) * axis + (places,)]


def flip(x, axis=0):
    return x[(slice_all,) * axis + (_Slicer()[::-1],)]


METHODS.update(
    dict(
        sum=sum_, mean=mean, max=max_, min=min_, var=var, std=std, prod=prod, all=all_, any=any_, argmax=argmax,
        argmin=argmin, argsort=argsort, cumsum=cumsum, reshape=reshape, ravel=ravel, flatten=flatten,
        transpose=transpose, squeeze=squeeze, swapaxes=swapaxes, round=round_, repeat=repeat, clip=clip,
    )
)  # fmt: skip
METHODS["astype"] = lambda x, kind: cast(x, kind_named(kind))
PROPERTIES["T"] = transpose
