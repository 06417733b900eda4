"""training: the page trains a network before the reader's eyes, step by step as Network.train does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike

from ....network import Network
from ....trace.graph import input_node
from ...common.base import Figure
from ...common.names import entries, identifier
from ...common.network_passes import weights_by_name
from .descent import Descent, Walk
from .graphs import drawing_graph, packed, training_graph
from .picture import training_picture
from .seen import cost_limits, decades, description, formula, forward_graph, seen, side_of
from .settings import check_room, read_beside, read_held_out, read_inputs, read_walk, targets_of


def training(
    net: Network,
    /,
    x: ArrayLike,
    y: ArrayLike,
    *,
    rate: Sequence[float] = (0.001, 10, 0.1),
    steps: int = 1000,
    at: int = 0,
    momentum: Sequence[float] | None = None,
    batch: int | None = None,
    seed: int = 0,
    scale: Sequence[float] | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    beside: Mapping[str, Any] | None = None,
    draw: bool = False,
    editable: bool = False,
    log: bool = False,
    labels: Mapping[str, str] | None = None,
    id: str | None = None,
    alt: str | None = None,
    caption: str | None = None,
) -> Figure:
    """A training run to play, pause and scrub: the cost, what the network makes of its inputs, the size of each δ.

    The figure is always where :meth:`mlcalc.Network.train` is after ``step`` steps with the learning rate ``rate``: to
    move the rate is to train anew with it, up to the same step. (Where a rate is so large that the cost leaps about,
    a rounding becomes large too, and no two programs agree in the ninth digit for long.)

    Parameters
    ----------
    net : Network
        Where the run starts. With two inputs the figure shows the plane and how the network divides it, with one the
        curve that it fits to the examples; with the pixels of a square it shows the hidden weights as pictures.
    x, y : arrays of shapes (n, N) and (m, N)
        The examples, a column each; y can hold class labels.
    rate : (low, high, start), optional
        The learning rate η. Its slider is logarithmic where high is at least a hundred times low.
    steps : int, optional
        How long the run can become.
    at : int, optional
        The step that is shown first.
    momentum : (low, high, start), optional
        A slider for what each step keeps of the one before.
    batch : int, optional
        How many examples a step uses, and a slider for it, up to all of them. Which ones is drawn in each epoch from
        ``seed``, as :meth:`mlcalc.Network.train` draws them.
    seed : int, optional
        The seed of that order.
    scale : (low, high, start), optional
        A slider for a factor of all the weights at the start.
    held_out : pair (x, y), optional
        Examples that no step uses: their cost is a second line, and of classes their share on the right side is told.
    beside : dict, optional
        A second run beside the first, by what is different in it: ``{"start": another network}`` with the same layers,
        ``{"rate": 1}``, and so ``momentum``, ``batch``, ``scale``; or ``{"wrong": "slope at a"}``, ``"no slope"``,
        ``"no bias"``, a mistake that is planted in its gradient. What is not named follows the sliders.
    draw : bool, optional
        A square to draw in, which the network reads as it is at this step.
    editable : bool, optional
        Whether a reader may press points of their own into the map, or paste them as lines of two numbers and a class,
        and train on those. They stay in the page: Python's numbers are those of the examples that it was given.
    log : bool, optional
        Whether the cost is shown on a logarithmic axis first; the reader can switch.
    labels : dict, optional
        LaTeX for the axes of the map or of the curve: ``labels={"x": "t", "y": "f(t)"}``.
    id, alt, caption : str, optional
        The figure's id in the page, what a person who cannot see it is told, and what stands below it: what to notice.

    Returns
    -------
    Figure
        Its inputs are ``rate``, ``step`` and, if asked for, ``momentum``, ``batch``, ``scale``; its outputs ``C``,
        ``|∇C|``, ``|δ1|``, …, the mean length of δ over the examples, and for classes ``right``, the share on the
        right side; ``C_held`` and ``right_held`` for what is held out, ``C_beside``, … for the second run. To draw
        there are the inputs ``x[3,5]``, … and ``y``, and the outputs ``p[0]``, …, ``reading`` and ``C_drawn``.

    Raises
    ------
    TypeError, ValueError
        For something that is no Network, examples that do not fit it, and settings that cannot be.

    >>> net = Network([([[1.3]], [-0.1])])
    >>> fig = training(
    ...     net, [[1.0, 0.0]], [[0.0, 1.0]],
    ...     rate=(0, 1, 0.5), steps=100,
    ...     beside={"wrong": "slope at a"},
    ... )
    >>> fig.inputs["step"] = 50
    >>> round(fig.values["C"], 6), fig.values["C_beside"] < 0.01
    (0.009247, True)
    """
    walk = read_walk(net, x, y, seed)
    held = read_held_out(walk, held_out)
    check_room(walk, held)
    other = read_beside(walk, beside)
    descent = Descent(walk, held, other[0] if other else None, draw)
    asked = {"steps": steps, "at": at, "rate": rate, "momentum": momentum, "batch": batch, "scale": scale}
    inputs = read_inputs(walk, {**asked, "log": log, "draw": draw})
    start = {entry.name: entry.start for entry in inputs}
    costs = [cost for each in (walk, descent.beside) if each for cost in each.run(start, steps).costs]
    return Figure(
        "training",
        {input_node(entry.name, ()): entry for entry in inputs},
        {},
        lambda figure: training_picture(figure, descent),
        compute=descent,
        id=identifier("training", "-".join(map(str, net.sizes)), id),
        sizes=list(net.sizes),
        ylim=cost_limits(costs),
        decades=decades(descent, start, steps),
        scientific=["|∇C|", *(f"|δ{l}|" for l in range(1, net.L + 1))],
        training=training_graph(walk, descent.threshold),
        examples=_examples_json(walk.x, walk.y),
        parameters=list(weights_by_name(net).values()),
        seed=seed,
        caption=caption,
        measure=lambda figure: {"alt": alt or description(figure, descent, steps)},
        **seen(descent, labels or {}),
        **formula(net, momentum is not None),
        **_more(descent, other),
        **targets_of(descent, editable),
    )


def _examples_json(x: Any, y: Any) -> dict[str, Any]:
    return {"x": packed(x), "y": packed(y), "count": x.shape[1]}


def _more(descent: Descent, beside: tuple[Walk, str] | None) -> dict[str, Any]:
    """What only some runs have: hidden weights as pictures, examples held out, a run beside, a square to draw in."""
    net, more = descent.walk.network, dict[str, Any]()
    side = side_of(net)
    if side is not None:
        more["side"] = side
    if descent.held_out is not None:
        more["held"] = _examples_json(*descent.held_out)
    if beside is not None:
        walk, name = beside
        more["beside"] = {"name": name, "own": walk.own, "parameters": list(weights_by_name(walk.network).values())}
        unlike = [layer.activation for layer in walk.network.layers] != [layer.activation for layer in net.layers]
        if walk.wrong is not None or unlike:
            more["beside"]["training"] = training_graph(walk, descent.threshold)
        if unlike and net.sizes[0] <= 2:
            more["beside"]["forward"] = forward_graph(walk.network)
    if descent.draws:
        assert side is not None
        more["drawing"] = drawing_graph(net)
        more["pixels"] = {"names": entries("x", side, side), "slopes": entries("dC_drawn/dx", side, side)}
    return more
