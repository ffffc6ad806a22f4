"""Two texts of a section line by line."""

import difflib


def lines(old, new):
    """[(sign, line)]: "-" only in the old one, "+" only in the new one, "" in both."""
    found = difflib.ndiff(old.split("\n"), new.split("\n"))
    return [
        (line[0].strip(), line[2:])
        for line in found
        if not line.startswith("?") and line[2:].strip()
    ]
