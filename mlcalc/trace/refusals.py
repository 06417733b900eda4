"""What a trace cannot follow, and the words for it: what was typed, and a way out that works."""

from __future__ import annotations

from typing import Any, Never

import numpy as np

from .functions import REFUSED, special
from .scope import TraceError
from .typed import typed
from .ways_out import instead_of

API_PAGE = "write it with the functions listed in the API page"
# The ufuncs whose reduce and accumulate have a name of their own.
REDUCED: dict[tuple[Any, str], Any] = {
    (np.add, "reduce"): np.sum, (np.multiply, "reduce"): np.prod,
    (np.maximum, "reduce"): np.max, (np.minimum, "reduce"): np.min,
    (np.logical_and, "reduce"): np.all, (np.logical_or, "reduce"): np.any,
    (np.add, "accumulate"): np.cumsum, (np.multiply, "accumulate"): np.cumprod,
}  # fmt: skip
IN_PLACE = frozenset(["sort", "fill", "put", "resize", "partition", "itemset", "setfield", "setflags"])
TO_NUMBERS = frozenset(["item", "tolist", "tobytes", "tofile", "dump", "dumps", "data", "flat", "view"])


def refuse(what: str, instead: str) -> Never:
    scipys = special.asking()  # scipy's softmax turns a traced value into an array, and asks that for its numbers
    if scipys is not None:
        what, instead = f"{scipys[0]} is not known here", scipys[1]
    raise TraceError(f"this function cannot be traced: {what}. Instead: {instead}.")


def name_of(function: Any) -> str:
    """What a person types to call it: np.sin, np.linalg.eig, scipy.special.erf."""
    name = str(function.__name__)
    if isinstance(function, np.ufunc):
        return f"np.{name}" if getattr(np, name, None) is function else name
    return f"{function.__module__}.{name}".replace("numpy", "np", 1)


def refuse_ufunc(ufunc: np.ufunc, method: str, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """A ufunc called in an unusual way: what it comes to where that is known, or a refusal."""
    name, instead = special.refusal(ufunc) or (name_of(ufunc), REFUSED.get(ufunc, API_PAGE))
    if options.get("out") is not None:
        what = f"{name} writes its result into an array (+=, -=, out=){typed()}"
        refuse(what, "give the result a new name: b = b + t")
    if (ufunc, method) in REDUCED:
        axis = {"axis": 0} | {key: options[key] for key in ("axis", "keepdims") if key in options}
        if set(options) <= set(axis) and len(args) == 1:
            return REDUCED[ufunc, method](args[0], **axis)
    if method == "outer" and not options and len(args) == 2:
        return ufunc(np.reshape(args[0], np.shape(args[0]) + (1,) * np.ndim(args[1])), args[1])
    if method == "__call__" and set(options) == {"dtype"} and np.dtype(options["dtype"]) == float:
        return ufunc(*args)
    if "where" in options:
        refuse(f"{name} with where= leaves entries as they are", f"choose with np.where(mask, {name}(...), otherwise)")
    if method != "__call__":
        refuse(f"{name}.{method} is not known here", API_PAGE)
    if options:
        refuse(f"{name} with {', '.join(f'{key}=' for key in options)} is not known here", "leave it out")
    refuse(f"{name} is not known here{typed()}", instead)


def refuse_function(function: Any) -> Never:
    refuse(f"{name_of(function)} is not known here{typed()}", REFUSED.get(function, API_PAGE))


def no_attribute(name: str) -> str:
    """What to say where a traced value is asked for an attribute or a method that it does not have."""
    if name in IN_PLACE:
        instead = "take a result (np.sort(x)) and give it a new name"
        return f"x.{name}() writes into a traced value{typed()}. Instead: {instead}"
    if name in TO_NUMBERS:
        instead = "leave the conversion out, or do it outside (x.flat is np.ravel(x); for an np.matrix take np.asarray)"
        return f"x.{name} asks a traced value for its numbers{typed()}. Instead: {instead}"
    if getattr(np, name, None) in REFUSED:
        return f"x.{name}() is not known here. Instead: {REFUSED[getattr(np, name)]}"
    return (
        f"a traced value has no attribute {name!r}. Instead: use numpy's function (np.std(x) for x.std()), "
        "and leave conversions such as x.item() out"
    )


class Numberless:
    """What asks a value for its number, refused each with a way out."""

    __slots__ = ()

    def __bool__(self) -> bool:
        quote = typed()
        otherwise = (
            "use np.where(condition, a, b), with & and | between conditions, and for a while loop a fixed number of "
            "steps: for _ in range(20)"
        )
        refuse(
            f"an if, while, and, or, assert, max() or min() asks whether a traced value is true{quote}",
            instead_of(quote, otherwise),
        )

    def __float__(self) -> float:
        quote = typed()
        otherwise = "use numpy's function (np.sin), build arrays with np.stack or np.concatenate, and leave dtype= out"
        refuse(
            f"a function outside numpy (math.sin, float()), a write b[0] = t or a dtype=float asks for a number{quote}",
            instead_of(quote, otherwise),
        )

    def __complex__(self) -> complex:
        refuse(f"complex() or a complex array asks for a number{typed()}",
               "keep real and imaginary part as two real values")  # fmt: skip

    def __round__(self, ndigits: int | None = None) -> Any:
        return np.round(self, ndigits or 0)  # type: ignore[call-overload]

    def __format__(self, spec: str) -> str:
        if spec:
            refuse(f"a format (:{spec}) asks for a number{typed()}", "print the function's result, outside it")
        return repr(self)

    def __int__(self) -> int:
        refuse(f"int(), or a known array indexed by a traced place, asks for a number{typed()}",
               "leave the value a float (np.floor(x) rounds it), or compute the integer outside; of a known table, "
               "np.choose(place, table) is an entry")  # fmt: skip

    def __index__(self) -> int:
        refuse(f"range() or an index asks for an integer{typed()}",
               "close over the integer, for arguments are traced: lambda x: f(x, 5)")  # fmt: skip
