"""What the kind surface computes at its point: slopes, curvature, steps, and the rate of change along a velocity."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ....speed import compile_graph
from ....trace import Traced, as_node
from ....trace.graph import Node, substitute
from ...common.inputs import Input
from ...common.scalar import gradient

FAR = 1e6  # a descent that comes this far will not come back; the page stops there too


@dataclass(frozen=True)
class Names:
    """The names of a value, of the two inputs it is drawn over, and of what is derived from them."""

    value: str
    x: str
    y: str

    @property
    def slopes(self) -> tuple[str, str]:
        return f"d{self.value}/d{self.x}", f"d{self.value}/d{self.y}"

    @property
    def norm(self) -> str:
        return f"|∇{self.value}|"

    @property
    def hessian(self) -> tuple[str, str, str]:
        d = f"d²{self.value}"
        return f"{d}/d{self.x}²", f"{d}/d{self.x}d{self.y}", f"{d}/d{self.y}²"

    @property
    def nudge(self) -> tuple[str, str]:
        return f"Δ{self.x}", f"Δ{self.y}"

    def moved(self, how: str) -> tuple[str, str, str]:
        """Another point and its value: ``next x``, or with "{} after" ``x after``."""
        return how.format(self.x), how.format(self.y), how.format(self.value)


NEXT, AFTER, MOMENTUM, NEWTON = "next {}", "{} after", "{} by momentum", "newton {}"


@dataclass(frozen=True)
class Point:
    """The nodes of one point: the place, the value there, its slopes and its Hessian's entries."""

    names: Names
    place: tuple[Node, Node]
    value: Node
    slopes: tuple[Node, Node]
    hessian: tuple[Node, Node, Node]

    @classmethod
    def of(cls, names: Names, value: Node, place: tuple[Node, Node]) -> Point:
        fx, fy = gradient(value, place)
        (fxx, fxy), (_, fyy) = gradient(fx, place), gradient(fy, place)
        return cls(names, place, value, (fx, fy), (fxx, fxy, fyy))

    def outputs(self) -> dict[str, Node]:
        fx, fy = map(Traced, self.slopes)
        return {
            self.names.value: self.value,
            **dict(zip(self.names.slopes, self.slopes, strict=True)),
            self.names.norm: as_node(np.sqrt(fx**2 + fy**2)),
            **dict(zip(self.names.hessian, self.hessian, strict=True)),
        }

    def step(self, rate: Node) -> dict[str, Node]:
        """One step of gradient descent, and the value after it."""
        x, y = (Traced(p) - Traced(rate) * Traced(slope) for p, slope in zip(self.place, self.slopes, strict=True))
        return self._at(NEXT, as_node(x), as_node(y))

    def newton(self) -> dict[str, Node]:
        """The stationary point of the quadratic model: H s = −∇f, solved by Cramer's rule."""
        (x, y), (fx, fy), (a, b, c) = (map(Traced, part) for part in (self.place, self.slopes, self.hessian))
        determinant = a * c - b * b
        return self._at(
            NEWTON, as_node(x - (c * fx - b * fy) / determinant), as_node(y - (a * fy - b * fx) / determinant)
        )

    def motion(self, velocity: tuple[Node, Node]) -> dict[str, Node]:
        """df/dt = J·v, and the angle between gradient and velocity in degrees."""
        (fx, fy), (vx, vy) = map(Traced, self.slopes), map(Traced, velocity)
        g, v = np.sqrt(fx**2 + fy**2), np.sqrt(vx**2 + vy**2)
        # 2·arctan(|u − w| / |u + w|) for the unit vectors keeps its digits where arccos would lose them
        apart = np.sqrt((fx / g - vx / v) ** 2 + (fy / g - vy / v) ** 2)
        along = np.sqrt((fx / g + vx / v) ** 2 + (fy / g + vy / v) ** 2)
        angle = np.arctan(apart / along) * (360 / math.pi)
        return {f"d{self.names.value}/dt": as_node(fx * vx + fy * vy), "angle": as_node(angle)}

    def nudged(self, by: tuple[Node, Node]) -> dict[str, Node]:
        """How much the value changes, how much of that is predicted, and what the prediction misses."""
        (x, y), (fx, fy), (dx, dy) = (map(Traced, part) for part in (self.place, self.slopes, by))
        (there,) = substitute([self.value], dict(zip(self.place, (as_node(x + dx), as_node(y + dy)), strict=True)))
        exact, predicted = Traced(there) - Traced(self.value), fx * dx + fy * dy
        names = (f"Δ{self.names.value}", "predicted", "miss")
        return dict(zip(names, map(as_node, (exact, predicted, exact - predicted)), strict=True))

    def _at(self, how: str, x: Node, y: Node) -> dict[str, Node]:
        (value,) = substitute([self.value], dict(zip(self.place, (x, y), strict=True)))
        return dict(zip(self.names.moved(how), (x, y, value), strict=True))


def follower(
    point: Point, nodes: Mapping[Node, Input], *, races: bool
) -> Callable[[Mapping[str, float]], dict[str, float]]:
    """Where descent is after the figure's number of steps, as a function of its inputs; and its rival, if it races."""
    program, names = compile_graph(list(nodes), [*point.slopes, point.value]), [e.name for e in nodes.values()]

    def walk(inputs: Mapping[str, float], rate: float, beta: float) -> tuple[float, float, float]:
        x, y, *rest = (float(inputs[name]) for name in names)
        mx, my = 0.0, 0.0
        with np.errstate(all="ignore"):
            for _ in range(round(inputs["steps"])):
                fx, fy, _ = program(x, y, *rest)
                mx, my = beta * mx + fx, beta * my + fy
                x, y = x - rate * mx, y - rate * my
                if not (abs(x) < FAR and abs(y) < FAR):
                    return math.nan, math.nan, math.nan
            return x, y, program(x, y, *rest)[2]

    def follow(inputs: Mapping[str, float]) -> dict[str, float]:
        ends = dict(zip(point.names.moved(AFTER), walk(inputs, inputs["rate"], 0.0), strict=True))
        if not races:
            return ends
        raced = walk(inputs, inputs["pace"], inputs["beta"])
        return ends | dict(zip(point.names.moved(MOMENTUM), raced, strict=True))

    return follow
