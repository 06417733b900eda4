"""What JAX says of a function that is written in numpy: the same lines, read with jax.numpy as ``np``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

import jax
import numpy as np
import pytest

import mlcalc


@pytest.fixture
def double_jax():
    """JAX in float64."""
    with jax.enable_x64(True):
        yield


def in_jax(f: Callable[..., Any]) -> Callable[..., Any]:
    """``f`` with jax.numpy for numpy: a function of numpy by its name, or Python that says ``np.``"""
    if isinstance(f, FunctionType) and "np" in f.__globals__:
        return FunctionType(f.__code__, {**f.__globals__, "np": jax.numpy}, f.__name__, f.__defaults__, f.__closure__)
    found: Callable[..., Any] = getattr(jax.numpy, f.__name__)
    return found


def weighted(f: Callable[..., Any]) -> Callable[..., Any]:
    """All that f returns in one number, with a weight of its own for each entry, so that none can hide."""

    def total(*args: Any) -> Any:
        results = f(*args)
        parts = results if isinstance(results, tuple) else (results,)
        return sum(
            ((1.0 + np.arange(part.size).reshape(part.shape) / 7 + i) * part).sum() for i, part in enumerate(parts)
        )

    return total


def assert_jax_agrees(f: Callable[..., Any], args: Sequence[Any], theirs: Callable[..., Any] | None = None) -> None:
    """The value, the gradient, and its derivative along a direction, to eleven digits."""
    args = [np.asarray(arg, dtype=float) for arg in args]
    rng = np.random.default_rng(0)
    directions = tuple(rng.uniform(0.5, 1.5, arg.shape) for arg in args)
    every = tuple(range(len(args)))
    ours, theirs = weighted(f), weighted(theirs or in_jax(f))
    value, gradient = mlcalc.value_and_grad(ours, every)(*args)

    @jax.jit  # in one piece: an operation at a time takes JAX three times as long, even once
    def account(*at: Any) -> Any:
        return *jax.value_and_grad(theirs, every)(*at), jax.jvp(jax.grad(theirs, every), at, directions)[1]

    expected, expected_gradient, expected_turn = account(*args)
    _, turn = mlcalc.jvp(mlcalc.grad(ours, every), args, directions)
    _agree([value], [expected], "value")
    _agree(gradient, expected_gradient, "gradient")
    _agree(turn, expected_turn, "second derivative")


def _agree(ours: Sequence[Any], theirs: Sequence[Any], what: str) -> None:
    for one, other in zip(ours, theirs, strict=True):
        assert np.shape(one) == np.shape(other), what
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-12, err_msg=what)
