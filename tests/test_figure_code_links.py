"""A program that goes by a link, what is kept of one's own, and the next stage of a program one has written oneself."""

import pytest
from figure_page import write_page
from live import live
from test_figure_code_page import STARTER, run

from mlcalc import figures

MINE = "def double(x):\n    return x + x  # 100 % <b>mine</b> äπ\n"


def cell(**options):
    return figures.code(STARTER, check="same('double(3)', double(3), 6)", id="cell", **options)


def copied(element):
    """What *Copy link* has copied."""
    page = element.page
    page.evaluate("""() => {
        const writeText = (text) => { globalThis.copied = text; return Promise.resolve(); };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true }); }""")
    element.get_by_role("button", name="Copy link").click()
    element.locator(".mlcalc-link-said:not(:empty)").wait_for()
    return page.evaluate("globalThis.copied ?? null"), element.locator(".mlcalc-link-said").inner_text()


def test_a_link_carries_the_program_and_nothing_runs_by_itself(page_of, tmp_path):
    page = page_of(write_page(tmp_path, cell()))
    element = live(page, "cell")
    element.locator("textarea").fill(MINE)
    link, said = copied(element)
    assert said.startswith("The link is copied.")
    assert "<" not in link
    other_page = page_of(write_page(tmp_path, cell()), fragment="#" + link.split("#")[1])
    asked = []
    other_page.on("request", lambda request: asked.append(request.url))
    other = live(other_page, "cell")
    other_page.wait_for_timeout(300)
    assert other.locator("textarea").input_value() == MINE
    assert "Read it before you do" in other.locator(".mlcalc-origin").inner_text()
    assert asked == []
    assert other.locator(".mlcalc-checked").inner_text() == ""
    assert other.locator(".mlcalc-editor b").count() == 0, "nothing of it is read as mark-up"
    assert other_page.url.endswith("#cell"), "the next visit begins with what stands in the box"
    assert run(other)[0] == "right"


def test_who_had_a_program_gets_it_back(page_of, tmp_path):
    path = write_page(tmp_path, cell())
    page = page_of(path)
    element = live(page, "cell")
    element.locator("textarea").fill(MINE)
    link = copied(element)[0].split("#")[1]
    element.locator("textarea").fill("own = 1")
    page.evaluate("hash => { location.hash = hash }", f"#{link}")
    element.get_by_role("button", name="Back to my program").wait_for()
    assert element.locator("textarea").input_value() == MINE
    page.reload()
    element = live(page, "cell")
    assert element.locator("textarea").input_value() == MINE
    page.evaluate("hash => { location.hash = hash }", f"#{link}")
    element.get_by_role("button", name="Back to my program").click()
    assert element.locator("textarea").input_value() == "own = 1"


def test_a_long_program_is_no_link_and_that_is_said(page_of, tmp_path):
    element = live(page_of(write_page(tmp_path, cell())), "cell")
    element.locator("textarea").fill(MINE * 200)
    link, said = copied(element)
    assert link is None
    assert "send the program itself" in said


def test_where_nothing_may_be_copied_the_address_has_it(page_of, tmp_path):
    page = page_of(write_page(tmp_path, cell()))
    element = live(page, "cell")
    page.evaluate("""() => { document.execCommand = () => false;
        Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }) }""")
    element.get_by_role("button", name="Copy link").click()
    element.locator(".mlcalc-link-said:not(:empty)").wait_for()
    assert "the address above" in element.locator(".mlcalc-link-said").inner_text()
    assert "#cell:def=" in page.url


HOSTILE = (
    "<img src=x onerror=window.hacked=1>", "PGltZyBzcmM9eCBvbmVycm9yPXdpbmRvdy5oYWNrZWQ9MT4", "_____", "%", "a=1,def=b",
    "javascript:window.hacked=1",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_address_runs_nothing(page_of, tmp_path, hostile):
    page = page_of(write_page(tmp_path, cell()))
    element = live(page, "cell")
    for text in (hostile, page.evaluate("encodeURIComponent", hostile)):
        page.evaluate("hash => { location.hash = hash }", f"#cell:def={text}")
        page.wait_for_timeout(100)
        assert element.get_attribute("data-state") == "live"
        assert page.evaluate("window.hacked") is None
        assert element.locator("img, script[src]").count() == 0


# --- stages ---------------------------------------------------------------------------------------

FIRST = "def double(x):\n    return x\n\n\nprint(double(3))"
SOLVED = "def double(x):\n    return 2 * x\n\n\nprint(double(3))"
NEXT = "def double(x):\n    return 2 * x\n\n\ndef triple(x):\n    return x\n\n\nprint(triple(3))"


def stages():
    first = figures.code(FIRST, check="same('double(3)', double(3), 6)", solution=SOLVED, id="first")
    return first, figures.code(NEXT, check="same('triple(3)', triple(3), 9)", after=first, id="second")


OWN = "half = 0.5\n\n\ndef double(x):\n    return x / half\n\n\nprint('mine', double(3))"
CARRIED = "half = 0.5\n\n\ndef double(x):\n    return x / half\n\n\ndef triple(x):\n    return x\n\n\nprint(triple(3))"


def test_the_next_stage_begins_with_ones_own_program_and_a_button_brings_the_authors(page_of, tmp_path):
    page = page_of(write_page(tmp_path, *stages()))
    first, second = live(page, "first"), live(page, "second")
    area = second.locator("textarea")
    assert area.input_value() == NEXT
    first.locator("textarea").fill(OWN)
    first.locator("button[data-run]").click()
    page.locator("#first [data-checked=right]").wait_for()
    assert area.input_value() == CARRIED
    assert "your own program of the stage before" in second.locator(".mlcalc-origin").inner_text()
    page.reload()
    second = live(page, "second")
    area = second.locator("textarea")
    assert area.input_value() == CARRIED
    second.get_by_role("button", name="Begin with the author's").click()
    assert area.input_value() == NEXT
    page.reload()
    second = live(page, "second")
    assert second.locator("textarea").input_value() == NEXT
    second.get_by_role("button", name="Begin with mine").click()
    assert second.locator("textarea").input_value() == CARRIED


def test_what_one_has_begun_is_not_overwritten(page_of, tmp_path):
    page = page_of(write_page(tmp_path, *stages()))
    first, second = live(page, "first"), live(page, "second")
    second.locator("textarea").fill("begun = 1")
    first.locator("textarea").fill(OWN)
    first.locator("button[data-run]").click()
    page.locator("#first [data-checked=right]").wait_for()
    assert second.locator("textarea").input_value() == "begun = 1"
    assert second.locator(".mlcalc-origin").is_visible()


def test_a_solution_that_is_the_authors_carries_nothing(page_of, tmp_path):
    page = page_of(write_page(tmp_path, *stages()))
    first, second = live(page, "first"), live(page, "second")
    first.locator("textarea").fill(SOLVED)
    first.locator("button[data-run]").click()
    page.locator("#first [data-checked=right]").wait_for()
    assert second.locator("textarea").input_value() == NEXT
    assert second.locator(".mlcalc-origin").is_hidden()


def test_after_is_a_cell_with_a_solution():
    with pytest.raises(TypeError, match="after: expected a cell"):
        figures.code(NEXT, after="first")
    with pytest.raises(ValueError, match="after: that cell has no solution"):
        figures.code(NEXT, after=figures.code(FIRST))
