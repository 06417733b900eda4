"""Random programs say the same at every call, while shapes and values change; and a check that they do can fail."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program_calls import CALLS, forward, gradient
from programs import examples, plan_of, plans

from mlcalc.speed import FlatNumpy
from mlcalc.speed.cache import Derived
from mlcalc.speed.flat import LONG


@examples(max_examples=150)
@given(plan=plans(), long=st.sampled_from([LONG, 10]))
def test_every_call_says_the_same(plan, long):
    with patch("mlcalc.speed.flat.LONG", long):  # so that short programs too are gone through step by step
        gradient(plan)
        forward(plan)


def test_every_shape_is_interpreted_compiled_and_run_and_every_value_met_again():
    for which in range(2):
        turns = [turn for shape, turn, *_ in CALLS if shape == which]
        assert len(turns) >= 3
        assert {0, 1} <= set(turns)


# --- errors that were put in: what a random program is for ------------------------------------------------------


def transposes_do_nothing(monkeypatch):
    right = FlatNumpy._view
    wrong = lambda self, node, arg: f"{arg}.reshape({node.shape})" if node.op == "transpose" else right(self, node, arg)
    monkeypatch.setattr(FlatNumpy, "_view", wrong)


def slices_begin_at_the_front(monkeypatch):
    right = FlatNumpy._view

    def wrong(self, node, arg):
        if node.op != "index" or len(node.shape) != 1 or len(node.args[0].shape) != 1:
            return right(self, node, arg)
        return f"{arg}[:{node.shape[0]}]"

    monkeypatch.setattr(FlatNumpy, "_view", wrong)


def arrays_are_written_again_too_early(monkeypatch):
    def wrong(self, step, node):
        for arg in node.args:
            if arg in self.holds:
                self.free.setdefault(arg.shape, []).append(self.holds.pop(arg))

    monkeypatch.setattr(FlatNumpy, "_release", wrong)


def results_stand_in_kept_arrays(monkeypatch):
    right = FlatNumpy._place

    def wrong(self, step, node):
        kept, self.returned = self.returned, set()
        place = right(self, step, node)
        self.returned = kept
        self.holds.pop(node, None)  # so that this run does not write to it again
        return place

    monkeypatch.setattr(FlatNumpy, "_place", wrong)


def results_are_views_of_each_other(monkeypatch):
    right = FlatNumpy._result
    wrong = lambda self, i: self.names[self.outputs[i]] if self.outputs[i].shape else right(self, i)
    monkeypatch.setattr(FlatNumpy, "_result", wrong)


def powers_are_squares(monkeypatch):
    monkeypatch.setattr("mlcalc.speed.unrolled.is_square", lambda node: node.op == "power")


def captured_numbers_stay_as_they_were(monkeypatch):
    right = Derived.__call__

    def wrong(self, values, traced):
        kept = self.__dict__.setdefault("kept", dict(traced.captured))
        return right(self, values, traced._replace(captured=kept))

    monkeypatch.setattr(Derived, "__call__", wrong)


ERRORS = [
    transposes_do_nothing,
    slices_begin_at_the_front,
    arrays_are_written_again_too_early,
    results_stand_in_kept_arrays,
    results_are_views_of_each_other,
    powers_are_squares,
    captured_numbers_stay_as_they_were,
]


def check_some():
    for seed in range(40):
        plan = plan_of(seed, steps=4)._replace(shapes=[(2, 3), (30, 5)])  # unrolled, and an array at a time
        gradient(plan)
        forward(plan)


@pytest.mark.parametrize("put_in", ERRORS)
def test_an_error_is_seen(monkeypatch, put_in):
    put_in(monkeypatch)
    with pytest.raises(AssertionError):
        check_some()
