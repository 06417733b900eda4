"""JAX is asked the same: random programs have the value, the gradient, the JVP and the Hessian that it gives them.

JAX takes a fifth of a second for a program, so `make test` asks it about some hundreds of them. All 10,000, by the
seeds that name them, take `make programs` half an hour; it says how far apart the two accounts ever were.
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


def difference(ours, theirs):
    """The largest difference of two answers' entries, and the largest entry; ValueError for other shapes."""
    (ours, form), (theirs, their_form) = flatten(ours), flatten(theirs)
    if form != their_form or [np.shape(leaf) for leaf in ours] != [np.shape(leaf) for leaf in theirs]:
        raise ValueError(f"the answers have other forms or shapes: {form} and {their_form}")
    one, other = (np.concatenate([np.ravel(leaf) for leaf in leaves]) for leaves in (ours, theirs))
    return np.max(np.abs(one - other)), np.max(np.abs(other))


def agree(error, size):
    """Whether entries differ by no more than 1e-9 of the largest in the same answer.

    Not of themselves: an entry that is a small difference of large terms has the rounding errors of those. An answer
    that is such a difference as a whole may be wrong by 1e-12, when the values it is made from are of the size of 1.
    """
    return error <= 1e-9 * size + 1e-12


@pytest.mark.parametrize("start", range(FIRST, LAST, AT_ONCE))
def test_random_programs_agree_with_jax(start):
    seeds = range(start, min(start + AT_ONCE, LAST))
    asked = {
        (seed, question): difference(ours, theirs)
        for seed in seeds
        for question, ours, theirs in accounts(seed)
    }  # fmt: skip
    worst = max(asked, key=lambda one: asked[one][0] / max(asked[one][1], 1.0))
    error, size = asked[worst]
    print(f"seeds {seeds[0]} to {seeds[-1]}: {len(asked)} answers, at most {error:.1e} apart of {size:.1e}, in {worst}")
    wrong = {one: said for one, said in asked.items() if not agree(*said)}
    assert not wrong, f"(seed, question): (difference, of so large an answer): {wrong}"


def test_the_comparison_sees_the_ninth_digit_a_nan_a_shape_and_a_form():
    assert agree(*difference((1.0, [np.ones(2)]), (1.0, [np.ones(2)])))
    assert not agree(*difference(1.0, 1.0 + 1e-8))
    assert not agree(*difference(np.nan, 1.0))
    assert not agree(*difference(np.nan, np.nan))
    for ours, theirs in ((np.ones(2), np.ones((2, 1))), ((1.0,), [1.0])):
        with pytest.raises(ValueError, match="other forms or shapes"):
            difference(ours, theirs)
