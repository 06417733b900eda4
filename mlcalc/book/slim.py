"""What a page says at greater length than it need: made shorter in the HTML that is written, to the same effect.

Of a chapter's HTML a twelfth goes so, as a server packs it. A notebook keeps all of it, where it is read by people.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import partial

SPEC = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.DOTALL)
CODE = re.compile(r'<div class="highlight"><pre>.*?</pre>', re.DOTALL)
TOKEN = re.compile(r'<span class="(\w+)">([^<]*)</span>|<span></span>')
# KaTeX draws a brace as three of these; what packs a page does not see as far back as the last one.
STROKE = re.compile(r'<path d="([^"]{150,})"/>')
# What stands in these as it was written stays so.
AS_WRITTEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
RULE = re.compile(r'html\[data-theme="(\w+)"\] \.highlight(?: \.(\w+))? *\{([^}]*)\}')


def slimmed(page: str, plain: set[str]) -> str:
    """A page's HTML without what changes nothing; `plain` are the tokens that look like any other code."""
    page = SPEC.sub(compact, page)
    page = drawn_once(page)
    page = CODE.sub(lambda code: TOKEN.sub(partial(untagged, plain), code[0]), page)
    return outside(AS_WRITTEN, lambda text: re.sub(r"\s*\n\s*", "\n", text), page)


def compact(found: re.Match[str]) -> str:
    """A figure's specification without spaces between its parts."""
    text = json.dumps(json.loads(found[2]), separators=(",", ":"), ensure_ascii=False)
    return found[1] + text.replace("<", "\\u003c") + found[3]


def drawn_once(page: str) -> str:
    """Strokes that come several times, once at the end of the page, and pointed at from where they stood."""
    often = [stroke for stroke, times in Counter(STROKE.findall(page)).items() if times > 1]
    if not often or "</body>" not in page:
        return page
    names = {stroke: f"stroke-{i}" for i, stroke in enumerate(often, 1)}
    page = STROKE.sub(lambda s: f'<use href="#{names[s[1]]}"/>' if s[1] in names else s[0], page)
    # as KaTeX's style sheet has them, which does not see them there
    paths = "".join(f'<path id="{name}" stroke="none" d="{stroke}"/>' for stroke, name in names.items())
    hidden = 'width="0" height="0" style="position:absolute" aria-hidden="true"'
    before, end, after = page.rpartition("</body>")
    return f"{before}<svg {hidden}><defs>{paths}</defs></svg>\n{end}{after}"


def untagged(plain: set[str], token: re.Match[str]) -> str:
    """A token of code; of a plain one its text alone."""
    return token[0] if token[1] and token[1] not in plain else token[2] or ""


def outside(kept: re.Pattern[str], change: Callable[[str], str], page: str) -> str:
    """The page with all changed that the pattern does not match."""
    done, at = [], 0
    for found in kept.finditer(page):
        done += [change(page[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*done, change(page[at:])])


def plain_tokens(css: str) -> set[str]:
    """The classes of tokens that every theme of this style sheet of Pygments sets in the colour of the code around."""
    rules: dict[tuple[str, str], str] = {}
    for theme, token, content in RULE.findall(css):
        rules[theme, token] = content
    colour = {
        theme: re.search(r"(?<![\w-])color: *([^;]+)", text) for (theme, token), text in rules.items() if not token
    }
    tokens = {token for _, token in rules if token}

    def is_plain(theme: str, token: str) -> bool:
        text = rules.get((theme, token), "").strip(" ;")
        around = colour[theme]
        return text == "" or (around is not None and re.sub(r"\s", "", text) == f"color:{around[1].strip()}")

    return {token for token in tokens if all(is_plain(theme, token) for theme in colour)}
