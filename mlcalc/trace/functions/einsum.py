"""np.einsum, and the contraction of two arrays that it and np.tensordot are made of.

Each axis has a label: a letter, or a number ≤ −1 for an axis that "..." stands for, counted from the right, so
that these align as numpy's broadcasting aligns them. What two arrays share is multiplied, and summed if nobody
needs it any longer. Every contraction of two arrays is one matrix product.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Hashable, Sequence
from typing import Any

import numpy as np

from ..primitives import bind
from .reductions import sum_
from .shapes import refuse_out, reshape, transpose

# In sorted order, as the numbers that stand for them. (The module string compiles regular expressions: slow to import.)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
Labels = tuple[Hashable, ...]
Term = tuple[Any, Labels]  # an array, and a label for each of its axes


def operand(x: Any) -> Any:
    """A traced value as it is, and anything else as an array: lists may stand beside traced values too."""
    return x if hasattr(x, "shape") else np.asarray(x)


def arranged(term: Term, labels: Sequence[Hashable]) -> Any:
    """The array with its axes in the order of ``labels``."""
    array, own = term
    axes = tuple(own.index(label) for label in labels)
    return array if axes == tuple(range(len(axes))) else transpose(array, axes)


def contract(first: Term, second: Term, kept: Container[Hashable]) -> Term:
    """Two arrays multiplied along the axes they share, and summed over those that are not ``kept``.

    No label may occur twice in one of them, and one that only one of them has must be kept.
    """
    (a, on_a), (b, on_b) = first, second
    sizes = dict(zip((*on_a, *on_b), np.shape(a) + np.shape(b), strict=True))
    batch = [k for k in on_a if k in on_b and k in kept]
    summed = [k for k in on_a if k in on_b and k not in kept]
    left = [k for k in on_a if k not in on_b]
    right = [k for k in on_b if k not in on_a]

    def shape(labels: Sequence[Hashable]) -> tuple[int, ...]:
        return tuple(sizes[k] for k in labels)

    labels = (*batch, *left, *right)
    if not summed:
        columns = reshape(arranged(first, [*batch, *left]), shape([*batch, *left]) + (1,) * len(right))
        rows = reshape(arranged(second, [*batch, *right]), shape(batch) + (1,) * len(left) + shape(right))
        return columns * rows, labels

    def joined(part: Sequence[Hashable]) -> tuple[int, ...]:  # a batch needs matrices, else a vector may stay one
        return (math.prod(shape(part)),) if part or batch else ()

    rows = reshape(arranged(first, [*batch, *left, *summed]), shape(batch) + joined(left) + joined(summed))
    columns = reshape(arranged(second, [*batch, *summed, *right]), shape(batch) + joined(summed) + joined(right))
    return reshape(bind("matmul", rows, columns), shape(labels)), labels


def einsum(
    *operands: Any, out: Any = None, optimize: Any = False, dtype: Any = None, order: str = "K", casting: str = "safe"
) -> Any:
    """np.einsum; ``optimize``, ``order`` and ``casting`` change no number here, and are not read."""
    refuse_out(out=out)
    if dtype is not None and np.dtype(dtype) != np.dtype(float):
        raise TypeError(f"np.einsum: dtype={dtype!r}, but everything here is float64. Instead: leave it out")
    text, *given = operands if isinstance(operands[0], str) else _spelt(operands)
    arrays = [operand(a) for a in given]
    terms, result = _read(text.replace(" ", ""), arrays)
    for places in _path(text, arrays):
        chosen = [terms.pop(k) for k in sorted(places, reverse=True)][::-1]
        while len(chosen) > 1:
            first, second, *rest = chosen
            kept = {*result, *(label for _, labels in (*rest, *terms) for label in labels)}
            chosen = [contract(first, second, kept), *rest]
        terms += chosen
    return arranged(terms[0], result)


def _path(text: str, arrays: Sequence[Any]) -> list[tuple[int, ...]]:
    """Which of the terms to contract next, by their places among those that are left."""
    if len(arrays) < 3:
        return [tuple(range(len(arrays)))]
    sizes = (np.broadcast_to(0.0, a.shape) for a in arrays)
    path: list[tuple[int, ...]] = np.einsum_path(text, *sizes, optimize="greedy")[0][1:]
    return path


def _spelt(operands: Sequence[Any]) -> tuple[Any, ...]:
    """np.einsum(a, [0, 1], b, [1, 2], [0, 2]) as np.einsum("AB,BC->AC", a, b)."""
    *pairs, result = operands if len(operands) % 2 else (*operands, None)
    written = ["".join("..." if k is Ellipsis else LETTERS[k] for k in labels) for labels in pairs[1::2]]
    arrow = "" if result is None else "->" + "".join("..." if k is Ellipsis else LETTERS[k] for k in result)
    return (",".join(written) + arrow, *pairs[::2])


def _read(text: str, arrays: Sequence[Any]) -> tuple[list[Term], Labels]:
    """The terms of a sum, each with no label twice and none that it could sum on its own; the result's labels."""
    inputs, arrow, output = text.partition("->")
    written = inputs.split(",")
    if len(written) != len(arrays):
        raise ValueError(f"np.einsum: {text!r} speaks of {len(written)} operands, but {len(arrays)} are given")
    terms = [(a, _labels(text, one, len(a.shape))) for a, one in zip(arrays, written, strict=True)]
    count = Counter(label for _, labels in terms for label in labels)
    dots = sorted(label for label in count if isinstance(label, int))
    if arrow:
        result = _labels(text, output, len(output.replace("...", "")) + len(dots))
        if len({*result}) < len(result) or not {*result} <= {*count}:
            raise ValueError(f"np.einsum: each letter after -> must stand there once, and before it too, in {text!r}")
    else:
        result = (*dots, *sorted(k for k, n in count.items() if isinstance(k, str) and n == 1))
    sizes = _sizes(text, terms)
    spread = [_narrowed(_diagonal(term), sizes) for term in terms]
    return [_summed(k, spread, result) for k in range(len(spread))], result


