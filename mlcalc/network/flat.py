"""A network as one flat vector of parameters, and its passes in arrays that are made once.

The derivatives are those of :meth:`mlcalc.network.Network.backprop`. There each line is a formula and makes its
arrays anew; here the same products are written into the same places again, which is what many steps of a
descent want. A test holds the two together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from .activations import ACTIVATIONS, example_costs, output_delta
from .feedforward import Network

Calls = list[Callable[[], Any]]


class Sweep:
    """Forward and backward pass over N examples, in arrays that the next pass writes again.

    A bias is the weight of an input that is always 1. So [W b] is one matrix and every a has a row of ones below:
    z = [W b][a; 1], and δ[a; 1]ᵀ holds both gradients. No broadcast is left and no sum.

    Attributes
    ----------
    x, y : arrays of shapes (n_0, N) and (n_L, N)
        The examples: write them here, ``sweep.x[:] = x``.
    parameters, gradient : arrays of shape (n_parameters,)
        Layer after layer, the rows of [W b]; and the gradient of the cost by them.

    >>> network = Network.random([4, 3, 2])
    >>> sweep = Sweep(network, 100)
    >>> sweep.x[:], sweep.y[:] = 0.5, 1.0
    >>> abs(sweep.forward() - network.cost(sweep.x, sweep.y)) < 1e-12
    True
    >>> sweep.backward().shape
    (23,)
    """

    def __init__(self, network: Network, N: int, parameters: Any = None) -> None:
        self.parameters = flat(network) if parameters is None else parameters
        self.gradient = np.empty_like(self.parameters)
        W, by_W = (_matrices(network, vector) for vector in (self.parameters, self.gradient))
        names = {l: layer.activation for l, layer in enumerate(network.layers, 1)}
        with_ones = [np.ones((n + 1, N), self.parameters.dtype) for n in network.sizes]
        a = [array[:-1] for array in with_ones]
        delta = [np.empty_like(array) for array in a]
        L, self._N, self.x, self.y = network.L, N, a[0], np.empty_like(a[-1])
        common = network.cost_name == "squares" and names[L] != "softmax"
        z = a[L] if common else np.empty_like(a[L])  # otherwise z is written over by a as soon as it is used

        self._cost: Callable[[], Any]
        self._forward: Calls = []
        for l in range(1, L + 1):
            target = z if l == L else a[l]
            self._forward += [partial(W[l].dot, with_ones[l - 1], target),
                              partial(ACTIVATIONS[names[l]].value, target, a[l])]  # fmt: skip
        self._backward: Calls = []
        if common:
            residual = delta[L].ravel()
            self._forward.append(partial(np.subtract, a[L], self.y, delta[L]))
            self._cost, self._scale = partial(residual.dot, residual), 2 / N
            self._backward += _times_slope(names[L], a[L], delta[L])
        else:
            last = (network.cost_name, names[L], z, a[L], self.y)
            self._cost, self._scale = (lambda: example_costs(*last).sum()), 1 / N
            self._backward.append(lambda: np.copyto(delta[L], output_delta(*last)))
        for l in range(L, 0, -1):
            self._backward.append(partial(delta[l].dot, with_ones[l - 1].T, by_W[l]))
            if l > 1:
                self._backward.append(partial(W[l][:, :-1].T.dot, delta[l], delta[l - 1]))
                self._backward += _times_slope(names[l - 1], a[l - 1], delta[l - 1])

    def forward(self) -> float:
        """The cost of the examples in x and y, with the parameters as they are now."""
        for call in self._forward:
            call()
        return float(self._cost()) / self._N

    def backward(self, times: float = 1.0) -> Any:
        """``times`` the gradient of the cost that ``forward`` has just computed: the array ``gradient``."""
        for call in self._backward:
            call()
        return np.multiply(self.gradient, times * self._scale, self.gradient)


def flat(network: Network) -> Any:
    """The parameters as one new vector: layer after layer, the rows of [W b]."""
    return np.concatenate([np.column_stack([layer.W, layer.b]).ravel() for layer in network.layers])


def _matrices(network: Network, vector: Any) -> dict[int, Any]:
    """The matrices [W b] as views of such a vector."""
    shapes = [(n, m + 1) for m, n in pairwise(network.sizes)]
    parts = np.split(vector, np.cumsum([math.prod(shape) for shape in shapes])[:-1])
    return {l: part.reshape(shape) for l, (part, shape) in enumerate(zip(parts, shapes, strict=True), 1)}


def network_of(like: Network, vector: Any) -> Network:
    pairs = zip(_matrices(like, vector).values(), like.layers, strict=True)
    return Network([(W[:, :-1], W[:, -1], layer.activation) for W, layer in pairs], like.cost_name)


def _times_slope(name: str, a: Any, delta: Any) -> Calls:
    """The calls that multiply δ by σ′ in place; none meets a Python number, which would double its time."""
    slope, zero = np.empty_like(a), np.zeros((), a.dtype)
    times = partial(np.multiply, delta, slope, delta)
    square = partial(np.multiply, a, a, slope)
    calls: dict[str, Calls] = {
        "tanh": [square, partial(np.multiply, slope, delta, slope), partial(np.subtract, delta, slope, delta)],
        "logistic": [square, partial(np.subtract, a, slope, slope), times],
        "relu": [partial(np.greater, a, zero, slope), times],
        "identity": [],
    }
    return calls[name]
