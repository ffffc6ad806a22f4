"""What the papers of one file say: people, days and counts, in the words of a paper."""

from functools import cached_property

from branches.models import Committee
from hoangmai_party import clock
from hoangmai_party.periods import in_force
from members.admission.case import Case
from members.models import Position
from reports.documents import layouts, office
from reports.documents.tree import Letterhead, Para, Signature, Signer

BLANK = "……………"
LONG = BLANK * 4


class Facts:
    """A file, with the heads of the branch's and the committee's papers.

    A paper follows the guide that holds on its own day: that of its step, else today.
    """

    def __init__(self, candidate, kind=None):
        self.candidate, self.case = candidate, Case(candidate)
        self.today = clock.today()
        step = self.step(kind) if kind else None
        self.on = step.happened_on if step else self.today

    @cached_property
    def office(self):
        return office.on(Committee.objects.own(), self.on)

    @property
    def branch(self):
        period = self.case.period_near(self.on)
        return str(period.branch) if period else "Chi bộ …"

    def step(self, kind):
        """The counting step of this kind, or None."""
        return self.case.done.get(kind)

    def day(self, kind):
        """ "05/02/2021", or room for a hand."""
        return date(self.case.day_of(kind))

    def person(self):
        """Name, birthday and work in one line."""
        who = self.candidate
        job = f", nghề nghiệp: {who.job}" if who.job else ""
        return f"{who.full_name}, sinh ngày {who.born_on:%d/%m/%Y}{job}"

    def letterhead(self, kind, step=None, **more):
        """The head of a paper of the branch; a step gives number and day."""
        day = step.happened_on if step else None
        number = step.number if step else ""
        return self.head(kind, number, day, **more)

    def head(self, kind, number, day, **more):
        written = f"Số {number}" if number else layouts.number(None, kind, "CB")
        dated = layouts.dated(self.office.place, day, self.today.year)
        issuer = (self.branch.upper(),)
        return Letterhead(self.office.issuer, issuer, written, dated, **more)

    def own_head(self, day=None):
        """The head of a paper that a member writes: the Party's name, place and day."""
        dated = layouts.dated(self.office.place, day, self.today.year)
        return Letterhead((), (), "", dated, mark="")

    def signature(self, *recipients, step=None):
        """The bí thư for the branch; a branch has no seal."""
        to = recipients or ("Đảng ủy", "Lưu Chi bộ")
        name = step.signer if step else ""
        return Signature((Signer("T/M CHI BỘ", "BÍ THƯ", name),), to)

    def introducers(self):
        """The members who introduce, with their days."""
        return [row for row in self.case.introductions if row.member_id]

    def helpers(self):
        return [row.member for row in self.case.helps]

    def meeting(self, kind):
        """Who was there: the numbers of the register that day and of the step."""
        step = self.step(kind)
        total = official = present = absent = BLANK
        if step and step.base is not None:
            officials = len(self.case.officials(step.branch_id, step.happened_on))
            total = len(self.case.members(step.branch_id, step.happened_on))
            official, present = officials, step.present
            absent = step.base - step.present
            others = total - officials
        else:
            others = BLANK
        return (
            Para(
                f"Tổng số đảng viên của chi bộ: {total}, trong đó chính thức {official}, "
                f"dự bị {others}."
            ),
            Para(
                f"Đảng viên chính thức có quyền biểu quyết được triệu tập: "
                f"{_or_blank(step, 'base')}; có mặt: {present}; vắng mặt: {absent}, "
                f"lý do: {BLANK}. Chủ trì: {BLANK}; thư ký: {BLANK}."
            ),
        )

    def result(self, kind, what):
        """What was voted, with shares of the base; or the same with room for a hand."""
        step = self.step(kind)
        if step is None or step.base is None:
            return Para(
                f"Số đảng viên chính thức tán thành {what}: {BLANK} (đạt {BLANK}%); "
                f"không tán thành: {BLANK} (chiếm {BLANK}%), lý do: {BLANK}."
            )
        form = step.get_vote_form_display().lower() or "biểu quyết"
        return Para(
            f"Kết quả biểu quyết ({form}, lần {step.round}): tán thành {what} "
            f"{step.in_favour} đồng chí (đạt {share(step.in_favour, step.base)}% số được "
            f"triệu tập); không tán thành {step.against} đồng chí (chiếm "
            f"{share(step.against, step.base)}%), lý do: {BLANK}."
        )

    def date_of_party(self, member):
        """(day of the first ceremony, official day) of a member, as papers write them."""
        spells = sorted(member.spells.all(), key=lambda spell: spell.ceremony_on)
        if not spells:
            return BLANK, BLANK
        return date(spells[0].ceremony_on), date(spells[-1].official_on)

    def posts(self, member):
        """ "Bí thư Chi bộ A" on the day of the paper, or room for a hand."""
        rows = Position.objects.filter(in_force(self.on), member=member)
        rows = rows.select_related("branch", "committee")
        named = [f"{p.get_role_display()} {p.branch or p.committee}" for p in rows]
        return ", ".join(named) or BLANK


def share(count, base):
    """ "66,7", the whole per cents without a nought."""
    return f"{count * 100 / base:.1f}".replace(".", ",").removesuffix(",0")


def _or_blank(step, name):
    value = getattr(step, name) if step else None
    return BLANK if value is None else value


def date(day):
    """A day as papers write it, or room for a hand."""
    return f"{day:%d/%m/%Y}" if day else BLANK
