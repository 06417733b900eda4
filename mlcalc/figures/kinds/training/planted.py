"""Backpropagation with a mistake planted in it: what a run looks like whose gradient is wrong.

Each is one of the slips of chapter 7. The four lines are written once, and compute with arrays and with traced values
alike, so that Python and the page go wrong in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ....network import Network
from ....network.activations import ACTIVATIONS, output_delta
from ....network.training import DivergedError, Run, batches, cost_limit

# What each slip makes of σ′(z): where the slope is taken, or none of it.
SLIPS: Mapping[str, Any] = {
    "slope at a": lambda s, z, a: s.slope(a, s.value(a)),
    "no slope": lambda s, z, a: 1,
    "no bias": lambda s, z, a: s.slope(z, a),
}


def planted(
    network: Network, slip: str, z: Mapping[int, Any], a: Mapping[int, Any], y: Any, weights: Mapping[int, Any]
) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
    """δ, ∇W and ∇b of every layer with this slip: gradients of the costs' sum, a column of δ for each example."""
    names = {l: layer.activation for l, layer in enumerate(network.layers, 1)}

    def slope(l: int) -> Any:
        return SLIPS[slip](ACTIVATIONS[names[l]], z[l], a[l])

    L, squares = network.L, network.cost_name == "squares"
    if squares and names[L] != "softmax":
        delta = {L: 2 * (a[L] - y) * slope(L)}
    else:
        delta = {L: output_delta(network.cost_name, names[L], z[L], a[L], y)}
    for l in range(L - 1, 0, -1):
        delta[l] = (weights[l + 1].T @ delta[l + 1]) * slope(l)
    by_W = {l: delta[l] @ a[l - 1].T for l in delta}
    by_b = {l: np.sum(delta[l], axis=1) * (0.0 if slip == "no bias" else 1.0) for l in delta}
    return delta, by_W, by_b


def train_planted(
    network: Network, slip: str, examples: tuple[Any, Any], steps: int, rate: float, momentum: float, batch: int,
    seed: int,
) -> Run:  # fmt: skip
    """As ``Network.train`` does it, with the slip in every step; DivergedError at the same limit."""
    x, y = examples
    chosen_at = batches(x.shape[1], batch, seed)
    velocity = {(kind, l): 0.0 for l in range(1, network.L + 1) for kind in "Wb"}
    costs: list[float] = []
    for step in range(steps + 1):
        chosen = chosen_at(step)
        X, Y = (x, y) if chosen is None else (x[:, chosen], y[:, chosen])
        with np.errstate(all="ignore"):
            costs.append(network.cost(X, Y))
        if not costs[-1] <= cost_limit(costs[0]):
            raise DivergedError(f"the planted run diverged at step {step}", Run(network, tuple(costs[:-1])), costs)
        if step == steps:
            break
        z, a = network.forward(X)
        _, by_W, by_b = planted(network, slip, z, a, Y, {l: layer.W for l, layer in enumerate(network.layers, 1)})
        layers = []
        for l, (W, b, activation) in enumerate(network.layers, 1):
            velocity["W", l] = momentum * velocity["W", l] + rate / X.shape[1] * by_W[l]
            velocity["b", l] = momentum * velocity["b", l] + rate / X.shape[1] * by_b[l]
            layers.append((W - velocity["W", l], b - velocity["b", l], activation))
        network = Network(layers, network.cost_name)
    return Run(network, tuple(costs))
