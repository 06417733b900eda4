"""Whole pages, the theme's part of them too, for readers who cannot see: axe finds no fault."""

import re

import pytest
from live import see_all, wake

from mlcalc.make import node

AXE = node.FRONT / "node_modules" / "axe-core" / "axe.min.js"
# One of each sort: questions and folds; formulas, code and exercises; the reference; the theme's own.
PAGES = ["chapters/index", "chapters/07-backpropagation", "chapters/api", "chapters/glossary", "search"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", PAGES)
def test_axe_finds_no_fault_on_a_whole_page(page_of, built_book, where, scheme):
    page = page_of(built_book / f"{where}.html", color_scheme=scheme)
    wake(page)
    assert page.locator(".mlcalc-figure:not([data-state=live])").count() == 0
    see_all(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations")
    told = [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
    assert told == [], "\n".join(told)


def test_a_dark_page_prints_on_light_paper_and_is_dark_again(page_of, built_book):
    page = page_of(built_book / "chapters" / "glossary.html", color_scheme="dark")
    shade = "getComputedStyle(document.body).backgroundColor"
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    dark = page.evaluate(shade)
    page.evaluate(f"addEventListener('beforeprint', () => window.printed = {shade})")
    page.pdf()
    assert page.evaluate("printed") == "rgb(255, 255, 255)" != dark
    assert page.evaluate(shade) == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_dark_or_light_before_any_file_of_its_own_has_come(page_of, built_book, tmp_path, scheme):
    html = (built_book / "chapters" / "glossary.html").read_text(encoding="utf-8")
    alone = tmp_path / "alone.html"
    alone.write_text(re.sub(r"<script\b[^>]*\ssrc=[^>]*></script>|<link\b[^>]*>", "", html), encoding="utf-8")
    page = page_of(alone, color_scheme=scheme)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize(
    ("button", "width", "leads_to"),
    [("primary", 360, "Sensitivity"), ("secondary", 360, "With a pencil"), ("secondary", 1280, "With a pencil")],
)
def test_the_menu_and_the_contents_open_where_they_are_no_column(page_of, built_book, button, width, leads_to):
    page = page_of(built_book / "chapters" / "07-backpropagation.html", width=width)
    page.wait_for_function("document.readyState === 'complete'")
    dialog = page.locator(f"#pst-{button}-sidebar-modal")
    page.locator(f".{button}-toggle:visible").click()
    dialog.get_by_role("link", name=leads_to).first.wait_for(state="visible")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
