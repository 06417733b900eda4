"""A saved figure in an <iframe> of somebody's page: as high as it needs, also where the frame is a sandbox."""

import re

import pytest
from conftest import ROOT
from live import settle

from mlcalc import figures

TEXT = (ROOT / "chapters" / "use-these-figures.md").read_text(encoding="utf-8")
(LINES,) = re.findall(r"```html\n(<iframe.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def framed(page_of, tmp_path):
    """The page's own lines, with a figure in them."""

    def put(lines=LINES, **options):
        figure = figures.curve(lambda w, b: (w + b) ** 2, w=(-3, 3, 1.3), b=(-2, 2, -0.1), name="C", id="f")
        figure.save(tmp_path / "slope.html")
        (tmp_path / "host.html").write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A course</title>{lines}', encoding="utf-8"
        )
        page = page_of(tmp_path / "host.html", **options)
        frame = page.frame_locator("iframe")
        frame.locator("[data-state=live]").last.wait_for()
        return page, frame

    return put


FITS = "() => { const f = document.querySelector('iframe'); return Number(f.height) > 300 && f.height !== '480'; }"


@pytest.mark.parametrize("width", [320, 900])
def test_a_sandboxed_frame_is_as_high_as_its_figure(framed, width):
    assert 'sandbox="allow-scripts"' in LINES
    page, frame = framed(width=width + 16)
    page.wait_for_function(FITS)
    settle(page)
    body = frame.locator("body")
    sizes = body.evaluate(
        "() => { const e = document.documentElement; return [e.scrollWidth, e.scrollHeight, origin]; }"
    )
    box = page.locator("iframe").bounding_box()
    assert sizes[0] <= box["width"]
    assert sizes[1] <= box["height"] < sizes[1] + 2
    assert sizes[2] == "null"


def test_a_figure_in_a_sandbox_is_moved_and_shares_nothing(framed):
    page, frame = framed()
    before = frame.locator('output[data-name="C"]').first.inner_text()
    frame.locator('[data-drag="point"]').press("ArrowRight")
    settle(page)
    assert frame.locator('output[data-name="C"]').first.inner_text() != before


def test_one_figure_of_a_page_can_be_framed_alone(framed, page_of, tmp_path):
    one, two = (figures.curve(lambda w: w * w, w=(-1, 1, 0.5), name="C", id=name) for name in ("one", "two"))
    body = f"<h1>A page</h1>{one.to_html(full=False)}{two.to_html(full=False)}{figures.script()}"
    (tmp_path / "two.html").write_text(f'<!doctype html><html lang="en"><meta charset="utf-8">{body}', encoding="utf-8")
    page, frame = framed(LINES.replace("slope.html?embed", "two.html?embed=two"))
    page.wait_for_function(FITS)
    assert frame.locator("#two").is_visible()
    assert not frame.locator("h1").is_visible()
    assert not frame.locator("#one").is_visible()
