"""A gradient checker is believed only after it has objected to wrong rules, one planted in every row."""

import re

import numpy as np
import pytest
from rows import ELEMENTWISE, LINEAR, applied, draw, witnesses

from mlcalc import check_grads, grad, numerical_jacobian
from mlcalc.speed.cache import clear_caches
from mlcalc.trace.primitives import TABLE

OBJECTION = r"the rule gives [-+.\de]+, finite differences [-+.\de]+"


@pytest.fixture(autouse=True)
def _derive_anew():
    """What was derived with a planted rule must not outlive it, nor what was derived before it."""
    clear_caches()
    yield
    clear_caches()


def wrong_partials():
    """(row, position, the wrong rule): the true one with its sign turned, zero for it, or 1 where it said zero."""
    for row in ELEMENTWISE:
        for i, rule in enumerate(row.partials or ()):
            if rule is None:
                yield pytest.param(row, i, lambda *args: 1.0, id=f"{row.name}-{i}-one-for-zero")
            else:
                turned = lambda *args, rule=rule: -1.0 * rule(*args)
                yield pytest.param(row, i, turned, id=f"{row.name}-{i}-sign-turned")
                yield pytest.param(row, i, None, id=f"{row.name}-{i}-deleted")
                off = lambda *args, rule=rule: rule(*args) * 1.0001
                yield pytest.param(row, i, off, id=f"{row.name}-{i}-a-ten-thousandth-off")


@pytest.mark.parametrize(("row", "i", "wrong"), list(wrong_partials()))
@pytest.mark.parametrize("mode", ["fwd", "rev"])
def test_a_wrong_partial_is_caught_in_either_mode(monkeypatch, row, i, wrong, mode):
    partials = (*row.partials[:i], wrong, *row.partials[i + 1 :])
    monkeypatch.setitem(TABLE, row.name, row._replace(partials=partials))
    objections = []
    for f, args in witnesses(row):
        try:
            check_grads(f, args, order=1, modes=(mode,))
        except AssertionError as objection:
            objections.append(str(objection))
    assert objections, "nobody objects"
    assert all(re.search(f"order 1, of {row.name}: {OBJECTION}", said) for said in objections)


@pytest.mark.parametrize(("f", "used"), [(np.sin, "cos"), (np.cos, "sin"), (np.log, "divide"), (np.tanh, "power")])
@pytest.mark.parametrize("modes", [("fwd",), ("rev",), ("fwd", "rev")], ids="-".join)
def test_a_right_rule_written_with_a_wrong_one_is_caught_at_second_order(monkeypatch, f, used, modes):
    turned = tuple(lambda *args, rule=rule: -rule(*args) for rule in TABLE[used].partials or ())
    monkeypatch.setitem(TABLE, used, TABLE[used]._replace(partials=turned))
    check_grads(f, (1.3,), order=1, modes=modes)
    with pytest.raises(AssertionError, match=f"order 2, of .*: {OBJECTION}"):
        check_grads(f, (1.3,), order=2, modes=modes)


def wrong_transposes():
    for row in LINEAR:
        for k, (shapes, params) in enumerate(row.examples):
            for i in range(len(shapes)):
                yield pytest.param(row, shapes, params, i, id=f"{row.name}-{k}-argument-{i}")


@pytest.mark.parametrize(("row", "shapes", "params", "i"), list(wrong_transposes()))
@pytest.mark.parametrize("wrong", [lambda ct: -ct, lambda ct: 0.999 * ct], ids=["sign-turned", "a-thousandth-off"])
def test_a_wrong_transpose_is_caught(monkeypatch, row, shapes, params, i, wrong):
    def transpose(k, ct, args, **params):
        share = row.transpose(k, ct, args, **params)
        return wrong(share) if k == i else share

    def joint(ct, args, **params):
        return [wrong(share) if k == i else share for k, share in enumerate(row.transpose(ct, args, **params))]

    monkeypatch.setitem(TABLE, row.name, row._replace(transpose=joint if row.joint else transpose))
    with pytest.raises(AssertionError, match=f"reverse mode, order 1, of {row.name}: {OBJECTION}"):
        check_grads(applied(row, **params), draw(row, shapes), modes=("rev",))


