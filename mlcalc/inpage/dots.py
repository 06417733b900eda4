"""x.item(), x.sum(), x.shape of a number, which numpy's numbers have and Python's have not: written as calls.

In numpy a sum or an entry is a number with the methods of an array. Here it is Python's own, so that it prints and
compares as one expects, and MicroPython lets nobody add methods to it: `x.sum()` is read as `__sum__(x)()`, and that
asks what x is. Texts stay as they are, but for what stands between the braces of an f-string.
"""

from .arrays import METHODS, PROPERTIES, kind_of, ndarray
from .in_place import NEEDED

NAMES = (
    "item", "tolist", "copy", "sum", "mean", "max", "min", "prod", "std", "var", "round", "clip", "all", "any",
    "astype", "reshape", "ravel", "flatten", "squeeze", "argmax", "argmin", "cumsum", "dot", "T", "shape",
    "ndim", "size", "dtype",
)  # fmt: skip
OPENING, CLOSING, QUOTES = "([{", ")]}", "'\""
# A bracket after one of these begins something of its own.
WORDS = ("return", "in", "not", "and", "or", "if", "else", "elif", "while", "for", "lambda", "yield", "assert")


def functions():
    """What the rewritten program calls, by name."""
    return {"__" + name + "__": _asked(name) for name in NAMES} if NEEDED else {}


def _asked(name):
    def function(x):
        return of_number(x, name) if isinstance(x, (bool, int, float)) else getattr(x, name)

    return function


def of_number(x, name):
    """What numpy's number has by this name."""
    if name in ("shape", "T"):
        return () if name == "shape" else x
    if name in PROPERTIES:
        return PROPERTIES[name](ndarray([x], (), kind_of(x)))
    method = METHODS[name]

    def call(*args, **options):
        result = method(ndarray([x], (), kind_of(x)), *args, **options)
        return result if not isinstance(result, ndarray) or result.shape else result.data[0]

    return call


def rewritten(code):
    """The program with these attributes as calls, those that are given a value and those of modules left alone."""
    if not [name for name in NAMES if "." + name in code]:
        return code
    opened, inside = _scanned(code)
    before, gone = {}, {}
    for dot, name in sorted(_attributes(code, inside)):  # of x.T.sum() the first is the innermost
        start = _start(code, dot, opened)
        if start is not None:
            before.setdefault(start, []).insert(0, "__" + name + "__(")
            gone[dot] = dot + 1 + len(name)
    parts, k = [], 0
    while k < len(code):
        parts += before.get(k, [])
        if k in gone:
            parts.append(")")
            k = gone[k]
        else:
            parts.append(code[k])
            k += 1
    return "".join(parts)


def _letter(sign):
    return sign.isalpha() or sign.isdigit() or sign == "_"


def _attributes(code, inside):
    """(place of the dot, name) of what is asked of something and not given to it."""
    for name in NAMES:
        k = code.find("." + name)
        while k >= 0:
            end = k + 1 + len(name)
            after = code[end : end + 1]
            rest = code[end:].lstrip(" ")
            given = (rest[:1] == "=" and rest[1:2] != "=") or (rest[1:2] == "=" and rest[:1] in "+-*/%@&|")
            if inside[k] and not _letter(after or " ") and not given and k > 0:
                yield k, name
            k = code.find("." + name, end)


def _scanned(code):
    """For each closing bracket the place of its opening one; and for each place whether it is program, and not text."""
    opened, inside, stack = {}, [True] * len(code), []
    k, end = 0, len(code)
    while k < end:
        sign = code[k]
        if sign == "#":
            while k < end and code[k] != "\n":
                inside[k] = False
                k += 1
            continue
        if sign in QUOTES:
            k = _text(code, k, inside, opened)
            continue
        if sign in OPENING:
            stack.append(k)
        elif sign in CLOSING and stack:
            opened[k] = stack.pop()
        k += 1
    return opened, inside


def _text(code, start, inside, opened):
    """Past the text that begins here; between the braces of an f-string stands program."""
    quote = code[start] * 3 if code[start : start + 3] == code[start] * 3 else code[start]
    head = code[max(0, start - 2) : start].lower()
    braces = head[-1:] == "f" or (len(head) == 2 and head[0] == "f" and head[1] == "r")
    k, stack = start, []
    for _ in quote:
        inside[k] = False
        k += 1
    while k < len(code) and (stack or code[k : k + len(quote)] != quote):
        sign = code[k]
        if sign == "\\" and not stack:
            inside[k] = False
            k += 1
        elif braces and code[k : k + 2] in ("{{", "}}") and not stack:
            inside[k] = False
            k += 1
        elif braces and sign in OPENING and (stack or sign == "{"):
            stack.append(k)
        elif stack and sign in CLOSING:
            opened[k] = stack.pop()
        if k < len(code):
            inside[k] = bool(stack)
        k += 1
    for at in range(k, min(k + len(quote), len(code))):
        inside[at] = False
    return k + len(quote)


def _start(code, dot, opened):
    """Where the expression begins that stands before the dot; None where it is a module, a text or a literal number."""
    k = dot - 1
    while k >= 0:
        if code[k] in CLOSING:
            if k not in opened:
                return None
            start = opened[k]
            k = start - 1
            if k < 0 or not (_letter(code[k]) or code[k] in CLOSING):
                return start if k < 0 or code[k] not in QUOTES else None
            if _letter(code[k]) and _word(code, k)[0] in WORDS:
                return start
        elif _letter(code[k]):
            word, k = _word(code, k)
            if word == "np" or word[0].isdigit():
                return None
            if k == 0 or code[k - 1] != ".":
                return None if word in WORDS else k
            k -= 2
        else:
            return None
    return None


def _word(code, end):
    """The word that ends here, and where it begins."""
    start = end
    while start > 0 and _letter(code[start - 1]):
        start -= 1
    return code[start : end + 1], start
