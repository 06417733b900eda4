"""The kind curve: functions along one input; the errors of difference quotients are curves, too."""

from .curve import curve
from .errors import errors

__all__ = ["curve", "errors"]
