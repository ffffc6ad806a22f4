"""Rules of many days in one query, for pages that ask one for each of their lines."""

from branches.models import Rule
from hoangmai_party.periods import FAR


class RuleBook:
    """Every row of some codes; `row(code, day)` answers from memory."""

    def __init__(self, *codes):
        self._rows = list(Rule.objects.filter(code__in=codes))

    def row(self, code, day):
        """The rule in force on `day`, or None: never the newest instead of it."""
        for row in self._rows:
            last = row.ended_on or FAR
            if row.code == code and row.started_on <= day < last:
                return row
        return None

    def value(self, code, day):
        """Its value as a whole number, or None."""
        row = self.row(code, day)
        return int(row.value) if row else None
