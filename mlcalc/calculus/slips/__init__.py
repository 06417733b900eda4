"""The slips of differentiating by hand, found without being foreseen: the sweep with one rule bent at one node.

A wrong derivative is nearly always the right sweep with one thing forgotten or mixed up at one place of the formula. So
the formula is swept again and again, each time with one bend (:mod:`mlcalc.calculus.slips.bends`), and an answer that
has the values of such a sweep is told what it did.

>>> import numpy as np
>>> found = slips(lambda x: np.sin(x**2), "x", {"x": (-2, 2)})
>>> print(next(slip.says for slip in found if "inner" in slip.names))
You left out the derivative of the inside: $2 \\, x$.
"""

from .compare import Domain, Verdict, compare, same
from .find import Slip, named, slips

__all__ = ["Domain", "Slip", "Verdict", "compare", "named", "same", "slips"]
