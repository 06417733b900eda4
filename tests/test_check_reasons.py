"""Where check_grads objects for another reason than a wrong rule, its message says which."""

import numpy as np
import pytest

from mlcalc import check_grads, relu
from mlcalc.speed.cache import clear_caches
from mlcalc.trace.primitives import TABLE

DOUBLE_WHERE = r"np\.where\(ok, f\(np\.where\(ok, x, 1\.0\)\), 0\.0\)"


def said(f, *args, **options):
    with pytest.raises(AssertionError) as objection, np.errstate(all="ignore"):
        check_grads(f, args, **options)
    return str(objection.value)


@pytest.mark.parametrize("modes", [("fwd",), ("rev",)])
@pytest.mark.parametrize(
    ("f", "x"),
    [
        (lambda x: np.where(x > 0, np.sqrt(x), 0.0), -1.0),
        (np.sqrt, 0.0),
        (np.linalg.norm, np.zeros(2)),
        (lambda x: np.where(x > 0, np.log(x), 0.0), 0.0),
    ],
    ids=["a branch not taken", "a root at 0", "a norm at 0", "a logarithm at 0"],
)
def test_nan_and_inf_are_met_with_the_double_where(f, x, modes):
    with pytest.raises(AssertionError, match=DOUBLE_WHERE), np.errstate(all="ignore"):
        check_grads(f, (x,), modes=modes)


def test_the_advice_is_right():
    with np.errstate(all="raise"):
        for x in (-1.0, 2.0):
            check_grads(lambda x: np.where(x > 0, np.sqrt(np.where(x > 0, x, 1.0)), 0.0), (x,))


def test_a_kink_is_told_with_the_slopes_on_its_two_sides():
    """relu has slope 0 before and 1 after; along v, ⟨w, v⟩ of that: one of the two is 0, the other is not."""
    message = said(relu, 0.0, order=1)
    assert "There is a kink here" in message
    before, after = (float(message.split(word)[0].split()[-1]) for word in (" before", " after"))
    assert (before == 0) != (after == 0)
    message = said(lambda x: np.sum(relu(x)), np.zeros(3), order=1)
    assert "There is a kink here" in message


def test_a_kink_of_the_function_is_a_jump_of_its_derivative():
    assert "There is a jump here" in said(np.abs, 0.0, order=2)


def test_a_wrong_rule_on_a_smooth_function_is_given_no_other_reason(monkeypatch):
    clear_caches()
    for wrong in (lambda x: 2 * np.cos(x), lambda x: 1e3 * np.cos(x), lambda x: 0 * x):
        monkeypatch.setitem(TABLE, "sin", TABLE["sin"]._replace(partials=(wrong,)))
        clear_caches()
        for x in (0.0, 0.5, 40.0):
            message = said(np.sin, x, order=1)
            assert not any(word in message for word in ("kink", "jump", "NaN"))
    clear_caches()


def test_what_is_checked_is_named():
    with pytest.raises(TypeError, match=r"check_grads needs a function, got float 1\.0"):
        check_grads(1.0, (1.0,))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"argument 1 \('y'\) must be a real number"):
        check_grads(lambda x, y: x, (1.0, "two"))
