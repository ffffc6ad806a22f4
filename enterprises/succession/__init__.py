"""Địa giới từ 01/7/2025: each address of an old ward gets its new unit by a person."""
