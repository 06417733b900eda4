"""What the first calls of a gradient cost: where a function is traced, what it says is derived, and kept."""

from __future__ import annotations

import statistics

from .rounds import Peer

PEERS = ("autograd", "PyTorch", "mlcalc retraced", "mlcalc compiled")
SIZES = (100, 1_000, 10_000, 100_000)
TABLES = {
    "First calls": ["W1", "W2", "W3", "W4"],
    "W8 A loop: x = x - 0.01 * np.sin(x), n times": [f"W8 {n}" for n in SIZES],
    "W9 Numbers stacked: np.sum(np.stack([a * k for k in range(n)]) ** 2)": [f"W9 {n}" for n in SIZES[:3]],
}
# Beyond these sizes a call takes minutes.
AT_MOST = {("autograd", "W8"): 10_000, ("PyTorch", "W8"): 10_000, ("autograd", "W9"): 1_000}

Calls = list[float]  # seconds of processor time: the first, the second and the third call


def measure_calls(peers: list[Peer], workload: str, rounds: int) -> dict[str, Calls]:
    """Medians over rounds in which the peers take turns, each forgetting first whatever it can."""
    name, _, given = workload.partition(" ")
    size = int(given or 0)
    taking_part = [peer for peer in peers if peer.name in PEERS and size <= AT_MOST.get((peer.name, name), size)]
    times: dict[str, list[Calls]] = {peer.name: [] for peer in taking_part}
    for _ in range(rounds if size <= 10_000 else 1):
        for peer in taking_part:
            times[peer.name].append(peer.ask(calls=workload, times=3))
    return {name: [statistics.median(one) for one in zip(*taken, strict=True)] for name, taken in times.items()}
