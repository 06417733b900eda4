"""The arithmetic of traced values: x + y writes a node."""

from __future__ import annotations

from typing import Any

from numpy.lib.mixins import NDArrayOperatorsMixin


class Operators(NDArrayOperatorsMixin):
    """Operators that write to the graph without the detour over numpy, which the mixin's comparisons take."""

    __slots__ = ()

    def __mlcalc_bind__(self, name: str, *args: Any, **params: Any) -> Any:
        """Apply a primitive to these arguments, among which a traced value is."""
        raise NotImplementedError

    def _in_place(self, result: Any) -> Any:
        """What a name stands for after an operation in place that gave this result."""
        raise NotImplementedError

    def __add__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("add", other, self)

    def __sub__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("subtract", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("subtract", other, self)

    def __mul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("multiply", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("multiply", other, self)

    def __truediv__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("divide", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("divide", other, self)

    def __pow__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("power", self, other)

    def __rpow__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("power", other, self)

    def __matmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("matmul", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self.__mlcalc_bind__("matmul", other, self)

    def __iadd__(self, other: Any) -> Any:
        return self._in_place(self + other)

    def __isub__(self, other: Any) -> Any:
        return self._in_place(self - other)

    def __imul__(self, other: Any) -> Any:
        return self._in_place(self * other)

    def __itruediv__(self, other: Any) -> Any:
        return self._in_place(self / other)

    def __ipow__(self, other: Any) -> Any:
        return self._in_place(self**other)

    def __imatmul__(self, other: Any) -> Any:
        return self._in_place(self @ other)
