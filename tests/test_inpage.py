"""Python in the page, run in Node: numpy against numpy, derivatives against mlcalc's, and what is said to errors."""

import os
import sys

import numpy as np
import pytest
from inpage_programs import PREFIX, in_page, in_python, program, read, same_text

import mlcalc
from mlcalc.inpage import runner

# Which random programs: 0:10000 takes two minutes.
FIRST, LAST = map(int, os.environ.get("MLCALC_INPAGE_PROGRAMS", "0:1000").split(":"))


def test_random_programs_print_what_numpy_prints():
    programs = [PREFIX + program(seed) for seed in range(FIRST, LAST)]
    for text, run in zip(programs, in_page(programs), strict=True):
        assert run["result"] == {"checked": "", "said": "", "line": 0}, text
        (values, shown), (ours, ours_shown) = read(in_python(text)), read(run["printed"])
        assert all(map(same_text, shown, ours_shown)), text
        assert len(shown) == len(ours_shown)
        assert len(values) == len(ours) > 0
        for value, own in zip(values, ours, strict=True):
            np.testing.assert_allclose(own, value, rtol=1e-12, atol=1e-12, err_msg=text)


PRINTED = (
    "np.array([0.5, 0.25])", "np.array([1e-5, 1.0])", "np.array([1e10, 1.0])", "np.array([np.nan, 1.5, -np.inf])",
    "np.array([[1, 20], [-3, 4]])", "np.array([True, False])", "np.array([])", "np.arange(1200)", "np.zeros((40, 40))",
    "np.linspace(0, 1, 30)", "np.arange(60) * 1000", "np.arange(24.0).reshape(2, 3, 4)", "np.array([1/3, 2/3, 1e-3])",
    "np.array([123456.789, 0.001])", "np.array([1.0])", "np.array([-0.0, 0.0])", "np.array([np.inf])", "np.array(2.5)",
    "np.array([1e300, 1e-300])", "np.array([0.1 + 0.2, 1.0])", "np.array([9.9999999999, 1.0])", "np.ones((2, 1, 2))",
)  # fmt: skip


def test_arrays_are_written_as_numpy_writes_them():
    texts = [f"import numpy as np\nx = {given}\nprint(x)" for given in PRINTED]
    texts += [f"{text}\nprint(repr(x))\nprint([x])" for text in texts if "00)" not in text and "(40" not in text]
    for text, run in zip(texts, in_page(texts), strict=True):
        assert run["printed"] == in_python(text), text


def test_printoptions_are_followed():
    text = (
        "import numpy as np\nnp.set_printoptions(precision=3, suppress=True)\nprint(np.array([1e-9, 1/3, 1234.5678]))"
    )
    (run,) = in_page([text])
    assert run["printed"] == "[   0.       0.333 1234.568]\n"


def test_a_seed_draws_the_numbers_that_numpy_draws():
    seeds = (0, 1, 42, 2**40 + 3)
    texts = [f"import numpy as np\nrng = np.random.default_rng({s})\nprint(list(rng.random(4)))" for s in seeds]
    texts += ["import numpy as np\nprint(np.random.default_rng(5).uniform(-1, 1, (2, 2)).tolist())"]
    for text, run in zip(texts, in_page(texts), strict=True):
        assert run["printed"] == in_python(text.replace("list(rng.random(4))", "rng.random(4).tolist()")), text


# --- derivatives --------------------------------------------------------------------------------

X, W, B = "np.array([0.3, -1.2, 0.7])", "np.array([[0.5, -0.4, 0.1], [1.1, 0.2, -0.3]])", "np.array([0.05, -0.6])"
SCALAR = (
    f"lambda x: np.sum(np.tanh({W} @ x + {B}) ** 2)",
    "lambda x: np.sum(logistic(x) * np.log(1 + np.exp(x)))",
    "lambda x: np.max(x * x) - np.min(np.sin(x))",
    "lambda x: np.mean(np.outer(x, x) * np.array([[1.0, 2.0, 3.0]]))",
    "lambda x: np.sum(np.where(x > 0, x ** 3, np.exp(x)))",
    "lambda x: np.sum(np.stack([x, x * x])[1, ::-1] * x)",
    "lambda x: np.sum(np.concatenate([x[1:], x[:1]]) / (2 + x ** 2))",
    "lambda x: np.linalg.norm(x) * np.prod(x)",
    "lambda x: np.sum(np.cumsum(x) * np.abs(x) + np.maximum(x, 0.1))",
    "lambda x: np.sum(relu(x) + np.arctan(x) * np.sqrt(1 + x * x))",
    "lambda x: x[0] ** 2 * x[1] + np.var(x) + np.std(x)",
    "lambda x: np.sum((x.reshape(3, 1) @ x.reshape(1, 3)).T[[0, 2, 0]] * np.eye(3))",
    "lambda x: sum(v * v for v in x)",
    "lambda x: np.sum(np.broadcast_to(x, (2, 3)) * np.arctanh(x / 2)) + np.hypot(x[0], x[1])",
    "lambda x: np.sum(2.0 ** x + x / np.cosh(x) + np.log1p(x * x) + np.expm1(x) + np.cbrt(2 + x))",
)
HEAD = "import numpy as np\nfrom mlcalc import grad, value_and_grad, vjp, jvp, jacobian, logistic, relu\n"
ASKED = (
    f"grad(f)({X}).tolist()",
    f"list(map(float, [value_and_grad(f)({X})[0]])) + value_and_grad(f)({X})[1].tolist()",
    f"jacobian(grad(f))({X}).tolist()",
    f"list(map(float, jvp(f, ({X},), ({B[:-2]}, 1.0]),))))",
)


