"""Two answers to one question, ours and JAX's: are they the same?"""

import numpy as np

from mlcalc.trace.trees import flatten


def same(ours, theirs):
    """Whether two answers have the same form, and the same numbers in it."""
    (ours, form), (theirs, their_form) = flatten(ours), flatten(theirs)
    assert form == their_form
    for one, other in zip(ours, theirs, strict=True):
        if isinstance(other, str | None):
            assert one == other
        else:
            np.testing.assert_allclose(one, other, rtol=1e-12)
    return True
