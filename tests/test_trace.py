"""What a trace cannot follow is refused by name, with what to write instead; nothing passes in silence."""

import math
import pickle
import re

import numpy as np
import pytest

from mlcalc import TraceError, grad, hessian, jacobian, jvp, value_and_grad, vjp
from mlcalc.trace import trace

V = np.array([1.0, 2.0, 3.0])


def f_writes_entry(t):
    b = np.zeros(3)
    b[0] = t
    return b.sum()


def f_adds_to_entry(t):
    b = np.zeros(3)
    b[0] += t
    return b.sum()


def f_writes_slice(v):
    b = np.zeros(3)
    b[:] = v
    return b.sum()


def f_adds_in_place(t):
    b = np.zeros(3)
    b += t
    return b.sum()


def f_multiplies_in_place(v):
    b = np.ones(3)
    b *= v
    return b.sum()


def f_writes_argument(v):
    v[0] = 1.0
    return v.sum()


def f_while(t):
    turns = 0
    while turns < 9 and t < 3:  # bounded: were the condition not refused, the test should fail, not hang
        t, turns = 2 * t, turns + 1
    return t


# Title: the function, its argument, a pattern for what it did and one for what to write instead.
REFUSED = {
    "if": (lambda t: t if t > 0 else -t, 1.0, r"\bif\b", r"np\.where"),
    "while": (f_while, 1.0, "while", r"np\.where"),
    "and": (lambda t: (t > 0 and t) * 1.0, 1.0, r"\band\b", r"with & and \|"),
    "or": (lambda t: (t or 1.0) * t, 1.0, r"\bor\b", r"with & and \|"),
    "not": (lambda t: (not t) * t, 1.0, "true", r"np\.where"),
    "the built-in max": (lambda t: max(t, 0.0), 1.0, r"max\(t, 0\.0\)", r"np\.maximum"),
    "in": (lambda t: t * (t in [1.0, 2.0]), 1.0, "true", r"np\.where"),
    "math.sin": (lambda t: math.sin(t), 1.0, r"math\.sin", r"np\.sin"),
    "math.floor": (lambda t: math.floor(t), 1.0, "outside numpy", r"np\.floor"),
    "float": (lambda t: float(t), 1.0, r"float\(t\)", r"leave float\(\) out"),
    "a format": (lambda t: f"{t:.2f}" and t, 1.0, r"a format \(:\.2f\)", "print the function's result"),
    "a method": (lambda v: v.byteswap(), V, "no attribute 'byteswap'", r"np\.std\(x\)"),
    "a method in place": (lambda v: v.sort(), V, r"x\.sort\(\) writes", r"np\.sort\(x\)"),
    "item": (lambda t: t.item(), 1.0, r"x\.item asks", "leave the conversion out"),
    "int": (lambda t: int(t), 1.0, r"int\(\)", "leave the value a float"),
    "range": (lambda t: sum(t for _ in range(t)), 3.0, r"range\(\)", "close over the integer"),
    "a list's index": (lambda t: [1.0, 2.0][t] * t, 1.0, "an index", "close over the integer"),
    "a slice's end": (lambda t: t * V[:t].sum(), 1.0, "an index", "close over the integer"),
    "np.asarray with a dtype": (lambda t: np.asarray(t, dtype=float) * 2, 1.0, "dtype=float", r"leave dtype= out"),
    "objects in a matrix function": (
        lambda t: np.linalg.det(np.array([[t, 1.0], [1.0, t]])),
        2.0,
        "holds objects",
        r"np\.stack",
    ),
    "pickling": (lambda t: pickle.dumps(t) and t, 1.0, "pickled", "send numbers"),
    "a write to an entry": (f_writes_entry, 1.0, r"b\[0\] = t", r"np\.stack or np\.concatenate"),
    "an addition to an entry": (f_adds_to_entry, 1.0, r"b\[0\] = t", r"np\.stack or np\.concatenate"),
    "a write to a slice": (f_writes_slice, V, r"b\[0\] = t", r"np\.stack"),
    "an addition in place": (f_adds_in_place, 1.0, r"np\.add writes.*\+=", r"new name: b = b \+ t"),
    "a product in place": (f_multiplies_in_place, V, r"np\.multiply writes", "new name"),
    "a write to the argument": (f_writes_argument, V, r"x\[i\] =", r"np\.stack or np\.where"),
    "an unknown function": (lambda v: np.busday_count(v, v), V, r"np\.busday_count is not known", "functions listed"),
    "an unknown function of a module": (
        lambda v: np.linalg.eigvals(np.outer(v, v))[0],
        V,
        r"np\.linalg\.eigvals",
        r"functions listed|np\.linalg\.eigvalsh",
    ),
    "an unknown ufunc": (lambda t: np.frompyfunc(math.sin, 1, 1)(t), 1.0, r"sin .* is not known", "functions listed"),
    "a method of a ufunc": (lambda v: np.subtract.reduce(v), V, r"np\.subtract\.reduce", "functions listed"),
    "where= of a ufunc": (
        lambda v: np.sum(np.sin(v, where=V > 1)),
        V,
        r"np\.sin with where",
        r"np\.where\(mask, np\.sin\(\.\.\.\)",
    ),
    "out= of a ufunc": (lambda v: np.sum(np.sin(v, out=np.zeros(3))), V, r"np\.sin writes.*out=", "new name"),
    "out= of a function": (lambda v: np.sum(v, out=np.zeros(())), V, "out= writes", "use the function's result"),
    "out= of max": (lambda v: np.max(v, out=np.zeros(())), V, "out= writes", "use the function's result"),
    "a traced index": (lambda v: v[v[0]], V, "traced value is used as an index", r"np\.where"),
    "a traced mask": (lambda v: v[v > 1].sum(), V, r"v\[v > 1\].* mask", r"np\.where"),
    "a traced index of an array": (lambda t: V[t] * t, 1.0, "an index", "close over the integer"),
    "np.where of one": (lambda v: v[np.where(v > 1)].sum(), V, r"np\.where", "give all three"),
    "another norm": (lambda v: np.linalg.norm(v, "fro"), V, r"np\.linalg\.norm: ord='fro'", "it is a number"),
    "a scalar in matmul": (lambda t: t @ V, 1.0, "matmul: .*an argument is a scalar", r"use \*"),
    "no result": (lambda t: None, 1.0, "returned None", "return statement"),
    "a result in words": (lambda t: "one", 1.0, "real number.*got str", "real number"),
    "a complex result": (lambda t: t * 1j, 1.0, "real number.*got complex", "real number"),
}


