"""The way into the Party: stages, rules, and the acts that write the file."""