def _labels(text: str, written: str, ndim: int) -> Labels:
    """A label for each of the axes that ``written`` names: "i...j" of four axes is i, −2, −1, j."""
    before, dots, after = written.partition("...")
    letters = before + after
    if letters and not (letters.isascii() and letters.isalpha()):
        raise ValueError(f"np.einsum: {written!r} in {text!r} must be letters, with at most one '...'")
    hidden = ndim - len(letters)
    if hidden < 0 or (hidden and not dots):
        raise ValueError(f"np.einsum: {written!r} in {text!r} names {len(letters)} axes, but there are {ndim}")
    return (*before, *range(-hidden, 0), *after)


def _sizes(text: str, terms: Sequence[Term]) -> dict[Hashable, int]:
    """The length of each label's axes; an axis of one entry goes with any other, as in numpy's broadcasting."""
    sizes: dict[Hashable, int] = {}
    for array, labels in terms:
        for label, n in zip(labels, array.shape, strict=True):
            if sizes.setdefault(label, n) == 1:
                sizes[label] = n
            if n not in (1, sizes[label]):
                name = repr(label) if isinstance(label, str) else "'...'"
                raise ValueError(f"np.einsum: {name} in {text!r} has {sizes[label]} entries, and elsewhere {n}")
    return sizes


def _diagonal(term: Term) -> Term:
    """The entries whose indices are equal wherever a label occurs twice: "ii" is the diagonal."""
    array, labels = term
    for label, times in Counter(labels).items():
        if times > 1:
            twice = [k for k, one in enumerate(labels) if one == label]
            rest = [k for k, one in enumerate(labels) if one != label]
            if len({array.shape[k] for k in twice}) > 1:
                raise ValueError(f"np.einsum: {label!r} occurs twice in an operand of shape {array.shape}")
            places = np.arange(array.shape[twice[0]])
            array = transpose(array, (*twice, *rest))[(places,) * times]
            labels = (label, *(labels[k] for k in rest))
    return array, labels


def _narrowed(term: Term, sizes: dict[Hashable, int]) -> Term:
    """Without the axes of one entry that others have in full: along them the array is constant."""
    array, labels = term
    full = [k for k, label in enumerate(labels) if array.shape[k] == sizes[label]]
    return reshape(array, tuple(array.shape[k] for k in full)), tuple(labels[k] for k in full)


def _summed(k: int, terms: Sequence[Term], result: Labels) -> Term:
    """Term k, summed over the labels that neither the result nor another term has."""
    array, labels = terms[k]
    needed = {*result, *(label for j, (_, others) in enumerate(terms) if j != k for label in others)}
    alone = tuple(axis for axis, label in enumerate(labels) if label not in needed)
    return (sum_(array, alone) if alone else array), tuple(label for label in labels if label in needed)
