"""A graph as LaTeX, written as a person would: names kept, brackets only where needed.

>>> import numpy as np
>>> from mlcalc.trace import trace
>>> print(to_latex(trace(lambda x, y: np.sin(x) * (x + y) ** 2, (1.0, 1.0)).outputs[0]))
\\sin\\left(x\\right) \\, \\left(x + y\\right)^{2}
"""

from .formulas import Formula, formula, to_latex
from .symbols import matrix_latex, number, symbol, vector

__all__ = ["Formula", "formula", "matrix_latex", "number", "symbol", "to_latex", "vector"]
