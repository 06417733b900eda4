"""Numbers of the chapter on curvature, to their printed digits: as tests/test_published.py has those of the others."""

import numpy as np
import pytest
from test_published import R_X, R_Y, R, cost, printed

from mlcalc import grad, hessian, hvp


def flat_cost(p):
    W1, b1, W2, b2 = p[:12].reshape(3, 4), p[12:15], p[15:21].reshape(2, 3), p[21:]
    return cost([(W1, b1), (W2, b2)], R_X, R_Y)


P = np.concatenate([np.ravel(array) for layer in R for array in layer])


def test_the_curvatures_of_r_and_the_steps_that_they_would_forbid():
    g, H = grad(flat_cost)(P), hessian(flat_cost)(P)
    found = np.linalg.eigvalsh(H)
    assert printed(found[[0, -1]], 3) == [-6.355, 7.002]
    assert np.sum(abs(found) < 1e-6) == 15
    assert printed(2 / found[-1], 4) == 0.2856
    assert printed(flat_cost(P) - 0.1 * g @ g, 3) == -0.398
    assert printed(flat_cost(P) - 0.1 * g @ g + 0.005 * g @ H @ g, 3) == -0.152
    assert [printed(flat_cost(P - eta * g)) for eta in (0.1, 1.0, 2.0)] == [0.211687, 0.041557, 0.032438]


def test_the_hessian_of_r_is_how_its_gradient_changes():
    H, h = hessian(flat_cost)(P), 1e-5
    columns = [(grad(flat_cost)(P + h * e) - grad(flat_cost)(P - h * e)) / (2 * h) for e in np.eye(23)]
    np.testing.assert_allclose(H, np.stack(columns, axis=1), atol=1e-7)
    v = np.linspace(-1, 1, 23)
    np.testing.assert_allclose(hvp(flat_cost, (P,), (v,)), H @ v, rtol=1e-11, atol=1e-12)


def test_descent_and_momentum_in_a_ravine():
    root = np.sqrt(10)
    beta, eta = ((root - 1) / (root + 1)) ** 2, 4 / (1 + root) ** 2
    assert printed([beta, eta]) == [0.269874, 0.230886]
    ends = []
    for rate, memory in ((2 / 11, 0.0), (eta, beta)):
        w, m = np.array([10.0, 1.0]), np.zeros(2)
        for _ in range(20):
            m = memory * m + w * [1, 10]
            w = w - rate * m
        ends.append((w[0] ** 2 + 10 * w[1] ** 2) / 2)
    assert printed(ends[0]) == 0.017962
    assert f"{ends[1]:.3e}" == "4.433e-08"


def test_newtons_step_from_a_pass_and_a_minimum_without_curvature():
    C = lambda w: w**4 / 4 - w**3 / 3 - 3 * w**2
    newton = lambda C, w: w - grad(C)(w) / hessian(C)(w)
    assert [newton(C, w) for w in (0.5, 1.5)] == [0.0, -2.0]
    assert hessian(lambda w: w**4)(0.0) == 0.0
    assert newton(lambda w: w**4, 1.0) == pytest.approx(2 / 3)
    assert np.linalg.eigvalsh([[1, 2], [2, 1]]).round(12).tolist() == [-1.0, 3.0]
