"""A function called again and again: what was computed first, compiled next and run from then on must agree."""

import numpy as np

from mlcalc import clear_caches, compile
from mlcalc.trace.trees import flatten


def thrice(f, *args):
    """What f answers at the first, second and third call, all the same; and after that compiled.

    Arrays among the answers are the caller's, who may write to each of their entries.
    """
    clear_caches()
    answers = [f(*args) for _ in range(3)] + [compile(f)(*args) for _ in range(2)]
    for leaf in (leaf for answer in answers for leaf in flatten(answer)[0] if np.ndim(leaf)):
        assert leaf.flags.writeable
        assert 0 not in leaf.strides
    for answer in answers[1:]:
        np.testing.assert_allclose(answer, answers[0], rtol=1e-13)
    return answers[0]
