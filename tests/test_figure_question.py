"""Questions in Python: their numbers, what they say to an answer, and what stands without a script."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from mlcalc import figures
from mlcalc.figures.common.asking.draws import Drawn, Mulberry32
from mlcalc.figures.common.format import written

FORGOT_K = "You held $k$ still."


def can(**options):
    settings = {
        "answer": lambda r, k: 0.2 * np.pi * r * k - 0.3 * np.pi * r**2,
        "wrong": {FORGOT_K: lambda r, k: 0.2 * np.pi * r * k},
        "r": [3, 2, 4],
        "k": (5, 12, 10),
        "unit": "cm³/s",
        **options,
    }
    return figures.question("A can with $r = {r}$ cm and $k = {k}$ cm: how fast does $V$ change?", **settings)


def gradient(**options):
    settings = {"answer": lambda x, y: np.stack([2 * x * y, x**2]), "x": [3, 2], "y": (-4, 4, -1), **options}
    return figures.question("The gradient of $x^2 y$ at $({x}, {y})$?", **settings)


def friends(**options):
    settings = {
        "choices": ["the first", "the second", "neither"],
        "answer": "neither",
        "wrong": {"The exponent moves too.": "the first", "The base moves too.": "the second"},
        **options,
    }
    return figures.question("Who differentiates $t^t$ rightly?", **settings)


# --- numbers ------------------------------------------------------------------------------------


def test_the_first_question_is_the_one_that_is_printed():
    assert can().inputs == {"r": 3.0, "k": 10.0}
    assert can().values["answer"] == pytest.approx(3.3 * np.pi, rel=1e-14)


def test_another_one_has_other_numbers_the_same_for_everybody_with_the_seed():
    draws = lambda seed: [fig.another() for fig in [can(seed=seed)] for _ in range(30)]
    assert draws(1) == draws(1) != draws(2)
    both = can().inputs, *draws(1)
    assert all(a != b for a, b in itertools.pairwise(both)), "the same numbers twice in a row"
    assert {numbers["r"] for numbers in draws(1)} == {2.0, 3.0, 4.0}
    assert {numbers["k"] for numbers in draws(1)} <= set(range(5, 13))


def test_no_draw_makes_a_typical_mistake_right():
    fig = figures.question("Twice {a}?", answer=lambda a: 2 * a, wrong={"Squared.": lambda a: a**2}, a=(0, 4, 3))
    assert {fig.drawn(k)["a"] for k in range(1, 200)} == {1.0, 3.0, 4.0}  # 0 and 2 are the same squared and doubled


def test_the_generator_is_even():
    draw = Mulberry32(5)
    counts = np.bincount([draw.below(10) for _ in range(10_000)], minlength=10)
    assert len(counts) == 10
    assert abs(counts - 1000).max() < 120


def test_a_list_of_numbers_forgets_the_noise_of_arange():
    assert Drawn.read("h", np.arange(0.1, 0.75, 0.1)).listed == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    assert Drawn.read("h", [2, 0.25]).step == 0.01


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_is_right_within_the_tolerance():
    assert can().check(10.37) == "Right."
    assert can().check(10.3) == "Not yet: too small."
    assert can(tolerance=0.01).check(10.3) == "Right."
    assert can(decimals=0).check(10) == "Right."
    assert can(decimals=2).check(10.37) == "Right."
    assert can(decimals=2).check(10.36) == "Not yet: too small."


def test_a_typical_mistake_is_told_what_it_forgot():
    assert can().check(18.85) == "You held k still."


def test_of_several_mistakes_that_fit_the_first_is_told():
    wrong = {"First.": lambda r, k: 0.2 * np.pi * r * k, "Second.": lambda r, k: 0.2 * np.pi * r * k + 1e-6 * r}
    assert can(wrong=wrong).check(18.85) == "First."


@pytest.mark.parametrize(
    ("given", "said"),
    [(99, "too large."), (1, "too small."), (-10.3673, "the size is right, the sign is not."),
     (-5, "the sign is wrong.")],
)  # fmt: skip
def test_of_another_answer_no_more_is_said_than_is_true(given, said):
    assert can().check(given) == f"Not yet: {said}"


def test_a_vector_is_judged_as_a_whole_and_its_right_entries_are_told():
    swapped = {"Swapped.": lambda x, y: np.stack([x**2, 2 * x * y])}
    fig = gradient(wrong=swapped)
    assert fig.check([-6, 9]) == "Right."
    assert fig.check(np.array([9, -6])) == "Swapped."
    assert fig.check([6, 9]) == "Not yet: right so far is entry 2."
    assert fig.check([1, 1]) == "Not yet: no entry is right."
    with pytest.raises(ValueError, match=r"shape \(2,\)"):
        fig.check(3)


def test_a_matrix_answers_row_by_row():
    fig = figures.question("${a} I$?", answer=lambda a: a * np.eye(2), a=(2, 5), solution="${answer}$")
    assert fig.spec["right"] == {
        "outputs": ["answer[1,1]", "answer[1,2]", "answer[2,1]", "answer[2,2]"],
        "shape": [2, 2],
    }
    assert fig.check([[3, 0], [0, 3]]) == "Right."
    assert r"\begin{bmatrix} {3} & {0} \\ {0} & {3} \end{bmatrix}" in fig._still()["text/markdown"]


def test_each_wrong_choice_has_its_own_sentence():
    assert friends().check("neither") == "Right."
    assert friends().check("the first") == "The exponent moves too."
    with pytest.raises(ValueError, match="none of the choices"):
        friends().check("both")


def test_the_right_choice_may_follow_the_numbers():
    fig = figures.question(
        "Does $V$ grow for $k = {k}$?",
        choices=["yes", "no"],
        answer=lambda k: np.where(k > 4.5, 0, 1),
        wrong={"It shrinks.": "yes", "It grows.": "no"},
        k=(2, 8, 6),
    )
    assert (fig.check("yes"), fig.check("no")) == ("Right.", "It grows.")
    fig.inputs["k"] = 3
    assert (fig.check("yes"), fig.check("no")) == ("It shrinks.", "Right.")


def test_python_can_read_the_score_and_every_answer():
    fig = can()
    fig.check(18.85)
    fig.check(10.37)
    assert fig.score == {"attempts": 2, "solved": 1}
    assert fig.answers[0] == {
        "numbers": {"r": 3.0, "k": 10.0},
        "given": 18.85,
        "right": False,
        "said": "You held k still.",
    }
    fig.answers = [*fig.answers, {"numbers": {}, "given": 1.0, "right": True, "said": "Right."}]  # as a page sends it
    assert fig.score == {"attempts": 3, "solved": 2}


# --- texts --------------------------------------------------------------------------------------


def test_numbers_stand_in_words_and_in_formulas():
    fig = can(hint="With {r} and $\\frac{ r }{{r}}$ and \\$5.", solution="$${via}$$", steps={"via": lambda r: r / 4})
    assert fig.spec["hint"][0][:2] == ["With ", {"number": "r"}]
    assert r"With 3 and $\frac{ r }{{3}}$ and \$5." in fig._still()["text/markdown"]
    assert "$${0.75}$$" in fig._still()["text/markdown"]


def test_an_empty_line_begins_a_paragraph():
    assert len(can(hint="One.\n\nTwo\nlines.").spec["hint"]) == 2


def test_without_a_script_the_question_stands_in_words_and_not_in_a_picture():
    still = can(hint="Two paths.", solution="It is {answer}.")._repr_mimebundle_()[0]
    html = still["text/html"]
    assert "image/png" not in still
    assert "<img" not in html
    assert '<span class="mlcalc-tex">$r = {3}$</span>' in html
    assert "<details><summary>Hint</summary><p>Two paths.</p></details>" in html
    assert "<details><summary>Solution</summary><p>It is 10.367256.</p></details>" in html
    assert still["text/markdown"].endswith("*Hint.* Two paths.\n\n*Solution.* It is 10.367256.")
    assert "<li><p>neither</p></li>" in friends()._still()["text/html"]


def test_a_text_cannot_break_out_of_the_page():
    fig = can(hint="</script><b>&", id="q")
    html = fig._still()["text/html"]
    assert "&lt;/script&gt;&lt;b&gt;&amp;" in html
    assert html.count("</script>") == 1
    json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (12.0, "12"), (-0.5, "−0.5"), (1 / 3, "0.333333"), (1234.56789, "1,234.568"),
     (1e7, "1 × 10⁷"), (-3.2e-7, "−3.2 × 10⁻⁷"), (100.0, "100"), (123456.0, "123,456")],
)  # fmt: skip
def test_a_number_is_written_as_the_page_writes_it(value, text):
    assert written(value) == text
