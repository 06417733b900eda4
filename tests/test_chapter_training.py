"""Chapter 9: what its brief asks of it, and its numbers by a second account, which knows nothing of mlcalc."""

import re
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from prose import ASIDE, CHAPTERS, MATHEMATICS, code_dropped, results, source
from sklearn.datasets import load_digits

PAGE = CHAPTERS / "09-training.ipynb"


@pytest.fixture(autouse=True, scope="module")
def _double_precision():
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", before)


def count(text):
    return len(ASIDE.sub(" ", MATHEMATICS.sub(" ", code_dropped(text))).split())


def test_it_opens_on_a_drawing_and_is_as_long_as_a_chapter_may_be():
    text = source(PAGE)
    assert count(text[: text.index("1. Draw each of the ten")]) <= 250
    exercises = text[text.index("## Exercises") : text.index("## Summary")]
    assert count(text) - count(exercises) <= 2500
    assert len(re.findall(r"\{exercise\}", exercises)) >= 10
    kinds = re.findall(r'<div class=\\?"mlcalc-figure\\?" data-kind=\\?"(\w+)\\?" id=\\?"([\w-]+)', results(PAGE))
    assert kinds[0][0] == "digit"
    assert sum(kind not in ("question", "code") for kind, _ in kinds) >= 6
    headings = {re.sub(r"\W+", "-", line.lower()).strip("-") for line in re.findall(r"^#+ (.*)$", text, re.M)}
    assert not headings & {name for _, name in kinds}, "a section and a figure with one id: a link finds one of them"


@cache
def digits():
    """The drawings and their labels, one in each row, and the reader after 200 steps with its first and last cost."""
    pixels, labels = load_digits(return_X_y=True)
    x, y = jnp.asarray(pixels / 16), jnp.asarray(labels)
    rng = np.random.default_rng(0)
    weights = (rng.standard_normal((16, 64)) / 8, np.zeros(16), rng.standard_normal((10, 16)) / 4, np.zeros(10))

    def cost(weights):
        return -jnp.mean(jax.nn.log_softmax(scores(weights, x[:1437]))[jnp.arange(1437), y[:1437]])

    step = jax.jit(jax.value_and_grad(cost))
    first = float(step(weights)[0])
    for _ in range(200):
        weights = tuple(w - 0.5 * g for w, g in zip(weights, step(weights)[1], strict=True))
    return x, y, weights, first, float(step(weights)[0])


def scores(weights, x):
    W1, b1, W2, b2 = weights
    return jnp.tanh(x @ W1.T + b1) @ W2.T + b2


def test_the_reader_of_digits():
    x, y, weights, first, last = digits()
    told = results(PAGE)
    assert f"cost {first:.3f} -> {last:.3f}" in told
    right = np.asarray(scores(weights, x).argmax(1) == y)
    assert f"right {right[:1437].mean():.3f}" in told
    assert f"the last 360:  {right[1437:].mean():.3f}" in told
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (np.asarray(y[1437:]), np.asarray(scores(weights, x[1437:]).argmax(1))), 1)
    assert str(counts) in told


def test_what_it_says_of_nothing_and_of_noise():
    weights, told = digits()[2], results(PAGE)
    blank = jax.nn.softmax(scores(weights, jnp.zeros(64)))
    assert f"blank: a {blank.argmax()}, with {blank.max():.3f}" in told
    noise = np.random.default_rng(1).uniform(0, 1, (64, 1000)).T
    surest = np.asarray(jax.nn.softmax(scores(weights, noise)).max(1))
    for p in (0.5, 0.9):
        assert f"noise: {np.mean(surest > p):.1%} read with more than {p}" in told


W1 = np.array([[0.2, -0.5, 0.1, 0.7], [-0.3, 0.8, 0.4, -0.1], [0.6, 0.1, -0.9, 0.5]])
W2 = np.array([[0.5, -1, 0.3], [0.9, 0.2, -0.4]])
R = (W1, np.array([0.1, 0, -0.2]), W2, np.array([0.2, -0.1]))


@jax.custom_jvp
def bent(z):
    """tanh, with the planted slope: taken at a in place of z."""
    return jnp.tanh(z)


@bent.defjvp
def _(primals, tangents):
    (z,), (t,) = primals, tangents
    return jnp.tanh(z), (1 - jnp.tanh(jnp.tanh(z)) ** 2) * t


def run(curve, steps, eta=0.1):
    x, y = np.array([1, 0.5, -1, 2]), np.array([1, -1])

    def cost(weights):
        W1, b1, W2, b2 = weights
        return jnp.sum((curve(W2 @ curve(W1 @ x + b1) + b2) - y) ** 2)

    weights, step = R, jax.jit(jax.grad(cost))
    for _ in range(steps):
        weights = tuple(w - eta * g for w, g in zip(weights, step(weights), strict=True))
    return float(cost(weights))


def test_R_goes_down_with_the_right_gradient_and_with_the_planted_one():
    told = results(PAGE)
    for n in (0, 1, 5, 20, 100):
        assert f"{n:4}{run(jnp.tanh, n):10.6f}{run(bent, n):10.6f}" in told
    assert f"one step with 1:   {run(jnp.tanh, 1, eta=1):.6f}" in told
    assert run(bent, 1) != pytest.approx(run(jnp.tanh, 1), rel=0.1)


def test_how_many_starts_do_not_learn_exclusive_or():
    x, y = np.array([[-1, -1, 1, 1], [-1, 1, -1, 1]]), np.array([-1, 1, 1, -1])
    draws = [np.random.default_rng(seed) for seed in range(200)]
    U = np.stack([draw.standard_normal((2, 2)) for draw in draws])
    V = np.stack([draw.standard_normal((1, 2)) for draw in draws])

    def cost(U, V, b, c):
        return jnp.mean((jnp.tanh(V @ jnp.tanh(U @ x + b) + c) - y) ** 2)

    def descend(*weights):
        step = jax.grad(cost, argnums=(0, 1, 2, 3))
        move = lambda _, w: tuple(v - 0.5 * g for v, g in zip(w, step(*w), strict=True))
        return cost(*jax.lax.fori_loop(0, 2000, move, weights))

    left = jax.jit(jax.vmap(descend))(U, V, np.zeros((200, 2, 1)), np.zeros((200, 1, 1)))
    assert f"{np.sum(np.asarray(left) > 0.1)} of 200 are stuck" in results(PAGE)


def test_every_other_number_of_the_brief_is_computed():
    told = results(PAGE)
    for line in (
        "step   1: 0.211687", "step   5: 0.041063", "step 100: 0.003410", "the slope promised -0.398",
        "(1/4)^10 = 9.54e-07", "C_s: 0.034690", "C_e: 0.982014", "cost  0.407606", "[-0.334759  0.244728  0.090031]",
        "43 of 200", "at random: 0.978", "at random: 0.956", "parameters 13,002", "agree to 1e-12: True",
    ):  # fmt: skip
        assert line in told, line
