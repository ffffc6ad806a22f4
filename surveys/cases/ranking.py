"""Nên gặp ai trước: each reason in words with its points; the points sum to the total.

Everything is as of a day: the weights in force then, and what was known by then of an
enterprise (`surveys.cases.known`). A weight without a row on the day is not counted,
and the page says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery

from branches.models import BranchEnterprise
from enterprises.models import Enterprise
from enterprises.register import enterprises_on
from surveys.cases.known import Known, known_of
from surveys.models import (
    CaseStage,
    CaseStep,
    OutreachCase,
    RankingWeight,
    SurveyRecord,
)
from surveys.models.record import OwnerAttitude

LONG_AGO = 90  # days: what the weight of this name says
CROWD = 50  # workers that count together
C = RankingWeight.Code
R = SurveyRecord.Result
# Nobody is to be won over any more once the decision is there.
DONE = (CaseStage.DECIDED, CaseStage.ANNOUNCED)
AT_REST = (CaseStage.DEFERRED, CaseStage.EXCLUDED)
# Found so, an enterprise without a case is not one to meet.
NOT_TO_MEET = (R.HAS_ORG_HERE, R.HAS_ORG_ELSEWHERE, R.SUSPENDED, R.STOPPED)
NOT_TO_MEET += (R.NOT_FOUND, R.MOVED_OUT, R.DUPLICATE)


@dataclass(frozen=True)
class Reason:
    """One reason to meet an owner first, or later, and what it is worth."""

    code: str
    words: str
    points: int
    is_most: bool = False

    def __str__(self):
        sign = "+" if self.points > 0 else "−"
        most = ", mức cao nhất" if self.is_most else ""
        return f"{self.words} ({sign}{abs(self.points)}{most})"


@dataclass(frozen=True)
class Line:
    """An enterprise in the ranking with everything that speaks for it and against."""

    enterprise: Enterprise
    case: OutreachCase | None
    known: Known
    reasons: tuple

    @property
    def total(self):
        """The points of all reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def words(self):
        """ "4 đảng viên chính thức (+40), … = 80"."""
        said = ", ".join(map(str, self.reasons)) or "chưa có lý do nào"
        return f"{said} = {str(self.total).replace('-', '−')}"

    @property
    def stage(self):
        """Where the case stands, or that there is none."""
        return CaseStage(self.case.stage).label if self.case else "Chưa có hồ sơ"

    @property
    def rank(self):
        """The highest total first, who waits longest, then the name."""
        waits_since = self.known.last_visit_on or date.min
        return -self.total, waits_since, self.enterprise.search, self.enterprise.pk


def weights(day):
    """{code: the row in force on `day`}; one query."""
    return {row.code: row for row in RankingWeight.objects.on(day)}


def missing(held):
    """The reasons that can't be counted, in words."""
    return [code.label for code in C if code not in held]


def lines(user, day, *, held=None, with_surveyed=False):
    """[Line] of who may be met, the first first; as many queries whoever there is.

    `held`: the weights of the day, where the caller has them already.
    """
    cases = list(open_cases(user, day))
    firms = {case.enterprise_id: case.enterprise for case in cases}
    of = {case.enterprise_id: case for case in cases}
    if with_surveyed:
        firms |= {row.pk: row for row in surveyed_alone(user, day)}
    held = weights(day) if held is None else held
    known = known_of({*firms}, day)
    found = [
        Line(firm, of.get(pk), known[pk], reasons(known[pk], held, day))
        for pk, firm in firms.items()
    ]
    return sorted(found, key=lambda line: line.rank)


def open_cases(user, day):
    """Open cases of `day` on the register, but for the decided and the resting ones."""
    rows = OutreachCase.objects.visible_to(user).open_on(day).staged_on(day)
    rows = rows.exclude(stage__in=DONE).filter(enterprise__in=enterprises_on(day))
    rows = rows.select_related("enterprise")
    steps = CaseStep.objects.filter(case=OuterRef("pk"), happened_on__lte=day)
    newest = steps.order_by("-happened_on", "-pk").values("review_on")
    rows = rows.annotate(review_on=Subquery(newest[:1]))
    return [case for case in rows if not _rests(case, day)]


