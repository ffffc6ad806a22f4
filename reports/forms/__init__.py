"""Biểu thống kê: the central statistical forms of the register (organisation.md §6.3).

`declared/` says which rows a form has and what each counts, or why the register does
not keep it; `reckon.py` asks, once a source and period; `ties.py` are the identities
within a form, between forms and with the year page. `table.py` makes the one table
that the page, the terminal, the workbook (`book.py`) and the paper (`paper.py`) print.
`template.py` fills the office's own workbook by its named cells (40-HD/BTCTW).
"""
