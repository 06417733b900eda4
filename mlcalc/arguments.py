"""What a derivative is asked of: which arguments, of which shapes, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from .graph import Node
from .trace import Trace, Traced, as_array, labels_of, shape_of, trace_leaves
from .trees import LEAF, flatten, unflatten

Function = Callable[..., Any]


def leaves_of(args: Sequence[Any]) -> list[Any]:
    """The leaves of the arguments as float64 (traced ones as they are)."""
    return as_values(flatten(list(args))[0])


def as_values(leaves: Sequence[Any]) -> list[Any]:
    return [x if type(x) is Traced else as_array(x, f"argument {i}") for i, x in enumerate(leaves)]


class Call(NamedTuple):
    """A call of f by its chosen arguments alone: traced, with the values to compute it at."""

    traced: Trace
    values: list[Any]
    structure: Any

    @classmethod
    def of(cls, f: Function, argnums: int | Sequence[int], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Call:
        """Trace ``f(*args, **kwargs)`` by the arguments at ``argnums``; all others are as given."""
        positions = _positions(argnums, len(args))

        def of_chosen(*some: Any) -> Any:
            full = list(args)
            for n, value in zip(positions, some, strict=True):
                full[n] = value
            return f(*full, **kwargs)

        of_chosen.__name__ = getattr(f, "__name__", "the function")
        leaves, structure = flatten([args[n] for n in positions])
        values = as_values(leaves)
        first = lambda: labels_of(f, (*args[: positions[0]], 0.0))[-1]
        return cls(trace_leaves(of_chosen, leaves, structure, None, first), values, structure)


def _positions(argnums: int | Sequence[int], count: int) -> list[int]:
    if not isinstance(argnums, int | list | tuple):
        raise TypeError(f"argnums must be an integer or a tuple of them, got {argnums!r}")
    chosen = [argnums] if isinstance(argnums, int) else list(argnums)
    for n in chosen:
        if not isinstance(n, int) or not -count <= n < count:
            raise ValueError(
                f"argnums: {n!r} is not a position among the {count} arguments given; "
                f"use an integer from 0 to {count - 1}, or a tuple of them"
            )
    return [n % count for n in chosen]


def as_asked(argnums: int | Sequence[int], results: list[Any]) -> Any:
    return results[0] if isinstance(argnums, int) else tuple(results)


def scalar_output(f: Function, traced: Trace) -> Node:
    name = getattr(f, "__name__", "the function")
    if traced.structure is not LEAF:
        raise TypeError(
            f"grad needs a scalar from {name}, got a {type(traced.structure).__name__}; use jacobian or vjp"
        )
    (output,) = traced.outputs
    if output.shape != ():
        raise TypeError(f"grad needs a scalar from {name}, got shape {output.shape}; use jacobian, or sum the result")
    return output


def sequence(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(
            f"{what} must be a tuple or list, one entry an argument, got {type(value).__name__}: write ({what[0]},)"
        )
    return list(value)


def same_shapes(tree: Any, structure: Any, nodes: Sequence[Node], what: str) -> None:
    """Refuse a tree that is not of this structure with leaves of these nodes' shapes."""
    leaves, given_structure = flatten(tree)
    given = [shape_of(leaf) for leaf in leaves]
    expected = [node.shape for node in nodes]
    if given != expected:
        raise TypeError(f"{what} must have the shapes {expected}, got {given}")
    if given_structure != structure:
        nested = unflatten(structure, [f"shape {shape}" for shape in expected])
        raise TypeError(f"{what} must be nested as {nested}, got the same shapes nested otherwise")
