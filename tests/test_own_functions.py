"""Own functions in Python: the trait, its refusals, and the same specification as the page writes."""

import json
import math

import numpy as np
import pytest
from in_node import copy_front, run_script
from own_figures import LINKED, MAKERS, REFUSED, TYPED, chain, curve, random_texts, secant

from mlcalc import FormulaError, figures, grad, read_formula
from mlcalc.make.node import GENERATED_NAMES
from mlcalc.read import typescript
from mlcalc.trace import trace
from mlcalc.write.page import to_json
from mlcalc.write.typed import to_typed


@pytest.fixture(scope="module")
def in_page(tmp_path_factory):
    """A function: [(spec, functions, windows), …] in, the page's specifications out."""
    folder = tmp_path_factory.mktemp("own")
    copy_front(folder, "compute", "calculus", "read", "model", "view", "plot", "kinds", "testing")
    script = folder / "testing" / "own-cli.ts"
    (folder / "read" / GENERATED_NAMES.name).write_text(typescript.to_typescript(), encoding="utf-8")

    def ask(asked):
        keys = ("spec", "functions", "windows")
        asked = [dict(zip(keys, each, strict=True)) for each in asked]
        return [page if "refused" in page else compared(page) for page in run_script(script, asked)]

    return ask


def same(one, other):
    """Whether two pieces of JSON say the same, numbers to the last digits of what was measured."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


def compared(spec):
    """What the page writes too: not the words for whoever sees no figure, and not what can be typed."""
    return json.loads(json.dumps({key: spec[key] for key in spec if key not in ("alt", "editable")}))


def drawn(figure, name, text, windows=None):
    """The specification with this function, or the sentence that refuses it."""
    try:
        figure.functions = {name: text}
        if windows:
            figure.windows = windows
    except ValueError as error:
        return {"refused": str(error)}
    return compared(figure.spec)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_the_page_writes_the_specification_that_python_writes(make, in_page):
    figure, name = make(), MAKERS[make]
    author, authors = dict(figure.spec), dict(figure.functions)
    texts = [*TYPED, *REFUSED, *random_texts(60)]
    windows = [{"x": [0.5, 2.75]} if i % 5 == 0 else {} for i in range(len(texts))]
    pages = in_page([(author, authors | {name: text}, ends) for text, ends in zip(texts, windows, strict=True)])
    refused = 0
    for text, ends, page in zip(texts, windows, pages, strict=True):
        with np.errstate(all="ignore"):
            python = drawn(make(), name, text, ends)
        assert same(python, page), (text, [k for k in python if not same(python.get(k), page.get(k))])
        refused += "refused" in page
    assert len(REFUSED) <= refused < len(texts) / 2


def test_the_links_of_a_chain_are_those_that_python_writes(in_page):
    author = chain()
    windows = [{"t": [-1, 2]} if i % 3 == 0 else {} for i in range(len(LINKED))]
    asked = [
        (author.spec, author.functions | {name: text}, ends) for (name, text), ends in zip(LINKED, windows, strict=True)
    ]
    refused = 0
    for (name, text), ends, page in zip(LINKED, windows, in_page(asked), strict=True):
        python = drawn(chain(), name, text, ends)
        assert same(python, page), (name, text)
        refused += "refused" in page
    assert refused == 3


def test_to_set_a_function_draws_it_and_its_new_letters_are_inputs():
    figure = curve()
    figure.inputs["b"] = 1.25
    figure.functions = {"C": "b t^2"}
    assert figure.functions == {"C": "b t^2"}
    assert figure.inputs == {"t": 1.3, "b": 1.25}
    assert figure.values["dC/dt"] == pytest.approx(2 * 1.25 * 1.3)
    assert "t from -3 to 3" in figure.spec["alt"]
    assert figure.picture()[:4] == b"\x89PNG"


def test_the_authors_functions_bring_the_authors_figure_back():
    figure = curve()
    author = dict(figure.spec)
    figure.functions = {"C": "x^2"}
    figure.windows = {"x": (0, 1)}
    assert figure.spec["editable"]["author"] == author
    figure.windows = {}
    figure.functions = {"C": "w^2 + b*sin(w)"}
    assert figure.spec == author


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items(), ids=lambda text: str(text)[:12])
def test_what_cannot_be_drawn_is_refused_and_nothing_changes(text, sentence):
    figure = curve()
    figure.functions = {"C": "x^2"}
    before = dict(figure.spec), dict(figure.inputs), dict(figure.values)
    with pytest.raises(FormulaError) as told:
        figure.functions = {"C": text}
    assert sentence in str(told.value)
    assert (figure.spec, figure.inputs, figure.values) == before
    assert figure.functions == {"C": "x^2"}


def test_what_has_a_meaning_already_is_no_letter():
    with pytest.raises(FormulaError, match="“C” has a meaning"):
        curve().functions = {"C": "C + x"}
    with pytest.raises(FormulaError, match="“h” has a meaning"):
        secant().functions = {"f": "h x"}


def test_only_an_editable_figure_has_functions():
    figure = figures.curve(np.sin, x=(-1, 1))
    assert figure.functions == {}
    assert "editable" not in figure.spec
    with pytest.raises(ValueError, match="editable=True"):
        figure.functions = {"sin": "x"}
    with pytest.raises(ValueError, match="'g' is no function of this figure; its functions are C"):
        curve().functions = {"g": "x"}
    with pytest.raises(TypeError, match="must be a text"):
        curve().functions = {"C": 2}


def test_what_nobody_can_type_is_refused_with_advice():
    with pytest.raises(
        ValueError, match="editable: f cannot be written as a formula, for there is nothing to type for"
    ):
        figures.curve(lambda x: np.where(x > 0, x, 0), name="f", x=(-1, 1), editable=True)


def test_names_that_every_object_of_javascript_has_are_letters_like_any_other(in_page):
    figure = figures.curve(
        lambda constructor, __proto__: constructor**2 * __proto__,
        name="f", constructor=(-1, 1), __proto__=(0, 2), editable=True,
    )  # fmt: skip
    assert figure.functions == {"f": "constructor^2*__proto__"}
    text = "constructor^3 + x"
    (page,) = in_page([(figure.spec, {"f": text}, {})])
    assert same(drawn(figure, "f", text), page)
    assert figure.inputs == {"constructor": 0.0, "x": 1.0}


def test_the_page_sends_functions_ranges_inputs_and_values_at_once():
    figure = curve()
    sent = {"functions": {"C": "k x"}, "windows": {"k": [0, 9]}, "inputs": {"x": 2, "k": 8}, "values": {"C": 16}}
    figure.set_state(sent)
    assert (figure.functions, figure.windows, figure.inputs) == (sent["functions"], sent["windows"], sent["inputs"])
    assert figure.values == {"C": 16}, "what the page computed is kept"
    assert figure.ranges["k"].high == 9
    with pytest.raises(FormulaError):
        figure.set_state({**sent, "functions": {"C": "k x +"}})
    assert figure.functions == sent["functions"]


def test_values_and_derivatives_are_those_of_the_function_that_is_typed():
    figure = curve()
    compared = 0
    for text in random_texts(40, seed=3):
        try:
            with np.errstate(all="ignore"):
                figure.functions = {"C": text}
        except FormulaError:
            continue
        f = read_formula(text)
        at = [figure.inputs[letter] for letter in f.letters]
        with np.errstate(all="ignore"):
            slopes = grad(f, argnums=tuple(range(len(at))))(*at) if at else ()
        for letter, slope in zip(f.letters, slopes, strict=True):
            assert figure.values[f"dC/d{letter}"] == pytest.approx(float(slope), rel=1e-12, nan_ok=True)
            compared += 1
    assert compared > 40


def test_a_typed_function_makes_a_figure_of_its_letters():
    figure = figures.curve(read_formula("e^(-lambda x)"), x=(0, 5, 1), **{"lambda": (0, 2, 1)})
    assert figure.values["f"] == pytest.approx(math.exp(-1))
    assert figure.values["df/dlambda"] == pytest.approx(-math.exp(-1))


@pytest.mark.parametrize("text", ["w^2 + b*sin(w)", "2w/(1 - b)^2", "-w^2", "(-w)^b", "exp(-w^2/2)", "max(w, b)*3"])
def test_a_graph_is_written_as_text_that_is_read_as_the_same_graph(text):
    names = ["w", "b"]
    first = trace(read_formula(text, names), [0.0, 0.0], names)
    again = trace(read_formula(to_typed(first.outputs[0]), names), [0.0, 0.0], names)
    assert to_json(again.inputs, {"f": again.outputs[0]}) == to_json(first.inputs, {"f": first.outputs[0]})
