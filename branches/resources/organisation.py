"""Branches, committees, events, rules and holidays by spreadsheet."""

from accounts.port.cells import TextCell
from accounts.port.find import Reference
from accounts.port.resource import Column, RegisterResource
from branches.models import Branch, BranchEvent, Committee, Holiday, Rule

BRANCH = Reference(Branch, (("code",),))
BRANCH_TITLES = {"branch": "Mã chi bộ", "branch__name": "Chi bộ"}
COMMITTEE = Reference(Committee, (("code",),))
COMMITTEE_TITLES = {"committee": "Mã đảng bộ", "committee__name": "Đảng bộ"}


class CommitteeResource(RegisterResource):
    """Đảng bộ, cấp ủy: out only; a committee comes with a decision, on its own page."""

    is_imported = False
    ways = (("code",),)

    class Meta:
        model = Committee
        name = "Đảng bộ, cấp ủy"
        fields = (
            "code",
            "name",
            "executive",
            "kind",
            "founded_on",
            "founding_number",
            "dissolved_on",
            "is_own",
        )


class BranchResource(RegisterResource):
    """Chi bộ: the facts that are no dated rows.

    A branch begins with an event that gives it name, committee and type; a bare row
    from a file would be in no figure.
    """

    ways = (("code",),)
    fixed = ("name",)
    takes_new = (
        "chưa có chi bộ này; chi bộ mới phải ghi bằng biến động tổ chức "
        "(thành lập, tiếp nhận)"
    )

    class Meta:
        model = Branch
        name = "Chi bộ"
        fields = ("code", "name", "note")


class BranchEventResource(RegisterResource):
    """Biến động tổ chức: out only; an event moves people, a file can't."""

    is_imported = False
    titles = {"issuer__executive": "Cấp ủy ban hành"}
    related = ("issuer",)
    before = Column(column_name="Chi bộ trước", widget=TextCell(), readonly=True)
    after = Column(column_name="Chi bộ sau", widget=TextCell(), readonly=True)

    class Meta:
        model = BranchEvent
        name = "Biến động tổ chức"
        fields = (
            "kind",
            "number",
            "decided_on",
            "effective_on",
            "ceremony_on",
            "issuer__executive",
            "before",
            "after",
            "note",
        )

    def filter_export(self, queryset, **kwargs):
        rows = super().filter_export(queryset, **kwargs)
        return rows.prefetch_related("predecessors", "successors")

    def dehydrate_before(self, event):
        return self._names(event.predecessors)

    def dehydrate_after(self, event):
        return self._names(event.successors)

    def _names(self, branches):
        return "; ".join(str(branch) for branch in branches.all())


class RuleResource(RegisterResource):
    """Quy định: each value with its days, known by rule and first day."""

    ways = (("code", "started_on"),)

    class Meta:
        model = Rule
        name = "Quy định"
        fields = (
            "code",
            "value",
            "unit",
            "started_on",
            "ended_on",
            "source",
            "is_confirmed",
            "note",
        )


class HolidayResource(RegisterResource):
    """Days off and worked days."""

    ways = (("day",),)

    class Meta:
        model = Holiday
        name = "Ngày nghỉ, ngày làm bù"
        fields = ("day", "name", "is_workday")
