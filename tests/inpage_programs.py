"""Random programs that print: what a reader may write with numpy, in the page and in Python."""

import contextlib
import io
import json
import random
import re

import numpy as np
from in_node import run_script

from mlcalc.make.node import FRONT, STATIC

# What is done to one array or to two. {x} and {y} are variables of the program; a line that fails is left out.
LINES = (
    "{v} = np.tanh({x})", "{v} = np.exp(-{x} * {x})", "{v} = np.sin({x}) + {y}", "{v} = {x} * {y}",
    "{v} = {x} - 2 * {y}", "{v} = {x} / (1 + {y} ** 2)", "{v} = {x} ** 2", "{v} = np.abs({x}) ** 0.5",
    "{v} = np.maximum({x}, {y})", "{v} = np.minimum({x}, 0.3)", "{v} = np.where({x} > {y}, {x}, -{y})",
    "{v} = ({x} > 0) & ({y} < 1)", "{v} = {x} @ {y}", "{v} = {x}.T @ {y}", "{v} = np.outer({x}, {y})", "{v} = {x}.T",
    "{v} = {x}.reshape(-1)", "{v} = {x}.reshape(2, -1)", "{v} = np.sum({x})", "{v} = {x}.sum(axis=0)",
    "{v} = np.mean({x}, axis=-1)", "{v} = np.max({x}, axis=0)", "{v} = np.min({x})", "{v} = np.argmax({x})",
    "{v} = np.argmin({x}, axis=0)", "{v} = np.sum({x}, axis=1, keepdims=True)", "{v} = np.stack([{x}, {y}])",
    "{v} = np.stack([{x}, {x} + 1], axis=-1)", "{v} = np.concatenate([{x}, {y}])",
    "{v} = np.concatenate([{x}, {x}], axis=-1)", "{v} = np.vstack([{x}, {y}])", "{v} = np.hstack([{x}, {y}])",
    "{v} = {x}[0]", "{v} = {x}[-1]", "{v} = {x}[::-1]", "{v} = {x}[1:]", "{v} = {x}[:, 0]", "{v} = {x}[..., 1:]",
    "{v} = {x}[:, None]", "{v} = {x}[None] * 2", "{v} = {x}[[0, 1, 0]]", "{v} = {x}[{x} > 0]",
    "{v} = {x}.copy(); {v}[0] = 1", "{v} = {x} * 1; {v} += {y}", "{v} = {x} + 0.0; {v}[{v} < 0] = 0",
    "{v} = {x} + 0.0; {w} = {v}[0]; {w} += 3", "{v} = {x} + 0.0; {v}.T[0] -= 1",
    "{v} = {x} + 0.0; {w} = {v}[0]\n{w} *= 3", "{v} = {x} + 0.0\n{v}[0] /= 2 + {v}[1]  # in place",
    "{v} = np.cumsum({x}, axis=0)",
    "{v} = np.eye(3) + 1", "{v} = np.arange(4)", "{v} = np.linspace(-1, 1, 5)", "{v} = np.zeros((2, 3))",
    "{v} = np.ones(3) * {x}", "{v} = np.var({x})", "{v} = {x}.std(axis=0)", "{v} = np.diag({x})", "{v} = -{x}",
    "{v} = np.log(1 + {x} ** 2)", "{v} = {x} % 3", "{v} = {x} // 2", "{v} = np.round({x}, 2)",
    "{v} = np.clip({x}, -1, 1)", "{v} = np.linalg.norm({x})", "{v} = {x} == {y}", "{v} = 1 / {x}", "{v} = {x} * 1e-5",
    "{v} = {x} * 1e7", "{v} = np.prod({x}, axis=0)", "{v} = np.any({x} > 1)", "{v} = np.all({x} > -9, axis=0)",
    "{v} = sum([row * row for row in {x}])", "{v} = np.zeros_like({x}) + len({x})", "{v} = np.expand_dims({x}, 1)",
    "{v} = np.squeeze({x}[None])", "{v} = {x}.astype(int)", "{v} = np.array({x}.tolist())", "{v} = np.repeat({x}, 2)",
    "{v} = float(np.sum({x}))", "{v} = {x}.shape[0] * np.mean({x})", "{v} = np.swapaxes({x}, 0, 1)",
)  # fmt: skip
STARTS = (
    "np.array({floats})", "np.array({matrix})", "np.array({square})", "np.array({ints})", "np.array({integers})",
    "{number}", "np.arange(6.0).reshape(2, 3)",
)  # fmt: skip


