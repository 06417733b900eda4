"""What passes between a figure in Python and its page: values are computed once, on the side that moved."""

import copy
import math
import pickle

import numpy as np
import pytest

from mlcalc import Network, figures


@pytest.fixture
def counted(monkeypatch):
    """A figure and the list of the inputs at which Python computed it."""
    seen = []
    evaluate = figures.Figure.evaluate
    monkeypatch.setattr(
        figures.Figure, "evaluate", lambda self, **at: (seen.append(at), evaluate(self, **at))[1], raising=True
    )
    figure = figures.curve(lambda w, b: w**2 + b, name="C", w=(-3, 3, 1), b=(-2, 2, 0))
    seen.clear()
    return figure, seen


# what a page computed may differ in the last digit, and what it sends shows in these tests that it was kept
FROM_PAGE = {"inputs": {"w": 2, "b": 1}, "values": {"C": 5.000000000000001, "dC/dw": 4, "dC/db": 1}}


def test_what_the_page_computed_is_not_computed_again(counted):
    figure, seen = counted
    figure.set_state(FROM_PAGE)
    assert figure.inputs == {"w": 2.0, "b": 1.0}
    assert figure.values == FROM_PAGE["values"]
    assert seen == []


def test_a_training_run_is_not_run_again_for_what_the_page_sends(monkeypatch):
    net = Network([([[1.3]], [-0.1])])
    figure = figures.training(net, [[1.0, 0.0]], [[0.0, 1.0]], rate=(0, 1, 0.5), steps=100)
    monkeypatch.setattr(Network, "train", lambda *_, **__: pytest.fail("trained again"))
    figure.set_state({"inputs": {**figure.inputs, "step": 50}, "values": {"C": 0.25, "|∇C|": None}})
    assert figure.inputs["step"] == 50
    assert figure.values["C"] == 0.25
    assert math.isnan(figure.values["|∇C|"])


def test_inputs_without_values_are_computed_in_python(counted):
    figure, seen = counted
    figure.set_state({"inputs": {"w": 2, "b": 1}})
    assert figure.values == {"C": 5.0, "dC/dw": 4.0, "dC/db": 1.0}
    assert len(seen) == 1


def test_python_computes_once_for_each_move_of_its_own(counted):
    figure, seen = counted
    figure.inputs["w"] = 2
    figure.inputs.update(w=3, b=1)
    assert len(seen) == 2
    assert figure.values["C"] == 10.0
    figure.set_state(FROM_PAGE)
    figure.inputs = {"w": 3, "b": 1}
    assert figure.values["C"] == 10.0
    figure.inputs = FROM_PAGE["inputs"]  # the page's answer was for then, and Python has moved since
    assert figure.values["C"] == 5.0
    assert len(seen) == 4


def test_an_observer_that_moves_on_what_the_page_sends_gets_values_for_where_it_went(counted):
    figure, seen = counted
    figure.observe(lambda change: figure.inputs.update(b=-1), "inputs")
    figure.set_state(FROM_PAGE)
    assert figure.inputs == {"w": 2.0, "b": -1.0}
    assert figure.values["C"] == 3.0
    assert len(seen) == 1


def test_what_the_page_sends_is_checked_like_everything_else(counted):
    figure, _ = counted
    with pytest.raises(ValueError, match="w: 7 is outside its range from -3 to 3"):
        figure.set_state({"inputs": {"w": 7, "b": 0}, "values": {"C": 49.0}})
    assert (figure.inputs, figure.values["C"]) == ({"w": 1.0, "b": 0.0}, 1.0)
    figure.set_state({"inputs": {"w": 2}})
    assert (figure.inputs, figure.values["C"]) == ({"w": 2.0, "b": 0.0}, 4.0)


def test_a_new_figure_is_computed_once(monkeypatch):
    computed = []
    evaluate = figures.Figure.evaluate
    monkeypatch.setattr(
        figures.Figure, "evaluate", lambda self, **at: (computed.append(at), evaluate(self, **at))[1], raising=True
    )
    figures.chain(lambda t: np.stack([t, t**2]), lambda u: u[0] * u[1], t=(0, 2, 1))
    assert len(computed) == 1


def test_the_page_gets_the_specification_in_one_piece(monkeypatch):
    sent = []
    monkeypatch.setattr(figures.Figure, "send_state", lambda self, key=None: sent.append(key))
    figures.curve(np.sin, x=(0, 3))
    assert "spec" not in sent  # it goes out with the message that opens the widget


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, pickle.dumps, lambda figure: copy.deepcopy([figure])])
def test_a_figure_is_not_copied_and_says_what_to_do(way):
    figure = figures.curve(np.sin, x=(0, 3, 1), id="sine")
    with pytest.raises(TypeError, match=r"'sine' cannot be copied or pickled; .*other\.inputs = dict\(fig\.inputs\)"):
        way(figure)
    other = figures.curve(np.sin, x=(0, 3), id="sine")
    other.inputs = dict(figure.inputs)
    assert other.values == figure.values


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda inputs: pickle.loads(pickle.dumps(inputs))])
def test_a_copy_of_its_inputs_is_a_plain_dict(way):
    figure = figures.curve(np.sin, x=(0, 3, 1))
    kept = way(figure.inputs)
    kept["x"] = 2.0
    assert type(kept) is dict
    assert figure.inputs == {"x": 1.0}
