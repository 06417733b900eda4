"""What derivatives return: aux output along with the value, and functions to copy. JAX is the second account."""

import copy
import inspect
import pickle
import re

import jax
import numpy as np
import pytest
from answers import same

import mlcalc
from mlcalc import compile, grad, hessian, jacobian, jvp, value_and_grad, vjp

of_a_function = pytest.mark.parametrize("d", [grad, value_and_grad, jacobian, hessian], ids=lambda d: d.__name__)


@pytest.fixture(scope="module", autouse=True)
def jax_in_float64():
    with jax.enable_x64(True):
        yield


# --- what comes with the value --------------------------------------------------------------------------------


def with_aux(np):
    """A function whose aux output has traced parts, at two depths, and plain ones: a number and words."""

    def cost(w, x):
        z = np.tanh(w * x)
        return np.sum(z**2), {"z": z, "first": (z[0], [w[1] * 2.0]), "steps": 3, "word": "done", "nothing": None}

    return cost


W, X = np.array([0.5, -1.0]), np.array([2.0, 3.0])


@pytest.mark.parametrize("argnums", [0, (0, 1)], ids=str)
@pytest.mark.parametrize("d", [grad, value_and_grad, jacobian], ids=lambda d: d.__name__)
def test_aux_comes_back_as_in_jax(d, argnums):
    run = d(with_aux(np), argnums, has_aux=True)
    for _ in range(3):  # computed, then compiled
        ours = run(W, X)
        assert same(ours, getattr(jax, d.__name__)(with_aux(jax.numpy), argnums, has_aux=True)(W, X))
    aux = ours[0][1] if d is value_and_grad else ours[1]
    assert type(aux["z"]) is np.ndarray
    assert type(aux["first"][0]) is float
    assert (type(aux["steps"]), aux["word"], aux["nothing"]) == (int, "done", None)


def test_aux_of_a_hessian_a_jvp_and_a_vjp_comes_back_as_in_jax():
    def numbers(np):
        return lambda w: (np.sum(np.tanh(w) ** 2), [w * 2.0, 3.0])

    ours, theirs = numbers(np), numbers(jax.numpy)
    assert same(hessian(ours, has_aux=True)(W), jax.hessian(theirs, has_aux=True)(W))
    assert same(jvp(ours, (W,), (X,), has_aux=True), jax.jvp(theirs, (W,), (X,), has_aux=True))
    value, back, aux = vjp(ours, W, has_aux=True)
    their_value, their_back, their_aux = jax.vjp(theirs, W, has_aux=True)
    assert same((value, aux, back(2.0)), (their_value, their_aux, their_back(2.0)))


def test_aux_is_told_apart_from_a_value_of_the_same_nodes():
    """The same two numbers come out of both functions, as the value and its aux the one time, as values the other."""
    assert jacobian(lambda x: (x**2, x**3), has_aux=True)(2.0) == (4.0, 8.0)
    assert jacobian(lambda x: (x**2, x**3))(2.0) == (4.0, 12.0)
    assert grad(lambda x: (x**2, 5.0), has_aux=True)(2.0) == (4.0, 5.0)
    assert grad(lambda x: (x**2, ()), has_aux=True)(2.0) == (4.0, ())
    assert grad(lambda x: [x**2, x], has_aux=True)(2.0) == (4.0, 2.0)


def test_aux_of_an_inner_derivative_belongs_to_the_outer_trace():
    def outer(np, grad):
        def g(x):
            slope, aux = grad(lambda y: (x * y**2, (x * y, y)), has_aux=True)(3.0)
            return slope * aux[0] + aux[1] * x

        return g

    ours, theirs = grad(outer(np, grad))(2.0), jax.grad(outer(jax.numpy, jax.grad))(2.0)
    assert ours == pytest.approx(float(theirs), rel=1e-14)


def test_a_compiled_gradient_has_its_aux():
    run = compile(grad(lambda x: (x**2, {"cube": x**3}), has_aux=True))
    assert run(2.0) == run(2.0) == (4.0, {"cube": 8.0})


@pytest.mark.parametrize(
    ("f", "got"),
    [(lambda x: x, "one value"), (lambda x: (x, x, x), "3 entries"), (lambda x: 1.0, "one value")],
)
@pytest.mark.parametrize("d", [grad, value_and_grad, jacobian, hessian, vjp])
def test_a_function_without_aux_is_refused(d, f, got):
    f.__name__ = "cost"
    run = vjp if d is vjp else lambda f, x, has_aux: d(f, has_aux=has_aux)(x)
    with pytest.raises(TypeError, match=rf"has_aux=True: cost must return a pair \(value, aux\), got {got}"):
        run(f, 1.0, has_aux=True)


def test_a_pair_without_has_aux_is_told_of_it():
    with pytest.raises(TypeError, match="has_aux=True"):
        grad(lambda x: (x, x))(1.0)


# --- what is returned is a thing of its own -------------------------------------------------------------------


def cost(w, b=0.5):
    """What the model gets wrong."""
    return np.sum(np.tanh(w + b) ** 2)


@of_a_function
@pytest.mark.parametrize("again", [lambda d: pickle.loads(pickle.dumps(d)), copy.deepcopy, copy.copy])
def test_a_derivative_is_pickled_and_copied(d, again):
    run = d(cost, argnums=(0, 1))
    assert same(again(run)(X, 0.1), run(X, 0.1))
    assert again(run).__name__ == "cost"
    with_aux = d(lambda w: (np.sum(w**2), w), has_aux=True)
    assert same(copy.deepcopy(with_aux)(X), with_aux(X))


@pytest.mark.parametrize("again", [lambda back: pickle.loads(pickle.dumps(back)), copy.deepcopy, copy.copy])
def test_a_pullback_is_pickled_and_copied(again):
    w = X.copy()
    _, back = vjp(cost, w, 0.1)
    expected = back(2.0)
    w[:] = 9.0
    assert same(again(back)(2.0), expected)


@of_a_function
def test_what_python_cannot_pickle_is_refused_in_its_own_words(d):
    local = lambda x: x**2
    with pytest.raises((pickle.PicklingError, AttributeError)) as own:
        pickle.dumps(local)
    with pytest.raises(type(own.value), match=re.escape(str(own.value).split(":")[0])):
        pickle.dumps(d(local))


@of_a_function
def test_a_derivative_has_the_name_the_words_and_the_signature_of_its_function(d):
    run = d(cost)
    assert (run.__name__, run.__doc__, run.__wrapped__.__name__) == ("cost", cost.__doc__, "cost")
    assert inspect.signature(run) == inspect.signature(cost)
    assert repr(run) == "<a derivative of cost>"


def test_a_derivative_of_a_function_with_attributes_keeps_its_own():
    g = lambda x: x**2
    g.argnums, g.f, g.note = 5, None, "mine"
    assert grad(g)(3.0) == 6.0
    assert grad(g).note == "mine"


@of_a_function
def test_a_derivative_in_a_class_is_a_method_as_a_function_would_be(d):
    def model(module):
        class Model:
            scale = 3.0
            slope = getattr(module, d.__name__)(lambda self, w: self.scale * w**2, argnums=1)

        return Model()

    assert same(model(mlcalc).slope(2.0), model(jax).slope(2.0))
