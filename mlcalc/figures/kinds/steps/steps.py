"""steps: quantities, each from those before it, that a reader fills in row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ....write.page import to_json
from ...common.asking.asking import read_texts
from ...common.asking.draws import read_drawn
from ...common.asking.sentences import Sentences, verbatim
from ...common.asking.verdict import read_tolerance
from ...common.names import identifier
from .filling import Steps
from .rows import Row, Table


def steps(
    text: str,
    rows: Mapping[str, Callable[..., Any]],
    /,
    *,
    labels: Mapping[str, str] | None = None,
    formulas: Mapping[str, str] | None = None,
    wrong: Mapping[str, Mapping[str, Callable[..., Any]]] | None = None,
    tolerance: float = 1e-3,
    decimals: int | None = None,
    hint: str | None = None,
    solution: str | None = None,
    seed: int = 1,
    id: str | None = None,
    **numbers: Any,
) -> Steps:
    r"""A table to fill in with a pencil: every row from those above it, with fresh numbers without end.

    A row is judged from the reader's own rows above it, so that one slip costs one row; and it is named where one thing
    in the row's formula was left out, turned or mixed up.

    Parameters
    ----------
    text : str
        Words with formulas between dollar signs; ``{W}`` stands for a number, in a formula for a whole matrix too.
    rows : dict of str to callable
        The quantities in their order, each a numpy function of numbers and of rows above it: one number, a vector or
        a matrix, typed entry by entry.
    labels : dict of str to str, optional
        LaTeX for the names of rows and numbers, where it shall be another than the name's own: z1 is written as the
        z of layer 1, and a vector bold.
    formulas : dict of str to str, optional
        LaTeX that stands between a row's name and its boxes: what is to be computed.
    wrong : dict of str to dict, optional
        For a row: typical wrong values, each under the sentence that tells what was forgotten. They come first.
    tolerance, decimals : float, int, optional
        How near a row must come: relative to its largest entry, or to so many decimals.
    hint, solution : str, optional
        To be opened; ``{z1}`` is the right value of that row.
    seed, id : int, str, optional
        Everybody with the same seed is asked the same; the id in the page, under which progress is kept.
    **numbers : list, range, array, (low, high[, start]) or (start, values)
        What each number is drawn from, as a question has it. A vector or a matrix is given by its first value and what
        its entries are drawn from: ``W=([[1, 2], [0, -1]], [-1, 0, 1, 2])``.

    Returns
    -------
    Steps
        ``.check({"z": 3})`` says of rows what the page says; ``.answers`` and ``.score`` are those of a question.

    Raises
    ------
    TypeError, ValueError
        For a row that needs what is not above it, one that is not finite, a number that nothing uses.

    >>> fig = steps(
    ...     "Double ${x}$, and square what you have.",
    ...     {"a": lambda x: 2 * x, "b": lambda a: a**2},
    ...     x=[3, 5],
    ... )
    >>> fig.check({"a": 5, "b": 25})
    {'a': 'Not yet: too small.', 'b': 'Right, from your own a.'}
    """
    given = {name: read_drawn(name, value) for name, value in numbers.items()}
    table = Table({name: shape for name, (shape, _) in given.items()}, dict(labels or {}))
    drawn = {name: entries for name, (_, entries) in given.items()}
    if not isinstance(rows, Mapping) or not rows:
        raise TypeError(f"steps: expected rows such as {{'z': lambda x: 2 * x}}, got {rows!r}")
    _only_rows(rows, wrong=wrong or {}, formulas=formulas or {})
    for name, f in rows.items():
        table.add(name, f, (wrong or {}).get(name, {}))
    shapes = {name: node.shape for name, node in (table.numbers | table.own).items()}
    sentences = Sentences(shapes)
    texts = read_texts(sentences, text, hint, solution)
    for name in table.numbers:
        if name not in table.used:
            raise TypeError(f"steps: no row uses {name}; leave it out, or make it a parameter of a row")
    if not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise ValueError(f"seed: expected an integer from 0 to 2**32 − 1, got {seed!r}")
    allowed = read_tolerance(tolerance, decimals)
    details = {"id": identifier("steps", _first_words(text), id), "seed": seed, "tolerance": allowed.to_json(), **texts}
    fig = Steps(table, drawn, allowed, sentences, numbers=sentences.numbers, **details)
    fig.try_draws()
    fig.spec = {**fig.spec, **_rows_json(table, sentences, dict(formulas or {})), "numbers": sentences.numbers}
    return fig


def _rows_json(table: Table, sentences: Sentences, formulas: Mapping[str, str]) -> dict[str, Any]:
    """The rows for a page, with the graph that judges them from what is given."""
    outputs = {}
    for row in table.rows:
        outputs[row.name] = row.node
        outputs |= {f"wrong {row.name} {i}": node for i, node in enumerate(row.wrong.values())}
        outputs |= {f"slip {row.name} {i}": slip.node for i, slip in enumerate(row.slips)}
    inputs = [*table.numbers.values(), *table.own.values()]
    return {
        "rows": [_row_json(row, table, sentences, formulas) for row in table.rows],
        "judged": to_json(inputs, outputs),
    }


def _row_json(row: Row, table: Table, sentences: Sentences, formulas: Mapping[str, str]) -> dict[str, Any]:
    read = sentences.read
    wrong = [{"output": f"wrong {row.name} {i}", "says": read(text, "wrong")} for i, text in enumerate(row.wrong)]
    slips = [
        {"output": f"slip {row.name} {i}", "kinds": slip.kind, "clauses": [verbatim(slip.does)]}
        for i, slip in enumerate(row.slips)
    ]
    label, formula = table.label(row.name), formulas.get(row.name, "")
    return {
        "name": row.name, "symbol": label, "label": f"{label} = {formula}" if formula else label,
        "shape": list(row.shape), "uses": row.uses, "wrong": wrong, "slips": slips,
    }  # fmt: skip


def _only_rows(rows: Mapping[str, Any], **given: Mapping[str, Any]) -> None:
    for argument, by_row in given.items():
        if unknown := [name for name in by_row if name not in rows]:
            raise ValueError(f"{argument}: there is no row {unknown[0]!r}; the rows are {', '.join(rows)}")


def _first_words(text: str) -> str:
    return "-".join(re.findall(r"[a-z]+", re.sub(r"\$.*?\$|\{.*?\}", " ", text.lower()))[:4]) or "1"
