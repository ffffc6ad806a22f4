"""Backups: one encrypted file each, checked by opening it and by drills.

- `box`: the encrypted file; `engines`: a copy of the database out of and into SQLite
  and PostgreSQL; `facts`: what a copy must agree with; `shelf`: the folder of backups
  and how long each is kept; `work`: make, check, restore, drill, in that order of use.
"""
