"""What is asked of grad, jvp and vjp must fit the function; what does not is refused by its name."""

import numpy as np
import pytest

from mlcalc import grad, hessian, jvp, value_and_grad, vjp

V = np.array([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    "argument", ["two", 2j, None, object, np.array(["a"]), [1.0, "two"], np.array([None])], ids=repr
)
@pytest.mark.parametrize(
    "run",
    [lambda x: grad(lambda t: 1.0)(x), lambda x: vjp(lambda t: t, x), lambda x: jvp(lambda t: 1.0, (x,), (x,))],
    ids=["grad", "vjp", "jvp"],
)
def test_an_argument_that_is_no_real_number_is_refused(run, argument):
    with pytest.raises(TypeError, match=r"argument 0 \('t'\)( at \[1\])? must be a real number or an array"):
        run(argument)


@pytest.mark.parametrize("argnums", [1, -2, (0, 3)])
def test_argnums_outside_the_arguments_is_refused(argnums):
    with pytest.raises(ValueError, match=r"argnums: -?\d is not a position among the 1 arguments.*(argnums=0|from 0)"):
        grad(np.sin, argnums=argnums)(1.0)


@pytest.mark.parametrize("argnums", [1.0, "x", None])
def test_argnums_that_is_no_integer_is_refused(argnums):
    with pytest.raises(TypeError, match="argnums must be an integer or a tuple of them"):
        grad(np.sin, argnums=argnums)(1.0)


@pytest.mark.parametrize("differentiate", [grad, value_and_grad, hessian])
def test_a_result_that_is_no_scalar_is_refused_by_grad(differentiate):
    def sine(x):
        return np.sin(x)

    with pytest.raises(TypeError, match=r"grad needs a scalar from sine, got shape \(3,\); use jacobian, or sum"):
        differentiate(sine)(V)
    with pytest.raises(TypeError, match="got a tuple; use jacobian or vjp"):
        differentiate(lambda x: (x, x))(1.0)


@pytest.mark.parametrize("tangents", [(V,), (1.0, 2.0), (), (np.ones((1, 1)),)], ids=repr)
def test_tangents_of_another_shape_are_refused(tangents):
    with pytest.raises(TypeError, match=r"tangents must have the shapes \[\(\)\], got"):
        jvp(np.sin, (1.0,), tangents)


def test_cotangents_of_another_shape_are_refused():
    with pytest.raises(TypeError, match=r"cotangent must have the shapes \[\(3,\)\], got \[\(\)\]"):
        vjp(np.sin, V)[1](1.0)


def test_primals_that_are_no_tuple_are_refused():
    with pytest.raises(TypeError, match="primals must be a tuple or list"):
        jvp(np.sin, 1.0, (1.0,))  # type: ignore[arg-type]


def test_tangents_and_cotangents_are_nested_as_what_they_belong_to():
    with pytest.raises(TypeError, match=r"tangents must be nested as \['shape \(\)'\]"):
        jvp(lambda x: x**2, (1.0,), ([1.0],))
    _, back = vjp(lambda x: [x, 2 * x], 1.0)
    with pytest.raises(TypeError, match="cotangent must be nested as"):
        back((1.0, 1.0))
