"""A rectangle and its area: the Python side of the kind that chapters/make-your-own.ipynb explains."""

from pathlib import Path

from matplotlib.figure import Figure as Picture

from mlcalc.figures import Figure, Input, slopes, trace_scalar


class Rectangle(Figure, script=Path(__file__).with_name("rectangle.js")):
    pass


def rectangle(x, y):
    ranges = [Input.read("x", x), Input.read("y", y)]
    nodes, area = trace_scalar(lambda x, y: x * y, ranges, "A")
    outputs = {"A": area, **slopes("A", area, nodes)}
    alt = f"A rectangle from the origin to ({x[2]}, {y[2]}), its area {x[2] * y[2]}."
    details = {"id": "rectangle", "alt": alt, **texts()}
    return Rectangle("rectangle", nodes, outputs, picture, **details)


def texts():
    live = [rf"\htmlData{{out={i}}}{{0}}" for i in range(3)]
    return {
        "numbers": ["x", "y", "A"],
        "formula": [rf"A = x\,y = {live[0]} \cdot {live[1]} = {live[2]}"],
        "readouts": [
            ["A", "A"],
            [r"\frac{\partial A}{\partial x}", "dA/dx"],
            [r"\frac{\partial A}{\partial y}", "dA/dy"],
        ],
    }


def picture(figure):
    x, y = figure.inputs["x"], figure.inputs["y"]
    drawing = Picture(figsize=(6.4, 3.6), dpi=100, layout="constrained")
    axes = drawing.add_subplot()
    axes.bar(0, y, width=x, align="edge", color="#0072b2", alpha=0.3)
    axes.plot([0, x, x], [y, y, 0], color="#d55e00", linewidth=3)
    axes.set(xlim=(0, figure.ranges["x"].high), ylim=(0, figure.ranges["y"].high))
    axes.set(xlabel="$x$", ylabel="$y$")
    return drawing
