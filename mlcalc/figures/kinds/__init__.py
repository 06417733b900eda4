"""The kinds of figure, a folder each: what a kind computes, and ``picture.py``, what it looks like on paper.

The front end has the same folders by the same names. No kind imports another; what they share is in ``common``.
"""
