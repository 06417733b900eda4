"""The kind question: a reader answers, and is told what was forgotten."""

from .question import question

__all__ = ["question"]
