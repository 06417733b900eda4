"""The five stages in which a reader writes reverse mode: each mistake is named, other right ways pass, in the page."""

from itertools import pairwise

import pytest
from inpage_programs import in_page
from planted_reverse import RIGHT, SLIPS
from test_cells import results, text


@pytest.mark.parametrize("cell", SLIPS)
def test_each_mistake_is_named(cell):
    solution, asked = text(cell, "solution"), []
    for line, wrong in SLIPS[cell].items():
        assert line in solution, line
        asked += [(other, solution.replace(line, other, 1), said) for other, said in wrong.items()]
    for (other, _, said), result in zip(asked, results([program for _, program, _ in asked], cell), strict=True):
        assert result["checked"] == "wrong", (other, result)
        assert said in result["said"].replace("`", ""), (other, result["said"])


@pytest.mark.parametrize("cell", RIGHT)
def test_other_right_ways_pass(cell):
    solution, programs = text(cell, "solution"), []
    for line, others in RIGHT[cell].items():
        assert line in solution, line
        programs += [solution.replace(line, other, 1) for other in others]
    for program, result in zip(programs, results(programs, cell), strict=True):
        assert result["checked"] == "right", (program, result)


def test_a_stage_begins_where_the_one_before_ended():
    """Up to the lines at the end that try it out, and up to what a stage adds or asks to be changed."""
    for before, after in pairwise(["record", "walk", "accumulate"]):
        program = text(before, "solution").split("\n\n\na, b")[0]
        assert text(after, "starter").startswith(program)
    operations = text("operations", "solution").split("\n\n\na, b")[0]
    assert text("network", "starter").startswith(operations)


def test_the_23_numbers_of_chapter_7_are_printed():
    (run,) = in_page([text("network", "solution")])
    printed = [float(word) for word in run["printed"].split()[2:]]
    assert printed[0] == 1.45047
    assert printed[1:] == [
        0.483194, 0.241597, -0.483194, 0.966388, 0.402087, 0.201044, -0.402087, 0.804175, -0.033454, -0.016727,
        0.033454, -0.066907, 0.483194, 0.402087, -0.033454, -0.044324, 0.023434, -0.049796, 2.012769, -1.064163,
        2.261287, -0.050711, 2.302799,
    ]  # fmt: skip


def test_the_program_that_finds_them_has_about_fifty_lines():
    own = text("network", "solution").split("def numbers(")[0]
    lines = [line for line in own.splitlines() if line.strip() and not line.strip().startswith(("#", '"""'))]
    assert 45 <= len(lines) <= 60