def _evaluated(text):
    names = {}
    exec(HEAD, names)
    return eval(text, names)


@pytest.mark.parametrize("asked", ASKED, ids=["grad", "value_and_grad", "second", "jvp"])
def test_derivatives_are_those_of_mlcalc(asked):
    codes = [f"{HEAD}f = {f}\nprint({asked})" for f in SCALAR]
    for f, run in zip(SCALAR, in_page(codes), strict=True):
        assert run["result"]["said"] == "", (f, run["result"])
        right = _evaluated(f"(lambda f: {asked})({f})")
        np.testing.assert_allclose(np.array(eval(run["printed"])), right, rtol=1e-10, atol=1e-11, err_msg=f)


def test_arguments_may_be_lists_tuples_and_dicts():
    code = f"""{HEAD}
cost = lambda p, x: np.sum(np.tanh(p["W"] @ x + p["layers"][0]) ** 2)
g = grad(cost)({{"W": {W}, "layers": [{B}]}}, {X})
print(g["W"].tolist() + [g["layers"][0].tolist()])"""
    (run,) = in_page([code])
    cost = lambda p, x: np.sum(np.tanh(p["W"] @ x + p["layers"][0]) ** 2)
    x, w, b = _evaluated(X), _evaluated(W), _evaluated(B)
    right = mlcalc.grad(cost)({"W": w, "layers": [b]}, x)
    got = eval(run["printed"])
    np.testing.assert_allclose(got[:2], right["W"], rtol=1e-12)
    np.testing.assert_allclose(got[2], right["layers"][0], rtol=1e-12)


def test_a_vjp_takes_a_cotangent_back_to_every_argument():
    code = f"{HEAD}value, back = vjp(lambda w, x: w @ x, {W}, {X})\nprint([b.tolist() for b in back({B})])"
    (run,) = in_page([code])
    _, back = mlcalc.vjp(lambda w, x: w @ x, _evaluated(W), _evaluated(X))
    for got, right in zip(eval(run["printed"]), back(_evaluated(B)), strict=True):
        np.testing.assert_allclose(got, right, rtol=1e-14)


# d/dx (x · d/dy (x + y)) = 1: the inner derivative must not take the outer x for its own.
def test_derivatives_within_derivatives_are_told_apart():
    code = f"{HEAD}print(grad(lambda x: x * grad(lambda y: x * y)(2.0))(3.0), grad(grad(grad(lambda x: x**4)))(2.0))"
    (run,) = in_page([code])
    assert run["printed"] == "6.0 48.0\n"


# --- errors -------------------------------------------------------------------------------------

