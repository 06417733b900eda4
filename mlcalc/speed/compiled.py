"""The public ``compile``: a function without the tracing, for whoever can promise that it does not change."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from types import MethodType
from typing import Any

from ..trace import Traced, trace
from ..trace.arguments import arguments, as_values, function
from ..trace.trees import flatten, unflatten
from . import Program, compile_graph
from .cache import tidy, written_on
from .entry import MISS, entry


def compile(f: Callable[..., Any]) -> Compiled:
    """``f`` without the tracing: traced once for arguments of new structure or shapes, then one flat function.

    The contract, which is that of ``jax.jit``: f is a function of its arguments alone. What it
    closes over is read at the first call and never again; what it prints is printed then. Where
    that may change, leave compile out: ``grad`` follows it and is nearly as fast.

    Takes numbers, arrays and nested lists, tuples and dicts of them, by position or keyword; returns fresh float64
    arrays, and floats for scalars, in the shapes of f's result. Raises what tracing raises. A compiled function may be
    traced itself, and copied or pickled where f can be.

    >>> from mlcalc.calculus.derivatives import grad
    >>> slope = compile(grad(lambda w: (w - 3.0) ** 2))
    >>> slope(1.0), slope(2.0)
    (-4.0, -2.0)
    """
    return Compiled(function(f, "compile"))


class Compiled:
    """A function that is traced once for each structure and shapes of its arguments: what :func:`compile` returns."""

    def __init__(self, f: Callable[..., Any]) -> None:
        update_wrapper(self, f)
        self.f = f
        self.known: list[tuple[Any, list[Any], Program, Any]] = []
        self.entries: list[Callable[[tuple[Any, ...]], Any]] = []  # one for each of these
        self.by_keyword: Compiled | None = None  # the same function of (args, kwargs), for calls with keywords

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs:
            return self._with_keywords(args, kwargs)
        for enter in self.entries:
            result = enter(args)
            if result is not MISS:
                return result
        return self._otherwise(args)

    def _with_keywords(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.by_keyword is None:
            f = self.f
            self.by_keyword = Compiled(lambda args, kwargs: f(*args, **kwargs))
        return self.by_keyword(args, kwargs)

    def _otherwise(self, args: tuple[Any, ...]) -> Any:
        """The answer to arguments of a kind that is new, or not the plainest: traced ones, or integers."""
        leaves, structure = flatten(args)
        if any(isinstance(leaf, Traced) for leaf in leaves):
            return self.f(*args)
        values = as_values(leaves, lambda: arguments(self.f, range(len(args)), args))
        shapes = [value.shape for value in values]
        for kept_structure, kept_shapes, program, result in self.known:
            if shapes == kept_shapes and structure == kept_structure:
                return unflatten(result, program(*values))
        traced = trace(self.f, args)
        if traced.around:  # f uses what an open trace around it has given it: a part of that, not a whole
            return unflatten(traced.structure, written_on(traced.outputs, traced.inputs, values, traced.around))
        program = compile_graph(traced.inputs, traced.outputs)
        self.known.append((structure, shapes, program, traced.structure))
        self.entries.append(entry(structure, shapes, program, traced.structure))
        tidy()
        return unflatten(traced.structure, program(*values))

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """A method of the instance, as a function would be, where a class keeps a compiled function."""
        return self if instance is None else MethodType(self, instance)

    def __reduce__(self) -> tuple[Any, ...]:
        return compile, (self.f,)

    def __repr__(self) -> str:
        return f"<{getattr(self.f, '__name__', 'a function')}, compiled>"
