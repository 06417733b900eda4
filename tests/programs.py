"""Random programs: what no one would think of writing, for two accounts of it to agree on.

A program is a function of a number, a vector (n,) and a matrix (r, n), with a number as its
result. It is written for a namespace ``xp``: numpy's own value of it is one account, its graph
another, the page's a third, and with jax.numpy as ``xp`` JAX's are a fourth.

A plan says which steps (:mod:`program_steps`) are taken of what, of which shapes the arguments are
and what the program captures. It is all whole numbers, each chosen from a range: by hypothesis,
which finds a smaller plan where one fails, or by a seed, which so names a program.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from program_steps import STEPS, Array

import mlcalc

Choose = Callable[[int], int]  # given n, one of 0, …, n − 1
Place = tuple[str, int]  # the kind of a value, and which of its kind it is


class Namespace:
    """The functions of a module, and those that it has not."""

    def __init__(self, module: Any, **others: Any) -> None:
        self.module, self.others = module, others

    def __getattr__(self, name: str) -> Any:
        return self.others[name] if name in self.others else getattr(self.module, name)


OURS = ("logistic", "relu", "grad", "jvp", "vjp", "compile")
NUMPY = Namespace(np, **{name: getattr(mlcalc, name) for name in OURS})

MOST = 10_000  # entries of a captured table
SIZES = (2, 1, 0, 65, MOST)  # rows of a table, where they are not those of an argument
ASKED = ((2, 3), (1, 1))  # shapes (r, n) at which JAX is asked, which compiles every operation for every shape
ROWS, COLUMNS = (2, 1, 3, 4, 30), (3, 1, 2, 5, 40)  # of the other shape

# What people have constants in: each of these holds the numbers of an array of quarters.
MAKES: dict[str, Callable[[Array], Any]] = {
    "float64": lambda a: a,
    "list": lambda a: a.tolist() if len(a) else a,
    "list of rows": lambda a: list(a) if len(a) else a,
    "int": lambda a: np.sign(a).astype(int),
    "int8": lambda a: np.sign(a).astype(np.int8),
    "float32": lambda a: a.astype(np.float32),
    "other byte order": lambda a: a.astype(">f8"),
    "every other entry": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
    "backwards": lambda a: a[::-1],
    "part of a larger one": lambda a: np.pad(a, 1)[(slice(1, -1),) * a.ndim],
    "Fortran order": np.asfortranarray,
    "transpose": lambda a: a.T.copy().T,
    "read-only": lambda a: np.frombuffer(a.tobytes()).reshape(a.shape),
    "broadcast view": lambda a: np.broadcast_to(a[:1], a.shape),
    "one number everywhere": lambda a: np.broadcast_to(0.75, a.shape),
}
RATES: dict[str, Callable[[float], Any]] = {"float": float, "float64": np.float64, "0-d": np.array, "int": round}


class Plan(NamedTuple):
    """A program, the shapes it is asked at, and what it captures. Printed, it is a list in words."""

    steps: list[tuple[int, int, list[int]]]  # the kind of a result, which step makes it, how far back its sources are
    shapes: list[tuple[int, int]]  # two, (r, n)
    tables: list[tuple[int, str]]  # two: their rows, and what they are made as
    rate: str
    form: tuple[int, int]  # how the arguments are nested, and which are differentiated by
    numbers: int  # the seed of all numbers

    def __repr__(self) -> str:
        taken = "".join(f"\n  {place[0]}{place[1]} = {_text(step)} of {of}" for place, step, of in resolved(self)[0])
        return f"<Plan of {self.shapes}, tables {self.tables}, rate {self.rate}, {self.form}, {self.numbers}:{taken}>"


def _text(step: Callable[..., Array]) -> str:
    return inspect.getsource(step).strip() if step.__name__ == "<lambda>" else step.__name__


def draw_step(choose: Choose) -> tuple[int, int, list[int]]:
    kind = choose(3)
    return kind, choose(len(STEPS["nvm"[kind]])), [choose(6), choose(6)]


def draw_plan(choose: Choose, steps: list[Any], sizes: tuple[int, ...] = SIZES) -> Plan:
    one_of = lambda things: list(things)[choose(len(things))]
    shapes = [one_of(ASKED), (one_of(ROWS), one_of(COLUMNS))]
    tables = [(one_of(sizes), one_of(MAKES)) for _ in range(2)]
    form = choose(len(FORMS))
    return Plan(steps, shapes, tables, one_of(RATES), (form, choose(len(FORMS[form][2]))), choose(10_000))


def plan_of(seed: int, steps: int = 12, sizes: tuple[int, ...] = SIZES) -> Plan:
    """The plan that a seed names, of up to so many steps."""
    rng = np.random.default_rng(seed)
    choose = lambda n: int(rng.integers(n))
    return draw_plan(choose, [draw_step(choose) for _ in range(steps)], sizes)


@st.composite
def _steps(draw: Any) -> Any:
    return draw_step(lambda n: draw(st.integers(0, n - 1)))


@st.composite
def plans(draw: Any) -> Plan:
    """The plans that hypothesis tries."""
    steps = draw(st.lists(_steps(), max_size=12))
    return draw_plan(lambda n: draw(st.integers(0, n - 1)), steps)


# The same programs on every machine and in any order of the tests; a failure says how to run it again.
examples = partial(settings, derandomize=True, deadline=None, database=None, print_blob=True)


def resolved(plan: Plan) -> tuple[list[tuple[Place, Callable[..., Array], list[Place]]], list[Place]]:
    """Which step makes which value out of which, as far as the last of each kind depend on it; and those last."""
    count = {"n": 1, "v": 1, "m": 1, "c": len(plan.tables), "k": 1}
    taken = []
    for kind, which, back in plan.steps:
        step, kinds = STEPS["nvm"[kind]][which]
        sources = [(k, (count[k] - 1 - far) % count[k]) for k, far in zip(kinds, back, strict=False)]
        taken.append((("nvm"[kind], count["nvm"[kind]]), step, sources))
        count["nvm"[kind]] += 1
    last = [(kind, count[kind] - 1) for kind in "nvm"]
    needed = set(last)
    for place, _, sources in reversed(taken):
        if place in needed:
            needed.update(sources)
    return [one for one in taken if one[0] in needed], last


class Table:
    """A captured constant: the same numbers for the same shape, until the turn changes."""

    def __init__(self, captured: Captured, rows: int, make: Callable[[Array], Any], seed: list[int]) -> None:
        self.captured, self.rows, self.make, self.seed = captured, rows, make, seed
        self.made: dict[Any, Any] = {}

    def like(self, x: Array) -> Any:
        return self._of(np.shape(x))

    def row(self) -> Any:
        return self._of((self.rows,))

    def of_width(self, n: int) -> Any:
        return self._of((min(self.rows, MOST // n), n))

    def _of(self, shape: tuple[int, ...]) -> Any:
        turn, plain = self.captured.turn, self.captured.plain
        if (turn, shape) not in self.made:
            quarters = np.random.default_rng([*self.seed, turn]).integers(-3, 4, shape) / 4
            made = self.make(quarters)
            self.made[turn, shape] = np.array(made, dtype=float) if plain else made
        return self.made[turn, shape]


class Captured:
    """What a program closes over; ``turn`` changes all of it. Plain, it is float64 arrays of the same numbers."""

    def __init__(self, plan: Plan, plain: bool = True) -> None:
        self.plan, self.plain, self.turn = plan, plain, 0
        self.tables = [Table(self, rows, MAKES[make], [plan.numbers, i]) for i, (rows, make) in enumerate(plan.tables)]

    @property
    def rate(self) -> Any:
        rate = RATES[self.plan.rate](0.8 + 1.1 * self.turn)
        return float(rate) if self.plain else rate


def run_of(
    plan: Plan, captured: Captured, xp: Any = NUMPY, whole: bool = False
) -> Callable[[Array, Array, Array], Any]:
    """The program of a plan; or of its whole result, with the last vector and the last matrix beside the number."""
    taken, last = resolved(plan)

    def run(t: Array, v: Array, m: Array) -> Array:
        values: dict[Place, Any] = {("n", 0): t, ("v", 0): v, ("m", 0): m, ("k", 0): captured.rate}
        values |= {("c", i): table for i, table in enumerate(captured.tables)}
        for place, step, sources in taken:
            values[place] = step(xp, *(values[source] for source in sources))
        number, vector, matrix = (values[place] for place in last)
        total = number + xp.sum(xp.sin(vector)) / len(vector) + xp.mean(matrix)
        result = xp.tanh(total * 0.2) + 0.1 * total
        return (result, {"vector": vector, "matrix": matrix}) if whole else result

    return run


def arguments_of(plan: Plan, which: int = 0, turn: int = 0) -> tuple[float, Array, Array]:
    """A number, a vector and a matrix of the first shape or the second, to run the program on; others each turn."""
    rng = np.random.default_rng([plan.numbers, 10, which, turn])
    rows, columns = plan.shapes[which]
    return float(rng.uniform(-2, 2)), rng.uniform(-2, 2, columns), rng.uniform(-2, 2, (rows, columns))


# How a program may ask for its three arguments: nested as parameters are, and which of them are differentiated by.
FORMS: list[tuple[Callable[..., tuple[Any, ...]], Callable[..., tuple[Any, ...]], list[Any]]] = [
    (lambda t, v, m: (t, v, m), lambda t, v, m: (t, v, m), [(0, 1, 2), 0, 1, 2, -1, (0, 2), (2, 1)]),
    (
        lambda t, v, m: ({"rate": t, "layers": [(m, v)]},),
        lambda tree: (tree["rate"], tree["layers"][0][1], tree["layers"][0][0]),
        [0, (0,)],
    ),
    (lambda t, v, m: ([v, {"m": m}], t), lambda tree, t: (t, tree[0], tree[1]["m"]), [0, 1, (1, 0)]),
]


def formed(
    plan: Plan, captured: Captured, xp: Any = NUMPY, whole: bool = False
) -> tuple[Callable[..., Any], Callable[..., Any], Any]:
    """The program as a function of nested arguments, what nests them, and argnums to differentiate by."""
    nested, plain, choices = FORMS[plan.form[0]]
    run = run_of(plan, captured, xp, whole)
    return lambda *args: run(*plain(*args)), nested, choices[plan.form[1]]


# --- programs of a vector (3,) and a matrix (2, 3), by their seeds: for tests that ask nothing about shapes --------


def _small(seed: int) -> Plan:
    return plan_of(seed, sizes=(2, 1, 0, 65))._replace(shapes=[(2, 3), (2, 3)])


def program(seed: int) -> Callable[[Array, Array, Array], Array]:
    """The program of a seed."""
    plan = _small(seed)
    run = run_of(plan, Captured(plan))
    run.__name__ = f"program_{seed}"
    return run


def arguments(seed: int) -> tuple[float, Array, Array]:
    """A number, a vector and a matrix to run program ``seed`` on."""
    return arguments_of(_small(seed))
