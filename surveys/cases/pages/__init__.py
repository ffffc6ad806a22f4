"""The pages of cases: list, board, timeline, visits, kiến nghị."""
