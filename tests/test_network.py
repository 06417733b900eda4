"""Networks: the book's numbers, and a second and a third account of every derivative."""

from __future__ import annotations

import numpy as np
import pytest
from networks import OUTPUTS, X, Y, examples, near, not_neuron, running_network

import mlcalc
from mlcalc.network import Layer, Network

# --- the book's numbers -------------------------------------------------------------------


def test_running_network_forward():
    network = running_network()
    z, a = network.forward(X)
    assert z[1] == near(1.35, -0.5, 2.35)
    assert a[1] == near(0.874053, -0.462117, 0.981973)
    assert z[2] == near(1.393736, 0.201435)
    assert a[2] == near(0.883990, 0.198754)
    assert network.cost(X, Y) == near(1.450470)
    assert list(z) == [1, 2]
    assert list(a) == [0, 1, 2]


def test_running_network_backprop():
    g = running_network().backprop(X, Y)
    assert g.delta[2] == near(-0.050711, 2.302799)
    assert g.delta[1] == near(0.483194, 0.402087, -0.033454)
    assert g.W[2].ravel() == near(-0.044324, 0.023434, -0.049796, 2.012769, -1.064163, 2.261287)
    assert np.sqrt(sum((part**2).sum() for by in (g.W, g.b) for part in by.values())) == near(4.298896)
    assert g.x == near(-0.04406, 0.076728, 0.239263, 0.2813)
    assert [g.W[l].shape for l in (1, 2)] == [(3, 4), (2, 3)]


def test_not_neuron():
    network = not_neuron()
    assert network.forward([[1.0, 0.0]]).a[1].ravel() == near(0.833655, -0.099668)
    assert [network.cost([1.0], [0.0]), network.cost([0.0], [1.0])] == near(0.694980, 1.209270)
    assert network.cost([[1.0, 0.0]], [[0.0, 1.0]]) == near(0.952125)
    g = network.backprop([[1.0, 0.0]], [[0.0, 1.0]])
    assert [g.W[1].item(), g.b[1].item()] == near(0.254281, -0.834463)
    g = network.backprop([1.0], [0.0])
    assert g.W[1].item() == near(0.508563)
    g = network.backprop([0.0], [1.0])
    assert g.W[1].item() == 0.0
    assert g.b[1].item() == near(-2.177488)


def test_two_two_one_network():
    network = Network([([[0.5, -0.3], [0.8, 0.2]], [0.1, -0.2]), ([[1, -1]], [0.3])])
    assert network.cost([1, 2], [0.5]) == near(0.867474)
    g = network.backprop([1, 2], [0.5])
    assert g.delta[2].item() == near(-1.516121)
    assert g.delta[1] == near(-1.516121, 0.636732)


def test_where_dimensions_do_not_save_you():
    W = [[1, 2], [3, 4]]
    assert Network([(W, [0, 0], "identity")]).backprop([1, -1], [0, 0]).x.tolist() == [-8, -12]


def test_xor():
    network = Network([Layer([[10, 10], [10, 10]], [-5, -15]), Layer([[2, -2]], [-2])])
    a = network.forward([[0, 0, 1, 1], [0, 1, 0, 1]]).a[2]
    assert np.round(a, 3).tolist() == [[-0.964, 0.964, 0.964, -0.964]]


def test_a_saturated_logistic_neuron():
    layer = Layer([[1.0]], [0.0], "logistic")
    assert Network([layer]).backprop([4.0], [0.0]).delta[1].item() == near(0.034690)
    assert Network([layer], "cross-entropy").backprop([4.0], [0.0]).delta[1].item() == near(0.982014)


def test_softmax_of_2_1_0():
    network = Network([Layer(np.eye(3), np.zeros(3), "softmax")], "cross-entropy")
    assert network.cost([2, 1, 0], 0) == near(0.407606)
    assert network.backprop([2, 1, 0], 0).delta[1] == near(-0.334759, 0.244728, 0.090031)
    assert network.cost([2, 1, 0], 0) == network.cost([2, 1, 0], [1, 0, 0])


def test_ten_logistic_layers_lose_the_gradient():
    layers = [Layer([[1.0]], [0.0], "logistic")] * 10
    g = Network(layers).backprop([0.5], [0.0])
    product = np.prod([a * (1 - a) for l, a in Network(layers).forward([0.5]).a.items() if l])
    assert product <= 9.54e-7
    assert g.x.item() == pytest.approx(2 * Network(layers).forward([0.5]).a[10].item() * product, rel=1e-12)
    assert 0.25**10 == pytest.approx(9.54e-7, rel=1e-3)


def test_parameter_counts():
    assert [Network.random(n).n_parameters for n in ([4, 3, 2], [1, 6, 7, 2], [784, 16, 16, 10])] == [23, 77, 13_002]


# --- a second and a third account of every derivative ------------------------------------------


