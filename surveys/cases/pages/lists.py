"""The list of cases and the board: the same rows, filtered or by stage."""

from dataclasses import dataclass

from django.db.models import F, Q

from hoangmai_party import clock
from hoangmai_party.text import search_key
from surveys.cases import queries
from surveys.cases.stages import AT_REST, SKIPS, WAY, C
from surveys.models import CaseStage, OutreachCase, Visit

MOST = 15  # cards of a column; the rest is on the list that its head opens
PER_PAGE = 50


@dataclass(frozen=True)
class Card:
    """A case as the board and the list show it on a day."""

    case: OutreachCase
    day: object

    @property
    def stage(self):
        return C(self.case.stage)

    @property
    def days(self):
        """How long it has stood in its stage."""
        return (self.day - self.case.stage_since).days

    @property
    def attitude(self):
        label = dict(Visit.Attitude.choices).get(self.case.attitude, "")
        return str(label)

    @property
    def is_due(self):
        """Whether what was promised is due: today, or earlier."""
        case = self.case
        left = self.stage == C.EXCLUDED or case.closed_on
        return bool(not left and case.next_on and case.next_on <= self.day)

    @property
    def is_open(self):
        return not self.case.closed_on

    @property
    def targets(self):
        """Where a select can lead: the way first, skips last."""
        if self.case.closed_on:
            return ()
        return WAY[self.stage] + SKIPS.get(self.stage, ())


@dataclass(frozen=True)
class Column:
    """A stage of the board with its cards; `count` is of all of them."""

    stage: CaseStage
    cards: tuple
    count: int

    @property
    def rest(self):
        return self.count - len(self.cards)

    @property
    def is_at_rest(self):
        return self.stage in AT_REST


def people_in_charge(user):
    """The names that stand on live cases, by alphabet."""
    rows = OutreachCase.objects.visible_to(user).exclude(in_charge="")
    return list(
        rows.order_by("in_charge").values_list("in_charge", flat=True).distinct()
    )


def open_cases_of(enterprises):
    """{enterprise id: its open case}."""
    rows = OutreachCase.objects.filter(enterprise__in=enterprises, closed_on=None)
    return {row.enterprise_id: row for row in rows}


def found(user, data):
    """The cases that a valid `FilterForm` asks for, due ones first."""
    day = clock.today()
    rows = queries.cases(day).visible_to(user)
    if not data.get("closed"):
        rows = rows.open_on(day)
    if data.get("stage"):
        rows = rows.filter(stage=data["stage"])
    if data.get("ward"):
        rows = rows.filter(ward=data["ward"].pk)
    if data.get("in_charge"):
        rows = rows.filter(in_charge=data["in_charge"])
    if data.get("due"):
        rows = queries.with_due_action(rows, day)
    if key := search_key(data.get("q", "")):
        rows = rows.filter(Q(enterprise__search__contains=key))
    return rows.order_by(F("next_on").asc(nulls_last=True), "stage_since", "pk")


def board(user):
    """[Column] of every stage, from one query."""
    day = clock.today()
    heaps = {stage: [] for stage in C}
    for case in found(user, {}):
        heaps[C(case.stage)].append(Card(case, day))
    return [
        Column(stage, tuple(cards[:MOST]), len(cards)) for stage, cards in heaps.items()
    ]
