"""Closed books: a report is signed, and stays what it was when it was signed.

- `figures`: every figure of a report with the keys of the rows behind it;
- `rows`: those rows in plain data, with the names of the day;
- `content`: all of it as canonical JSON, and its hash;
- `sign`: the signing, in one transaction; `revise`: the report that comes after it;
- `compare`: what was signed against today's register; `reasons`: the facts of the log;
- `verify`: finds what was changed past the application (`manage.py verify_reports`).
"""
