"""Programs in place of formulas: the graphs that the page's Python makes of them, and what Python takes over."""

import json

import numpy as np
import pytest
from def_programs import REFUSED, function, random_programs, value_and_slopes
from inpage_programs import in_page
from own_figures import chain, curve, paths

from mlcalc import FormulaError, figures, grad
from mlcalc.figures.common.own.programs import TypedProgram, is_program

ONE = [{"name": "C", "results": ["C"], "arguments": None}]


def drawn(programs, functions=ONE):
    """What the page's Python says of each program of which these functions are wanted."""
    asked = [{"code": code, "check": "", "functions": functions} for code in programs]
    return [run["result"] for run in in_page(asked)]


def graph_of(program):
    ((name, letters, graph),) = drawn([program])[0]["functions"]
    assert name == "C"
    return TypedProgram(program, letters, graph)


def test_a_hundred_programs_with_loops_are_the_graphs_of_what_they_compute():
    programs = list(random_programs(100))
    assert len(set(programs)) > 90
    for program, result in zip(programs, drawn(programs), strict=True):
        assert result["said"] == "", (program, result)
        ((_, letters, graph),) = result["functions"]
        assert letters == ["x", "a"]
        f = TypedProgram(program, letters, graph)
        for x, a in ((0.7, 0.4), (-1.3, 1.1), (2.2, -0.6)):
            with np.errstate(all="ignore"):
                own = [float(f(x, a)), *map(float, grad(f, argnums=(0, 1))(x, a))]
            assert own == pytest.approx(value_and_slopes(program, x, a), rel=1e-9, abs=1e-11), program


def test_what_cannot_be_a_figure_is_said_in_words_with_its_line():
    """What only the figure itself or the clock refuses is seen in a page."""
    told = {p: said for p, said in REFUSED.items() if not any(word in p for word in ("while True", "sqrt(-1", "C(C)"))}
    for (program, (sentence, line)), result in zip(told.items(), drawn(list(told)), strict=True):
        assert result["checked"] == "error", program
        assert sentence in result["said"].replace("`", ""), (program, result)
        assert result["line"] == line, (program, result)


def test_no_branch_is_baked_in():
    f = graph_of("import numpy as np\ndef C(x):\n    return np.where(x > 1, x ** 2, np.where(x == 0, 7.0, -x))")
    assert [float(f(x)) for x in (2.0, 0.0, 0.5)] == [4.0, 7.0, -0.5]


def test_derivatives_within_a_program_are_followed():
    program = (
        "from mlcalc import grad\nimport numpy as np\ng = lambda x: np.sin(x) * x\ndef C(x):\n    return grad(g)(x)"
    )
    f = graph_of(program)
    assert float(f(0.7)) == pytest.approx(np.cos(0.7) * 0.7 + np.sin(0.7), rel=1e-12)
    assert float(grad(f)(0.7)) == pytest.approx(2 * np.cos(0.7) - np.sin(0.7) * 0.7, rel=1e-12)


def test_ties_share_their_derivative_as_in_python():
    program = (
        "import numpy as np\ndef C(x, a):\n    return np.max(np.stack([x, a, x, 2 * a - a])) + np.min(np.stack([x, a]))"
    )
    f, own = graph_of(program), function(program)
    for at in ((1.0, 1.0), (0.5, 1.0)):
        for i in (0, 1):
            assert float(grad(f, argnums=i)(*at)) == pytest.approx(float(grad(own, argnums=i)(*at)))


def test_of_several_functions_a_program_defines_those_it_names():
    wanted = [{"name": name, "results": [name], "arguments": None} for name in ("x", "y", "F")]
    program = "import numpy as np\ndef x(t):\n    return np.sin(t)\n\ndef other():\n    return 1\n\n"
    program += "def F(t, x, y=2):\n    return t * x"
    (result,) = drawn([program], wanted)
    assert [(name, letters) for name, letters, _ in result["functions"]] == [("x", ["t"]), ("F", ["t", "x"])]


