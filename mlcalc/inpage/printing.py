"""Arrays as numpy writes them: eight digits, columns under each other, powers of ten where sizes differ too much."""

from .arrays import BOOL, DTYPES, FLOAT, INT, OPERATORS, entries, nested, size_of
from .tracing import plain

OPTIONS = {"precision": 8, "suppress": False, "linewidth": 75, "threshold": 1000, "edgeitems": 3}
INFINITE = (float("inf"), -float("inf"))


def set_printoptions(precision=None, suppress=None, linewidth=None, threshold=None, edgeitems=None):
    given = {"precision": precision, "suppress": suppress, "linewidth": linewidth, "threshold": threshold}
    given["edgeitems"] = edgeitems
    OPTIONS.update({name: value for name, value in given.items() if value is not None})


def _trimmed(text):
    return text.rstrip("0") if "." in text else text + "."


def _positional(x, precision):
    """The shortest text that is this number, at most so many digits behind the point, and a point in any case."""
    short = repr(x)
    if "e" not in short and len(short.split(".")[1]) <= precision:
        return _trimmed(short)
    return _trimmed(("%." + str(precision) + "f") % x)


def _scientific(x, precision):
    """(what stands before the point, behind it, the power of ten with its sign)."""
    short = ("%.17e" % x).split("e")[1]
    for digits in range(precision + 1):
        text = ("%." + str(digits) + "e") % x
        if float(text) == x:
            break
    number, power = text.split("e")
    whole, _, fraction = number.partition(".")
    return whole, fraction.rstrip("0"), power if power else short


def _float_writer(numbers):
    precision = OPTIONS["precision"]
    finite = [x for x in numbers if x == x and x not in INFINITE]
    sizes = [abs(x) for x in finite if x != 0]
    powers = bool(sizes) and (
        max(sizes) >= 1e8 or (not OPTIONS["suppress"] and (min(sizes) < 1e-4 or max(sizes) / min(sizes) > 1000))
    )
    left = right = 0
    if powers:
        parts = [_scientific(x, precision) for x in finite]
        left = max([len(whole) for whole, _, _ in parts])
        digits = max([len(fraction) for _, fraction, _ in parts])
        exponent = max([len(power) for _, _, power in parts])
        right = digits + 1 + exponent

        def write(x):
            text = ("%." + str(digits) + "e") % x
            number, power = text.split("e")
            if digits == 0:
                number += "."
            while len(power) < exponent:
                power = power[0] + "0" + power[1:]
            return _right(f"{number}e{power}", left + 1 + right)

    else:
        texts = [_positional(x, precision).split(".") for x in finite]
        left = max([len(whole) for whole, _ in texts], default=0)
        right = max([len(fraction) for _, fraction in texts], default=0)

        def write(x):
            whole, fraction = _positional(x, precision).split(".")
            return _right(whole, left) + "." + fraction + " " * (right - len(fraction))

    others = [_word(x) for x in numbers if x != x or x in INFINITE]
    left = max([left] + [len(word) - right - 1 for word in others])
    return lambda x: write(x) if x == x and x not in INFINITE else _right(_word(x), left + right + 1)


def _word(x):
    return "nan" if x != x else "inf" if x > 0 else "-inf"


def _right(text, width):
    return " " * (width - len(text)) + text


def _writer(numbers, kind):
    if kind == FLOAT:
        return _float_writer(numbers)
    width = max([len(str(x)) for x in numbers], default=0)
    if kind == BOOL:
        width = 5
    return lambda x: _right(str(x), width)


def _rows(rows, write, separator, indent, width, summary):
    """The text of lists within lists, without the indent of its first line."""
    edge = OPTIONS["edgeitems"]
    short = summary and len(rows) > 2 * edge
    parts = list(rows[:edge]) + [None] + list(rows[-edge:]) if short else list(rows)
    if not isinstance(rows[0], list):
        words = ["..." if part is None else write(part) for part in parts]
        text, line = "", indent
        for i, word in enumerate(words):
            room = width - max(len(separator.rstrip()), 1)
            if len(line) > len(indent) and len(line) + len(word) > room:
                text += line.rstrip() + "\n"
                line = indent
            line += word + ("" if i == len(words) - 1 else separator)
        return "[" + (text + line)[len(indent) :] + "]"
    depth, inside = 1, rows[0]
    while isinstance(inside, list) and inside:
        depth, inside = depth + 1, inside[0]
    texts = ["..." if p is None else _rows(p, write, separator, indent + " ", width - 1, summary) for p in parts]
    between = separator.rstrip() + "\n" * (depth - 1) + indent
    return "[" + between.join(texts) + "]"


def _text(x, separator, prefix, suffix):
    if size_of(x.shape) == 0:
        return "[]"
    numbers = entries(x)
    summary = len(numbers) > OPTIONS["threshold"]
    shown = _edges(nested(numbers, x.shape)) if summary else numbers
    write = _writer(shown, x.kind)
    if x.shape == ():
        return write(numbers[0]).strip() if x.kind != FLOAT else repr(numbers[0])
    width = OPTIONS["linewidth"] - len(suffix)
    return _rows(nested(numbers, x.shape), write, separator, " " + " " * len(prefix), width, summary)


def _edges(rows):
    """The numbers that a summary shows."""
    edge = OPTIONS["edgeitems"]
    parts = rows if len(rows) <= 2 * edge else list(rows[:edge]) + list(rows[-edge:])
    if not isinstance(rows[0], list):
        return list(parts)
    return [number for part in parts for number in _edges(part)]


def to_str(x):
    return _text(plain(x), " ", "", "")


def to_repr(x):
    x = plain(x)
    kind = f", dtype={DTYPES[x.kind]}" if size_of(x.shape) == 0 and x.kind == FLOAT else ""
    if size_of(x.shape) == 0 and x.kind == INT:
        kind = ", dtype=int64"
    if size_of(x.shape) > OPTIONS["threshold"]:
        kind += f", shape={x.shape}"
    return "array(" + _text(x, ", ", "array(", ")") + kind + ")"


OPERATORS["str"] = to_str
OPERATORS["repr"] = to_repr
