"""The roll: who is counted where, and how they came and went.

A row of the roll is an official placement for as long as its branch stood under
one of the asked committees: `[joined_on, left_on)`, the placement cut to the
branch's link. The stock of a day are the rows that hold it; every in is a first
day and every out a last one, so opening + in − out = closing by construction,
for a branch and for any set of committees (design.md, "How time is counted").
"""

from dataclasses import dataclass

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from branches.models import BranchEnterprise, BranchLink
from enterprises.models import Enterprise
from hoangmai_party.periods import FAR, in_force
from members.models import Placement

# How a person came or went, where it is not said by the placement itself.
INSIDE = "inside"  # chuyển nội bộ: from or to another branch of the same committees
WITH_BRANCH = "with_branch"  # the branch came or went with its people
BRANCH_INSIDE = "branch_inside"  # the branch changed committee inside the asked ones


_B, _E = Placement.Began, Placement.Ended
CAME_LABELS = {
    _B.ADMITTED.value: "Kết nạp",
    _B.READMITTED.value: "Kết nạp lại",
    _B.RESTORED.value: "Phục hồi đảng tịch",
    _B.TRANSFERRED.value: "Chuyển đến",
    INSIDE: "Nội bộ đến",
    WITH_BRANCH: "Cùng chi bộ tiếp nhận",
    BRANCH_INSIDE: "Chi bộ đổi cấp trên",
    _B.OPENING.value: "Số dư khi mở sổ",
}
WENT_LABELS = {
    _E.DIED.value: "Từ trần",
    _E.EXPELLED.value: "Khai trừ",
    _E.STRUCK_OFF.value: "Xóa tên",
    _E.RESIGNED.value: "Ra khỏi Đảng",
    _E.CANCELLED.value: "Hủy kết nạp",
    _E.TRANSFERRED.value: "Chuyển đi",
    INSIDE: "Nội bộ đi",
    WITH_BRANCH: "Cùng chi bộ chuyển giao",
    BRANCH_INSIDE: "Chi bộ đổi cấp trên",
}


@dataclass(frozen=True)
class Reach:
    """Whose roll: committees, optionally only some of their branches.

    `committees` and `branches` are sets of ids; `branches` None means all. With
    `non_state` only branches whose host enterprise is of the non-State sector.
    """

    committees: frozenset
    branches: frozenset | None = None
    non_state: bool = False


def links(reach):
    """The links of branches to the committees, as far as `reach` goes."""
    rows = BranchLink.objects.filter(committee__in=reach.committees)
    if reach.branches is not None:
        rows = rows.filter(branch__in=reach.branches)
    if reach.non_state:
        rows = rows.filter(hosted_outside_state("branch", "started_on"))
    return rows


def hosted_outside_state(branch, day):
    """Condition: on `day` the host enterprise of `branch` is non-State (NKVNN)."""
    hosts = BranchEnterprise.objects.filter(
        in_force(OuterRef(day)), branch=OuterRef(branch), is_host=True
    )
    state = Enterprise.LegalForm.STATE_CAPITAL
    return Exists(hosts.exclude(enterprise__legal_form=state))


def roll(reach):
    """Placements cut to the links: adds the link's days, `joined_on` and `left_on`.

    `left_on` is the first day no longer on the roll, FAR while still on it.
    """
    rows = Placement.objects.filter(kind=Placement.Kind.OFFICIAL).annotate(
        link=FilteredRelation(
            "branch__links",
            condition=Q(
                branch__links__voided_at=None,
                branch__links__committee__in=reach.committees,
            ),
        ),
        # Columns, because a later filter on `link__…` would join the links again.
        link_from=F("link__started_on"),
        link_to=F("link__ended_on"),
        joined_on=Greatest("started_on", "link__started_on"),
        left_on=Least(_or_far("ended_on"), _or_far("link__ended_on")),
    )
    if reach.branches is not None:
        rows = rows.filter(branch__in=reach.branches)
    if reach.non_state:
        rows = rows.filter(hosted_outside_state("branch", "started_on"))
    return rows.filter(
        Q(link_to=None) | Q(link_to__gt=F("started_on")),
        Q(ended_on=None) | Q(ended_on__gt=F("link_from")),
        link_from__isnull=False,
    )


def _or_far(name):
    return Coalesce(name, Value(FAR), output_field=DateField())


