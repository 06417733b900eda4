"""Random formulas, printed in the ways in which people and programs write them, to be read back as the same trees."""

import random

LETTERS = ("x", "t", "theta", "w_1")
ONE = ("sin", "cos", "tan", "arctan", "exp", "log", "sqrt", "tanh", "abs", "logistic", "sinh")
SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "^"}


def grow(rng, depth):
    """A tree as nested tuples: (op, args…), a letter or a positive number."""
    if depth == 0 or rng.random() < 0.12:
        return rng.choice([*LETTERS, float(rng.randint(1, 20)), rng.choice([0.5, 2.25, 0.001])])
    op = rng.choice([*SIGNS, "negative", rng.choice(ONE), "maximum"])
    if op == "negative":
        inner = grow(rng, depth - 1)
        return (op, inner) if not isinstance(inner, float) else inner
    return (op, *(grow(rng, depth - 1) for _ in range(2 if op in SIGNS or op == "maximum" else 1)))


def listing(tree):
    """The tree as mlcalc prints it."""
    return f"({' '.join([tree[0], *map(listing, tree[1:])])})" if isinstance(tree, tuple) else str(tree)


def is_leaf(tree):
    """A letter or a number."""
    return not isinstance(tree, tuple)


def short(number):
    """5.0 as 5."""
    return f"{number:g}" if isinstance(number, float) else number


def in_brackets(tree):
    """Everything in brackets, as a careful person types it."""
    if is_leaf(tree):
        return short(tree)
    op, *args = tree
    written = [in_brackets(arg) for arg in args]
    if op in SIGNS:
        return f"({written[0]}){SIGNS[op]}({written[1]})"
    return f"-({written[0]})" if op == "negative" else f"{NAMES.get(op, op)}({', '.join(written)})"


NAMES = {"log": "ln", "maximum": "max", "logistic": "σ"}


def as_python(tree):
    """As it stands in a program."""
    if is_leaf(tree):
        return str(tree)
    op, *args = tree
    written = [as_python(arg) for arg in args]
    if op in SIGNS:
        return f"({written[0]} {SIGNS[op].replace('^', '**')} {written[1]})"
    return f"(-{written[0]})" if op == "negative" else f"np.{op}({', '.join(written)})"


def sparing(tree, floor=0):
    """With no more brackets than the rules of precedence ask for, and signs of print."""
    if is_leaf(tree):
        return short(tree)
    op, *args = tree
    if op in ("add", "subtract"):
        own, text = 1, f"{sparing(args[0], 1)} {'+' if op == 'add' else '−'} {sparing(args[1], 2)}"
    elif op in ("multiply", "divide"):
        own, text = 2, f"{sparing(args[0], 2)} {'·' if op == 'multiply' else '/'} {sparing(args[1], 4)}"
    elif op == "negative":
        own, text = 3, f"−{sparing(args[0], 4)}"
    elif op == "power":
        own, text = 4, f"{sparing(args[0], 5)}^{sparing(args[1], 5)}"
    elif op == "abs":
        own, text = 5, f"|({sparing(args[0])})|"
    else:
        own, text = 5, f"{NAMES.get(op, op)}({', '.join(map(sparing, args))})"
    # A sign may stand first in a product, and nowhere else without brackets.
    return text if own >= floor and not (own == 3 and floor > 2) else f"({text})"


def without_signs(tree):
    """Products by standing side by side: 2x, x(t + 1)."""
    if is_leaf(tree):
        return "θ" if tree == "theta" else "w₁" if tree == "w_1" else short(tree)
    op, *args = tree
    written = [without_signs(arg) for arg in args]
    if op == "multiply":
        left = written[0] if is_leaf(args[0]) else f"({written[0]})"
        return left + (written[1] if args[1] in LETTERS else f"({written[1]})")
    if op in SIGNS:
        return f"[{written[0]}] {SIGNS[op]} [{written[1]}]"
    if op == "exp":
        return f"(e^({written[0]}))"
    return f"(-({written[0]}))" if op == "negative" else f"({NAMES.get(op, op)}({', '.join(written)}))"


def as_latex(tree):
    """As LaTeX that a program has written."""
    if is_leaf(tree):
        return {"theta": r"\theta", "w_1": "w_{1}"}.get(tree, short(tree))
    op, *args = tree
    written = [as_latex(arg) for arg in args]
    held = [text if is_leaf(arg) else rf"\left({text}\right)" for arg, text in zip(args, written, strict=True)]
    return {
        "add": "{0} + {1}", "subtract": "{0} - {1}", "multiply": r"{0} \cdot {1}", "negative": "-{0}",
        "divide": r"\frac{{{2}}}{{{3}}}", "power": "{{{0}}}^{{{3}}}", "exp": "e^{{{1}}}", "sqrt": r"\sqrt{{{1}}}",
        "abs": r"\left|{0}\right|", "log": r"\ln\left({1}\right)",
        "logistic": r"\operatorname{{logistic}}\left({1}\right)",
        "maximum": r"\max\left({2}, {3}\right)",
    }.get(op, rf"\{op}\left({{1}}\right)").format(*held, *written)  # fmt: skip


SPELLINGS = (in_brackets, as_python, sparing, without_signs, as_latex)


def spelled(count, seed=13):
    """So many trees (their listings), each with its text in each spelling."""
    rng = random.Random(seed)
    for _ in range(count):
        tree = grow(rng, rng.choice([1, 2, 3, 4]))
        yield listing(tree), [write(tree) for write in SPELLINGS]
