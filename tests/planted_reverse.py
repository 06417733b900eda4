"""Mistakes in the five stages of chapter 8: what is replaced in the solution, what stands there, and what is said."""

ADD = "[(self, 1.0), (other, 1.0)]"
MUL = "[(self, other.value), (other, self.value)]"
LOOP = """    for number in reversed(TAPE):
        for source, partial in number.sources:
            source.slope = number.slope * partial
"""
SUM = LOOP.replace("source.slope = ", "source.slope += ")
CLEAR = """    for number in TAPE:
        number.slope = 0.0
"""
AT_ONCE = """    def tell(number):
        for source, partial in number.sources:
            source.slope += number.slope * partial
            tell(source)
    tell(result)
"""
# A walk along every path, each share passed on by itself: slow, and right.
EVERY_PATH = """    def tell(number, share):
        for source, partial in number.sources:
            source.slope += share * partial
            tell(source, share * partial)
    tell(result, 1.0)
"""

SLIPS = {
    "record": {
        ADD: {
            "[]": "has no sources yet",
            "[(self, self.value), (other, other.value)]": "Nudge one of the two",
            "[(self, other.value), (other, self.value)]": "other value, the partial of a product",
            "[(self, 1.0)]": "One of the two numbers is missing",
            "[(self.value, 1.0), (other.value, 1.0)]": "plain value. Put the Number itself",
            "[(1.0, self), (1.0, other)]": "A partial of p + q is a Number",
            "[self, other]": "has to be a pair",
        },
        MUL: {
            "[(self, self.value), (other, other.value)]": "That is its own value",
            "[(self, 1.0), (other, 1.0)]": "1 is the partial of a sum",
            "[(self, other), (other, self)]": "A partial of p * q is a Number",
            "[(self, self.value * other.value), (other, self.value * other.value)]": "the value of the product",
            "[(Number(self.value), other.value), (other, self.value)]": "was not given",
        },
        "return Number(self.value + other.value, ": {"return Number(self.value - other.value, ": "(p + q).value"},
        "return Number(self.value * other.value, ": {"return (self.value * other.value, ": "has to be a Number"},
    },
    "walk": {
        "source.slope = number.slope * partial": {
            "source.slope = partial": "slope of the number itself is left out",
            "source.slope = number.slope": "The partial is left out",
            "source.slope = number.slope + partial": "Slope and partial are added",
            "pass": "Nothing has been handed on yet",
            "source.slope = number.value * partial": ".slope has to be",
        },
        "for number in reversed(TAPE):": {
            "for number in TAPE:": "Walk the TAPE backwards",
            "for number in [result]:": "Walk the TAPE backwards",
        },
        "result.slope = 1.0": {
            "result.slope = result.value": "It starts with 1",
            "TAPE[-1].slope = 1.0": "has to start at result",
            "result.slope = 0.0": "Nothing has been handed on yet",
        },
    },
    "accumulate": {
        "source.slope += number.slope * partial": {
            "source.slope = number.slope * partial": "overwritten by the next",
            "source.slope += partial": "slope of the number itself is left out",
            "source.slope += number.slope + partial": "Slope and partial are added",
        },
        SUM: {
            AT_ONCE: "before all its shares are in",
            AT_ONCE.replace("+=", "="): "Handed on at once, and overwritten",
            SUM.replace("reversed(TAPE)", "TAPE"): "Walk the TAPE backwards",
        },
        CLEAR: {"": "Set every slope on the TAPE to 0"},
        "result.slope = 1.0": {"result.slope = result.value": "It starts with 1"},
    },
    "operations": {
        "(other, -1.0)": {"(other, 1.0)": "pulls the other way"},
        "[(self, 1 / other.value), (other, -value / other.value)]": {
            "[(self, other.value), (other, -value / other.value)]": "The quotient moves by 1/q",
            "[(self, 1 / other.value), (other, value / other.value)]": "The sign is missing",
            "[(self, 1 / other.value), (other, -1 / other.value**2)]": "here it is times p",
            "[(self, 1 / other.value), (other, -value)]": "The divisor is squared",
            "[(self, 1 / other.value)]": "has told q nothing",
            "[(self, 1 / other.value), (other, self.value)]": "That is p.",
        },
        "[(x, 1 - value**2)]": {
            "[(x, value)]": "That is the value of tanh",
            "[(x, 1 - value)]": "The square is missing",
            "[(x, 1 - math.tanh(value) ** 2)]": "slope is taken at the value",
            "[(x, 1 - x.value**2)]": "mixes up what goes in",
            "[(x, 1.0)]": "a straight line",
            "[]": "has told r nothing",
        },
        "return x if isinstance(x, Number) else Number(x)": {
            "return x": "Begin each operation with other = as_number(other)",
            "return Number(x.value if isinstance(x, Number) else x)": "has told q nothing",
        },
    },
    "network": {
        "outputs.append(tanh(z))": {
            "outputs.append(z)": "The curve is missing",
            "outputs.append(Number(math.tanh(z.value)))": "No slope has reached",
        },
        "        z = bias\n": {"        z = 0.0\n": "The bias is missing"},
        "    return outputs": {"    return outputs[:1]": "has to return a list of Numbers"},
        "error * error": {"error": "The errors are not squared", "error * error * 0.5": "no ½"},
        "layer(W2, b2, layer(W1, b1, x))": {
            "layer(W2, b2, [number.value for number in layer(W1, b1, x)])": "No slope has reached b1",
        },
        "source.slope += number.slope * partial": {"source.slope = number.slope * partial": "the slopes of"},
    },
    "race": {
        "bet = 23": {
            "bet = 0": "The race is run",
            "bet = 87": "of one sweep",
            "bet = 2": "a sweep of its own",
            "bet = 1 / 23": "the other way round",
        },
    },
    "second": {
        "[(self, other), (other, self)]": {
            "[(self, Number(other.value)), (other, Number(self.value))]": "has forgotten where it comes from",
            "[(self, other), (other, other)]": "the first derivative",
        },
        "slopes[id(number)] * partial": {"partial": "has to be"},
    },
}

# Programs that go another way, and are right.
RIGHT = {
    "second": {
        "(self, one), (other, one)": ["(self, Number(1.0)), (other, Number(1.0))"],
        "reversed(list(TAPE))": ["TAPE[::-1]"],
    },
    "record": {
        MUL: ["((other, self.value), (self, other.value))", "[[self, other.value], [other, self.value]]"],
    },
    "walk": {
        LOOP: [
            SUM,
            EVERY_PATH,
            LOOP.replace("reversed(TAPE)", "TAPE[::-1]"),
            "    i = len(TAPE) - 1\n    while i >= 0:\n        for source, partial in TAPE[i].sources:\n"
            "            source.slope = partial * TAPE[i].slope\n        i -= 1\n",
        ]
    },
    "accumulate": {SUM: [EVERY_PATH, SUM.replace("+= number", "= source.slope + number")]},
    "operations": {
        "return Number(self.value - other.value, [(self, 1.0), (other, -1.0)])": ["return self + other * -1"],
        "[(x, 1 - value**2)]": ["[(x, 1 / math.cosh(x.value) ** 2)]", "[(x, (1 - value) * (1 + value))]"],
    },
    "network": {
        "        z = bias\n        for weight, a in zip(row, inputs):\n            z = z + weight * a\n": [
            "        z = sum([weight * a for weight, a in zip(row, inputs)], bias)\n",
            "        z = 0.0\n        for k in range(len(row)):\n            z = row[k] * inputs[k] + z\n"
            "        z = z + bias\n",
        ]
    },
}
