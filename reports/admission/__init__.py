"""Papers of the way into the Party, filled in from the file, on the document tree."""
