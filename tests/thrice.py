"""A function called again and again: what was computed first, compiled next and run from then on must agree."""

import numpy as np

from mlcalc import clear_caches, compile


def thrice(f, *args):
    """What f answers at the first, second and third call, all the same; and after that compiled."""
    clear_caches()
    answers = [f(*args) for _ in range(3)] + [compile(f)(*args) for _ in range(2)]
    for answer in answers[1:]:
        np.testing.assert_allclose(answer, answers[0], rtol=1e-13)
    return answers[0]
