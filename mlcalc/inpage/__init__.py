"""Python that runs in the page, by MicroPython: a numpy, derivatives by it, and what runs and checks a reader's program.

The modules here are shipped as text in the page's script and never imported by the rest of mlcalc: they are written for
MicroPython, which knows no types and not all of Python's syntax. CPython runs them too, which is how most tests do.
"""
