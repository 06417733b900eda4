"""A Sphinx extension that sets a book's formulas while the book is built: `extra_extensions: [mlcalc.book.formulas]`.

A page then has no formula to lay out by script and fetches nothing for it. The KaTeX that sets the formulas is the one
that the figures are built with, so a page has one style sheet and one set of fonts for both. A formula that KaTeX
cannot read is a warning that names its place.

KaTeX runs in a Node of its own, a line in and a line out: when the book's process ends, in whatever way, its input ends
and so does Node. (A server behind a socket once answered too late, and outlived the build that it had failed.)
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from docutils.nodes import SkipNode
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from ..make import assets
from ..make.node import binary
from .letters import LETTERS_FIRST
from .together import keep_together

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# Of \eta_{\max} KaTeX makes an msub of three: the third says that max is applied, though to nothing. And the LaTeX in
# its MathML, which nobody sees or hears, would be a twentieth of a chapter; without it
# there is nothing to keep together, and HTML knows what namespace <math> has.
PROGRAM = r"""
const katex = require(process.argv[1]);
const idle = new RegExp([
  "<mo>\\u2061</mo>(?=</m(?:sub|sup|under|over))",
  "<annotation[^>]*>[^<]*</annotation>",
  "</?semantics>",
  ' xmlns="[^"]*MathML"',
].join("|"), "g");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { latex, displayMode } = JSON.parse(line);
  let answer;
  try {
    answer = { html: katex.renderToString(latex, { displayMode, strict: "ignore" }).replace(idle, "") };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
"""


IN_QUESTION = '<span class="mlcalc-tex">'


class Katex:
    """KaTeX, started with the first formula and kept until `close`; a formula that comes again is not set again."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.known: dict[tuple[str, bool], dict[str, str]] = {}

    def __call__(self, latex: str, display: bool) -> dict[str, str]:
        """{"html": …} for a formula, or {"error": …}."""
        if (latex, display) not in self.known:
            self.known[latex, display] = self.ask({"latex": latex, "displayMode": display})
        return self.known[latex, display]

    def ask(self, question: dict[str, Any]) -> dict[str, str]:
        """One line to Node and its answer."""
        if self.process is None:
            command = [str(binary()), "-e", PROGRAM, str(assets.find("katex.min.js"))]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", bufsize=1)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"KaTeX's Node ended (exit {self.process.wait()}) at the formula {question['latex']!r}")
        result: dict[str, str] = json.loads(answer)
        return result

    def close(self) -> None:
        """End Node and wait until it has ended."""
        if self.process is not None:
            self.process.communicate()
            self.process = None


katex = Katex()


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx, which prefers any renderer of mathematics to its own MathJax."""
    app.add_html_math_renderer("mlcalc", (visit_inline, None), (visit_display, None))
    app.connect("builder-inited", lambda app: assets.copy(app, "figures.css", "formulas.css"))
    app.connect("doctree-resolved", keep_together)
    app.connect("html-page-context", set_in_questions)
    app.connect("html-page-context", add_style)
    app.connect("build-finished", lambda app, exception: katex.close())
    return {"version": version("mlcalc"), "parallel_read_safe": True, "parallel_write_safe": False}


def visit_inline(self: Any, node: Element) -> None:
    """A formula in a line of text."""
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    self.body.append(rendered(node.astext(), display=False, place=node) + "</span>")
    raise SkipNode


def visit_display(self: Any, node: Element) -> None:
    """A formula on a line of its own, with its number where it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math notranslate nohighlight"))
    self.body.append(rendered(as_one_formula(node.astext(), node.get("nowrap")), display=True, place=node))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise SkipNode


def as_one_formula(latex: str, nowrap: bool) -> str:
    """The numbered environments without their numbers, which the book gives; lines without an environment aligned."""
    latex = re.sub(r"\\(begin|end)\{equation\}", "", latex)
    latex = re.sub(r"\\(begin|end)\{(align|gather|alignat)\}", r"\\\1{\2ed}", latex).replace("alignated}", "alignedat}")
    if not nowrap and r"\\" in latex and r"\begin{" not in latex:
        latex = r"\begin{aligned}" + latex + r"\end{aligned}"
    return latex


def rendered(latex: str, *, display: bool, place: Element) -> str:
    """HTML of a formula; of one that cannot be read its source, and a warning."""
    answer = katex(latex, display)
    if "error" in answer:
        logger.warning("%s", answer["error"], location=place, type="mlcalc", subtype="formula")
        return f'<code class="katex-error">{html.escape(latex)}</code>'
    return answer["html"]


def set_in_questions(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Set the formulas of a question too, whose text comes from its notebook as HTML."""

    def setting(found: re.Match[str]) -> str:
        sign, latex = found[1], html.unescape(found[2])
        answer = katex(latex, sign == "$$")
        if "error" in answer:
            logger.warning("%s", answer["error"], location=page, type="mlcalc", subtype="formula")
        return answer.get("html", found[0])

    if IN_QUESTION in context.get("body", ""):
        pattern = re.escape(IN_QUESTION) + r"(\$\$?)(.+?)\1</span>"
        context["body"] = re.sub(pattern, setting, context["body"], flags=re.DOTALL)


def add_style(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page with formulas their style sheets."""
    if 'class="katex' in context.get("body", ""):
        assets.add_styles(app, context, "figures.css", "formulas.css")
        app.add_js_file(None, body=LETTERS_FIRST)
