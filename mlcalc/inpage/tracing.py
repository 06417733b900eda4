"""One operation at a time, and what it leaves behind so that a cotangent finds its way back.

While a function is differentiated its arguments are Traced: they hold a value, and remember what they came from. A
derivative of a function that itself differentiates has two levels of them; an operation unwraps the outermost alone.
"""

from .arrays import kind_of, ndarray, shape_of

# name: (value of the arguments, back: the cotangent of argument i). A rule is written in the operations themselves, so
# that it can be differentiated in its turn. Without one the operation has no derivative but zero.
RULES = {}
# What applies an operation to values that are written down and not computed: graphs.py puts it in.
WRITER = {}


class Traced(ndarray):
    """A value that is being differentiated."""

    made = 0

    def __init__(self, value, level, name="", args=(), params=None):
        ndarray.__init__(self, None, shape_of(value), kind_of(value))
        self.value = value
        self.level = level
        self.name = name
        self.args = args
        self.params = params or {}
        Traced.made += 1
        self.order = Traced.made

    def __bool__(self):
        raise TypeError(
            "if, while, and, or ask here for a value that is being differentiated, and only one branch would be "
            "followed; choose by np.where(condition, a, b)"
        )

    def __repr__(self):
        return f"<being differentiated: {plain(self)!r}>"

    def __str__(self):
        return f"<being differentiated: {plain(self)}>"


def plain(x):
    """The value, without what it remembers."""
    while isinstance(x, Traced):
        x = x.value
    return x


def bind(name, *args, **params):
    """Applies an operation to arrays and numbers, traced or not; level 0 is that of a graph which is being written."""
    level = -1
    for arg in args:
        if isinstance(arg, Traced) and arg.level > level:
            level = arg.level
    if level < 0:
        return RULES[name][0](*args, **params)
    if level == 0:
        return WRITER["write"](name, args, params)
    inner = [arg.value if isinstance(arg, Traced) and arg.level == level else arg for arg in args]
    value = bind(name, *inner, **params)
    if RULES[name][1] is None:
        return Traced(value, level)
    return Traced(value, level, name, args, params)


def pull(result, cotangent, leaves, level):
    """The cotangents of the leaves, from that of the result: one sweep, the last operation first."""
    if not (isinstance(result, Traced) and result.level == level):
        return [None for _ in leaves]
    found, ahead = {}, [result]
    while ahead:
        node = ahead.pop()
        if node.order not in found:
            found[node.order] = node
            ahead += [arg for arg in node.args if isinstance(arg, Traced) and arg.level == level]
    cotangents = {result.order: cotangent}
    for order in sorted(found, reverse=True):
        node = found[order]
        if not node.name or order not in cotangents:
            continue
        inner = [arg.value if isinstance(arg, Traced) and arg.level == level else arg for arg in node.args]
        for i, arg in enumerate(node.args):
            if isinstance(arg, Traced) and arg.level == level:
                back = RULES[node.name][1](i, cotangents[order], inner, node.value, **node.params)
                if back is not None:
                    before = cotangents.get(arg.order)
                    cotangents[arg.order] = back if before is None else bind("add", before, back)
    return [cotangents.get(leaf.order) for leaf in leaves]
