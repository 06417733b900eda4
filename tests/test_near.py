"""What a page fetches only when a reader comes near it: scripts for what is typed and what trains."""

import pytest

LATE = "document.querySelectorAll('script[src*=\"typed.js\"]').length"
WAITING = ".mlcalc-figure[data-kind=question]:not([data-state])"


@pytest.fixture
def chapter(page_of, built_book):
    def open_chapter(where="04-many-links", **options):
        page = page_of(built_book / "chapters" / f"{where}.html", **options)
        page.wait_for_function("document.readyState === 'complete'")
        page.locator(".mlcalc-figure[data-state=live]").first.wait_for()
        return page

    return open_chapter


def all_alive(page):
    page.wait_for_function("!document.querySelector('.mlcalc-figure:not([data-state=live])')")
    return page.locator(".mlcalc-progress").count() == 1


def test_who_does_not_get_there_fetches_nothing_for_it(chapter):
    page = chapter()
    assert page.evaluate(LATE) == 0
    assert page.locator(WAITING).count() >= 5


def test_questions_are_alive_before_they_are_seen(chapter):
    page = chapter()
    page.locator(WAITING).last.evaluate(
        "root => scrollTo(0, root.getBoundingClientRect().top + scrollY - 1.5 * innerHeight)"
    )
    assert all_alive(page)
    assert page.evaluate(LATE) == 1


@pytest.mark.parametrize("act", ["keydown", "beforeprint"])
def test_keys_and_paper_wait_for_nobody(chapter, act):
    page = chapter()
    page.evaluate(f"window.dispatchEvent(new Event('{act}'))")
    assert all_alive(page)


def test_an_address_may_name_any_figure(chapter):
    page = chapter(fragment="#summary")
    assert all_alive(page)


def test_a_network_is_trained_by_a_script_of_its_own(chapter):
    page = chapter("06-cost-and-descent")
    trained = page.locator("script[src*='trained.js']")
    assert trained.count() == 0
    page.locator("[data-kind=training]").first.evaluate("root => root.scrollIntoView()")
    page.locator("[data-kind=training][data-state=live]").first.wait_for()
    assert trained.count() == 1


def test_what_a_script_has_woken_first_is_counted_too(chapter):
    page = chapter()
    page.evaluate("mlcalc.mount(); dispatchEvent(new HashChangeEvent('hashchange'))")
    assert all_alive(page)
    questions = page.locator(".mlcalc-figure[data-kind=question]").count()
    assert page.locator(".mlcalc-progress li").count() == questions
