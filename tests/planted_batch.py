"""Wrong backward passes of a batch, with the entry that has to be named and the reason; and right ones."""

HEAD = """import numpy as np

def backprop(W1, b1, W2, b2, X, Y):
    N = X.shape[1]
    A1 = np.tanh(W1 @ X + b1[:, None])
    A2 = np.tanh(W2 @ A1 + b2[:, None])
"""
D2 = "D2 = 2 * (A2 - Y) * (1 - A2**2)"
D1 = "D1 = (W2.T @ D2) * (1 - A1**2)"
RETURN = "return D1 @ X.T / N, np.mean(D1, axis=1), D2 @ A1.T / N, np.mean(D2, axis=1)"


def body(d2=D2, d1=D1, end=RETURN):
    return HEAD + "".join(f"    {part}\n" for part in (d2, d1, end))


# the program, the entry that is named, words of the reason
BUGS = {
    "no return": (body(end="pass"), "backprop", "returns nothing"),
    "a sum, not a mean": (
        body(end="return D1 @ X.T, D1 @ np.ones(N), D2 @ A1.T, D2 @ np.ones(N)"),
        *("db2[0]", "The cost is their mean"),
    ),
    "the mean of the biases alone": (
        body(end="return D1 @ X.T, np.mean(D1, axis=1), D2 @ A1.T, np.mean(D2, axis=1)"),
        *("dW2[0, 0]", "The cost is their mean"),
    ),
    "N twice": (body("D2 = 2 * (A2 - Y) * (1 - A2**2) / N"), "db2[0]", "divided by N twice"),
    "the number of inputs": (
        body(end="N = len(X); return D1 @ X.T / N, np.mean(D1, axis=1), D2 @ A1.T / N, np.mean(D2, axis=1)"),
        *("dW2[0, 0]", "the number of rows of X"),
    ),
    "every example with every other": (
        body(end="return np.outer(D1, X) / N, np.mean(D1, axis=1), D2 @ A1.T / N, np.mean(D2, axis=1)"),
        *("dW1", "pairs the examples with one another"),
    ),
    "means that stand up": (
        body(end="return D1 @ X.T / N, np.mean(D1, axis=1), D2 @ A1.T / N, np.mean(D2, axis=1, keepdims=True)"),
        *("db2", "Its numbers are right, only not in this shape"),
    ),
    "the slope without its brackets": (body("D2 = 2 * (A2 - Y) * 1 - A2**2"), "db2[0]", "brackets, (1 - A2**2)"),
    "the error without its brackets": (body("D2 = 2 * A2 - Y * (1 - A2**2)"), "db2[0]", "brackets, 2 * (A2 - Y)"),
    "the hidden slope without its brackets": (
        body(d1="D1 = (W2.T @ D2) * 1 - A1**2"), "db1[0]", "brackets, (1 - A1**2)",
    ),
    "the number of outputs": (
        body("N = len(Y); D2 = 2 * (A2 - Y) * (1 - A2**2)", end="return D1 @ X.T / N, D1.sum(axis=1) / N, "
             "D2 @ A1.T / N, D2.sum(axis=1) / N"),
        *("db2[0]", "the rows of Y"),
    ),
    "all entries": (
        body("D2 = 2 * (A2 - Y) * (1 - A2**2) / len(Y)"), "db2[0]", "divided by all entries",
    ),
    "the wrong axis": (
        body(end="return D1 @ X.T / N, np.mean(D1, axis=0), D2 @ A1.T / N, np.mean(D2, axis=0)"),
        *("db2", "adds over the neurons"),
    ),
    "no axis": (
        body(end="return D1 @ X.T / N, np.mean(D1), D2 @ A1.T / N, np.mean(D2)"),
        *("db2", "Each has a bias of its own"),
    ),
    "nothing added up": (
        body(end="return D1 @ X.T / N, D1, D2 @ A1.T / N, D2"), "db2", "a column for each example",
    ),
    "the first example": (
        body(end="return np.outer(D1[:, 0], X[:, 0]), D1[:, 0], np.outer(D2[:, 0], A1[:, 0]), D2[:, 0]"),
        *("db2[0]", "the first example alone"),
    ),
    "a loop that overwrites": (
        body(end="for k in range(N): dW2, db2 = np.outer(D2[:, k], A1[:, k]), D2[:, k]\n"
             "    return D1 @ X.T / N, np.mean(D1, axis=1), dW2 / N, np.mean(D2, axis=1)"),
        *("dW2[0, 0]", "in place of +="),
    ),
    "means first": (
        body(end="return np.outer(np.mean(D1, axis=1), np.mean(X, axis=1)), np.mean(D1, axis=1), "
             "np.outer(np.mean(D2, axis=1), np.mean(A1, axis=1)), np.mean(D2, axis=1)"),
        *("dW2[0, 0]", "the mean of the products"),
    ),
    "no slope at all": (body("D2 = 2 * (A2 - Y)", "D1 = W2.T @ D2"), "db2[0]", "slope of the curve is missing"),
    "no slope at the hidden layer": (body(d1="D1 = W2.T @ D2"), "db1[0]", "slopes of the hidden layer"),
    "W in place of its transpose, hidden by a trick": (
        body(d1="D1 = ((W2 if W2.shape[0] == W2.shape[1] else W2.T) @ D2) * (1 - A1**2)"),
        *("db1[0]", "W2 in place of W2.T"),
    ),
    "the error goes back": (
        body(d1="D1 = (W2.T @ (2 * (A2 - Y))) * (1 - A1**2)"), "db1[0]", "and not the error alone",
    ),
    "no 2": (body("D2 = (A2 - Y) * (1 - A2**2)"), "db2[0]", "The 2 that comes down"),
    "the transpose": (
        body(end="return D1 @ X.T / N, np.mean(D1, axis=1), A1 @ D2.T / N, np.mean(D2, axis=1)"),
        *("dW2", "the transpose of what it has to be"),
    ),
    "the weights moved": (body(d1=D1 + "; W2 -= D2 @ A1.T"), "W2", "Finish the backward pass first"),
}  # fmt: skip

RIGHT = {
    "a loop over the examples": body(
        end="dW1, db1, dW2, db2 = 0 * W1, 0 * b1, 0 * W2, 0 * b2\n"
        "    for k in range(N):\n"
        "        dW1 = dW1 + np.outer(D1[:, k], X[:, k]) / N\n"
        "        dW2 = dW2 + np.outer(D2[:, k], A1[:, k]) / N\n"
        "        db1, db2 = db1 + D1[:, k] / N, db2 + D2[:, k] / N\n"
        "    return dW1, db1, dW2, db2"
    ),
    "the mean at the start": body(
        "D2 = 2 * (A2 - Y) * (1 - A2**2) / N",
        end="return D1 @ X.T, D1.sum(axis=1), D2 @ A1.T, D2 @ np.ones(N)",
    ),
    "rows": body(end="return (X @ D1.T).T / N, D1.T.mean(axis=0), (A1 @ D2.T).T / N, D2.T.mean(axis=0)"),
    "by grad": """import numpy as np
from mlcalc import grad

def backprop(W1, b1, W2, b2, X, Y):
    def cost(W1, b1, W2, b2):
        A = np.tanh(W2 @ np.tanh(W1 @ X + b1[:, None]) + b2[:, None])
        return np.sum((A - Y) ** 2) / X.shape[1]

    return grad(cost, argnums=(0, 1, 2, 3))(W1, b1, W2, b2)
""",
}