def _rests(case, day):
    if case.stage not in AT_REST:
        return False
    return case.review_on is None or case.review_on > day


def surveyed_alone(user, day):
    """Enterprises with a survey record by `day` and never a case, still to be met."""
    newest = {}
    records = SurveyRecord.objects.visible_to(user).filter(surveyed_on__lte=day)
    records = records.order_by("surveyed_on", "pk")
    for enterprise, result in records.values_list("enterprise", "result"):
        newest[enterprise] = result
    had_case = OutreachCase.objects.filter(opened_on__lte=day).values("enterprise")
    wanted = [pk for pk, result in newest.items() if result not in NOT_TO_MEET]
    hosts = BranchEnterprise.objects.on(day).filter(enterprise=OuterRef("pk"))
    rows = enterprises_on(day).filter(~Exists(hosts), pk__in=wanted)
    return rows.exclude(pk__in=had_case)


def reasons(known, held, day):
    """(Reason) of all that counts on `day`, in the order of the weights."""
    found = ((code, *_said(code, known, day)) for code in C if code in held)
    made = (_reason(held[code], words, times) for code, words, times in found if times)
    return tuple(reason for reason in made if reason.points)


def _reason(weight, words, times):
    points = weight.points * times
    if weight.most is None or abs(points) <= weight.most:
        return Reason(weight.code, words, points)
    capped = weight.most if points > 0 else -weight.most
    return Reason(weight.code, words, capped, is_most=True)


def _said(code, known, day):
    """(words, how many times it counts) of one reason; 0 where it does not hold."""
    words, times = SAYS[code](known, day)
    return words, int(times or 0)


def _attitude(attitude, words):
    return lambda known, day: (words, known.attitude == attitude)


def _workers(known, day):
    number = known.workers or 0
    return f"{number} lao động", number // CROWD


def _long_ago(known, day):
    last = known.last_visit_on
    words = f"lần gặp gần nhất {last:%d/%m/%Y}, đã quá {LONG_AGO} ngày" if last else ""
    return words, bool(last and day - last > timedelta(days=LONG_AGO))


def _due(known, day):
    on = known.action_on
    words = f"việc đã hẹn đến hạn {on:%d/%m/%Y}" if on else ""
    return words, bool(on and on <= day)


# {code: (known, day) → (words, times)}
SAYS = {
    C.OFFICIAL: lambda k, d: (f"{k.official} đảng viên chính thức", k.official),
    C.ENOUGH: lambda k, d: (
        "đủ số đảng viên chính thức để thành lập",
        k.least is not None and (k.official or 0) >= k.least,
    ),
    C.PROSPECT: lambda k, d: (f"{k.prospects} quần chúng ưu tú", k.prospects),
    C.AGREES: _attitude(OwnerAttitude.AGREE, "chủ doanh nghiệp đồng ý"),
    C.CONSIDERS: _attitude(OwnerAttitude.CONSIDERING, "chủ doanh nghiệp cân nhắc"),
    C.OPPOSED: _attitude(OwnerAttitude.OPPOSED, "chủ doanh nghiệp không đồng ý"),
    C.OWNER_MEMBER: lambda k, d: ("chủ doanh nghiệp là đảng viên", k.owner_is_member),
    C.UNION: lambda k, d: ("có công đoàn cơ sở", k.has_union),
    C.YOUTH: lambda k, d: ("có tổ chức Đoàn", k.has_youth),
    C.WORKERS: _workers,
    C.NEVER_MET: lambda k, d: (
        "chưa gặp chủ doanh nghiệp lần nào",
        not k.owner_was_met,
    ),
    C.LONG_AGO: _long_ago,
    C.ACTION_DUE: _due,
    C.UNANSWERED: lambda k, d: (
        f"{k.unanswered} kiến nghị chưa được trả lời",
        k.unanswered > 0,
    ),
}
