"""Figure: a graph, the ranges of its inputs, and a picture that stands in until the page is live."""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Never

import anywidget
import numpy as np
import traitlets
from matplotlib.figure import Figure as Picture
from numpy.typing import ArrayLike, NDArray

from ...trace.graph import Node, evaluate, order
from ...write.page import to_json
from . import embedding
from .inputs import Input, Inputs
from .own import Editable, Own
from .saving import Saving
from .shared import LOADER, SCRIPT, STYLE, module, shared, stands_alone
from .still import captioned, element, png, read_caption, rounded


class Figure(Saving, Own, anywidget.AnyWidget):
    """A live figure: an anywidget in a notebook, and HTML that a built book brings to life.

    Made by the functions of :mod:`mlcalc.figures`, one for each kind. A kind gives its name, the graph's
    inputs with their ranges (a list of ranges, in C order, for an array), the outputs, a function that
    draws the static picture, and its own part of the specification. ``parts`` names the entries of those
    outputs that are arrays; an array without names is the page's alone, and no number of the figure.
    ``compute`` finds numbers that no graph holds, from the inputs, as the page's own code does. ``measure``
    adds to the specification what has to be measured on the figure itself: the room its curve needs, or
    a description with its numbers.

    A kind of your own is a subclass, ``class Dial(Figure, script="dial.js")``: its script puts the kind into
    ``mlcalcKinds``, and comes with the figure into a notebook. A book loads the script by ``html_js_files``.

    Attributes
    ----------
    inputs : dict of str to float
        The inputs' values. Reading follows the reader's hand; ``fig.inputs["w"] = 0.3``
        moves the figure. A name that is unknown or a value out of its range is an error.
    values : dict of str to float
        The value of every output (``"C"``, ``"dC/dw"``, …) at these inputs.
    spec : dict
        All that the page needs, as JSON.
    functions : dict of str to str
        Of an editable figure, its functions as they are typed: ``fig.functions = {"C": "w^2"}`` draws another one.
    caption : str
        What stands below it; empty where the call gave none.

    Raises
    ------
    ValueError
        Where an input that does not exist is set, or one is set outside its range.
    TypeError
        Where a figure is copied or pickled: it is bound to the page that shows it.

    >>> from mlcalc import figures
    >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
    >>> fig.inputs["w"] = 0.25
    >>> fig.values
    {'C': 0.0625, 'dC/dw': 0.5}
    """

    _esm: Path | str = LOADER

    def __init_subclass__(cls, script: str | PathLike[str] | None = None, **keywords: Any) -> None:
        if script is not None:
            cls._own_script = Path(script).read_text(encoding="utf-8")
            cls._esm = module(LOADER, cls._own_script)
        super().__init_subclass__(**keywords)

    shared = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    inputs = traitlets.Dict().tag(sync=True)
    # JSON has no NaN and no infinity; a page that has such a value sends null
    values = traitlets.Dict().tag(
        sync=True,
        to_json=lambda values, _: {k: v if math.isfinite(v) else None for k, v in values.items()},
        from_json=lambda values, _: {k: math.nan if v is None else v for k, v in values.items()},
    )

    def __init__(
        self,
        kind: str,
        inputs: Mapping[Node, Input | Sequence[Input]],
        outputs: Mapping[str, Node],
        draw: Callable[[Figure], Picture],
        *,
        parts: Mapping[str, Sequence[str]] | None = None,
        compute: Callable[[Mapping[str, float]], dict[str, float]] | None = None,
        measure: Callable[[Figure], Mapping[str, Any]] | None = None,
        own: Editable | None = None,
        caption: str | None = None,
        **details: Any,
    ) -> None:
        self.caption = read_caption(caption)
        made = {"kind": kind, "inputs": inputs, "outputs": outputs, "draw": draw, "parts": parts, "compute": compute}
        self._begin(own, {**made, "measure": measure, **details})
        if stands_alone():
            self._esm, self._css = module(SCRIPT, self._own_script), STYLE.read_text(encoding="utf-8")
        else:
            self.shared = f"IPY_MODEL_{shared().model_id}"
        super().__init__()  # at the end, for it sends the page all that stands here by now
        if own is not None:
            self.on_msg(self._give_python)

    def _set_up(
        self,
        kind: str,
        inputs: Mapping[Node, Input | Sequence[Input]],
        outputs: Mapping[str, Node],
        draw: Callable[[Figure], Picture],
        parts: Mapping[str, Sequence[str]] | None = None,
        compute: Callable[[Mapping[str, float]], dict[str, float]] | None = None,
        measure: Callable[[Figure], Mapping[str, Any]] | None = None,
        **details: Any,
    ) -> None:
        """Inputs, values and specification: anew, when a reader types another function."""
        self._nodes = {node: [given] if isinstance(given, Input) else list(given) for node, given in inputs.items()}
        self.ranges = {entry.name: entry for entries in self._nodes.values() for entry in entries}
        self._parts = dict(parts or {})
        self._outputs = {key: node for key, node in outputs.items() if node.shape == () or key in self._parts}
        self._draw, self._compute = draw, compute
        self._answered: dict[str, float] | None = None
        before = self.inputs
        self.inputs = {name: entry.start for name, entry in self.ranges.items()}
        if self.inputs == before:
            self.values = self.evaluate()  # nothing has moved, so nobody is told
        # a node that no output needs is still an input: its slider moves nothing, as it should
        self.spec = {
            "kind": kind,
            "inputs": [entry.to_json() for entry in self.ranges.values()],
            "graph": to_json(list(inputs), outputs),
            **self._names_for_page(),
            **self._editable_json(),
            **details,
        }
        if measure is not None:
            self.spec = {**self.spec, **measure(self)}

    def _names_for_page(self) -> dict[str, Any]:
        """The names of entries of arrays, and of the numbers that the page's own code computes."""
        arrays = {node.name: [e.name for e in entries] for node, entries in self._nodes.items() if node.shape != ()}
        by_graph = {name for key in self._outputs for name in self._parts.get(key, [key])}
        names: dict[str, Any] = {"parts": arrays | self._parts} if arrays or self._parts else {}
        if self._compute is not None:
            names["computed"] = [name for name in self.values if name not in by_graph]
        return names

    @traitlets.validate("spec")
    def _valid_spec(self, proposal: Any) -> Any:
        return rounded(proposal["value"])

    @traitlets.validate("inputs")
    def _valid_inputs(self, proposal: Any) -> Inputs:
        return self._checked(proposal["value"])

    def _checked(self, given: Mapping[str, float]) -> Inputs:
        for name, value in given.items():
            self._known(name).check(value)
        return Inputs({name: float(given[name] if name in given else self.inputs[name]) for name in self.ranges}, self)

    @traitlets.observe("inputs")
    def _follow(self, change: Any) -> None:
        if change["new"] != self._answered:
            self.values = self.evaluate(**change["new"])

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """What the page sends. With its inputs come the values at these, and they are not computed twice."""
        with self._taken_over(sync_data):
            inputs = self._checked(sync_data.get("inputs", {}))  # first, for a message that is refused changes nothing
            if "values" in sync_data:
                self._answered = inputs
            try:
                super().set_state({**sync_data, "inputs": inputs} if "inputs" in sync_data else sync_data)
            finally:
                self._answered = None

    def evaluate(self, **inputs: float) -> dict[str, float]:
        """Every output at these inputs (those not named keep their present value), in Python."""
        at = {**self.inputs, **{self._known(name).name: value for name, value in inputs.items()}}
        values = {
            node: at[entries[0].name] if node.shape == () else np.reshape([at[e.name] for e in entries], node.shape)
            for node, entries in self._nodes.items()
        }
        with np.errstate(all="ignore"):  # a pole or a logarithm's end is a gap in the figure
            results = evaluate(list(self._outputs.values()), values)
        named = [(self._parts.get(key, [key]), x) for key, x in zip(self._outputs, results, strict=True)]
        computed = {} if self._compute is None else self._compute(at)
        return computed | {
            name: float(entry) for names, x in named for name, entry in zip(names, np.ravel(x), strict=True)
        }

    def field(self, name: str, **inputs: ArrayLike) -> NDArray[np.float64]:
        """One output where some inputs are arrays that broadcast against one another: an array, in Python."""
        at = {**self.inputs, **{self._known(key).name: np.asarray(value, float) for key, value in inputs.items()}}
        shape = np.broadcast_shapes(*(np.shape(value) for value in at.values()))
        output = self._outputs[name]
        if all(node.shape == () for node in order([output])):  # then every operation broadcasts
            with np.errstate(all="ignore"):
                values = {node: at[entries[0].name] for node, entries in self._nodes.items()}
                return np.broadcast_to(evaluate([output], values)[0], shape)
        spread = {key: np.broadcast_to(value, shape) for key, value in at.items()}
        points = ({key: float(value[i]) for key, value in spread.items()} for i in np.ndindex(shape))
        return np.array([self.evaluate(**point)[name] for point in points]).reshape(shape)

    def _known(self, name: str) -> Input:
        if name not in self.ranges:
            raise ValueError(f"{name!r} is not an input of this figure; its inputs are {', '.join(self.ranges)}")
        return self.ranges[name]

    def __repr__(self) -> str:
        return f"<{self.spec['kind']} figure {self.spec['id']!r}: {self.spec['alt']}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if (tail := embedding.tail()) is not None:
            still = self._still()
            return {"text/plain": repr(self)} | still | {"text/html": self._with_script(still) + tail}, {}
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return data | {"text/plain": repr(self)} | self._still(), metadata

    def _still(self) -> dict[str, Any]:
        """What stands where no script runs, by mime type: a picture, also inside the HTML."""
        picture, alt = self.picture(), html.escape(str(self.spec["alt"]))
        image = f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}" alt="{alt}">'
        return {"text/html": self._html(image), "image/png": picture}

    def _html(self, still: str) -> str:
        return element(self.spec, captioned(still, self.caption))

    def picture(self) -> bytes:
        """The figure as a static picture (PNG) at its present inputs."""
        return png(self._draw(self))

    def _refuse_copies(self, *_: Any) -> Never:
        raise TypeError(
            f"a figure is bound to the page that shows it, so {self.spec['id']!r} cannot be copied or pickled; "
            "make another by the same call, and move it there: other.inputs = dict(fig.inputs)"
        )

    __copy__ = __deepcopy__ = __reduce_ex__ = _refuse_copies
