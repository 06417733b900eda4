"""The table of primitives: everything mlcalc knows about one operation, in one row.

A row states the operation's value (numpy), its derivative rule, how it is set in
LaTeX, how a page computes it (JavaScript) and where it may be tested. There is no
second place for an elementwise row: Python evaluates, differentiates, prints and tests from
this table, and the page's arithmetic is generated from it. (What a linear row does to an array,
a page is told in TypeScript.)

Longer than 250 lines because all that is known of an operation stands here, and a reader
who looks for a rule must not wonder which file it is in.

Nearly every primitive is of one of two sorts, and that is all of differentiation in this book.

*Elementwise*
    The row states the ``partials``: the derivative of the result with respect to
    each argument, written as ordinary numpy on those arguments. Forward mode
    multiplies a partial by a tangent, reverse mode by a cotangent.

*Linear in each argument*
    The row states the ``transpose``: the linear map that takes a cotangent back.
    Forward mode is the primitive itself, applied to a tangent.

A few matrix functions (an inverse, a Cholesky factor) are neither: they state their ``differential``, the
linear map that takes a tangent forward, and reverse mode transposes it (:mod:`mlcalc.trace.matrices`). And a row that
states no rule at all has the derivative zero: it answers with a place, an order or a sign, which a nudge does not
move.

Rules are run on traced values, so they write more graph; higher derivatives need
no rules of their own. No rule has to undo numpy's broadcasting: the loop that sums
cotangents does it once, for all (:mod:`mlcalc.calculus.sweeps`).

Source: the two rules are the JVP and the transposition of Griewank and Walther,
*Evaluating Derivatives*, 2nd ed. (2008), chapter 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from . import matrices
from .linear import (
    Shape,
    add_along_differential,
    add_along_shape,
    add_along_transpose,
    broadcast_shape,
    concatenate_shape,
    concatenate_transpose,
    cumsum_transpose,
    index_shape,
    matmul_shape,
    matmul_transpose,
    reshape_shape,
    sum_shape,
    sum_transpose,
    take_along_differential,
    take_along_transpose,
    thaw_key,
    transpose_transpose,
)
from .partials import (
    ERF_JS,
    comparison,
    erf_value,
    erfc_value,
    fmod_by_divisor,
    logistic_value,
    nonzero,
    power_by_base,
    power_by_exponent,
    sinc_slope,
    xlogy_by_factor,
    xlogy_by_number,
    xlogy_value,
)


class Primitive(NamedTuple):
    """One row of the table: an operation by its name in a graph, and all that is known of it."""

    name: str
    value: Callable[..., Any]  # arrays (and keyword parameters) in, an array out
    # Elementwise rows: partials[i](*args) is the partial derivative by argument i; None stands for zero everywhere.
    partials: tuple[Callable[..., Any] | None, ...] | None = None
    # Linear rows: transpose(i, cotangent, args, **params) is the cotangent of argument i.
    transpose: Callable[..., Any] | None = None
    # Linear in all arguments together (concatenate), not in each with the others held (matmul): the transpose then
    # takes no i, and gives the cotangents of all.
    joint: bool = False
    # Matrix functions: differential(i, tangent, args, result) is what a tangent of argument i adds to the result's.
    # (With a transpose beside it, reverse mode takes that: for solve, whose differential would be transposed for ever.)
    differential: Callable[..., Any] | None = None
    # The shape of the result from those of the arguments. Elementwise rows have none: they broadcast.
    shape: Callable[..., Shape] | None = None
    # A template such as "{0} + {1}", or without {0} a function's name, "\sin"; and how tightly it binds:
    # 1 a sum, 2 a product, 3 a sign, 4 what a power is not written on without brackets (a fraction), 5 what is closed.
    latex: str = ""
    precedence: int = 5
    js: str | None = None  # elementwise rows: a JavaScript expression in x, y and z
    scalar: str = ""  # elementwise rows: the same in Python, with math's functions; else numpy's value serves
    # Elementwise rows: where each argument may be tested, clear of kinks and poles: there differences have no say.
    domain: tuple[tuple[float, float], ...] = ()
    examples: tuple[tuple[tuple[Shape, ...], dict[str, Any]], ...] = ()  # other rows: shapes and params to test with

    def result_shape(self, *shapes: Shape, **params: Any) -> Shape:
        """The shape of the result; ValueError naming the primitive if none fits."""
        try:
            if self.shape is None:
                return np.broadcast_shapes(*shapes)
            return self.shape(*shapes, **params)
        except ValueError as error:
            given = " and ".join(map(str, shapes))
            raise ValueError(f"{self.name}: shapes {given} do not fit ({error})") from None


def bind(name: str, *args: Any, **params: Any) -> Any:
    """Apply a primitive: write graph where an argument is traced, else compute.

    >>> float(bind("add", 2.0, 3.0))
    5.0
    """
    for arg in args:
        if hasattr(arg, "__mlcalc_bind__"):
            return arg.__mlcalc_bind__(name, *args, **params)
    for arg in args:  # np.array([t, 1.0]) of a traced t holds objects
        if type(arg) is np.ndarray and arg.dtype.hasobject:
            for entry in arg.flat:
                if hasattr(entry, "__mlcalc_bind__"):
                    return entry.__mlcalc_bind__(name, *args, **params)
    return TABLE[name].value(*args, **params)


def logistic(x: Any) -> Any:
    """The logistic function 1/(1 + e⁻ˣ), elementwise, with values in (0, 1).

    Takes a number, an array of any shape or a traced value; gives the same shape. Raises TypeError
    for what is not a number. Its derivative is logistic(x)·(1 − logistic(x)), and
    tanh z = 2 logistic(2z) − 1.

    Source: Goodfellow, Bengio and Courville (2016), section 3.10.

    >>> float(logistic(0.0))
    0.5
    """
    return bind("logistic", x)


def relu(x: Any) -> Any:
    """The rectifier max(x, 0), elementwise and of x's shape; its derivative at 0 is taken to be 0.

    Raises TypeError for what is not a number.

    Source: Goodfellow, Bengio and Courville (2016), section 6.3.1.

    >>> relu(np.array([-1.0, 2.0])).tolist()
    [0.0, 2.0]
    """
    return bind("relu", x)


def index(x: Any, key: tuple[Any, ...]) -> Any:
    """x[key], for a key frozen by :func:`mlcalc.trace.functions.indexing.freeze_key`."""
    return bind("index", x, key=key)


def scatter(x: Any, key: tuple[Any, ...], shape: Shape) -> Any:
    """Zeros of ``shape`` with x added in at ``key``: the transpose of :func:`index`."""
    return bind("scatter", x, key=key, shape=shape)


def _scatter(x: Any, key: tuple[Any, ...], shape: Shape) -> Any:
    result = np.zeros(shape)
    if any(isinstance(entry, tuple) and entry[0] == "array" for entry in key):
        np.add.at(result, thaw_key(key), x)  # add.at, for such a key may name a place twice
    else:
        result[thaw_key(key)] = x
    return result


def _take_along(x: Any, places: Any, axis: int) -> Any:
    return np.take_along_axis(np.asarray(x), np.asarray(places).astype(int), axis)


def _add_along(x: Any, places: Any, axis: int, size: int) -> Any:
    shape = np.shape(x)
    result = np.zeros((*shape[:axis], size, *shape[axis + 1 :]))
    key = list(np.indices(shape, sparse=True))
    key[axis] = np.asarray(places).astype(int)
    np.add.at(result, tuple(key), x)
    return result


# --- the table -----------------------------------------------------------------------


def _elementwise(name: str, value: Callable[..., Any], *partials: Any, **row: Any) -> Primitive:
    return Primitive(name, value, partials=partials, **row)


def _linear(name: str, value: Callable[..., Any], transpose: Any, shape: Any, **row: Any) -> Primitive:
    return Primitive(name, value, transpose=transpose, shape=shape, **row)


def _matrix(name: str, value: Callable[..., Any], differential: Any, shape: Any, **row: Any) -> Primitive:
    return Primitive(name, value, differential=differential, shape=shape, **row)


ANY = (-3.0, 3.0)
POSITIVE = (0.3, 3.0)
ROWS = (
    # arithmetic
    _elementwise("add", np.add, lambda x, y: 1.0, lambda x, y: 1.0,
                 latex="{0} + {1}", precedence=1, js="x + y", scalar="{0} + {1}", domain=(ANY, ANY)),
    _elementwise("subtract", np.subtract, lambda x, y: 1.0, lambda x, y: -1.0,
                 latex="{0} - {1}", precedence=1, js="x - y", scalar="{0} - {1}", domain=(ANY, ANY)),
    _elementwise("multiply", np.multiply, lambda x, y: y, lambda x, y: x,
                 latex=r"{0} \, {1}", precedence=2, js="x * y", scalar="{0} * {1}", domain=(ANY, ANY)),
    _elementwise("divide", np.divide, lambda x, y: 1.0 / y, lambda x, y: -x / (y * y),
                 latex=r"\frac{{{0}}}{{{1}}}", precedence=4, js="x / y", scalar="{0} / {1}", domain=(ANY, POSITIVE)),
    _elementwise("negative", np.negative, lambda x: -1.0,
                 latex="-{0}", precedence=3, js="-x", scalar="-{0}", domain=(ANY,)),
    _elementwise("power", np.power, power_by_base, power_by_exponent,
                 latex="{0}^{{{1}}}", precedence=4, js="Math.pow(x, y)",
                 scalar="pow({0}, {1})", domain=(POSITIVE, ANY)),
    # functions of one number
    _elementwise("exp", np.exp, lambda x: np.exp(x),
                 latex="e^{{{0}}}", precedence=4, js="Math.exp(x)", scalar="exp({0})", domain=(ANY,)),
    _elementwise("expm1", np.expm1, lambda x: np.exp(x),
                 latex="e^{{{0}}} - 1", precedence=1, js="Math.expm1(x)", scalar="expm1({0})", domain=(ANY,)),
    _elementwise("log", np.log, lambda x: 1.0 / x,
                 latex=r"\ln", js="Math.log(x)", scalar="log({0})", domain=(POSITIVE,)),
    _elementwise("log1p", np.log1p, lambda x: 1.0 / (1.0 + x),
                 latex=r"\ln\left(1 + {0}\right)", precedence=4, js="Math.log1p(x)",
                 scalar="log1p({0})", domain=((-0.6, 3.0),)),
    _elementwise("sqrt", np.sqrt, lambda x: 0.5 / np.sqrt(x),
                 latex=r"\sqrt{{{0}}}", js="Math.sqrt(x)", scalar="sqrt({0})", domain=(POSITIVE,)),
    _elementwise("sin", np.sin, lambda x: np.cos(x),
                 latex=r"\sin", js="Math.sin(x)", scalar="sin({0})", domain=(ANY,)),
    _elementwise("cos", np.cos, lambda x: -np.sin(x),
                 latex=r"\cos", js="Math.cos(x)", scalar="cos({0})", domain=(ANY,)),
    _elementwise("arctan", np.arctan, lambda x: 1.0 / (1.0 + x * x),
                 latex=r"\arctan", js="Math.atan(x)", scalar="atan({0})", domain=(ANY,)),
    _elementwise("arcsin", np.arcsin, lambda x: 1.0 / np.sqrt((1.0 - x) * (1.0 + x)),
                 latex=r"\arcsin", js="Math.asin(x)", scalar="asin({0})", domain=((-0.9, 0.9),)),
    _elementwise("arccos", np.arccos, lambda x: -1.0 / np.sqrt((1.0 - x) * (1.0 + x)),
                 latex=r"\arccos", js="Math.acos(x)", scalar="acos({0})", domain=((-0.9, 0.9),)),
    _elementwise("arctan2", np.arctan2, lambda y, x: x / (x * x + y * y), lambda y, x: -y / (x * x + y * y),
                 latex=r"\operatorname{atan2}", js="Math.atan2(x, y)",
                 scalar="atan2({0}, {1})", domain=(ANY, POSITIVE)),
    _elementwise("arcsinh", np.arcsinh, lambda x: 1.0 / np.hypot(1.0, x),
                 latex=r"\operatorname{arsinh}", js="Math.asinh(x)", scalar="asinh({0})", domain=(ANY,)),
    _elementwise("cbrt", np.cbrt, lambda x: np.cbrt(x) ** -2.0 / 3.0,
                 latex=r"\sqrt[3]{{{0}}}", js="Math.cbrt(x)", scalar="cbrt({0})", domain=(POSITIVE,)),
    _elementwise("sinc", np.sinc, sinc_slope,
                 latex=r"\operatorname{sinc}", js="x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)", domain=(ANY,)),
    _elementwise("erf", erf_value, lambda x: 2.0 / math.sqrt(math.pi) * np.exp(-x * x),
                 latex=r"\operatorname{erf}", js=ERF_JS, scalar="erf({0})", domain=(ANY,)),
    _elementwise("erfc", erfc_value, lambda x: -2.0 / math.sqrt(math.pi) * np.exp(-x * x),
                 latex=r"\operatorname{erfc}", scalar="erfc({0})", domain=(ANY,)),
    _elementwise("tanh", np.tanh, lambda x: 1.0 - np.tanh(x) ** 2,
                 latex=r"\tanh", js="Math.tanh(x)", scalar="tanh({0})", domain=(ANY,)),
    _elementwise("logistic", logistic_value, lambda x: logistic(x) * (1.0 - logistic(x)),
                 latex=r"\operatorname{logistic}", js="1 / (1 + Math.exp(-x))",
                 scalar="1.0 / (1.0 + exp(-{0}))", domain=(ANY,)),
    # functions of two numbers
    _elementwise("hypot", np.hypot, lambda x, y: x / nonzero(np.hypot(x, y)), lambda x, y: y / nonzero(np.hypot(x, y)),
                 latex=r"\operatorname{hypot}", js="Math.hypot(x, y)",
                 scalar="hypot({0}, {1})", domain=(ANY, POSITIVE)),
    _elementwise("fmod", np.fmod, lambda x, y: 1.0, fmod_by_divisor,
                 latex=r"\operatorname{fmod}", js="x % y", scalar="fmod({0}, {1})", domain=((2.3, 2.8), (1.0, 1.1))),
    _elementwise("xlogy", xlogy_value, xlogy_by_factor, xlogy_by_number,
                 latex=r"\operatorname{xlogy}",
                 js="x === 0 && y === y ? x : x * Math.log(y)", domain=(POSITIVE, POSITIVE)),
    # kinks: the derivative on either side, and a stated choice on the kink itself
    _elementwise("relu", lambda x: np.maximum(x, 0.0), lambda x: np.greater(x, 0.0),
                 latex=r"\operatorname{relu}", js="Math.max(x, 0)", scalar="max({0}, 0.0)", domain=((0.2, 3.0),)),
    _elementwise("abs", np.absolute, lambda x: np.sign(x),
                 latex=r"\left|{0}\right|", js="Math.abs(x)", scalar="abs({0})", domain=((-3.0, -0.2),)),
    _elementwise("sign", np.sign, None,
                 latex=r"\operatorname{sign}", js="Math.sign(x) + 0", domain=(POSITIVE,)),
    _elementwise("floor", np.floor, None,
                 latex=r"\left\lfloor {0} \right\rfloor", js="Math.floor(x)",
                 scalar="float(floor({0}))", domain=((0.2, 0.8),)),
    _elementwise("maximum", np.maximum,
                 lambda x, y: np.where(np.equal(x, y), 0.5, np.greater(x, y)),
                 lambda x, y: np.where(np.equal(x, y), 0.5, np.greater(y, x)),
                 latex=r"\max\left({0}, {1}\right)", js="Math.max(x, y)", domain=((1.0, 3.0), (-1.0, 0.8))),
    _elementwise("minimum", np.minimum,
                 lambda x, y: np.where(np.equal(x, y), 0.5, np.less(x, y)),
                 lambda x, y: np.where(np.equal(x, y), 0.5, np.less(y, x)),
                 latex=r"\min\left({0}, {1}\right)", js="Math.min(x, y)", domain=((1.0, 3.0), (-1.0, 0.8))),
    # choices: piecewise constant in what they compare
    _elementwise("where", np.where, None,
                 lambda c, x, y: np.where(c, 1.0, 0.0), lambda c, x, y: np.where(c, 0.0, 1.0),
                 latex=r"\left({1} \text{{ if }} {0} \text{{ else }} {2}\right)",
                 js="x !== 0 ? y : z", scalar="{1} if {0} else {2}", domain=((0.5, 1.0), ANY, ANY)),
    _elementwise("less", comparison(np.less), None, None,
                 latex="{0} < {1}", precedence=0, js="x < y ? 1 : 0",
                 scalar="1.0 if {0} < {1} else 0.0", domain=(ANY, ANY)),
    _elementwise("less_equal", comparison(np.less_equal), None, None,
                 latex=r"{0} \le {1}", precedence=0, js="x <= y ? 1 : 0",
                 scalar="1.0 if {0} <= {1} else 0.0", domain=(ANY, ANY)),
    _elementwise("equal", comparison(np.equal), None, None,
                 latex="{0} = {1}", precedence=0, js="x === y ? 1 : 0",
                 scalar="1.0 if {0} == {1} else 0.0", domain=(ANY, ANY)),
    # linear maps
    _linear("sum", lambda x, axis: np.sum(x, axis=axis), sum_transpose, sum_shape,
            latex=r"\sum", examples=((((2, 3),), {"axis": (0,)}), (((2, 3),), {"axis": (0, 1)}))),
    _linear("matmul", np.matmul, matmul_transpose, matmul_shape,
            latex=r"{0} \, {1}", precedence=2,
            examples=((((2, 3), (3, 4)), {}), (((5, 2, 3), (3, 1)), {}), (((2, 3), (3,)), {}),
                      (((3,), (5, 3, 2)), {}), (((3,), (3,)), {}))),
    _linear("broadcast_to", np.broadcast_to, lambda i, ct, args, shape: ct, broadcast_shape,
            latex="{0}", examples=((((3,),), {"shape": (2, 3)}), (((2, 1),), {"shape": (2, 3)}))),
    _linear("reshape", lambda x, shape: np.reshape(x, shape), lambda i, ct, args, shape: np.reshape(ct, args[0].shape),
            reshape_shape, latex="{0}", examples=((((2, 3),), {"shape": (3, 2)}),)),
    _linear("transpose", np.transpose, transpose_transpose,
            lambda shape, axes: tuple(shape[k] for k in axes),
            latex=r"{0}^\top", precedence=4, examples=((((2, 3, 4),), {"axes": (2, 0, 1)}),)),
    _linear("concatenate", lambda *parts, axis: np.concatenate(parts, axis=axis),
            concatenate_transpose, concatenate_shape, joint=True,
            latex=r"\left({all}\right)",
            examples=((((2, 3), (1, 3)), {"axis": 0}), (((2, 1), (2, 2), (2, 1)), {"axis": 1}))),
    _linear("index", lambda x, key: np.asarray(x)[thaw_key(key)],
            lambda i, ct, args, key: scatter(ct, key, args[0].shape), index_shape,
            latex="{0}_{{{key}}}", precedence=4,
            examples=((((3, 4),), {"key": (1, ("slice", None, None, -1))}),
                      (((3,),), {"key": (("array", (4,), (0, 2, 2, 1)),)}))),
    _linear("scatter", _scatter, lambda i, ct, args, key, shape: index(ct, key),
            lambda old, key, shape: shape,
            latex=r"\operatorname{scatter}",
            examples=((((4,),), {"key": (("array", (4,), (0, 2, 2, 1)),), "shape": (3,)}),)),
    _linear("cumsum", lambda x, axis: np.cumsum(x, axis=axis), cumsum_transpose, lambda shape, axis: shape,
            latex=r"\operatorname{cumsum}", examples=((((4,),), {"axis": 0}), (((2, 3),), {"axis": 1}))),
    # order: which places hold what is a matter of steps and has no slope; what stands there has
    Primitive("argsort", lambda x, axis: np.argsort(x, axis=axis, kind="stable") * 1.0, shape=lambda shape, axis: shape,
              latex=r"\operatorname{argsort}"),
    Primitive("take_along", _take_along, shape=lambda shape, places, axis: places,
              transpose=take_along_transpose, differential=take_along_differential,
              latex=r"{0}_{{{1}}}", precedence=4),
    Primitive("add_along", _add_along, shape=add_along_shape,
              transpose=add_along_transpose, differential=add_along_differential,
              latex=r"\operatorname{scatter}"),
    # One step in finding the largest of many. Where x and y are equal, y's share of the derivative is given, so that in
    # the end all ties have the same. (0 · share gives the value the shape of all three.)
    _elementwise("tied_maximum", lambda x, y, share: np.maximum(x, y) + 0.0 * share,
                 lambda x, y, share: np.where(np.equal(x, y), 1.0 - share, np.greater(x, y)),
                 lambda x, y, share: np.where(np.equal(x, y), share, np.greater(y, x)), None,
                 latex=r"\max\left({0}, {1}\right)", js="Math.max(x, y) + 0 * z",
                 domain=((1.0, 3.0), (-1.0, 0.8), (0.1, 0.9))),
    # matrix functions, of the last two axes
    _matrix("inv", np.linalg.inv, matrices.inv_differential, matrices.same_shape,
            latex="{0}^{{-1}}", precedence=4, examples=((((3, 3),), {}), (((2, 1, 1),), {}))),
    _matrix("solve", np.linalg.solve, matrices.solve_differential, matrices.solve_shape,
            transpose=matrices.solve_transpose, latex=r"\operatorname{solve}",
            examples=((((3, 3), (3, 2)), {}), (((2, 2), (4, 2, 1)), {}), (((4, 2, 2), (2, 3)), {}))),
    _matrix("pinv", lambda x, rcond: np.linalg.pinv(x, rcond), matrices.pinv_differential, matrices.pinv_shape,
            latex="{0}^{{+}}", precedence=4,
            examples=((((3, 2),), {"rcond": 1e-15}), (((2, 2, 3),), {"rcond": 1e-15}))),
    _matrix("det", np.linalg.det, matrices.det_differential, matrices.number_shape,
            latex=r"\det", examples=((((3, 3),), {}), (((5, 5),), {}), (((2, 2, 2),), {}), (((1, 1),), {}))),
    _matrix("log_abs_det", lambda x: np.linalg.slogdet(x)[1], matrices.log_abs_det_differential,
            matrices.number_shape, latex=r"\ln\left|\det\left({0}\right)\right|",
            examples=((((3, 3),), {}), (((2, 2, 2),), {}))),
    _matrix("sign_det", lambda x: np.linalg.slogdet(x)[0], None, matrices.number_shape,
            latex=r"\operatorname{{sign}}\left(\det\left({0}\right)\right)", examples=((((3, 3),), {}),)),
    _matrix("cholesky", np.linalg.cholesky, matrices.cholesky_differential, matrices.same_shape,
            latex=r"\operatorname{chol}", examples=((((3, 3),), {}), (((2, 2, 2),), {}))),
    _matrix("eigvalsh", np.linalg.eigvalsh, matrices.eigenvalues_differential, matrices.eigenvalues_shape,
            latex=r"\operatorname{eigvalsh}", examples=((((3, 3),), {"UPLO": "L"}), (((2, 2, 2),), {"UPLO": "U"}))),
    _matrix("eigenvectors", lambda x, UPLO: np.linalg.eigh(x, UPLO)[1], matrices.eigenvectors_differential,
            matrices.same_shape, latex=r"\operatorname{eigenvectors}",
            examples=((((3, 3),), {"UPLO": "L"}), (((2, 2, 2),), {"UPLO": "U"}))),
    _matrix("singular_values", lambda x: np.linalg.svd(x, compute_uv=False),
            matrices.singular_values_differential, matrices.singular_values_shape,
            latex=r"\operatorname{svdvals}", examples=((((3, 2),), {}), (((2, 2, 3),), {}))),
    _matrix("left_vectors", lambda x: np.linalg.svd(x, full_matrices=False)[0],
            matrices.left_differential, matrices.left_shape,
            latex=r"\operatorname{svd}_U", examples=((((3, 2),), {}), (((2, 2, 3),), {}))),
    _matrix("right_vectors", lambda x: np.linalg.svd(x, full_matrices=False)[2],
            matrices.right_differential, matrices.right_shape,
            latex=r"\operatorname{svd}_{V^\top}", examples=((((3, 2),), {}), (((2, 2, 3),), {}))),
    _matrix("orthonormal", lambda x: np.linalg.qr(x)[0], matrices.qr_differential, matrices.same_shape,
            latex=r"\operatorname{qr}_Q", examples=((((3, 2),), {}), (((2, 2, 2),), {}))),
)  # fmt: skip
TABLE = {row.name: row for row in ROWS}
