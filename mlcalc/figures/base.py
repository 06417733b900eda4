"""Figure: a graph, the ranges of its inputs, and a picture that stands in until the page is live."""

from __future__ import annotations

import base64
import html
import io
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Never

import anywidget
import numpy as np
import traitlets
from matplotlib.figure import Figure as Picture

from ..graph import Node, evaluate, order, to_json
from .inputs import Input

STATIC = Path(__file__).parent.parent / "static"


class Inputs(dict[str, float]):
    """The values of a figure's inputs; to set one entry, or to update several, moves the figure."""

    def __init__(self, values: Mapping[str, float], figure: Figure) -> None:
        super().__init__(values)
        self._figure = figure

    def __setitem__(self, name: str, value: float) -> None:
        # this entry alone: the others may have moved since this dict was read
        self._figure.inputs = {name: value}

    def update(self, *values: Any, **named: float) -> None:
        self._figure.inputs = dict(*values, **named)

    def __ior__(self, values: Any) -> Any:  # type: ignore[misc]  # `fig.inputs |= values` assigns what this returns
        return dict(values)

    def _refuse(self, *args: Any) -> Never:
        raise TypeError(f"a figure keeps its inputs {', '.join(self)}; set one to another value instead")

    __delitem__ = pop = popitem = clear = setdefault = _refuse


class Figure(anywidget.AnyWidget):
    """A live figure: an anywidget in a notebook, and HTML that a built book brings to life.

    Made by the functions of :mod:`mlcalc.figures`, one for each kind. A kind gives its name, the graph's
    inputs with their ranges (a list of ranges, in C order, for an array), the outputs, a function that
    draws the static picture, and its own part of the specification. ``parts`` names the entries of those
    outputs that are arrays; an array without names is the page's alone, and no number of the figure.
    ``compute`` finds numbers that no graph holds, from the inputs, as the page's own code does.

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

    Raises
    ------
    ValueError
        Where an input that does not exist is set, or one is set outside its range.

    >>> from mlcalc import figures
    >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
    >>> fig.inputs["w"] = 0.25
    >>> fig.values
    {'C': 0.0625, 'dC/dw': 0.5}
    """

    _esm: Path | str = STATIC / "figures.mjs"
    _css = STATIC / "figures-inline.css"

    def __init_subclass__(cls, script: str | PathLike[str] | None = None, **keywords: Any) -> None:
        if script is not None:
            own = Path(script).read_text(encoding="utf-8")  # first: a figure looks its kind up when it is mounted
            cls._esm = f"(() => {{\n{own}\n}})();\n{(STATIC / 'figures.mjs').read_text(encoding='utf-8')}"
        super().__init_subclass__(**keywords)

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
        **details: Any,
    ) -> None:
        self._nodes = {node: [given] if isinstance(given, Input) else list(given) for node, given in inputs.items()}
        self.ranges = {entry.name: entry for entries in self._nodes.values() for entry in entries}
        self._parts = dict(parts or {})
        self._outputs = {key: node for key, node in outputs.items() if node.shape == () or key in self._parts}
        self._draw, self._compute = draw, compute
        names = {node.name: [e.name for e in self._nodes[node]] for node in inputs if node.shape != ()} | self._parts
        if names:
            details["parts"] = names
        if compute is not None:
            details["computed"] = list(compute({name: entry.start for name, entry in self.ranges.items()}))
        # a node that no output needs is still an input: its slider moves nothing, as it should
        spec = {
            "kind": kind,
            "inputs": [entry.to_json() for entry in self.ranges.values()],
            "graph": to_json(list(inputs), outputs),
            **details,
        }
        super().__init__(spec=spec, inputs={name: entry.start for name, entry in self.ranges.items()})

    @traitlets.validate("spec")
    def _valid_spec(self, proposal: Any) -> Any:
        return _rounded(proposal["value"])

    @traitlets.validate("inputs")
    def _valid_inputs(self, proposal: Any) -> Inputs:
        given = dict(proposal["value"])
        for name, value in given.items():
            self._known(name).check(value)
        return Inputs({name: float(given[name] if name in given else self.inputs[name]) for name in self.ranges}, self)

    @traitlets.observe("inputs")
    def _follow(self, change: Any) -> None:
        self.values = self.evaluate(**change["new"])

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

    def field(self, name: str, **inputs: Any) -> Any:
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
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return data | {"text/plain": repr(self)} | self._still(), metadata

    def _still(self) -> dict[str, Any]:
        """What stands where no script runs, by mime type: a picture, also inside the HTML."""
        picture, alt = self.picture(), html.escape(str(self.spec["alt"]))
        image = f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}" alt="{alt}">'
        return {"text/html": self._html(image), "image/png": picture}

    def picture(self) -> bytes:
        """The figure as a static picture (PNG) at its present inputs."""
        return _png(self._draw(self))

    def _html(self, still: str) -> str:
        # "</script" or "<!--" in a name or an alt text would be read as markup
        spec = json.dumps(self.spec, sort_keys=True, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
        kind, name = (html.escape(str(self.spec[key])) for key in ("kind", "id"))
        return (
            f'<div class="mlcalc-figure" data-kind="{kind}" id="{name}">'
            f'<script type="application/json">{spec}</script>{still}</div>'
        )


def identifier(kind: str, name: str, given: str | None) -> str:
    """The figure's id in the page: letters, digits, - and _, so that an address can name it."""
    if given is None:
        return re.sub(r"[^\w-]+", "-", f"{kind}-{name}").strip("-")
    if not re.fullmatch(r"[^\W\d][\w-]*", given):
        raise ValueError(f"id: {given!r} cannot stand in an address; use letters, digits, - and _, a letter first")
    return given


def _rounded(value: Any) -> Any:
    """15 significant digits: the same text on every machine, and no difference a reader could see."""
    if isinstance(value, float):
        short = float(f"{value:.15g}")
        return int(short) if short.is_integer() and abs(short) < 1e15 else short
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def _png(picture: Picture) -> bytes:
    """Few colours and no metadata: a small file that does not tell where it was made."""
    from PIL import Image

    raw, small = io.BytesIO(), io.BytesIO()
    picture.savefig(raw, format="png", transparent=True, metadata={"Software": None})
    raw.seek(0)
    # the fast octree is Pillow's one quantizer that keeps transparency
    Image.open(raw).quantize(48, method=Image.Quantize.FASTOCTREE).save(small, format="PNG", optimize=True)
    return small.getvalue()
