"""What went wrong with a program, in words for somebody who learns Python, and with the line."""

import re

from .unknown import unknown

OPENING, CLOSING = "([{", ")]}"
BLOCKS = ("def", "if", "elif", "else", "for", "while", "class", "try", "except", "with")
SIGNS = {
    "__add__": "+", "__sub__": "-", "__mul__": "*", "__truediv__": "/", "__pow__": "**", "__matmul__": "@",
    "__lt__": "<", "__gt__": ">", "__le__": "<=", "__ge__": ">=", "__iadd__": "+=", "__isub__": "-=",
}  # fmt: skip
# What is said where numbers are asked for that are not there: of a value that is being differentiated, or of an input.
UNKNOWN = (
    "this step takes numbers, and here is a value that is still to be followed; use + - * / ** and functions of "
    "`np`, put values together by np.stack([…]), and choose between them by np.where(condition, a, b)"
)
FOLLOWED = (
    "float(…), range(…) and the functions of `math` take numbers, and would lose what this value depends on; leave "
    "float out, and write np.sin for math.sin."
)
NO_RETURN = "A function without `return` gives None."


def explain(error, code, line, names, np=None):
    """The sentence for an error in this line of the code; `names` are those that the program has, `np` its numpy."""
    kind, text = type(error).__name__, str(error)
    missing = re.match(r"name '(\w+)' is", text) if kind in ("NameError", "UnboundLocalError") else None
    if missing:
        return unknown(missing.group(1), names, _line_of(code.split("\n"), line), np)
    if kind in ("SyntaxError", "IndentationError"):
        return _syntax(kind, text, code.split("\n"), line)
    for known, pattern, say in RULES:
        found = re.match(pattern, text) if kind in known else None
        if found:
            groups = [found.group(i + 1) for i in range(pattern.count("(") - pattern.count("\\("))]
            return say(names, *groups)
    if kind in ("ValueError", "IndexError", "TypeError", "AttributeError", "RuntimeError"):
        return _sentence(text)
    return _sentence(f"{kind}: {text}" if text else kind)


def _sentence(text):
    text = text.strip()
    first = text.split(" ")[0]
    if first.strip(",").isalpha() and first.lower() == first and first not in ("if", "np"):
        text = text[:1].upper() + text[1:]
    return text + ("" if text[-1:] in (".", "!", "?") else ".")


def _operator(names, sign, left, right):
    if sign == "__xor__":
        return "A power is written `**`; to Python `^` is something else."
    shown = f"`{SIGNS.get(sign, sign.strip('_'))}`"
    if "NoneType" in (left, right):
        return f"One side of {shown} is None. {NO_RETURN}"
    if (
        left in ("int", "float")
        and right in ("ndarray", "Traced", "Graphed")
        and SIGNS.get(sign, "") in ("<", ">", "<=", ">=")
    ):
        what = "array" if right == "ndarray" else "name"
        return f"Write the {what} first: `x > 0`, not `0 < x`; this Python compares a number with it no other way."
    return f"{shown} does not work between {_article(left)} and {_article(right)}."


def _article(kind):
    called = {"int": "a whole number", "float": "a number", "str": "a text", "ndarray": "an array", "list": "a list",
              "tuple": "a tuple", "function": "a function", "dict": "a dict", "bool": "True or False",
              "Graphed": "a value that depends on the inputs"}  # fmt: skip
    return called.get(kind, kind)


def _attribute(names, kind, name):
    if kind == "NoneType":
        return f"`.{name}` is asked of None. {NO_RETURN}"
    if kind == "list" and name in ("shape", "T", "sum", "mean", "dot"):
        return f"A list has no `.{name}`; make an array of it: `np.array(…)`."
    return f"{_sentence(_article(kind))[:-1]} has no `.{name}` here."


