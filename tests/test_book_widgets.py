"""A book with our figures leaves other widgets what they need, and asks for nothing where there are none."""

import json
import re

import pytest
from small_book import CURVE, small_book

STATE = re.compile(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>', re.DOTALL)
VIEWS = re.compile(r'<script type="application/vnd.jupyter.widget-view\+json">(.*?)</script>', re.DOTALL)
LOADED = re.compile(r'<script\b[^>]*src="(https?://[^"]*)"')


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "page.html"), ("dirhtml", "page/index.html"), ("singlehtml", "page.html")]
)
def test_every_html_builder_shows_the_figure_and_asks_for_nothing(tmp_path, page_of, builder, page):
    built = small_book(tmp_path, "mlcalc.book", "mlcalc.book.formulas", "mlcalc.book.lean", cell=CURVE, builder=builder)
    assert built.returncode == 0, built.stdout + built.stderr
    path = tmp_path / "_build" / builder / page
    opened = page_of(path)
    opened.wait_for_selector("#mine[data-state=live]")
    # The theme complains of a setting of its own, which no figure needs.
    opened.errors[:] = [error for error in opened.errors if "invalid theme mode" not in error]
    html = path.read_text(encoding="utf-8")
    assert VIEWS.findall(html) == STATE.findall(html) == LOADED.findall(html) == []
    assert len(html) < 200_000, "no figure brings its script along in a saved state"


def test_a_teachers_own_widgets_keep_what_they_need(tmp_path):
    other = (
        "import ipywidgets\nipywidgets.HBox([ipywidgets.IntSlider(value=41, description='mine'), ipywidgets.Text()])"
    )
    built = small_book(tmp_path, "mlcalc.book", "mlcalc.book.lean", cell=[CURVE, other])
    assert built.returncode == 0, built.stdout + built.stderr
    html = (tmp_path / "_build" / "html" / "page.html").read_text(encoding="utf-8")
    (view,), (saved,) = map(json.loads, VIEWS.findall(html)), map(json.loads, STATE.findall(html))
    state = saved["state"]
    assert state[view["model_id"]]["model_name"] == "HBoxModel"
    slider = next(model["state"] for model in state.values() if model["model_name"] == "IntSliderModel")
    assert (slider["value"], slider["description"]) == (41, "mine")
    assert len(LOADED.findall(html)) == 2, "what myst-nb gives a page with widgets"
    assert "AnyModel" not in {model["model_name"] for model in state.values()}, "our figure needs no state"
    assert html.count('class="mlcalc-figure"') == 1
    assert LOADED.findall((tmp_path / "_build" / "html" / "plain.html").read_text(encoding="utf-8")) == []


def test_figures_in_a_box_are_saved_with_it(tmp_path):
    figure = CURVE.replace("figures.curve", "figure = figures.curve")
    box = f"import ipywidgets\n{figure}\nipywidgets.HBox([figure, figure])"
    built = small_book(tmp_path, "mlcalc.book", cell=[CURVE.replace("mine", "alone"), box])
    assert built.returncode == 0, built.stdout + built.stderr
    html = (tmp_path / "_build" / "html" / "page.html").read_text(encoding="utf-8")
    (saved,) = map(json.loads, STATE.findall(html))
    figures = [m["state"]["spec"]["id"] for m in saved["state"].values() if "spec" in m["state"]]
    assert figures == ["mine"], "the figure of the box, and not the one that stands on the page itself"
