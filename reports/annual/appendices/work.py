"""PL8 classes, PL9 inspections, PL10 ratings; none where there is nothing."""

from django.db.models import Count, Q, Sum

from branches.models import Inspection
from members.models import Course, Grade, Rating
from reports import sources
from reports.annual import sentences
from reports.annual.appendices.appendix import (
    Appendix,
    count,
    table,
    tall,
    total,
    wide,
)


def courses(figures):
    """By kind of class: how many, who was called, came, passed, was certified."""
    days = figures.question.span.days
    rows = sources.courses(figures.scope).filter(day__range=days).order_by()
    held = {
        kind: (number, called or 0)
        for kind, number, called in rows.values("kind")
        .annotate(number=Count("pk"), called=Sum("summoned"))
        .values_list("kind", "number", "called")
    }
    if not held:
        return None
    people = sources.attendances(figures.scope).filter(day__range=days).order_by()
    passed = Q(result="passed")
    sat = people.values("course__kind").annotate(
        sat=Count("pk", filter=~Q(result="absent")),
        passed=Count("pk", filter=passed),
        certified=Count("pk", filter=passed & ~Q(certificate="")),
    )
    came = {kind: rest for kind, *rest in sat.values_list("course__kind", *_SAT)}
    lines = [
        (label, *held[kind], *came.get(kind, (0, 0, 0)))
        for kind, label in Course.Kind.choices
        if kind in held
    ]
    made = table(
        8,
        "ĐÀO TẠO, BỒI DƯỠNG",
        (("Loại lớp", "Số lớp", "Triệu tập", "Dự học", "Hoàn thành", "Chứng nhận"),),
        [(label, *map(count, numbers)) for label, *numbers in lines],
        (7, 2, 2, 2, 2, 2),
        "lrrrrr",
        foot=total("Cộng", 1, map(count, _sums(lines))),
    )
    return Appendix(8, (made,))


_SAT = ("sat", "passed", "certified")


def _sums(lines):
    return [sum(column) for column in list(zip(*lines, strict=True))[1:]]


def inspections(figures):
    """By kind: of the committee and of the branches, against last year."""
    question = figures.question
    spans = {"now": question.span, "before": question.before}
    counts = {}
    for name, span in spans.items():
        inside = Q(day__range=span.days) if span else Q(pk=None)
        counts[f"{name}_body"] = Count("pk", filter=inside & Q(inspector__isnull=False))
        counts[f"{name}_own"] = Count("pk", filter=inside & Q(inspector=None))
        counts[f"{name}_branches"] = Count("branch", filter=inside, distinct=True)
    rows = sources.inspections(figures.scope).order_by().values("kind")
    found = {row["kind"]: row for row in rows.annotate(**counts)}
    lines = [
        (label, *(found[kind][name] for name in counts))
        for kind, label in Inspection.Kind.choices
        if kind in found and any(found[kind][name] for name in counts)
    ]
    if not lines:
        return None
    parts = ("Cấp ủy chủ trì", "Chi bộ tự làm", "Số chi bộ")
    made = table(
        9,
        "KIỂM TRA, GIÁM SÁT",
        (
            (tall("Hình thức"), wide("Kỳ này", 3), wide("Cùng kỳ năm trước", 3)),
            (*parts, *parts),
        ),
        [(label, *map(count, numbers)) for label, *numbers in lines],
        (6, *(2,) * 6),
        "lrrrrrr",
        notes=("Một chi bộ có nhiều cuộc tính một lần ở mỗi hình thức.",),
    )
    return Appendix(9, (made,))


def ratings(figures):
    """By grade, branches and members, this year and last; shares of those rated."""
    year = figures.question.year
    rows = sources.ratings(figures.scope).filter(year__in=(year, year - 1)).order_by()
    counted = rows.values("year", "grade", "unrated").annotate(
        branches=Count("pk", filter=Q(member=None)),
        people=Count("pk", filter=Q(member__isnull=False)),
    )
    found = {}
    for row in counted:
        key = row["grade"] or row["unrated"]
        found[row["year"], key] = (row["branches"], row["people"])
    if not any(when == year for when, _ in found):
        return None
    rated = _rated(found, year), _rated(found, year - 1)
    labels = (*Grade.choices, *Rating.Unrated.choices)
    used = {key for _, key in found}
    made = table(
        10,
        f"ĐÁNH GIÁ, XẾP LOẠI NĂM {year}",
        _RATINGS,
        [
            _graded(label, key, found, year, rated)
            for key, label in labels
            if key in used
        ],
        (7, *(1.8, 1.9) * 2, *(1.8,) * 2),
        "lrrrrrr",
        notes=(
            "Tỷ lệ tính trên số được xếp loại; lý do không xếp loại ghi ở các dòng dưới.",
        ),
    )
    return Appendix(10, (made,))


_RATINGS = (
    (
        tall("Mức xếp loại"),
        wide("Chi bộ", 2),
        wide("Đảng viên", 2),
        wide("Năm trước", 2),
    ),
    ("Số", "%", "Số", "%", "Chi bộ", "Đảng viên"),
)


def _rated(found, year):
    """(branches, members) that have a grade."""
    grades = [found.get((year, grade), (0, 0)) for grade in Grade.values]
    return tuple(map(sum, zip(*grades, strict=True)))


def _graded(label, key, found, year, rated):
    (now, before), is_grade = (
        [found.get((when, key), (0, 0)) for when in (year, year - 1)],
        key in Grade.values,
    )
    cells = []
    for number, whole in zip(now, rated[0], strict=True):
        cells += [count(number), sentences.share(number, whole) if is_grade else ""]
    return (label, *cells, *map(count, before))
