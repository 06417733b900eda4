r"""Texts that are no formula, or are two: where it goes wrong, and words that the sentence must have.

Read with the letters x, t, a and c.
"""

import random

LETTERS = ("x", "t", "a", "c")

REFUSED = {
    # nothing, too much
    "": (0, "Type a formula first"), "   ": (0, "Type a formula first"), "x" * 10_001: (10_000, "10,001 characters"),
    "(" * 60 + "x" + ")" * 60: (50, "nested too deeply"), "|" * 60 + "x": (51, "nested too deeply"),
    "x^" * 60 + "x": (102, "deeply"),
    "sin " * 60 + "x": (204, "nested too deeply"),
    # two readings, and both are shown
    "1/2x": (0, "write 1/(2x) or (1/2) x"), "1/2 x": (0, "write 1/(2 x) or (1/2) x"), "a/tc": (0, "a/(tc) or (a/t) c"),
    "x/2(x+1)": (0, "x/(2(x+1)) or (x/2) (x+1)"), "1/2 sin x": (0, "1/(2 sin x) or (1/2) sin x"),
    "3 + 1/2x": (4, "1/(2x)"),
    "1/2|x|": (0, "1/(2|x|) or (1/2) |x|"), "1/2π": (0, "1/(2π) or (1/2) π"),
    "sin 2x t": (0, "sin(2x) t or sin(2x t)"),
    "sin x t": (0, "sin(x) t or sin(x t)"), "sin x(t+1)": (0, "sin(x) (t+1) or sin(x(t+1))"),
    "ln x(1+t)": (0, "ln(x)"),
    "sin 2(x+1)": (0, "sin(2) (x+1) or sin(2(x+1))"), "sin 2*x": (0, "(sin 2)*x or sin(2*x)"),
    "sin π/2": (0, "(sin π)/2 or sin(π/2)"),
    "e^2x": (0, "e^(2x) or (e^2) x"), "2e^-3t": (1, "e^(-3t) or (e^-3) t"), "2^xt": (0, "2^(xt) or (2^x) t"),
    "x^1/2": (0, "(x^1)/2 or x^(1/2)"), "x^-1/2": (0, "(x^-1)/2 or x^(-1/2)"), "√2x": (0, "√(2) x or √(2x)"),
    "√x^2": (0, "√(x)^2 or √(x^2)"), "sqrt xt": (0, "sqrt(x) t or sqrt(xt)"), "asinx": (0, "asin x or a · sin x"),
    "x2": (0, "2x or x^2"),
    "tan^-1x/2x": (0, "two ways"), "ln^-1 x": (0, "1/ln(…)"), "exp^{-1}(x)": (0, "1/exp(…)"),
    # names
    "sine(x)": (0, "did you mean sin?"), "2x + cosine(x)": (5, "did you mean cos?"),
    "sqt(x)": (0, "did you mean sqrt?"),
    "tahn x": (0, "did you mean tanh?"), "expp(x)": (0, "did you mean exp?"), "arctn(x)": (0, "did you mean arctan?"),
    "root(x)": (0, "did you mean sqrt?"), "y": (0, "“y” is not known here; the letters here are x, t, a and c"),
    "2xy": (2, "“y”"),
    "foo(x)": (0, "“foo” is not known here"), "2x + hello": (5, "“hello” is not known"), "alert(1)": (0, "“alert”"),
    "constructor": (0, "“constructor” is not known"), "__proto__": (0, "“__proto__” is not known"),
    "toString(x)": (0, "“toString”"),
    "x_1": (0, "“x_1” is not known here"), "xx_3": (1, "“x_3”"), "θ": (0, "“θ” is not known here; the letters"),
    r"\alpha x": (0, r"“\alpha”"),
    r"x + \foo": (4, r"“\foo” is not known here"), r"\sine x": (0, "did you mean sin?"),
    "x\\": (1, "“\\” cannot be read"),
    # something missing
    "x+": (2, "missing at the end: write what comes after “+”"), "x*": (2, "after “*”"), "2^": (2, "after “^”"),
    "*x": (0, "before “*”"),
    "x+/t": (2, "before “/”"), "x^*2": (2, "before “*”"), "2 3": (2, "before 3: write a sign"),
    "1.2.3": (3, "before .3"), "(x)2": (3, "before 2"),
    "()": (1, "nothing between “(” and “)”"), "sin()": (4, "nothing between"), "sin": (0, "sin of what? Write sin(x)"),
    "sin + 1": (0, "sin of what"), "2 cos * x": (2, "cos of what? Write cos(x)"), "√": (0, "√ of what? Write √(x)"),
    "max x": (0, "max(x, 2)"),
    r"\frac{x}": (8, "missing at the end"), "|": (1, "missing at the end"), "x^()": (3, "nothing between"),
    # brackets
    "(x+1": (0, "“(” is not closed: write “)”"), "x(t+1": (1, "is not closed"), "x+1)": (3, "“)” closes nothing"),
    "(x]": (2, "write “)” instead"),
    "[x)": (2, "write “]” instead"), "|x": (0, "“|” is not closed"), "{x": (0, "write “}”"),
    "(|x)|": (3, "“)” closes nothing"), "x|": (2, "end"),
    # commas and signs of other kinds
    "2,5": (1, "decimal point, not a comma: 2.5"), "3 + 0,5x": (5, "0.5"),
    "sin(0,5)": (5, "decimal point, not a comma: 0.5"),
    "x, t": (1, "A comma stands only between"), "max(x)": (0, "max takes 2 arguments, not 1: write max(x, 2)"),
    "max(1,2,3)": (0, "not 3"),
    "sin(x, t)": (0, "sin takes one argument, not 2"), "y = 2x": (0, "“y”"), "x = 2": (2, "one side only"),
    "x < 2": (2, "one side only"),
    "x!": (1, "factorial"), "x'": (1, "derivative"), "5 %": (2, "0.05"), "x & t": (2, "“&” cannot be read"),
    "2$x#": (3, "“#” cannot"),
    "<script>alert(1)</script>": (0, "one side only"), "x;t": (1, "“;” cannot"), "x 😀": (2, "“😀” cannot be read"),
    "1e999": (0, "too large"),
    "𝑥²": (0, "“𝑥” cannot"), "2x + x^2😀": (8, "“😀”"), "x\x00": (1, "cannot be read"), "xʸ": (1, "“y” is not known"),
    "x⁺": (2, "after “⁺”"),
    "import os": (0, "“import”"), "lambda x: x": (0, "“lambda”"), "x.real": (1, "“.” cannot be read"),
    "np.": (0, "“np”"), "x if t": (2, "“if”"),
}  # fmt: skip

GARBAGE = 2_000
PIECES = [
    *"xta0123456789.+-*/^()[]{}|,_ =!'\\$%&", "sin", "cos", "ln ", "√", "²", "⁻¹", "ⁿ", "π", "θ", "·", "−", "e^",
    "1e",
    "np.", "**", "x_1", "₁", "😀", "\u200b", "log10", "|x|", "max(", "{x}", r"\frac", r"\sqrt", r"\left(", r"\right)",
    "\\",     r"\operatorname", r"\sin",
]  # fmt: skip


def garbage():
    """Texts of pieces of formulas in any order."""
    rng = random.Random(13)
    for _ in range(GARBAGE):
        yield "".join(rng.choice(PIECES) for _ in range(rng.choice([1, 2, 3, 5, 8, 13, 40])))
