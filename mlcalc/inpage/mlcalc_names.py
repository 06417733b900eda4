"""What `from mlcalc import …` finds in the page."""

from .derivatives import grad, jacobian, jvp, value_and_grad, vjp
from .elementwise import row

logistic, relu = row("logistic"), row("relu")

__all__ = ["grad", "jacobian", "jvp", "logistic", "relu", "value_and_grad", "vjp"]
