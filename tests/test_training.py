"""Training: the book's runs, pauses, batches, divergence, and the buffered passes against backprop."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
from networks import OUTPUTS, X, Y, examples, near, not_neuron, running_network

from mlcalc.network import Layer, Network
from mlcalc.network.flat import Sweep, flat
from mlcalc.network.training import DivergedError, Run

NOT_X, NOT_Y = [[1.0, 0.0]], [[0.0, 1.0]]


def same(one: Network, other: Network) -> bool:
    return flat(one).tolist() == flat(other).tolist()


# --- the book's runs --------------------------------------------------------------------------


def test_running_network_descends_as_published():
    costs = running_network().train(X, Y, steps=100, learning_rate=0.1).costs
    assert [costs[k] for k in (0, 1, 5, 100)] == near(1.450470, 0.211687, 0.041063, 0.003410)
    network = running_network()
    slope = sum((part**2).sum() for by in network.backprop(X, Y)[1:3] for part in by.values())
    assert network.cost(X, Y) - 0.1 * slope == pytest.approx(-0.398, abs=5e-4)
    assert running_network().train(X, Y, steps=1, learning_rate=1).costs[1] == near(0.041557)


def test_not_neuron_has_no_finite_minimiser():
    costs = not_neuron().train(NOT_X, NOT_Y, steps=2000, learning_rate=0.5).costs
    assert [costs[50], costs[2000]] == near(0.009247, 0.000130)


def test_equal_starting_weights_stay_equal():
    network = Network([(np.full((3, 4), 0.3), np.zeros(3)), (np.full((2, 3), 0.1), np.zeros(2))])
    rows = network.backprop(X, Y).W[1]
    assert rows[0].tolist() == rows[1].tolist() == rows[2].tolist()
    W = network.train(X, Y, steps=50).network.layers[0].W
    assert W[0].tolist() == W[1].tolist() == W[2].tolist()
    assert W[0, 0] != 0.3


def test_xor_is_learned():
    x, y = np.array([[0, 0, 1, 1], [0, 1, 0, 1.0]]), np.array([[-1, 1, 1, -1.0]])
    run = Network.random([2, 4, 1], seed=1).train(x, y, steps=2000, learning_rate=0.2, momentum=0.5)
    assert run.costs[-1] < 0.01
    assert np.sign(run.network.forward(x).a[2]).tolist() == y.tolist()


# --- the steps -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", ["tanh", "logistic", "relu", "identity"])
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_a_sweep_agrees_with_backprop(hidden, output, cost, dtype):
    network = Network.random([4, 3, 3, 2], activation=[hidden, hidden, output], cost=cost, dtype=dtype)
    sweep, tolerance = Sweep(network, 7), 1e-14 if dtype == np.float64 else 1e-6
    for seed in (1, 2):  # the second pass finds used buffers
        x, y = examples(network, seed)
        sweep.x[:], sweep.y[:] = x, y
        g = network.backprop(x, y)
        expected = np.concatenate([np.column_stack([g.W[l], g.b[l]]).ravel() for l in (1, 2, 3)])
        assert sweep.forward() == pytest.approx(network.cost(x, y), abs=10 * tolerance)
        np.testing.assert_allclose(sweep.backward(), expected, rtol=0, atol=tolerance)
        sweep.forward()
        np.testing.assert_allclose(sweep.backward(0.5), expected / 2, rtol=0, atol=tolerance)
        assert sweep.gradient.dtype == dtype


def test_training_takes_the_steps_of_step():
    network = by_hand = running_network()
    for _ in range(10):
        by_hand = by_hand.step(by_hand.backprop(X, Y), 0.1)
    trained = network.train(X, Y, steps=10).network
    np.testing.assert_allclose(flat(trained), flat(by_hand), rtol=0, atol=1e-14)
    assert same(network, running_network())


def test_momentum_is_polyaks():
    network, velocity = running_network(), 0.0
    run = network.train(X, Y, steps=5, learning_rate=0.05, momentum=0.9)
    for _ in range(5):
        sweep = Sweep(network, 1)
        sweep.x[:, 0], sweep.y[:, 0] = X, Y
        sweep.forward()
        velocity = 0.9 * velocity + 0.05 * sweep.backward()
        w, L1 = flat(network) - velocity, 15
        W1, W2 = w[:L1].reshape(3, 5), w[L1:].reshape(2, 4)
        network = Network([(W1[:, :4], W1[:, 4]), (W2[:, :3], W2[:, 3])])
    np.testing.assert_allclose(flat(run.network), flat(network), rtol=0, atol=1e-14)
    np.testing.assert_allclose(run.velocity, velocity, rtol=0, atol=1e-14)


@pytest.mark.parametrize("batch", [None, 3, 7, 100])
def test_a_run_resumes_as_if_it_had_not_paused(batch):
    network = Network.random([4, 5, 2])
    x, y = examples(network, N=10)
    settings = {"momentum": 0.8, "batch": batch, "seed": 4}
    whole = network.train(x, y, steps=25, **settings)
    halves = network.train(x, y, steps=11, **settings).train(x, y, steps=14, **settings)
    assert whole.costs == halves.costs
    assert same(whole.network, halves.network)
    assert len(whole.costs) == 26
    assert whole.train(x, y, steps=0).costs == whole.costs


def test_each_epoch_uses_every_example_once():
    """With b alone to learn and nothing learnt, a batch's cost says which examples are in it."""
    x, y = np.zeros((1, 10)), 2.0 ** np.arange(10)[None] ** 0.5
    run = Network([([[0.0]], [0.0], "identity")]).train(x, y, steps=7, learning_rate=1e-300, batch=3)
    sizes = np.array([3, 3, 3, 1] * 2)
    shares = np.array(run.costs) * sizes
    assert shares[:4].sum() == pytest.approx((y**2).sum())
    assert shares[4:].sum() == pytest.approx((y**2).sum())
    assert shares[:4].tolist() != shares[4:].tolist()
    other = Network([([[0.0]], [0.0], "identity")]).train(x, y, steps=7, learning_rate=1e-300, batch=3, seed=1)
    assert other.costs != run.costs


