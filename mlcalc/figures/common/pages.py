"""What brings figures to life in a page that knows nothing of them: their script and style, packed into the HTML."""

from __future__ import annotations

import base64
import functools
import gzip
import html
import json
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"

# The first script of a page unpacks; every other finds `mlcalc` there. What is asked to mount meanwhile is mounted when
# the unpacked script runs, for it mounts the whole page. A browser that cannot unpack is told under each picture.
LOADER = """(async () => {
  if (globalThis.mlcalc) return;
  globalThis.mlcalc = { mount() {} };
  try {
    const bytes = Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    for (const [tag, text] of JSON.parse(await new Response(unpacked).text())) {
      const element = document.createElement(tag);
      element.textContent = text;
      document.head.append(element);
    }
  } catch (error) {
    if (document.readyState === "loading") await new Promise((read) => addEventListener("DOMContentLoaded", read));
    for (const figure of document.querySelectorAll(".mlcalc-figure:not([data-state])")) {
      figure.append("This figure stays a picture: " + error.message);
    }
  }
})();"""

# The bold faces of KaTeX, and what asks for them: 56 kB of a page. These kinds write bold vectors of their own accord.
LAYERED = '|data-kind="(network|training)"'
BOLD = {
    "KaTeX_Main": r"\\(mathbf|textbf|boldsymbol|bold|bf|bm)" + LAYERED,
    "KaTeX_Math": r"\\(mathbfit|boldsymbol|bm)" + LAYERED,
}

# The later scripts, and the figures that need them (front/live/kinds.ts); what is editable is typed into as well.
LATER = {
    "typed.js": re.compile(r'data-kind="(code|question|steps)"|"editable":'),
    "trained.js": re.compile(r'data-kind="training"'),
}

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
html {{ color-scheme: light dark; }}
main {{ max-width: 760px; margin: 0 auto; }}
img {{ max-width: 100%; height: auto; }}
</style>
{script}
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def built(name: str) -> str:
    """The text of a file of the built front end."""
    path = STATIC / name
    if not path.is_file():
        raise FileNotFoundError(f"the figures are not built: there is no {path}. Type: make book")
    return path.read_text(encoding="utf-8")


def script() -> str:
    """What a page of your own needs once, for all its figures: their script, style and fonts, as HTML.

    Put it anywhere into the page, and ``fig.to_html(full=False)`` for each figure. Nothing is loaded from elsewhere.
    For a figure that is inserted when the page has long been read, call ``mlcalc.mount(element)`` in the page.

    Returns
    -------
    str
        HTML of about 350 kB: a ``<script>``, and the licences of what is in it.

    Raises
    ------
    FileNotFoundError
        Where the front end has not been built, in a clone of the repository.

    >>> from mlcalc import figures
    >>> fig = figures.curve(lambda w: w**2, w=(-1, 1, 0.5), name="C")
    >>> page = "<h1>A slope</h1>" + fig.to_html(full=False) + figures.script()
    """
    return _pack(frozenset(BOLD), tuple(LATER))


@functools.cache
def _pack(bold: frozenset[str], later: tuple[str, ...]) -> str:
    """The script, with these of the bold faces, and with these of the later scripts."""
    style = built("figures-inline.css")
    for family in BOLD.keys() - bold:
        style = re.sub(rf"@font-face\{{font-family:{family};[^}}]*font-weight:700[^}}]*\}}", "", style)
    # the later scripts first: they run when a figure asks for them, which may be as soon as the first one has been read
    parts = [["style", style], *(["script", built(name)] for name in later), ["script", built("figures.js")]]
    packed = gzip.compress(json.dumps(parts, ensure_ascii=False).encode(), mtime=0)
    notices = f'<script type="text/plain">{html.escape(built("THIRD-PARTY-NOTICES.txt"), quote=False)}</script>'
    return f"{notices}\n<script>{LOADER % base64.b64encode(packed).decode()}</script>"


def worker() -> str:
    """The text of the worker that runs Python, as python.js holds it."""
    text = built("python.js")
    return str(json.loads(text[text.index('="') + 1 : text.rindex('"') + 1]))


@functools.cache
def python() -> str:
    """Python for cells of code, packed, for a page that has no folder beside it."""
    packed = base64.b64encode(gzip.compress(worker().encode(), mtime=0)).decode()
    return f'<script type="text/plain" data-mlcalc-python>{packed}</script>'


def apart(code: str) -> str:
    """A script of somebody's own, whose names are nobody else's."""
    return f"(() => {{\n{code}\n}})();"


def inline(code: str) -> str:
    """A script of somebody's own as an element; what would end the element early is written in another way."""
    return "<script>" + apart(code.replace("</script", r"<\/script")) + "</script>"


def page(title: str, body: str) -> str:
    """A whole page with these figures, and the bold faces only where one of their formulas is bold."""
    bold = frozenset(family for family, commands in BOLD.items() if re.search(commands, body))
    later = tuple(name for name, figures in LATER.items() if figures.search(body))
    return PAGE.format(title=html.escape(title), script=_pack(bold, later), body=body)
