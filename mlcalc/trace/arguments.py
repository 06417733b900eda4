"""What a derivative is asked of: which arguments, of which shapes, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import Parameter, signature
from operator import index
from typing import Any

from . import Trace, as_value, shape_of
from .graph import Node
from .trees import LEAF, flatten, unflatten

Function = Callable[..., Any]


def name_of(f: Function) -> str:
    return getattr(f, "__name__", "the function")


def function(f: Any, asked: str) -> Function:
    """``f`` itself, refused where it cannot be called: ``grad(f(x))`` is an easy slip."""
    if not callable(f):
        raise TypeError(f"{asked} needs a function, got {type(f).__name__} {f!r:.60}: give it f, not f(x)")
    return f  # type: ignore[no-any-return]


# --- which arguments ------------------------------------------------------------------------------------------


def chosen(argnums: Any) -> int | tuple[int, ...]:
    """``argnums`` as one integer, or as a tuple of different ones."""
    try:
        return index(argnums)
    except TypeError:  # not one integer: several, then
        pass
    try:
        positions = tuple(map(index, argnums))
    except TypeError:
        raise TypeError(
            f"argnums must be an integer or a tuple of them, got {argnums!r}: arguments are counted from 0"
        ) from None
    if not positions:
        raise ValueError("argnums must name at least one argument, got none: write argnums=0 for the first")
    return _different(positions)


def _different(positions: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(positions)) < len(positions):
        raise ValueError(f"argnums must name each argument once, got {positions}: leave the repeated one out")
    return positions


def counted(positions: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The positions from 0; as in JAX, a negative one counts back from the last argument given by position."""
    for n in positions:
        if n < -count:
            raise ValueError(
                f"argnums: {n} is not a position among the {count} arguments given by position; count from 0 instead"
            )
    return _different(tuple(n + count if n < 0 else n for n in positions))


def positional(
    f: Function, last: int, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The same call of ``f`` with all arguments up to position ``last`` given by position.

    Keywords that name them are moved there, other keywords stay, and what is left out before ``last`` has its default.

    >>> positional(lambda x, y=2.0, z=3.0, **more: x, 2, (1.0,), {"z": 7.0, "k": 5})
    ((1.0, 2.0, 7.0), {'k': 5})
    """
    moved, rest = list(args), dict(kwargs)
    for parameter in _parameters(f)[len(args) : last + 1]:
        if parameter.name in rest and parameter.kind is Parameter.POSITIONAL_OR_KEYWORD:
            moved.append(rest.pop(parameter.name))
        elif len(moved) < last and parameter.default is not Parameter.empty:
            moved.append(parameter.default)
        else:
            break
    if len(moved) <= last:
        raise ValueError(_not_given(f, last, len(args), len(moved), rest))
    return tuple(moved), rest


def _parameters(f: Function) -> list[Parameter]:
    """The parameters of f that have a position; none where f has no signature that Python can read."""
    try:
        parameters = signature(f).parameters.values()
    except (TypeError, ValueError):
        return []
    return [one for one in parameters if one.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)]


def _not_given(f: Function, last: int, count: int, missing: int, keywords: Mapping[str, Any]) -> str:
    """That f has no argument at position ``last`` in this call, and what to do about it."""
    ways = []
    if count:
        ways.append("use argnums=0" if count == 1 else f"use an integer from 0 to {count - 1}, or a tuple of them")
    parameters = _parameters(f)
    if missing < len(parameters):
        positional_only = parameters[missing].kind is Parameter.POSITIONAL_ONLY
        ways.append(f"give {argument(f, missing)} {'by position' if positional_only else 'as well'}")
    elif keywords:
        key = next(iter(keywords))
        ways.append(f"write lambda t: f({key}=t), for f has no signature that gives {key!r} a position")
    given = f"argnums: {last} is not a position among the {count} arguments given to {name_of(f)}"
    return "; ".join([given, " or ".join(ways)])


# --- what they are called -------------------------------------------------------------------------------------


def parameter_name(f: Function, n: int) -> str:
    """What f calls its argument at position n; empty where it has no name for it."""
    parameters = _parameters(f)
    return parameters[n].name if n < len(parameters) else ""


def argument(f: Function, n: int) -> str:
    name = parameter_name(f, n)
    return f"argument {n} ({name!r})" if name else f"argument {n}"


def arguments(f: Function, positions: Iterable[int], args: Sequence[Any]) -> Iterator[str]:
    """What each leaf of the arguments at these positions is called: ``argument 1 ('p') at ['b'][0]``."""
    for n in positions:
        yield from places(args[n], argument(f, n) + (" at " if flatten(args[n])[1] is not LEAF else ""))


def places(tree: Any, called: str) -> Iterator[str]:
    """What each leaf of a tree is called, in the order in which flatten returns them."""
    if isinstance(tree, dict):
        for key in sorted(tree):
            yield from places(tree[key], f"{called}[{key!r}]")
    elif isinstance(tree, list | tuple):
        for i, part in enumerate(tree):
            yield from places(part, f"{called}[{i}]")
    else:
        yield called


# --- their values and shapes ----------------------------------------------------------------------------------


def as_values(leaves: Sequence[Any], names: Callable[[], Iterable[str]]) -> list[Any]:
    """The leaves as float64, traced ones as they are; ``names`` is asked only where one is refused."""
    try:
        return [as_value(x, "an argument") for x in leaves]
    except TypeError:
        for x, name in zip(leaves, names(), strict=True):
            as_value(x, name)
        raise


def scalar_output(f: Function, traced: Trace) -> Node:
    if traced.structure is not LEAF:
        raise TypeError(
            f"grad needs a scalar from {name_of(f)}, got a {type(traced.structure).__name__}; use jacobian or vjp, "
            "or has_aux=True for a pair of the scalar and what comes with it"
        )
    (output,) = traced.outputs
    if output.shape != ():
        raise TypeError(
            f"grad needs a scalar from {name_of(f)}, got shape {output.shape}; use jacobian, or sum the result"
        )
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
