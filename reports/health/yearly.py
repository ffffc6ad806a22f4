"""Ratings and discipline: checks 46–49 and 60 of members.md §8."""

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.functions import ExtractYear

from branches.models import BranchLink, Committee, Rule
from hoangmai_party.periods import add_months, in_force
from members.models import (
    Discipline,
    Exemption,
    Placement,
    Position,
    Rating,
    RatingCap,
    Spell,
)
from members.yearly import caps
from reports.health.check import (
    Finding,
    Owner,
    Severity,
    check,
    day,
    of_branch,
    of_member,
)
from reports.spans import year_span

_W = Severity.WARNING
_OFFICE, _BRANCH = Owner.OFFICE, Owner.BRANCH
_HD21 = "Hướng dẫn 21-HD/BTCTW (2019) và các hướng dẫn thay thế"
_Q69 = "Quy định 69-QĐ/TW (2022)"


@check(
    "exempt-graded",
    "46",
    _W,
    "Được miễn công tác và sinh hoạt đảng mà vẫn xếp loại",
    _BRANCH,
    "Quy định 294-QĐ/TW, điểm 7.2",
)
def exempt_graded(facts):
    exempt = Exemption.objects.filter(
        in_force(OuterRef("counts_on")), member=OuterRef("member")
    )
    rows = Rating.objects.filter(Exists(exempt)).exclude(grade="")
    for pk, at, year in rows.values_list("member", "branch", "year"):
        words = f"Năm {year} được miễn công tác và sinh hoạt đảng mà có mức xếp loại"
        yield of_member(pk, words, at)


@check(
    "new-graded",
    "47",
    _W,
    "Kết nạp chưa đủ 6 tháng mà vẫn xếp loại",
    _BRANCH,
    _HD21,
)
def new_graded(facts):
    rows = Rating.objects.exclude(grade="").filter(
        member__spells__voided_at=None,
        member__spells__ceremony_on__lte=F("counts_on"),
        year=ExtractYear("member__spells__ceremony_on"),
    )
    for pk, at, on, joined_on in rows.values_list(
        "member", "branch", "counts_on", "member__spells__ceremony_on"
    ):
        months = facts.rule(Rule.Code.RATING_MIN, on)
        if months is not None and add_months(joined_on, months) > on:
            words = f"Năm {on.year} có mức xếp loại, vào Đảng ngày {day(joined_on)}"
            yield of_member(pk, words, at)


@check(
    "cap-exceeded",
    "48",
    _W,
    "Hoàn thành xuất sắc vượt tỷ lệ",
    _OFFICE,
    _HD21,
    is_for_body=True,
)
def cap_exceeded(facts):
    own = Committee.objects.own()
    known = list(RatingCap.objects.all())
    for (year, subject, at), numbers in _graded(facts, own).items() if own else ():
        cap = caps.among(known, subject, year)
        if cap is None or (cap.within == RatingCap.Within.BRANCH) != (at is not None):
            continue
        share = caps.share(cap, numbers)
        if share.over:
            who = cap.get_subject_display().lower()
            words = f"Năm {year}: {share.used} {who} hoàn thành xuất sắc, nhiều nhất"
            words = f"{words} {share.allowed}"
            if at is not None:
                yield of_branch(at, words)
            else:
                yield Finding(Committee, own.pk, words)


def _graded(facts, own):
    """{(year, subject, branch or None for all): {grade: number}} of the own body.

    Of the branches that stood under it on the day on which the rating counts.
    """
    found = {}
    ids = Committee.objects.subtree_ids(own, facts.day, facts.day)
    held = BranchLink.objects.filter(
        in_force(OuterRef("counts_on")), branch=OuterRef("branch"), committee__in=ids
    )
    rows = Rating.objects.filter(Exists(held)).exclude(grade="").order_by()
    rows = rows.values("year", "branch", "grade")
    for row in rows.annotate(people=Count("member"), all=Count("pk")):
        for subject, number in (
            (RatingCap.Subject.MEMBER, row["people"]),
            (RatingCap.Subject.BRANCH, row["all"] - row["people"]),
        ):
            for at in (None, row["branch"]):
                numbers = found.setdefault((row["year"], subject, at), {})
                grade = row["grade"]
                numbers[grade] = numbers.get(grade, 0) + number
    return found


@check(
    "not-graded",
    "49",
    _W,
    "Năm đã xếp loại mà đảng viên chưa có kết quả",
    _BRANCH,
    _HD21,
)
def not_graded(facts):
    """Of the last year that has ratings: who was counted on 31/12 and has no row."""
    years = Rating.objects.filter(member__isnull=False, year__lt=facts.day.year)
    year = years.aggregate(last=Max("year"))["last"]
    if year is None:
        return
    rated = Rating.objects.filter(member=OuterRef("member"), year=year)
    rows = Placement.objects.filter(in_force(year_span(year).last), kind="official")
    for pk, at in rows.exclude(Exists(rated)).values_list("member", "branch"):
        words = f"Năm {year} chưa có mức xếp loại, cũng chưa ghi lý do không xếp loại"
        yield of_member(pk, words, at)


@check(
    "discipline-open",
    "60",
    _W,
    "Kỷ luật quá hạn mà chưa hết hiệu lực",
    _OFFICE,
    f"{_Q69}, Điều 2",
)
def discipline_open(facts):
    rows = Discipline.objects.filter(lapses_on=None, form__in=Discipline.LAPSING)
    rows = rows.filter(member__isnull=False, announced_on__lte=facts.day)
    for pk, at, on, relapse in rows.values_list(
        "member", "branch", "announced_on", "is_relapse"
    ):
        months = facts.rule(Rule.Code.DISCIPLINE_LAPSE, on)
        if months is not None and add_months(on, months) <= facts.day:
            why = "ghi tái phạm" if relapse else "khiếu nại chưa giải quyết"
            yield of_member(
                pk, f"Công bố ngày {day(on)}, quá {months} tháng, {why}", at
            )


@check(
    "dismissed-from-nothing",
    "60",
    _W,
    "Cách chức người không giữ chức vụ",
    _OFFICE,
    f"{_Q69}, Điều 7",
)
def dismissed_from_nothing(facts):
    held = Position.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=OuterRef("decided_on")),
        member=OuterRef("member"),
        started_on__lt=OuterRef("decided_on"),
    )
    rows = Discipline.objects.filter(form=Discipline.Form.DISMISSAL)
    rows = rows.exclude(Exists(held))
    for pk, at, on in rows.values_list("member", "branch", "decided_on"):
        words = f"Cách chức ngày {day(on)}, sổ không ghi chức vụ nào lúc đó"
        yield of_member(pk, words, at)


@check(
    "probationer-disciplined",
    "60",
    _W,
    "Cách chức hoặc khai trừ đảng viên dự bị",
    _OFFICE,
    f"{_Q69}, Điều 7",
)
def probationer_disciplined(facts):
    official = Spell.objects.filter(
        member=OuterRef("member"), counts_official_on__lte=OuterRef("decided_on")
    )
    rows = Discipline.objects.filter(form__in=["dismissal", "expulsion"])
    rows = rows.exclude(Exists(official))
    for pk, at, on, form in rows.values_list("member", "branch", "decided_on", "form"):
        label = Discipline.Form(form).label
        yield of_member(pk, f"{label} ngày {day(on)} khi còn là đảng viên dự bị", at)
