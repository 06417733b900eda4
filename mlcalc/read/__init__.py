"""Formulas as people type them become trees: one grammar, here and (with the same tables and words) in the page.

:mod:`mlcalc.read.table` has the names and signs, :mod:`mlcalc.read.words` the sentences, :mod:`mlcalc.read.grammar` the
grammar. Nothing here evaluates text as Python.
"""
