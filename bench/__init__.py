"""What a derivative costs, here and elsewhere: `make bench`, or `python -m bench`.

Each peer runs in a process of its own, on one thread. The peers take turns, round by round, so that whatever else the
machine does meets all of them; what is compared is the median. Before any is timed, all must give the same numbers.
"""
