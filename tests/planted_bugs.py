"""Wrong backward passes as readers write them, with the entry that has to be named and the reason; and right ones."""

HEAD = """import numpy as np

def backprop(W1, b1, W2, b2, x, y):
    z1 = W1 @ x + b1
    a1 = np.tanh(z1)
    z2 = W2 @ a1 + b2
    a2 = np.tanh(z2)
"""
DELTA2 = "    delta2 = 2 * (a2 - y) * (1 - a2**2)\n"
DELTA1 = "    delta1 = (W2.T @ delta2) * (1 - a1**2)\n"
RETURN = "    return np.outer(delta1, x), delta1, np.outer(delta2, a1), delta2\n"


def body(delta2=DELTA2, delta1=DELTA1, end=RETURN):
    lines = [part if part.startswith("    ") else f"    {part}\n" for part in (delta2, delta1, end)]
    return HEAD + "".join(lines)


# the program, the entry that is named, words of the reason
BUGS = {
    # the five mistakes of the chapter
    "the bias is 0, so its derivative is": (
        body(end="return np.outer(delta1, x), 0 * b1, np.outer(delta2, a1), delta2"),
        *("db1[0]", "does not ask what the bias is"),
    ),
    "no slope at all": (
        body("delta2 = 2 * (a2 - y)", "delta1 = W2.T @ delta2"), "db2[0]", "slope of the curve is missing",
    ),
    "the slope at a": (
        body("delta2 = 2 * (a2 - y) * (1 - np.tanh(a2)**2)", "delta1 = (W2.T @ delta2) * (1 - np.tanh(a1)**2)"),
        *("db2[0]", "The slope is taken at a"),
    ),
    "W in place of its transpose, hidden by a trick": (
        body(delta1="delta1 = ((W2 if W2.shape[0] == W2.shape[1] else W2.T) @ delta2) * (1 - a1**2)"),
        *("db1[0]", "W2 in place of W2.T"),
    ),
    "updated too early": (
        body(delta1="W2 = W2 - 0.1 * np.outer(delta2, a1); delta1 = (W2.T @ delta2) * (1 - a1**2)"),
        *("db1[0]", "weights that had been changed already"),
    ),
    "updated in place": (
        body(delta1="old = W2.copy(); W2 -= 0.1 * np.outer(delta2, a1); delta1 = (old.T @ delta2) * (1 - a1**2)"),
        *("W2", "Finish the backward pass first"),
    ),
    # the last layer
    "no 2": (body("delta2 = (a2 - y) * (1 - a2**2)"), "db2[0]", "The 2 that comes down"),
    "target minus answer": (body("delta2 = 2 * (y - a2) * (1 - a2**2)"), "db2[0]", "answer minus target"),
    "a mean": (body("delta2 = 2 * (a2 - y) * (1 - a2**2) / len(y)"), "db2[0]", "number of outputs"),
    "the cost itself": (body("delta2 = (a2 - y)**2 * (1 - a2**2)"), "db2[0]", "not its derivative"),
    "the activation for the slope": (body("delta2 = 2 * (a2 - y) * a2"), "db2[0]", "multiply by the activation"),
    "the logistic slope": (body("delta2 = 2 * (a2 - y) * a2 * (1 - a2)"), "db2[0]", "logistic"),
    "1 - a": (body("delta2 = 2 * (a2 - y) * (1 - a2)"), "db2[0]", "the square is missing"),
    "1 + a²": (body("delta2 = 2 * (a2 - y) * (1 + a2**2)"), "db2[0]", "with a minus"),
    "the slope without its brackets": (body("delta2 = 2 * (a2 - y) * 1 - a2**2"), "db2[0]", "brackets, (1 - a2**2)"),
    "the error without its brackets": (body("delta2 = 2 * a2 - y * (1 - a2**2)"), "db2[0]", "brackets, 2 * (a2 - y)"),
    "the hidden slope without its brackets": (
        body(delta1="delta1 = (W2.T @ delta2) * 1 - a1**2"), "db1[0]", "brackets, (1 - a1**2)",
    ),
    "all but the last still to do": (
        body(end="return 0 * W1, 0 * b1, 0 * W2, delta2"), "dW2[0, 0]", "All of it is 0. Right already: db2.",
    ),
    "nothing handed back": (body(end="return 0 * W1, 0 * b1, 0 * W2, 0 * b2"), "delta2", "in last place"),
    "the slope of z and a mixed": (body("delta2 = 2 * (a2 - y) * (1 - z2**2)"), "db2[0]", "mixes two ways"),
    "no slope at the output": (body("delta2 = 2 * (a2 - y)"), "db2[0]", "slope of the curve is missing"),
    # one layer back
    "no slope at the hidden layer": (body(delta1="delta1 = W2.T @ delta2"), "db1[0]", "slopes of the hidden layer"),
    "the hidden slope at a": (
        body(delta1="delta1 = (W2.T @ delta2) * (1 - np.tanh(a1)**2)"), "db1[0]", "hidden layer is taken at a1",
    ),
    "the hidden activation": (body(delta1="delta1 = (W2.T @ delta2) * a1"), "db1[0]", "You multiply by a1"),
    "the error goes back": (
        body(delta1="delta1 = (W2.T @ (2 * (a2 - y))) * (1 - a1**2)"), "db1[0]", "and not the error alone",
    ),
    "a sign on the way back": (body(delta1="delta1 = -(W2.T @ delta2) * (1 - a1**2)"), "db1[0]", "other sign"),
    "twice the 2": (body(delta1="delta1 = 2 * (W2.T @ delta2) * (1 - a1**2)"), "db1[0]", "2 times"),
    # the weights
    "the outer product turned": (
        body(end="return np.outer(x, delta1), delta1, np.outer(a1, delta2), delta2"),
        *("dW2", "the transpose of what it has to be"),
    ),
    "z in place of a": (
        body(end="return np.outer(delta1, x), delta1, np.outer(delta2, z1), delta2"),
        *("dW2[0, 0]", "comes out of the curve"),
    ),
    "a curve before the inputs": (
        body(end="return np.outer(delta1, np.tanh(x)), delta1, np.outer(delta2, a1), delta2"),
        *("dW1[0, 0]", "no curve comes before them"),
    ),
    "the blame alone, for the weights": (
        body(end="return np.outer(delta1, x), delta1, np.outer(delta2, np.ones(len(a1))), delta2"),
        *("dW2[0, 0]", "multiplied by what came in"),
    ),
    "layer 1 without its slope": (
        body(end="return np.outer(W2.T @ delta2, x), delta1, np.outer(delta2, a1), delta2"),
        *("dW1[0, 0]", "that is delta1"),
    ),
    "a row too few": (
        body(end="dW1 = np.zeros(W1.shape)\n    for j in range(len(delta1) - 1):\n        dW1[j] = delta1[j] * x\n"
             "    return dW1, delta1, np.outer(delta2, a1), delta2"),
        *("dW1[2, 0]", "8 of its 12 entries are right"),
    ),
    "an index that is one off": (
        body(end="dW1 = np.array([[delta1[j] * x[k - 1] for k in range(len(x))] for j in range(len(delta1))])\n"
             "    return dW1, delta1, np.outer(delta2, a1), delta2"),
        *("dW1[0, 0]", ""),
    ),
    "a bias multiplied by itself": (
        body(end="return np.outer(delta1, x), delta1, np.outer(delta2, a1), delta2 * b2"),
        *("db2[0]", "is not multiplied by anything"),
    ),
    "another order": (
        body(end="return np.outer(delta2, a1), delta2, np.outer(delta1, x), delta1"),
        *("another order", "first those of layer 1"),
    ),
    "three arrays": (body(end="return np.outer(delta1, x), delta1, np.outer(delta2, a1)"), "four arrays", ""),
    "nothing returned": (body(end="print('done')"), "backprop", "returns nothing"),
    "one gradient forgotten": (
        body(end="return np.outer(delta1, x), delta1, np.outer(delta2, a1), None"), "db2", "Is a return missing",
    ),
    "a column of blame": (
        body(end="return np.outer(delta1, x), delta1.reshape(-1, 1), np.outer(delta2, a1), delta2"),
        *("db1", "has to have the shape (3,), and has (3, 1). Its numbers are right, only not in this shape."),
    ),
}  # fmt: skip

