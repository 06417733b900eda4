"""The way into a compiled function and out of it, as lines of Python of their own.

To take nested arguments apart by walking through them costs more than a small function. For
arguments that are nested as they were, and of the same shapes, a few lines do it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..trace import FLOAT
from ..trace.linear import Shape
from ..trace.trees import LEAF
from .unrolled import Program, define

MISS = object()


def entry(structure: Any, shapes: Sequence[Shape], program: Program, result: Any) -> Callable[[tuple[Any, ...]], Any]:
    """A function of a tuple of arguments: what ``program`` makes of their leaves, nested like ``result``.

    It returns MISS for arguments of another structure, shape or type (integers, say, which must be converted first).
    """
    space: dict[str, Any] = {"MISS": MISS, "ndarray": np.ndarray, "FLOAT": FLOAT, "program": program}
    space["NUMBERS"] = (float, np.float64)  # not isinstance: a traced number says that it is a float
    lines: list[str] = []
    leaves = iter(shapes)
    arguments: list[str] = []

    def take(part: Any, name: str) -> None:
        """Lines that go on only if what ``name`` holds is nested like ``part``."""
        if part is LEAF:
            shape = next(leaves)
            is_array = f"type({name}) is ndarray and {name}.dtype is FLOAT and {name}.shape == {shape}"
            lines.append(f"if not ({is_array if shape else f'type({name}) in NUMBERS'}): return MISS")
            arguments.append(name)
            return
        space[f"kind_{name}"] = type(part)
        lines.append(f"if type({name}) is not kind_{name} or len({name}) != {len(part)}: return MISS")
        if isinstance(part, dict):
            space[f"keys_{name}"] = keys = tuple(part)
            lines.append(f"if not all(key in {name} for key in keys_{name}): return MISS")
            inner = {f"{name}_{i}": part[key] for i, key in enumerate(keys)}
            lines.extend(f"{one} = {name}[keys_{name}[{i}]]" for i, one in enumerate(inner))
        else:
            inner = {f"{name}_{i}": one for i, one in enumerate(part)}
            lines.append(f"{''.join(f'{one}, ' for one in inner)}= {name}" if inner else "pass")
        for one, piece in inner.items():
            take(piece, one)

    take(structure, "x")
    results: list[str] = []
    nested = _nested(result, results, space)
    given = f"{''.join(f'{one}, ' for one in results)}= " if results else ""
    lines.append(f"{given}program({', '.join(arguments)})")
    return define("def run(x):", [*lines, f"return {nested}"], space)


def _nested(part: Any, names: list[str], space: dict[str, Any]) -> str:
    """The expression that nests results like ``part``, whose names are added to ``names``."""
    if part is LEAF:
        names.append(f"r{len(names)}")
        return names[-1]
    if isinstance(part, dict):
        first = len(space)
        space |= {f"key{first + i}": key for i, key in enumerate(part)}
        return (
            f"{{{', '.join(f'key{first + i}: {_nested(one, names, space)}' for i, one in enumerate(part.values()))}}}"
        )
    inner = ", ".join(_nested(one, names, space) for one in part)
    if type(part) is list:
        return f"[{inner}]"
    if type(part) is tuple:
        return f"({inner},)" if part else "()"
    kind = f"kind{len(space)}"
    space[kind] = type(part)
    return f"{kind}({inner})" if hasattr(part, "_fields") else f"{kind}([{inner}])"
