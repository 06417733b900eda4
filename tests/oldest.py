"""What the oldest browsers that the build names know of CSS, by MDN's tables of compatibility."""

import functools
import json
import math
import re
from collections import defaultdict

import tinycss2

from mlcalc.make import node

TABLES = node.FRONT / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"


def targets():
    """{"chrome": 109.0, …}, as the build says."""
    said = re.search(r"OLDEST = \{(.*?)\}", (node.FRONT / "build.mjs").read_text(encoding="utf-8"))[1]
    return {name: float(version) for name, version in re.findall(r"(\w+): ([\d.]+)", said)}


@functools.cache
def tables():
    return json.loads(TABLES.read_text(encoding="utf-8"))


def css():
    return tables()["css"]


def lacking(entry, name=None):
    """Those of the oldest browsers that do not know a feature, by this name; none, where the tables do not say."""
    support = entry.get("__compat", {}).get("support", {})
    return [browser for browser, version in targets().items() if not knows(support.get(browser), version, name)]


def knows(claims, version, name):
    """Whether one of a browser's claims holds for a version, and for the name as it is written."""
    claims = claims if isinstance(claims, list) else [claims or {"version_added": True}]
    for claim in claims:
        written = claim.get("alternative_name") or claim.get("prefix", "")
        if (
            claim.get("flags")
            or claim.get("partial_implementation")
            or (name and is_prefixed(name) != is_prefixed(written))
        ):
            continue
        if since(claim.get("version_added")) <= version < since(claim.get("version_removed")):
            return True
    return False


def is_prefixed(name):
    return re.match(r"-(webkit|moz)-", name) is not None


# What a value may be whose methods a script calls; more, and names of our own would be taken for the language's.
VALUES = ("Array", "Map", "Set", "String", "TypedArray")


def newer_calls(script):
    """What a script makes by `new`, or calls as a method, that one of the oldest browsers lacks, with these browsers.

    Names of the browser's outlive minifying. A method of a value is believed to be the language's where that has one.
    """
    known = tables()["api"] | tables()["javascript"]["builtins"]
    found = {f"new {name}": lacking(known[name]) for name in set(re.findall(r"\bnew (\w+)", script)) if name in known}
    for owner, name in set(re.findall(r"(?<![\w$.)\]])([A-Z]\w+)\.(\w+)\(", script)):
        entry = known.get(owner, {})
        found[f"{owner}.{name}"] = lacking(entry.get(f"{name}_static", entry.get(name, {})))
    for name in set(re.findall(r"\.(\w+)\(", script)):
        found[f".{name}()"] = [] if not (of := methods(name)) else min(map(lacking, of), key=len)
    return {what: lack for what, lack in found.items() if lack}


def methods(name):
    """The entries of all methods of values that have a name."""
    builtins = tables()["javascript"]["builtins"]
    return [builtins[value][name] for value in VALUES if "__compat" in builtins[value].get(name, {})]


def since(said):
    """A version as a number; of what has not come, or not gone, infinity."""
    return 0.0 if said is True else float(said.lstrip("≤")) if said and said != "preview" else math.inf


def newer(sheet):
    """What a style sheet uses that one of the oldest browsers lacks, each with these browsers."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    found = defaultdict(set)
    for what, lack in used(rules):
        found[what].update(lack)
    return {what: sorted(lack) for what, lack in found.items() if lack}


def used(rules):
    """(what, who lacks it) of every selector, property, word and function of some rules."""
    for rule in rules:
        if rule.type == "at-rule":
            yield f"@{rule.at_keyword}", lacking(css()["at-rules"].get(rule.at_keyword, {}))
            if rule.content and rule.at_keyword in ("media", "container", "layer"):
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from used(inner)
        elif rule.type == "qualified-rule":
            yield from in_selector(rule.prelude)
            yield from in_block(rule.content)


def in_selector(tokens):
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before == ":" and token.type in ("ident", "function"):
            name = token.lower_name if token.type == "function" else token.lower_value
            if not is_prefixed(name):  # a part of a control, which every engine names in its own way
                yield f":{name}", lacking(css()["selectors"].get(name, {}), name)
        if token.type == "function":
            yield from in_selector(token.arguments)


def in_block(content):
    """What the declarations of a block use; a browser may know another spelling or value of the same property there."""
    blocks = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    served = defaultdict(set)
    found = []
    for one in blocks:
        if one.type != "declaration":
            yield f"{tinycss2.serialize([one])[:40]} (nested)", [*targets()]
            continue
        uses = dict(in_value(one))
        served[one.lower_name] |= set(targets()).difference(*uses.values())
        found.append((one, uses))
    for one, uses in found:
        # A value with var() is believed when the sheet is read, and a plainer one beside it is gone by then.
        others = [name for name in spellings(one) if name != one.lower_name or "var()" not in uses]
        fallback = set().union(*(served[name] for name in others))
        yield from ((what, [browser for browser in lack if browser not in fallback]) for what, lack in uses.items())


def spellings(one):
    return bare(one), f"-webkit-{bare(one)}", f"-moz-{bare(one)}"


def bare(one):
    """A property without the prefix of an engine."""
    return re.sub(r"^-(webkit|moz)-", "", one.lower_name)


def in_value(one):
    """What one declaration uses: its property, the words and the functions of its value."""
    known = css()["properties"].get(one.lower_name) or css()["properties"].get(bare(one), {})
    if not one.lower_name.startswith("--"):
        # Of some the name begins so everywhere.
        own = is_prefixed(one.lower_name) and one.lower_name in css()["properties"]
        yield one.lower_name, lacking(known, None if own else one.lower_name)
    kept = [token for token in one.value if token.type != "whitespace"]
    if one.lower_name == "content" and "/" in kept:
        yield "content: … / …", lacking(known["alt_text"])
    for token in flat(one.value):
        if token.type == "function":
            yield f"{token.lower_name}()", lacking(function(token.lower_name, known))
        elif token.type == "ident" and token.lower_value in known and not is_prefixed(one.lower_name):
            word = token.lower_value
            yield f"{one.lower_name}: {word}", lacking(known[word])


def flat(tokens):
    """Tokens, and those within brackets and functions."""
    for token in tokens:
        yield token
        yield from flat(getattr(token, "arguments", None) or getattr(token, "content", None) or ())


def function(name, known):
    """The entry of a function, wherever the tables keep it."""
    types = css()["types"]
    for place in (known, types, *types.values()):
        if isinstance(place, dict) and name in place:
            return place[name]
    return {}
