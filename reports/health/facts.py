"""What several checks of one run ask, read once: rules, numbers, counts."""

from functools import cached_property

from django.db.models import Count, Exists, OuterRef

from accounts.sealed import is_unreadable
from branches.models import BranchLink, Rule
from branches.rulebook import RuleBook
from hoangmai_party.periods import add_months, in_force
from hoangmai_party.text import number_only
from members import officers
from members.models import Member, Placement, Position, Spell

_LEAST = Rule.Code.MIN_OFFICIAL


class Facts:
    """The register on a day. Every property is one query, asked when first needed."""

    def __init__(self, day):
        self.day, self._book = day, RuleBook()

    def rule(self, code, day):
        """The value of a rule on `day` as a whole number; None where no row holds."""
        return self._book.value(code, day)

    def rule_row(self, code, day):
        """The row itself, with its source."""
        return self._book.row(code, day)

    @property
    def calendar(self):
        """Working days from five years ago, with the office's own days."""
        return self._book.calendar(add_months(self.day, -60), self.day)

    @cached_property
    def citizen_ids(self):
        """[(member id, digits, sex, born on, accepted)] of all who have a number.

        Sealed: only Python can read it. Never put a whole number into words.
        """
        rows = Member.objects.exclude(citizen_id_index="").values_list(
            "pk", "citizen_id", "sex", "born_on", "citizen_id_accepted"
        )
        return [
            (pk, number_only(number), *rest)
            for pk, number, *rest in rows
            if not is_unreadable(number)
        ]

    @cached_property
    def official_at(self):
        """{branch id: number of official members counted there}."""
        rows = Placement.objects.filter(
            in_force(self.day), kind="official", spell__counts_official_on__lte=self.day
        )
        counted = rows.order_by().values("branch").annotate(n=Count("pk"))
        return dict(counted.values_list("branch", "n"))

    @cached_property
    def linked(self):
        """Ids of the branches that stand under a committee."""
        rows = BranchLink.objects.filter(in_force(self.day))
        return set(rows.values_list("branch", flat=True))

    @cached_property
    def officers(self):
        """{branch id: [(member id, role) of each office held there]}."""
        held = {}
        rows = Position.objects.filter(in_force(self.day), branch__isnull=False)
        for branch, member, role in rows.values_list("branch", "member", "role"):
            held.setdefault(branch, []).append((member, role))
        return held

    @cached_property
    def officer_faults(self):
        """[(branch id, fault)] of the officers of every branch under a committee."""
        codes = (Rule.Code.COMMITTEE_FROM, Rule.Code.COMMITTEE_MAX)
        rows = (self.rule_row(code, self.day) for code in (*codes, _LEAST))
        limits = officers.Limits(*rows)
        return [
            (pk, fault)
            for pk in sorted(self.linked)
            for fault in officers.faults(
                self.official_at.get(pk, 0), self.officers.get(pk, ()), limits
            )
        ]

    def here(self, outer="pk"):
        """Condition: the member (lookup `outer`) is counted in a branch."""
        rows = Placement.objects.filter(in_force(self.day), kind="official")
        return Exists(rows.filter(member=OuterRef(outer)))

    def open_spells(self):
        """Spells of those who are counted in a branch now."""
        rows = Spell.objects.filter(ceremony_on__lte=self.day)
        over = rows.filter(ended_on__isnull=False, ended_on__lte=self.day)
        return rows.exclude(pk__in=over.values("pk")).filter(self.here("member"))
