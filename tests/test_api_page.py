"""The page on the package names all of it, and its docstrings say what a reader needs."""

import gzip
import inspect
import re
from operator import attrgetter
from pathlib import Path

import numpy as np
import pytest
from live import wake

import mlcalc
from mlcalc import figures
from mlcalc.book.reference import makes_figure
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


KINDS = [name for name in figures.__all__ if inspect.isfunction(f := getattr(figures, name)) and makes_figure(f)]


def test_every_call_that_makes_a_figure_shows_it_below_its_example(built_book):
    """The figure of the very example that doctest runs, once, and alone with its id."""
    built = (built_book / "chapters" / "api.html").read_text(encoding="utf-8")
    entries = re.split(r'(?=<dt class="sig)', built)
    shown = {}
    for name in KINDS:
        (entry,) = [part for part in entries if f' id="mlcalc.figures.{name}"' in part]
        assert entry.index("&gt;&gt;&gt;") < entry.index('<div class="mlcalc-figure"'), name
        shown[name] = re.findall(r'<div class="mlcalc-figure" data-kind="(\w+)" id="([^"]+)"', entry)
    assert {name: [kind for kind, _ in found] for name, found in shown.items()} == {
        name: ["curve" if name == "errors" else name] for name in KINDS
    }
    assert len(KINDS) == len({id for found in shown.values() for _, id in found})
    assert built.count('<div class="mlcalc-figure"') == len(KINDS), "what makes no figure shows one"


def test_the_page_is_alive_and_no_heavier_than_a_chapter(page_of, built_book):
    assert len(gzip.compress((built_book / "chapters" / "api.html").read_bytes(), 6)) < 105_000
    page = page_of(built_book / "chapters" / "api.html")
    wake(page)
    assert page.locator(".mlcalc-figure:not([data-state=live])").count() == 0
    page.locator("#curve-C input[data-name=w]").fill("2")
    page.wait_for_function("document.querySelector('#curve-C output[data-name=C]').dataset.value === '4'")


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