def test_a_callback_sees_every_step_and_can_end_the_run():
    seen = []

    def callback(step, cost, network):
        seen.append((step, cost, network.cost(X, Y)))
        return step == 4

    run = running_network().train(X, Y, steps=50, callback=callback)
    assert [step for step, _, _ in seen] == [1, 2, 3, 4]
    assert [cost for _, cost, _ in seen] == list(run.costs[1:])
    assert [cost for _, _, cost in seen] == pytest.approx(run.costs[1:], abs=1e-14)


def test_float32_trains_in_float32():
    network = Network.random([4, 3, 2], dtype=np.float32)
    run = network.train(X, Y, steps=30, momentum=0.5)
    assert run.network.layers[0].W.dtype == run.velocity.dtype == np.float32
    assert run.costs[-1] < run.costs[0]


def test_a_progress_bar_on_request(capsys, monkeypatch):
    running_network().train(X, Y, steps=3)
    assert capsys.readouterr().err == ""
    running_network().train(X, Y, steps=3, progress=True)
    assert "3/3" in capsys.readouterr().err
    real = builtins.__import__

    def without_tqdm(name, *args, **kwargs):
        if name == "tqdm":
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_tqdm)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    running_network().train(X, Y, steps=3)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'mlcalc\[train\]'"):
        running_network().train(X, Y, steps=3, progress=True)


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize("learning_rate", [3.0, 1e6, 1e200, 1e308])
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_a_diverging_run_stops_and_keeps_the_last_good_parameters(learning_rate, momentum):
    network = Network([Layer([[1.0]], [0.0], "identity")])
    x, y = [[1.0, 2.0]], [[3.0, 5.0]]
    good = network.train(x, y, steps=5, learning_rate=0.05)
    with pytest.raises(DivergedError, match=r"diverged at step \d+: .* smaller learning rate, such as ") as caught:
        good.train(x, y, steps=1000, learning_rate=learning_rate, momentum=momentum)
    run, costs = caught.value.run, caught.value.costs
    assert f"at step {len(costs) - 1}:" in str(caught.value)
    assert run.costs == good.costs
    assert same(run.network, good.network)
    assert not costs[-1] <= 1e6 * (1 + costs[0])
    assert run.train(x, y, steps=20, learning_rate=0.05).costs[-1] < good.costs[-1]


def test_the_last_good_parameters_are_those_of_the_lowest_cost():
    """A step too large for one direction alone: the cost falls by the other until the first has grown."""
    network = Network([([[0.0, 0.0]], [0.0], "identity")])
    x, y = [[1.0, 0.0], [0.0, 3.0]], [[10.0, 1e-3]]
    with pytest.raises(DivergedError) as caught:
        network.train(x, y, steps=1000, learning_rate=0.205)
    run, costs = caught.value.run, caught.value.costs
    assert 3 < len(run.costs) < len(costs)
    assert run.costs[-1] == min(costs) < 0.1 * costs[0]
    assert run.network.cost(x, y) == pytest.approx(min(costs), rel=1e-12)


def test_parameters_that_overflow_where_the_cost_does_not():
    """A step to w = b = −∞, where tanh is −1, as wanted, and the cost 0."""
    with pytest.raises(DivergedError, match=r"at step 1: the cost went from .* to 0\.") as caught:
        not_neuron().train([1.0], [-1.0], steps=1, learning_rate=1.7e308)
    assert same(caught.value.run.network, not_neuron())


def test_a_run_that_only_rises_and_falls_is_let_go():
    costs = running_network().train(X, Y, steps=30, learning_rate=20).costs
    assert len(costs) == 31


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"learning_rate": 0}, "learning_rate must be positive and finite, got 0"),
        ({"learning_rate": float("nan")}, "learning_rate must be positive and finite, got nan"),
        ({"momentum": 1}, "momentum must be from 0 to below 1, got 1"),
        ({"steps": -1}, "steps must be an integer, 0 or more, got -1"),
        ({"steps": 2.5}, "steps must be an integer, 0 or more, got 2.5"),
        ({"batch": 0}, "batch must be a number of examples, 1 or more, or None for all; got 0"),
    ],
)
def test_settings_that_are_refused(settings, says):
    with pytest.raises(ValueError, match=says):
        running_network().train(X, Y, **settings)


def test_a_run_begins_at_rest():
    run = Run(running_network())
    assert (run.costs, run.velocity) == ((), None)
