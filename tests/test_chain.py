"""Products of Jacobians: the factors, every bracketing the same number, and the price of each by counting."""

import numpy as np
import pytest

from mlcalc import chain, numerical_jacobian
from mlcalc.calculus.chain import bracketings, cheapest, column_first, multiplications, row_first


def u(t):
    return np.stack([t**2, 2 * t])


def x(u):
    return np.stack([u[0] - u[1] ** 2, u[0] * u[1]])


def f(x):
    return x[0] ** 2 + 3 * x[1]


def test_the_worked_example_has_its_published_numbers():
    links = chain(u, x, f, at=1.0)
    assert [factor.name for factor in links.factors] == ["f", "x", "u"]
    assert [factor.matrix.tolist() for factor in links.factors] == [[[-6, 3]], [[1, -4], [2, 1]], [[2], [2]]]
    assert links.product().tolist() == [[54]]  # f = 9t⁴ + 6t³, so 36 + 18
    assert (links.factors[0].matrix @ links.factors[1].matrix).tolist() == [[0, 27]]
    assert (links.factors[1].matrix @ links.factors[2].matrix).tolist() == [[-6], [6]]
    assert (links.factors[0].matrix @ links.factors[1].matrix.T @ links.factors[2].matrix).tolist() == [[-54]]
    assert links.value == 9.0 + 6.0


def test_each_factor_is_taken_where_the_link_before_has_led():
    links = chain(u, x, f, at=1.5)
    assert links.factors[2].at == 1.5
    assert links.factors[1].at.tolist() == [2.25, 3.0]
    assert links.factors[0].at.tolist() == [2.25 - 9.0, 6.75]
    t = 1.5
    assert links.product().item() == pytest.approx(36 * t**3 + 18 * t**2, rel=1e-14)


def test_three_numbers_in_a_chain_multiply():
    links = chain(lambda t: t**2, lambda u: 1 - u, lambda x: 5 * x, at=3.0, names=["u", "x", "f"])
    assert [factor.matrix.item() for factor in links.factors] == [5, -1, 6]
    assert links.product().item() == -30


def random_links(rng, count):
    sizes = rng.integers(1, 6, count + 1)
    matrices = [rng.standard_normal((sizes[i + 1], sizes[i])) for i in range(count)]
    return [lambda v, m=m: np.tanh(m @ v) for m in matrices], rng.standard_normal(sizes[0])


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_every_bracketing_gives_the_derivative_of_the_whole(count):
    links, start = random_links(np.random.default_rng(count), count)

    def whole(v):
        for link in links:
            v = link(v)
        return v

    product = numerical_jacobian(whole, start)
    taken = chain(*links, at=start)
    for way in bracketings(count):
        np.testing.assert_allclose(taken.product(way), product, rtol=1e-7, atol=1e-9)
    w, v = np.ones(product.shape[0]), np.arange(1.0, start.size + 1)
    np.testing.assert_allclose(taken.vjp(w), w @ product, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(taken.jvp(v), product @ v, rtol=1e-7, atol=1e-9)


def counted(shapes, way):
    """The price by doing the product and counting, number by number."""
    if isinstance(way, int):
        return np.ones(shapes[way]), 0
    (a, price_a), (b, price_b) = (counted(shapes, part) for part in way)
    price = sum(1 for _ in range(a.shape[0]) for _ in range(b.shape[1]) for _ in range(a.shape[1]))
    return a @ b, price_a + price_b + price


@pytest.mark.parametrize("seed", range(20))
def test_the_cheapest_of_all_bracketings_is_found_and_priced_by_counting(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 7, rng.integers(2, 7))
    shapes = list(zip(sizes[:-1].tolist(), sizes[1:].tolist(), strict=True))
    prices = {way: counted(shapes, way)[1] for way in bracketings(len(shapes))}
    assert {way: multiplications(shapes, way) for way in prices} == prices
    assert prices[cheapest(shapes)] == min(prices.values())


def test_ten_jacobians_that_end_in_a_scalar_are_cheap_row_first_and_dear_matrix_first():
    shapes = [(1, 100)] + [(100, 100)] * 10
    assert multiplications(shapes, row_first(11)) == 10 * 100 * 100  # 10⁵
    assert multiplications(shapes, column_first(11)) == 9 * 100**3 + 100 * 100  # 10⁷, to the nearest power
    assert cheapest(shapes) == row_first(11)


def test_the_number_of_bracketings_is_catalans():
    assert [sum(1 for _ in bracketings(n)) for n in range(1, 8)] == [1, 1, 2, 5, 14, 42, 132]


def test_latex_shows_names_matrices_and_the_product():
    text = chain(u, x, f, at=1.0)._repr_latex_()
    assert text.startswith(r"$\displaystyle J_{f} \, J_{x} \, J_{u} = \begin{bmatrix} -6 & 3 \end{bmatrix}")
    assert text.endswith(r"= \begin{bmatrix} 54 \end{bmatrix}$")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: chain(at=1.0), "chain needs functions, inner to outer"),
        (lambda: chain(u, x, at=1.0, names=["u"]), "2 functions need as many names, got 1"),
        (lambda: chain(u, lambda v: v @ np.ones((3, 3)), at=1.0, names="ab"), r"b does not fit .* shape \(2,\)"),
        (lambda: chain(u, x, f, at="one"), "at must be a real number"),
        (lambda: chain(u, x, f, at=1.0).product(((0, 2), 1)), "in order; write pairs"),
        (lambda: chain(u, x, f, at=1.0).multiplications((0, 1)), "factors 0 to 2 once each"),
        (lambda: multiplications([(1, 2), (3, 1)], (0, 1)), "2 columns meets one with 3 rows"),
    ],
)
def test_what_is_no_chain_is_refused_in_words(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()
