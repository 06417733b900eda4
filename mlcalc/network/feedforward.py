"""Feed-forward networks with backpropagation written out by hand, in numpy alone.

Nothing here knows of the automatic differentiation in the rest of the package: the two are
independent accounts of the same derivatives, and a test holds one against the other.

A network maps a vector x to a vector: a⁽⁰⁾ = x, z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾, a⁽ˡ⁾ = σ(z⁽ˡ⁾). Results are dicts whose
key is the layer's number as the mathematics counts it: ``z[1]`` is z⁽¹⁾, and ``a[0]`` is x.
(The tuple ``layers`` counts as Python does: ``layers[0]`` is layer 1.)

>>> Network.random([4, 3, 2], seed=0)
Network(4–3–2: tanh, tanh; squares; 23 parameters)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .activations import ACTIVATIONS, example_costs, output_delta
from .given import as_columns, as_targets, checked_layers, read_network, write_network

if TYPE_CHECKING:
    from .training import Run


class Layer(NamedTuple):
    """One layer: W of shape (n, m) for m inputs and n outputs, b of shape (n,), and σ by its name.

    ``W[j, k]`` leads to neuron j, from input k. The name is one of tanh, logistic, relu, identity, softmax.
    It raises nothing: the Network that takes it in checks it, and names the layer. Source: Nielsen (2015), chapter 2.

    >>> not_gate = Network([Layer([[1.3]], [-0.1], "tanh")])
    >>> not_gate.forward([1.0]).a[1].round(6).tolist()
    [0.833655]
    """

    W: Any
    b: Any
    activation: str = "tanh"


class Forward(NamedTuple):
    """Pre-activations ``z[1] … z[L]`` and activations ``a[0] … a[L]``; a[0] is the input itself."""

    z: dict[int, Any]
    a: dict[int, Any]


class Gradients(NamedTuple):
    """Gradients of the cost C, each with the shape of what it belongs to.

    ``delta[l]`` is δ⁽ˡ⁾ = ∇_{z⁽ˡ⁾}C, ``W[l]`` and ``b[l]`` are those by weights and biases, ``x`` that by the input.
    """

    delta: dict[int, Any]
    W: dict[int, Any]
    b: dict[int, Any]
    x: Any


class Network:
    """A feed-forward network and its cost. Immutable: training returns another one.

    x is a vector of shape (n,), or a batch of shape (n, N) with one example per column. y is shaped like the
    output, or holds class labels, integers of shape () or (N,) that stand for columns with a single 1.
    Dask arrays of these shapes give lazy results; values are then checked while they are computed.

    Parameters
    ----------
    layers : sequence of Layer, or of tuples (W, b) or (W, b, activation)
        They are copied, read-only from then on, and kept in float32 if every one is float32, otherwise in float64.
        Softmax can only be the last.
    cost : "squares" or "cross-entropy"
        ‖a − y‖² (with its factor 2 in the derivative), or the cross-entropy of softmax or logistic outputs.
        The cost of a batch is the mean over its columns.

    Raises
    ------
    ValueError, TypeError
        Naming the layer, what came and what was expected: shapes that do not fit, no layer at all, an unknown
        activation or cost, a parameter that is NaN or infinite.

    Source: Nielsen, *Neural Networks and Deep Learning* (2015), chapter 2; Goodfellow, Bengio and Courville,
    *Deep Learning* (2016), section 6.5.

    >>> network = Network([Layer([[1.0, -1.0]], [0.5], "identity")])
    >>> network.cost([2.0, 1.0], [0.0]), network.backprop([2.0, 1.0], [0.0]).W[1].tolist()
    (2.25, [[6.0, 3.0]])
    """

    def __init__(self, layers: Iterable[Layer | tuple[Any, ...]], cost: str = "squares") -> None:
        self.layers = tuple(Layer(*layer) for layer in checked_layers((Layer(*given) for given in layers), cost))
        self.cost_name = cost

    @classmethod
    def random(cls, sizes: Sequence[int], seed: int = 0, activation: str | Sequence[str] = "tanh",
               cost: str = "squares", dtype: Any = float) -> Network:  # fmt: skip
        """A network with n inputs, then layers of the given sizes: weights normal, of variance 1/inputs, biases 0.

        ``activation`` is one name for all layers, or one for each. The weights must differ, or neurons stay equal
        for ever; that variance keeps z of the same size in every layer (LeCun, Bottou, Orr and Müller,
        *Efficient BackProp*, 1998, section 4.6).

        >>> Network.random([784, 16, 16, 10], activation=["relu", "relu", "softmax"], cost="cross-entropy")
        Network(784–16–16–10: relu, relu, softmax; cross-entropy; 13,002 parameters)
        """
        if len(sizes) < 2 or not all(isinstance(n, int | np.integer) and n > 0 for n in sizes):
            raise ValueError(f"sizes must be at least two positive integers, inputs first, got {sizes}: try [4, 3, 2]")
        names = [activation] * (len(sizes) - 1) if isinstance(activation, str) else list(activation)
        if len(names) != len(sizes) - 1:
            raise ValueError(f"{len(sizes) - 1} layers need as many activations, got {len(names)}: {names}")
        rng = np.random.default_rng(seed)
        weights = [rng.standard_normal((n, m)) / math.sqrt(m) for m, n in pairwise(sizes)]
        return cls([(W.astype(dtype), np.zeros(len(W), dtype), s) for W, s in zip(weights, names, strict=True)], cost)

    @property
    def L(self) -> int:
        """The number of layers, which is the number of the last."""
        return len(self.layers)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many inputs, then how many neurons in each layer."""
        return (self.layers[0].W.shape[1], *(len(layer.b) for layer in self.layers))

    @property
    def n_parameters(self) -> int:
        """How many weights and biases there are.

        >>> [Network.random(n).n_parameters for n in ([4, 3, 2], [1, 6, 7, 2], [784, 16, 16, 10])]
        [23, 77, 13002]
        """
        return sum(layer.W.size + layer.b.size for layer in self.layers)

    def __repr__(self) -> str:
        names = ", ".join(layer.activation for layer in self.layers)
        sizes = "–".join(map(str, self.sizes))
        return f"Network({sizes}: {names}; {self.cost_name}; {self.n_parameters:,} parameters)"

    def forward(self, x: Any) -> Forward:
        """Every z⁽ˡ⁾ and a⁽ˡ⁾ at x: vectors for a vector, matrices of columns for a batch.

        Raises ValueError where x does not fit the first layer, is empty, or holds NaN or infinity.
        """
        passed = self._forward(self._columns(x))
        return Forward(*map(_vectors, passed)) if np.ndim(x) == 1 else passed

    def _columns(self, x: Any) -> Any:
        return as_columns(x, self.sizes[0], self.layers[0].W.dtype)

    def examples(self, x: Any, y: Any) -> tuple[Any, Any]:
        """x and y checked, as matrices of the network's dtype with one example per column; labels as zeros and ones."""
        columns, last = self._columns(x), self.layers[-1]
        targets = as_targets(y, columns, np.ndim(x) == 1, len(last.b), self.cost_name, last.activation == "softmax")
        return columns, targets

    def _forward(self, x: Any) -> Forward:
        z, a = {}, {0: x}
        for l, (W, b, activation) in enumerate(self.layers, 1):
            z[l] = W @ a[l - 1] + b[:, None]
            a[l] = ACTIVATIONS[activation].value(z[l])
        return Forward(z, a)

    def cost(self, x: Any, y: Any) -> Any:
        """C at x for the target y: a number, the mean over the columns of a batch.

        Raises as :meth:`forward`, and where y does not fit the outputs or a label is outside the classes.

        >>> Network([([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0], "identity")]).cost([3.0, 4.0], [0.0, 0.0])
        25.0
        """
        x, y = self.examples(x, y)
        z, a = self._forward(x)
        costs = example_costs(self.cost_name, self.layers[-1].activation, z[self.L], a[self.L], y)
        mean = costs.sum() / x.shape[1]
        return float(mean) if isinstance(mean, np.generic) else mean

    def backprop(self, x: Any, y: Any) -> Gradients:
        """The gradients of :meth:`cost` at x, y, by backpropagation; errors as there.

        For a batch they are those of the mean: column k of ``delta`` and of ``x`` holds example k's share,
        1/N of what it is alone; W and b have no columns, and sum the shares.

        >>> g = Network([([[1.3]], [-0.1])]).backprop([1.0], [0.0])
        >>> g.W[1].round(6).tolist(), g.b[1].round(6).tolist()
        ([[0.508563]], [0.508563])
        """
        vector = np.ndim(x) == 1
        x, y = self.examples(x, y)
        z, a = self._forward(x)
        L, N, output = self.L, x.shape[1], self.layers[-1].activation
        W = {l: layer.W for l, layer in enumerate(self.layers, 1)}
        slope = {l: ACTIVATIONS[layer.activation].slope for l, layer in enumerate(self.layers, 1)}

        delta = {L: output_delta(self.cost_name, output, z[L], a[L], y) / N}
        for l in range(L - 1, 0, -1):
            delta[l] = (W[l + 1].T @ delta[l + 1]) * slope[l](z[l], a[l])
        by_W = {l: delta[l] @ a[l - 1].T for l in range(1, L + 1)}
        by_b = {l: delta[l].sum(axis=1) for l in range(1, L + 1)}
        by_x = W[1].T @ delta[1]
        return Gradients(_vectors(delta) if vector else delta, by_W, by_b, by_x[:, 0] if vector else by_x)

    def step(self, gradients: Gradients, learning_rate: float = 0.1) -> Network:
        """The network one step downhill: w − η ∂C/∂w for every weight and bias (results of Dask computed first).

        >>> network = Network([([[1.3]], [-0.1])])
        >>> network.step(network.backprop([1.0], [0.0])).layers[0].b.round(6).tolist()
        [-0.150856]
        """
        layers = [
            (W - learning_rate * gradients.W[l], b - learning_rate * gradients.b[l], activation)
            for l, (W, b, activation) in enumerate(self.layers, 1)
        ]
        return Network(layers, self.cost_name)

    def train(self, x: Any, y: Any, steps: int = 100, learning_rate: float = 0.1, **settings: Any) -> Run:
        """Gradient descent from here, as :meth:`~mlcalc.network.training.Run.train` says: a run, with its costs.

        >>> Network([([[1.0]], [0.0], "identity")]).train([[1.0]], [[3.0]], steps=2, learning_rate=0.25).costs
        (4.0, 0.0, 0.0)
        """
        from .training import Run  # which imports this module

        return Run(self).train(x, y, steps, learning_rate, **settings)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the network to a file that :meth:`load` reads: numpy's npz, plain arrays under their names.

        The old file stays whole until the new one is.
        """
        write_network(path, self.layers, self.cost_name)

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Network:
        """The network that :meth:`save` wrote. It never unpickles, so a file cannot run code.

        Raises ValueError, naming the file, for a file that is damaged or holds something else.
        """
        return cls(*read_network(path))


def _vectors(columns: dict[int, Any]) -> dict[int, Any]:
    """The only column of each matrix: what one example is, whose batch has one column."""
    return {l: matrix[:, 0] for l, matrix in columns.items()}
