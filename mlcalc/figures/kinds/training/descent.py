"""What a training run is after some steps: the numbers of the kind training, from Network.train itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....network import Network
from ....network.training import DivergedError, Run
from ...common.network_passes import largest
from .planted import planted, train_planted

KEPT = 60  # runs of one setting: a figure asks for its start and its end again and again
Examples = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass
class Walk:
    """The run from one network, for any settings: where it is after n steps.

    A run that runs away ends at the last step before it: from there on it stays. The page does the same. A walk
    ``beside`` another has settings of its own, in ``own``, and maybe a mistake planted in its gradient.
    """

    network: Network
    x: Any
    y: Any
    seed: int = 0
    own: Mapping[str, float] = field(default_factory=dict)
    wrong: str | None = None

    def __post_init__(self) -> None:
        self._known: dict[tuple[float, ...], dict[int, Run]] = {}  # by settings, then by steps: what was asked before

    def start(self, scale: float) -> Network:
        """The network from which the run begins: its weights are those that were given, times the scale."""
        if scale == 1.0:
            return self.network
        layers = [(layer.W * scale, layer.b, layer.activation) for layer in self.network.layers]
        return Network(layers, self.network.cost_name)

    def run(self, at: Mapping[str, float], steps: int) -> Run:
        """After so many steps, or after the last one before the cost runs away; costs[0] is that of the start."""
        given = {"momentum": 0.0, "batch": self.x.shape[1], "scale": 1.0, **at, **self.own}
        rate, momentum, batch, scale = settings = tuple(given[k] for k in ("rate", "momentum", "batch", "scale"))
        if settings not in self._known:
            self._known = {settings: {}}
        known, start = self._known[settings], self.start(scale)
        if steps in known:
            return known[steps]
        if rate == 0:  # no step leads anywhere, and train refuses to take one
            return Run(start, (start.cost(self.x, self.y),) * (steps + 1))
        before = 0 if self.wrong else max((k for k in known if k < steps), default=0)
        run = known[before] if before else Run(start)
        try:
            run = self._train(run, steps - max(len(run.costs) - 1, 0), rate, momentum, round(batch))
        except DivergedError as error:
            run = self._train(Run(start), len(error.costs) - 2, rate, momentum, round(batch))
        if len(known) == KEPT:
            del known[next(iter(known))]
        known[steps] = run
        return run

    def _train(self, run: Run, more: int, rate: float, momentum: float, batch: int) -> Run:
        if self.wrong is not None:
            return train_planted(run.network, self.wrong, (self.x, self.y), more, rate, momentum, batch, self.seed)
        settings: dict[str, Any] = {"learning_rate": rate, "momentum": momentum, "batch": batch, "seed": self.seed}
        return run.train(self.x, self.y, more, progress=False, **settings)

    def gradients(self, network: Network) -> tuple[Mapping[int, Any], list[Any]]:
        """δ of every layer, a column an example's share of the mean, and all derivatives by parameters in one list."""
        if self.wrong is None:
            g = network.backprop(self.x, self.y)
            return g.delta, [part.ravel() for l in g.W for part in (g.W[l], g.b[l])]
        z, a = network.forward(self.x)
        weights = {l: layer.W for l, layer in enumerate(network.layers, 1)}
        delta, by_W, by_b = planted(network, self.wrong, z, a, self.y, weights)
        N = self.x.shape[1]
        return {l: d / N for l, d in delta.items()}, [part.ravel() / N for l in by_W for part in (by_W[l], by_b[l])]


@dataclass
class Descent:
    """A walk with what is measured on it: examples that are held out, another walk beside it, a drawing to be read."""

    walk: Walk
    held_out: Examples | None = None
    beside: Walk | None = None
    draws: bool = False

    def __post_init__(self) -> None:
        self.threshold = threshold(self.walk.y)

    def __call__(self, at: Mapping[str, float]) -> dict[str, float]:
        """The numbers of the figure at its inputs."""
        steps, walk = round(at["step"]), self.walk
        network = walk.run(at, steps).network
        delta, parts = walk.gradients(network)
        numbers = {**self._measured(network, ""), "|∇C|": float(np.linalg.norm(np.concatenate(parts)))}
        # the columns are shares of a mean, so their lengths add up to the mean length
        numbers |= {f"|δ{l}|": float(np.linalg.norm(delta[l], axis=0).sum()) for l in sorted(delta)}
        if self.beside is not None:
            numbers |= self._measured(self.beside.run(at, steps).network, "_beside")
        return numbers | (self._drawn(network, at) if self.draws else {})

    def _measured(self, network: Network, of: str) -> dict[str, float]:
        """Cost, and the share on the right side where there are classes, on the examples and on those held out."""
        sets = {"": (self.walk.x, self.walk.y)} | ({"_held": self.held_out} if self.held_out is not None else {})
        numbers = {}
        for name, (x, y) in sets.items():
            numbers[f"C{name}{of}"] = network.cost(x, y)
            if self.threshold is not None:
                a = network.forward(x).a[network.L]
                numbers[f"right{name}{of}"] = float(count_right(a, y, self.threshold)) / x.shape[1]
        return numbers

    def _drawn(self, network: Network, at: Mapping[str, float]) -> dict[str, float]:
        """What the network makes of the drawing."""
        pixels = [name for name in at if name.startswith("x[")]
        x, n = np.array([at[name] for name in pixels]), network.sizes[-1]
        y = np.eye(n)[round(at["y"])]
        p, slopes = network.forward(x).a[network.L], network.backprop(x, y).x
        numbers = {f"p[{k}]": float(p[k]) for k in range(n)}
        numbers |= {"reading": float(np.argmax(p)), "C_drawn": network.cost(x, y)}
        return numbers | {f"dC_drawn/d{name}": float(slope) for name, slope in zip(pixels, slopes, strict=True)}


def threshold(y: NDArray[np.float64]) -> float | None:
    """What separates two classes of one output, from targets with two values; 0 for columns with one 1; else None."""
    values = np.unique(y)
    if len(y) == 1:
        return float(values.mean()) if len(values) == 2 else None
    return 0.0 if set(values) <= {0.0, 1.0} and (y.sum(axis=0) == 1).all() else None


def count_right(a: Any, y: Any, between: float) -> Any:
    """How many of the examples are on the right side, or have their own class as the largest output."""
    if len(y) == 1:
        right = np.equal(np.less(between, a), np.less(between, y))
    else:
        right = np.equal(np.sum(a * y, axis=0), largest(a))
    return np.sum(np.where(right, 1.0, 0.0))
