"""The life of a member in the register as one timeline, for the member's page."""

from dataclasses import dataclass

from branches.models import Rule
from branches.rulebook import RuleBook
from hoangmai_party import clock
from hoangmai_party.periods import add_months
from members.events import by_code
from members.models import (
    Attendance,
    Award,
    Badge,
    Course,
    Discipline,
    MemberEvent,
    Rating,
)
from members.roll import CAME_LABELS, WENT_LABELS


@dataclass(frozen=True)
class Step:
    """One day of the timeline; `entry` when it can be corrected or taken back."""

    day: object
    what: str
    where: str = ""
    paper: str = ""
    entry: MemberEvent | None = None


def timeline(member):
    """[Step], the newest first: admission, branches, recognitions, entries."""
    steps = [*_of_spells(member), *_of_placements(member), *_of_entries(member)]
    return sorted(steps, key=lambda step: step.day, reverse=True)


def _of_spells(member):
    for spell in member.spells.all():
        if spell.decision_on:
            yield Step(
                spell.decision_on,
                "Quyết định kết nạp",
                spell.admitted_at,
                spell.decision_number,
            )
        if spell.recognised_on:
            text = f"Công nhận chính thức (chính thức từ {spell.official_on:%d/%m/%Y})"
            yield Step(spell.recognised_on, text, "", spell.recognised_number)


def _of_placements(member):
    rows = member.placements.select_related("branch")
    for row in rows:
        where = str(row.branch)
        came = CAME_LABELS.get(row.began, row.get_began_display())
        yield Step(row.started_on, came, where, row.began_number)
        if row.ended_on:
            went = WENT_LABELS.get(row.ended, row.get_ended_display())
            yield Step(row.ended_on, went, where, row.ended_number)


def _of_entries(member):
    for entry in member.events.all():
        label = by_code[entry.kind].label
        yield Step(entry.happened_on, f"Ghi biến động: {label}", "", "", entry)


@dataclass(frozen=True)
class Part:
    """A table beside the timeline: rows of plain texts and days."""

    title: str
    head: tuple
    rows: tuple


def years(member, user):
    """[Part]: ratings, awards, badges, discipline and courses that the user may see.

    Rows come in by the branch that decided them, as everywhere (`visible_to`).
    """
    return [
        Part(title, head, tuple(tell(_rows(model, member, user))))
        for model, title, head, tell in _PARTS
        if user.has_perm(f"members.view_{model._meta.model_name}")
    ]


def _rows(model, member, user):
    return model.objects.visible_to(user).filter(member=member).select_related("branch")


def _ratings(rows):
    for row in rows.order_by("-year"):
        paper = _paper(row.number, row.decided_on)
        yield (row.year, str(row.branch), row.result, paper, row.note)


def _awards(rows):
    for row in rows:
        what = f"{row.get_kind_display()} ({row.get_level_display()})"
        yield (row.decided_on, what, row.reason, row.number)


def _badges(rows):
    for row in rows:
        paper = _paper(row.number, row.decided_on)
        years = row.get_years_display()
        yield (row.awarded_on, years, row.get_manner_display(), paper, row.badge_number)


def _disciplines(rows):
    """Form, paper and whether it is in force; what was done wrong stays sealed."""
    for row in rows.defer("content"):
        paper = _paper(row.number, row.decided_on)
        yield (row.announced_on, row.get_form_display(), row.body, paper, _force(row))


def _force(row):
    if row.lapses_on and row.lapses_on <= clock.today():
        return f"hết hiệu lực từ ngày {row.lapses_on:%d/%m/%Y}"
    if row.lapses_on:
        return f"còn hiệu lực, hết từ ngày {row.lapses_on:%d/%m/%Y}"
    if row.appealed_on and not row.settled_on:
        return f"còn hiệu lực, đang khiếu nại từ ngày {row.appealed_on:%d/%m/%Y}"
    if row.is_relapse:
        return "còn hiệu lực, tái phạm"
    return "không tự hết hiệu lực"


def _courses(rows):
    book = RuleBook(Rule.Code.AWARENESS_VALID)
    for row in rows.select_related("course").order_by("-course__finished_on"):
        course = row.course
        days = f"{course.started_on:%d/%m/%Y} – {course.finished_on:%d/%m/%Y}"
        paper = _paper(row.certificate, row.certified_on)
        yield (course.name, days, row.get_result_display(), paper, _valid(row, book))


def _valid(row, book):
    """Until when a certificate nhận thức serves an admission; others do not expire."""
    if row.course.kind != Course.Kind.AWARENESS or not row.certified_on:
        return ""
    months = book.value(Rule.Code.AWARENESS_VALID, row.certified_on)
    if not months:
        return "chưa có quy định cho ngày cấp"
    return f"đến {add_months(row.certified_on, months):%d/%m/%Y}"


def _paper(number, day):
    return f"{number}, {day:%d/%m/%Y}" if number and day else number


_PARTS = (
    (
        Rating,
        "Xếp loại chất lượng",
        ("Năm", "Chi bộ", "Mức xếp loại", "Quyết định", "Ghi chú"),
        _ratings,
    ),
    (Award, "Khen thưởng", ("Ngày", "Hình thức", "Thành tích", "Số"), _awards),
    (
        Badge,
        "Huy hiệu Đảng",
        ("Ngày trao", "Huy hiệu", "Cách tặng", "Quyết định", "Số huy hiệu"),
        _badges,
    ),
    (
        Discipline,
        "Kỷ luật",
        ("Ngày công bố", "Hình thức", "Cấp quyết định", "Quyết định", "Hiệu lực"),
        _disciplines,
    ),
    (
        Attendance,
        "Bồi dưỡng",
        ("Lớp", "Thời gian", "Kết quả", "Giấy chứng nhận", "Giá trị"),
        _courses,
    ),
)
