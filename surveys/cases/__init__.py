"""Hồ sơ vận động: stages, visits, kiến nghị, the board, who to meet first."""
