"""Random functions with loops, as a reader writes them in place of a formula, and what is refused."""

import random

import numpy as np

from mlcalc import grad

# Terms of x, a and a counter k; what they use of the head below is there.
TERMS = (
    "np.sin(k * x) / k", "a ** 2 * np.cos(x / k)", "np.tanh(a * x + 0.1 * k)", "bump(x, k)", "a * x ** k / 9 ** k",
    "np.where(x > k / 4, x, a * k)", "np.exp(-x * x / k)", "np.maximum(a * x, k - 3)", "np.sum(V * x ** np.arange(3))",
    "(W @ np.stack([x, a]))[k % 2]", "np.log(1 + (a + k) ** 2)", "np.sqrt(1 + x ** 2) * a", "np.abs(x - 0.3 * k)",
    "np.mean(np.stack([x, a * k, 1.0 * x]))", "np.prod(1 + 0.1 * x * V)", "np.max(np.stack([x, a, 0.5 * k * x]))",
    "np.arctan(x) - a / k", "1 / (1 + np.exp(-a * x - k))", "np.minimum(x, a) * V[k % 3]",
    "np.stack([x, a]) @ np.stack([a, 1.0 * k * x])", "np.cumsum(x * V)[k % 3]", "np.outer(V, x * V)[k % 3].sum()",
)  # fmt: skip
# Loops around a term {t}, and around another one {u}.
LOOPS = (
    "total = 0.0\nfor k in range(1, {n}):\n    total = total + {t}\nreturn total",
    "total = a\nfor k in range(1, {n}):\n    total += {t}\n    if k % 2:\n        total -= {u}\nreturn total / {n}",
    "y = x\nfor k in range(1, {n}):\n    y = np.tanh(0.5 * y + {t})\nreturn y * a",
    "k = 1\ny = 1.0\nwhile k < {n}:\n    y = 0.5 * y + {t}\n    k += 1\nreturn y",
    "return sum([{t} for k in range(1, {n})]) - sum({u} for k in (1, 2))",
    "parts = []\nfor k in range(1, {n}):\n    parts.append({t})\nreturn np.sum(np.stack(parts) ** 2)",
    "total = 0 * x\nfor i in range(2):\n    for k in range(1, {n}):\n        total = total + (-1) ** i * {t} * {u}\n"
    "return total",
    "z = np.stack([x, a])\nfor k in range(1, {n}):\n    z = np.tanh(W @ z + 0.1 * {t})\nreturn z[0] - z[1]",
    "def inner(k, deep):\n    if deep == 0:\n        return {t}\n    return 0.5 * inner(k + 1, deep - 1) + {u}\n"
    "return inner(1, 3)",
    "pairs = {{}}\nfor k in range(1, {n}):\n    pairs[k] = {t}\nreturn max(pairs) * pairs[1] + len(pairs) * {u}",
)
HEAD = """import numpy as np

V = np.array([0.5, -1.0, 2.0])
W = np.array([[0.3, -0.8], [1.1, 0.4]])


def bump(x, k, width=2.0):
    return np.exp(-((x - k / 3) / width) ** 2)


"""


def random_programs(count, seed=5, name="C"):
    """Programs that define a function of x and a by this name."""
    draw = random.Random(seed)
    for _ in range(count):
        t, u = draw.sample(TERMS, 2)
        loop = draw.choice(LOOPS).format(t=t, u=u, n=draw.randint(3, 7))
        body = "\n".join(f"    {line}" for line in loop.split("\n"))
        yield f"{HEAD}def {name}(x, a):\n{body}\n"


def function(program, name="C"):
    """The function in Python, by numpy itself."""
    names = {}
    exec(program, names)
    return names[name]


def value_and_slopes(program, x, a, name="C"):
    f = function(program, name)
    with np.errstate(all="ignore"):
        return [float(f(x, a)), *map(float, grad(f, argnums=(0, 1))(x, a))]


DEF = "import numpy as np\ndef C(x, a):\n"
# program: words of what is said of it, and the line that is named, 0 where none is
REFUSED = {
    f"{DEF}    if x > 0:\n        return x\n    return a": ("np.where(condition, a, b)", 3),
    f"{DEF}    while x < 1:\n        x = 2 * x\n    return x": ("np.where(condition, a, b)", 4),
    f"{DEF}    return min(x, a)": ("np.minimum", 3),
    f"{DEF}    return x if x and a else a": ("np.where(condition, a, b)", 3),
    f"import math\n{DEF}    return math.sin(x)": ("write np.sin for math.sin", 4),
    f"{DEF}    return float(x)": ("leave float out", 3),
    f"{DEF}    return np.sum(np.array([x, a]))": ("np.stack([", 3),
    f"{DEF}    v = np.zeros(2)\n    v[0] = x\n    return v[0]": ("np.stack([", 4),
    f"{DEF}    return sum(k * x for k in range(a))": ("range(…)", 3),
    f"{DEF}    return x * y": ("There is no name y", 3),
    f"{DEF}    return np.stack([x, a])": (
        "has to return one number for this figure, and returned an array of shape (2,)",
        0,
    ),
    f"{DEF}    x + a": ("returns None: is a return missing?", 0),
    f"{DEF}    return 'x'": ("returned 'x'", 0),
    "x = 3": ("defines no function of this figure; begin with def C(", 0),
    "def C(*xs):\n    return xs[0]": ("write def f(x, y):", 0),
    f"{DEF}    return np.argmax(np.stack([x, a]))": ("This step takes numbers", 3),
    f"{DEF}    for k in range(40000):\n        x = x + k * a\n    return x": ("too many for a figure", 4),
    f"{DEF}    while True:\n        pass": ("was ended after 10 seconds", 0),
    f"{DEF}    return np.sqrt(-1 - x * x)": ("no real number anywhere", 0),
    "import numpy as np\ndef C(C):\n    return C": ("has a meaning in this figure already", 0),
    "def C(x, a)\n    return x": ("A colon is missing", 1),
}
