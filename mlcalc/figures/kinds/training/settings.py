"""What a call of the kind training asks for, read and checked: the run, the run beside it, the inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ....network import Network
from ...common.inputs import Input
from ...common.names import entries
from .descent import Descent, Examples, Walk
from .graphs import room
from .planted import SLIPS
from .seen import MOST_CLASSES, side_of

MOST_STEPS, MOST_NUMBERS = 10_000, 20_000
TONES = 16  # from an empty pixel to a full one
SETTINGS = ("rate", "momentum", "batch", "scale")


def read_walk(net: Any, x: ArrayLike, y: ArrayLike, seed: Any) -> Walk:
    if not isinstance(net, Network):
        raise TypeError(
            f"training: expected an mlcalc.Network, got {net!r}; write Network.random([2, 4, 1]) and give it"
        )
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise ValueError(f"seed: expected a whole number, 0 or more, got {seed!r}; write seed=0")
    return Walk(net, *_examples(net, x, y, "training: x"), seed)


def _examples(net: Network, x: ArrayLike, y: ArrayLike, what: str) -> Examples:
    if np.ndim(x) != 2:
        raise ValueError(
            f"{what} must hold the examples as columns, shape ({net.sizes[0]}, N), got shape {np.shape(x)}; "
            "one example alone is np.reshape(x, (-1, 1))"
        )
    return net.examples(x, y)


def read_held_out(walk: Walk, given: Any) -> Examples | None:
    if given is None:
        return None
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise TypeError(
            f"held_out: expected the examples that no step may use, as a pair (x, y), got {type(given).__name__}; "
            "write held_out=(x_test, y_test)"
        )
    x, y = given
    return _examples(walk.network, x, y, "held_out: x")


def check_room(walk: Walk, held_out: Examples | None) -> None:
    arrays = (walk.x, walk.y, *(held_out or ()))
    numbers = sum(map(room, arrays)) + walk.network.n_parameters
    if numbers > MOST_NUMBERS:
        raise ValueError(
            f"training: {walk.x.shape[1]} examples and {walk.network.n_parameters} parameters are {numbers:,} numbers "
            f"to put into a page, at most {MOST_NUMBERS:,} can be; "
            "give fewer examples, such as x[:, :100], y[..., :100]"
        )


def read_beside(walk: Walk, given: Any) -> tuple[Walk, str] | None:
    """The run beside the first, and what it is called."""
    if given is None:
        return None
    known = ("start", "wrong", *SETTINGS)
    if not isinstance(given, Mapping) or not given or set(given) - set(known):
        raise ValueError(
            f"beside: expected a dict of what is different in the second run, out of {', '.join(known)}, "
            f'got {given!r}; write beside={{"rate": 1}}'
        )
    start, wrong = given.get("start", walk.network), given.get("wrong")
    if not isinstance(start, Network) or start.sizes != walk.network.sizes or start.cost_name != walk.network.cost_name:
        sizes = list(walk.network.sizes)
        raise ValueError(
            f"beside: start is {start!r}; it has to be a Network with the layers {sizes} and the cost "
            f"{walk.network.cost_name!r}; write Network.random({sizes}, seed=1, …)"
        )
    if wrong is not None and wrong not in SLIPS:
        raise ValueError(f"beside: the planted mistake {wrong!r} is not known: choose from {', '.join(SLIPS)}")
    own = {name: float(given[name]) for name in SETTINGS if name in given}
    _check_own(own)
    beside = Walk(start, walk.x, walk.y, walk.seed, own, wrong)
    return beside, _name(given, wrong)


def _check_own(own: Mapping[str, float]) -> None:
    bounds = {"rate": (0, 1e6), "momentum": (0, 0.999), "batch": (1, 1e9), "scale": (0, 1e6)}
    for name, value in own.items():
        low, high = bounds[name]
        if not low <= value <= high:
            raise ValueError(f"beside: {name} must be from {low} to {high:g}, got {value:g}")


def _name(given: Mapping[str, Any], wrong: str | None) -> str:
    words = {"rate": "η", "momentum": "β", "batch": "M", "scale": "s"}
    parts = ["another start"] if "start" in given else []
    parts += [f"{words[name]} = {given[name]:g}" for name in SETTINGS if name in given]
    planted = {"slope at a": "σ′ taken at a", "no slope": "σ′ left out", "no bias": "∂C/∂b = 0"}
    return ", ".join(parts + ([f"{planted[wrong]} (planted)"] if wrong else []))


def read_inputs(walk: Walk, asked: Mapping[str, Any]) -> list[Input]:
    """The inputs of the figure: settings of the run first, then what is chosen about its showing."""
    steps, at = asked["steps"], asked["at"]
    for name, value, most in (("steps", steps, MOST_STEPS), ("at", at, steps)):
        low = 1 if name == "steps" else 0
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= most:
            raise ValueError(
                f"{name}: expected a whole number from {low} to {most:,}, got {value!r}; write {name}={most}"
            )
    eta = Input.read("rate", asked["rate"])
    if eta.low < 0:
        raise ValueError(f"rate: {eta.low:g} would climb; write rate=(low, high, start) with 0 ≤ low")
    if eta.low > 0 and eta.high >= 100 * eta.low:
        eta = eta.logarithmic()
    inputs = [replace(eta, latex=r"\eta"), Input("step", 0.0, float(steps), float(at), 1.0, latex="n", whole=True)]
    if asked["momentum"] is not None:
        beta = Input.read("momentum", asked["momentum"])
        if not 0 <= beta.low < beta.high < 1:
            raise ValueError(
                f"momentum: expected a range from 0 to below 1, got {asked['momentum']!r}; write momentum=(0, 0.95, 0)"
            )
        inputs.append(replace(beta, latex=r"\beta"))
    inputs += _batch(walk, asked["batch"]) + _scale(asked["scale"])
    if not isinstance(asked["log"], bool):
        raise TypeError(f"log: expected True or False for the axis of the cost, got {asked['log']!r}; write log=True")
    choices = [
        Input("speed", 0.0, 3.0, 1.0, 1.0, control="none"),
        Input("log", 0.0, 1.0, float(asked["log"]), 1.0, control="none"),
    ]
    return [*inputs, *choices, *_pixels(walk, asked["draw"])]


def _batch(walk: Walk, given: Any) -> list[Input]:
    if given is None:
        return []
    N = walk.x.shape[1]
    if not isinstance(given, int | np.integer) or isinstance(given, bool) or not 1 <= given <= N or N < 2:
        raise ValueError(
            f"batch: expected how many of the {N} examples a step uses, a whole number from 1 to {N}, got {given!r}; "
            f"write batch={min(N, 32)}"
        )
    size = Input("batch", 1.0, float(N), float(given), 1.0, latex="M", whole=True).logarithmic()
    # a slider goes by whole steps, and the last one has to be all the examples
    return [replace(size, step=math.floor(1e9 * math.log10(N) / 128) / 1e9)]


def _scale(given: Any) -> list[Input]:
    if given is None:
        return []
    s = Input.read("scale", given)
    if s.low <= 0:
        raise ValueError(
            f"scale: {s.low:g} is no factor of the starting weights; write scale=(low, high, start), 0 < low"
        )
    return [replace(s.logarithmic(), latex="s")]


def _pixels(walk: Walk, draw: Any) -> list[Input]:
    if not isinstance(draw, bool):
        raise TypeError(f"draw: expected True for a square to draw in, or False, got {draw!r}; write draw=True")
    if not draw:
        return []
    net = walk.network
    side, ink = side_of(net), float(walk.x.max())
    if side is None or net.layers[-1].activation != "softmax" or walk.x.min() < 0 or ink <= 0:
        raise ValueError(
            "draw: a drawing is read by a network whose inputs are the pixels of a square, 0 or more each, whose last "
            f"layer is softmax, and that has hidden neurons; got {net!r}; write draw=False"
        )
    names = entries("x", side, side)
    pixels = [Input(name, 0.0, ink, 0.0, ink / TONES, control="none") for name in names]
    wanted = Input("y", 0.0, net.sizes[-1] - 1.0, 0.0, 1.0, control="none", whole=True)
    return [*pixels, wanted, Input("overlay", 0.0, 1.0, 0.0, 1.0, control="none")]


def targets_of(descent: Descent, editable: Any) -> dict[str, Any]:
    """The column of targets of each class, for points that a reader draws."""
    if not isinstance(editable, bool):
        raise TypeError(f"editable: expected True or False, got {editable!r}; write editable=True")
    if not editable:
        return {}
    net, y = descent.walk.network, descent.walk.y
    if net.sizes[0] != 2 or net.sizes[-1] > MOST_CLASSES or descent.threshold is None or descent.held_out is not None:
        raise ValueError(
            f"editable: points are drawn for a network with two inputs and at most {MOST_CLASSES} classes, none of "
            f"them held out; got {net!r}; write editable=False"
        )
    if len(y) == 1:
        return {"targets": [[float(value)] for value in np.unique(y)]}
    return {"targets": np.eye(len(y)).tolist()}
