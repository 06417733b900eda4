"""code: a cell of Python in the page, with an editor, output, and a check that its author wrote."""

from __future__ import annotations

import re
import textwrap
from os import PathLike
from pathlib import Path

from ...common.names import identifier
from .cell import Code


def code(
    starter: str | PathLike[str],
    /,
    *,
    check: str | PathLike[str] = "",
    solution: str | PathLike[str] = "",
    limit: float = 5,
    after: Code | None = None,
    id: str | None = None,
) -> Code:
    """A program that the reader writes and runs in the page, without a kernel, a server or a network.

    The Python is MicroPython with the better part of numpy and mlcalc's grad, value_and_grad, jvp, vjp, jacobian,
    logistic and relu. It is fetched when a reader first touches a cell, and not before. What differs from numpy:
    numbers that an array gives out are Python's own, and ``x.sum()`` or ``x.shape`` of one is looked up in the text
    of the program; a comparison begins with the array, ``x > 0``; calls go some 150 deep.

    Parameters
    ----------
    starter : str or path
        The program to begin with, or the file that holds it; a text is brought to the margin.
    check : str or path, optional
        Python that sees all names of the reader's program and three more. ``same(name, given, expected, slips)``
        compares a number or an array entry by entry; ``slips`` is a dict of sentence → value of typical mistakes, or
        a function that gives it when it is needed, and ``where="…"`` tells the inputs. ``wrong(sentence)`` ends the
        check; ``praise(sentence)`` is what is said when it finds nothing.
    solution : str or path, optional
        To be opened below the cell. With a check it has to pass it, and the starter has not to: both are tried here.
    limit : float
        Seconds after which a program is ended.
    after : Code, optional
        An earlier cell of the page, whose solution this starter goes on from. Where a reader's own program has passed
        there, this cell begins with that program and what the starter adds to the solution; a button brings the
        starter itself.
    id : str, optional
        Its id in the page, under which what was typed is kept in the reader's browser.

    Returns
    -------
    Code
        ``.code`` is what stands in the editor and ``.passed`` whether it was right when it last ran.

    Raises
    ------
    ValueError
        Where the solution does not pass the check, or the starter does; where ``limit`` is not above 0.
    TypeError
        Where a program is neither text nor a path, or ``after`` is no cell.

    >>> fig = code(
    ...     "def double(x):\\n    return x",
    ...     check="same('double(3)', double(3), 6)",
    ...     solution="def double(x):\\n    return 2 * x",
    ... )
    >>> fig.check("def double(x):\\n    return x + 1")
    ('wrong', '`double(3)` has to be 6, and is 4.')
    """
    texts = {
        "starter": _text("starter", starter),
        "check": _text("check", check),
        "solution": _text("solution", solution),
    }
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit > 0:
        raise ValueError(f"limit: expected seconds, a number above 0, got {limit!r}")
    if after is not None and not isinstance(after, Code):
        raise TypeError(f"after: expected a cell that figures.code has returned, got {after!r}")
    if after is not None and not after.spec["solution"]:
        raise ValueError("after: that cell has no solution, from which this one would go on; give it one")
    cell = Code(
        after=after, id=identifier("code", _first_name(texts["solution"] or texts["starter"]), id), limit=limit, **texts
    )
    cell.try_programs()
    return cell


def _text(name: str, given: str | PathLike[str]) -> str:
    if isinstance(given, PathLike):
        given = Path(given).read_text(encoding="utf-8")
    if not isinstance(given, str):
        raise TypeError(f"{name}: expected Python as text, or the path of a file with it, got {given!r}")
    return textwrap.dedent(given).strip("\n")


def _first_name(program: str) -> str:
    """The first function of a program, which names the cell."""
    found = re.search(r"^def (\w+)", program, re.MULTILINE)
    return found[1] if found else "program"
