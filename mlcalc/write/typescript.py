"""The table's arithmetic as TypeScript: what a page computes with is written from the rows, never by hand."""

from __future__ import annotations

import re

from ..trace.primitives import ROWS


def to_typescript() -> str:
    """The elementwise rows as a TypeScript module: the page's arithmetic."""
    lines = [
        "// Generated from mlcalc/trace/primitives.py: change the row there, never this file.",
        "export const elementwise: Record<string, (...args: number[]) => number> = {",
    ]
    for row in ROWS:
        if row.partials is not None and row.js:
            lines.append(f"  {row.name}: {_function(row.js, len(row.domain))},")
    return "\n".join([*lines, "};", ""])


def _function(js: str, count: int) -> str:
    """A JavaScript expression in x, y and z as a function of so many numbers; one of JavaScript's own as it is."""
    own = re.fullmatch(rf"(Math\.\w+)\({', '.join('xyz'[:count])}\)", js)
    if own:
        return own[1]
    used = max(k for k, name in enumerate("xyz") if re.search(rf"\b{name}\b", js))
    return f"({', '.join('xyz'[: used + 1])}) => {js}"