def test_the_one_function_of_a_figure_may_have_any_name():
    ((name, letters, _),) = drawn(["def helper(u):\n    return u\n\ndef hill(u):\n    return helper(u) ** 2"])[0][
        "functions"
    ]
    assert (name, letters) == ("C", ["u"])


# --- taken over by Python -------------------------------------------------------------------------

PROGRAM = "def C(w, k):\n    y = w\n    for _ in range(3):\n        y = y * w + k\n    return y"


def sent(program, functions=("C",), wanted=ONE):
    """What a page sends when its reader has drawn this program."""
    (result,) = drawn([program], wanted)
    return {"functions": dict.fromkeys(functions, program), "programs": {program: result["functions"]}}


def test_a_program_is_taken_over_as_its_graph_and_nothing_runs_here():
    figure = curve()
    figure.set_state(json.loads(json.dumps(sent(PROGRAM))))
    assert figure.functions == {"C": PROGRAM}
    assert figure.inputs == {"w": 1.3, "k": 1.0}
    assert figure.values["dC/dk"] == pytest.approx(1 + 1.3 + 1.3**2)
    assert [text for text, _ in figure.spec["editable"]["programs"]] == [PROGRAM]
    assert figure.picture()[:4] == b"\x89PNG"
    figure.functions = {"C": "w^2"}
    assert "programs" not in figure.spec["editable"]


def test_a_program_that_no_page_has_run_is_refused():
    with pytest.raises(FormulaError, match="run by the page"):
        curve().functions = {"C": PROGRAM}


@pytest.mark.parametrize("change", [
    lambda graph: graph["nodes"].append({"op": "system", "args": [0]}),
    lambda graph: graph["nodes"].insert(0, {"op": "sin", "args": [3]}),
    lambda graph: graph["nodes"].insert(0, {"op": "input", "name": "other"}),
    lambda graph: graph.update(outputs={"C": 999}),
    lambda graph: graph.update(inputs=[]),
    lambda graph: graph["nodes"].insert(0, {"op": "constant", "value": "__import__"}),
])  # fmt: skip
def test_what_is_no_graph_is_refused(change):
    state = json.loads(json.dumps(sent(PROGRAM)))
    change(state["programs"][PROGRAM][0][2])
    figure = curve()
    with pytest.raises(FormulaError, match="is no graph"):
        figure.set_state(state)
    assert figure.functions == {"C": "w^2 + b*sin(w)"}


def test_paths_and_chains_take_programs():
    program = "def x(t):\n    s = t\n    for k in (2, 3):\n        s = s + t ** k\n    return s"
    figure = paths()
    wanted = [{"name": name, "results": [name], "arguments": None} for name in ("x", "y", "F")]
    figure.set_state(
        {"functions": dict(figure.functions) | {"x": program}, "programs": sent(program, (), wanted)["programs"]}
    )
    assert figure.values["x"] == pytest.approx(2 + 4 + 8)
    planes = chain()
    program = "import numpy as np\ndef x(u):\n    p, q = u\n    for _ in range(2):\n        p, q = p * q, p\n"
    program += "    return np.stack([p, q])"
    wanted = [{"name": "x", "results": ["x[1]", "x[2]"], "arguments": ["u[1]", "u[2]"]}]
    state = sent(program, ("x[1]", "x[2]"), wanted)
    planes.set_state({"functions": dict(planes.functions) | state["functions"], "programs": state["programs"]})
    same = figures.chain(lambda t: np.stack([t**2, 2 * t]), lambda u: np.stack([u[0] * u[1] * u[0], u[0] * u[1]]),
                         lambda x: x[0] ** 2 + 3 * x[1], t=(0, 1.5, 1), names="uxf")  # fmt: skip
    for name in ("x[1]", "x[2]", "df/dt", "J_x[1,2]"):
        assert planes.values[name] == pytest.approx(same.values[name], rel=1e-12)


@pytest.mark.parametrize("text", ["d e f x", "x^2", "a: b", "max(x, 2)", "define(x)"])
def test_a_formula_is_no_program(text):
    assert not is_program(text)
