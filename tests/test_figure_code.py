"""A cell of code in Python: what it refuses, what stands without a script, and what a notebook sees of it."""

import json
import re

import pytest

from mlcalc import figures
from mlcalc.figures.common.pages import worker

STARTER, RIGHT = "def double(x):\n    return x", "def double(x):\n    return 2 * x"
CHECK = "for n in (1, 3):\n    same('double', double(n), 2 * n, {'Squared.': n**2})\npraise('Both.')"


def cell(**options):
    return figures.code(STARTER, **{"check": CHECK, "solution": RIGHT, **options})


def test_a_program_is_named_by_its_function_and_brought_to_the_margin():
    figure = figures.code("\n    def double(x):\n        return x\n")
    assert figure.spec["id"] == "code-double"
    assert figure.spec["starter"] == STARTER
    assert figure.code == STARTER
    assert not figure.passed


def test_programs_may_come_from_files(tmp_path):
    (tmp_path / "starter.txt").write_text(STARTER, encoding="utf-8")
    assert figures.code(tmp_path / "starter.txt").spec["starter"] == STARTER


def test_a_check_speaks_in_python_as_in_the_page():
    figure = cell()
    assert figure.check(STARTER) == ("wrong", "`double` has to be 2, and is 1. Squared.")
    assert figure.check(RIGHT) == ("right", "Both.")
    assert figure.passed
    not_callable = "The check could not use what the program gives: 'int' object is not callable."
    assert figure.check("double = 3") == ("wrong", not_callable)
    assert figure.check("1 / 0") == ("error", "Line 1. Something is divided by zero.")
    assert figure.check("def double(x):\n    return y")[1].startswith("Line 2. There is no name `y` here.")
    assert not figure.passed


def test_of_two_slips_that_fit_both_are_told():
    figure = cell(check="same('double', double(2), 5, {'One.': 2, 'Another.': 2, 'Neither.': 3})", solution="")
    assert figure.check(STARTER)[1] == "`double` has to be 5, and is 2. It may be this: One. Or this: Another."


@pytest.mark.parametrize(
    ("given", "expected", "said"),
    [
        ("None", "1.0", "`x` is None. Is a `return` missing, or is nothing assigned?"),
        ("'a'", "1.0", "`x` has to be a number or an array of numbers, and is 'a'."),
        ("-2.0", "2.0", "`x` has to be 2, and is -2. The size is right, the sign is not."),
        ("float('nan')", "2.0", "`x` has to be 2, and is nan."),
        ("[1, 2]", "[2, 4]", "`x[0]` has to be 2, and is 1. Every entry is 0.5 times what it has to be."),
        ("[1, 2, 3]", "[1, 2, 4]", "`x[2]` has to be 4, and is 3. 2 of its 3 entries are right."),
        ("[[1, 2], [3, 4]]", "[[1, 3], [2, 4]]", "`x[0, 1]` has to be 3, and is 2. "
         "It is the transpose of what it has to be."),
        ("[[1, 2]]", "[[1], [2]]", "`x` has to have the shape (2, 1), and has (1, 2). "
         "Its entries are right: it is the transpose of what it has to be."),
        ("[1e9 + 1]", "[1e9]", ""),
    ],
)  # fmt: skip
def test_a_comparison_says_what_is_wrong_first(given, expected, said):
    figure = figures.code("x = 7", check=f"same('x', {given}, {expected})\nif x == 7: wrong('')")
    assert figure.check("x = 8") == (("wrong", said) if said else ("right", "Right."))


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"solution": "def double(x):\n    return 3 * x"}, ValueError, "does not pass the check, which says: `double`"),
        ({"solution": "", "check": "double(1)"}, ValueError, "the starter passes the check as it is"),
        ({"limit": 0}, ValueError, "limit: expected seconds"),
        ({"check": 3}, TypeError, "check: expected Python as text"),
        ({"id": "1 2"}, ValueError, "id: '1 2' cannot stand in an address"),
    ],
)  # fmt: skip
def test_what_could_not_be_asked_is_refused(options, error, said):
    with pytest.raises(error, match=re.escape(said)):
        cell(**options)


def test_without_a_script_the_program_stands_there_in_colours():
    bundle = cell()._repr_mimebundle_()[0]
    html = bundle["text/html"]
    assert "image/png" not in bundle
    assert '<span class="mlcalc-py-keyword">return</span> x' in html
    assert "<details><summary>Solution</summary>" in html
    assert bundle["text/markdown"].startswith("```python\ndef double(x):")


def test_a_program_cannot_break_out_of_the_page():
    html = figures.code("x = '</script><b>&'", id="q")._repr_mimebundle_()[0]["text/html"]
    assert "&lt;/script&gt;&lt;b&gt;&amp;" in html
    assert html.count("</script>") == 1
    json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])


def test_a_notebook_gives_its_page_the_python_that_it_asks_for(monkeypatch):
    figure, sent = cell(), []
    monkeypatch.setattr(figure, "send", sent.append)
    figure._handle_custom_msg({"needs": "python"}, [])
    assert sent == [{"python": worker()}]
    assert "mlcalcPython" not in worker()
    assert worker().startswith('"use strict"')


def test_the_page_moves_code_and_passed():
    figure = cell()
    figure.set_state({"code": RIGHT, "passed": True})
    assert (figure.code, figure.passed) == (RIGHT, True)
