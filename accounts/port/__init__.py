"""Import and export of register rows by spreadsheet: a trust boundary.

    file → gate → sheets → resource → preview → (confirmed) → one change set

- `gate`: what a file may be, looked at before any parser; `measure` reads its XML;
- `sheets`: rows out of a checked file, and a workbook out of rows;
- `cells`: one kind of cell each, to Python and back, with Vietnamese complaints;
- `find`: which row of the register a line of the file means, within the user's scope;
- `resource`: `RegisterResource`, the base of every `<app>/resources.py`;
- `waiting`: the file between its preview and its confirmation;
- `forms`, `desk`: the pages in the admin (`PortDesk`, `ExportDesk`).
"""
