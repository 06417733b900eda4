"""A Sphinx extension that takes from a page what it has no use for: `extra_extensions: [mlcalc.book.lean]`.

As it comes, a page of Jupyter Book loads some 900 kB, of which a reader's screen shows little: the theme's set of 2,000
icons is three quarters of it, and every extension's script comes with every page. Lean pages draw the theme's few dozen
icons in a style sheet, and load a script or style sheet only where the page has something for it to do.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ..make import assets
from .bundle import bundle
from .pictures import take_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Part of an asset's name or of an inline script → what the page's HTML must hold for it to be of use.
NEEDED_FOR = {
    "clipboard.min.js": 'class="highlight',
    "copybutton": 'class="highlight',
    "design-tabs": "sd-tab-",
    "sphinx-design": 'class="sd-',
    "toggle": "dropdown|toggle",
    "exercise.css": 'class="exercise|class="solution|exercise admonition|solution admonition',
    "proof.css": 'class="proof',
    "mystnb": 'class="cell',
}

# Paper is light, whatever the screen is: the theme prints a dark page as a dark page.
LIGHT_PAPER = """{
  const page = document.documentElement, kept = [];
  addEventListener("beforeprint", () => { kept.push(page.dataset.theme); page.dataset.theme = "light"; });
  addEventListener("afterprint", () => { if (kept.length > 0) page.dataset.theme = kept.pop(); });
}"""


# The theme's own script asks whether the screen is dark when the page has been read. Every rule was then applied a
# second time, and who reads in the dark saw a light page first.
DARK_AT_ONCE = """{
  const page = document.documentElement;
  if (page.dataset.mode === "auto")
    page.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}"""


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("config-inited", choose_layout)
    app.connect("builder-inited", lambda app: assets.copy(app, "lean.css"))
    # After the extensions and the theme have added what they add.
    app.connect("html-page-context", thin, priority=900)
    app.connect("html-page-context", take_out)
    app.connect("build-finished", bundle, priority=900)
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": True}


def choose_layout(app: Sphinx, config: Config) -> None:
    """Let this package's layout.html stand before the theme's."""
    config.templates_path.append(str(assets.THEME))


def thin(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Drop from one page what it has no use for."""
    app.add_js_file(None, body=DARK_AT_ONCE)
    app.add_js_file(None, body=LIGHT_PAPER)
    assets.add_styles(app, context, "lean.css")
    body = context.get("body", "")
    live_code = context.get("use_thebe", False)
    for files in (context["script_files"], context["css_files"]):
        files[:] = [file for file in files if is_needed(file, body, live_code)]
    # The theme searches on its search page, and needs the index elsewhere only for answers while one types.
    searches = page == "search" or context.get("theme_search_as_you_type") in (True, "True", "true")
    index = () if searches else ("searchtools", "language_data", "searchindex")
    context["mlcalc_without_icons"] = lambda tags: without_scripts(tags, "fontawesome")
    context["mlcalc_without_search"] = lambda tags: without_scripts(tags, *index)


def is_needed(file: Any, body: str, live_code: bool) -> bool:
    """Whether the page with this HTML has a use for a script or a style sheet."""
    text = str(getattr(file, "filename", None) or getattr(file, "attributes", {}).get("body") or file)
    if "thebe" in text.lower():
        return live_code
    return all(re.search(needed, body) for name, needed in NEEDED_FOR.items() if name in text)


def without_scripts(tags: str, *names: str) -> str:
    """HTML without the script tags whose address contains one of the names."""
    for name in names:
        tags = re.sub(rf'<script\b[^>]*src="[^"]*{name}[^"]*"[^>]*></script>\n?', "", tags)
    return tags
