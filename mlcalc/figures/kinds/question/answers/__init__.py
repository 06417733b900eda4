"""The types of answer, a file each. A new one is a file here, one in the front end, and a row in either table.

A type reads what the call asks for (``read``), judges what a reader gives (``judge``), and says how its part of the
question stands on paper (``still``).
"""

from ..asked import Asked
from .base import Answer, Wanted
from .choice import Choice
from .formula import Formulas
from .number import Numbers

# The first that the call asks for; numbers are asked for where nothing else is.
TYPES: tuple[type[Answer], ...] = (Formulas, Choice, Numbers)


def read_answer(asked: Asked, wanted: Wanted) -> Answer:
    """The answer of a question, of the type that the call asks for."""
    return next(kind for kind in TYPES if kind.is_asked_for(wanted)).read(asked, wanted)


__all__ = ["TYPES", "Answer", "Wanted", "read_answer"]
