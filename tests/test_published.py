"""Numbers that stand in the book, to their printed digits: computed here from the plain functions alone.

They were worked out apart from this package (the brief of the chapters gives them), so they are a second account.
"""

import numpy as np
import pytest

from mlcalc import grad, hessian, jacobian, jvp, logistic, relu, value_and_grad, vjp


def printed(value, digits=6):
    return np.round(value, digits).tolist()


# --- chapters 1 to 4 ----------------------------------------------------------------------------------------


def test_sensitivity_of_x_squared_y():
    f = lambda p: p[0] ** 2 * p[1]
    at = np.array([3.0, -1.0])
    value, gradient = value_and_grad(f)(at)
    assert (value, gradient.tolist()) == (-9.0, [-6.0, 9.0])
    step = np.array([0.01, 0.02])
    assert value + jvp(f, (at,), (step,))[1] == pytest.approx(-8.88, abs=1e-12)
    assert f(at + step) == pytest.approx(-8.878898, abs=1e-12)
    assert jvp(f, (at,), (np.array([3.0, 4.0]) / 5,))[1] == pytest.approx(3.6, abs=1e-14)
    assert gradient @ gradient == 117.0
    level = np.array([0.6, 0.4])  # no change is predicted along the contour, and all of it is missed
    assert printed([gradient @ level, f(at + level) - value]) == [0.0, 1.224]
    assert printed([np.tanh(3.9), 1 - np.tanh(3.9) ** 2]) == [0.999181, 0.001638]


def test_the_three_paths_of_the_total_derivative():
    f = lambda x, y, z: np.sin(x) * np.exp(y * z**2)
    inner = [lambda t: t - 1, lambda t: t**2, lambda t: 1 / t]
    at = [g(2.0) for g in inner]
    paths = [p * grad(g)(2.0) for p, g in zip(grad(f, argnums=(0, 1, 2))(*at), inner, strict=True)]
    assert printed(paths) == [1.468694, 2.287355, -2.287355]
    total = grad(lambda t: f(*(g(t) for g in inner)))(2.0)
    assert printed(total) == 1.468694
    assert total == pytest.approx(np.e * np.cos(1.0), rel=1e-14)  # S2: e·cos(t − 1)
    assert sum(paths) == pytest.approx(total, rel=1e-14)


@pytest.mark.parametrize("q", [-0.8, -1.0, -1.4])
def test_the_third_path_is_q_times_the_second(q):
    f = lambda x, y, z: np.sin(x) * np.exp(y * z**2)
    t = 1.7
    _, f_y, f_z = grad(f, argnums=(0, 1, 2))(t - 1, t**2, t**q)
    assert f_z * grad(lambda t: t**q)(t) == pytest.approx(q * f_y * 2 * t, rel=1e-12)


def test_a_total_derivative_is_not_a_partial_one():
    F = lambda t, x: t * x
    assert grad(F)(2.0, 4.0) == 4.0
    assert grad(lambda t: F(t, t**2))(2.0) == 12.0
    walker = lambda t: np.cos(t) ** 2 * np.sin(t)
    assert printed(grad(walker)(np.pi / 6)) == 0.216506


def test_the_gradient_of_a_bowl_does_not_point_away_from_its_minimum():
    down = -grad(lambda w: (w[0] ** 2 + 10 * w[1] ** 2) / 2)(np.array([10.0, 1.0]))
    home = -np.array([10.0, 1.0])
    cosine = down @ home / np.linalg.norm(down) / np.linalg.norm(home)
    assert printed(np.degrees(np.arccos(cosine)), 2) == 39.29


def test_many_links():
    u = lambda t: np.stack([t**2, 2 * t])
    x = lambda u: np.stack([u[0] - u[1] ** 2, u[0] * u[1]])
    f = lambda x: x[0] ** 2 + 3 * x[1]
    row, middle, column = jacobian(f)(x(u(1.0))), jacobian(x)(u(1.0)), jacobian(u)(1.0)
    assert (row.tolist(), middle.tolist(), column.tolist()) == ([-6.0, 3.0], [[1.0, -4.0], [2.0, 1.0]], [2.0, 2.0])
    assert vjp(x, u(1.0))[1](row)[0].tolist() == [0.0, 27.0]
    assert jvp(x, (u(1.0),), (column,))[1].tolist() == [-6.0, 6.0]
    assert grad(lambda t: f(x(u(t))))(1.0) == 54.0
    assert grad(lambda t: 9 * t**4 + 6 * t**3)(1.0) == 54.0
    assert row @ middle.T @ column == -54.0  # the mistake: the middle factor transposed
    assert grad(lambda t: 5 * (1 - t**2))(3.0) == -30.0


