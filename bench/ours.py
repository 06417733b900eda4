"""The same problems given to mlcalc: compiled, traced anew at every call, and as a Network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .workloads import (
    POINTS,
    RATE,
    STEPS,
    TARGETS,
    T,
    V,
    cost,
    direction,
    fit,
    is_descent,
    map_of_two,
    of_one_number,
    problem,
)

Thunk = Callable[[], Any]


def retraced(workload: str, wrap: Any = lambda f: f) -> Thunk | None:
    from mlcalc import hessian, hvp, jacobian, value_and_grad

    if f := of_one_number(workload):
        run = wrap(value_and_grad(lambda t: f(np, t)))
        return lambda: run(T)
    if workload == "W6J":
        run = wrap(jacobian(lambda v: map_of_two(np, v)))
        return lambda: run(V)
    if workload == "W6H":
        run = wrap(hessian(lambda w: fit(np, w, POINTS, TARGETS)))
        return lambda: run(V)
    if workload == "W6V":
        p = problem("W4")
        run, along = wrap(lambda at, v: hvp(lambda w: cost(np, w, p), (at,), (v,))), direction(p)
        return lambda: run(p.parameters, along)
    p = problem(workload)
    run = wrap(value_and_grad(lambda parameters: cost(np, parameters, p)))
    if not is_descent(workload):
        return lambda: run(p.parameters)

    def descent() -> Any:
        at = p.parameters
        for _ in range(STEPS):
            _, gradients = run(at)
            at = [(W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(at, gradients, strict=True)]
        return at

    return descent


def forget() -> None:
    from mlcalc import clear_caches

    clear_caches()


def compiled(workload: str) -> Thunk | None:
    from mlcalc import compile

    return retraced(workload, compile)


def network(workload: str) -> Thunk | None:
    """The sweeps that Network.train is made of; for W7, Network.train itself."""
    if of_one_number(workload) or workload in ("W6J", "W6H", "W6V") or workload.endswith("r"):
        return None  # its examples are columns
    from mlcalc import Network
    from mlcalc.network.flat import Sweep, network_of

    p = problem(workload)
    net = Network([(W, b, name) for (W, b), name in zip(p.parameters, p.activations, strict=True)])
    if is_descent(workload):
        return lambda: [(W, b) for W, b, _ in net.train(p.x, p.y, STEPS, RATE, progress=False).network.layers]
    sweep = Sweep(net, p.count)
    sweep.x[:], sweep.y[:] = p.x.reshape(-1, p.count), p.y.reshape(-1, p.count)
    run = lambda: (sweep.forward(), sweep.backward())
    return Read(run, lambda result: [result[0], *((W, b) for W, b, _ in network_of(net, result[1]).layers)])


class Read:
    """Something to run whose result is to be read by a function before it can be compared."""

    def __init__(self, run: Thunk, read: Callable[[Any], Any]) -> None:
        self.run, self.read = run, read

    def __call__(self) -> Any:
        return self.run()
