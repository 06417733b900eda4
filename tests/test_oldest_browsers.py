"""No style sheet and no script of the build is newer than the oldest browsers that it names, as the README does."""

import io
import re
import subprocess

import numpy as np
import pytest
from conftest import ROOT
from live import live, settle
from oldest import newer, newer_calls, targets
from PIL import Image
from training_figures import classes, make, plane

from mlcalc.make import node
from mlcalc.make.assets import STATIC, THEME

# Named where a test that is collected before anything is built has to know them.
SHEETS = [
    *(STATIC / name for name in ("figures.css", "figures-inline.css", "letters.css")),
    *sorted(THEME.glob("*.css")),
]
SCRIPTS = ["figures.js", "figures.mjs", "loader.mjs", "python.js", "typed.js", "trained.js"]
# What may be newer, or known in part: a page without it has all that it says, and can be used.
MAY_BE_NEWER = {
    "accent-color": "the contrast within a box is the reader's colour's",
    ":marker": "a list's marks as they always were",
    "paint-order": "partly: not for the letters of HTML, which we do not outline",
    "scrollbar-width": "a scrollbar as wide as the system's",
    "scrollbar-width: thin": "a scrollbar as wide as the system's",
    "forced-color-adjust": "Safari forces no colours",
    "forced-color-adjust: none": "Safari forces no colours",
}
# In a sheet that is the book's alone.
IN_BOOK = {":has": "in the dark, a light frame around a figure of Firefox 115 to 120"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_style_is_newer_than_the_oldest_browsers(sheet):
    allowed = MAY_BE_NEWER | (IN_BOOK if sheet.name == "page.css" else {})
    found = {what: lack for what, lack in newer(sheet.read_text(encoding="utf-8")).items() if what not in allowed}
    assert not found, (
        "a browser that mlcalc/front/build.mjs names does not know these. Write a plain value before the newer one, "
        "put that into @supports, or mix colours in view/theme.css, where the build does"
    )


def test_what_may_be_newer_is_used():
    found = set().union(*(newer(sheet.read_text(encoding="utf-8")) for sheet in SHEETS))
    assert set(MAY_BE_NEWER) | set(IN_BOOK) == found


NEWER = {
    ".a { --ink: light-dark(#000, #fff) }": "light-dark()",
    ".a { background: color-mix(in srgb, red, blue) }": "color-mix()",
    ".a { background: red; background: color-mix(in srgb, var(--a), blue) }": "color-mix()",
    ".a { color: oklch(50% 1 9) } .b { color: red; color: oklch(50% 1 9) }": "oklch()",
    "@media print { .a:has(b) { color: red } }": ":has",
    ".a { content: '→' / '' }": "content: … / …",
    ".a { mask: var(--icon) }": "mask",
    ".a { .b { color: red } }": ".b { color: red } (nested)",
    ".a { grid-template-columns: subgrid }": "grid-template-columns: subgrid",
    "@starting-style { .a { color: red } }": "@starting-style",
}
OLD_ENOUGH = [
    ".a { background: red; background: color-mix(in srgb, red, blue) }",
    "@supports (color: color-mix(in srgb, red, red)) { .a { fill: color-mix(in srgb, red, blue) } }",
    ".a { -webkit-mask: var(--icon); mask: var(--icon) }",
    ".a { content: '→'; content: '→' / '' }",
    "@container (min-width: 9px) { .a:is(.b) { inset: 0; color: rgb(1 2 3 / 40%) } }",
]


@pytest.mark.parametrize(("sheet", "what"), NEWER.items(), ids=NEWER.values())
def test_the_tables_are_read(sheet, what):
    assert what in newer(sheet)


@pytest.mark.parametrize("sheet", OLD_ENOUGH)
def test_what_has_a_plainer_form_beside_it_may_be_newer(sheet):
    assert newer(sheet) == {}


# A second run with the same targets would lower whatever were still too new, and name the syntax that it cannot.
AGAIN = """
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
const [path, ...target] = process.argv.slice(1);
const lowered = transformSync(readFileSync(path, "utf8"), { target, minify: true, legalComments: "inline" });
const natural = transformSync(readFileSync(path, "utf8"), { target: "esnext", minify: true, legalComments: "inline" });
console.log(lowered.code === natural.code);
"""


def test_every_sheet_and_script_is_looked_at():
    assert {path.name for path in STATIC.glob("*.css")} == {path.name for path in SHEETS if path.parent == STATIC}
    # KaTeX's own runs in Node alone.
    assert {path.name for path in STATIC.glob("*.*js")} - {"katex.min.js"} == {*SCRIPTS}


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_has_syntax_that_is_newer(name):
    browsers = [f"{browser}{version:g}" for browser, version in targets().items()]
    command = [str(node.binary()), "--input-type=module", "-e", AGAIN, str(STATIC / name), *browsers]
    run = subprocess.run(command, cwd=node.FRONT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "true"


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_calls_what_is_newer(name):
    found = newer_calls((STATIC / name).read_text(encoding="utf-8"))
    assert not found, "a browser that mlcalc/front/build.mjs names does not know these"


@pytest.mark.parametrize(
    "script", ["new DecompressionStream('gzip')", "a.toSorted()", "Promise.withResolvers()", "Object.groupBy(a,b)"]
)
def test_what_is_newer_is_found_in_a_script(script, monkeypatch):
    monkeypatch.setattr("oldest.targets", lambda: {"chrome": 79.0, "firefox": 112.0, "safari": 15.0})
    assert newer_calls(f"const a=x(),b={script};")


def test_the_readme_names_the_oldest_browsers():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"(Chrome|Firefox|Safari) (\d[\d.]*\d)", readme))
    assert {name.lower(): float(version) for name, version in said.items()} == targets()


# Chromium, told that it mixes no colours.
UNMIXED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A map</title><style>{style}</style>
<script>CSS.supports = () => false;</script><script defer src="{static}/figures.js"></script>
<body style="max-width: 760px; margin: 0 auto">{figure}"""


@pytest.mark.parametrize("run", [plane, classes])
def test_the_map_of_a_network_has_its_colours_where_none_are_mixed(run, page_of, tmp_path):
    figure = make(run, id="map")
    sheet = (STATIC / "figures-inline.css").read_text(encoding="utf-8")
    unmixed, count = re.subn(r"@supports \(color:color-mix\([^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", sheet)
    assert count >= 3
    pictures = []
    for name, style in (("mixed", sheet), ("unmixed", unmixed)):
        page = UNMIXED.format(style=style, static=STATIC.as_uri(), figure=figure.to_html(full=False))
        if name == "mixed":
            page = page.replace("CSS.supports = () => false;", "")
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        element = live(page_of(tmp_path / f"{name}.html"), "map")
        settle(element.page)
        clip = element.locator(".mlcalc-field").bounding_box()
        picture = Image.open(io.BytesIO(element.page.screenshot(clip=clip))).convert("RGB")
        pictures.append(np.asarray(picture, float))
    apart = np.abs(pictures[0] - pictures[1]).max(axis=2)
    assert np.quantile(apart, 0.98) < 20, "another colour, beyond what two ways of mixing two colours differ by"
