"""Who is to be rated in a year, and what the register says of each (R5.3–R5.5)."""

import hashlib
from dataclasses import dataclass, field

from django.db.models import Q

from branches.models import Branch, BranchLink, Committee, Rule
from branches.rulebook import RuleBook
from hoangmai_party import clock
from hoangmai_party.periods import add_months, in_force
from members import roll
from members.models import Absence, Discipline, Exemption, Grade, Member, Rating
from members.yearly.days import last_day

_WHY = Rating.Unrated
FIELDS = ("self_grade", "proposed", "grade", "unrated", "note")


@dataclass(frozen=True)
class Body:
    """The body within which a branch is rated, with those below it on 31/12."""

    committee: Committee
    reach: roll.Reach
    year: int

    @property
    def day(self):
        return last_day(self.year)

    def branches(self):
        """Subquery of the branches on its roll."""
        return roll.links(self.reach).filter(in_force(self.day)).values("branch")


@dataclass
class Line:
    """One member, or the branch itself (`member` None), with what bears on it.

    `reasons` are the reasons not to rate that the register knows, with the fact in
    words; `elsewhere` is a rating of the same year at another branch.
    """

    branch: Branch
    member: Member | None = None
    saved: Rating | None = None
    elsewhere: Rating | None = None
    reasons: dict = field(default_factory=dict)
    discipline: Discipline | None = None
    last: Rating | None = None
    hints: list = field(default_factory=list)

    @property
    def key(self):
        """Names the line in a form."""
        return f"m{self.member.pk}" if self.member else f"b{self.branch.pk}"

    @property
    def name(self):
        return self.member.full_name if self.member else str(self.branch)

    @property
    def unsatisfactory_before(self):
        """Rated không hoàn thành the year before (R5.7)."""
        return bool(self.last and self.last.grade == Grade.NOT_DONE)

    def values(self):
        """{field: value} as saved; for a new line what the register proposes."""
        if self.saved:
            return {name: getattr(self.saved, name) for name in FIELDS}
        return dict.fromkeys(FIELDS, "") | {"unrated": next(iter(self.reasons), "")}


@dataclass(frozen=True)
class Sheet:
    """The lines that are rated together; `strays` are rated here but not on the roll."""

    body: Body
    lines: tuple
    strays: tuple = ()
    branch: Branch | None = None  # None: the branches of the body

    @property
    def year(self):
        return self.body.year

    @property
    def decision(self):
        """(number, day) that most saved lines bear: the one a page shows for all."""
        pairs = [(r.number, r.decided_on) for r in self._saved() if r.number]
        return max(pairs, key=pairs.count, default=("", None))

    @property
    def version(self):
        """Changes with anything that is saved or with who is on the roll."""
        facts = [(e.key, e.elsewhere and e.elsewhere.pk) for e in self.lines]
        for row in (*self._saved(), *self.strays):
            told = (getattr(row, name) for name in (*FIELDS, "number", "decided_on"))
            facts.append((row.pk, *map(str, told)))
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]

    def _saved(self):
        return (line.saved for line in self.lines if line.saved)


def refusal(branch, year):
    """Why a branch can't be rated for a year, in words; empty when it can."""
    if year > clock.today().year:
        return f"Năm {year} chưa đến: chưa xếp loại được."
    links = list(branch.links.order_by("started_on"))
    day = last_day(year)
    if any(_holds(link, day) for link in links):
        return ""
    if not links or links[0].started_on > day:
        return f"Chi bộ chưa thành lập vào ngày {day:%d/%m/%Y}: không xếp loại năm đó."
    return (
        f"Chi bộ đã kết thúc hoạt động trước ngày {day:%d/%m/%Y}: "
        "không xếp loại năm đó."
    )


def _holds(link, day):
    return link.started_on <= day and (link.ended_on is None or link.ended_on > day)


def own_body(year):
    """The body that keeps the register, in a year; None when there is none."""
    own = Committee.objects.own()
    return _body(own, year) if own else None


def _body(committee, year):
    day = last_day(year)
    ids = Committee.objects.subtree_ids(committee, day, day)
    return Body(committee, roll.Reach(frozenset(ids)), year)


def body_of(branch, year):
    """The body that a branch is counted in on 31/12: ours, if it stood under us."""
    link = BranchLink.objects.on(last_day(year)).get(branch=branch)
    ours = own_body(year)
    if ours and link.committee_id in ours.reach.committees:
        return ours
    return _body(link.committee, year)


