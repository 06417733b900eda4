"""A reader's functions as graphs, for a figure in the page to draw."""

from . import graphs
from .arrays import ndarray, shape_of
from .functions import stack

OPENING, CLOSING = "([{", ")]}"


class Refused(Exception):  # noqa: N818
    """Why a program cannot be drawn; the message is the sentence."""


def drawn(code, asked, names):
    """What the page is told of the functions that a figure asks for: a list of [name, letters, graph].

    ``asked`` says of each its name, the names of its results, and, where the figure gives its arguments and not the
    program, their names: the entries of one vector. Those that the program does not define are left out.
    """
    parameters = signatures(code)
    own = [name for name in parameters if name in names]
    if len(asked) == 1 and asked[0]["name"] not in own and own:
        asked = [dict(asked[0], called=own[-1])]  # of one function, any name will do
    chosen = [dict(each, called=each.get("called", each["name"])) for each in asked]
    found = [each for each in chosen if each["called"] in own]
    if not found:
        first = asked[0]
        inside = ", ".join(first["arguments"] or ["x"]).split("[")[0]
        raise Refused(f"The program defines no function of this figure; begin with `def {first['name']}({inside}):`.")
    return [part for each in found for part in _graphs(each, names[each["called"]], parameters[each["called"]])]


def _graphs(asked, function, parameters):
    graphs.begin()
    shown, given = asked["called"], asked["arguments"]
    letters = parameters if given is None else given
    inputs = [graphs.number(letter) for letter in letters]
    if given is not None:
        if len(parameters) != 1:
            raise Refused(f"`{shown}` takes one argument here, the link before it, and has {len(parameters)}.")
        result = function(stack(inputs) if len(inputs) > 1 else inputs[0])
    else:
        result = function(*inputs)
    results = _numbers(shown, result, len(asked["results"]))
    nodes = graphs.NOW[0].nodes
    written = {"inputs": [{"name": letter, "shape": []} for letter in letters], "nodes": nodes}
    return [[name, letters, dict(written, outputs={name: at})] for name, at in zip(asked["results"], results)]


def _numbers(shown, result, count):
    """The places of the numbers that a function returned."""
    if isinstance(result, (list, tuple)) and len(result) == count and count > 1:
        result = stack(result)
    if result is None:
        raise Refused(f"`{shown}` returns None: is a `return` missing?")
    if not isinstance(result, (ndarray, bool, int, float)):
        raise Refused(f"`{shown}` has to return a number for a figure, and returned {result!r}.")
    shape = shape_of(result)
    if shape != (() if count == 1 else (count,)):
        wanted = "one number" if count == 1 else f"{count} numbers, as `np.stack([…])`"
        got = "one number" if shape == () else f"an array of shape {shape}"
        more = "; return one entry of it, or its sum" if count == 1 else ""
        raise Refused(f"`{shown}` has to return {wanted} for this figure, and returned {got}{more}.")
    return graphs.places(result)


def signatures(code):
    """The parameters without a default of every function that the program defines at its margin, by name."""
    found = {}
    start = 0
    for line in code.split("\n"):
        if line.startswith("def ") and "(" in line:
            name = line[4 : line.index("(")].strip()
            found[name] = _parameters(code, start + line.index("("))
        start += len(line) + 1
    return found


def _parameters(code, start):
    """The names within the brackets that open here."""
    depth, parts, part, k = 0, [], "", start
    while k < len(code):
        sign = code[k]
        if sign == "#":
            while k < len(code) and code[k] != "\n":
                k += 1
            continue
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth == 0 or (depth == 1 and sign == ","):
            parts.append(part)
            part = ""
            if depth == 0:
                break
        elif not (depth == 1 and sign == "("):
            part += sign
        k += 1
    names = []
    for part in parts:
        part = part.strip()
        if part[:1] == "*":
            raise Refused("A figure needs a name for every input: write `def f(x, y):`, without a star.")
        if part and "=" not in part and part != "/":
            names.append(part.split(":")[0].strip())
    return names
