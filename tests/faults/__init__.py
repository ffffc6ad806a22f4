"""What can go wrong in an office, tried on purpose; `python -m tests.faults`.

`rounds.py` holds the rounds, `world.py` a register of its own for each, `child.py` what
runs in processes that may be killed. A round that can't fail shows nothing, so
`broken.py` takes one guard away at a time and `test_rounds.py` sees the figure rise:

    guard taken away                                round      figure that rises
    transaction  an import is written row by row    kills      partial
    founding     a founding is written act by act       foundings  partial
    stage        nobody looks where the case stands     founded_twice  duplicates
    gate         faults don't stop an import        bad_files  silent
    wal          a backup copies the bare file      backups    missing or errors (SQLite),
                                                               differences (PostgreSQL)
    version      a stale page is written            stale      lost
    clash        the database's refusal is an error races      errors
    token        a form is written as often as sent clicks     duplicates
    seal         the CCCD is stored as it is        planted    clear
"""
