"""What is said of a name that a program uses and that has no value."""

import re


def unknown(name, names, here, np=None):
    """The sentence; ``names`` are those that the program has, ``here`` is its line, and ``np`` its numpy."""
    said = f"There is no `{name}` here; begin with" if name == "np" else f"There is no name `{name}` here."
    if name == "np":
        return f"{said} `import numpy as np`."
    if re.match(name + r"\s*==", here):
        return f"{said} A single `=` gives it a value; `==` only compares."
    if name == "T" and re.search(r"\^\s*T", here):
        return "A transpose is written `.T`, with a dot; to Python `^` is something else."
    if hasattr(np, name):
        return f"{said} Did you mean `np.{name}`?"
    near = [other for other in names if _near(name, other)]
    return said + (f" Did you mean `{near[0]}`?" if near else " It has to be given a value in a line above.")


def _near(a, b):
    """Whether one letter more, less or other, or two that are swapped, makes one of the other."""
    if a == b or b.startswith("__") or abs(len(a) - len(b)) > 1:
        return False
    if a.lower() == b.lower():
        return True
    if max(len(a), len(b)) < 2:
        return False
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    rests = (a[k:], b[k:])
    if k == 0 and min(len(a), len(b)) < 3:
        return False
    x, y = rests
    swapped = len(x) > 1 and len(y) > 1 and x[0] == y[1] and x[1] == y[0] and x[2:] == y[2:]
    return swapped or x[1:] == y[1:] or x[1:] == y or x == y[1:]
