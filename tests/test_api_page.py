"""The page on the package names all of it, and its docstrings say what a reader needs."""

import inspect
import re
from operator import attrgetter
from pathlib import Path

import numpy as np
import pytest

import mlcalc
from mlcalc import figures
from mlcalc.trace.functions import FUNCTIONS, UFUNCS, special

PAGE = (Path(__file__).parent.parent / "chapters" / "api.md").read_text(encoding="utf-8")
NOT_MATHEMATICS = {
    "FormulaError",
    "TraceError",
    "clear_caches",
    "compile",
    "read_formula",
}  # what has no source but itself


@pytest.mark.parametrize("name", mlcalc.__all__)
def test_a_public_name_says_its_shapes_its_errors_its_source_and_an_example(name):
    said = inspect.getdoc(getattr(mlcalc, name)) or ""
    assert re.search(r"\b(shapes?|number)\b", said), "it does not say what shape comes or goes"
    assert re.search(r"raise", said, re.IGNORECASE), "it does not say what it raises"
    assert "\n>>> " in said, "it has no example"
    assert "Source: " in said or name in NOT_MATHEMATICS, "it does not say where the mathematics is from"


@pytest.mark.parametrize("name", figures.__all__)
def test_a_figure_says_its_errors_and_an_example(name):
    said = inspect.getdoc(getattr(figures, name)) or ""
    assert "\nRaises\n------\n" in said
    assert "\n>>> " in said


def test_the_page_has_every_public_name(built_book):
    """In the built page, since the figures are listed by Sphinx from ``__all__``."""
    built = (built_book / "chapters" / "api.html").read_text(encoding="utf-8")
    public = {f"mlcalc.{name}" for name in mlcalc.__all__} | {f"mlcalc.figures.{name}" for name in figures.__all__}
    assert public - set(re.findall(r' id="(mlcalc\.[\w.]+)"', built)) == set()


def test_the_page_names_the_functions_of_numpy_that_are_known_and_no_others():
    section = PAGE.split("## What can be differentiated")[1].split("\nTwo functions")[0]
    named = set(re.findall(r"`([a-z][a-z_0-9.]+)`", section)) - {"keepdims"}
    modules = {f: f.__module__.removeprefix("numpy").removeprefix(".") for f in FUNCTIONS}
    known = {ufunc.__name__ for ufunc in UFUNCS} | {f"{modules[f]}.{f.__name__}".lstrip(".") for f in FUNCTIONS}
    assert named == known
    assert all(attrgetter(name)(np) for name in named)


def test_the_page_names_the_functions_of_scipy_that_are_known_and_no_others():
    sentence = PAGE.split("Of `scipy.special`")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z][a-z_0-9]+)`", sentence)) == set(special.KNOWN)
