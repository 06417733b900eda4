"""Slips as the JSON that a page reads: their graphs in one, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...trace.graph import Node, order
from ...trace.primitives import TABLE
from ...write.page import to_json
from .find import Slip

MOST = 60


def slips_json(found: Sequence[Slip], inputs: Sequence[Node], most: int = MOST) -> dict[str, Any]:
    """The slips for a page: ``graph``, whose outputs they are, and ``slips``, a list of what belongs to each.

    Of each slip ``output`` is the name of its output, ``names`` and ``clauses`` are what it is called and what was
    done, to follow "You", and ``sweptBy`` the letter by which an answer is differentiated before it is compared, or
    "". At most ``most`` are taken, the common ones; what a page cannot compute is left out.

    >>> from mlcalc.calculus.slips import slips
    >>> found = slips(lambda x: x**3, "x", {"x": (-2, 2)})
    >>> inputs = [node for node in order([found[0].derivative]) if node.op == "input"]
    >>> slips_json(found, inputs)["slips"][0]["clauses"]
    ['brought the power $3$ down, but did not lower it to $2$']
    """
    shown = for_page(found, most)
    told = [
        {"output": f"slip {k}", "names": list(s.names), "clauses": list(s.clauses), "sweptBy": s.swept_by}
        for k, s in enumerate(shown)
    ]
    return {"graph": to_json(inputs, {f"slip {k}": slip.derivative for k, slip in enumerate(shown)}), "slips": told}


def for_page(found: Sequence[Slip], most: int = MOST) -> list[Slip]:
    """The slips that a page is told of: the common ones first, and an integral always."""
    shown = [slip for slip in found if _in_page(slip.derivative)]
    return [*shown[: most - 1], *(slip for slip in shown[most - 1 :] if slip.swept_by)]


def _in_page(output: Node) -> bool:
    """Whether a page can compute a formula: all its rows, from finite constants."""
    return all(
        np.isfinite(node.value).all() if node.op == "constant" else node.op == "input" or TABLE[node.op].js is not None
        for node in order([output])
    )
