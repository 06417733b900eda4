"""Questions whose answers are formulas, as the tests of Python and of the page ask them."""

import numpy as np

from mlcalc import figures

X = {"x": (-2, 2)}
XY = {"x": (-2, 2), "y": (-2, 2)}


def sine(**changed):
    """One formula, with a number that is drawn."""
    given = {
        "derivative": lambda x, a: np.sin(a * x**2),
        "by": "x",
        "letters": X,
        "label": "f'(x)",
        "a": [3, 2, 5],
        "solution": "It is ${answer}$.",
        "id": "sine",
    }
    return figures.question(r"Differentiate $f(x) = \sin({a} x^2)$.", **(given | changed))


def slope(**changed):
    """A gradient, whose entries are typed one by one."""
    given = {"derivative": lambda x, y: x**2 * y, "by": ["x", "y"], "letters": XY, "id": "slope"}
    return figures.question("What is the gradient of $x^2 y$?", **(given | changed))


def root(**changed):
    """No derivative, and a typical mistake of the author's own."""
    given = {
        "formula": lambda x: np.sqrt(x),
        "letters": {"x": (0.5, 4)},
        "wrong": {"That is the square, the way back.": lambda x: x**2},
        "id": "root",
    }
    return figures.question("Which function undoes the square?", **(given | changed))
