"""The log as people read it.

- `words`: actors, tables, columns and values in Vietnamese;
- `changes`: events as lines "before → after", names of related rows by scope;
- `desk`: the history page of a row at the desk;
- `looks`: who has looked at a person;
- `views`: the note that a page was printed.
"""
