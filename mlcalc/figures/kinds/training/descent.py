"""What a training run is after some steps: the numbers of the kind training, from Network.train itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ....network import Network
from ....network.training import DivergedError, Run
from ...common.network_passes import largest


class Descent:
    """The run from one network, for any rate and momentum: where it is after n steps.

    A run that runs away ends at the last step before it: from there on it stays. The page does the same.
    """

    def __init__(self, network: Network, x: ArrayLike, y: ArrayLike) -> None:
        self.network = network
        self.x, self.y = network.examples(x, y)
        self.threshold = threshold(self.y)
        self._settings: tuple[float, float] | None = None
        self._run = Run(network)

    def run(self, rate: float, momentum: float, steps: int) -> Run:
        """After so many steps, or after the last one before the cost runs away; costs[0] is that of the start."""
        goes_on = self._settings == (rate, momentum) and len(self._run.costs) - 1 <= steps
        run = self._run if goes_on else Run(self.network)
        more = steps - max(len(run.costs) - 1, 0)
        if rate == 0:  # no step leads anywhere, and train refuses to take one
            return Run(self.network, (self.network.cost(self.x, self.y),) * (steps + 1))
        settings: dict[str, Any] = {"learning_rate": rate, "momentum": momentum, "progress": False}
        try:
            run = run.train(self.x, self.y, more, **settings)
        except DivergedError as error:
            run = Run(self.network).train(self.x, self.y, len(error.costs) - 2, **settings)
        self._settings, self._run = (rate, momentum), run
        return run

    def __call__(self, at: Mapping[str, float]) -> dict[str, float]:
        """The numbers of the figure at its inputs."""
        network = self.run(at["rate"], at.get("momentum", 0.0), round(at["step"])).network
        gradients = network.backprop(self.x, self.y)
        by_parameter = [part for l in gradients.W for part in (gradients.W[l].ravel(), gradients.b[l])]
        numbers = {"C": network.cost(self.x, self.y), "|∇C|": float(np.linalg.norm(np.concatenate(by_parameter)))}
        # the columns are shares of a mean, so their lengths add up to the mean length
        numbers |= {f"|δ{l}|": float(np.linalg.norm(gradients.delta[l], axis=0).sum()) for l in sorted(gradients.delta)}
        if self.threshold is not None:
            numbers["right"] = float(share_right(network.forward(self.x).a[network.L], self.y, self.threshold))
        return numbers


def threshold(y: NDArray[np.float64]) -> float | None:
    """What separates two classes of one output, from targets with two values; 0 for columns with one 1; else None."""
    values = np.unique(y)
    if len(y) == 1:
        return float(values.mean()) if len(values) == 2 else None
    return 0.0 if set(values) <= {0.0, 1.0} and (y.sum(axis=0) == 1).all() else None


def share_right(a: Any, y: Any, between: float) -> Any:
    """How many of the examples are on the right side, or have their own class as the largest output: from 0 to 1."""
    if len(y) == 1:
        right = np.equal(np.less(between, a), np.less(between, y))
    else:
        right = np.equal(np.sum(a * y, axis=0), largest(a))
    return np.sum(np.where(right, 1.0, 0.0)) / y.shape[1]
