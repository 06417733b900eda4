"""A link to a state leads back to it: the step, and what the reader has broken on the way, are in it too."""

import pytest
from live import live, settle
from network_pages import scrub
from test_figure_graph import the_chapters
from test_figure_graph_page import boxes
from test_figure_graph_page import scrub as scrub_tape
from training_figures import classes, make

from mlcalc import Network, figures


def net():
    return figures.network(Network.random([2, 2, 1], seed=3), [1, 2], [0.5])


def followed(element):
    """The same figure in the same page, opened anew by the link that it offers."""
    link = element.get_by_role("link", name="Link to this state")
    link.focus()
    address, page = link.get_attribute("href"), element.page
    name = element.get_attribute("id")
    page.goto("about:blank")
    page.go_back()
    page.evaluate("address => { location.hash = address; location.reload() }", address)
    page.wait_for_load_state()
    opened = live(page, name)
    settle(page)
    return opened


def test_a_broken_tape_is_shared_at_its_step(shown):
    element, _ = shown(the_chapters)
    whole = int(element.locator(".mlcalc-tape-scrubber").get_attribute("max"))
    for rule in ("adds", "waits"):
        element.locator(f'[data-break="{rule}"]').check()
    element.locator('input[data-name="a"]').press("End")
    scrub_tape(element, whole + 1)  # a step that the tape has only where it is broken
    seen, place = boxes(element), element.locator(".mlcalc-place").inner_text()
    again = followed(element)
    assert again.locator(".mlcalc-place").inner_text() == place
    assert all(again.locator(f'[data-break="{rule}"]').is_checked() for rule in ("adds", "waits"))
    assert boxes(again) == seen


@pytest.mark.parametrize("step", [0, 3, 8])
def test_a_networks_step_is_shared(shown, step):
    element, _ = shown(net)
    scrub(element, step)
    now = ".mlcalc-scrubber"
    seen = element.locator(now).get_attribute("data-step")
    again = followed(element)
    assert again.locator(now).get_attribute("data-step") == seen
    assert again.locator(".mlcalc-scrub").input_value() == str(step)


def test_a_training_runs_step_and_axis_are_shared(shown):
    element, _ = shown(lambda: make(classes))
    for _ in range(3):
        element.get_by_role("button", name="one step on").click()
    element.get_by_role("radio", name="logarithmic").check()
    settle(element.page)
    cost = element.locator('output[data-name="C"]').first.get_attribute("data-value")
    again = followed(element)
    assert again.locator('output[data-name="step"]').first.get_attribute("data-value") == "3"
    assert again.get_by_role("radio", name="logarithmic").is_checked()
    assert again.locator('output[data-name="C"]').first.get_attribute("data-value") == cost


@pytest.mark.parametrize("said", ["show-step=99", "show-step=-4", "show-step=2.4"])
def test_a_step_that_is_none_leads_to_the_nearest(shown, said):
    element, figure = shown(net)
    element.page.evaluate(f"location.hash = '#{figure.spec['id']}:{said}'")
    settle(element.page)
    want = {"99": "8", "-4": "0", "2.4": "1"}[said.partition("=")[2]]
    assert element.locator(".mlcalc-scrub").input_value() == want
    assert element.locator(".mlcalc-note:visible").count() == 0
