"""The text of a question: words, formulas between dollar signs, and {names} where numbers stand.

The page gets the text in pieces, read and checked here: a string is words, ``{"number": name}`` a number among words,
``{"latex": …}`` a formula, in which :mod:`~mlcalc.figures.common.live` marks the places of the spec's ``numbers``.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..format import in_latex, written
from ..live import fill, place
from ..names import entries

Piece = Any  # str or dict, as the page reads it
Paragraphs = list[list[Piece]]

# The argument of a font is a letter, and never a number's place.
FONTS = "".join(rf"(?<!\\{font})" for font in ("mathbf", "mathrm", "boldsymbol", "mathit", "operatorname", "text"))
NAME = re.compile(FONTS + r"\{([A-Za-z_]\w*(?:\[\d+(?:,\d+)?\])?)\}")
MATHS = re.compile(r"(?<!\\)(\$\$?)(.+?)(?<!\\)\1", re.DOTALL)


def verbatim(text: str) -> list[Piece]:
    """A line of words and formulas in which no braces stand for numbers.

    >>> verbatim("left out $2x$")
    ['left out ', {'latex': '2x'}]
    """
    parts = re.split(r"\$(.+?)\$", text)
    return [{"latex": part} if i % 2 else part for i, part in enumerate(parts) if part]


def of_slip(clauses: Sequence[Sequence[Piece]]) -> list[Piece]:
    """What was done, or what may have been done.

    >>> of_slip([["forgot ", {"latex": "2x"}], ["turned a sign"]])
    ['Either you ', 'forgot ', {'latex': '2x'}, ', or you ', 'turned a sign', '.']
    """
    pieces: list[Piece] = ["You " if len(clauses) == 1 else "Either you "]
    for i, clause in enumerate(clauses):
        pieces += [", or you ", *clause] if i else clause
    return [*pieces, "."]


class Sentences:
    """Reads the texts of one question, and writes them for those who have no page script."""

    def __init__(self, shapes: Mapping[str, tuple[int, ...]], formulas: Mapping[str, str] | None = None) -> None:
        self.shapes, self.formulas = shapes, formulas or {}
        self.known = {entry: name for name, shape in shapes.items() for entry in entries(name, *shape)}
        self.numbers: list[str] = []  # what out=… in a formula points to
        self.used: set[str] = set()

    def read(self, text: str, where: str) -> Paragraphs:
        """Paragraphs, each a list of pieces; ValueError for a {name} that means nothing and a $ without its other."""
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"question: {where} must be a text, got {text!r}")
        return [self._paragraph(part.strip(), where) for part in re.split(r"\n\s*\n", text.strip())]

    def _paragraph(self, text: str, where: str) -> list[Piece]:
        pieces: list[Piece] = []
        end = 0
        for found in MATHS.finditer(text):
            pieces += self._words(text[end : found.start()], where)
            formula = {"latex": self._with_numbers(found[2].strip(), where)}
            pieces.append(formula | ({"display": True} if found[1] == "$$" else {}))
            end = found.end()
        return pieces + self._words(text[end:], where)

    def _words(self, text: str, where: str) -> list[Piece]:
        text = re.sub(r"\s+", " ", text)
        if re.search(r"(?<!\\)\$", text):
            raise ValueError(f"question: {where} has a $ without its other, near {text[-40:]!r}; a dollar is \\$")
        pieces: list[Piece] = []
        end = 0
        for found in NAME.finditer(text):
            pieces += [text[end : found.start()], *self._among_words(found[1], where)]
            end = found.end()
        plain = [piece.replace(r"\$", "$") if isinstance(piece, str) else piece for piece in [*pieces, text[end:]]]
        return [piece for piece in plain if piece != ""]

    def _among_words(self, name: str, where: str) -> list[Piece]:
        if name in self.formulas:
            return [{"latex": self._in_maths(name, where)}]
        if name in self.known:
            self.used.add(self.known[name])
            return [{"number": name}]
        shape = self.shapes.get(name)
        if shape is None:
            names = [*self.shapes, *self.formulas]
            close = difflib.get_close_matches(name, [*self.known, *names], 1, 0.5)
            did = f"; did you mean {{{close[0]}}}?" if close else f"; the names are {', '.join(names) or 'none'}"
            raise ValueError(f"question: {where} has {{{name}}}, which is no number of this question{did}")
        if len(shape) == 2:
            raise ValueError(f"question: {where} has the matrix {{{name}}} among words; write it as ${{{name}}}$")
        self.used.add(name)
        listed = enumerate(entries(name, *shape))
        return [*(piece for i, entry in listed for piece in (", " if i else "(", {"number": entry})), ")"]

    def _with_numbers(self, latex: str, where: str) -> str:
        return NAME.sub(lambda found: self._in_maths(found[1], where), latex)

    def _in_maths(self, name: str, where: str) -> str:
        """Other braces are LaTeX's own, but hardly so where they hold almost a name."""
        if name in self.formulas:
            return f"{{{self._with_numbers(self.formulas[name], where)}}}"
        if name in self.known:
            self.used.add(self.known[name])
            return self._live(name)
        shape = self.shapes.get(name)
        if shape is None:
            if len(name) > 3 and (close := difflib.get_close_matches(name, [*self.shapes, *self.formulas], 1, 0.8)):
                raise ValueError(f"question: {where} has {{{name}}} in a formula; did you mean {{{close[0]}}}?")
            return f"{{{name}}}"
        self.used.add(name)
        live = [self._live(entry) for entry in entries(name, *shape)]
        width = shape[1] if len(shape) == 2 else 1
        rows = [" & ".join(live[i : i + width]) for i in range(0, len(live), width)]
        return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"

    def _live(self, name: str) -> str:
        self.numbers.append(name)
        # in braces, or KaTeX would leave no room between the number and the sign after it
        return f"{{{place(len(self.numbers) - 1)}}}"

    # --- without the page's script --------------------------------------------------------------

    def to_html(self, paragraphs: Paragraphs, values: Mapping[str, float]) -> str:
        """Paragraphs; formulas stay LaTeX, marked, for whoever sets them: a book's build, or a notebook."""

        def piece(given: Piece) -> str:
            if isinstance(given, str):
                return html.escape(given, quote=False)
            text = self._plain(given, values)
            if "number" in given:
                return text
            sign = "$$" if "display" in given else "$"
            return f'<span class="mlcalc-tex">{html.escape(sign + text + sign, quote=False)}</span>'

        return "".join(f"<p>{''.join(map(piece, part))}</p>" for part in paragraphs)

    def to_markdown(self, paragraphs: Paragraphs, values: Mapping[str, float]) -> str:
        """The same as Markdown, for a printed page."""

        def piece(given: Piece) -> str:
            if isinstance(given, str):
                return re.sub(r"([\\`*_\[\]<>$])", r"\\\1", given)
            text = self._plain(given, values)
            sign = "" if "number" in given else "$$" if "display" in given else "$"
            return f"{sign}{text}{sign}"

        return "\n\n".join("".join(map(piece, part)) for part in paragraphs)

    def to_text(self, paragraphs: Paragraphs, values: Mapping[str, float]) -> str:
        """The same as one line of text, formulas as LaTeX, numbers without the braces that keep them apart."""
        parts = ["".join(g if isinstance(g, str) else self._plain(g, values) for g in p) for p in paragraphs]
        return re.sub(r"(?<![}\w])\{(-?[\d.,]+)\}", r"\1", " ".join(parts).replace("{,}", ","))

    def _plain(self, piece: Piece, values: Mapping[str, float]) -> str:
        if "number" in piece:
            return written(values[piece["number"]])
        return fill(piece["latex"], lambda number: in_latex(values[self.numbers[number]]))
