"""The inputs of a figure: what ``w=(-3, 3, 1.3)`` means, and what is refused."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING, Any, Never

from ...read.formula import TypedFormula
from ...write.latex import symbol

if TYPE_CHECKING:
    from .base import Figure

SETTINGS = (
    "along",
    "name",
    "ylim",
    "id",
    "alt",
    "axes",
    "caption",
    "secant",
    "tangent",
    "taylor",
    "log",
    "editable",
)  # what a figure's own keywords are called


@dataclass(frozen=True)
class Input:
    """One input: its name, its range, where it starts and the slider's step.

    ``latex`` is for one whose symbol its name does not tell, ``control="none"`` for one that the
    drawing itself moves: it has no slider; ``scale="log"`` has a slider that is even in powers of ten;
    ``whole=True`` counts something.

    Raises
    ------
    ValueError
        From :meth:`read`, for a range that is none, and from :meth:`check`, for a value outside of it.

    >>> Input.read("w", (-3, 3, 1.3)).step
    0.01
    """

    name: str
    low: float
    high: float
    start: float
    step: float
    latex: str = ""
    control: str = "slider"
    scale: str = "linear"
    whole: bool = False

    @classmethod
    def read(cls, name: str, given: Any) -> Input:
        """(low, high, start) or (low, high), which starts in the middle.

        >>> Input.read("w", (-3, 3)).start
        0.0
        """
        how = f"write {name}=(low, high, start) with numbers low < high and start between them"
        if not isinstance(given, list | tuple) or len(given) not in (2, 3):
            raise ValueError(f"{name}: expected a range of two or three numbers, got {given!r}; {how}")
        if not all(isinstance(x, Real) and math.isfinite(x) for x in given):
            raise ValueError(f"{name}: expected finite numbers, got {given!r}; {how}")
        low, high = float(given[0]), float(given[1])
        if low >= high:
            raise ValueError(f"{name}: the range {given!r} has low ≥ high; {how}")
        start = float(given[2]) if len(given) == 3 else (low + high) / 2
        if not low <= start <= high:
            raise ValueError(f"{name}: the start {start:g} is outside the range from {low:g} to {high:g}; {how}")
        return cls(name, low, high, start, _slider_step(low, high, start))

    def check(self, value: Any) -> None:
        """ValueError for what is no number of this range."""
        if not isinstance(value, Real) or not math.isfinite(value):
            raise ValueError(f"{self.name}: expected a finite number, got {value!r}")
        if self.whole and not float(value).is_integer():
            raise ValueError(f"{self.name}: it counts, so expected a whole number, got {value!r}")
        if not self.low <= float(value) <= self.high:
            raise ValueError(f"{self.name}: {value:g} is outside its range from {self.low:g} to {self.high:g}")

    def to_json(self) -> dict[str, Any]:
        entry = {
            "name": self.name,
            "latex": self.latex or symbol(self.name),
            "low": self.low,
            "high": self.high,
            "start": self.start,
            "step": self.step,
        }
        if self.control != "slider":
            entry["control"] = self.control
        if self.scale != "linear":
            entry["scale"] = self.scale
            if self.whole:
                entry["whole"] = True
        return entry

    def logarithmic(self) -> Input:
        """The same input on a slider that is even in powers of ten; its step is one of the exponent."""
        if self.low <= 0:
            raise ValueError(f"{self.name}: a logarithmic axis has no {self.low:g}; write (low, high) with 0 < low")
        decades = math.log10(self.high / self.low)
        return replace(self, step=0.01 if decades <= 5 else 0.02 if decades <= 10 else 0.05, scale="log")


def _slider_step(low: float, high: float, start: float) -> float:
    """A power of ten with 100 to 1,000 steps in the range, finer where the start needs it."""
    exponent = math.floor(math.log10((high - low) / 100) + 1e-9)
    for finer in range(4):
        step = 10.0 ** (exponent - finer)
        steps = (start - low) / step
        if abs(steps - round(steps)) < 1e-6:
            return float(f"{step:.3g}")
    return float(f"{10.0 ** (exponent - 3):.3g}")


def parameter_names(f: Callable[..., Any], given: Container[str] = ()) -> list[str]:
    """The names of f's parameters, those with a default only if given; TypeError where f hides them (*args)."""
    if isinstance(f, TypedFormula):
        return list(f.letters)
    name = name_of(f)
    if not callable(f):
        raise TypeError(f"expected a function of the inputs, got {f!r}; write def f(x): return … and give f")
    try:
        found = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        raise TypeError(f"{name}: its parameters have no names to read; wrap it: def f(x): return {name}(x)") from None
    for p in found:
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            raise TypeError(f"{name}: *{p.name} hides the inputs' names; write each as a parameter of its own")
        if p.name in SETTINGS:
            raise TypeError(f"{name}: {p.name!r} is a setting of the figure; give the parameter another name")
    return [p.name for p in found if p.default is p.empty or p.name in given]


def call(f: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """f at these values, by name where its parameters have names, else (np.sin) by place."""
    if isinstance(f, TypedFormula):  # a letter may be called lambda, which is no parameter of Python's
        return f(*(values[letter] for letter in f.letters))
    found = inspect.signature(f).parameters.values()
    by_place = [values[p.name] for p in found if p.kind is p.POSITIONAL_ONLY and p.name in values]
    by_name = {p.name: values[p.name] for p in found if p.kind is not p.POSITIONAL_ONLY and p.name in values}
    return f(*by_place, **by_name)


def name_of(f: Callable[..., Any], given: str | None = None) -> str:
    """The name a figure shows for f: the one given, or the function's own."""
    own = "f" if isinstance(f, TypedFormula) else getattr(f, "__name__", "f")
    if given is not None and not (isinstance(given, str) and given.isidentifier()):
        raise ValueError(f"name: {given!r} is not a name; write one as in Python, such as C or mean_cost")
    return given or ("f" if own == "<lambda>" else own)


def match(functions: Sequence[Callable[..., Any]], given: Mapping[str, Any], kind: str) -> list[Input]:
    """A range for each parameter of the functions, in the order given; unknown or missing names are errors."""
    wanted = list(dict.fromkeys(key for f in functions for key in parameter_names(f, given)))
    name = " or ".join(name_of(f) for f in functions)
    for key in given:
        if key not in wanted:
            raise TypeError(
                f"{kind}: {name} has no parameter {key!r}; its parameters are {', '.join(wanted) or 'none'}"
            )
    missing = [key for key in wanted if key not in given]
    if missing:
        raise TypeError(f"{kind}: {name} needs a range for {missing[0]}: write {missing[0]}=(low, high, start)")
    return [Input.read(key, value) for key, value in given.items()]


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

    def __reduce__(self) -> tuple[type[dict[str, float]], tuple[dict[str, float]]]:
        return dict, (dict(self),)  # a copy is a plain dict: it moves no figure