@pytest.mark.parametrize(("f", "x", "what", "instead"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("differentiate", [grad, jacobian, hessian], ids=lambda d: d.__name__)
def test_what_does_not_trace_is_refused_with_the_way_out(f, x, what, instead, differentiate):
    with pytest.raises((TypeError, ValueError, AttributeError)) as refusal:  # TraceError is a TypeError
        differentiate(f)(x)
    message = str(refusal.value)
    assert re.search(what, message), message
    assert re.search(instead, message), message


@pytest.mark.parametrize(
    "f",
    [
        lambda v: np.sum(v, where=V > 1), lambda v: np.max(v, initial=5.0),
        lambda v: np.mean(v, where=V > 1), lambda v: v[1.0],
        lambda v: np.sum(v[[0.5]]), lambda v: v["a"], lambda v: v.cumsum(2)[0],
        lambda v: v[5], lambda v: v[0, 0], lambda v: next(iter(v[0])),
        lambda v: np.sum(v + np.ones(2)), lambda v: np.sum(v.reshape(2, -1)),
    ],
)  # fmt: skip
def test_an_option_or_an_index_that_is_not_understood_is_never_ignored(f):
    with pytest.raises((TypeError, ValueError, IndexError, AttributeError)):
        grad(f)(V)


def test_a_refusal_is_a_trace_error_and_a_trace_error_is_a_type_error():
    with pytest.raises(TraceError):
        grad(f_writes_entry)(1.0)
    assert issubclass(TraceError, TypeError)


def test_an_error_of_the_readers_own_is_passed_on_as_it_is():
    def f(x):
        raise ValueError("mine")

    with pytest.raises(ValueError, match=r"^mine$"):
        grad(f)(1.0)


# --- traced values outside their trace -----------------------------------------------------------------------


@pytest.mark.parametrize("run", [lambda f: grad(f)(1.0), lambda f: jvp(f, (1.0,), (1.0,)), lambda f: vjp(f, 1.0)])
def test_a_traced_value_that_has_leaked_is_refused_by_its_name(run):
    kept = []

    def f(first):
        kept.append(first)
        return first

    grad(f)(1.0)
    with pytest.raises(TraceError, match="'first' is used after its function has returned: return it"):
        run(lambda x: x * kept[0])


def test_a_function_that_fails_leaves_no_trace_open():
    kept = []

    def fails(first):
        kept.append(first)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        grad(fails)(1.0)
    with pytest.raises(TraceError, match="'first'"):
        grad(lambda x: x * kept[0])(1.0)


# --- what does trace -------------------------------------------------------------------------------------------


def test_a_name_that_is_given_a_new_value_traces_as_for_a_number():
    def f(x):
        total = 0.0
        for k in range(3):
            total += k * x
            x *= 2
        x -= 1
        x /= 2
        return total + x

    assert f(1.0) == 10 + 3.5
    assert value_and_grad(f)(1.0) == (13.5, 10 + 4.0)


def test_inputs_carry_the_names_of_the_parameters():
    f = lambda w, b, *rest: w
    assert [node.name for node in trace(f, (1.0, [2.0, 3.0], 4.0)).inputs] == ["w", "b_0", "b_1", "rest"]


def test_unpacking_iterating_and_length_follow_the_shape():
    def f(v):
        a, b, c = v
        return a * b + c * len(v) + sum(x**2 for x in v)

    assert grad(f)(V).tolist() == [2.0 + 2.0, 1.0 + 4.0, 3.0 + 6.0]