# --- the networks -------------------------------------------------------------------------------------------


def activations(layers, x):
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return x


def cost(layers, x, y):
    return np.sum((activations(layers, x) - y) ** 2)


R = [
    (np.array([[0.2, -0.5, 0.1, 0.7], [-0.3, 0.8, 0.4, -0.1], [0.6, 0.1, -0.9, 0.5]]), np.array([0.1, 0.0, -0.2])),
    (np.array([[0.5, -1.0, 0.3], [0.9, 0.2, -0.4]]), np.array([0.2, -0.1])),
]
R_X, R_Y = np.array([1.0, 0.5, -1.0, 2.0]), np.array([1.0, -1.0])


def test_the_network_r_and_all_of_its_gradients():
    assert printed(activations(R, R_X)) == [0.88399, 0.198754]
    value, ((dW1, db1), (dW2, db2)) = value_and_grad(cost)(R, R_X, R_Y)
    assert printed(value) == 1.45047
    assert printed(db2) == [-0.050711, 2.302799]  # δ², for ∂z/∂b is the identity
    assert printed(db1) == [0.483194, 0.402087, -0.033454]
    assert printed(dW2) == [[-0.044324, 0.023434, -0.049796], [2.012769, -1.064163, 2.261287]]
    np.testing.assert_allclose(dW1, np.outer(db1, R_X), rtol=1e-14)
    size = np.sqrt(sum(np.sum(g**2) for g in (dW1, db1, dW2, db2)))
    assert printed(size) == 4.298896
    assert printed(grad(cost, argnums=1)(R, R_X, R_Y)) == [-0.04406, 0.076728, 0.239263, 0.2813]


def test_training_r_by_gradient_descent():
    layers = R
    costs = [cost(layers, R_X, R_Y)]
    for _ in range(100):
        steps = grad(cost)(layers, R_X, R_Y)
        layers = [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(layers, steps, strict=True)]
        costs.append(cost(layers, R_X, R_Y))
    assert [printed(costs[k]) for k in (0, 1, 5, 100)] == [1.45047, 0.211687, 0.041063, 0.00341]


def test_the_two_two_one_network():
    layers = [
        (np.array([[0.5, -0.3], [0.8, 0.2]]), np.array([0.1, -0.2])),
        (np.array([[1.0, -1.0]]), np.array([0.3])),
    ]
    value, ((_, delta1), (_, delta2)) = value_and_grad(cost)(layers, np.array([1.0, 2.0]), 0.5)
    assert printed(value) == 0.867474
    assert printed(delta2) == [-1.516121]
    assert printed(delta1) == [-1.516121, 0.636732]


def test_the_not_neuron():
    neuron = lambda w, b, x: np.tanh(w * x + b)
    assert printed([neuron(1.3, -0.1, 1.0), neuron(1.3, -0.1, 0.0)]) == [0.833655, -0.099668]
    one = lambda w, b, x, y: (neuron(w, b, x) - y) ** 2
    assert printed(grad(one, argnums=(0, 1))(1.3, -0.1, 1.0, 0.0)) == [0.508563, 0.508563]
    assert printed(grad(one, argnums=(0, 1))(1.3, -0.1, 0.0, 1.0)) == [0.0, -2.177488]
    mean = lambda w, b: (one(w, b, 1.0, 0.0) + one(w, b, 0.0, 1.0)) / 2
    assert printed(mean(1.3, -0.1)) == 0.952125
    assert printed(grad(mean, argnums=(0, 1))(1.3, -0.1)) == [0.254281, -0.834463]


# --- chapters 6 to 9, where a derivative is printed ---------------------------------------------------------


def test_where_dimensions_cannot_save_you():
    W = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert grad(lambda a: np.sum((W @ a) ** 2))(np.array([1.0, -1.0])).tolist() == [-8.0, -12.0]


