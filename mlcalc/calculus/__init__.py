"""The graph is extended: derivatives by two sweeps, held against differences and taken apart link by link."""
