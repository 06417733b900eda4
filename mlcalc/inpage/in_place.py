"""x *= y and x /= y of arrays, which MicroPython does not offer to a class: the line is written as a call.

(It does offer += and -=.) Numbers of lines stay as they are. What is not one plain statement on a line of its own is
left alone, and there makes a new array.
"""

import sys

from .arrays import OPERATORS, ndarray

NEEDED = sys.implementation.name == "micropython"
NAMES = (("*=", "multiply"), ("/=", "divide"))


def inplace(x, name, other):
    """What `x *= other` gives, or `x /= other`."""
    if isinstance(x, ndarray):
        return OPERATORS["inplace"](x, name, other)
    return x * other if name == "multiply" else x / other


def rewritten(code):
    """The program with those lines as calls of ``__inplace__``; texts over several lines stay."""
    if "*=" not in code and "/=" not in code:
        return code
    lines, inside = code.split("\n"), ""
    for k, line in enumerate(lines):
        quotes = [quote for quote in ('"""', "'''") if line.count(quote) % 2]
        if inside:
            inside = "" if inside in quotes else inside
        elif quotes:
            inside = quotes[0]
        else:
            lines[k] = _line(line)
    return "\n".join(lines)


def _line(line):
    for sign, name in NAMES:
        left, found, right = line.partition(sign)
        target = left.strip()
        if not found or not _is_target(target):
            continue
        value = right.split("#")[0].strip()
        closed = all([value.count(a) == value.count(b) for a, b in ("()", "[]", "{}")])
        if not closed or not value or value[-1] == "\\" or ";" in value or "'" in value or '"' in value:
            continue
        indent = left[: len(left) - len(left.lstrip())]
        return f"{indent}{target} = __inplace__({target}, '{name}', ({value}))"
    return line


def _is_target(text):
    """A name, with attributes and with places in [ ] that call nothing: it is read once more than it is written."""
    if not text or not (text[0].isalpha() or text[0] == "_"):
        return False
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        plain = sign.isalpha() or sign.isdigit() or sign in "_.[]"
        if not plain and (depth == 0 or sign not in ",: +-*"):
            return False
    return depth == 0
