"""The names, signs and sentences of formulas as TypeScript, so that the page reads with the very same ones."""

from __future__ import annotations

import json
from typing import Any

from ..trace import trace
from ..trace.graph import Node
from . import table
from .table import FUNCTIONS, Function
from .words import WORDS

MAPS = ("CONSTANTS", "MEANT", "GREEK", "SUBSCRIPTS", "SUPERSCRIPTS", "SIGNS", "ROOTS", "PAIRS", "COMMANDS")
SETS = ("SILENT", "FRACTIONS", "AROUND_NAMES", "MODULES")


def to_typescript() -> str:
    """The tables of the reader as a TypeScript module."""
    lines = [
        "// Generated from mlcalc/read/table.py and words.py: change them there, never this file.",
        "/** A primitive of its arguments: the place of an argument, a number, or another primitive of such. */",
        'export type Meaning = number | readonly ["constant", number] | readonly [string, ...Meaning[]];',
        "export interface Row {",
        "  readonly name: string;",
        "  readonly spellings: readonly string[];",
        "  readonly inverse?: string;",
        "  readonly arity?: number;",
        "  /** What it is in primitives, where it is none itself. */",
        "  readonly meaning?: Meaning;",
        "}",
        f"export const FUNCTIONS: readonly Row[] = {_json([_row(row) for row in FUNCTIONS])};",
    ]
    for name in (*MAPS, "GREEK_COMMANDS"):
        kind = "number" if name == "CONSTANTS" else "string"
        entries = _json(getattr(table, name))
        lines.append(f"export const {name}: ReadonlyMap<string, {kind}> = new Map(Object.entries({entries}));")
    lines += [
        f"export const {name}: ReadonlySet<string> = new Set({_json(sorted(getattr(table, name)))});" for name in SETS
    ]
    lines.append(f"export const SPACES = {_json(table.SPACES)};")
    lines.append(f"export const WORDS = {_json(WORDS)} as const;")
    return "\n".join([*lines, ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)


def _row(row: Function) -> dict[str, Any]:
    written: dict[str, Any] = {"name": row.name, "spellings": row.spellings}
    if row.inverse:
        written["inverse"] = row.inverse
    if row.arity > 1:
        written["arity"] = row.arity
    meaning = _meaning(row)
    if meaning != [row.name, *range(row.arity)]:
        written["meaning"] = meaning
    return written


def _meaning(row: Function) -> Any:
    """The function in primitives, as a trace of it says: tan is ["divide", ["sin", 0], ["cos", 0]]."""
    traced = trace(lambda args: row.value(*args), (tuple([0.5] * row.arity),))

    def written(node: Node) -> Any:
        if node in traced.inputs:
            return traced.inputs.index(node)
        return ["constant", float(node.value)] if node.op == "constant" else [node.op, *map(written, node.args)]

    return written(traced.outputs[0])
