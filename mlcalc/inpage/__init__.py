"""Python that runs in the page, by MicroPython: a numpy, derivatives, and what runs and checks a reader's program.

The modules here are shipped as text in the script of Python, `python.js`. They are written for MicroPython, which knows
no types and not all of Python's syntax. CPython runs them too: figures.code tries an author's solution and check by
`runner`, with numpy itself.
"""
