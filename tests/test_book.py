"""The built book stands on its own; and one line in `_config.yml` gives the figures to a book that is not this one."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT
from live import FIGURE, see_all, wake
from small_book import CURVE, small_book
from sphinx.errors import ExtensionError
from whole_page import ALL, BEYOND, CUT, FAINT, HOLDS, MET, PROSE, RAW, WIDE

from mlcalc.book import formulas, lean
from mlcalc.make import assets

PAGES = [
    re.sub(r"\.(md|ipynb)$", ".html", f"chapters/{path.name}")
    for path in sorted((ROOT / "chapters").iterdir())
    if path.suffix in (".md", ".ipynb")
]


@pytest.mark.parametrize("page_name", ["index.html", "search.html", *PAGES])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_page_is_whole_offline_and_never_scrolls_sideways(built_book, page_of, page_name, width, scheme):
    page = page_of(built_book / page_name, width=width, color_scheme=scheme, offline=True)
    page.wait_for_function("document.readyState === 'complete' && document.title")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wake(page)
    see_all(page)
    assert page.evaluate(ALL, CUT) == []
    assert page.evaluate(ALL, MET) == []
    assert page.evaluate(WIDE) == []
    assert page.locator(".mlcalc-figure:not([data-state=live])").count() == 0
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate(FAINT, scheme) == []
    assert page.locator(".katex-error").count() == 0
    for found in page.evaluate(HOLDS, FIGURE):
        assert min(found) > 3, "formulas and numbers of a figure"
    if page_name.startswith("chapters"):
        prose = page.evaluate(PROSE)
        assert len(prose) > 300
        assert [raw for raw in RAW if raw in prose] == []
    for narrow in (360, 320) if width == 360 else (width,):
        if narrow != width:
            page.set_viewport_size({"width": narrow, "height": 900})
            see_all(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), narrow
        assert page.evaluate(BEYOND) == [], narrow
    assert page.evaluate("[...document.fonts].filter(f => f.status === 'error').length") == 0


@pytest.mark.parametrize("page_name", PAGES)
def test_a_page_names_nothing_that_it_would_fetch(built_book, page_name):
    html = (built_book / page_name).read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\ssrc="(?:https?:)?//[^"]*"', html)
    fetched += re.findall(
        r'<link\b[^>]*rel="(?:stylesheet|preload|modulepreload)"[^>]*href="(?:https?:)?//[^"]*"', html
    )
    assert fetched == []
    assert html.count("mlcalc/figures.js") == ('class="mlcalc-figure"' in html)
    assert re.findall(r'<link\b[^>]*rel="stylesheet"[^>]*href="([^"?]*)', html)[0].endswith("mlcalc/book.css")
    assert "fontawesome" not in html
    assert 'class="math' not in html or 'class="katex"' in html


def test_one_line_gives_any_jupyter_book_the_figures(tmp_path, page_of):
    built = small_book(tmp_path, "mlcalc.book", cell=CURVE)
    assert built.returncode == 0, built.stdout + built.stderr
    html = tmp_path / "_build" / "html"
    page = page_of(html / "page.html")
    page.wait_for_selector("#mine[data-state=live]")
    assert float(page.locator("#mine output[data-name=C]").first.get_attribute("data-value")) == 0.25
    # The theme complains of a setting of its own that no figure needs; nothing else may be wrong.
    page.errors[:] = [error for error in page.errors if "invalid theme mode" not in error]
    assert "figures.js" not in (html / "plain.html").read_text()


def test_plain_sphinx_shows_the_figures_by_the_same_extension(tmp_path, page_of):
    (tmp_path / "conf.py").write_text('project = "Mine"\nextensions = ["myst_nb", "mlcalc.book"]\n')
    (tmp_path / "index.md").write_text(
        "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n"
        f"# Mine\n\n```{{code-cell}} python\n{CURVE}\n```\n"
    )
    built = tmp_path / "built"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(tmp_path), str(built)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    page = page_of(built / "index.html")
    page.wait_for_selector("#mine[data-state=live]")
    assert float(page.locator("#mine output[data-name=C]").first.get_attribute("data-value")) == 0.25


def test_a_formula_that_cannot_be_read_fails_the_build_and_names_its_place(tmp_path):
    text = "# A book\n\nFine: $x^2$.\n\nNot fine: $\\frac{1}$.\n"
    built = small_book(tmp_path, "mlcalc.book", "mlcalc.book.formulas", text=text)
    assert built.returncode != 0
    assert re.search(r"page\.ipynb:\d+: WARNING: KaTeX parse error: .*\\frac", built.stderr), built.stderr


def test_figures_that_were_not_built_say_what_to_type(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    with pytest.raises(ExtensionError, match=r"the figures are not built: .*figures\.js\. Type: make book"):
        assets.find("figures.js")


def test_katex_ends_when_its_input_does():
    katex = formulas.Katex()
    assert "katex-display" in katex(r"\int_0^1 x\,dx", True)["html"]
    assert "error" in katex(r"\frac{1}", False)
    assert "annotation" not in katex(r"a < b", False)["html"]
    process = katex.process
    process.stdin.close()  # as when the process of the build is killed
    assert process.wait(timeout=10) == 0


def test_an_operator_alone_in_a_script_is_one_part_of_the_formulas_markup():
    assert "<msub><mi>η</mi><mi>max</mi></msub>" in formulas.katex(r"\eta_{\max}", False)["html"]


@pytest.mark.parametrize(
    ("latex", "nowrap", "one"),
    [
        (r"a &= b \\ c &= d", False, r"\begin{aligned}a &= b \\ c &= d\end{aligned}"),
        (r"\begin{align}a&=b\end{align}", True, r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{alignat}{2}a&=b\end{alignat}", True, r"\begin{alignedat}{2}a&=b\end{alignedat}"),
        (r"\begin{gather}a\end{gather}", True, r"\begin{gathered}a\end{gathered}"),
        (r"\begin{equation}a\end{equation}", True, "a"),
        (r"\begin{align*}a&=b\end{align*}", True, r"\begin{align*}a&=b\end{align*}"),
    ],
)
def test_an_environment_never_numbers_itself(latex, nowrap, one):
    assert formulas.as_one_formula(latex, nowrap) == one
    assert "eqn-num" not in formulas.katex(one, True)["html"]


def test_a_script_stays_where_the_page_needs_it():
    assert not lean.is_needed("_static/copybutton.js", "<p>words</p>", live_code=False)
    assert lean.is_needed("_static/copybutton.js", '<div class="highlight-python">', live_code=False)
    assert not lean.is_needed("_static/sphinx-thebe.js", "", live_code=False)
    assert lean.is_needed("_static/anything-else.js", "", live_code=False)
    tags = '<script defer src="a/fontawesome.js?v=1"></script>\n<script src="b.js"></script>'
    assert lean.without_scripts(tags, "fontawesome") == '<script src="b.js"></script>'
