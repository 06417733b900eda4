"""The table of primitives as test cases: a row that is written is a row that is tested."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest

from mlcalc.trace.primitives import ROWS, TABLE, Primitive, Shape, bind

ELEMENTWISE = [row for row in ROWS if row.partials is not None]
# A row in pieces states one of them as its domain, where some of its partials are zero. These are the others.
OTHER_PIECES = {
    "relu": ((-3.0, -0.2),),
    "abs": ((0.2, 3.0),),
    "sign": ((-3.0, -0.3),),
    "maximum": ((-1.0, 0.8), (1.0, 3.0)),
    "minimum": ((-1.0, 0.8), (1.0, 3.0)),
    "tied_maximum": ((-1.0, 0.8), (1.0, 3.0), (0.1, 0.9)),
}
PIECES = [*ELEMENTWISE, *(TABLE[name]._replace(domain=domain) for name, domain in OTHER_PIECES.items())]
LINEAR = [row for row in ROWS if row.transpose and not row.differential]
MATRIX = [row for row in ROWS if row.differential and row.examples]  # not those that take entries along an axis

# Every way in which numpy stretches an argument: by a new axis, along an axis of one entry, not at all.
STRETCHED: dict[int, list[tuple[Shape, ...]]] = {
    1: [((),), ((3,),), ((2, 1),)],
    2: [*product([(), (3,), (2, 1)], repeat=2), ((1,), (2, 3)), ((4, 1, 3), (2, 1))],
    3: [((), (), ()), ((3,), (2, 1), ()), ((), (3,), (2, 3)), ((2, 1), (1,), (3,))],
}


def elementwise_cases() -> list[Any]:
    """(row, shapes of its arguments, no parameters) for every elementwise row."""
    return [
        pytest.param(row, shapes, {}, id=f"{row.name}{'' if row in ROWS else '-elsewhere'}{shapes}".replace(" ", ""))
        for row in PIECES
        for shapes in STRETCHED[len(row.domain)]
    ]


def linear_cases() -> list[Any]:
    """(row, shapes of its arguments, parameters) for every example of a linear row."""
    return [
        pytest.param(row, shapes, params, id=f"{row.name}-{i}")
        for row in LINEAR
        for i, (shapes, params) in enumerate(row.examples)
    ]


def applied(row: Primitive, **params: Any) -> Callable[..., Any]:
    """The row as a function of its arguments, under the row's name."""

    def apply(*args: Any) -> Any:
        return bind(row.name, *args, **params)

    apply.__name__ = row.name
    return apply


def draw(row: Primitive, shapes: tuple[Shape, ...], seed: int = 0) -> list[Any]:
    """Arguments of these shapes, inside the row's domain."""
    rng = np.random.default_rng([seed, *row.name.encode()])
    domain = row.domain or ((-3.0, 3.0),) * len(shapes)
    return [np.asarray(rng.uniform(low, high, shape)) for (low, high), shape in zip(domain, shapes, strict=True)]


def witnesses(row: Primitive) -> list[tuple[Callable[..., Any], list[Any]]]:
    """Functions and arguments among which every partial of the row shows that it is right or wrong."""
    pieces = [piece for piece in PIECES if piece.name == row.name]
    found = [(applied(row), draw(piece, ((3,),) * len(piece.domain))) for piece in pieces]
    if row.name == "where":  # a condition that is false cannot be moved: it would become true
        otherwise = lambda x, y: bind("where", 0.0, x, y)
        otherwise.__name__ = row.name
        found.append((otherwise, found[0][1][1:]))
    return found
