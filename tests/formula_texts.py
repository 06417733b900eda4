r"""Formulas as people type them, each with what it means: by hand, in numpy, whose own parser is the second account.

The letters are those of AT; every meaning is compared at these numbers.
"""

import numpy as np

AT = {"x": 0.7, "t": 0.4, "y": 1.3, "n": 3.0, "c": -0.6, "w": 1.7, "theta": 0.9, "x_1": 1.1, "x2": 0.3, "lr": 0.05}
LETTERS = tuple(AT)

# What needs no word: how everybody reads it.
CLEAR = {
    # numbers
    "2": "2", "0.5": "0.5", ".5": "0.5", "5.": "5", " 12 ": "12", "2e-3": "0.002", "2E3": "2000", "1/3": "1/3",
    "−3": "-3", "–3": "-3", "+3": "3", "--3": "3", "-+-3": "3", "2*-3": "-6", "π": "np.pi", "pi": "np.pi", "e": "np.e",
    "2π/3": "2*np.pi/3", "2 pi": "2*np.pi", "e^2": "np.e**2", "2e": "2*np.e", "4 + 4 ln(2)": "4+4*np.log(2)",
    "2(3+4)": "14", "(1+2)(3+4)": "21", "-2^2": "-4", "(-2)^2": "4", "2^-1": "0.5", "10 ÷ 4": "2.5", "3 × 4 · 2": "24",
    "8-3-2": "3", "8/4/2": "1", "SQRT(4)": "2", "2√2": "2*np.sqrt(2)", "√2": "np.sqrt(2)", "∛8": "2",
    "1/(2pi)": "0.5/np.pi",
    # products without a sign
    "2x": "2*x", "2 x": "2*x", "xy": "x*y", "x y": "x*y", "2xy": "2*x*y", "xyt": "x*y*t", "x(t+1)": "x*(t+1)",
    "(t+1)x": "(t+1)*x", "(x+1)(x-1)": "(x+1)*(x-1)", "2(x+1)": "2*(x+1)", "-2x": "-2*x", "x·y": "x*y", "x×y": "x*y",
    "x⋅y": "x*y", "x∙y": "x*y", "x*y": "x*y", "2·3x": "6*x", "cx^2": "c*x**2", "x(x+1)(x+2)": "x*(x+1)*(x+2)",
    "ct(x+1)": "c*t*(x+1)", "xe": "x*np.e", "πx": "np.pi*x", "2πx": "2*np.pi*x", "2pix": "2*np.pi*x",
    "[x+1]t": "(x+1)*t",
    "x[t+1]": "x*(t+1)", "2[x(t+1)]": "2*x*(t+1)", "3.5x": "3.5*x", ".5x": "x/2", "x\u00a0y": "x*y", "x\u2062y": "x*y",
    # sums and quotients
    "x+t": "x+t", "x-t": "x-t", "x − t": "x-t", "x - -t": "x+t", "x + -t": "x-t", "x-t-y": "x-t-y", "x-t+y": "x-t+y",
    "x/t": "x/t", "x/t/y": "x/t/y", "x*t/y": "x*t/y", "x/t*y": "x/t*y", "2x/3": "2*x/3", "xy/t": "x*y/t", "x/2": "x/2",
    "x∕2": "x/2", "x⁄2": "x/2", "1/(2x)": "1/(2*x)", "(1/2)x": "x/2", "1/2*x": "x/2", "x/-2": "-x/2", "-x/2": "-x/2",
    "1/(1+e^-x)": "1/(1+np.exp(-x))", "(x+1)/(x-1)": "(x+1)/(x-1)", "x/(t+1)": "x/(t+1)", "1+x/2+x^2/6": "1+x/2+x*x/6",
    "1 - x²/2": "1-x*x/2",
    # powers
    "x^2": "x**2", "x²": "x**2", "x**2": "x**2", "x ^ 2": "x**2", "-x^2": "-(x**2)", "x^2/2": "x**2/2",
    "2x^2": "2*x**2",
    "x^-1": "1/x", "x⁻¹": "1/x", "x^{-1}": "1/x", "x^(-1)": "1/x", "x^n": "x**n", "xⁿ": "x**n", "2^x": "2**x",
    "2ˣ": "2**x", "x^(1/2)": "x**0.5", "x^{1/2}": "x**0.5", "x^0.5": "x**0.5", "x^12": "x**12", "x¹²": "x**12",
    "x²y": "x**2*y", "x²y³": "x**2*y**3", "x^2y": "x**2*y", "x^2 y": "x**2*y", "x^2y^3": "x**2*y**3",
    "(x+t)^2": "(x+t)**2",
    "(x+t)²": "(x+t)**2", "x^2(t+1)": "x**2*(t+1)", "x^(t+1)": "x**(t+1)", "(x^2)^3": "x**6", "x^2x^3": "x**5",
    "x**-2": "x**-2",
    "x^+2": "x**2", "x²/2": "x**2/2", "x³-3x": "x**3-3*x", "3x^2+2x+1": "3*x**2+2*x+1", "x^(2)": "x**2",
    "x⁽²⁾": "x**2",
    # e to a power
    "e^x": "np.exp(x)", "eˣ": "np.exp(x)", "e⁻ˣ": "np.exp(-x)", "e^-x": "np.exp(-x)", "e^(-x)": "np.exp(-x)",
    "e^{-x}": "np.exp(-x)", "e^(2x)": "np.exp(2*x)", "e^{2x}": "np.exp(2*x)", "2e^x": "2*np.exp(x)",
    "xe^x": "x*np.exp(x)",
    "x e^x": "x*np.exp(x)", "xe^-x": "x*np.exp(-x)", "e^x(x+1)": "np.exp(x)*(x+1)", "e^x sin x": "np.exp(x)*np.sin(x)",
    "e^xsin x": "np.exp(x)*np.sin(x)", "e^(-x^2/2)": "np.exp(-x**2/2)", "e^(x)y": "np.exp(x)*y",
    "e^sin x": "np.exp(np.sin(x))",
    "exp(x)": "np.exp(x)", "exp x": "np.exp(x)", "exp(-x^2/2)": "np.exp(-x**2/2)", "exp(-x²)": "np.exp(-x**2)",
    "e**x": "np.exp(x)",
    "(e)^x": "np.e**x", "Exp(x)": "np.exp(x)", "EXP(x)": "np.exp(x)", "e^x - 1": "np.exp(x)-1",
    # functions
    "sin x": "np.sin(x)", "sin(x)": "np.sin(x)", "sinx": "np.sin(x)", "sin 2x": "np.sin(2*x)", "sin2x": "np.sin(2*x)",
    "sin πx": "np.sin(np.pi*x)", "sin 2πx": "np.sin(2*np.pi*x)", "sin^2 x": "np.sin(x)**2", "sin²x": "np.sin(x)**2",
    "sin^2(x)": "np.sin(x)**2", "sin(x)^2": "np.sin(x)**2", "sin(x)²": "np.sin(x)**2", "(sin x)^2": "np.sin(x)**2",
    "sin(x^2)": "np.sin(x**2)", "sin x cos x": "np.sin(x)*np.cos(x)", "sinxcosx": "np.sin(x)*np.cos(x)",
    "sin 2x cos 3x": "np.sin(2*x)*np.cos(3*x)", "2sin x": "2*np.sin(x)", "x sin x": "x*np.sin(x)",
    "xsinx": "x*np.sin(x)",
    "x sin(x)": "x*np.sin(x)", "2x sin(x)^2": "2*x*np.sin(x)**2", "sin(x)cos(x)": "np.sin(x)*np.cos(x)",
    "sin(x)y": "np.sin(x)*y",
    "sin(x) y": "np.sin(x)*y", "sin (x) y": "np.sin(x)*y", "sin x + cos t": "np.sin(x)+np.cos(t)",
    "sin x - 1": "np.sin(x)-1",
    "sin -x": "np.sin(-x)", "-sin x": "-np.sin(x)", "sin(-x)": "np.sin(-x)", "sin sin x": "np.sin(np.sin(x))",
    "sin ln x": "np.sin(np.log(x))", "ln sin x": "np.log(np.sin(x))", "sin x / 2": "np.sin(x)/2",
    "sin(x)/2": "np.sin(x)/2",
    "sin x * y": "np.sin(x)*y", "sin|c|": "np.sin(abs(c))", "sin √x": "np.sin(np.sqrt(x))",
    "cos(sin(x))": "np.cos(np.sin(x))",
    "1/sin x": "1/np.sin(x)", "x/cos x": "x/np.cos(x)", "sin^3(2x)": "np.sin(2*x)**3", "sin[x]": "np.sin(x)",
    "sin^n x": "np.sin(x)**n",
    "sin^-2 x": "np.sin(x)**-2", "tan x": "np.tan(x)", "tg x": "np.tan(x)", "cot x": "1/np.tan(x)",
    "sec x": "1/np.cos(x)",
    "csc x": "1/np.sin(x)", "ln x": "np.log(x)", "ln(1+x)": "np.log(1+x)", "ln 2x": "np.log(2*x)",
    "x ln x": "x*np.log(x)",
    "ln(x)^2": "np.log(x)**2", "ln^2 x": "np.log(x)**2", "log2(x)": "np.log2(x)", "log10(x)": "np.log10(x)",
    "lg x": "np.log10(x)",
    "log_2 x": "np.log2(x)", "log_{10}(x)": "np.log10(x)", "log₂(x)": "np.log2(x)", "np.log(x)": "np.log(x)",
    "log1p(x)": "np.log(1+x)",
    "arctan x": "np.arctan(x)", "atan(x)": "np.arctan(x)", "asin(x)": "np.arcsin(x)", "arccos(x)": "np.arccos(x)",
    "acos x": "np.arccos(x)", "sinh x": "np.sinh(x)", "cosh x": "np.cosh(x)", "tanh x": "np.tanh(x)",
    "np.tanh(x)": "np.tanh(x)",
    "numpy.cos(x)": "np.cos(x)", "math.pi x": "np.pi*x", "Math.exp(x)": "np.exp(x)",
    "np.sqrt(x)/np.e": "np.sqrt(x)/np.e",
    "np.power(x, 2)": "x**2", "pow(x,2)": "x**2", "asinh(x)": "np.arcsinh(x)", "acosh(w)": "np.arccosh(w)",
    "atanh(x)": "np.arctanh(x)",
    "sqrt x": "np.sqrt(x)", "sqrt(x)": "np.sqrt(x)", "√x": "np.sqrt(x)", "√(1+x)": "np.sqrt(1+x)",
    "2√x": "2*np.sqrt(x)",
    "√x + 1": "np.sqrt(x)+1", "√3 sin x": "np.sqrt(3)*np.sin(x)", "sqrt(x^2+t^2)": "np.hypot(x,t)", "√(x)^2": "x",
    "1/√x": "x**-0.5",
    "cbrt(x)": "np.cbrt(x)", "√√x": "x**0.25", "√sin x": "np.sqrt(np.sin(x))", "√|c|": "np.sqrt(abs(c))",
    "|c|": "abs(c)", "|x-t|": "abs(x-t)", "2|c|": "2*abs(c)", "|c|x": "abs(c)*x", "||c|-1|": "abs(abs(c)-1)",
    "|c||x|": "abs(c)*abs(x)",
    "|c(|x|)|": "abs(c*x)", "|c|^2": "c*c", "abs(c)": "abs(c)", "abs c": "abs(c)", "ln|c|": "np.log(abs(c))",
    "-|c|": "-abs(c)",
    "sign(c)": "-1", "sgn c": "-1", "floor(w)": "1", "ceil(w)": "2", "relu(c)": "0", "relu(x)": "x", "max(x, t)": "x",
    "min(x,t)": "t",
    "max(x, 2) + 1": "3", "atan2(x, c)": "np.arctan2(x, c)", "hypot(x,t)": "np.hypot(x,t)",
    "sigmoid(x)": "1/(1+np.exp(-x))",
    "σ(x)": "1/(1+np.exp(-x))", "σ(x)(1-σ(x))": "1/(2+2*np.cosh(x))", "logistic(2x)": "1/(1+np.exp(-2*x))",
    "erf(x)": "0.6778011938374185",
    # letters of many kinds
    "θ": "theta", "theta": "theta", "2θ": "2*theta", "xθ": "x*theta", "sin θ": "np.sin(theta)",
    "cosθ": "np.cos(theta)", "xtheta": "x*theta",
    "x_1": "x_1", "x₁": "x_1", "x1": "x_1", "x_{1}": "x_1", "2x_1": "2*x_1", "x_1^2": "x_1**2", "x₁²": "x_1**2",
    "x_1x": "x_1*x",
    "x2": "x2", "x_2": "x2", "x x_1": "x*x_1", "x1x2": "x_1*x2", "x_1 x_2": "x_1*x2", "lr": "lr", "lr x": "lr*x",
    "x - lr c": "x-lr*c",
    # LaTeX, pasted
    r"\frac{x}{1+x^2}": "x/(1+x**2)", r"\sin^2\left(x\right)": "np.sin(x)**2", r"\frac12x": "x/2",
    r"\frac{1}{2}x": "x/2",
    r"x \cdot y": "x*y", r"x\times y": "x*y", r"x \, y": "x*y", r"\sqrt{x}": "np.sqrt(x)",
    r"\sqrt[3]{x}": "np.cbrt(x)",
    r"\sqrt[n]{x}": "x**(1/n)", r"\sqrt{1+x^{2}}": "np.sqrt(1+x**2)", r"e^{-x^2/2}": "np.exp(-x**2/2)",
    r"\sin x": "np.sin(x)",
    r"\ln\left(1 + x\right)": "np.log(1+x)", r"\theta": "theta", r"\cos\theta": "np.cos(theta)", r"\pi x": "np.pi*x",
    r"\left|c\right|": "abs(c)", r"\lvert c\rvert": "abs(c)", r"\operatorname{tanh}\left(x\right)": "np.tanh(x)",
    r"\mathrm{e}^{x}": "np.exp(x)",
    r"\dfrac{x^2}{2}": "x**2/2", r"\frac{\sin x}{x}": "np.sin(x)/x",
    r"\frac{1}{\sqrt{2\pi}} e^{-\frac{x^2}{2}}": "np.exp(-x*x/2)/np.sqrt(2*np.pi)",
    r"\exp\left(-\frac{x^2}{2}\right)": "np.exp(-x*x/2)", r"$x^2$": "x**2", r"\(x^2\)": "x**2", r"\[x^2\]": "x**2",
    r"\tanh(x)": "np.tanh(x)",
    r"\max\left(x, t\right)": "x", r"\arctan x": "np.arctan(x)", r"\displaystyle x^{2}": "x**2",
    r"\bigl(x+1\bigr)^2": "(x+1)**2",
    r"x_{1}^{2}": "x_1**2", r"\frac{x}{\frac{t}{y}}": "x*y/t", r"\frac t2": "t/2", r"\sin\frac{x}{2}": "np.sin(x/2)",
    r"\{x+1\}t": "(x+1)*t", r"\log_2(x)": "np.log2(x)", r"x\div 2": "x/2", r"\sin^{2}x": "np.sin(x)**2",
}  # fmt: skip

