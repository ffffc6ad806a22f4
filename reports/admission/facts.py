"""What the papers of one file say: people, days and counts, in the words of a paper."""

from functools import cached_property

from branches.models import Committee
from hoangmai_party import clock
from members.admission.case import Case
from reports.documents import layouts, office
from reports.documents.tree import Letterhead, Signature, Signer

BLANK = "……………"


class Facts:
    """A file on a day, with the heads of the branch's and the committee's papers."""

    def __init__(self, candidate):
        self.candidate, self.case = candidate, Case(candidate)
        self.today = clock.today()

    @cached_property
    def office(self):
        return office.on(Committee.objects.own(), self.today)

    @property
    def branch(self):
        return str(self.case.branch or "Chi bộ …")

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
        number = f"Số {step.number}" if step and step.number else None
        return Letterhead(
            self.office.issuer,
            (self.branch.upper(),),
            number or layouts.number(None, kind, "CB"),
            layouts.dated(self.office.place, day, self.today.year),
            **more,
        )

    def signature(self, *recipients):
        """The bí thư for the branch; a branch has no seal."""
        to = recipients or ("Đảng ủy", "Lưu Chi bộ")
        return Signature((Signer("T/M CHI BỘ", "BÍ THƯ"),), to)

    def introducers(self):
        """The members who introduce, with their days."""
        return [row for row in self.case.introductions if row.member_id]

    def helpers(self):
        return [row.member for row in self.case.helps]

    def votes(self, kind):
        """The sentences of a vote, or the same with room for a hand."""
        step = self.step(kind)
        if step is None or step.base is None:
            return (
                f"Tổng số đảng viên chính thức được triệu tập: {BLANK}; có mặt: {BLANK}; "
                f"tán thành: {BLANK}; không tán thành: {BLANK}."
            )
        share = f"{step.in_favour * 100 / step.base:.1f}".replace(".", ",")
        form = step.get_vote_form_display().lower() or "biểu quyết"
        return (
            f"Tổng số đảng viên chính thức được triệu tập: {step.base}; có mặt: "
            f"{step.present}; vắng mặt: {step.base - step.present}. Kết quả ({form}): tán "
            f"thành {step.in_favour} đồng chí (đạt {share}%), không tán thành "
            f"{step.against} đồng chí."
        )

    def date_of_party(self, member):
        """The day a member came into the Party."""
        spell = member.spells.first()
        return date(spell.ceremony_on if spell else None)


def date(day):
    """A day as papers write it, or room for a hand."""
    return f"{day:%d/%m/%Y}" if day else BLANK
