"""The names, signs and letters that a formula may be written with. The page's copy is generated from this one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..trace.primitives import bind, logistic, relu


class Function(NamedTuple):
    """A function that can be typed: its name in a tree, what it computes, and every way to spell it."""

    name: str
    value: Callable[..., Any]
    spellings: tuple[str, ...]
    inverse: str = ""  # what f^-1 means, where everybody agrees on it
    arity: int = 1


FUNCTIONS = (
    Function("sin", np.sin, ("sin", "sen"), "arcsin"),
    Function("cos", np.cos, ("cos",), "arccos"),
    Function("tan", np.tan, ("tan", "tg"), "arctan"),
    Function("cot", lambda x: np.cos(x) / np.sin(x), ("cot", "ctg")),
    Function("sec", lambda x: 1.0 / np.cos(x), ("sec",)),
    Function("csc", lambda x: 1.0 / np.sin(x), ("csc", "cosec")),
    Function("arcsin", np.arcsin, ("arcsin", "asin")),
    Function("arccos", np.arccos, ("arccos", "acos")),
    Function("arctan", np.arctan, ("arctan", "atan", "arctg")),
    Function("sinh", np.sinh, ("sinh",), "arcsinh"),
    Function("cosh", np.cosh, ("cosh",), "arccosh"),
    Function("tanh", np.tanh, ("tanh",), "arctanh"),
    Function("arcsinh", np.arcsinh, ("arcsinh", "asinh", "arsinh")),
    Function("arccosh", np.arccosh, ("arccosh", "acosh", "arcosh")),
    Function("arctanh", np.arctanh, ("arctanh", "atanh", "artanh")),
    Function("exp", np.exp, ("exp",)),
    Function("expm1", np.expm1, ("expm1",)),
    Function("log", np.log, ("ln", "log")),
    Function("log1p", np.log1p, ("log1p",)),
    Function("log2", np.log2, ("log2", "ld")),
    Function("log10", np.log10, ("log10", "lg")),
    Function("sqrt", np.sqrt, ("sqrt",)),
    Function("cbrt", np.cbrt, ("cbrt",)),
    Function("abs", np.absolute, ("abs", "absolute", "fabs")),
    Function("sign", np.sign, ("sign", "sgn")),
    Function("floor", np.floor, ("floor",)),
    Function("ceil", np.ceil, ("ceil",)),
    Function("square", np.square, ("square",)),
    Function("relu", relu, ("relu",)),
    Function("logistic", logistic, ("logistic", "sigmoid", "expit", "sigma")),
    Function("erf", lambda x: bind("erf", x), ("erf",)),
    Function("maximum", np.maximum, ("max", "maximum"), arity=2),
    Function("minimum", np.minimum, ("min", "minimum"), arity=2),
    Function("arctan2", np.arctan2, ("arctan2", "atan2"), arity=2),
    Function("hypot", np.hypot, ("hypot",), arity=2),
    Function("power", np.power, ("pow", "power"), arity=2),
)
# What the signs between numbers compute; the rows of the table of primitives by these names.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": np.add, "subtract": np.subtract, "multiply": np.multiply,
    "divide": np.divide, "negative": np.negative, "power": np.power,
}  # fmt: skip
CONSTANTS = {"e": math.e, "pi": math.pi}

# Words that are no name here, and the name that was meant. (One wrong key in a name is found without a table.)
MEANT = {
    "sine": "sin", "sinus": "sin", "cosine": "cos", "cosinus": "cos", "tangent": "tan", "tangens": "tan",
    "root": "sqrt", "wurzel": "sqrt", "squareroot": "sqrt", "cuberoot": "cbrt", "betrag": "abs", "modulus": "abs",
    "exponential": "exp", "logarithm": "ln", "arcsine": "arcsin", "arccosine": "arccos", "arctangent": "arctan",
}  # fmt: skip

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵗᵃᵇᵏᵐ", "0123456789+-()nxytabkm", strict=True))

# One character for another. (The long names of Unicode would say no more than the signs do.)
SIGNS = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-", "＋": "+",
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "•": "*", "∗": "*", "＊": "*", "⨯": "*", "✕": "*",
    "÷": "/", "∶": "/", "∕": "/", "⁄": "/", "／": "/", "（": "(", "）": ")", "∣": "|", "｜": "|", "ˆ": "^", "＾": "^",
    "，": ",", "＝": "=",
}  # fmt: skip
ROOTS = {"√": "sqrt", "∛": "cbrt"}
# Spaces, and what stands in a formula and means nothing: joiners, invisible signs, dollars around LaTeX.
SPACES = (
    " \t\n\r\f\v\u00a0\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u2061\u2062\u2063\u3000\ufeff$"
)
PAIRS = {"(": ")", "[": "]", "{": "}"}

# LaTeX: commands that stand for a sign, those that mean nothing, and those around a name.
COMMANDS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|",
    "|": "|", "{": "(", "}": ")", "lbrace": "(", "rbrace": ")", "lbrack": "[", "rbrack": "]",
}  # fmt: skip
SILENT = frozenset([
    *",;:!()[] ", "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
    "Biggl", "Biggr", "quad", "qquad", "displaystyle", "textstyle", "limits", "thinspace",
])  # fmt: skip
FRACTIONS = frozenset(["frac", "dfrac", "tfrac", "cfrac"])
AROUND_NAMES = frozenset(["operatorname", "mathrm", "mathit", "mathbf", "mathsf", "text", "rm", "boldsymbol"])
GREEK_COMMANDS = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varsigma": "sigma"}
# Where a program's functions come from; it goes without saying here.
MODULES = ("np", "numpy", "math", "Math")