# What is read as most people mean it, and what is said of it: “…” is read as ….
NOTED = {
    "sin xy": ("np.sin(x*y)", "sin(xy)"), "sin x^2": ("np.sin(x**2)", "sin(x^2)"),
    "sin x²": ("np.sin(x**2)", "sin(x²)"),
    "sin 2 x": ("np.sin(2*x)", "sin(2 x)"), "sin x/2": ("np.sin(x)/2", "(sin x)/2"),
    "ln x/x": ("np.log(x)/x", "(ln x)/x"),
    "sin x*y": ("np.sin(x)*y", "(sin x)*y"), "e^x/2": ("np.exp(x)/2", "(e^x)/2"), "e^x y": ("np.exp(x)*y", "(e^x) y"),
    "e^x^2": ("np.exp(x**2)", "e^(x^2)"), "e^-x^2": ("np.exp(-x**2)", "e^(-x^2)"), "2^3^2": ("512", "2^(3^2)"),
    "x^n^2": ("x**(n*n)", "x^(n^2)"), "x^nt": ("x**n*t", "(x^n) t"), "√2 x": ("np.sqrt(2)*x", "√(2) x"),
    "X^2": ("x**2", "x"),
    "sin^2 xy": ("np.sin(x*y)**2", "sin^2(xy)"), "cos x^2 + 1": ("np.cos(x**2)+1", "cos(x^2)"),
}  # fmt: skip


def meaning(expression):
    """The number that a hand-written expression of numpy comes to at AT."""
    return float(eval(expression, {"np": np}, dict(AT)))  # what is written above, and nothing else
