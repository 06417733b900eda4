"""A call of a derivative: f is traced by the arguments that were chosen, whatever else it is given or returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import update_wrapper
from types import MappingProxyType, MethodType
from typing import Any, NamedTuple

from ..speed.cache import derived
from ..trace import Trace, Traced, trace_leaves
from ..trace.arguments import (
    Function,
    argument,
    arguments,
    as_values,
    chosen,
    counted,
    name_of,
    parameter_name,
    positional,
)
from ..trace.graph import Node
from ..trace.trees import flatten, unflatten

NO_KEYWORDS: Mapping[str, Any] = MappingProxyType({})


class Aux(NamedTuple):
    """What f returns besides its value under ``has_aux``: traced parts as nodes, all others as they are."""

    nodes: list[Node]
    leaves: list[Any]
    structure: Any

    def filled(self, numbers: Sequence[Any]) -> Any:
        """What f returned, with numbers in place of the traced parts."""
        following = iter(numbers)
        return unflatten(self.structure, [next(following) if isinstance(x, Traced) else x for x in self.leaves])


class Call(NamedTuple):
    """A call of f by its chosen arguments alone: traced, with the values to compute it at."""

    traced: Trace  # of the value alone
    aux: Aux | None  # what comes with it under has_aux
    values: list[Any]
    structure: Any  # of the list of chosen arguments

    @classmethod
    def of(
        cls,
        f: Function,
        positions: Sequence[int],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any] = NO_KEYWORDS,
        has_aux: bool = False,
    ) -> Call:
        """Trace ``f(*args, **kwargs)`` by the arguments at these positions; all others are as given."""

        def of_chosen(*some: Any) -> Any:
            full = list(args)
            for n, value in zip(positions, some, strict=True):
                full[n] = value
            return f(*full, **kwargs)

        of_chosen.__name__ = name_of(f)
        leaves, structure = flatten([args[n] for n in positions])
        values = as_values(leaves, lambda: arguments(f, positions, args))
        first_name = lambda: parameter_name(f, positions[0]) or argument(f, positions[0])
        if has_aux:
            return cls(*_apart(of_chosen, leaves, structure, first_name), values, structure)
        return cls(trace_leaves(of_chosen, leaves, structure, None, first_name), None, values, structure)

    def compute(
        self,
        kind: str,
        derive: Callable[[], Sequence[tuple[Node | None, Node]]],
        seeds: Sequence[Node] = (),
        at: Sequence[Any] = (),
    ) -> tuple[list[Any], Any]:
        """What ``derive`` makes of the trace (as :func:`derived` has it), and the aux output, as numbers.

        ``seeds`` are further inputs (tangents, cotangents), and ``at`` their values.
        """
        traced, aux = self.traced, self.aux
        values = [*self.values, *at] if at else self.values
        if aux is None:
            return derived(kind, traced, seeds, derive)(values, traced), None
        with_aux = lambda: [*derive(), *zip(aux.nodes, aux.nodes, strict=True)]
        results = derived((kind, *aux.nodes), traced, seeds, with_aux)(values, traced)
        count = len(results) - len(aux.nodes)
        return results[:count], aux.filled(results[count:])


def _apart(f: Function, leaves: Sequence[Any], structure: Any, first_name: Callable[[], str]) -> tuple[Trace, Aux]:
    """The trace of the value and the aux output apart, of a function that returns the pair of them."""
    kept: list[Any] = []

    def traced_alone(*args: Any) -> Any:
        pair = f(*args)
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            got = f"{len(pair)} entries" if isinstance(pair, list | tuple) else "one value"
            raise TypeError(
                f"has_aux=True: {name_of(f)} must return a pair (value, aux), got {got}; "
                "leave has_aux out where it returns the value alone"
            )
        kept[:] = flatten(pair[1])
        return pair[0], [x for x in kept[0] if isinstance(x, Traced)]

    both = trace_leaves(traced_alone, leaves, structure, None, first_name)
    value_structure, aux_structure = both.structure
    count = len(both.outputs) - len(aux_structure)
    value = both._replace(outputs=both.outputs[:count], structure=value_structure)
    return value, Aux(both.outputs[count:], *kept)


class Derivative:
    """A derivative of f, called with f's arguments.

    A class, where a function within a function would do, because it can be pickled and copied wherever f can be.
    """

    def __init__(
        self, compute: Callable[[Derivative, Call], Any], f: Function, argnums: int | Sequence[int], has_aux: bool
    ) -> None:
        update_wrapper(self, f)
        self.compute, self.f, self.has_aux = compute, f, has_aux
        self.argnums = chosen(argnums)
        self.positions = (self.argnums,) if isinstance(self.argnums, int) else self.argnums

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        positions = self.positions
        if min(positions) < 0:
            positions = counted(positions, len(args))
        if max(positions) >= len(args):
            args, kwargs = positional(self.f, max(positions), args, kwargs)
        return self.compute(self, Call.of(self.f, positions, args, kwargs, self.has_aux))

    def nested(self, call: Call, leaves: Sequence[Any]) -> Any:
        """Leaves of the chosen arguments, nested as these are: a tuple where argnums is one."""
        parts = unflatten(call.structure, leaves)
        return parts[0] if isinstance(self.argnums, int) else tuple(parts)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """A method of the instance, as a function would be, where a class keeps a derivative."""
        return self if instance is None else MethodType(self, instance)

    def __reduce__(self) -> tuple[Any, ...]:
        return Derivative, (self.compute, self.f, self.argnums, self.has_aux)

    def __repr__(self) -> str:
        return f"<a derivative of {name_of(self.f)}>"
