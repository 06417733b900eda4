"""Derivatives written by hand in numpy: as one writes them, and with every array made beforehand. And BLAS alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .workloads import POINTS, RATE, STEPS, TARGETS, Problem, T, V, direction, is_descent, of_one_number, problem

Thunk = Callable[[], Any]


def written(workload: str) -> Thunk | None:
    """As one writes it: a formula a line, arrays as they come."""
    if workload == "W1":
        return _composition
    if workload == "W6J":
        return lambda: np.array([[2 * V[0] * V[1], V[0] ** 2], [5.0, math.cos(V[1])]])
    if workload == "W6H":
        return lambda: _fit_hessian(V)
    if workload == "W6V":
        p = problem("W4")
        return lambda: _turn(p, direction(p))
    if of_one_number(workload):
        return None
    p = problem(workload)
    return (lambda: _descent(p)) if is_descent(workload) else (lambda: backprop(p.parameters, p))


def _composition() -> tuple[float, float]:
    u = T * T + 1.0
    x, slope = math.sin(u), math.cos(u) * 2 * T
    power = math.exp(x)
    return x * power, (1 + x) * power * slope


def _fit_hessian(w: Any) -> Any:
    a = np.tanh(w[0] * POINTS + w[1])
    slope = 1 - a * a
    curvature = 2 * slope * (slope - 2 * a * (a - TARGETS))
    mixed = curvature @ POINTS
    return np.array([[(curvature * POINTS) @ POINTS, mixed], [mixed, curvature.sum()]])


def backprop(parameters: Any, p: Problem) -> tuple[Any, list[tuple[Any, Any]]]:
    one = p.x.ndim == 1
    activations = [p.x]
    for (W, b), name in zip(parameters, p.activations, strict=True):
        below = activations[-1]
        z = below @ W + b if p.rows else W @ below + (b if one else b[:, None])
        activations.append(np.tanh(z) if name == "tanh" else 1.0 / (1.0 + np.exp(-z)))
    residual = activations[-1] - p.y
    value, delta = (residual * residual).sum() / p.count, 2 * residual / p.count
    gradients = []
    for l in range(len(parameters) - 1, -1, -1):
        a = activations[l + 1]
        delta = delta * (1 - a * a if p.activations[l] == "tanh" else a * (1 - a))
        below = activations[l]
        W = parameters[l][0]
        if p.rows:
            gradients.append((np.outer(below, delta), delta) if one else (below.T @ delta, delta.sum(axis=0)))
            delta = delta @ W.T if l else delta
        else:
            gradients.append((np.outer(delta, below), delta) if one else (delta @ below.T, delta.sum(axis=1)))
            delta = W.T @ delta if l else delta
    return value, gradients[::-1]


def _turn(p: Problem, along: Any) -> list[tuple[Any, Any]]:
    """The Hessian times a vector: backpropagation, and the tangent of each of its lines (Pearlmutter, 1994)."""
    a, da, kept = p.x, np.zeros_like(p.x), []
    for (W, b), (U, u), name in zip(p.parameters, along, p.activations, strict=True):
        below, dbelow = a, da
        z, dz = W @ a + b[:, None], U @ a + W @ da + u[:, None]
        a = np.tanh(z) if name == "tanh" else 1.0 / (1.0 + np.exp(-z))
        slope, bend = (1 - a * a, -2 * a) if name == "tanh" else (a * (1 - a), 1 - 2 * a)
        da = slope * dz
        kept.append((W, U, below, dbelow, slope, bend * da))
    delta, ddelta, turned = 2 * (a - p.y) / p.count, 2 * da / p.count, []
    for W, U, below, dbelow, slope, dslope in reversed(kept):
        delta, ddelta = delta * slope, ddelta * slope + delta * dslope
        turned.append((ddelta @ below.T + delta @ dbelow.T, ddelta.sum(axis=1)))
        delta, ddelta = W.T @ delta, W.T @ ddelta + U.T @ delta
    return turned[::-1]


def _descent(p: Problem) -> Any:
    parameters = p.parameters
    for _ in range(STEPS):
        _, gradients = backprop(parameters, p)
        parameters = [(W - RATE * dW, b - RATE * db) for (W, b), (dW, db) in zip(parameters, gradients, strict=True)]
    return parameters


def flat(workload: str) -> Thunk | None:
    """Every array made beforehand, each bias a column of its matrix: as fast as numpy can be.

    It lays its arrays down as it likes: examples that are rows are columns here as well.
    """
    if workload == "W6H":
        return _flat_hessian()
    if of_one_number(workload) or workload in ("W6J", "W6V"):
        return None
    p = problem(workload)
    sweep, gradients, parameters = _flat_network(p.turned() if p.rows else p)
    apart = lambda matrices: [(M[:, :-1].T if p.rows else M[:, :-1], M[:, -1]) for M in matrices]
    if not is_descent(workload):
        return lambda: (sweep(), apart(gradients))
    starts = [W.copy() for W in parameters]

    def descent() -> Any:
        for W, start in zip(parameters, starts, strict=True):
            W[...] = start
        rate = np.array(RATE)
        for _ in range(STEPS):
            sweep()
            for W, G in zip(parameters, gradients, strict=True):
                np.multiply(G, rate, G)
                np.subtract(W, G, W)
        return apart(parameters)

    return descent


def _flat_network(p: Problem) -> tuple[Thunk, list[Any], list[Any]]:
    N = p.count
    x, y = p.x.reshape(-1, N), p.y.reshape(-1, N)
    W = [np.column_stack([w, b]) for w, b in p.parameters]
    transposed = [matrix[:, :-1].T for matrix in W]
    full = [np.ones((n + 1, N)) for n in (len(x), *(len(matrix) for matrix in W))]
    full[0][:-1] = x
    a = [matrix[:-1] for matrix in full]
    turned = [matrix.T for matrix in full]
    delta, slope = ([np.empty_like(matrix) for matrix in a] for _ in range(2))
    G = [np.empty_like(matrix) for matrix in W]
    residual = delta[-1].reshape(-1)
    one, scale, L = np.array(1.0), np.array(2.0 / N), len(W)
    logistic = [name == "logistic" for name in p.activations]

    def sweep() -> float:
        for l in range(L):
            W[l].dot(full[l], a[l + 1])
            if logistic[l]:
                np.negative(a[l + 1], a[l + 1])
                np.exp(a[l + 1], a[l + 1])
                np.add(a[l + 1], one, a[l + 1])
                np.reciprocal(a[l + 1], a[l + 1])
            else:
                np.tanh(a[l + 1], a[l + 1])
        np.subtract(a[L], y, delta[L])
        value = residual.dot(residual) / N
        np.multiply(delta[L], scale, delta[L])
        for l in range(L - 1, -1, -1):
            np.multiply(a[l + 1], a[l + 1], slope[l + 1])
            np.subtract(a[l + 1] if logistic[l] else one, slope[l + 1], slope[l + 1])
            np.multiply(delta[l + 1], slope[l + 1], delta[l + 1])
            delta[l + 1].dot(turned[l], G[l])
            if l:
                transposed[l].dot(delta[l + 1], delta[l])
        return float(value)

    return sweep, G, W


def _flat_hessian() -> Thunk:
    with_ones = np.stack([POINTS, np.ones(10)])
    products = np.stack([POINTS * POINTS, POINTS, np.ones(10)])
    a, slope, rest = (np.empty(10) for _ in range(3))
    one, two = np.array(1.0), np.array(2.0)

    def hessian() -> Any:
        np.tanh(V.dot(with_ones, a), a)
        np.subtract(a, TARGETS, rest)
        np.multiply(rest, a, rest)
        np.multiply(rest, two, rest)
        np.multiply(a, a, slope)
        np.subtract(one, slope, slope)
        np.subtract(slope, rest, rest)
        np.multiply(rest, slope, rest)
        h = products.dot(rest)
        return np.array([[2 * h[0], 2 * h[1]], [2 * h[1], 2 * h[2]]])

    return hessian


def blas(workload: str) -> Thunk | None:
    """Only the products of matrices, which no implementation can do without."""
    if workload.removesuffix("r") not in ("W4", "W5"):
        return None
    p = problem(workload.removesuffix("r"))
    W = [w for w, _ in p.parameters]
    a = [p.x, *(np.ones((len(w), p.x.shape[1])) for w in W)]
    delta, G = [np.ones_like(matrix) for matrix in a], [np.empty_like(w) for w in W]

    def products() -> None:
        for l, w in enumerate(W):
            w.dot(a[l], a[l + 1])
        for l in range(len(W) - 1, -1, -1):
            delta[l + 1].dot(a[l].T, G[l])
            if l:
                W[l].T.dot(delta[l + 1], delta[l])

    return products
