"""Planted leaks: one guard of the product is broken, and the walk must notice.

`python -m tests.mutants` breaks one after the other and says how many were caught.
"""
