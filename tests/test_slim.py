"""What is made shorter in a page's HTML says, shows and draws what it did."""

import json
import re

import pytest

from mlcalc.book import bundle, slim

COLOURS = """
html[data-theme="light"] .highlight { background: #fff; color: #111111 }
html[data-theme="light"] .highlight .n { color: #111111 } /* Name */
html[data-theme="light"] .highlight .p { color: #111111 }
html[data-theme="light"] .highlight .o { color: #00622F }
html[data-theme="light"] .highlight .b { color: #111111; font-weight: bold }
html[data-theme="dark"] .highlight { background: #000; color: #EEEEEE }
html[data-theme="dark"] .highlight .n { color: #EEEEEE }
html[data-theme="dark"] .highlight .p { color: #ABE338 }
html[data-theme="dark"] .highlight .o { color: #ABE338 }
html[data-theme="dark"] .highlight .b { color: #EEEEEE }
"""
BRACE = f'<svg viewBox="0 0 9 9"><path d="M0 0{"l1 1" * 50}"/></svg>'


def test_a_token_is_plain_where_every_theme_sets_it_as_the_code_around():
    assert slim.plain_tokens(COLOURS) == {"n"}


def test_code_keeps_its_text_and_its_colours():
    code = '<div class="highlight"><pre><span></span><span class="n">w</span> <span class="o">=</span>\n\n  y</pre>'
    assert slim.slimmed(code, {"n"}) == code.replace("<span></span>", "").replace('<span class="n">w</span>', "w")


def test_a_specification_is_the_same_without_its_spaces():
    given = {"a": [0.1, 1e-300, -0.0, 5e-324, 2**53], "text": "a, b: ∂ </script>\n\n  c", "z": {}}
    text = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    page = slim.slimmed(f'<script type="application/json">{text}</script>', set())
    (found,) = re.findall(r">(.*)</script>", page)
    assert json.loads(found) == given
    assert len(found) < len(text)


def test_lines_go_where_no_reader_sees_them():
    page = "<p>a\n\n   b</p>\n<textarea>x\n\n  y</textarea><pre>1\n\n  2</pre>\n   \n<style>c\n\n d</style>"
    small = "<p>a\nb</p>\n<textarea>x\n\n  y</textarea><pre>1\n\n  2</pre>\n<style>c\n\n d</style>"
    assert slim.slimmed(page, set()) == small


def test_a_stroke_that_comes_twice_is_written_once():
    page = slim.slimmed(f"<body>{BRACE}<p>{BRACE}</p></body>", set())
    assert len(re.findall(r' d="', page)) == 1
    assert page.count('<svg viewBox="0 0 9 9"><use href="#stroke-1"/></svg>') == 2
    assert slim.slimmed(f"<body>{BRACE}</body>", set()) == f"<body>{BRACE}</body>"


@pytest.mark.parametrize("name", ["07-backpropagation", "gallery"])
def test_a_page_that_was_made_shorter_stays_as_it_is(built_book, name):
    page = (built_book / "chapters" / f"{name}.html").read_text(encoding="utf-8")
    plain = slim.plain_tokens((built_book / bundle.COLOURS).read_text(encoding="utf-8"))
    assert plain >= {"n", "p", "w"}
    assert slim.slimmed(page, plain) == page
    assert "<semantics>" not in page


def test_braces_are_drawn(page_of):
    """A stroke from the end of the page fills what it filled in its place."""
    page = page_of(f"<style>svg {{ width: 90px; fill: red; stroke: red }}</style>{BRACE}{BRACE}")
    boxes = page.locator("svg use").evaluate_all("all => all.map(use => use.getBBox().width)")
    assert boxes == [50, 50]
    strokes = page.locator("path").evaluate_all("all => all.map(path => getComputedStyle(path).stroke)")
    assert strokes == ["none"]


@pytest.fixture
def page_of(browser):
    page = browser.new_page()

    def opened(body):
        page.set_content(slim.slimmed(f"<!doctype html><body>{body}</body>", set()))
        return page

    yield opened
    page.close()


def test_the_menu_and_the_words_at_a_button_come_with_the_first_touch(built_book, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((built_book / "chapters" / "01-sensitivity.html").as_uri())
    assert not [url for url in asked if "bootstrap" in url]
    page.locator(".dropdown-download-buttons > button").click()
    page.locator(".dropdown-download-buttons .dropdown-menu.show").wait_for(timeout=5000)
    assert len([url for url in asked if url.endswith("bootstrap.js")]) == 1
    page.close()


def test_a_button_leads_back_up_once_somebody_scrolls_upwards(built_book, browser):
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto((built_book / "chapters" / "01-sensitivity.html").as_uri())
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_timeout(100)
    assert not page.locator("#pst-back-to-top").is_visible()
    page.evaluate("scrollTo(0, 2500)")
    up = page.locator("#pst-back-to-top")
    up.wait_for(state="visible", timeout=5000)
    up.click()
    page.wait_for_function("scrollY === 0")
    page.close()


def test_the_words_at_a_button_come_while_it_is_pointed_at(built_book, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((built_book / "chapters" / "01-sensitivity.html").as_uri())
    page.locator(".theme-switch-button:visible").first.hover()
    page.locator(".tooltip.show").wait_for(timeout=5000)
    page.close()
