"""How a call of a numpy function is held against other accounts of it: shared by the tests of its areas."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mlcalc import check_grads, jvp, value_and_grad

jax.config.update("jax_enable_x64", True)
QUICK = {"xla_backend_optimization_level": 0, "xla_llvm_disable_expensive_passes": True}  # to compile, not to run


def each_call(cases):
    """A parametrisation by every call of a dict {function of numpy: [(call, *arguments)]}."""
    return pytest.mark.parametrize(
        ("call", "args"),
        [
            pytest.param(call, args, id=f"np.{function.__name__}-{i}")
            for function, calls in cases.items()
            for i, (call, *args) in enumerate(calls)
        ],
    )


def agrees_with_numpy(call, args):
    """``call(np, *args)`` traced has numpy's value and shape, and the derivatives of differences to second order."""
    f = lambda *xs: call(np, *xs)
    value, _ = jvp(f, args, [np.zeros(np.shape(arg)) for arg in args])
    expected = f(*(np.asarray(arg, dtype=float) for arg in args))
    given, wanted = (value, expected) if isinstance(expected, tuple | list) else ([value], [expected])
    assert len(given) == len(wanted)
    for one, other in zip(given, wanted, strict=True):
        assert np.shape(one) == np.shape(other)
        np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-15)
    check_grads(f, args)


def _number(call, xp):
    """The call's result as one number in which no entry of it can hide: a sum of sines with weights."""

    def number(*xs):
        result = call(xp, *xs)
        parts = result if isinstance(result, tuple | list) else [result]
        return sum(xp.sum(xp.sin(1.0 * part) * _weights(np.shape(part))) for part in parts)

    return number


def _weights(shape):
    return 1.0 + np.arange(np.prod(shape, dtype=int)).reshape(shape) / 7


def agrees_with_jax(call, args):
    """The value, the gradient, and the Hessian along one direction are JAX's."""
    given = [np.asarray(arg, dtype=float) for arg in args]
    along = [np.cos(1.0 + np.arange(arg.size)).reshape(arg.shape) for arg in given]
    which = tuple(range(len(args)))
    mine, theirs = value_and_grad(_number(call, np), which), jax.value_and_grad(_number(call, jnp), which)
    pushed = jax.jit(lambda *xs: jax.jvp(theirs, xs, tuple(along)), compiler_options=QUICK)
    ours, expected = jax.tree.leaves(jvp(mine, given, along)), jax.tree.leaves(pushed(*given))
    assert len(ours) == len(expected)
    for one, other in zip(ours, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-12)
