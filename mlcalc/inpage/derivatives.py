"""grad, value_and_grad, vjp, jvp and jacobian of a function of numbers and arrays, as mlcalc has them."""

from .arrays import FLOAT, entries, made, ndarray, shape_of
from .elementwise import cast, operand
from .functions import reshape, stack
from .products import zeros
from .tracing import Traced, bind, pull

_depth = [0]


class _Level:
    """One more derivative is being taken: its values are told from those of the derivatives around it."""

    def __enter__(self):
        _depth[0] += 1
        return _depth[0]

    def __exit__(self, *error):
        _depth[0] -= 1
        return False


def _leaves(tree):
    if isinstance(tree, (list, tuple)):
        return [leaf for part in tree for leaf in _leaves(part)]
    if isinstance(tree, dict):
        return [leaf for key in sorted(tree) for leaf in _leaves(tree[key])]
    return [tree]


def _built(tree, leaves):
    """The same lists, tuples and dicts around other leaves; `leaves` is an iterator."""
    if isinstance(tree, list):
        return [_built(part, leaves) for part in tree]
    if isinstance(tree, tuple):
        return tuple([_built(part, leaves) for part in tree])
    if isinstance(tree, dict):
        built = {key: _built(tree[key], leaves) for key in sorted(tree)}
        return {key: built[key] for key in tree}
    return next(leaves)


def _number(leaf, where):
    if isinstance(leaf, Traced):
        return leaf
    if isinstance(leaf, (ndarray, bool, int, float)):
        return cast(leaf, FLOAT)
    raise TypeError(f"{where}: expected numbers and arrays, or lists, tuples and dicts of them, got {leaf!r}")


def _traced(f, args, where):
    """The function's result at these arguments, the leaves that it came from, and the level of both."""
    with _Level() as level:
        leaves = [Traced(_number(leaf, where), level) for leaf in _leaves(args)]
        result = f(*_built(args, iter(leaves)))
    return result, leaves, level


def _value(x, level):
    return x.value if isinstance(x, Traced) and x.level == level else x


def _back(result, cotangent, leaves, level):
    """The cotangent of every leaf, zeros where the result does not depend on it."""
    found = pull(result, cotangent, leaves, level)
    return [made([0.0] * len(_zeros(leaf)), leaf.shape, FLOAT) if g is None else g
            for g, leaf in zip(found, leaves)]  # fmt: skip


def _zeros(leaf):
    return [0.0] if leaf.shape == () else entries(zeros(leaf.shape))


def value_and_grad(f, argnums=0):
    """A function that gives (f's value, its gradient)."""

    def function(*args):
        chosen = argnums if isinstance(argnums, tuple) else (argnums,)
        for i in chosen:
            if not 0 <= i < len(args):
                raise TypeError(f"grad: argnums names argument {i}, but the function was given {len(args)}")

        def of_chosen(*given):
            full = list(args)
            for i, arg in zip(chosen, given):
                full[i] = arg
            return f(*full)

        given = tuple([args[i] for i in chosen])
        result, leaves, level = _traced(of_chosen, given, "grad")
        if shape_of(result) != () or not isinstance(result, (Traced, bool, int, float)):
            got = f"shape {shape_of(result)}" if isinstance(result, ndarray) else repr(result)
            raise TypeError(
                f"grad: the function has to return one number, and returned {got}; add its entries up with np.sum, or "
                "ask for vjp, jvp or jacobian"
            )
        gradients = _built(given, iter(_back(result, 1.0, leaves, level)))
        return _value(result, level), gradients if isinstance(argnums, tuple) else gradients[0]

    return function


def grad(f, argnums=0):
    """The gradient of a function that returns one number, as a function of the same arguments."""
    both = value_and_grad(f, argnums)
    return lambda *args: both(*args)[1]


def vjp(f, *primals):
    """(f's value, the function that takes a cotangent of the value back to the arguments)."""
    result, leaves, level = _traced(f, primals, "vjp")

    def back(cotangent):
        cotangent = operand(cotangent)
        if shape_of(cotangent) != shape_of(result):
            raise ValueError(
                f"vjp: the cotangent has the shape of the value, {shape_of(result)}, not {shape_of(cotangent)}"
            )
        return _built(primals, iter(_back(result, _number(cotangent, "vjp"), leaves, level)))

    return _value(result, level), back


def jvp(f, primals, tangents):
    """(f's value, its derivative along the tangents): the vjp is linear in its cotangent, and is taken back again."""
    primals, tangents = tuple(primals), tuple(tangents)
    result, back = vjp(f, *primals)
    if len(_leaves(primals)) != len(_leaves(tangents)):
        raise ValueError(f"jvp: {len(_leaves(primals))} primals need as many tangents, not {len(_leaves(tangents))}")
    along = [_number(leaf, "jvp") for leaf in _leaves(tangents)]

    def linear(cotangent):
        total = 0.0
        for g, t in zip(_leaves(back(cotangent)), along):
            total = total + bind("sum", operand(g * t), axis=tuple(range(len(shape_of(g * t)))))
        return total

    zero = made([0.0] * len(_zeros(operand_array(result))), shape_of(result), FLOAT)
    return result, grad(linear)(zero)


def operand_array(x):
    return x if isinstance(x, ndarray) else ndarray([x], (), FLOAT)


def jacobian(f, argnums=0):
    """Every entry of f's value by every entry of one argument: shape (value's shape, argument's shape)."""

    def function(*args):
        def of_one(x):
            return f(*[x if i == argnums else arg for i, arg in enumerate(args)])

        value, back = vjp(of_one, args[argnums])
        shape = shape_of(value)
        count = len(_zeros(operand_array(value)))
        rows = [back(reshape([1.0 if k == j else 0.0 for k in range(count)], shape))[0] for j in range(count)]
        return rows[0] if shape == () else reshape(stack(rows), shape + shape_of(rows[0]))

    return function
