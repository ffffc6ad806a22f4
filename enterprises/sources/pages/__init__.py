"""The pages of the lists of agencies."""
