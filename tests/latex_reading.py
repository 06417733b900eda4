"""Random formulas, and a reader of LaTeX: the second account of what a formula says."""

import math
import re

import numpy as np


def some_expression(pick, x, y, depth):
    """A random formula in x and y whose values stay near 1."""
    if depth == 0:
        return pick.choice([x, y, -x, -y, 2.0, -3.0, 0.5 * x])
    a, b = (some_expression(pick, x, y, depth - 1) for _ in "ab")
    return pick.choice(
        [lambda: a + b, lambda: a - b, lambda: a * b, lambda: -a, lambda: np.sin(a), lambda: np.tanh(a) ** 2,
         lambda: a / (2 + np.cos(b)), lambda: np.exp(np.sin(a)), lambda: np.sin(a) ** 2 * b, lambda: (a - b) ** 2]
    )()  # fmt: skip


def read(latex, at):
    """The value of a formula, by a reader that knows LaTeX and nothing of graphs."""
    latex = re.sub(r"([a-z])_\{(\d+)\}", r"\1_\2", latex)
    text = latex.replace(r"\left", "").replace(r"\right", "").replace(r"\,", "*").replace(r"\cdot", "*")
    while r"\frac" in text:  # from the inside out
        start = text.rindex(r"\frac")
        top, after = _braces(text, start + 5)
        bottom, end = _braces(text, after)
        text = f"{text[:start]}(({top})/({bottom})){text[end:]}"
    text = text.replace("{", "(").replace("}", ")")
    text = re.sub(r"\\(sin|cos|tanh)\^\((\d+)\)\(", r"power(\2, \1)(", text)
    text = re.sub(r"\\(sin|cos|tanh)", r"\1", text).replace("^", "**")
    names = {"sin": math.sin, "cos": math.cos, "tanh": math.tanh, "e": math.e}
    return eval(text, {"__builtins__": {}}, {**names, **at, "power": lambda n, f: lambda v: f(v) ** n})


def _braces(text, start):
    """What stands between the braces that open at ``start``, and where they end."""
    depth = 0
    for end in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return text[start + 1 : end], end + 1
    raise AssertionError(f"braces do not close in {text}")
