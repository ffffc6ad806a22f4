"""Thành lập chi bộ from a case: its dossier, its people, the decision."""
