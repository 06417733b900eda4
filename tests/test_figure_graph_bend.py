"""One rule of the tape bent, in the page: the derivatives that come of it are those of the slip done by hand."""

import math

import numpy as np
import pytest
from test_figure_graph_page import cotangents, the_chapters
from test_shared_states import followed

from mlcalc import figures

A = 0.6


def sine():
    def y(a):
        u = a * a * a
        return np.sin(u) + 2 * a

    return figures.graph(y, a=(-1, 1, A))


def bend(element, text):
    element.locator("select[data-bend]").select_option(label=text)


def test_any_rule_can_be_bent_and_the_slip_has_its_name(shown):
    element, figure = shown(sine)
    true = 3 * A**2 * math.cos(A**3) + 2
    assert cotangents(element, figure) == [pytest.approx(true)]
    for option in element.locator("select[data-bend] option").all_inner_texts()[1:]:
        bend(element, option)
        (got,) = cotangents(element, figure)
        words = element.locator(".mlcalc-telling-words").inner_text()
        assert ("wrong" in words) == (abs(got - true) > 1e-9), option
        slip = element.locator(".mlcalc-bent").get_attribute("data-slip")
        assert slip == {"1": "inner", "out": "path", "turned": "sign"}[option.split()[-1]]
    bend(element, "no rule")
    assert cotangents(element, figure) == [pytest.approx(true)]
    assert element.locator(".mlcalc-bent").inner_text() == ""


def test_the_slips_of_the_first_chapter(shown):
    """y = (c + d) + c·d with c = a + b, d = a·b at a = 2, b = 3: by hand, with one rule forgotten."""
    element, figure = shown(the_chapters)
    assert cotangents(element, figure) == [25, 19]
    bend(element, "∂d/∂a left out")  # then y moves with a through c alone: (1 + d)·1
    assert cotangents(element, figure) == [7, 19]
    bend(element, "∂d/∂a taken as 1")  # 7 + (1 + c)·1
    assert cotangents(element, figure) == [13, 19]
    bend(element, "∂d/∂b with its sign turned")  # 7 − (1 + c)·2
    assert cotangents(element, figure) == [25, -5]
    again = followed(element)
    assert again.locator("select[data-bend] option:checked").inner_text() == "∂d/∂b with its sign turned"
    assert cotangents(again, figure) == [25, -5]
