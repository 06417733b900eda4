"""What a network keeps, writes, reads and refuses."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from networks import OUTPUTS, X, Y, examples, not_neuron, running_network

from mlcalc.network import Network

# --- types, ownership, files ---------------------------------------------------------------


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_float32_is_kept(output, cost):
    network = Network.random([4, 3, 2], activation=["tanh", output], cost=cost, dtype=np.float32)
    x, y = examples(network)
    z, a = network.forward(x)
    g = network.backprop(x, y)
    arrays = [*z.values(), *a.values(), *g.delta.values(), *g.W.values(), *g.b.values(), g.x]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    stepped = network.step(g)
    assert {layer.W.dtype for layer in stepped.layers} == {np.dtype(np.float32)}
    exact = Network(
        [(layer.W.astype(float), layer.b.astype(float), layer.activation) for layer in network.layers], cost
    )
    np.testing.assert_allclose(g.W[1], exact.backprop(x, y).W[1], atol=1e-6)
    assert Network([(np.ones((1, 1), np.float32), [0.0])]).layers[0].W.dtype == float


def test_a_network_owns_its_parameters():
    W = np.array([[1.3]])
    network = Network([(W, [-0.1])])
    W[:] = 0
    assert network.layers[0].W.item() == 1.3
    with pytest.raises(ValueError, match="read-only"):
        network.layers[0].W[:] = 0
    first = network.backprop([1.0], [0.0])
    before = first.W[1].copy()
    network.backprop([0.5], [1.0])
    assert first.W[1] == before


def test_a_seed_gives_one_network_and_another_seed_another():
    def weights(seed):
        return Network.random([4, 3, 2], seed=seed).layers[0].W.tolist()

    assert weights(0) == weights(0) != weights(1)
    wide = Network.random([400, 300])
    assert wide.layers[0].W.std() == pytest.approx(1 / 20, rel=0.02)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_save_and_load(tmp_path, dtype):
    network = Network.random([4, 3, 2], activation=["relu", "softmax"], cost="cross-entropy", dtype=dtype)
    network.save(tmp_path / "model")
    again = Network.load(tmp_path / "model")
    assert repr(again) == repr(network)
    for one, other in zip(again.layers, network.layers, strict=True):
        assert one.W.tolist() == other.W.tolist()
        assert one.W.dtype == dtype
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def foreign_files(folder):
    network = running_network()
    network.save(folder / "whole")
    data = bytearray((folder / "whole").read_bytes())
    yield bytes(data[: len(data) // 2])
    data[data.index(network.layers[0].W.tobytes()) + 3] ^= 255
    yield bytes(data)
    yield b""
    yield b"not a network"
    one = {"activations": ["tanh"], "cost": "squares", "W1": [[1.0]], "b1": [0.0]}
    for arrays in (
        {"a": np.ones(3)},
        one | {"activations": np.array([{}], dtype=object)},
        one | {"activations": ["tanh", "tanh"]},  # a layer is missing
        one | {"W1": [[np.nan]]},
        one | {"cost": "absolute"},
        one | {"cost": "cross-entropy"},
    ):
        np.savez(folder / "made.npz", **arrays)
        yield (folder / "made.npz").read_bytes()
    np.save(folder / "made.npy", np.ones(3))
    yield (folder / "made.npy").read_bytes()


def test_foreign_and_damaged_files_are_refused(tmp_path):
    for content in foreign_files(tmp_path):
        path = tmp_path / "given"
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"given does not hold a network that Network\.save wrote"):
            Network.load(path)
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "nowhere")


def test_a_file_cannot_run_code(tmp_path):
    class Trap:
        def __reduce__(self):
            return (tmp_path.joinpath("sprung").touch, ())

    np.savez(tmp_path / "trap.npz", activations=np.array([Trap()], dtype=object))
    with pytest.raises(ValueError, match=r"does not hold a network .*: it is not plain arrays in numpy's npz format$"):
        Network.load(tmp_path / "trap.npz")
    assert not (tmp_path / "sprung").exists()


def test_importing_networks_loads_numpy_alone():
    heavy = "{'dask', 'distributed', 'tqdm', 'matplotlib', 'anywidget'}"
    code = f"import sys, mlcalc; mlcalc.Network.random([4, 3, 2]); print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# --- refusals --------------------------------------------------------------------------------

ONES, B3 = np.ones((3, 4)), np.zeros(3)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Network([]), "at least one layer, got none"),
        (lambda: Network([(ONES, B3), (np.ones((2, 4)), [0, 0])]),
         r"layer 2 expects 4 activations, as W has shape \(2, 4\); got 3 from layer 1"),
        (lambda: Network([(ONES, [0, 0])]), r"layer 1: b must have shape \(3,\), as W has 3 rows; got \(2,\)"),
        (lambda: Network([(ONES[0], B3)]), r"layer 1: W must be a matrix .* got shape \(4,\)"),
        (lambda: Network([(np.ones((0, 4)), [])]), r"layer 1: W must be a matrix .* got shape \(0, 4\)"),
        (lambda: Network([(ONES, B3, "sigmoid")]), "layer 1: activation 'sigmoid' is not known: choose from tanh, log"),
        (lambda: Network([(ONES, B3)], "absolute"), "cost 'absolute' is not known: choose from squares, cross-entropy"),
        (lambda: Network([(ONES, B3)], "cross-entropy"), "cross-entropy needs outputs .* layer 1 is tanh"),
        (lambda: Network([(ONES, B3, "softmax"), (np.ones((2, 3)), [0, 0])]), "layer 1: softmax can only be the last"),
        (lambda: Network([(ONES, B3), ([[1, np.nan, 2]], [0])]), r"layer 2: W must be finite, but W\[0, 1\] is nan"),
        (lambda: Network([(ONES, [0, 0, np.inf])]), r"layer 1: b must be finite, but b\[2\] is inf"),
        (lambda: Network([([[1, 2], [3]], [0, 0])]), "layer 1: W must be an array of numbers, every row as long"),
        (lambda: Network.random([4]), r"at least two positive integers, inputs first, got \[4\]"),
        (lambda: Network.random([4, 0, 2]), r"positive integers, inputs first, got \[4, 0, 2\]"),
        (lambda: Network.random([4, 3, 2], activation=["tanh"]), "2 layers need as many activations, got 1"),
        (lambda: Network.random([4, 3, 2], activation="softmax"), "layer 1: softmax can only be the last"),
    ],
)  # fmt: skip
def test_networks_that_are_refused(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_words_are_not_numbers():
    with pytest.raises(TypeError, match="layer 1: W must be an array of real numbers, got <U1"):
        Network([([["a"]], [0])])
    with pytest.raises(TypeError, match="x must be an array of real numbers, got complex128"):
        not_neuron().cost([1j], [0])


@pytest.mark.parametrize(
    ("x", "y", "says"),
    [
        (np.ones((3, 10)), np.ones((2, 10)), r"layer 1 expects 4 activations, got \(3, 10\)"),
        (np.ones((10, 4)), np.ones((2, 10)), r"layer 1 expects 4 activations, got \(10, 4\): .* so pass x\.T"),
        (1.0, Y, r"layer 1 expects 4 activations, got \(\)"),
        (np.ones((4, 2, 2)), Y, r"layer 1 expects 4 activations, got \(4, 2, 2\)"),
        (np.ones((4, 0)), np.ones((2, 0)), r"the batch is empty .* x has shape \(4, 0\), expected \(4, N\)"),
        (X, np.ones(3), r"the last layer gives 2 activations, so y must have shape \(2,\) .* got \(3,\)"),
        (np.ones((4, 5)), np.ones((2, 4)), r"y must have shape \(2, 5\) or be integer class labels of shape \(5,\)"),
        (np.ones((4, 5)), np.ones(5), r"integer class labels of shape \(5,\); got \(5,\) of float64"),
        ([1, np.nan, 0, 0], Y, r"x must be finite, but x\[1, 0\] is nan"),
        (X, [1, np.inf], r"y must be finite, but y\[1, 0\] is inf"),
        (np.ones((4, 3)), [0, 2, 1], "y has the label 2, but the last layer gives 2 classes: labels are 0 to 1"),
        (X, -1, "y has the label -1"),
    ],
)
def test_data_that_is_refused(x, y, says):
    network = running_network()
    for call in (network.cost, network.backprop, network.train):
        with pytest.raises(ValueError, match=says):
            call(x, y)


def test_targets_that_are_no_probabilities():
    network = Network.random([4, 3, 2], activation=["tanh", "softmax"], cost="cross-entropy")
    with pytest.raises(ValueError, match="targets from 0 to 1, got -1 to 1"):
        network.cost(X, [1.0, -1.0])
    with pytest.raises(ValueError, match="columns sum to 1, or class labels"):
        network.cost(X, [1.0, 1.0])
    single = Network.random([4, 1], activation="logistic", cost="cross-entropy")
    with pytest.raises(ValueError, match=r"y must have shape \(1, 3\); got \(3,\)"):  # one output has no classes
        single.cost(np.ones((4, 3)), [0, 1, 0])
