"""A function of numbers as a graph of single numbers: what a figure in the page is drawn from.

Its inputs have no values, so that no branch is baked in: what it does to them is written down, entry by entry. The page
builds its nodes of what comes out (front/calculus/load.ts), folds constants and shares what is equal.
"""

from .arrays import FLOAT, INT, entries, kind_of, ndarray, shape_of, size_of
from .elementwise import VALUES, kind_of_result
from .linear import folded, slice_of
from .shapes import broadcast_shapes, promoted, spread
from .tracing import RULES, WRITER, Traced, bind
from .words import UNKNOWN

MOST = 20_000
# What only moves entries is done to the places of nodes in the graph as it would be to the numbers.
MOVES = ("reshape", "broadcast_to", "transpose", "index", "concatenate")


class Graph:
    """The nodes of a graph that is being written, as the page reads them; equal ones are one."""

    def __init__(self):
        self.nodes, self.known = [], {}


# The graph that is being written now.
NOW = [Graph()]


def begin():
    NOW[0] = Graph()


def node(key, written):
    """The place of a node."""
    graph = NOW[0]
    if key not in graph.known:
        if len(graph.nodes) >= MOST:
            raise RuntimeError(
                f"this function has more than {MOST} operations on its inputs, too many for a figure to follow"
            )
        graph.known[key] = len(graph.nodes)
        graph.nodes.append(written)
    return graph.known[key]


class Graphed(Traced):
    """A number, or an array of them, that depends on the inputs: ``at`` holds the places of its nodes."""

    def __init__(self, at, shape, kind):
        ndarray.__init__(self, None, shape, kind)
        self.at, self.level, self.name, self.args, self.params = at, 0, "", (), {}
        Traced.made += 1
        self.order = Traced.made

    @property
    def value(self):
        raise TypeError(UNKNOWN)

    def __bool__(self):
        raise TypeError(
            "`if`, `while`, `and`, `or`, `min` and `max` cannot ask for the value of an input: a figure needs the "
            "function for every value at once; choose by `np.where(condition, a, b)`, or by np.minimum and np.maximum"
        )

    def __repr__(self):
        return "<a value that depends on the inputs>" if self.shape == () else f"<values of shape {self.shape}>"

    __str__ = __repr__


def number(name):
    """An input of the graph."""
    return Graphed([node(("input", name), {"op": "input", "name": name})], (), FLOAT)


def constant(x):
    x = float(x)
    text = repr(x)
    # JSON has neither of the three; the page says what it says of a constant that is none.
    return node(("constant", text), {"op": "constant", "value": text if text in ("nan", "inf", "-inf") else x})


def places(x):
    return x.at if isinstance(x, Graphed) else [constant(entry) for entry in entries(x)]


def operation(name, at):
    return node((name,) + at, {"op": name, "args": list(at)})


def _elementwise(name, args):
    shape = broadcast_shapes(*[shape_of(arg) for arg in args])
    spread_out = []
    for arg in args:
        at = places(arg)
        spread_out.append(at if shape_of(arg) == shape else [at[i] for i in spread(shape_of(arg), shape)])
    kind = kind_of_result(name, [kind_of(arg) for arg in args])
    return Graphed([operation(name, at) for at in zip(*spread_out)], shape, kind)


def _moved(name, args, params):
    moved = RULES[name][0](*[ndarray(places(arg), shape_of(arg), INT) for arg in args], **params)
    return Graphed(list(entries(moved)), shape_of(moved), promoted(*[kind_of(arg) for arg in args]))


def _sum(x, axis):
    def added(run):
        total = None
        for at in run:
            total = at if total is None else operation("add", (total, at))
        return constant(0.0) if total is None else total

    summed = folded(added, ndarray(x.at, x.shape, INT), axis, INT)
    return Graphed(list(entries(summed)), shape_of(summed), FLOAT if x.kind == FLOAT else INT)


def _extreme(name):
    """The largest or the smallest by comparing one after the other; of equal ones each has its share."""

    def of(x, axis):
        if not size_of(x.shape):
            raise ValueError("zero-size array to reduction operation which has no identity")
        found = folded(lambda run: _folded(name, run), ndarray(x.at, x.shape, INT), axis, INT)
        return Graphed(list(entries(found)), shape_of(found), x.kind)

    return of


def _folded(name, run):
    best, ties = run[0], constant(1.0)
    for at in run[1:]:
        equal = operation("equal", (best, at))
        more = operation("add", (ties, constant(1.0)))
        share = operation("divide", (constant(1.0), more))
        if name == "maximum":
            first = operation("less", (best, at))
            best = operation("tied_maximum", (best, at, share))
        else:
            first = operation("less", (at, best))
            turned = [operation("negative", (each,)) for each in (best, at)]
            best = operation("negative", (operation("tied_maximum", (turned[0], turned[1], share)),))
        ties = operation("where", (equal, more, operation("where", (first, constant(1.0), ties))))
    return best


def _matmul(x, y):
    """Every row times every column: what is multiplied stands in an axis of its own, and is added up."""
    (n, inner), m = shape_of(x)[-2:], shape_of(y)[-1]
    left = bind("reshape", x, shape=shape_of(x)[:-2] + (n, inner, 1))
    right = bind("reshape", y, shape=shape_of(y)[:-2] + (1, inner, m))
    product = bind("multiply", left, right)
    return bind("sum", product, axis=(len(shape_of(product)) - 2,))


def _cumsum(x, axis):
    before = (slice_of[:],) * axis
    parts, total = [], None
    for i in range(x.shape[axis]):
        part = bind("index", x, key=before + (slice_of[i : i + 1],))
        total = part if total is None else bind("add", total, part)
        parts.append(total)
    return bind("concatenate", *parts, axis=axis) if parts else x


def _scatter(x, key, shape):
    from .indexing import places as places_of

    at = [None] * size_of(shape)
    for i, own in zip(places_of(shape, key)[0], x.at):
        at[i] = own if at[i] is None else operation("add", (at[i], own))
    return Graphed([constant(0.0) if own is None else own for own in at], shape, FLOAT)


OTHERS = {
    "sum": _sum, "max": _extreme("maximum"), "min": _extreme("minimum"), "matmul": _matmul, "cumsum": _cumsum,
    "scatter": _scatter,
}  # fmt: skip


def write(name, args, params):
    """An operation on arrays and numbers of which one at least depends on the inputs."""
    if name in VALUES:
        return _elementwise(name, args)
    if name in MOVES:
        return _moved(name, args, params)
    return OTHERS[name](*args, **params)


WRITER["write"] = write