def second_account(layers, x, y, cost):
    """The cost again, in the numpy a reader would write, for the automatic differentiation to trace."""
    functions = {"tanh": np.tanh, "logistic": mlcalc.logistic, "relu": mlcalc.relu, "identity": lambda z: z}
    a, N = x, x.shape[1]
    for W, b, name in layers:
        z = W @ a + b[:, None]
        if name == "softmax":
            powers = np.exp(z)
            a = powers / np.sum(powers, axis=0)
        else:
            a = functions[name](z)
    if cost == "squares":
        return np.sum((a - y) ** 2) / N
    loss = -np.sum(y * np.log(a))
    return (loss if layers[-1][2] == "softmax" else loss - np.sum((1 - y) * np.log(1 - a))) / N


@pytest.mark.parametrize("hidden", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_backprop_agrees_with_automatic_differentiation(hidden, output, cost):
    network = Network.random([4, 3, 3, 2], seed=0, activation=[hidden, hidden, output], cost=cost)
    x, y = examples(network)
    names = [layer.activation for layer in network.layers]

    def traced(weights, biases, x):
        return second_account(list(zip(weights, biases, names, strict=True)), x, y, cost)

    weights, biases = [layer.W for layer in network.layers], [layer.b + 0.1 for layer in network.layers]
    network = Network(zip(weights, biases, names, strict=True), cost)
    value, (by_W, by_b, by_x) = mlcalc.value_and_grad(traced, argnums=(0, 1, 2))(weights, biases, x)
    g = network.backprop(x, y)
    assert network.cost(x, y) == pytest.approx(value, abs=1e-12)
    for l in (1, 2, 3):
        np.testing.assert_allclose(g.W[l], by_W[l - 1], rtol=0, atol=1e-12)
        np.testing.assert_allclose(g.b[l], by_b[l - 1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(g.x, by_x, rtol=0, atol=1e-12)
    assert max(np.abs(by_W[0]).max(), np.abs(by_x).max()) > 1e-4


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_backprop_agrees_with_finite_differences(output, cost):
    network = Network.random([3, 4, 2], seed=5, activation=["tanh", output], cost=cost)
    x, y = examples(network, N=3)
    g, h = network.backprop(x, y), 1e-5

    def cost_with(l, key, i, change):
        layers = [{"W": layer.W.copy(), "b": layer.b.copy()} for layer in network.layers]
        layers[l - 1][key][i] += change
        return Network(
            [(p["W"], p["b"], s.activation) for p, s in zip(layers, network.layers, strict=True)], cost
        ).cost(x, y)

    for key in "Wb":
        for l, gradient in getattr(g, key).items():
            for i in np.ndindex(gradient.shape):
                slope = (cost_with(l, key, i, h) - cost_with(l, key, i, -h)) / (2 * h)
                assert gradient[i] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_a_batch_is_the_mean_of_its_examples(output, cost):
    network = Network.random([4, 3, 2], activation=["tanh", output], cost=cost)
    x, y = examples(network, N=5)
    batch = network.backprop(x, y)
    singles = [network.backprop(x[:, k], y[:, k]) for k in range(5)]
    assert network.cost(x, y) == pytest.approx(np.mean([network.cost(x[:, k], y[:, k]) for k in range(5)]), abs=1e-14)
    for l in (1, 2):
        np.testing.assert_allclose(batch.W[l], np.mean([g.W[l] for g in singles], axis=0), atol=1e-14)
        np.testing.assert_allclose(batch.b[l], np.mean([g.b[l] for g in singles], axis=0), atol=1e-14)
        np.testing.assert_allclose(batch.delta[l], np.stack([g.delta[l] for g in singles], axis=1) / 5, atol=1e-14)
    np.testing.assert_allclose(batch.x, np.stack([g.x for g in singles], axis=1) / 5, atol=1e-14)
    assert network.forward(x[:, 0]).a[2] == pytest.approx(network.forward(x).a[2][:, 0], abs=1e-14)


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_the_cost_itself_can_be_traced(output, cost):
    network = Network.random([4, 3, 2], activation=["logistic", output], cost=cost)
    x, y = examples(network)
    by_x = mlcalc.grad(lambda x: network.cost(x, y))(x)
    np.testing.assert_allclose(network.backprop(x, y).x, by_x, rtol=0, atol=1e-12)


def test_extreme_values_stay_finite():
    for output, sign in (("softmax", 1.0), ("logistic", 1.0), ("softmax", -1.0), ("logistic", -1.0)):
        network = Network([Layer(np.eye(2), [0, 0], output)], "cross-entropy")
        x = sign * np.array([2000.0, -2000.0])
        assert network.cost(x, [0.0, 1.0]) == (2000.0 + 2000.0 * sign if output == "logistic" or sign > 0 else 0.0)
        assert np.isfinite(network.backprop(x, [0.0, 1.0]).W[1]).all()


def test_labels_stand_for_columns_with_a_single_one():
    network = Network.random([4, 3, 3], activation=["tanh", "softmax"], cost="cross-entropy")
    x = np.random.default_rng(0).standard_normal((4, 5))
    labels = np.array([2, 0, 1, 1, 0])
    assert network.cost(x, labels) == network.cost(x, np.eye(3)[:, labels])
    assert network.backprop(x, labels).x.tolist() == network.backprop(x, np.eye(3)[:, labels]).x.tolist()
