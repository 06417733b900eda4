"""The table as TypeScript: what a page computes and differentiates with is written from the rows, never by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from ..trace import Traced, as_node
from ..trace.graph import Node, input_node
from ..trace.primitives import ROWS, Primitive
from .latex.operations import FUNCTION, brackets_needed, function_name
from .latex.symbols import GREEK

HEAD = "// Generated from mlcalc/trace/primitives.py: change the row there, never this file."
RULE = """
/**
 * An elementwise row beside its arithmetic. `partials`: for each argument the partial derivative by it, parted by
 * commas; none is zero everywhere. Each is written in postfix: x, y and z are the row's arguments, "y x multiply" is
 * y·x. `latex`: a function's name, or a template with #1, #2 and #3; `precedence`: how tightly it binds; `needed`: how
 * tightly each argument of the template must bind to stand without brackets.
 */
export type Rule = readonly [partials: string, latex: string, precedence: number, needed: string];
"""


def to_typescript() -> str:
    """The elementwise rows as a TypeScript module: the page's arithmetic, and its calculus."""
    rows = [row for row in ROWS if row.partials is not None and row.js]
    return "\n".join([
        HEAD,
        "export const elementwise: Record<string, (...args: number[]) => number> = {",
        *(f"  {row.name}: {_function(str(row.js), len(row.domain))}," for row in rows),
        "};",
        RULE,
        "export const rules: Record<string, Rule> = {",
        *(f"  {row.name}: {json.dumps(_rule(row))}," for row in rows),
        "};",
        "",
        "/** The letters that are Greek. */",
        f"export const greek = {json.dumps(' '.join(sorted(GREEK)))};",
        "",
    ])  # fmt: skip


def _function(js: str, count: int) -> str:
    """A JavaScript expression in x, y and z as a function of so many numbers; one of JavaScript's own as it is."""
    own = re.fullmatch(rf"(Math\.\w+)\({', '.join('xyz'[:count])}\)", js)
    if own:
        return own[1]
    used = max(k for k, name in enumerate("xyz") if re.search(rf"\b{name}\b", js))
    return f"({', '.join('xyz'[: used + 1])}) => {js}"


def _rule(row: Primitive) -> tuple[str, str, int, str]:
    count = len(row.domain)
    partials = ",".join(_postfix(partial, count) for partial in row.partials or ())
    if function := function_name(row.name):
        return partials, function, FUNCTION, ""
    needed, precedence = brackets_needed(row, count)
    return partials, row.latex.format(*(f"#{i + 1}" for i in range(count))), precedence, "".join(map(str, needed))


def _postfix(partial: Callable[..., Any] | None, count: int) -> str:
    """A partial run on stand-ins for the row's arguments, and the graph that it writes: arguments first, then the name.

    What the graph shares is written again at each use: whoever builds it up finds it to be one node.
    """
    if partial is None:
        return ""
    standins = [input_node(name, ()) for name in "xyz"[:count]]
    return " ".join(_words(as_node(partial(*map(Traced, standins)))))


def _words(node: Node) -> list[str]:
    if node.op == "input":
        return [node.name]
    if node.op == "constant":
        return [repr(node.value.item()).removesuffix(".0")]
    return [word for arg in node.args for word in _words(arg)] + [node.op]