def _fitting(shapes):
    """What helps where two vectors differ, or one lies across the columns of a matrix that it should stand beside."""
    given = [part.strip(" )").replace(" ", "").split(",") for part in shapes.split("(")[1:]]
    vectors = [part[0] for part in given if len(part) == 2 and part[1] == ""]
    matrices = [part[0] for part in given if len(part) == 2 and part[1] != ""]
    if len(vectors) == len(given) == 2:
        return " Every entry of one times every entry of the other is `np.outer(x, y)`."
    if not vectors or vectors != matrices:
        return ""
    return " A vector `b` stands up as a column by `b[:, None]`; a matrix times a vector is written `@`, not `*`."


def _module(names, name):
    return (
        f"There is no `{name}` in this Python: it has the better part of numpy, `mlcalc` with grad, value_and_grad, "
        "jvp, vjp, jacobian, logistic and relu, and a small standard library. The notebook has everything."
    )


def _arguments(names, function, wanted, given):
    count = f"{wanted} argument{'' if wanted == '1' else 's'}"
    return f"`{function}` takes {count}, and was given {given}."


def _line_of(code, line):
    return code[line - 1].strip() if 0 < line <= len(code) else ""


def _syntax(kind, text, code, line):
    opened, _ = unclosed(code)
    if opened:
        return opened
    if kind == "IndentationError" or "indent" in text or _is_flat(code, line):
        return "The line is not indented as the ones around it; a block has 4 spaces more than the line with its colon."
    if "outside function" in text:
        return (
            f"{text.split(' ')[0]} stands outside a function: is the line indented as far as the others of its `def`?"
        )
    for at in (line, line - 1, line - 2):
        said = _in_line(_line_of(code, at).split("#")[0].strip(), at)
        if said:
            return said
    return "Python cannot read this line, or the end of the one before it."


def _is_flat(code, line):
    """Whether the line before has a colon at its end, and this one is not indented further."""
    above = [text for text in code[: line - 1] if text.strip() and text.strip()[0] != "#"]
    if not above or not above[-1].split("#")[0].rstrip().endswith(":") or line > len(code):
        return False
    indent = lambda text: len(text) - len(text.lstrip())
    return indent(code[line - 1]) <= indent(above[-1])


def _in_line(here, at):
    """What is wrong with a line that Python cannot read, where it can be told."""
    word = here.split(" ")[0].split("(")[0].split(":")[0]
    if word in BLOCKS and ":" not in here.replace("[:", "").replace(":]", ""):
        return f"A colon is missing at the end of line {at}: `{here}:`"
    if word in ("if", "elif", "while") and re.match(r"^[^=<>!]*[^=<>!]=[^=]", here):
        return "A comparison is written `==`; a single `=` gives a value to a name."
    if word == "print" and here[:6] == "print ":
        return f"`print` is a function: `print({here[6:].strip()})`."
    if "[*" in here or "(*" in here or "{**" in here or ", *" in here:
        return "This small Python does not know a star within a list or a tuple; write `list(x) + [y]`."
    if word == "match":
        return "This small Python has no `match`; write `if` and `elif`."
    if here[-1:] in ("+", "-", "*", "/", "=", "@"):
        return f"Something is missing after the `{here[-1]}` at the end of line {at}."
    return ""


def unclosed(code):
    """A bracket that is not closed, or closed and not opened, and its line; those in texts and comments do not count.

    Python gives up further on, and its line is not the one to look at.
    """
    stack, quote = [], ""
    for number, text in enumerate(code):
        quote = quote if len(quote) == 3 else ""
        k = -1
        while k < len(text) - 1:
            k += 1
            sign = text[k]
            if quote:
                if text[k : k + len(quote)] == quote and text[k - 1 : k] != "\\":
                    k += len(quote) - 1
                    quote = ""
            elif sign == "#":
                break
            elif sign in "'\"":
                quote = sign * 3 if text[k : k + 3] == sign * 3 else sign
                k += len(quote) - 1
            elif sign in OPENING:
                stack.append((sign, number + 1))
            elif sign in CLOSING:
                if not stack or OPENING.index(stack[-1][0]) != CLOSING.index(sign):
                    return f"Here is a `{sign}` too many, or another bracket before it is not closed.", number + 1
                stack.pop()
        if len(quote) == 1:
            return f"A text here is not closed: another `{quote}` is missing.", number + 1
    if stack:
        return f"A `{stack[-1][0]}` here is never closed.", stack[-1][1]
    return "", 0


