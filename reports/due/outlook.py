"""Who asks for deadlines, on which day, and over which branches."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from branches.models import Branch, BranchLink, Committee, Rule
from hoangmai_party.periods import in_force
from members.admission import pipeline
from members.models import Candidate, Member, Placement
from reports.due.base import not_by
from reports.due.book import Book
from reports.models import Snooze


@dataclass(frozen=True)
class CardRow:
    """What the register knows of the card of somebody recognised."""

    spell: int
    member: int
    name: str
    branch: int
    recognised_on: dt.date
    issued_on: dt.date | None
    number: str


class Outlook:
    """A day and the branches of somebody; `user` None is the register itself."""

    def __init__(self, user, day):
        self.user, self.day, self.book = user, day, Book()

    def may(self, rights):
        """Whether the asker holds all of these Django permissions."""
        return self.user is None or self.user.has_perms(rights)

    def links(self):
        """The links of branches to the committees asked for, of all times."""
        return BranchLink.objects.filter(self._reach)

    @cached_property
    def _reach(self):
        if self.user is None:
            own = Committee.objects.own()
            ids = Committee.objects.subtree_ids(own, self.day, self.day) if own else ()
            return Q(committee__in=ids)
        access = self.user.access_rows
        return Q(committee__in=access.committee_ids()) | Q(
            branch__in=access.own_branch_ids()
        )

    @cached_property
    def branches(self):
        """{id: (code, name)} of the branches as they stood on the day."""
        live = self.links().filter(in_force(self.day)).values("branch")
        rows = Branch.objects.named_on(self.day).filter(pk__in=live).order_by("code")
        names = self.seen(rows).values_list("pk", "code", "day_name")
        return {pk: (code, name) for pk, code, name in names}

    def seen(self, rows):
        """Of these rows those that the asker sees."""
        return rows if self.user is None else rows.visible_to(self.user)

    def placed(self):
        """Official placements in those branches on the day."""
        return Placement.objects.filter(
            in_force(self.day),
            kind=Placement.Kind.OFFICIAL,
            branch__in=list(self.branches),
        )

    @cached_property
    def probationers(self):
        """Those of the placed who are not recognised by the day, in one query."""
        rows = self.placed().filter(not_by("spell__recognised_on", self.day))
        names = ("spell", "member", "member__full_name", "branch", "spell__ceremony_on")
        return list(rows.values_list(*names))

    @cached_property
    def campaign(self):
        """The rule of the exchange of cards that runs on the day, or None."""
        return self.book.row(Rule.Code.CARD_EXCHANGE, self.day)

    @cached_property
    def cards(self):
        """[CardRow] of those whose card is open: none given, or an old one to change."""
        no_day = not_by("member__card_issued_on", self.day)
        is_open = no_day & ~Q(
            ~Q(member__old_card_number=""), member__card_issued_on=None
        )
        if self.campaign:
            is_open |= ~Q(member__old_card_number="")
        rows = self.placed().filter(is_open, spell__recognised_on__lte=self.day)
        return [
            CardRow(*row)
            for row in rows.values_list(
                "spell",
                "member",
                "member__full_name",
                "branch",
                "spell__recognised_on",
                "member__card_issued_on",
                "member__old_card_number",
            )
        ]

    def snoozes(self):
        """{(key, branch): Snooze} that put something off on the day."""
        rows = self.seen(Snooze.objects.on(self.day).select_related("created_by"))
        return {(row.key, row.branch_id): row for row in rows}

    @cached_property
    def files(self):
        """Files on the way into the Party that those branches keep on the day."""
        return pipeline.files(self.day, list(self.branches))

    def open_candidates(self, ids):
        """Of these files those whose page the asker may open today."""
        if not (ids and self.user and self.may(["members.view_candidate"])):
            return set()
        rows = Candidate.objects.visible_to(self.user).filter(pk__in=ids)
        return set(rows.values_list("pk", flat=True))

    def open_members(self, ids):
        """Of these members those whose page the asker may open today."""
        return Member.objects.open_to(self.user, ids) if self.user else set()
