"""Gradient descent: the steps that lead a network downhill, and the record of a run.

Source: Polyak, *Some methods of speeding up the convergence of iteration methods* (1964), for momentum;
Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 8.3.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from .feedforward import Network
from .flat import Sweep, flat, network_of


class DivergedError(ArithmeticError):
    """Training ran away. ``run`` ends at the last good parameters, those of the lowest cost; ``costs`` goes on."""

    def __init__(self, message: str, run: Run, costs: list[float]) -> None:
        super().__init__(message)
        self.run, self.costs = run, costs


@dataclass(frozen=True, eq=False)
class Run:
    """A training run: the network it has reached, and the way there. Made by :meth:`mlcalc.Network.train`.

    ``costs[k]`` is the cost after k steps, of the examples that the next step is made from: all, or a batch.
    ``velocity``, of shape (n_parameters,), is what momentum carries on; None at rest.
    """

    network: Network
    costs: tuple[float, ...] = ()
    velocity: Any = None

    def train(self, x: Any, y: Any, steps: int = 100, learning_rate: float = 0.1, momentum: float = 0.0,
              batch: int | None = None, seed: int = 0, progress: bool | None = None,
              callback: Callable[[int, float, Network], Any] | None = None) -> Run:  # fmt: skip
        """Take steps of −η∇C, going on as if the run had not paused.

        Parameters
        ----------
        x, y : arrays in memory
            As in :meth:`mlcalc.Network.cost`.
        momentum : from 0 to below 1
            What each step keeps of the one before: v ← momentum·v + η∇C, w ← w − v.
        batch, seed :
            How many examples a step uses, drawn without replacement in each epoch; None for all.
        progress :
            Whether to show a tqdm bar (extra ``train``); None for only on a terminal.
        callback :
            Called after each step, ``callback(step, cost, network)``; a true answer ends the run.

        Raises
        ------
        DivergedError
            When the cost is a million times what it was, or not finite: naming the step.
        ValueError, TypeError
            As :meth:`mlcalc.Network.cost`, and for settings out of range.

        >>> run = Network([([[1.3]], [-0.1])]).train([[1.0, 0.0]], [[0.0, 1.0]], steps=25, learning_rate=0.5)
        >>> round(run.train([[1.0, 0.0]], [[0.0, 1.0]], steps=25, learning_rate=0.5).costs[50], 6)
        0.009247
        """
        _check_settings(steps, learning_rate, momentum, batch)
        x, y = self.network.examples(x, y)
        if not (isinstance(x, np.ndarray) and isinstance(y, np.ndarray)):
            raise TypeError(
                "train needs arrays in memory; on Dask arrays repeat network.step(gradients, learning_rate)"
            )
        parameters = flat(self.network)
        velocity = np.zeros_like(parameters) if self.velocity is None else self.velocity.copy()
        sweep_at = _sweeps(self.network, parameters, x, y, batch, seed)
        first, best, lowest, lowest_step = max(len(self.costs) - 1, 0), parameters.copy(), math.inf, 0
        with np.errstate(all="ignore"):  # whatever overflows shows in the cost
            cost = (sweep := sweep_at(first)).forward()
            costs = [*self.costs] or [cost]
            limit = cost_limit(costs[0])
            for step in _bar(range(first + 1, first + steps + 1), progress):
                if cost < lowest:
                    lowest, lowest_step = cost, step - 1
                    np.copyto(best, parameters)
                move = sweep.backward(learning_rate)
                if momentum:
                    move = np.add(np.multiply(velocity, momentum, velocity), move, velocity)
                np.subtract(parameters, move, parameters)
                cost = (sweep := sweep_at(step)).forward()
                costs.append(cost)
                shown = callback or step == first + steps
                if not cost <= limit or (shown and not np.isfinite(parameters).all()):
                    raise DivergedError(
                        f"training diverged at step {step}: the cost went from {costs[0]:.6g} to {cost:.6g}. Try a "
                        f"smaller learning rate, such as {learning_rate / 10:g}; the last good parameters, "
                        f"of step {lowest_step}, are in this error's run.network",
                        Run(network_of(self.network, best), tuple(costs[: lowest_step + 1])),
                        costs,
                    )
                if callback and callback(step, cost, network_of(self.network, parameters)):
                    break
        return Run(network_of(self.network, parameters), tuple(costs), velocity)


def cost_limit(first: float) -> float:
    """The cost beyond which a run has diverged, from its first one."""
    return 1e6 * (1 + first)


def batches(N: int, size: int | None, seed: int) -> Callable[[int], Any]:
    """Which of N examples each step uses, by its number from 0: their places, or None where it uses all of them.

    >>> [batches(5, 2, 0)(step).tolist() for step in range(3)]
    [[2, 4], [3, 0], [1]]
    """
    if size is None or size >= N:
        return lambda step: None
    per_epoch = -(-N // size)
    order_in = lru_cache(1)(lambda epoch: np.random.default_rng([seed, epoch]).permutation(N))

    def chosen(step: int) -> Any:
        epoch, k = divmod(step, per_epoch)
        return order_in(epoch)[k * size : (k + 1) * size]

    return chosen


def _sweeps(network: Network, parameters: Any, x: Any, y: Any, size: int | None, seed: int) -> Callable[[int], Sweep]:
    """Which examples each step uses, loaded into a sweep; the same ones whenever that step is taken."""
    N = x.shape[1]
    sweep_of = cache(lambda width: Sweep(network, width, parameters))
    chosen_at = batches(N, size, seed)
    if chosen_at(0) is None:
        sweep_of(N).x[:], sweep_of(N).y[:] = x, y
        return lambda step: sweep_of(N)

    def load(step: int) -> Sweep:
        chosen = chosen_at(step)
        sweep = sweep_of(len(chosen))
        for examples, place in ((x, sweep.x), (y, sweep.y)):
            np.take(examples, chosen, axis=1, out=place, mode="clip")  # the default mode would copy twice
        return sweep

    return load


def _check_settings(steps: Any, learning_rate: float, momentum: float, batch: Any) -> None:
    if not isinstance(steps, int | np.integer) or steps < 0:
        raise ValueError(f"steps must be an integer, 0 or more, got {steps!r}")
    if not 0 < learning_rate < math.inf:
        raise ValueError(f"learning_rate must be positive and finite, got {learning_rate}: try 0.1")
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum must be from 0 to below 1, got {momentum}: try 0.9")
    if batch is not None and (not isinstance(batch, int | np.integer) or batch < 1):
        raise ValueError(f"batch must be a number of examples, 1 or more, or None for all; got {batch!r}")


def _bar(steps: range, progress: bool | None) -> Iterable[int]:
    """The steps, under a tqdm bar if asked for, or by default on a terminal that has tqdm."""
    if progress is False or (progress is None and not sys.stderr.isatty()):
        return steps
    try:
        from tqdm import tqdm
    except ModuleNotFoundError:
        if progress:
            raise ModuleNotFoundError("progress=True needs tqdm: pip install 'mlcalc[train]'") from None
        return steps
    return tqdm(steps, unit="step")  # type: ignore[no-any-return]