def of_branch(branch, year):
    """The sheet of a branch: its own line, then everybody on its roll on 31/12."""
    body = body_of(branch, year)
    reach = roll.Reach(body.reach.committees, frozenset([branch.pk]))
    people = roll.roll(reach).filter(roll.on(body.day))
    people = people.select_related("member", "spell")
    lines = [Line(branch, row.member) for row in people.order_by("member__order", "pk")]
    strays = _remember(lines, branch, year)
    _say_why_not(lines, list(people), body.day)
    own = Line(branch)
    _rate_branches([own], body)
    return Sheet(body, (own, *lines), tuple(strays), branch)


def of_branches(body):
    """The sheet of all branches of the body: one line for each."""
    branches = Branch.objects.filter(pk__in=body.branches()).named_on(body.day)
    lines = []
    for branch in branches.order_by("code"):
        branch.name = branch.day_name
        lines.append(Line(branch))
    _rate_branches(lines, body)
    return Sheet(body, tuple(lines))


def _remember(lines, branch, year):
    """Fill in this year's rating and last year's; returns the strays."""
    by_member = {line.member.pk: line for line in lines}
    asked = Q(member__in=by_member) | Q(branch=branch, member__isnull=False)
    rows = Rating.objects.filter(asked, year__in=(year - 1, year))
    strays = []
    for row in rows.select_related("branch", "member"):
        line = by_member.get(row.member_id)
        if row.year != year:
            if line:
                line.last = row
        elif line is None:
            strays.append(row)
        elif row.branch_id == branch.pk:
            line.saved = row
        else:
            line.elsewhere = row
    return strays


def _say_why_not(lines, people, day):
    """What of the register speaks against a grade, and what else is worth knowing."""
    by_member = {line.member.pk: line for line in lines}
    ids = list(by_member)
    for row in Exemption.objects.on(day).filter(member__in=ids):
        why = f"được miễn công tác và sinh hoạt đảng từ {row.started_on:%d/%m/%Y}"
        by_member[row.member_id].reasons[_WHY.EXEMPT.value] = why
    months = RuleBook(Rule.Code.RATING_MIN).value(Rule.Code.RATING_MIN, day)
    for row in people:
        line, since = by_member[row.member_id], row.spell.ceremony_on
        if months and add_months(since, months) > day:
            why = f"kết nạp ngày {since:%d/%m/%Y}, chưa đủ {months} tháng"
            line.reasons[_WHY.NEW.value] = why
        elif months and add_months(row.started_on, months) > day:
            line.hints.append(
                f"về chi bộ ngày {row.started_on:%d/%m/%Y}: dùng nhận xét của nơi cũ"
            )
    _discipline(by_member, "member", day.year)
    away = Absence.objects.on(day).filter(placement__member__in=ids)
    for member, place in away.values_list("placement__member", "destination"):
        by_member[member].hints.append(f"sinh hoạt tạm thời tại {place}")


def _discipline(lines, subject, year):
    """The discipline decided in the year, by id of its `subject`."""
    rows = Discipline.objects.filter(decided_on__year=year).defer("content")
    rows = rows.filter(**{f"{subject}__in": list(lines)})
    if subject == "branch":
        rows = rows.filter(member=None)
    for row in rows:
        lines[getattr(row, f"{subject}_id")].discipline = row


def _rate_branches(lines, body):
    """Fill in what bears on the lines of branches themselves."""
    by_branch = {line.branch.pk: line for line in lines}
    year = body.year
    rows = Rating.objects.filter(
        branch__in=by_branch, member=None, year__in=(year - 1, year)
    )
    for row in rows:
        line = by_branch[row.branch_id]
        if row.year == year:
            line.saved = row
        else:
            line.last = row
    months = RuleBook(Rule.Code.RATING_MIN).value(Rule.Code.RATING_MIN, body.day)
    began = BranchLink.objects.filter(branch__in=by_branch).order_by("-started_on")
    for branch, since in began.values_list("branch", "started_on"):
        line = by_branch[branch]
        line.reasons.pop(_WHY.FOUNDED.value, None)  # the earliest link has the say
        if months and add_months(since, months) > body.day:
            why = f"thành lập ngày {since:%d/%m/%Y}, chưa đủ {months} tháng"
            line.reasons[_WHY.FOUNDED.value] = why
    _discipline(by_branch, "branch", year)