RULES = (
    (("NameError", "UnboundLocalError"), r".*variable.*(referenced|associated)", lambda names, _: (
        "A variable is read in this function before it is given a value there. A name that a function assigns is its "
        "own: give it a value first, or take it as an argument.")),
    (("TypeError",), r"unsupported types? for (\w+): '(\w+)', '(\w+)'", _operator),
    (("TypeError",), r"(\w+)\(\) takes (\d+) positional arguments? but (\d+)", _arguments),
    (("TypeError",), r"(\w+)\(\) missing (\d+)", lambda names, function, count: (
        f"`{function}` needs {count} more argument{'' if count == '1' else 's'}.")),
    (("TypeError",), r"'(\w+)' object isn't callable", lambda names, kind: (
        f"{_sentence(_article(kind))[:-1]} is called like a function, with ( behind it. Is a `*` missing?")),
    (("TypeError",), r"'NoneType' object (\w+)", lambda names, _: f"Something here is None. {NO_RETURN}"),
    (("TypeError",), r"'(\w+)' object isn't iterable", lambda names, kind: (
        f"A loop needs a list, a range or an array, not {_article(kind)}; for a count write `range(n)`.")),
    (("TypeError",), r"'(\w+)' object isn't subscriptable", lambda names, kind: (
        f"{_sentence(_article(kind))[:-1]} has no entries to ask for with [ ].")),
    (("TypeError",), r"can't convert (\w+) to (float|int)", lambda names, kind, _: (
        FOLLOWED if kind in ("Traced", "Graphed")
        else f"float(…) does not take {_article(kind)}; for an array of one entry write x[0].")),
    (("AttributeError",), r"'(\w+)' object has no attribute '(\w+)'", _attribute),
    (("ImportError", "ModuleNotFoundError"), r"[Nn]o module named '(\w+)", _module),
    (("ImportError",), r"can't import name (\w+)", lambda names, name: (
        f"`{name}` is not in that module here. The notebook has all of it.")),
    (("ValueError",), r"operands could not be broadcast together with shapes (.*)", lambda names, shapes: (
        f"The shapes {shapes.strip().replace(') (', ') and (')} do not fit each other entry by entry."
        + _fitting(shapes))),
    (("ValueError",), r"too many values to unpack \(expected (\d+)\)", lambda names, count: (
        f"{count} names stand before the `=`, and more values behind it.")),
    (("ValueError",), r"need more than (\d+) values to unpack", lambda names, count: (
        f"More names stand before the `=` than the {count} values behind it.")),
    (("IndexError",), r"(list|tuple|range|bytes) index out of range", lambda names, kind: (
        f"The {kind} has no entry at this place; the first is at 0, the last at len − 1.")),
    (("IndexError",), r"index out of range()", lambda names, _: "There is no entry at this place; the first is at 0."),
    (("KeyError",), r"'?(\w+)", lambda names, key: f"The dict has no entry `{key}`."),
    (("NotImplementedError",), r"only slices with step()", lambda names, _: (
        "This small Python takes only lists and arrays apart by a step; write `list(x)[::-1]`.")),
    (("ZeroDivisionError",), r"()", lambda names, _: "Something is divided by zero."),
    (("RuntimeError", "RecursionError"), r"maximum recursion()", lambda names, _: (
        "The function calls itself too often, more than about 100 times: when does it stop?")),
    (("MemoryError",), r"()", lambda names, _: "The program needs more memory than a page should give it."),
    (("AssertionError",), r"()$", lambda names, _: "What `assert` says here is not true."),
)  # fmt: skip
