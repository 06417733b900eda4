"""What a derivative is asked of: which arguments, of which shapes, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from .graph import Node
from .scope import as_array
from .trace import Trace, labels_of, shape_of
from .traced import Traced
from .trees import flatten

Function = Callable[..., Any]


def leaves_of(args: Sequence[Any]) -> list[Any]:
    """The leaves of the arguments as float64 (traced ones as they are)."""
    leaves, _ = flatten(list(args))
    return [x if isinstance(x, Traced) else as_array(x, f"argument {i}") for i, x in enumerate(leaves)]


def partial(
    f: Function, argnums: int | Sequence[int], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[Function, list[Any]]:
    """f as a function of the chosen arguments alone, and those arguments."""
    if not isinstance(argnums, int | list | tuple):
        raise TypeError(f"argnums must be an integer or a tuple of them, got {argnums!r}")
    chosen = [argnums] if isinstance(argnums, int) else list(argnums)
    for n in chosen:
        if not isinstance(n, int) or not -len(args) <= n < len(args):
            raise ValueError(
                f"argnums: {n!r} is not a position among the {len(args)} arguments given; "
                f"use an integer from 0 to {len(args) - 1}, or a tuple of them"
            )
    chosen = [n % len(args) for n in chosen]

    @wraps(f)
    def of_chosen(*some: Any) -> Any:
        full = list(args)
        for n, value in zip(chosen, some, strict=True):
            full[n] = value
        return f(*full, **kwargs)

    return of_chosen, [args[n] for n in chosen]


def as_asked(argnums: int | Sequence[int], results: list[Any]) -> Any:
    return results[0] if isinstance(argnums, int) else tuple(results)


def scalar_output(f: Function, traced: Trace) -> Node:
    name = getattr(f, "__name__", "the function")
    if traced.structure is not flatten(0.0)[1]:
        raise TypeError(
            f"grad needs a scalar from {name}, got a {type(traced.structure).__name__}; use jacobian or vjp"
        )
    (output,) = traced.outputs
    if output.shape != ():
        raise TypeError(f"grad needs a scalar from {name}, got shape {output.shape}; use jacobian, or sum the result")
    return output


def names_of(f: Function, argnums: int | Sequence[int], args: tuple[Any, ...]) -> list[str]:
    chosen = [argnums] if isinstance(argnums, int) else list(argnums)
    sizes = [len(flatten(arg)[0]) for arg in args]
    labels = labels_of(f, args)
    starts = [sum(sizes[:n]) for n in range(len(args))]
    return [label for n in chosen for label in labels[starts[n] : starts[n] + sizes[n]]]


def sequence(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(
            f"{what} must be a tuple or list, one entry an argument, got {type(value).__name__}: write ({what[0]},)"
        )
    return list(value)


def same_shapes(tree: Any, nodes: Sequence[Node], what: str) -> None:
    leaves, _ = flatten(tree)
    given = [shape_of(leaf) for leaf in leaves]
    expected = [node.shape for node in nodes]
    if given != expected:
        raise TypeError(f"{what} must have the shapes {expected}, got {given}")
