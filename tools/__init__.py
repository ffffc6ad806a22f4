"""What `make run` and `make test` do, with nothing but Python's own library.

This file must stay readable for old Pythons, so that they get a sentence and no
traceback.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very check
    sys.exit(
        "Cần Python 3.11 trở lên; đây là Python %d.%d." % sys.version_info[:2]  # noqa: UP031
    )