ERRORS = {
    "x = 1\nprint(y)": (2, "no name `y`"),
    "alpha = 1\nprint(alhpa)": (2, "Did you mean `alpha`?"),
    "np.ones(2)": (1, "begin with `import numpy as np`"),
    "def f(x)\n    return x": (1, "A colon is missing at the end of line 1"),
    "x = (1 + 2\ny = 3": (1, "A `(` here is never closed."),
    "x = 'abc": (1, "A text here is not closed"),
    "def f(x):\nreturn x": (2, "not indented"),
    "x = 1\n  y = 2": (2, "not indented"),
    "if 3 = 3:\n    pass": (1, "A comparison is written `==`"),
    "print 3": (1, "`print` is a function: `print(3)`"),
    "x = [*range(3)]": (1, "does not know a star"),
    "def f():\n    pass\nf() + 1": (3, "A function without `return` gives None."),
    "def f(x, y):\n    return x\nf(1)": (3, "`f` takes 2 arguments, and was given 1."),
    "[1, 2][2]": (1, "the first is at 0"),
    "{}['q']": (1, "no entry `q`"),
    "1 / 0": (1, "divided by zero"),
    "for i in 3:\n    pass": (1, "`range(n)`"),
    "3(4)": (1, "Is a `*` missing?"),
    "[1].shape": (1, "np.array"),
    "import torch": (1, "There is no `torch` in this Python"),
    "from mlcalc import network": (1, "The notebook has all of it."),
    "import numpy as np\nnp.fft": (2, "np.fft is not among the functions"),
    "import numpy as np\nnp.ones(3) + np.ones(2)": (2, "The shapes (3,) and (2,) do not fit"),
    "import numpy as np\nnp.ones((2, 3)) @ np.ones(2)": (2, "3 columns meet 2 rows"),
    "import numpy as np\nnp.zeros(3)[3]": (2, "out of bounds for axis 0 with size 3"),
    "import numpy as np\nif np.ones(2) > 0:\n    pass": (2, "np.all"),
    "import numpy as np\nnp.array([[1], [1, 2]])": (2, "different lengths"),
    "import numpy as np\nx = np.arange(3)\nx += 0.5": (3, "whole numbers"),
    "import numpy as np\nnp.random.default_rng(1).normal()": (2, "draw in the notebook"),
    "import numpy as np\nnp.random.rand(3)": (2, "no np.random.rand; draw with"),
    "import numpy as np\nnp.linalg.inv(np.eye(2))": (2, "open the notebook"),
    "import numpy as np\n0 < np.ones(2)": (2, "Write the array first"),
    "from mlcalc import grad\ngrad(lambda x: x if x > 0 else -x)(1.0)": (2, "np.where"),
    "from mlcalc import grad\nimport numpy as np\ngrad(lambda x: np.array([x, 1.0])[0])(1.0)": (3, "np.stack"),
    "from mlcalc import grad\nimport numpy as np\ngrad(lambda x: x)(np.ones(2))": (3, "one number"),
    "def f(n):\n    return f(n + 1)\nf(0)": (2, "calls itself too often"),
    "x = [0] * 10**9": (1, "more memory"),
    "input()": (1, "nobody can answer"),
    "import numpy as np\nnp.ones(2) ^ 2": (2, "A power is written `**`"),
    "import numpy as np\nnp.ones(2) @ np.ones(3)": (2, "np.outer(x, y)"),
    "import numpy as np\nnp.ones((3, 2)) + np.ones(3)": (2, "`b[:, None]`"),
    '"""A text (of"""\nx = (1 + 2\ny = 3': (2, "A `(` here is never closed"),
    "'''A text\n(of lines'''\nx = 1)": (3, "Here is a `)` too many"),
    "x = 5\ndef f():\n    x += 1\nf()": (3, "before it is given a value"),
}


def test_what_goes_wrong_is_said_with_its_line():
    for (code, (line, said)), run in zip(ERRORS.items(), in_page(list(ERRORS)), strict=True):
        result = run["result"]
        assert (result["checked"], result["line"]) == ("error", line), (code, result)
        assert said.lower() in result["said"].lower(), code
        assert "Traceback" not in result["said"]


def test_the_last_line_is_shown_where_it_is_a_value():
    codes = ["x = 2\nx + 1", "x = 2", "print(1)", "import numpy as np\nnp.ones(2)", "def f():\n    return 1", "(1,\n2)"]
    shown = [run["printed"] for run in in_page(codes)]
    assert shown == ["3\n", "", "1\n", "array([1., 1.])\n", "", ""]


IN_PLACE = """
import numpy as np
a = np.array([[1.0, 2.0], [3.0, 4.0]])
row, n, text = a[0], 3, '''
n *= 5
'''
row *= 2
row /= a[1]   # with a comment
a[1, :] *= (
    2)
a[:, 0] /= 4
n *= 2
n /= 4
for i in range(2): n *= 2
def scaled(v):
    v *= 10
    return v
scaled(row)
print(a.tolist(), n, text.strip())
"""


def test_arrays_are_multiplied_and_divided_in_place():
    (run,) = in_page([IN_PLACE])
    assert run["printed"] == in_python(IN_PLACE)


def test_a_run_knows_nothing_of_the_names_of_another():
    assert [run["printed"] for run in in_page(["x = 1\nprint(x)", "print('x' in globals())"])] == ["1\n", "False\n"]


def test_the_modules_of_the_page_are_not_those_of_python():
    """numpy stays numpy here: what runs in the page is found by another name."""
    assert runner.__name__ == "mlcalc.inpage.runner"
    assert sys.modules["numpy"] is np
