"""What to write instead of a call that asks a traced value for its number: found by what was called."""

from __future__ import annotations

import re

import numpy as np

# The functions of Python's math that have another name in numpy.
RENAMED = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "asinh": "arcsinh", "acosh": "arccosh",
    "atanh": "arctanh", "pow": "power", "fsum": "sum", "dist": "linalg.norm",
}  # fmt: skip
STACKED = "join the traced values with np.stack([...]) in place of np.array([...]), and leave dtype= out"
CALLS = {
    "max": "write np.maximum(a, b)", "min": "write np.minimum(a, b)", "sorted": "write np.sort(np.stack([a, b]))",
    "any": "write np.any(x)", "all": "write np.all(x)", "np.arange": "write start + step * np.arange(n)",
    "np.fromiter": STACKED, "np.array": STACKED, "np.asarray": STACKED, "np.float64": "leave np.float64() out",
    "np.ma.masked_array": "write np.where(mask, 0.0, x)", "np.ma.array": "write np.where(mask, 0.0, x)",
    "float": "leave float() out", "bool": "compare, x != 0.0",
    "np.random.normal": "draw standard numbers and move them, mean + deviation * np.random.normal(size=n)",
    "np.random.uniform": "draw standard numbers and move them, low + (high - low) * np.random.uniform(size=n)",
}  # fmt: skip


def instead_of(quote: str, otherwise: str) -> str:
    """The way out for what :func:`mlcalc.trace.typed.typed` quotes, or ``otherwise``."""
    called = re.match(r": ([\w.]+)\(", quote)
    module, _, name = (called[1] if called else "").rpartition(".")
    if module == "math":
        name = RENAMED.get(name, name)
        return f"write np.{name}" if hasattr(np, name.split(".")[0]) else otherwise
    if "np.array([" in quote:
        return STACKED
    return CALLS.get(f"{module}.{name}".lstrip("."), otherwise)
