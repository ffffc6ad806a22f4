"""Facts of a report that are no number of the registry: names, wards, firsts."""

from dataclasses import dataclass

from branches.models import Branch, BranchEnterprise, BranchEvent
from enterprises.models import Agency, Enterprise
from members import roll
from reports import outreach
from reports.annual.sentences import shown
from reports.indicators import BY_CODE

NONE = "không có"
_UNITS = Enterprise.UnitKind
FIRST_OF = {
    _UNITS.SCHOOL: "trong trường mầm non, phổ thông",
    _UNITS.COLLEGE: "trong cơ sở giáo dục nghề nghiệp, cao đẳng, đại học",
    _UNITS.HOSPITAL: "trong bệnh viện",
    _UNITS.CLINIC: "trong phòng khám",
    _UNITS.LAW_OFFICE: "trong văn phòng, công ty luật",
    _UNITS.NOTARY: "trong văn phòng công chứng",
    _UNITS.COOPERATIVE: "trong hợp tác xã, quỹ tín dụng",
}


@dataclass(frozen=True)
class Fact:
    """A named fact: what it is for the writer, and its text."""

    name: str
    explain: str
    text: object


def _founding(figures):
    committee = figures.question.committee
    number, day = committee.founding_number, committee.founded_on
    if not day:
        return "…"
    said = f"Quyết định số {number}, " if number else "quyết định "
    return f"{said}ngày {day:%d/%m/%Y}"


def _superior(figures):
    committee, day = figures.question.committee, figures.question.span.last
    row = committee.superiors.on(day).select_related("superior").first()
    return row.superior.executive if row else "cấp trên"


def _wards(figures):
    found = outreach.wards_surveyed(figures.scope, figures.question.span)
    return shown(found.count())


def _agencies(figures):
    found = outreach.agency_kinds(figures.question.span)
    names = [label for kind, label in Agency.Kind.choices if kind in found]
    return ", ".join(names) or "các cơ quan liên quan"


def _founded(figures):
    """The links that began by a founding in the period."""
    span = figures.question.span
    return roll.links(figures.scope.reach).filter(
        begun_by__kind=BranchEvent.Kind.FOUNDED, started_on__range=span.days
    )


def _names(branches, day):
    rows = Branch.objects.filter(pk__in=branches).named_on(day).order_by("code")
    return "; ".join(rows.values_list("day_name", flat=True)) or NONE


def _new_branches(figures):
    return _names(_founded(figures).values("branch"), figures.question.span.last)


def _owners(figures):
    found, span = BY_CODE["T03"], figures.question.span
    branches = found.rows(figures.scope, span).values("branch")
    return _names(branches, span.last)


def _firsts(figures):
    """The branches founded in the period that are the body's first of their kind."""
    span = figures.question.span
    ours = roll.links(figures.scope.reach).filter(started_on__lte=span.last)
    hosts = BranchEnterprise.objects.filter(
        branch__in=ours.values("branch"), is_host=True, started_on__lte=span.last
    )
    rows = list(
        hosts.order_by("started_on", "pk").values_list(
            "enterprise__unit_kind", "branch", "branch__name"
        )
    )
    new, first = set(_founded(figures).values_list("branch", flat=True)), {}
    for kind, branch, name in rows:
        first.setdefault(kind, (branch, name))
    said = [
        f"{name} là chi bộ đầu tiên của Đảng bộ {FIRST_OF[kind]}"
        for kind, (branch, name) in first.items()
        if branch in new and kind in FIRST_OF
    ]
    return "; ".join(said) or NONE


FACTS = (
    Fact("kỳ", "kỳ báo cáo", lambda f: f.question.said),
    Fact("kỳ sau", "kỳ tiếp theo", lambda f: f.question.next_said),
    Fact("năm", "năm của kỳ báo cáo", lambda f: str(f.question.year)),
    Fact("năm sau", "năm tiếp theo", lambda f: str(f.question.year + 1)),
    Fact("tính đến", "ngày tính số liệu", lambda f: f"{f.question.span.last:%d/%m/%Y}"),
    Fact("đảng bộ", "tên đảng bộ", lambda f: f.question.committee.name),
    Fact("cấp ủy", "tên cấp ủy", lambda f: f.question.committee.executive),
    Fact("cấp trên", "cấp ủy cấp trên", _superior),
    Fact("quyết định thành lập", "số, ngày quyết định thành lập Đảng bộ", _founding),
    Fact("số phường khảo sát", "số phường có doanh nghiệp được khảo sát", _wards),
    Fact("cơ quan phối hợp", "cơ quan cùng khảo sát", _agencies),
    Fact("chi bộ mới", "tên chi bộ thành lập trong kỳ", _new_branches),
    Fact("chi bộ đầu tiên", "chi bộ mới là chi bộ đầu tiên của một loại hình", _firsts),
    Fact("chi bộ kết nạp chủ doanh nghiệp", "nơi kết nạp chủ doanh nghiệp", _owners),
)


def once(fact, figures):
    """The text of a fact, asked once a report."""
    known = figures.__dict__.setdefault("known_facts", {})
    if fact.name not in known:
        known[fact.name] = fact.text(figures)
    return known[fact.name]
