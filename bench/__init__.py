"""How fast the figures are, beside hand-written SQL: `python -m bench.run`."""
