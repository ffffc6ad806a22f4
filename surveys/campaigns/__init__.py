"""Đợt khảo sát: the plan, the teams, the frozen list, the walk sheets."""
