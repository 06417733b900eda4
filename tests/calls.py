"""One call of a numpy function, held against numpy, against finite differences and against JAX."""

from typing import Any

import jax
import numpy as np
import pytest

from mlcalc import check_grads, jvp, value_and_grad
from mlcalc.trace.trees import flatten


def named(function: Any) -> str:
    return f"{function.__module__}.{function.__name__}".replace("numpy", "np")


def calls_of(cases: dict[Any, list[tuple[Any, ...]]]) -> Any:
    """A parameter ``f, args`` for each call in ``cases``, whose first argument is a namespace: numpy, or JAX's."""
    return pytest.mark.parametrize(
        ("f", "args"),
        [
            pytest.param(f, args, id=f"{named(function)}-{i}")
            for function, calls in cases.items()
            for i, (f, *args) in enumerate(calls)
        ],
    )


def normal(*shape: int) -> Any:
    return np.random.default_rng([*shape, 7]).standard_normal(shape)


def agree_with_numpy_and_differences(f: Any, args: Any) -> None:
    """The traced value is numpy's, also in a nested result, and so are the derivatives of two orders."""
    traced = lambda *xs: f(np, *xs)
    value, _ = jvp(traced, args, [np.zeros(np.shape(x)) for x in args])
    expected = f(np, *args)
    assert type(value) is type(expected) or not isinstance(expected, tuple)
    for ours, theirs in zip(flatten(value)[0], flatten(expected)[0], strict=True):
        assert np.shape(ours) == np.shape(theirs)
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-12)
    check_grads(traced, args)


def agree_with_jax(f: Any, args: Any) -> None:
    """The value of a weighted sum of all results, its gradient, and the derivative of both along a direction."""
    rng = np.random.default_rng(1)
    weights = [rng.standard_normal(np.shape(leaf)) for leaf in flatten(f(np, *args))[0]]
    along = tuple(rng.standard_normal(np.shape(x)) for x in args)
    everything = tuple(range(len(args)))

    def weighted(xp: Any) -> Any:
        def scalar(*xs: Any) -> Any:
            result = f(xp, *xs)
            leaves = result if isinstance(result, tuple) else (result,)
            return sum(xp.sum(w * leaf) for w, leaf in zip(weights, leaves, strict=True))

        return scalar

    ours = jvp(value_and_grad(weighted(np), everything), args, along)
    with jax.enable_x64(True):
        points = tuple(jax.numpy.asarray(x, dtype=float) for x in args)
        twice = jax.jit(lambda *xs: jax.jvp(jax.value_and_grad(weighted(jax.numpy), everything), xs, along))
        theirs = twice(*points)
    for mine, other in zip(flatten(ours)[0], flatten(theirs)[0], strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-8, atol=1e-9)