def test_the_objection_names_both_numbers(monkeypatch):
    """The derivative of x ↦ x along v is v; a rule that says 3 gives 3v: both numbers stand in the message."""
    monkeypatch.setitem(TABLE, "negative", TABLE["negative"]._replace(partials=(lambda x: -3.0,)))
    with pytest.raises(AssertionError) as caught:
        check_grads(np.negative, (2.0,), order=1, modes=("fwd",))
    numbers = str(caught.value).partition(". The row")[0]
    rule, difference = (float(text.split()[-1]) for text in numbers.split("gives")[1].split(","))
    assert rule == pytest.approx(3 * difference, rel=1e-9)
    assert "forward mode" in str(caught.value)


def test_a_wrong_function_of_a_readers_own_is_caught():
    def wrong_sine(x):
        return np.cos(x) if hasattr(x, "node") else np.sin(x)  # traced: another function than computed

    with pytest.raises(AssertionError, match="wrong_sine"):
        check_grads(wrong_sine, (0.7,))


def test_what_is_right_passes_with_several_arguments_nested_results_and_higher_order():
    check_grads(lambda p, x: {"z": p["W"] @ x + p["b"], "n": x @ x}, ({"W": np.eye(2), "b": np.ones(2)}, np.ones(2)))
    check_grads(lambda x: np.sin(x) * np.exp(x), (0.4,), order=4)
    check_grads(np.tanh, (0.4,), order=3, modes=("rev",))
    check_grads(np.tanh, (1,))


@pytest.mark.parametrize(
    "options",
    [{"modes": "fwd"}, {"modes": ("both",)}, {"modes": ()}, {"order": 0}],
    ids=str,
)
def test_a_wrong_option_is_refused_by_its_name(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        check_grads(np.sin, (1.0,), **options)


def test_arguments_that_are_no_tuple_are_refused_with_the_way_out():
    with pytest.raises(TypeError, match=r"args must be a tuple.*got float: write \(args,\)"):
        check_grads(np.sin, 1.0)  # type: ignore[arg-type]


# --- finite differences themselves ------------------------------------------------------------------------


def test_central_differences_of_a_quadratic_are_exact_up_to_rounding():
    a = np.array([[2.0, -1.0, 0.5], [0.0, 3.0, 1.0]])
    x = np.array([0.3, -0.7, 1.1])
    np.testing.assert_allclose(numerical_jacobian(lambda x: a @ x, x), a, atol=1e-9)
    np.testing.assert_allclose(numerical_jacobian(lambda x: x @ x, x), 2 * x, atol=1e-9)


def test_the_shape_of_a_numerical_jacobian_is_the_results_then_the_arguments():
    assert numerical_jacobian(lambda x: x.T, np.ones((2, 3))).shape == (3, 2, 2, 3)
    assert isinstance(numerical_jacobian(np.sin, 1.0), float)


def test_a_smaller_step_is_not_always_better():
    """CONTENT chapter 1: tanh′(1.2) to 2.3e−12 with h = 1e−6, but only to 1.9e−9 with h = 1e−8."""
    exact = 1 - np.tanh(1.2) ** 2
    assert abs(numerical_jacobian(np.tanh, 1.2, h=1e-6) - exact) == pytest.approx(2.3e-12, rel=0.05)
    assert abs(numerical_jacobian(np.tanh, 1.2, h=1e-8) - exact) == pytest.approx(1.9e-9, rel=0.05)


@pytest.mark.parametrize("h", [0.0, -1e-6, np.nan, np.inf])
def test_a_step_that_is_not_positive_is_refused(h):
    with pytest.raises(ValueError, match="h must be a positive step"):
        numerical_jacobian(np.sin, 1.0, h=h)


def test_the_numerical_gradient_agrees_with_the_exact_one():
    f = lambda x: np.sum(np.tanh(x) * np.exp(-x * x))
    x = np.linspace(-1, 1, 5)
    np.testing.assert_allclose(numerical_jacobian(f, x), grad(f)(x), atol=1e-9)
