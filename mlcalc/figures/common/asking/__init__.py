"""What the kinds that ask have in common: numbers that are drawn, texts with numbers in them, verdicts, the score."""
