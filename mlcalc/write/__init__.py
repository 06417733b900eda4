"""A graph written down: as a formula, as what a page evaluates, and its arithmetic as TypeScript."""
