"""Formulas as they are read aloud: every number in them is the number that is meant, not its place in a list."""

import unicodedata

from aloud import INVISIBLE, aloud
from test_figure_graph_page import scrub, the_chapters

from mlcalc import figures

# By hand, for a = 2 and b = 3, as a reader sees them.
FORWARD = ["a=2", "b=3", "c=a+b=2+3=5", "d=ab=2⋅3=6", "v1=c+d=5+6=11", "v2=cd=5⋅6=30", "y=v1+v2=11+30=41"]
BACK = ["∂y/∂v1+=∂y/∂y⋅∂y/∂v1=1⋅1=1", "∂y/∂v1=0+1=1"]


def formulas(part):
    """The formulas in it as MathML has them."""
    return [INVISIBLE.sub("", math.text()) for math in part.all("MathMLMath")]


def plain(text):
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace(" ", "").replace("·", "⋅")


def telling(element, step):
    """The formulas that are heard at a step."""
    scrub(element, step)
    return [plain(text) for text in formulas(aloud(element.page))]


def test_every_step_of_the_tape_says_its_numbers(shown):
    element, _ = shown(the_chapters)
    for step, expected in enumerate(FORWARD):
        assert expected in telling(element, step)
    last = telling(element, 8)
    for expected in BACK:
        assert expected in last
    assert {"∂y/∂a=25", "∂y/∂b=19"} <= set(telling(element, 18))


def test_what_is_read_of_a_formula_follows_the_hand_when_it_rests(shown):
    element, _ = shown(lambda: figures.curve(lambda x: x * x, x=(-4, 4, 1.0), name="f"))
    page = element.page
    element.get_by_role("slider", name="x").first.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    now = element.locator('output[data-name="f"]').first.text_content()
    page.wait_for_timeout(700)
    said = " ".join(plain(text) for text in formulas(aloud(page)))
    assert now != "1.000000"
    assert now in said
    assert "\\" not in said


def test_a_formula_is_heard_once_and_seen_once(shown):
    element, _ = shown(the_chapters)
    assert element.locator(".katex-html:not([aria-hidden=true])").count() == 0
    heard = element.locator(".katex-mathml").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(r => r.width > 1.5 || r.height > 1.5).length"
    )
    assert heard == 0
    assert element.locator("annotation").count() == 0
