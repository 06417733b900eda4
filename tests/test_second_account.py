"""JAX is asked the same: random programs have the value, the gradient, the JVP and the Hessian that it gives them.

JAX takes a fifth of a second for a program, so `make test` asks it about some hundreds of them. All 10,000, which take
it half an hour, by the seeds that name them:

    MLCALC_PROGRAMS=0:10000 .venv/bin/python -m pytest tests/test_second_account.py
"""

import os

import jax
import numpy as np
import pytest
from programs import Namespace, formed

from mlcalc import hessian, jvp, value_and_grad
from mlcalc.trees import flatten, unflatten

FIRST, LAST = map(int, os.environ.get("MLCALC_PROGRAMS", "0:400").split(":"))
AT_ONCE = 100  # programs in a test: so many seeds, so many lines of a report


@pytest.fixture(scope="module", autouse=True)
def plain_jax():
    """JAX in float64 and step by step: to compile a program that runs once takes it far longer."""
    with jax.enable_x64(True), jax.disable_jit():
        yield


def tangents_of(seed, args):
    rng = np.random.default_rng([seed, 3])
    leaves, structure = flatten(list(args))
    return tuple(unflatten(structure, [rng.standard_normal(np.shape(leaf)) + 0.0 for leaf in leaves]))


def accounts(seed):
    """What is asked of program ``seed``: the name of each question, and the two answers to it."""
    f, args, argnums = formed(seed)
    g, _, _ = formed(seed, Namespace(jax.numpy, logistic=jax.nn.sigmoid, relu=jax.nn.relu))
    tangents = tangents_of(seed, args)
    yield "gradient", value_and_grad(f, argnums)(*args), jax.value_and_grad(g, argnums)(*args)
    yield "JVP", jvp(f, args, tangents), jax.jvp(g, args, tangents)
    if seed % 10 == 0:
        yield "Hessian", hessian(f, argnums)(*args), jax.hessian(g, argnums)(*args)


def disagreement(ours, theirs):
    """What is wrong, or None. Entries may differ by 1e-9 of the largest in the same answer.

    Not of themselves: an entry that is a small difference of large terms has the rounding errors of those. An answer
    that is such a difference as a whole may be wrong by 1e-12, when the values it is made from are of the size of 1.
    """
    (ours, form), (theirs, their_form) = flatten(ours), flatten(theirs)
    if form != their_form or [np.shape(leaf) for leaf in ours] != [np.shape(leaf) for leaf in theirs]:
        return f"the answers have other forms or shapes: {form} and {their_form}"
    one, other = (np.concatenate([np.ravel(leaf) for leaf in leaves]) for leaves in (ours, theirs))
    error = np.max(np.abs(one - other))
    return None if error <= 1e-9 * np.max(np.abs(other)) + 1e-12 else f"they differ by {error:.3g}: {one} and {other}"


@pytest.mark.parametrize("start", range(FIRST, LAST, AT_ONCE))
def test_random_programs_agree_with_jax(start):
    wrong = [
        f"seed {seed}, {question}: {said}"
        for seed in range(start, min(start + AT_ONCE, LAST))
        for question, ours, theirs in accounts(seed)
        if (said := disagreement(ours, theirs))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_comparison_sees_the_ninth_digit_a_nan_a_shape_and_a_form():
    assert disagreement((1.0, [np.ones(2)]), (1.0, [np.ones(2)])) is None
    assert disagreement(1.0, 1.0 + 1e-8)
    assert disagreement(np.nan, 1.0)
    assert disagreement(np.nan, np.nan)
    assert disagreement(np.ones(2), np.ones((2, 1)))
    assert disagreement((1.0,), [1.0])
