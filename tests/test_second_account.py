"""JAX is asked the same: random programs have the value, the gradient and the Hessian that it gives them.

Forward mode is held against reverse mode (:mod:`program_calls`). JAX takes a fifth of a second for a program, so
`make test` asks it about some dozens of them. All 10,000, by the seeds that name them, take `make programs` an hour or
two; it says how far apart the two accounts ever were.
"""

import os

import jax
import numpy as np
import pytest
from hypothesis import given
from program_calls import difference, forward, gradient, like, second
from programs import Captured, Namespace, arguments_of, examples, formed, plan_of, plans

from mlcalc.trace.trees import flatten, unflatten

FIRST, LAST = map(int, os.environ.get("MLCALC_PROGRAMS", "0:10").split(":"))
AT_ONCE = 100  # programs in a test: so many seeds, so many lines of a report

JAX = Namespace(
    jax.numpy, logistic=jax.nn.sigmoid, relu=jax.nn.relu, grad=jax.grad, jvp=jax.jvp, vjp=jax.vjp, compile=lambda f: f
)


@pytest.fixture(scope="module", autouse=True)
def double_jax():
    """JAX in float64."""
    with jax.enable_x64(True):
        yield


def accounts(plan):
    """What is asked of a program: the name of each question, and the two answers to it."""
    f, nested, argnums = formed(plan, Captured(plan), JAX)
    args = nested(*arguments_of(plan))
    forward(plan)
    ours = gradient(plan)
    yield "gradient", ours, jax_says(jax.value_and_grad(f, argnums), args, ours)
    if plan.numbers % 10 == 0 and (ours := second(plan)) is not None:
        assert forms(ours) == forms(jax.eval_shape(jax.hessian(f, argnums), *args))
        yield "Hessian", *along_a_vector(ours, plan, f, argnums, args)


def jax_says(question, args, ours):
    """JAX's answer; where that which it compiles as a whole is not ours, the one that it finds step by step.

    Compiled takes a third of the time. But XLA computes a part that two others use twice, and rounds it in two ways:
    then no entry is equal to the largest, which has the slope of none, or 0/0 (seeds 6066 and 7568 of the 10,000).
    """
    compiled = jax.jit(question)(*args)
    return compiled if agree(*difference(ours, compiled)) else question(*args)


def forms(tree):
    leaves, structure = flatten(tree)
    return unflatten(structure, [np.shape(leaf) for leaf in leaves])


def along_a_vector(blocks, plan, f, argnums, args):
    """The product of a Hessian with a random vector, and JAX's: to have it all would take JAX ten times as long."""
    places = [k % len(args) for k in (argnums if isinstance(argnums, tuple) else (argnums,))]
    vector = like(plan, tuple(args[k] for k in places), 5)

    def slope(*chosen):
        changed = dict(zip(places, chosen, strict=True))
        return jax.grad(f, argnums)(*(changed.get(k, arg) for k, arg in enumerate(args)))

    _, theirs = jax.jit(lambda *at: jax.jvp(slope, at, vector))(*(args[k] for k in places))
    blocks, parts = flatten(blocks)[0], flatten(vector)[0]
    ours = [
        sum(np.tensordot(block, part, np.ndim(part)) for block, part in zip(blocks[k:], parts, strict=False))
        for k in range(0, len(blocks), len(parts))
    ]
    return ours, flatten(theirs)[0]


def agree(error, size):
    """Whether entries differ by no more than 1e-9 of the largest in the same answer.

    Not of themselves: an entry that is a small difference of large terms has the rounding errors of those. An answer
    that is such a difference as a whole may be wrong by 1e-12, when the values it is made from are of the size of 1.
    """
    return error <= 1e-9 * size + 1e-12


@examples(max_examples=40)
@given(plan=plans())
def test_a_program_answers_as_jax_does_whichever_call_it_is(plan):
    for question, ours, theirs in accounts(plan):
        assert agree(*difference(ours, theirs)), f"{question}: {ours!s:.200}, but JAX: {theirs!s:.200}"


@pytest.mark.parametrize("start", range(FIRST, LAST, AT_ONCE))
def test_programs_by_their_seeds_answer_as_jax_does(start):
    seeds = range(start, min(start + AT_ONCE, LAST))
    asked, wrong = {}, {}
    for seed in seeds:
        try:
            for question, ours, theirs in accounts(plan_of(seed)):
                asked[seed, question] = difference(ours, theirs)
        except Exception as error:  # the other seeds are asked all the same
            wrong[seed] = error
    if asked:
        worst = max(asked, key=lambda one: asked[one][0] / max(asked[one][1], 1.0))
        error, size = asked[worst]
        print(
            f"seeds {start} to {seeds[-1]}: {len(asked)} answers, at most {error:.1e} apart of {size:.1e}, in {worst}"
        )
    wrong |= {one: said for one, said in asked.items() if not agree(*said)}
    assert not wrong, f"a seed: its error; or (seed, question): (difference, of so large an answer): {wrong}"


def test_the_comparison_sees_the_ninth_digit_a_nan_a_shape_and_a_form():
    assert agree(*difference((1.0, [np.ones(2)]), (1.0, [np.ones(2)])))
    assert not agree(*difference(1.0, 1.0 + 1e-8))
    assert not agree(*difference(np.nan, 1.0))
    assert not agree(*difference(np.nan, np.nan))
    for ours, theirs in ((np.ones(2), np.ones((2, 1))), ((1.0,), [1.0])):
        with pytest.raises(ValueError, match="other forms or shapes"):
            difference(ours, theirs)
