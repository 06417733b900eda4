"""Python in the page has what numpy's numbers have, and reaches nothing of the page around it."""

import pytest
from inpage_programs import in_page, in_python

NUMBERS = """
import numpy as np
x = np.array([1.25, 2.5, 3.755])
s = np.sum(x)
print(s.item(), s.sum(), s.mean(), s.round(1), s.shape, s.ndim, s.size, s.astype(int), s.max(), s.T, s.tolist())
print(x.mean().round(2), x[0].clip(0, 1), (x[0] == 1.25).any(), (x[1] > 9).all(), s.reshape(1, 1), x.max().dtype)
print(f"{x[0].item():.3f} {{x.sum()}} {(x @ x).round(3)}", "x.sum()", x.T.sum().round(1))  # x.item()
class Own:
    shape = 3
    def sum(self):
        self.size = 4
        return self.size
own = Own()
own.shape += 1
print(own.sum(), own.shape, max([row.sum() for row in x.reshape(3, 1)]), sum([y.item() for y in x]))
"""


def test_numbers_have_the_methods_that_numpys_numbers_have():
    (run,) = in_page([NUMBERS])
    assert run["result"]["said"] == ""
    assert run["printed"] == in_python(NUMBERS)


OUTSIDE = (
    "import js", "import jsffi", "from js import fetch", "import js.window", "__import__('js')", "exec('import js')",
    "from importlib import import_module\nimport_module('js')",
    "import sys\nsys.modules['js'].fetch",
)  # fmt: skip
# A program may take the guard away; and then there is nothing to be found behind it.
UNGUARDED = "import builtins\ndel builtins.__import__\nimport js, jsffi\nprint('imported')\n"
REACHING = (
    "js.fetch", "js.globalThis", "js.eval('1')", "js.postMessage('x')", "jsffi.to_js([1]).constructor",
    "jsffi.to_js([1])[0]", "jsffi.to_js({'a': 1}).a", "setattr(js, 'name', 1)", "jsffi.create_proxy(print).call()",
    "list(jsffi.to_js([1]))", "jsffi.to_js([1])[0:1]", "dir(js)[99]",
)  # fmt: skip


@pytest.mark.parametrize("program", OUTSIDE)
def test_no_program_imports_what_reaches_the_page(program):
    (run,) = in_page([program])
    assert run["result"]["checked"] == "error", run


def test_what_reaches_the_page_is_said_not_to_be_there():
    (run,) = in_page(["import js"])
    assert run["result"]["said"].startswith("There is no `js` in this Python")


@pytest.mark.parametrize("program", REACHING)
def test_even_without_the_guard_nothing_is_reached(program):
    (run,) = in_page([UNGUARDED + f"print('reached', {program})"])
    assert run["printed"] == "imported\n"
    assert run["result"]["checked"] == "error", run
