"""The same network on Dask arrays, on a real cluster of worker processes."""

from __future__ import annotations

import os
import signal
import time
import uuid

import dask
import dask.array as da
import numpy as np
import pytest
from distributed import Client, LocalCluster
from networks import OUTPUTS

from mlcalc.network import Network

MEGABYTE = 2**20
WORKER_LIMIT = 300 * MEGABYTE
# Nothing is spilled to disk and no worker waits: one that holds more than its limit is ended by its nanny.
IN_MEMORY = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.98,
    "distributed.scheduler.allowed-failures": 3,
}


@pytest.fixture(scope="module")
def client():
    with (
        dask.config.set(IN_MEMORY),
        LocalCluster(n_workers=2, threads_per_worker=1, memory_limit=WORKER_LIMIT, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client


def assert_same(lazy, exact, tolerance=1e-12):
    """One backprop result against another, every array of it."""
    for by_lazy, by_exact in zip(lazy[:3], exact[:3], strict=True):
        assert by_lazy.keys() == by_exact.keys()
        for l in by_exact:
            np.testing.assert_allclose(by_lazy[l], by_exact[l], rtol=0, atol=tolerance)
    np.testing.assert_allclose(lazy.x, exact.x, rtol=0, atol=tolerance)


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_the_cluster_agrees_with_numpy(client, output, cost):
    network = Network.random([6, 5, 3], activation=["tanh", output], cost=cost)
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((6, 300)), rng.uniform(0.1, 1, (3, 300))
    y /= y.sum(axis=0)
    lazy_x, lazy_y = da.from_array(x, chunks=(4, 110)), da.from_array(y, chunks=(2, 150))
    lazy_cost, lazy = network.cost(lazy_x, lazy_y), network.backprop(lazy_x, lazy_y)
    assert all(isinstance(part, da.Array) for part in (lazy_cost, lazy.W[1], lazy.b[2], lazy.delta[1], lazy.x))
    value, gradients = dask.compute(lazy_cost, lazy)
    assert value == pytest.approx(network.cost(x, y), abs=1e-12)
    assert_same(gradients, network.backprop(x, y))
    a = dask.compute(network.forward(lazy_x))[0].a
    np.testing.assert_allclose(a[2], network.forward(x).a[2], rtol=0, atol=1e-12)
    stepped = network.step(gradients)
    assert stepped.cost(x, y) < network.cost(x, y)


def test_labels_and_float32(client):
    network = Network.random([6, 5, 3], activation=["relu", "softmax"], cost="cross-entropy", dtype=np.float32)
    rng = np.random.default_rng(0)
    x, labels = rng.standard_normal((6, 1000)), rng.integers(0, 3, 1000)
    lazy = network.backprop(da.from_array(x, chunks=(6, 300)), da.from_array(labels, chunks=300))
    assert {part.dtype for by in lazy[:3] for part in by.values()} == {np.dtype(np.float32)}
    (gradients,) = dask.compute(lazy)
    assert gradients.W[1].dtype == np.float32
    assert_same(gradients, network.backprop(x, labels), 1e-6)


def test_memory_is_bounded_by_the_chunk_not_by_the_data(client):
    """More examples than both workers may hold together, which are ended above 300 MB each."""
    N, chunk = 1_300_000, 25_000
    x = da.random.default_rng(0).random((64, N), chunks=(64, chunk))
    y = x[:10] / 10
    assert x.nbytes > 2 * WORKER_LIMIT
    network = Network.random([64, 8, 10])
    workers = set(client.scheduler_info()["workers"])
    lazy = network.backprop(x, y)
    value, by_W, by_b = dask.compute(network.cost(x, y), lazy.W, lazy.b)
    assert set(client.scheduler_info()["workers"]) == workers, "a worker was ended for its memory"
    part_x, part_y = dask.compute(x[:, :chunk], y[:, :chunk])  # examples are alike: one chunk says what to expect
    assert value == pytest.approx(network.cost(part_x, part_y), rel=0.01)
    assert by_W[1].shape == (8, 64)
    assert by_b[2] == pytest.approx(network.backprop(part_x, part_y).b[2], abs=0.01)


def test_killing_a_worker_in_the_middle_changes_nothing(client, tmp_path):
    network = Network.random([6, 5, 3])
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((6, 400)), rng.standard_normal((3, 400))
    chunks = 40

    def slowly(block):
        time.sleep(0.1)
        (tmp_path / uuid.uuid4().hex).touch()  # the tasks' own count, which no lost worker takes with it
        return block

    lazy_x = da.from_array(x, chunks=(6, 10)).map_blocks(slowly, dtype=x.dtype, meta=np.empty((0, 0)))
    lazy = network.backprop(lazy_x, da.from_array(y, chunks=(3, 10)))
    pid = next(iter(client.run(os.getpid).values()))
    futures = client.compute([lazy.W, lazy.b, lazy.delta, lazy.x])
    while len(list(tmp_path.iterdir())) < chunks // 2:
        time.sleep(0.01)
    assert not any(future.done() for future in futures)
    os.kill(pid, signal.SIGKILL)
    by_W, by_b, delta, by_x = client.gather(futures)
    assert len(list(tmp_path.iterdir())) > chunks, "nothing was lost, so nothing was tested"
    client.wait_for_workers(2, timeout=30)
    assert pid not in client.run(os.getpid).values()
    exact = network.backprop(x, y)
    assert_same(type(exact)(delta, by_W, by_b, by_x), exact)


def test_bad_values_are_found_where_they_are_computed(client):
    network = Network.random([6, 5, 3], activation=["tanh", "softmax"], cost="cross-entropy")
    x, labels = np.ones((6, 100)), np.zeros(100, int)
    lazy = da.from_array(np.where(np.arange(100) == 77, np.nan, x), chunks=(6, 50))
    with pytest.raises(ValueError, match="x must be finite"):
        network.cost(lazy, labels).compute()
    with pytest.raises(ValueError, match="y has the label 3, but the last layer gives 3 classes"):
        network.cost(x, da.from_array(labels + 3, chunks=50)).compute()
    with pytest.raises(ValueError, match="columns sum to 1"):
        network.cost(x, da.ones((3, 100), chunks=50)).compute()
    lazy = da.ones((5, 100), chunks=50)
    with pytest.raises(ValueError, match=r"layer 1 expects 6 activations, got \(5, 100\)"):  # shapes: at once
        network.backprop(lazy, labels)
    lazy = da.ones((6, 100), chunks=50)
    with pytest.raises(ValueError, match=r"empty \(or of unknown length\)"):
        network.cost(lazy[:, lazy[0] > 0], labels)
    with pytest.raises(TypeError, match="train needs arrays in memory"):
        network.train(lazy, labels)
