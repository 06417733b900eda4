"""A figure in a marimo notebook: it is mounted there as an anywidget, and its values follow."""

import marimo as mo

from mlcalc import figures


def test_a_figure_is_an_anywidget_of_marimo_and_its_value_follows_both_ways():
    figure = figures.curve(lambda w, b: w**2 + b, w=(-3, 3, 1), b=(-1, 1, 0), name="C")
    element = mo.ui.anywidget(figure)
    assert "marimo-anywidget" in element.text
    assert element.value["inputs"] == {"w": 1, "b": 0}
    assert element.value["spec"] == figure.spec
    figure.inputs["w"] = 2
    assert figure.values == {"C": 4, "dC/dw": 4, "dC/db": 1}
    element.inputs = {"w": -1.5}  # what marimo hands on from the page
    assert figure.values["C"] == 2.25
    heard = []
    element.observe(lambda change: heard.append(change["new"]["C"]), "values")
    figure.inputs["b"] = 1
    assert heard == [3.25]
