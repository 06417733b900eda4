"""The same problems given to autograd, PyTorch and JAX, as their manuals have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


def autograd(workload: str) -> Thunk | None:
    import autograd.numpy as xp
    from autograd import hessian, jacobian, value_and_grad

    if f := of_one_number(workload):
        run = value_and_grad(lambda t: f(xp, t))
        return lambda: run(T)
    if workload == "W6J":
        run = jacobian(lambda v: map_of_two(xp, v))
        return lambda: run(V)
    if workload == "W6H":
        run = hessian(lambda w: fit(xp, w, POINTS, TARGETS))
        return lambda: run(V)
    if workload == "W6V":
        return _autograd_turn()
    p = problem(workload)
    run = value_and_grad(lambda parameters: cost(xp, parameters, p))
    return (lambda: _descent(run, p.parameters)) if is_descent(workload) else (lambda: run(p.parameters))


def _autograd_turn() -> Thunk:
    """The Hessian times a vector: the gradient of what the gradient is along it."""
    import autograd.numpy as xp
    from autograd import grad

    p = problem("W4")
    along, gradient = direction(p), grad(lambda parameters: cost(xp, parameters, p))
    slope = lambda at: sum(
        xp.sum(dW * U) + xp.sum(db * u) for (dW, db), (U, u) in zip(gradient(at), along, strict=True)
    )
    turn = grad(slope)
    return lambda: turn(p.parameters)


def _descent(run: Any, parameters: Any) -> Any:
    for _ in range(STEPS):
        _, gradients = run(parameters)
        parameters = [(W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(parameters, gradients, strict=True)]
    return parameters


def jax(workload: str) -> Thunk | None:
    import jax
    import jax.numpy as xp

    jax.config.update("jax_enable_x64", True)
    if f := of_one_number(workload):
        run, at = jax.value_and_grad(lambda t: f(xp, t)), T
    elif workload == "W6J":
        run, at = jax.jacobian(lambda v: map_of_two(xp, v)), xp.asarray(V)
    elif workload == "W6H":
        run, at = jax.hessian(lambda w: fit(xp, w, POINTS, TARGETS)), xp.asarray(V)
    else:
        p = problem("W4" if workload == "W6V" else workload)
        p = p._replace(x=xp.asarray(p.x), y=xp.asarray(p.y))
        run, at = jax.value_and_grad(lambda parameters: cost(xp, parameters, p)), jax.tree.map(xp.asarray, p.parameters)
        if workload == "W6V":
            gradient, v = jax.grad(lambda parameters: cost(xp, parameters, p)), jax.tree.map(xp.asarray, direction(p))
            run = lambda at: jax.jvp(gradient, (at,), (v,))[1]
    if is_descent(workload):
        step = jax.jit(lambda at: jax.tree.map(lambda w, dw: w - RATE * dw, at, run(at)[1]))

        def descent() -> Any:
            parameters = at
            for _ in range(STEPS):
                parameters = step(parameters)
            return jax.block_until_ready(parameters)

        return descent
    compiled = jax.jit(run)
    return lambda: jax.block_until_ready(compiled(at))


def jax_loop(workload: str) -> Thunk | None:
    """The whole descent as one compiled loop, which only JAX can do."""
    if not is_descent(workload):
        return None
    import jax

    jax.config.update("jax_enable_x64", True)
    p = problem(workload)
    gradient = jax.grad(lambda parameters: cost(jax.numpy, parameters, p))
    step = lambda _, at: jax.tree.map(lambda w, dw: w - RATE * dw, at, gradient(at))
    descent = jax.jit(lambda at: jax.lax.fori_loop(0, STEPS, step, at))
    return lambda: jax.block_until_ready(descent(p.parameters))


def torch(workload: str, compiled: bool = False) -> Thunk | None:
    import torch

    torch.set_num_threads(1)
    wrap = torch.compile if compiled else (lambda f: f)
    tensor = lambda x: torch.tensor(x, dtype=torch.float64)
    if f := of_one_number(workload):
        return _torch_gradient(wrap(lambda t: f(torch, t)), [tensor(T)])
    if workload == "W6J":
        pair = wrap(lambda v: map_of_two(torch, v))
        return lambda: torch.autograd.functional.jacobian(pair, tensor(V))
    if workload == "W6H":
        if compiled:
            return None  # it has no second derivatives (torch 2.13: "does not currently support double backward")
        x, y = tensor(POINTS), tensor(TARGETS)
        return lambda: torch.autograd.functional.hessian(lambda w: fit(torch, w, x, y), tensor(V))
    if workload == "W6V" and compiled:
        return None
    p = problem("W4" if workload == "W6V" else workload)
    tensors = p._replace(x=tensor(p.x), y=tensor(p.y))
    leaves = [tensor(array) for pair in p.parameters for array in pair]
    network = wrap(lambda *flat: cost(torch, list(zip(flat[::2], flat[1::2], strict=True)), tensors))
    if workload == "W6V":
        along = tuple(tensor(array) for pair in direction(p) for array in pair)
        gradient = torch.func.grad(network, argnums=tuple(range(len(leaves))))
        return lambda: torch.func.jvp(gradient, tuple(leaves), along)[1]
    if not is_descent(workload):
        return _torch_gradient(network, leaves)

    def descent() -> Any:
        at = [leaf.clone().requires_grad_() for leaf in leaves]
        for _ in range(STEPS):
            gradients = torch.autograd.grad(network(*at), at)
            with torch.no_grad():
                for w, dw in zip(at, gradients, strict=True):
                    w -= RATE * dw
        return [w.detach() for w in at]

    return descent


def _torch_gradient(f: Any, leaves: list[Any]) -> Thunk:
    import torch

    for leaf in leaves:
        leaf.requires_grad_()

    def run() -> Any:
        value = f(*leaves)
        return value.detach(), torch.autograd.grad(value, leaves)

    return run


def torch_compile(workload: str) -> Thunk | None:
    return torch(workload, compiled=True)
