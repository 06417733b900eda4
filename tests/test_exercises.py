"""How hard each exercise is: one to three stars behind its title."""

import re

import pytest
from prose import CHAPTERS, source

# The pages whose exercises are marked.
STARRED = [page for number in range(1, 11) for page in CHAPTERS.glob(f"{number:02d}-*.ipynb")]
starred = pytest.mark.parametrize("page", STARRED, ids=[page.stem for page in STARRED])


def titles(page):
    return re.findall(r"^[`:]{3,}\{exercise(?:-start)?\}(.*)$", source(page), re.MULTILINE)


@starred
def test_every_exercise_says_how_hard_it_is(page):
    assert titles(page)
    assert [title for title in titles(page) if not re.search(r"[^\s★]\u00a0★{1,3}$", title)] == []


@starred
def test_where_there_are_many_there_are_easy_and_hard_ones(page):
    levels = {title.count("★") for title in titles(page)}
    assert len(titles(page)) < 10 or levels == {1, 2, 3}
