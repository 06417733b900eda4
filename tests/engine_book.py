"""The built book as an engine is shown it, and what a page is asked there."""

import json
import re
import shutil
from pathlib import Path

# In the head of every page: no driver but Chromium's tells of all that goes wrong in one, and WebKit's of no request.
# A page that may fetch nothing from outside is told what it tried to; what is inline or from disk may be there.
NOTES = """<meta http-equiv="Content-Security-Policy"
  content="default-src file: data: blob: 'unsafe-inline' 'unsafe-eval'">
<script>{
  const told = (window.told = []);
  const lost = ({ src, href }) => `${src ?? href} did not load`;
  addEventListener("error", ({ message, target }) => told.push(message ?? lost(target)), true);
  addEventListener("securitypolicyviolation", ({ blockedURI }) => told.push(`${blockedURI} was asked for`));
  addEventListener("unhandledrejection", ({ reason }) => told.push(`${reason}`));
  const say = console.error;
  console.error = (...said) => { told.push(said.join(" ")); say(...said); };
}</script>"""


def noted(book, folder):
    """A copy of the book whose pages note their errors; the page at the root, which only leads on, has no head."""

    def copy(source, target):
        if source.endswith(".html"):
            page = Path(source).read_text(encoding="utf-8")
            Path(target).write_text(re.sub("<head>", lambda head: head[0] + NOTES, page, count=1), encoding="utf-8")
        else:
            Path(target).symlink_to(source)
        return target

    shutil.copytree(book, folder, copy_function=copy, ignore=shutil.ignore_patterns("_sources"))
    return folder


# Every figure answers, and what was asked for has come, be it right or wrong.
ALIVE = """async () => {
  const waiting = ".mlcalc-figure:is(:not([data-state]), [data-state=loading])";
  const waits = () => document.querySelector(waiting) || document.readyState !== "complete";
  for (let i = 0; i < 500 && waits(); i++) {
    if (document.readyState === "complete") dispatchEvent(new HashChangeEvent("hashchange")); // wakes those far away
    await new Promise((done) => setTimeout(done, 20));
  }
  await document.fonts.ready;
  const figures = [...document.querySelectorAll(".mlcalc-figure")];
  const fonts = [...document.fonts].filter(({ status }) => status === "error");
  return {
    dead: figures.filter((root) => root.dataset.state !== "live").map((root) => root.id),
    errors: [...(window.told ?? []), ...fonts.map(({ family }) => `${family} did not come`)],
  };
}"""

# Where a line ends between a formula and a sign at it: there the sign does not begin where the formula ends.
APART = """() => {
  const apart = [];
  for (const whole of document.querySelectorAll("article .mlcalc-together")) {
    const parts = [...whole.querySelectorAll(".katex-html > .katex-base")];
    const [first, last] = [parts[0], parts.at(-1)].map((part) => part?.getBoundingClientRect());
    if (first === undefined) apart.push(`${whole.textContent} has no parts to look at`);
    else if (last.width === 0) continue; // folded in
    for (const sign of first === undefined ? [] : whole.childNodes) {
      if (sign.nodeType !== Node.TEXT_NODE) continue;
      const range = document.createRange();
      range.selectNodeContents(sign);
      const { left, right } = range.getBoundingClientRect();
      const before = sign === whole.firstChild;
      if (before ? right > first.left + 2 : left < last.right - 2) apart.push(whole.textContent);
    }
  }
  return apart;
}"""

# MathML whose parts are too few or too many, which Firefox draws as an error.
MALFORMED = """() => {
  const parts = { mfrac: 2, mroot: 2, msub: 2, msup: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3 };
  const formulas = [...document.querySelectorAll(Object.keys(parts).join())];
  return formulas.filter((e) => e.children.length !== parts[e.localName]).map((e) => e.outerHTML);
}"""

# The numbers of a figure once they have followed; that of the pixel under the hand is drawn with the picture.
READ = """async (id) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const root = document.getElementById(id);
  const numbers = [...root.querySelectorAll("output[data-name]:not(.mlcalc-pixel-readout *)")];
  const verdict = root.querySelector(".mlcalc-verdict");
  const said = [verdict?.dataset.verdict, verdict?.textContent];
  return [numbers.map(({ dataset }) => [dataset.name, dataset.value]), said];
}"""

# What a program has printed and been told, once it has been checked: what it prints comes bit by bit.
RAN = """async (id) => {
  const root = document.getElementById(id);
  const checked = () => root.querySelector("[data-checked]");
  for (let i = 0; i < 500 && !checked(); i++) await new Promise((done) => setTimeout(done, 40));
  return [root.querySelector(".mlcalc-printed").textContent, checked()?.textContent];
}"""

# Where something of a figure stands in the window, in whose middle it is brought.
PLACE = """async (id, selector) => {
  const element = document.getElementById(id).querySelector(selector);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}"""

FOCUS = """(id, selector) => document.getElementById(id).querySelector(selector).focus()"""
# Where the caret stands in a box that has just got the focus, engines do not agree.
CARET = """(id) => document.getElementById(id).querySelector("textarea").setSelectionRange(0, 0)"""
# What was typed before is kept in the browser.
EMPTY = """(id) => {
  const area = document.getElementById(id).querySelector("textarea");
  area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
}"""

# The figure's inputs, set as an address sets them.
GO = """(address) => {
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}"""


def inputs_in(page):
    """{id: {name: (low, high)}} of the inputs of every figure of a built page."""
    stored = r'<div class="mlcalc-figure" [^>]*id="([^"]+)"><script type="application/json">(.*?)</script>'
    found = re.findall(stored, page.read_text(encoding="utf-8"))
    specs = {name: json.loads(spec) for name, spec in found}
    return {
        name: {entry["name"]: (entry["low"], entry["high"]) for entry in spec["inputs"]} for name, spec in specs.items()
    }
