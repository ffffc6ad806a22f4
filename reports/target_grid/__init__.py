"""Giao chỉ tiêu: the targets of one body, year and level as one sheet.

- `forms`: which sheet is asked; day and number of the paper;
- `grid`: the branches and the values in force; `sheet`: that as the page shows it;
- `typed`: what may stand in a cell; `paste`: a block of cells from Excel;
- `write`: what changed, checked and written at once; `views`: the page.
"""
