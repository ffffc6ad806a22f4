"""The pages of a file: its list, its timeline, and the forms of each step."""
