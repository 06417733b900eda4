"""What the author's check says with: it compares what a reader's program gives with what is right.

In the page `numpy` is ours and in Python it is numpy itself; this file is run by both.
"""

import numpy as np

TOLERANCE = 1e-6


class Wrong(Exception):  # noqa: N818
    """What the reader is told is not right yet; the message is the sentence."""


class Praise:
    """What is said when everything is right."""

    text = "Right."


def wrong(sentence):
    """Ends the check with this sentence."""
    raise Wrong(sentence)


def praise(sentence):
    """What is said if the check finds nothing wrong."""
    Praise.text = sentence


def same(name, given, expected, slips=None, where="", tolerance=TOLERANCE):
    """Compares one number or array, entry by entry, with what it has to be.

    ``slips`` are typical mistakes, each under the sentence that explains it: the value that a reader who made it has.
    A function that gives them is called only where something is wrong. Those are told whose every entry is the
    reader's. ``where`` is added: on which inputs it was.
    """
    given, expected = _array(name, given), np.asarray(expected, dtype=float)
    if given.shape != expected.shape:
        raise Wrong(_shapes(name, given, expected) + _reason(given, slips, tolerance) + where)
    size = max([abs(x) for x in _flat(expected)] + [0.0])
    allowed = tolerance * (size if size > 1e-12 else 1.0)
    for place, (got, right) in enumerate(zip(_flat(given), _flat(expected))):
        if not abs(got - right) <= allowed:
            entry = name + _index(place, expected.shape)
            said = f"`{entry}` has to be {_short(right)}, and is {_short(got)}."
            reason = _reason(given, slips, tolerance) or _relation(given, expected, allowed)
            raise Wrong(said + reason + where)


def _array(name, given):
    if given is None:
        raise Wrong(f"`{name}` is None. Is a `return` missing, or is nothing assigned?")
    try:
        return np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise Wrong(f"`{name}` has to be a number or an array of numbers, and is {given!r}.")


def _flat(x):
    return x.reshape(-1).tolist()


def _close(x, y, tolerance):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape:
        return False
    size = max([abs(entry) for entry in _flat(y)] + [1e-12])
    return all([abs(a - b) <= tolerance * size for a, b in zip(_flat(x), _flat(y))])


def _shapes(name, given, expected):
    said = f"`{name}` has to have the shape {expected.shape}, and has {given.shape}."
    if len(expected.shape) == 2 and list(given.shape) == list(reversed(expected.shape)):
        if _close(given.T, expected, TOLERANCE):
            return said + " Its entries are right: it is the transpose of what it has to be."
        return said + " Rows and columns are swapped."
    if given.size == expected.size and _close(given.reshape(expected.shape), expected, TOLERANCE):
        return said + " Its numbers are right, only not in this shape."
    return said


def _reason(given, slips, tolerance):
    slips = slips() if callable(slips) else slips or {}
    fitting = [sentence for sentence, value in slips.items() if _close(given, value, tolerance)]
    if len(fitting) < 2:
        return "".join([" " + sentence for sentence in fitting])
    return " It may be this: " + " Or this: ".join(fitting[:3])


def _relation(given, expected, allowed):
    """What holds for all entries: a sign, a factor, a transpose; the empty text where nothing does."""
    ours, right = _flat(given), _flat(expected)
    if all([abs(a + b) <= allowed for a, b in zip(ours, right)]):
        return " The size is right, the sign is not." if len(right) == 1 else " Every entry has the other sign."
    if len(right) > 1 and not any(ours):
        return " All of it is 0."
    if len(right) > 1:
        largest = max(range(len(right)), key=lambda i: abs(right[i]))
        factor = ours[largest] / right[largest] if right[largest] else 0.0
        if abs(factor) > 1e-9 and all([abs(a - factor * b) <= allowed for a, b in zip(ours, right)]):
            return f" Every entry is {_short(factor)} times what it has to be."
        if len(expected.shape) == 2 and expected.shape[0] == expected.shape[1] and _close(given.T, expected, TOLERANCE):
            return " It is the transpose of what it has to be."
        hits = sum([abs(a - b) <= allowed for a, b in zip(ours, right)])
        if hits:
            return f" {hits} of its {len(right)} entries {'is' if hits == 1 else 'are'} right."
    return ""


def _index(place, shape):
    if not len(shape):
        return ""
    indices = []
    for length in reversed(list(shape)):
        indices.insert(0, str(place % length))
        place //= length
    return f"[{', '.join(indices)}]"


def _short(x):
    return "%.6g" % x


NAMES = {"same": same, "wrong": wrong, "praise": praise}
