"""Thousands of random formulas, written in five ways, are read back as what they were."""

import pytest
from formula_trees import LETTERS, SPELLINGS, spelled

from mlcalc import read_formula

TREES = 3_000


@pytest.fixture(scope="module")
def spelled_trees():
    trees = list(spelled(TREES))
    assert len({tree for tree, _ in trees}) > TREES / 2
    return trees


@pytest.mark.parametrize("k", range(len(SPELLINGS)), ids=lambda k: SPELLINGS[k].__name__)
def test_a_formula_is_read_back_however_it_is_written(k, spelled_trees):
    for tree, texts in spelled_trees:
        assert repr(read_formula(texts[k], LETTERS).tree) == tree, texts[k]
