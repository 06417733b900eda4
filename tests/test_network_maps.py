"""The maps of a network with two inputs, in Python and in the page: what every neuron answers over their square."""

import re

import numpy as np
import pytest
from live import settle
from networks import X, Y, running_network

from mlcalc import Network, figures
from mlcalc.figures.kinds.network.maps import square
from mlcalc.figures.kinds.network.picture import network_picture


def xor_network():
    return Network([([[10, 10], [10, 10]], [-5, -15]), ([[2, -2]], [-2])])


def mapped(**options):
    return figures.network(xor_network(), [0, 0], inputs=(0, 1), switch=True, maps=True, id="xor", **options)


def deep():
    net = Network.random([2, 3, 2, 1], seed=1, activation=["relu", "logistic", "identity"])
    return figures.network(net, [0.5, -1], [1], maps=True, id="deep")


# --- in Python ---------------------------------------------------------------------------


def test_a_map_holds_what_the_network_answers_at_each_place():
    figure = mapped()
    along, values = square(figure, "a2[1]", 5)
    for i, j in np.ndindex(5, 5):
        assert values[i, j] == pytest.approx(xor_network().forward([along[j], along[i]]).a[2][0], rel=1e-12)
    assert figure.spec["maps"] is True
    assert "maps" not in figures.network(xor_network(), [0, 0]).spec


def test_the_corners_of_every_map_are_told_in_words():
    told = mapped().spec["alt"]
    assert told.endswith(
        "A small map shows each neuron over both inputs; at (0, 0), (1, 0), (0, 1), (1, 1): "
        "hidden 1 -1.00, 1.00, 1.00, 1.00; hidden 2 -1.00, -1.00, -1.00, 1.00; output 1 -0.96, 0.96, 0.96, -0.96."
    )
    assert re.findall(r"layer \d neuron \d|output \d", deep().spec["alt"]) == [
        *(f"layer 1 neuron {j}" for j in (1, 2, 3)), "layer 2 neuron 1", "layer 2 neuron 2", "output 1"
    ]  # fmt: skip


def test_on_paper_there_is_a_square_for_each_neuron_with_the_example_as_a_dot():
    for figure, count in ((mapped(), 3), (deep(), 6)):
        _, *maps = network_picture(figure).axes
        assert len(maps) == count
        for axes in maps:
            assert axes.lines[0].get_xydata().tolist() == [[figure.inputs["x[1]"], figure.inputs["x[2]"]]]
            assert axes.collections, "it is shaded"
    assert len(network_picture(figures.network(xor_network(), [0, 0])).axes) == 1


def test_what_has_no_square_of_inputs_is_refused_with_the_way_out():
    with pytest.raises(ValueError, match=r"maps: a map is drawn over two inputs, .* has 4; leave out maps, or show"):
        figures.network(running_network(), X, Y, maps=True)
    with pytest.raises(ValueError, match=r"maps: 13 neurons are too many for a map each, at most 12 are"):
        figures.network(Network.random([2, 12, 1]), [0, 0], maps=True)


# --- in the page -------------------------------------------------------------------------


def borders(element):
    return element.locator(".mlcalc-net-map .mlcalc-map-border").evaluate_all(
        "all => all.map((b) => b.getAttribute('d'))"
    )


def inside(path):
    """The corners of a border that lie within its frame, as places of the inputs from 0 to 1."""
    places = np.array([[float(n) for n in spot.split(",")] for spot in re.findall(r"[-\d.]+,[-\d.]+", path)])
    kept = places[((places > 0) & (places < 100)).all(axis=1)]
    return kept * [0.01, -0.01] + [0, 1]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_line_between_yes_and_no_is_where_the_neuron_answers_zero(shown, width):
    element, _ = shown(mapped, width=width)
    settle(element.page)
    first, second, output = (inside(path) for path in borders(element))
    assert first.sum(axis=1) == pytest.approx(0.5, abs=0.02)
    assert second.sum(axis=1) == pytest.approx(1.5, abs=0.02)
    answers = xor_network().forward(output.T).a[2]
    assert len(output) > 20
    assert np.abs(output.sum(axis=1) - 1).min() > 0.4, "a yes in between, two borders"
    assert np.abs(answers).max() < 0.6, "a steep answer, read from paths of a tenth of a pixel"
    frames = element.locator(".mlcalc-net-map > svg").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().width)"
    )
    assert min(frames) >= 80
    assert element.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_weight_moves_the_maps_that_it_reaches_and_an_input_moves_the_dots(shown):
    element, _ = shown(mapped)
    settle(element.page)
    dots = element.locator(".mlcalc-map-dot")
    place = "all => all.map((dot) => [dot.cx.baseVal.value, dot.cy.baseVal.value])"
    assert dots.evaluate_all(place) == [[0, 100]] * 3
    before = borders(element)
    element.page.evaluate("location.hash = '#xor:x[1]=1'")
    settle(element.page)
    assert dots.evaluate_all(place) == [[100, 100]] * 3
    assert borders(element) == before
    element.page.evaluate("location.hash = '#xor:W1[2,1]=8'")
    settle(element.page)
    after = borders(element)
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, False, False]
    assert inside(after[1]) @ [8, 10] == pytest.approx(15, abs=0.2)


def test_the_maps_are_told_in_words_that_follow(shown):
    element, _ = shown(mapped)
    settle(element.page)
    told = [picture.get_attribute("aria-label") for picture in element.locator(".mlcalc-net-map > svg").all()]
    assert told[0].startswith(
        "hidden 1: bottom left −1.00, bottom right 1.00, top left 1.00, top right 1.00; above zero on"
    )
    assert told[2].startswith("output 1: bottom left −0.96, bottom right 0.96, top left 0.96, top right −0.96;")
    element.page.evaluate("location.hash = '#xor:W2[1,2]=0,b2[1]=0'")
    settle(element.page)
    element.locator(".mlcalc-net-map > svg[aria-label*='top right 0.96']").wait_for()


def test_without_maps_there_are_none(shown):
    element, _ = shown(lambda: figures.network(xor_network(), [0, 0], id="plain"))
    assert element.locator(".mlcalc-net-maps").count() == 0
