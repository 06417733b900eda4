"""Backward passes that cannot run, with the line and what is said of it."""

from planted_bugs import body

# verdict error: the line of the program, words of the sentence
BROKEN = {
    "the shapes do not fit": (body(delta1="delta1 = (W2 @ delta2) * (1 - a1**2)"), 9, "3 columns meet 2 rows"),
    "entry by entry for every pair": (
        body(end="return delta1 * x, delta1, np.outer(delta2, a1), delta2"),
        10,
        "`np.outer(x, y)`",
    ),
    "entry by entry on the way back": (body(delta1="delta1 = W2.T * delta2 * (1 - a1**2)"), 9, "written `@`, not `*`"),
    "a transpose as a power": (body(delta1="delta1 = (W2^T @ delta2) * (1 - a1**2)"), 9, "with a dot"),
    "a bracket that stays open": (body("delta2 = 2 * (a2 - y) * (1 - a2**2"), 8, "never closed"),
    "a comparison for a value": (body(delta1="delta1 == (W2.T @ delta2) * (1 - a1**2)"), 9, "only compares"),
    "numpy's tanh without np": (body("delta2 = 2 * (a2 - y) * (1 - tanh(a2)**2)"), 8, "Did you mean `np.tanh`?"),
    "the slopes of the wrong layer": (body(delta1="delta1 = (W2.T @ delta2) * (1 - a2**2)"), 9, "do not fit"),
    "a name that is not there": (body("delta2 = 2 * (a2 - Y) * (1 - a2**2)"), 8, "Did you mean `y`?"),
}
