"""What a network is given, checked: its parameters, a file of them, a batch of examples and their targets.

Each refusal names the layer, what came and what was expected. A Dask array's values do not exist
yet: their check becomes a step of the computation, chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from os import PathLike
from typing import Any

import numpy as np

from .activations import ACTIVATIONS, COSTS

Parameters = tuple[Any, Any, str]


def refuse_unknown(what: str, name: Any, known: Collection[str]) -> None:
    if name not in known:
        raise ValueError(f"{what} {name!r} is not known: choose from {', '.join(known)}")


def checked_layers(given: Iterable[Parameters], cost: str) -> list[Parameters]:
    """Copies of every (W, b, activation), read-only and of one dtype, if they make a network with this cost."""
    layers = [
        (_numbers(W, f"layer {l}: W"), _numbers(b, f"layer {l}: b"), activation)
        for l, (W, b, activation) in enumerate(given, 1)
    ]
    if not layers:
        raise ValueError("a network needs at least one layer, got none: Network([Layer(W, b)])")
    inputs = None
    for l, (W, b, activation) in enumerate(layers, 1):
        refuse_unknown(f"layer {l}: activation", activation, ACTIVATIONS)
        if W.ndim != 2 or 0 in W.shape:
            raise ValueError(f"layer {l}: W must be a matrix with a row for each neuron, got shape {W.shape}")
        if b.shape != W.shape[:1]:
            raise ValueError(f"layer {l}: b must have shape {W.shape[:1]}, as W has {len(W)} rows; got {b.shape}")
        if inputs not in (None, W.shape[1]):
            raise ValueError(
                f"layer {l} expects {W.shape[1]} activations, as W has shape {W.shape}; got {inputs} from layer {l - 1}"
            )
        if activation == "softmax" and l < len(layers):
            raise ValueError(f"layer {l}: softmax can only be the last layer's activation; use tanh, logistic or relu")
        _finite(W, f"layer {l}: W"), _finite(b, f"layer {l}: b")
        inputs = len(W)
    refuse_unknown("cost", cost, COSTS)
    if cost == "cross-entropy" and activation not in ("softmax", "logistic"):
        raise ValueError(
            f"cross-entropy needs outputs that are probabilities, but layer {l} is {activation}: "
            'give it the activation "softmax" or "logistic"'
        )
    float32 = all(array.dtype == np.float32 for layer in layers for array in layer[:2])
    dtype = np.float32 if float32 else np.float64
    return [(_owned(W, dtype), _owned(b, dtype), activation) for W, b, activation in layers]


def as_columns(x: Any, n_inputs: int, dtype: Any) -> Any:
    """x as a matrix with one example per column, in the network's dtype."""
    x = _numbers(x, "x")
    if x.ndim not in (1, 2) or x.shape[0] != n_inputs:
        turned = x.ndim == 2 and x.shape[1] == n_inputs
        hint = "a batch has one column per example, so pass x.T" if turned else f"x is ({n_inputs},) or ({n_inputs}, N)"
        raise ValueError(f"layer 1 expects {n_inputs} activations, got {x.shape}: {hint}")
    columns = x[:, None] if x.ndim == 1 else x
    if not columns.shape[1] > 0:  # also where Dask does not know the length (NaN)
        raise ValueError(f"the batch is empty (or of unknown length): x has shape {x.shape}, expected ({n_inputs}, N)")
    return _cast(_each_block(_finite, columns, "x"), dtype)


def as_targets(y: Any, x: Any, vector: bool, n_outputs: int, cost: str, softmax: bool) -> Any:
    """y as a matrix of targets, a column for each column of x; labels become columns with a single 1."""
    y = _numbers(y, "y")
    n, N = n_outputs, x.shape[1]
    expected = (n,) if vector else (n, N)
    if y.shape == expected[1:] and y.dtype.kind in "iu" and n > 1:
        labels = _each_block(_labels, y, n)
        y = np.arange(n)[:, None] == (labels[None] if vector else labels)
    elif y.shape == expected:
        y = _each_block(_finite, y[:, None] if vector else y, "y")
    else:
        labelled = f" or be integer class labels of shape {expected[1:]}" if n > 1 else ""
        raise ValueError(
            f"the last layer gives {n} activations, so y must have shape {expected}{labelled}; "
            f"got {y.shape} of {y.dtype}"
        )
    return _cast(_each_block(_probabilities, y, softmax) if cost == "cross-entropy" else y, x.dtype)


