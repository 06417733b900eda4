"""How a composition of the list is made into a function, and held against numpy, differences and JAX."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Sequence
from itertools import count
from textwrap import indent
from typing import Any

import numpy as np
import scipy.special
from numpy_compositions import ARGUMENTS

from mlcalc.trace.trees import flatten

_files = count()


def arguments_of(source: str) -> dict[str, Any]:
    """The arguments that a source names, in the order of ARGUMENTS."""
    read = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    stored = {node.id for node in read if isinstance(node.ctx, ast.Store)}
    named = {node.id for node in read} - stored
    return {name: value for name, value in ARGUMENTS.items() if name in named}


def written(source: str, names: Sequence[str], np: Any = np, special: Any = scipy.special) -> Callable[..., Any]:
    """A function of these arguments whose body is the source, with its last line returned."""
    text = f"def composition({', '.join(names)}):\n{indent(source, '    ')}\n"
    tree = ast.parse(text)
    body = tree.body[0].body
    body[-1] = ast.copy_location(ast.Return(body[-1].value), body[-1])
    file = f"<composition {next(_files)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)  # so that errors can quote it
    space = {"np": np, "special": special}
    exec(compile(tree, file, "exec"), space)
    return space["composition"]


def as_number(f: Callable[..., Any], np: Any = np) -> Callable[..., Any]:
    """All that f returns in one number in which no entry can hide: sines of the entries, each with its own weight."""

    def number(*args: Any) -> Any:
        leaves = flatten(f(*args))[0]
        return sum(np.sum(np.sin(1.0 * leaf) * _weights(np.shape(leaf), i)) for i, leaf in enumerate(leaves))

    return number


def _weights(shape: tuple[int, ...], i: int) -> Any:
    return 1.0 + i + np.arange(np.prod(shape, dtype=int)).reshape(shape) / 7