# Conditions on rows of `roll`


def on(day):
    """On the roll at the end of `day`."""
    return Q(
        Q(ended_on=None) | Q(ended_on__gt=day),
        Q(link_to=None) | Q(link_to__gt=day),
        started_on__lte=day,
        link_from__lte=day,
    )


def official_on(day):
    """Counted as chính thức at the end of `day`."""
    return Q(spell__counts_official_on__lte=day)


def probationary_on(day):
    """Counted as dự bị at the end of `day`."""
    never = Q(spell__counts_official_on=None)
    return never | Q(spell__counts_official_on__gt=day)


def joined(first, last):
    """First day on the roll lies in the span, both ends included."""
    return Q(joined_on__range=(first, last))


def left(first, last):
    """First day off the roll lies in the span, both ends included."""
    return Q(left_on__range=(first, last))


def admitted(first, last):
    """Admitted in the span, by the day of the ceremony (kết nạp, kết nạp lại)."""
    began = [Placement.Began.ADMITTED, Placement.Began.READMITTED]
    return Q(
        began__in=began, started_on__range=(first, last), joined_on=F("started_on")
    )


def recognised(first, last):
    """Became official in the span while on the roll.

    A move on that very day counts before the recognition: the person leaves and
    joins as dự bị and is recognised in the new branch.
    """
    return Q(
        spell__counts_official_on__range=(first, last),
        spell__counts_official_on__gte=F("joined_on"),
        spell__counts_official_on__lt=F("left_on"),
    )


# Status on coming and going: as it was at the end of the day before.
CAME_OFFICIAL = Q(spell__counts_official_on__lt=F("joined_on"))
WENT_OFFICIAL = Q(spell__counts_official_on__lt=F("left_on"))
# Spelled out, not negated: a day that is empty must count as "not yet".
_NEVER = Q(spell__counts_official_on=None)
CAME_PROBATIONARY = _NEVER | Q(spell__counts_official_on__gte=F("joined_on"))
WENT_PROBATIONARY = _NEVER | Q(spell__counts_official_on__gte=F("left_on"))


def with_ways(rows, reach):
    """Add `came` and `went`: how a row began and ended, as seen from `reach`.

    A move between two branches of the asked committees is INSIDE; the same move
    seen from one committee to another is a transfer.
    """
    transferred = Placement.Began.TRANSFERRED
    return rows.annotate(
        came=Case(
            When(
                Q(joined_on=F("started_on"), began=transferred)
                & _neighbour(reach, ended_on="started_on"),
                then=Value(INSIDE),
            ),
            When(joined_on=F("started_on"), then=F("began")),
            When(_sister_link(reach, ended_on="link_from"), then=_KEPT),
            default=Value(WITH_BRANCH),
        ),
        went=Case(
            When(
                Q(left_on=F("ended_on"), ended=Placement.Ended.TRANSFERRED)
                & _neighbour(reach, started_on="ended_on"),
                then=Value(INSIDE),
            ),
            When(left_on=F("ended_on"), then=F("ended")),
            When(_sister_link(reach, started_on="link_to"), then=_KEPT),
            default=Value(WITH_BRANCH),
        ),
    )


_KEPT = Value(BRANCH_INSIDE)


def _neighbour(reach, **meets):
    """The same person's placement that meets this one, in a branch of the reach."""
    ((theirs, ours),) = meets.items()
    day = OuterRef(ours)
    before = theirs == "ended_on"
    linked = Q(
        branch__links__committee__in=reach.committees,
        branch__links__voided_at=None,
    )
    if before:  # still under the committees at the end of the day before
        linked &= Q(branch__links__started_on__lt=day)
        linked &= Q(branch__links__ended_on=None) | Q(branch__links__ended_on__gte=day)
    else:
        linked &= in_force(day, "branch__links__")
    return Exists(
        Placement.objects.filter(
            linked,
            member=OuterRef("member"),
            kind=Placement.Kind.OFFICIAL,
            **{theirs: day},
        )
    )


def _sister_link(reach, **meets):
    """The same branch's link that meets this one, under the asked committees too."""
    ((theirs, ours),) = meets.items()
    return Exists(
        BranchLink.objects.filter(
            branch=OuterRef("branch"),
            committee__in=reach.committees,
            **{theirs: OuterRef(ours)},
        )
    )
