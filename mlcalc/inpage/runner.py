"""Runs a reader's program and the author's check of it, and says what became of both."""

import io
import json
import sys

from . import dots, in_place
from .checking import NAMES, Praise, Wrong
from .words import explain, unclosed

PROGRAM, CHECK = "program", "check"
# By these MicroPython reaches the page around it; what they would find is shut off as well, in front/python/worker.ts.
OUTSIDE = ("js", "jsffi")


def run(asked):
    """Takes a program, and what is asked of it, as JSON; returns as JSON what front/python/messages.ts calls Result."""
    asked = json.loads(asked)
    names = {
        "__name__": "__main__",
        "__inplace__": in_place.inplace,
        "__show__": show,
        "input": no_input,
        "zip": zip_strictly,
        "exit": sys.exit,
        "min": choosing(min),
        "max": choosing(max),
        "sorted": choosing(sorted),
    }
    names.update(dots.functions())
    try:
        exec(compiled(showing(asked["code"]), PROGRAM), names)
    except BaseException as error:
        return answer("error", *told(error, asked["code"], names))
    if asked.get("functions"):
        return drawing(asked["code"], asked["functions"], names)
    if not asked["check"].strip():
        return answer("", "", 0)
    return answer(*checked(asked["code"], asked["check"], names))


def keep_inside():
    """From now on the modules that reach out of Python are none of those that can be imported."""
    import builtins

    real = builtins.__import__

    def inside(name, *given):
        if name.split(".")[0] in OUTSIDE:
            raise ImportError(f"no module named '{name}'")
        return real(name, *given)

    builtins.__import__ = inside


def compiled(code, file):
    if not in_place.NEEDED:
        return compile(code, file, "exec")
    code = in_place.rewritten(code)
    try:
        return compile(dots.rewritten(code), file, "exec")
    except SyntaxError:
        return compile(code, file, "exec")


def checked(code, check, names):
    """(verdict, sentence, line) of the check, which sees all names of the program."""
    Praise.text = "Right."
    own = dict(names)
    own.update(NAMES)
    try:
        exec(compiled(check, CHECK), own)
    except Wrong as error:
        return "wrong", str(error), 0
    except BaseException as error:
        line = line_in(PROGRAM, error)
        if line:
            said, line = told(error, code, names)
            return "error", said + " (The check called your function with numbers of its own.)", line
        text = str(error)
        if type(error).__name__ == "NameError" and text.startswith("name '"):
            missing = text.split("'")[1]
            return "wrong", f"The program has no `{missing}`; the check looks for that name.", 0
        if type(error).__name__ == "TypeError" and "argument" in text:
            return "wrong", f"The check calls your function in another way: {text}.", 0
        return "wrong", f"The check could not use what the program gives: {text}.", 0
    return "right", Praise.text, 0


def drawing(code, functions, names):
    """The functions that a figure asks for, as graphs."""
    from .drawing import Refused, drawn

    try:
        return json.dumps({"checked": "", "said": "", "line": 0, "functions": drawn(code, functions, names)})
    except Refused as error:
        return answer("error", str(error), 0)
    except BaseException as error:
        return answer("error", *told(error, code, names))


def answer(verdict, said, line):
    return json.dumps({"checked": verdict, "said": said, "line": line})


def told(error, code, names):
    """(sentence, line) for an error."""
    if isinstance(error, SystemExit):
        return "The program ended itself by exit().", 0
    line = line_in(PROGRAM, error)
    if isinstance(error, SyntaxError) and not line:
        line = getattr(error, "lineno", 0) or 0
    said = explain(error, code, line, list(names) + words_in(code), names.get("np"))
    if isinstance(error, SyntaxError):
        line = unclosed(code.split("\n"))[1] or line
    return said, line


def words_in(code):
    """The names that a program gives, in functions too: what may have been meant by one that is not there."""
    letters = "".join([sign if sign.isalpha() or sign.isdigit() or sign == "_" else " " for sign in code])
    return [word for word in letters.split() if not word[0].isdigit()]


def line_in(file, error):
    """The innermost line of this file that the error passed through, 0 where it passed none."""
    text = io.StringIO()
    if hasattr(sys, "print_exception"):
        sys.print_exception(error, text)
    else:
        import traceback

        traceback.print_exception(error, file=text)
    lines = [part.split(", line ")[1] for part in text.getvalue().split("\n") if f'File "{file}", line ' in part]
    return int(lines[-1].split(",")[0].strip()) if lines else 0


# --- small differences between a script and a cell ------------------------------------------------


def showing(code):
    """The program with its last line shown, as in a notebook, where that line is a value."""
    lines = code.rstrip().split("\n")
    last = lines[-1]
    if not last or last[0] in " \t#)]}@'\"" or last.rstrip().endswith(("\\", ";", ",")):
        return code
    shown = f"__show__({last}\n)"
    try:
        compile(last, PROGRAM, "eval")
        whole = "\n".join(lines[:-1] + [shown])
        compile(whole, PROGRAM, "exec")
    except Exception:
        return code
    return whole


def show(value):
    if value is not None:
        print(repr(value))


def no_input(prompt=""):
    raise RuntimeError("nobody can answer input() in a page; write the value into the program")


def choosing(builtin):
    """min, max or sorted, which in MicroPython take a comparison that is no bool for false, without a word."""

    def function(*given, **options):
        values = list(given[0]) if len(given) == 1 else list(given)
        if not options.get("key"):
            for value in values:
                if getattr(value, "shape", None) is not None:
                    bool(value == value)  # refused of an array, and of what depends on an input
        return builtin(values, **options)

    return function


_zip = zip


def zip_strictly(*lists, strict=False):
    """MicroPython's zip knows no strict."""
    if strict:
        lists = [list(each) for each in lists]
        if len({len(each) for each in lists}) > 1:
            raise ValueError(f"zip: the lists have different lengths, {', '.join([str(len(x)) for x in lists])}")
    return _zip(*lists)