def starts(draw):
    """Some arrays to begin with, as text."""
    number = lambda: round(draw.uniform(-3, 3), draw.choice((0, 1, 2, 4))) or 0.0  # of 0 and -0 any may be the larger
    row = lambda length: [number() for _ in range(length)]
    whole = lambda length: [draw.randint(-4, 9) for _ in range(length)]
    return draw.choice(STARTS).format(
        floats=row(3), matrix=[row(3), row(3)], square=[row(3) for _ in range(3)], ints=whole(3),
        integers=[whole(3), whole(3)], number=number(),
    )  # fmt: skip


def program(seed, length=8):
    """(a program that Python runs without an error, what it prints)."""
    draw = random.Random(seed)
    lines = ["import numpy as np"]
    names = {"np": np}
    variables = []

    def try_line(line):
        at = dict(names)
        with np.errstate(all="ignore", invalid="raise"), contextlib.suppress(Exception):
            exec(line, at)
            made = [at[name] for name in at if name[0] in "vw" and len(name) < 5]
            # numpy takes the sine of True to three digits, as a float16; the page takes all functions to all digits
            if all(np.size(x) <= 60 and getattr(x, "dtype", float) != np.float16 for x in made):
                names.update(at)
                # in-place changes reach through views, so a line that failed half-way must not stay
                lines.append(line)
                return True
        return False

    for i in range(3):
        try_line(f"v{i} = {starts(draw)}")
        variables.append(f"v{i}")
    for i in range(3, 3 + length):
        # Numbers are Python's own in the page, without numpy's methods: they stand in the second place alone.
        arrays = [name for name in variables if isinstance(names[name], np.ndarray)] or ["np.ones(3)"]
        line = draw.choice(LINES).format(x=draw.choice(arrays), y=draw.choice(variables), v=f"v{i}", w=f"w{i}")
        if try_line(line):
            variables.append(f"v{i}")
    lines += [f"print({name})\nprint(as_list({name}))" for name in variables]
    return "\n".join(lines)


# Numbers as JSON has them, so that values can be held to more digits than are printed.
PREFIX = """
import json
def as_list(x):
    x = x.tolist() if hasattr(x, "tolist") else x
    return json.dumps(x if isinstance(x, (list, bool)) else float(x))
"""


def in_python(code):
    """What Python prints, whatever else has told numpy how to print."""
    out = io.StringIO()
    usual = np.printoptions(precision=8, suppress=False, threshold=1000, linewidth=75)
    with contextlib.redirect_stdout(out), np.errstate(all="ignore"), usual:
        exec(code, {})
    return out.getvalue()


def in_page(codes, check=""):
    """What the page's Python prints and answers for each program, run in Node; a program may bring its own check."""
    asked = [{"code": code, "check": check} if isinstance(code, str) else code for code in codes]
    return run_script(FRONT / "python" / "python-cli.ts", asked, STATIC / "python.js")


def read(text):
    """The lines of values among what was printed, as numbers, and all the other lines."""
    values, shown = [], []
    for line in text.splitlines():
        try:
            values.append(
                np.ravel(np.array(json.loads(re.sub(r"\bnan\b", "NaN", re.sub(r"\binf\b", "Infinity", line))), float))
            )
        except ValueError:
            shown.append(line)
    return values, shown


def same_text(one, other):
    """Whether two lines are the same, but for the last digit of a number: sums are added up in another order."""
    parts = [re.split(r"([\s\[\](),]+)", line) for line in (one, other)]
    return len(one) == len(other) and len(parts[0]) == len(parts[1]) and all(map(_same_word, *parts))


def _same_word(one, other):
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) <= 1.5e-8 * max(1.0, abs(float(one)))
    except ValueError:
        return False