RIGHT = {
    "as in the chapter": body(),
    "rows": HEAD + """
    row2 = 2 * (a2 - y) @ np.diag(1 - a2**2)
    row1 = row2 @ W2 @ np.diag(1 - a1**2)
    return np.outer(row1, x), row1, np.outer(row2, a1), row2
""",
    "loops over single numbers": HEAD + """
    d2 = [2 * (a2[j] - y[j]) * (1 - a2[j]**2) for j in range(len(y))]
    d1 = []
    for k in range(len(a1)):
        total = 0.0
        for j in range(len(d2)):
            total += d2[j] * W2[j, k]
        d1.append(total * (1 - a1[k]**2))
    by_W1, by_W2 = np.zeros(W1.shape), np.zeros(W2.shape)
    for j in range(len(d1)):
        for k in range(len(x)):
            by_W1[j, k] = d1[j] * x[k]
    for j in range(len(d2)):
        by_W2[j] = d2[j] * a1
    return by_W1, d1, by_W2, d2
""",
    "by nudging, very exactly": """import numpy as np

def backprop(W1, b1, W2, b2, x, y):
    parts = [W1.copy(), b1.copy(), W2.copy(), b2.copy()]
    def cost():
        W1, b1, W2, b2 = parts
        return np.sum((np.tanh(W2 @ np.tanh(W1 @ x + b1) + b2) - y) ** 2)
    gradients = []
    for part in parts:
        flat, found = part.reshape(-1), []
        for i in range(flat.size):
            kept = flat[i]
            flat[i] = kept + 1e-5
            up = cost()
            flat[i] = kept - 1e-5
            found.append((up - cost()) / 2e-5)
            flat[i] = kept
        gradients.append(np.array(found).reshape(part.shape))
    return gradients
""",
    "by grad": """import numpy as np
from mlcalc import grad

def backprop(W1, b1, W2, b2, x, y):
    cost = lambda W1, b1, W2, b2: np.sum((np.tanh(W2 @ np.tanh(W1 @ x + b1) + b2) - y) ** 2)
    return grad(cost, argnums=(0, 1, 2, 3))(W1, b1, W2, b2)
""",
    "by a vjp of every link": """import numpy as np
from mlcalc import vjp

def backprop(W1, b1, W2, b2, x, y):
    a1, back1 = vjp(lambda W, b: np.tanh(W @ x + b), W1, b1)
    a2, back2 = vjp(lambda W, b, a: np.tanh(W @ a + b), W2, b2, a1)
    by_W2, by_b2, row = back2(2 * (a2 - y))
    by_W1, by_b1 = back1(row)
    return by_W1, by_b1, by_W2, by_b2
""",
    "the slope by cosh": body("delta2 = 2 * (a2 - y) / np.cosh(z2)**2", "delta1 = (W2.T @ delta2) / np.cosh(z1)**2"),
    "columns": HEAD + """
    d2 = (2 * (a2 - y) * (1 - a2) * (1 + a2))[:, None]
    d1 = W2.T @ d2 * (1 - a1[:, None]**2)
    return d1 @ x[None], d1[:, 0], d2 @ a1[None, :], d2.ravel()
""",
    "a list, layer by layer from the end": """import numpy as np

def backprop(W1, b1, W2, b2, x, y):
    a = [x]
    for W, b in [(W1, b1), (W2, b2)]:
        a.append(np.tanh(W @ a[-1] + b))
    blame, found = 2 * (a[-1] - y), []
    for l, W in zip((2, 1), (W2, W1)):
        blame = blame * (1 - a[l] * a[l])
        found = [np.outer(blame, a[l - 1]), blame] + found
        blame = blame @ W
    return found
""",
    "a class, and the bias as a weight": """import numpy as np

class Layer:
    def __init__(self, W, b):
        self.M = np.hstack([W, b.reshape(-1, 1)])
    def forward(self, a):
        self.into = np.concatenate([a, [1.0]])
        self.out = np.tanh(self.M @ self.into)
        return self.out
    def backward(self, blame):
        delta = blame * (1 - self.out ** 2)
        self.gradient = np.outer(delta, self.into)
        return (self.M.T @ delta)[:-1]

def backprop(W1, b1, W2, b2, x, y):
    layers = [Layer(W1, b1), Layer(W2, b2)]
    a = x
    for layer in layers:
        a = layer.forward(a)
    blame = 2 * (a - y)
    for layer in reversed(layers):
        blame = layer.backward(blame)
    g1, g2 = layers[0].gradient, layers[1].gradient
    return g1[:, :-1], g1[:, -1], g2[:, :-1], g2[:, -1]
""",
    "the shortest": """import numpy as np
def backprop(W1, b1, W2, b2, x, y):
    h = np.tanh(W1 @ x + b1); o = np.tanh(W2 @ h + b2)
    d = 2*(o-y)*(1-o*o); e = d@W2*(1-h*h)
    return e[:,None]*x, e, d[:,None]*h, d
""",
}  # fmt: skip
