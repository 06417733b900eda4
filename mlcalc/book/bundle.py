"""One style sheet and one script for a whole book, in place of thirty files, without the rules that no page uses.

The first page that a reader opens asks for a few files, and the next for none of them again.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinycss2  # type: ignore[import-untyped]

from .access import mended
from .late import LATE, NAME
from .slim import plain_tokens, slimmed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STYLES, SCRIPTS = "_static/mlcalc/book.css", "_static/mlcalc/book.js"
FILE = r'((?:\.\./)*)(_static/[^"?]+\.{})[^"]*"'
STYLE = re.compile(rf'<link\b(?=[^>]*rel="stylesheet")(?![^>]*\bmedia=)[^>]*?href="{FILE.format("css")}[^>]*>\s*')
SCRIPT = re.compile(rf'<script\b[^>]*?src="{FILE.format("js")}[^>]*></script>\s*')
PRELOAD = re.compile(r'<link\b(?=[^>]*rel="preload")[^>]*as="script"[^>]*>\s*')
# What the tag of a bundle says of its parts, for the next build, which may write this page anew and not that one.
PARTS = re.compile(r'data-parts="([^"]*)"')
# The scripts of the theme and of its extensions that work on any page, once it has been read.
KNOWN = ("doctools", "sphinx_highlight", "clipboard.min", "copybutton", "design-tabs", "sphinx-book-theme", "bootstrap",
         "pydata-sphinx-theme")  # fmt: skip
ALONE = "togglebutton"  # needs nothing of these, and an inline script that only some pages have
URL = re.compile(r"""url\(["']?(?!data:|[a-z]+:|/|#)([^"')]+)["']?\)""")
IMPORT = re.compile(r"""@import\s+(?:url\()?["']?(?![a-z]+:)([^"')]+)["']?\)?\s*;""")
COLOURS = "_static/pygments.css"
OPTIONS = "_static/documentation_options.js"  # which inline scripts look for at once


def bundle(app: Sphinx, error: Exception | None) -> None:
    """Called by Sphinx when all pages are written."""
    if error is not None or app.builder.format != "html":
        return
    root = Path(app.outdir)
    plain = plain_tokens((root / COLOURS).read_text(encoding="utf-8")) if (root / COLOURS).exists() else set()
    pages = {path: slimmed(mended(path.read_text(encoding="utf-8")), plain) for path in root.rglob("*.html")}
    bundled = [page for page in pages.values() if takes_scripts(page)]
    styles = in_order(names_in(page, STYLE, STYLES) for page in pages.values())
    scripts = in_order(names_in(page, SCRIPT, SCRIPTS) for page in bundled)
    scripts = [name for name in scripts if is_known(name)]
    words = words_of([*pages.values(), *(path.read_text(encoding="utf-8") for path in root.rglob("*.js"))])
    css = "\n".join(style_of(root, name, words) for name in styles)
    # Some scripts end without a semicolon; and a "use strict" that came first would hold for all.
    texts = [LATE if name == NAME else (root / name).read_text(encoding="utf-8") for name in scripts]
    js = "".join(f";{text}\n" for text in texts)
    tags = {STYLES: styled(css, styles), SCRIPTS: scripted(js, scripts)}
    for name, text in ((STYLES, css), (SCRIPTS, js)):
        (root / name).write_text(text, encoding="utf-8")
    options = (root / OPTIONS).read_text(encoding="utf-8")
    for path, page in pages.items():
        path.write_text(rewritten(page, tags, options), encoding="utf-8")


# --- which files, in which order -----------------------------------------------------------------


def names_in(page: str, tag: re.Pattern[str], bundle: str) -> list[str]:
    """The files that a page asks for by tags of one sort; a bundle stands for its parts."""
    names: list[str] = []
    for found in tag.finditer(page):
        parts = PARTS.search(found[0]) if found[2] == bundle else None
        names += parts[1].split() if parts else [found[2]]
    return names


def in_order(pages: Iterable[list[str]]) -> list[str]:
    """Every name once, behind those that it stands behind on any page."""
    ordered: list[str] = []
    for names in pages:
        at = 0
        for name in names:
            if name not in ordered:
                ordered.insert(at, name)
            at = ordered.index(name) + 1
    return ordered


def is_known(name: str) -> bool:
    return posixpath.basename(name).removesuffix(".js") in KNOWN


def takes_scripts(page: str) -> bool:
    """Whether nothing on a page may need a script of the bundle before the page has been read."""
    known = (OPTIONS, SCRIPTS)
    others = [x for x in SCRIPT.finditer(page) if x[2] not in known and not is_known(x[2]) and ALONE not in x[2]]
    return all("defer" in found[0].split("src=")[0] for found in others)


# --- the tags ------------------------------------------------------------------------------------


def styled(css: str, parts: list[str]) -> str:
    return f'<link rel="stylesheet" data-parts="{" ".join(parts)}" href="{{up}}{STYLES}?v={digest(css)}" />\n'


def scripted(js: str, parts: list[str]) -> str:
    return f'<script defer data-parts="{" ".join(parts)}" src="{{up}}{SCRIPTS}?v={digest(js)}"></script>\n'


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def rewritten(page: str, tags: Mapping[str, str], options: str) -> str:
    """A page that asks for the bundles where it asked for their parts."""
    page = once(page, STYLE, lambda name: True, tags[STYLES])
    if takes_scripts(page):
        page = PRELOAD.sub("", page)
        page = once(page, SCRIPT, lambda name: is_known(name) or name == SCRIPTS, tags[SCRIPTS])
        page = once(page, SCRIPT, lambda name: name == OPTIONS, f"<script>{options}</script>\n")
    return page


def once(page: str, tag: re.Pattern[str], chosen: Callable[[str], bool], new: str) -> str:
    """The new tag in place of the first that is chosen, and nothing in place of the others."""
    written = False

    def replace(found: re.Match[str]) -> str:
        nonlocal written
        if not chosen(found[2]):
            return found[0]
        first, written = not written, True
        return new.replace("{up}", found[1]) if first else ""

    return tag.sub(replace, page)


# --- the styles that are used --------------------------------------------------------------------


def words_of(texts: Iterable[str]) -> set[str]:
    """All that can be the name of a class or an id in these pages and scripts."""
    return set().union(*(re.findall(r"[\w-]+", text) for text in texts))


def style_of(root: Path, name: str, words: set[str]) -> str:
    """A style sheet without the rules that match nothing, its addresses as seen from the bundle."""
    text = (root / name).read_text(encoding="utf-8")
    here, there = posixpath.dirname(name), posixpath.dirname(STYLES)
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    local = {
        i: found[1]
        for i, rule in enumerate(rules)
        if rule.type == "at-rule" and (found := IMPORT.match(rule.serialize()))
    }
    imported = [posixpath.join(here, address) for address in local.values()]
    kept = "\n".join(written((rule for i, rule in enumerate(rules) if i not in local), words))

    def move(found: re.Match[str]) -> str:
        return f"url({posixpath.relpath(posixpath.join(here, found[1]), there)})"

    return "\n".join([*(style_of(root, other, words) for other in imported), URL.sub(move, kept)])


def written(rules: Iterable[Any], words: set[str]) -> Iterator[str]:
    """The rules that some page may need."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [tinycss2.serialize(part).strip() for part in parted(rule.prelude) if may_match(part, words)]
            if selectors:
                yield f"{','.join(selectors)}{{{tight(rule.content)}}}"
        elif rule.type == "at-rule" and rule.at_keyword in ("media", "supports", "container", "layer") and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if within := "\n".join(written(inner, words)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{within}}}"
        elif rule.type == "at-rule" and not (rule.at_keyword == "font-face" and "FontAwesome" in rule.serialize()):
            yield rule.serialize()


def parted(prelude: list[Any]) -> list[list[Any]]:
    """The selectors between the commas."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def may_match(selector: list[Any], words: set[str]) -> bool:
    """Whether every class and id that the selector asks for occurs; what stands in brackets is taken to match."""
    for before, token in zip([None, *selector], selector, strict=False):
        named = token.type == "hash" or (token.type == "ident" and before == ".")
        if named and token.value not in words:
            return False
    return True


def tight(content: list[Any]) -> str:
    """Declarations without comments and line breaks."""
    kept = [token for token in content if token.type != "comment"]
    return re.sub(r"\s*\n\s*", "", tinycss2.serialize(kept)).strip()