def test_the_minima_and_the_curvature_of_a_wiggly_cost():
    C = lambda w: w**4 / 4 - w**3 / 3 - 3 * w**2
    assert [grad(C)(w) for w in (-2.0, 0.0, 3.0)] == [0.0, 0.0, 0.0]
    assert [C(-2.0), C(3.0)] == [pytest.approx(-16 / 3), -15.75]
    assert hessian(C)(3.0) == 15.0


def test_a_graph_whose_nodes_are_used_twice():
    def y(a, b):
        c, d = a + b, a * b
        return (c + d) + c * d

    assert value_and_grad(y, argnums=(0, 1))(2.0, 3.0) == (41.0, (25.0, 19.0))


def test_the_ways_to_walk_back_through_that_graph():
    """By hand: c and d are used by the sum p = c + d and the product q = c·d; a and b by c and d."""
    made_of = {"y": {"p": 1, "q": 1}, "q": {"c": 6, "d": 5}, "p": {"c": 1, "d": 1}, "d": {"a": 3, "b": 2},
               "c": {"a": 1, "b": 1}}  # fmt: skip
    paths = lambda to, at: 1 if at == to else sum(k * paths(to, by) for by, k in made_of.get(at, {}).items())
    assert (paths("a", "y"), paths("b", "y")) == (25, 19)
    told_twice = {"a": 0, "b": 0, "c": 0, "d": 0}
    for user in ("p", "q"):  # c hands on 1, and then 1 + 6; d hands on 1, and then 1 + 5
        for name, partial in made_of[user].items():
            told_twice[name] += partial
            for leaf, k in made_of[name].items():
                told_twice[leaf] += told_twice[name] * k
    assert (told_twice["a"], told_twice["b"]) == (29, 22)


def test_the_branch_not_taken_and_the_cure():
    careless = lambda x: np.where(x > 0, np.log(x), 0.0)
    careful = lambda x: np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), 0.0)
    with np.errstate(all="ignore"):
        assert np.isnan(grad(careless)(0.0))
    assert (grad(careful)(0.0), grad(careful)(2.0), grad(careful)(-1.0)) == (0.0, 0.5, 0.0)


def test_23_forward_sweeps_or_one_in_reverse():
    of = lambda p: cost([(p[:12].reshape(3, 4), p[12:15]), (p[15:21].reshape(2, 3), p[21:])], R_X, R_Y)
    p = np.concatenate([part.ravel() for layer in R for part in layer])
    columns = [jvp(of, (p,), (nudge,))[1] for nudge in np.eye(p.size)]
    (row,) = vjp(of, p)[1](1.0)
    assert len(columns) == 23
    np.testing.assert_allclose(row, columns, rtol=1e-12, atol=1e-15)
    assert printed(np.linalg.norm(row)) == 4.298896


def test_digits_lost_by_the_slope_of_tanh_and_the_derivative_of_a_folded_map():
    assert 1 - np.tanh(20.0) ** 2 == 0.0
    assert 1 / np.cosh(20.0) ** 2 == pytest.approx(4 * np.exp(-40.0), rel=1e-12)
    x, product = 0.3, 1.0  # the chain rule along the orbit: 4(1 − 2x) at every turn
    for _ in range(20):
        product, x = product * 4 * (1 - 2 * x), 4 * x * (1 - x)
    assert round(product) == -535778


def test_softmax_with_cross_entropy_and_the_tail_of_the_logistic_function():
    loss = lambda z: np.log(np.sum(np.exp(z))) - z[0]
    value, delta = value_and_grad(loss)(np.array([2.0, 1.0, 0.0]))
    assert (printed(value), printed(delta)) == (0.407606, [-0.334759, 0.244728, 0.090031])
    assert printed(grad(lambda z: logistic(z) ** 2)(4.0)) == 0.03469
    assert printed(grad(lambda z: -np.log(1 - logistic(z)))(4.0)) == 0.982014
    assert printed(grad(logistic)(0.0) ** 10, 9) == 9.54e-7  # σ′ is at most ¼; ten layers


def test_a_difference_across_the_kink_of_relu_is_no_derivative():
    """CONTENT chapter 8: with h = 1e−5 at 1e−6 the difference quotient "is" 0.55; the derivative is 1."""
    assert grad(relu)(1e-6) == 1.0
    assert (relu(1e-6 + 1e-5) - relu(1e-6 - 1e-5)) / 2e-5 == pytest.approx(0.55)
