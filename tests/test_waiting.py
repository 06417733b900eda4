"""A figure that waits for an answer: hidden in its room until a reader has committed to one, rightly or not."""

import pytest
from figure_page import write_page
from live import live

from mlcalc import figures


@pytest.fixture
def waiting(page_of, tmp_path):
    """(page, the figure): a question, and the figure that waits for its answer."""

    def put(fragment=""):
        question = figures.question("How steep is $w^2$ at {w}?", answer=lambda w: 2 * w, w=[3, 1], unlocks="f", id="q")
        figure = figures.curve(lambda w: w**2, w=(-3, 3, 0.5), name="C", id="f")
        page = page_of(write_page(tmp_path, question, figure), fragment=fragment)
        live(page, "q")
        return page, live(page, "f")

    return put


def sees(figure):
    return figure.locator(".mlcalc-body").is_visible()


def answer(page, text):
    page.locator("#q input[type=text]").fill(text)
    page.locator("#q .mlcalc-check").click()


@pytest.mark.parametrize("given", ["6", "9"])
def test_it_shows_when_the_question_is_answered_rightly_or_not_and_nothing_moves(waiting, given):
    page, figure = waiting()
    assert not sees(figure)
    assert figure.evaluate("e => e.inert"), "nor can it be reached by a key"
    before = figure.bounding_box()["height"]
    answer(page, "six")
    assert not sees(figure), "what cannot be read is no answer"
    answer(page, given)
    assert sees(figure)
    assert not figure.evaluate("e => e.inert")
    assert figure.bounding_box()["height"] == before
    assert not page.locator("#q .mlcalc-told button").is_visible()


def test_there_is_a_way_round(waiting):
    page, figure = waiting()
    page.get_by_role("button", name="Show it without an answer").click()
    assert sees(figure)


def test_who_has_answered_before_or_follows_a_link_to_it_does_not_wait(waiting):
    page, _ = waiting()
    answer(page, "6")
    page.reload()
    assert sees(live(page, "f"))
    _, figure = waiting("#f:w=1")
    assert sees(figure)


def test_the_figure_is_named_by_its_id():
    with pytest.raises(TypeError, match=r"unlocks: expected the id of a figure, got 3"):
        figures.question("Twice {a}?", answer=lambda a: 2 * a, a=[3, 1], unlocks=3)
