"""Figures whose functions can be typed, and what is typed into them: shared by the tests of Python and of the page."""

import random

import numpy as np
from formula_trees import grow, sparing
from live import settle

from mlcalc import figures


def curve():
    return figures.curve(
        lambda w, b: w**2 + b * np.sin(w), name="C", w=(-3, 3, 1.3), b=(-2, 2, 0.5), editable=True, id="own-curve"
    )


def several():
    return figures.curve(
        [np.sin, lambda x, a: a * x], name=["f", "g"], x=(-4, 4, 0.3), a=(-1, 1, 0.2), editable=True, id="own-several"
    )


def secant():
    return figures.curve(
        lambda x: x**2, name="f", x=(-2, 2, 0.5), h=(0.1, 2, 1), secant="h", editable=True, id="own-secant"
    )


def taylor():
    return figures.curve(np.sin, name="f", x=(-7, 7, 0.5), taylor=(0, 23, 3), editable=True, id="own-taylor")


def power_law():
    return figures.curve(lambda x: x**2 + 1, name="p", x=(0.1, 10, 2), log="xy", editable=True, id="own-log")


def computation():
    return figures.graph(
        lambda a, b: a * b + np.sin(a), name="y", a=(-5, 5, 2), b=(-5, 5, 3), editable=True, id="own-graph"
    )


def paths():
    return figures.paths(
        lambda t, x, y: t * x + y, x=lambda t: t**2, y=lambda x, k: np.sin(k * x), t=(0, 3, 2), k=(0, 2, 1),
        name="F", editable=True, id="own-paths",
    )  # fmt: skip


def valley():
    return figures.surface(
        lambda x, y: x**2 * y, x=(0, 6, 3), y=(-3, 3, -1), name="f", editable=True, id="own-map",
    )  # fmt: skip


def descent():
    return figures.surface(
        lambda w, b, k: (w - 1) ** 2 + k * b**2, name="C", w=(-3, 3, 2), b=(-3, 3, 2), k=(0.5, 4, 2),
        rate=(0, 0.5, 0.1), steps=(0, 50, 10), starts=[(-2, 1), (2.5, -2.5)], quadratic=True, newton=True,
        labels={"w": "w_1", "C": "J"}, editable=True, id="own-descent",
    )  # fmt: skip


def chain():
    return figures.chain(
        lambda t: np.stack([t**2, 2 * t]),
        lambda u: np.stack([u[0] - u[1] ** 2, u[0] * u[1]]),
        lambda x: x[0] ** 2 + 3 * x[1],
        t=(0, 1.5, 1), names="uxf", editable=True, id="own-chain",
    )  # fmt: skip


# What is typed into the links of the chain, whose letters are those of the link before.
LINKED = [
    ("x[1]", "u_1^3"), ("x[2]", "sin(u_1)/u_2"), ("u[1]", "cos(2pi t)"), ("u[2]", "1/t"), ("f", "x_1"), ("f", "5"),
    ("x[1]", "2"), ("u[1]", "tan(3t)"), ("f", "x1 x2"), ("u[1]", "t + t"), ("x[1]", "t"), ("f", "1/0"),
    ("f", "ln(-1 - x_1^2)"),
]  # fmt: skip

# name of the maker: the function that is typed anew
CURVES = {curve: "C", several: "g", secant: "f", taylor: "f", power_law: "p"}
OTHERS = {computation: "y", valley: "f", descent: "C", paths: "y"}
MAKERS = CURVES | OTHERS

TYPED = [
    "x^2", "2x sin(x)^2", "a sin(x)/x", "e^(-x^2/2)", "1/x", "tan x", "ln x", "|x|/√2", "w^2", "b w", "5", "b", "x^n",
    "max(x, 2)", r"\frac{x}{1+x^2}", "x_1 x_2", "λ e^(-λ t)", "σ(k (x - 1))", "w₁ x", "sqrt(1 - x^2)", "e^(5x)", "0x",
    "t - x", "sin 2x cos x", "x^x", "1e-3 x^3", "x^2/(1 + x)",
]  # fmt: skip
REFUSED = {
    "": "Type a formula first.",
    "sine(x)": "did you mean sin?",
    "(x + 1": "is not closed",
    "1/2x": "two",
    "sqrt(-1-x^2)": "no real number anywhere",
    "1/0": "no real number anywhere",
    "ln(-2)": "no real number anywhere",
    "x = 2": "Write one side only",
    "<img src=x onerror=alert(1)>": "",
    "constructor(x)": "not known here",
    "__proto__": "not known here",
    "x" + "+x" * 5000: "at most 10,000",
    "(" * 60 + "x" + ")" * 60: "nested too deeply",
}


def random_texts(count, seed=7):
    """Random formulas as people type them, with the letters x, t, theta and w_1."""
    rng = random.Random(seed)
    while count:
        text = sparing(grow(rng, rng.choice([2, 3, 4])))
        if 6 <= len(text) <= 120:
            count -= 1
            yield text


def type_in(element, name, text):
    """Types into one of the boxes of a live figure."""
    element.locator(f'input[data-formula="{name}"]').fill(text)
    settle(element.page)


def link_of(element):
    link = element.locator(".mlcalc-link")
    link.focus()
    return link.get_attribute("href")
