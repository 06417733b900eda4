"""The same problems given to mlcalc: compiled, traced anew at every call, and as a Network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .workloads import POINTS, RATE, STEPS, TARGETS, T, V, composition, cost, fit, map_of_two, problem

Thunk = Callable[[], Any]


def retraced(workload: str, wrap: Any = lambda f: f) -> Thunk | None:
    from mlcalc import hessian, jacobian, value_and_grad

    if workload == "W1":
        run = wrap(value_and_grad(lambda t: composition(np, t)))
        return lambda: run(T)
    if workload == "W6J":
        run = wrap(jacobian(lambda v: map_of_two(np, v)))
        return lambda: run(V)
    if workload == "W6H":
        run = wrap(hessian(lambda w: fit(np, w, POINTS, TARGETS)))
        return lambda: run(V)
    p = problem(workload)
    run = wrap(value_and_grad(lambda parameters: cost(np, parameters, p)))
    if workload != "W7":
        return lambda: run(p.parameters)

    def descent() -> Any:
        at = p.parameters
        for _ in range(STEPS):
            _, gradients = run(at)
            at = [(W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(at, gradients, strict=True)]
        return at

    return descent


def compiled(workload: str) -> Thunk | None:
    from mlcalc import compile

    return retraced(workload, compile)


def network(workload: str) -> Thunk | None:
    """The sweeps that Network.train is made of; for W7, Network.train itself."""
    if workload in ("W1", "W6J", "W6H"):
        return None
    from mlcalc import Network
    from mlcalc.network.flat import Sweep, network_of

    p = problem(workload)
    net = Network([(W, b, name) for (W, b), name in zip(p.parameters, p.activations, strict=True)])
    if workload == "W7":
        return lambda: [(W, b) for W, b, _ in net.train(p.x, p.y, STEPS, RATE, progress=False).network.layers]
    N = 1 if p.x.ndim == 1 else p.x.shape[1]
    sweep = Sweep(net, N)
    sweep.x[:], sweep.y[:] = p.x.reshape(-1, N), p.y.reshape(-1, N)
    run = lambda: (sweep.forward(), sweep.backward())
    return Read(run, lambda result: [result[0], *((W, b) for W, b, _ in network_of(net, result[1]).layers)])


class Read:
    """Something to run whose result is to be read by a function before it can be compared."""

    def __init__(self, run: Thunk, read: Callable[[Any], Any]) -> None:
        self.run, self.read = run, read

    def __call__(self) -> Any:
        return self.run()
