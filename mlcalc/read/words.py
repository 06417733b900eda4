"""Every sentence about a formula, once for Python and the page: {0}, {1} … are filled in, most with what was typed."""

from __future__ import annotations

WORDS = {
    "empty": "Type a formula first.",
    "long": "This has {0} characters; a formula may have at most 10,000.",
    "deep": "This is nested too deeply: at most 50 brackets, powers and functions may stand inside each other.",
    "strange": "“{0}” cannot be read here; letters, numbers, + − · / ^, brackets and functions such as sin can.",
    "equals": "Write one side only, without “{0}”.",
    "factorial": "“!” cannot be read here: write the factorial as a number.",
    "prime": "“{0}” cannot be read here: write the derivative out, as a formula.",
    "percent": "“%” cannot be read here: write a number such as 0.05 for 5 %.",
    "large": "{0} is too large a number.",
    "command": "“{0}” is not known here.",
    "meant": "“{0}” is not known here; did you mean {1}?",
    "unknown": "“{0}” is not known here; {1}.",
    "no letters": "numbers, π, e and functions such as sqrt, sin and ln are",
    "one letter": "the letter here is {0}",
    "letters": "the letters here are {0} and {1}",
    "any letter": "write letters that stand alone, such as x or x_1, and functions such as sin",
    "two ways": "“{0}” can be read in two ways: write {1} or {2}.",
    "start": "Something is missing before “{0}”: write a number, a letter or a bracket there.",
    "end": "Something is missing at the end: write what comes after “{0}”.",
    "between": "Something is missing before {0}: write a sign such as + or · there.",
    "nothing": "There is nothing between “{0}” and “{1}”: write what belongs there.",
    "open": "“{0}” is not closed: write “{1}” where it ends.",
    "close": "“{0}” closes nothing: leave it out, or write “{1}” where it begins.",
    "mismatch": "“{0}” is closed by “{1}”: write “{2}” instead.",
    "decimal": "Write a decimal point, not a comma: {0}.",
    "thousands": "Leave out the comma between thousands: {0}.",
    "thousands or decimal": "That can be read in two ways; write {0} or {1}.",
    "commas": "Write numbers without commas, with a decimal point: 1234.5.",
    "comma": "A comma stands only between the arguments of a function, as in max(x, 2): leave it out.",
    "of what": "{0} of what? Write {1}.",
    "one argument": "{0} takes one argument, not {1}: write {0}({2}).",
    "arguments": "{0} takes {1} arguments, not {2}: write {0}({3}).",
    # numbers, which are formulas without letters
    "no value": "That has no value among the real numbers.",
    "infinite": "That is infinite; type a finite number.",
    # functions of a figure
    "taken": "“{0}” has a meaning in this figure already: write another letter.",
    "nowhere": "This is no real number anywhere in the picture: write another formula, or choose another range.",
    "no step": "Nothing is computed here: write an operation, such as x·y.",
    "many steps": "{0} numbers are more than a page has room for: keep to {1}.",
    "strip": "One unit is as long across as upwards, so this map would be a strip: choose ranges that are more alike.",
    "no path": "No path leads from {0} to {1}: write {0} into one of the functions on the way.",
    "unused": "Nothing depends on {0}: write it into one of the other functions.",
    "circle": "{0} would depend on itself: leave it out of one of the functions.",
    # notes
    "read as": "“{0}” is read as {1}.",
    "log": "“log” is read as the natural logarithm, ln.",
    "inverse": "“{0}^-1” is read as {1}, not as 1/{0}.",
    "name": "“{0}” is read as {1}; for a product write {2}.",
}


class FormulaError(ValueError):
    """A formula that cannot be read; the message says what to write instead, and ``at`` where it went wrong.

    ``at`` is the number of characters (code points) before that place. It is what read_formula raises.

    >>> from mlcalc import read_formula
    >>> try:
    ...     read_formula("2x + sine(x)", letters=["x"])
    ... except FormulaError as error:
    ...     print(error.at, error)
    5 “sine” is not known here; did you mean sin?
    """

    __module__ = "mlcalc"

    def __init__(self, sentence: str, at: int) -> None:
        super().__init__(sentence)
        self.at = at

    def __reduce__(self) -> tuple[type[FormulaError], tuple[str, int]]:
        return FormulaError, (str(self), self.at)


def refusal(at: int, key: str, *given: str) -> FormulaError:
    """The error by this key of WORDS."""
    return FormulaError(WORDS[key].format(*given), at)