def write_network(path: str | PathLike[str], layers: Sequence[Parameters], cost: str) -> None:
    arrays: dict[str, Any] = {
        f"{name}{l}": layer[i] for l, layer in enumerate(layers, 1) for i, name in enumerate("Wb")
    }
    from pathlib import Path  # only here: importing it takes longer than importing this package

    part = Path(f"{path}.part")
    with part.open("wb") as file:
        np.savez(file, cost=cost, activations=[layer[2] for layer in layers], **arrays)
    part.replace(path)


def read_network(path: str | PathLike[str]) -> tuple[list[Parameters], str]:
    """The layers and the cost in a file that ``Network.save`` wrote; ValueError naming any other file."""
    try:
        with np.load(path, allow_pickle=False) as file:
            names = file["activations"].tolist()
            cost = str(file["cost"])
            given = ((file[f"W{l}"], file[f"b{l}"], name) for l, name in enumerate(names, 1))
            return checked_layers(given, cost), cost
    except FileNotFoundError:
        raise
    except Exception as error:  # whatever numpy and zipfile make of foreign bytes
        # numpy takes unknown bytes for a pickle, and would tell the reader how to load it all the same
        reason = "it is not plain arrays in numpy's npz format" if "pickle" in str(error) else error
        raise ValueError(f"{path} does not hold a network that Network.save wrote, or is damaged: {reason}") from error


def _numbers(value: Any, what: str) -> Any:
    """An array of real numbers; lazy and traced ones pass as they are, by numpy's protocol."""
    try:
        array = value if hasattr(value, "__array_function__") else np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{what} must be an array of numbers, every row as long as the others: {error}") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{what} must be an array of real numbers, got {array.dtype}")
    return array


def _cast(array: Any, dtype: Any) -> Any:
    return array if array.dtype == dtype else array.astype(dtype)


def _owned(array: Any, dtype: Any) -> Any:
    copy = np.array(array, dtype)
    copy.flags.writeable = False
    return copy


def _each_block(check: Callable[..., Any], array: Any, *args: Any) -> Any:
    """check(array), which returns the array or raises; lazily, on whole columns, for a Dask array."""
    if hasattr(array, "map_blocks"):
        whole = array.rechunk({0: -1}) if array.ndim == 2 else array
        return whole.map_blocks(check, *args, dtype=array.dtype, meta=array._meta)
    # by its type, since a traced value calls itself an array, and has no numbers to be checked
    return check(array, *args) if issubclass(type(array), np.ndarray | np.generic) else array


def _finite(array: Any, what: str) -> Any:
    wrong = ~np.isfinite(array)
    if wrong.any():
        at = tuple(np.argwhere(wrong)[0].tolist())
        raise ValueError(f"{what} must be finite, but {what.split()[-1]}{list(at)} is {array[at]}")
    return array


def _labels(labels: Any, n: int) -> Any:
    wrong = labels[(labels < 0) | (labels >= n)]
    if wrong.size:
        raise ValueError(f"y has the label {wrong[0]}, but the last layer gives {n} classes: labels are 0 to {n - 1}")
    return labels


def _probabilities(y: Any, softmax: bool) -> Any:
    if y.size and (y.min() < 0 or y.max() > 1):
        raise ValueError(f"cross-entropy needs targets from 0 to 1, got {y.min():g} to {y.max():g}")
    if softmax and y.size and not np.allclose(y.sum(axis=0), 1, atol=1e-6):
        raise ValueError("cross-entropy with softmax needs targets whose columns sum to 1, or class labels")
    return y
