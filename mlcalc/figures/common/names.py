"""The names of things: of an array's entries, and of a figure in its page."""

from __future__ import annotations

import re
from itertools import product


def entries(name: str, *shape: int) -> list[str]:
    """The names of an array's entries, in C order and counted from 1, as the mathematics counts; a number has its own.

    >>> entries("W1", 1, 2), entries("x", 2), entries("C")
    (['W1[1,1]', 'W1[1,2]'], ['x[1]', 'x[2]'], ['C'])
    """
    if not shape:
        return [name]
    return [f"{name}[{','.join(map(str, place))}]" for place in product(*(range(1, n + 1) for n in shape))]


def identifier(kind: str, name: str, given: str | None) -> str:
    """The figure's id in the page: letters, digits, - and _, so that an address can name it.

    >>> identifier("curve", "C", None), identifier("curve", "C", "my-cost")
    ('curve-C', 'my-cost')
    """
    if given is None:
        return re.sub(r"[^\w-]+", "-", f"{kind}-{name}").strip("-")
    if not re.fullmatch(r"[^\W\d][\w-]*", given):
        raise ValueError(f"id: {given!r} cannot stand in an address; use letters, digits, - and _, a letter first")
    return given
