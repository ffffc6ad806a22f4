"""How far a campaign has come: what is listed, given to teams and filed, by ward."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from enterprises.models import Ward
from hoangmai_party import clock
from hoangmai_party.text import reading_key
from surveys.models import SurveyRecord

STATES = (
    ("", "Tất cả"),
    ("done", "Đã có phiếu"),
    ("waiting", "Chưa có phiếu"),
    ("unshared", "Chưa giao tổ"),
)


def _filed(enterprise="enterprise"):
    """Condition on a line (or on a row that reaches it): a record of it was filed."""
    records = SurveyRecord.objects.filter(
        campaign=OuterRef("campaign"), enterprise=OuterRef(enterprise)
    )
    return Exists(records)


def listed(campaign):
    """The lines of the frozen list, each with `is_filed`."""
    return campaign.listed.annotate(is_filed=_filed())


def lines(campaign, *, ward=None, team=None, state=""):
    """Lines of the frozen list in their order, as far as they are asked for."""
    rows = listed(campaign)
    if ward is not None:
        rows = rows.filter(ward=ward)
    if team is not None:
        rows = rows.filter(assignment__team=team)
    if state in ("done", "waiting"):
        rows = rows.filter(is_filed=state == "done")
    if state == "unshared":
        rows = rows.filter(assignment=None)
    return rows.select_related("ward", "assignment__team").order_by("ward", "number")


def assignments(campaign):
    """Its assignments with `lines` and `done`, in the order of wards and teams."""
    live = Q(listed__voided_at=None, listed__isnull=False)
    rows = campaign.assignments.select_related("team", "ward", "agency").annotate(
        lines=Count("listed", filter=live),
        done=Count("listed", filter=live & Q(_filed("listed__enterprise"))),
    )
    found = [Given(row) for row in rows]
    return sorted(found, key=lambda given: given.order)


@dataclass(frozen=True)
class Given:
    """An assignment, and whether it is late."""

    row: object

    @property
    def order(self):
        return reading_key(self.row.ward.name), reading_key(self.row.team.name)

    @property
    def wanted(self):
        """What it owes: its quota, or all its lines."""
        return self.row.lines if self.row.quota is None else self.row.quota

    @property
    def state(self):
        """(sign, word): done, late, or under way."""
        if self.wanted and self.row.done >= self.wanted:
            return "✓", "đủ"
        if self.row.due_on and self.row.due_on < clock.today():
            return "!", "quá hạn"
        return "…", "đang làm"


@dataclass(frozen=True)
class Place:
    """A ward of the campaign: lines, those given to a team, those filed."""

    ward: Ward
    lines: int = 0
    shared: int = 0
    done: int = 0

    @property
    def unshared(self):
        return self.lines - self.shared


def places(campaign):
    """Its wards by name, and others that have lines all the same."""
    rows = listed(campaign).order_by().values("ward")
    rows = rows.annotate(
        lines=Count("pk"),
        shared=Count("pk", filter=Q(assignment__isnull=False)),
        done=Count("pk", filter=Q(is_filed=True)),
    )
    counted = {row.pop("ward"): row for row in rows}
    of_campaign = Q(campaigns=campaign) | Q(pk__in=[*counted])
    wards = Ward.every.filter(of_campaign).distinct()
    found = [Place(ward, **_numbers(counted.get(ward.pk))) for ward in wards]
    return sorted(
        found, key=lambda place: (reading_key(place.ward.name), place.ward.pk)
    )


def _numbers(row):
    return {name: (row or {}).get(name, 0) for name in ("lines", "shared", "done")}


def left_open(campaign):
    """[(number, words)] of what closing the campaign leaves as it is."""
    rows = listed(campaign)
    counted = (
        (
            rows.filter(is_filed=False).count(),
            "doanh nghiệp trong danh sách chưa có phiếu",
        ),
        (campaign.records.filter(result="").count(), "phiếu chưa xác nhận phân loại"),
        (campaign.drafts.count(), "phiếu đang nhập dở, sẽ không ghi được nữa"),
    )
    return [(number, words) for number, words in counted if number]
