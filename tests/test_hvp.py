"""hvp: the Hessian times a vector, without the Hessian. The Hessian, differences and JAX are the second accounts."""

from concurrent.futures import ThreadPoolExecutor

import jax
import numpy as np
import pytest
from second_accounts import in_jax

from mlcalc import TraceError, compile, grad, hessian, hvp, jvp
from mlcalc.trace import trace
from mlcalc.trace.graph import order


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def network(layers):
    x = np.array([1.0, 0.5, -1.0, 2.0])
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum((x - np.array([1.0, -1.0])) ** 2)


def layers(seed):
    rng = np.random.default_rng(seed)
    return [(rng.standard_normal((3, 4)), rng.standard_normal(3)), (rng.standard_normal((2, 3)), np.ones(2))]


X, V = np.array([1.5, -0.3, 0.8, 2.0]), np.array([0.5, 1.0, -2.0, 0.25])


def test_it_is_the_hessian_times_the_vector():
    product = hvp(rosenbrock, (X,), (V,))
    np.testing.assert_allclose(product, hessian(rosenbrock)(X) @ V, rtol=1e-13)
    assert (type(product), product.shape) == (np.ndarray, (4,))
    assert hvp(lambda x: x**3, (2.0,), (5.0,)) == 60.0
    assert type(hvp(lambda x: x**3, (2,), (5,))) is float


def test_it_is_how_the_gradient_changes_along_the_vector():
    h = 1e-5
    by_steps = (grad(rosenbrock)(X + h * V) - grad(rosenbrock)(X - h * V)) / (2 * h)
    np.testing.assert_allclose(hvp(rosenbrock, (X,), (V,)), by_steps, rtol=1e-7)


def test_trees_of_arrays_keep_their_structure_and_agree_with_jax():
    at, along = layers(0), layers(1)
    ours = hvp(network, (at,), (along,))
    with jax.enable_x64(True):
        theirs = jax.jvp(jax.grad(in_jax(network)), (at,), (along,))[1]
    assert [type(pair) for pair in ours] == [tuple, tuple]
    for mine, other in zip(jax.tree.leaves(ours), jax.tree.leaves(theirs), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-11, atol=1e-12)


def test_of_several_primals_it_is_the_whole_hessian():
    f = lambda x, y: np.sum(np.tanh(x) * y) ** 2 + y[0] * x[1]
    (x, y), (u, v) = (X[:2], X[2:]), (V[:2], V[2:])
    (xx, xy), (yx, yy) = hessian(f, argnums=(0, 1))(x, y)
    by_x, by_y = hvp(f, (x, y), [u, v])
    np.testing.assert_allclose(by_x, xx @ u + xy @ v, rtol=1e-13)
    np.testing.assert_allclose(by_y, yx @ u + yy @ v, rtol=1e-13)


def test_the_hessian_is_symmetric_and_the_product_linear():
    product = lambda v: hvp(rosenbrock, (X,), (v,))
    assert X @ product(V) == pytest.approx(V @ product(X), rel=1e-13)
    np.testing.assert_allclose(product(2 * V - X), 2 * product(V) - product(X), rtol=1e-12)


def test_it_follows_calls_closures_threads_and_compile():
    scale = 1.0
    f = lambda x: scale * rosenbrock(x)
    first = hvp(f, (X,), (V,))
    for _ in range(3):  # computed, then compiled
        np.testing.assert_array_equal(hvp(f, (X,), (V,)), first)
    scale = 2.0
    np.testing.assert_allclose(hvp(f, (X,), (V,)), 2 * first, rtol=1e-14)
    quick = compile(lambda x, v: hvp(rosenbrock, (x,), (v,)))
    np.testing.assert_allclose(quick(X, V), first, rtol=1e-14)
    np.testing.assert_allclose(quick(V, X), hessian(rosenbrock)(V) @ X, rtol=1e-13)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda k: hvp(rosenbrock, (X,), (k * V,)), range(64)))
    for k, result in enumerate(results):
        np.testing.assert_allclose(result, k * first, rtol=1e-13, atol=1e-13)


def test_it_can_be_differentiated_itself():
    third = grad(lambda x: hvp(lambda x: x**4, (x,), (1.0,)))
    assert third(2.0) == 48.0
    assert jvp(lambda x: hvp(lambda x: x**4, (x,), (1.0,)), (2.0,), (1.0,)) == (48.0, 48.0)


def test_aux_comes_back_beside_the_product():
    f = lambda x: (np.sum(x**3), {"twice": x * 2.0, "word": "done"})
    product, aux = hvp(f, (X,), (V,), has_aux=True)
    np.testing.assert_allclose(product, 6 * X * V, rtol=1e-14)
    np.testing.assert_array_equal(aux["twice"], 2 * X)
    assert aux["word"] == "done"


def test_its_graph_is_about_two_gradients_and_does_not_grow_with_the_number_of_inputs():
    """Counted, not timed: arithmetic on arrays of the length of the input, in the graph that is computed."""

    def operations(f, n):
        traced = trace(f, (np.linspace(0.1, 1.0, n),))
        return sum(node.op not in ("input", "constant") for node in order(traced.outputs))

    cost = lambda x: np.sum(np.tanh(np.tanh(x) * x) ** 2)
    sizes = {n: operations(lambda x: hvp(cost, (x,), (np.ones(x.shape),)), n) for n in (3, 300)}
    assert sizes[3] == sizes[300]
    assert sizes[3] <= 3 * operations(grad(cost), 3)
    assert operations(hessian(cost), 30) > 10 * sizes[3]


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: hvp(rosenbrock, X, V), TypeError, r"primals must be a tuple or list.*write \(p,\)"),
        (lambda: hvp(rosenbrock, (X,), V), TypeError, r"tangents must be a tuple or list"),
        (lambda: hvp(rosenbrock, (X,), (V[:2],)), TypeError, r"tangents must have the shapes"),
        (lambda: hvp(rosenbrock, (X,), (V, V)), TypeError, r"tangents must have the shapes"),
        (lambda: hvp(lambda x: 2 * x, (X,), (V,)), TypeError, r"needs a scalar"),
        (lambda: hvp(2.0, (X,), (V,)), TypeError, r"hvp needs a function, got float 2\.0"),
        (lambda: hvp(lambda x: np.sum(x) if x[0] > 0 else x[1], (X,), (V,)), TraceError, r"x\[0\] > 0|traced|branch"),
    ],
)
def test_what_is_wrong_is_said(call, error, said):
    with pytest.raises(error, match=said):
        call()
