"""Each kind of event of a branch: its form, its warnings, its writing."""

from branches import actions as branch_actions
from branches.models import BranchEvent, Committee, OrgType, Rule, RuleMissingError
from members import actions
from members.actions import NotPossibleError
from members.admission import told
from members.events.base import RuleWarning
from members.models import Placement
from members.reorganisation import forms

_KIND = BranchEvent.Kind


def _official(placements):
    return sum(1 for row in placements if row.spell.recognised_on)


def _too_few(number, day):
    """[RuleWarning] when a branch would have too few official members (ORG-07)."""
    try:
        least = int(Rule.objects.value(Rule.Code.MIN_OFFICIAL, day))
    except RuleMissingError as missing:
        return [RuleWarning(str(missing), "Điều lệ Đảng, Điều 21")]
    if number >= least:
        return []
    text = f"Chi bộ có {number} đảng viên chính thức, cần ít nhất {least}."
    return [RuleWarning(text, "Điều lệ Đảng, Điều 21")]


def roster(branch):
    """Open official placements of a branch, with their spells."""
    rows = branch.placements.filter(kind=Placement.Kind.OFFICIAL, ended_on=None)
    return rows.select_related("spell__member", "branch")


class Act:
    """One kind; `needs_branch` tells whether it starts from a branch's page."""

    code = label = ""
    form = forms.ActForm
    needs_branch = True

    def possible(self, branch):
        """Why it can't happen to this branch now; empty when it can."""
        if branch and not branch.links.filter(ended_on=None).exists():
            return "Chi bộ này đã kết thúc hoạt động."
        return ""

    def warnings(self, branch, data):
        """[RuleWarning] of the rules that the data does not keep."""
        return []

    def apply(self, branch, data, decision):
        """Write everything; returns the BranchEvent."""
        raise NotImplementedError


class Founding(Act):
    """Thành lập mới: the people come from their branches on the decision day."""

    code, label, form, needs_branch = (
        "founding",
        "Thành lập chi bộ",
        forms.FoundingForm,
        False,
    )

    def warnings(self, branch, data):
        people = data["people"].select_related("spell")
        return _too_few(_official(people), data["decided_on"])

    def apply(self, branch, data, decision):
        decision.pop("effective_on", None)
        return _begin_with(data, decision, Committee.objects.own(), _KIND.FOUNDED)


def _begin_with(data, decision, committee, kind, predecessors=()):
    """A new branch under `committee` and the chosen people in it."""
    branch = branch_actions.found(
        code=data["code"],
        name=data["name"],
        org_type=OrgType.SUBORDINATE_CELL,
        committee=committee,
        enterprises=[data["enterprise"]] if data["enterprise"] else (),
        kind=kind,
        **decision,
    )
    event = branch.events_as_successor.get()
    event.predecessors.set(predecessors)
    for placement in data["people"].select_related("spell__member", "branch"):
        actions.end_stays(placement=placement, on=event.effective_on)
        actions.move(
            placement=placement,
            to=branch,
            on=event.effective_on,
            number=event.number,
        )
        told.moved(placement, to=branch, on=event.effective_on, number=event.number)
    return event


class HandOver(Act):
    """Tiếp nhận, chuyển giao: branches go to another committee with their people."""

    code, label, form, needs_branch = (
        "hand_over",
        "Chuyển giao, tiếp nhận chi bộ",
        forms.HandOverForm,
        False,
    )

    def apply(self, branch, data, decision):
        return branch_actions.hand_over(
            branches=list(data["branches"]), committee=data["committee"], **decision
        )


class Renaming(Act):
    """Đổi tên: the same branch under a new name."""

    code, label, form = "renaming", "Đổi tên", forms.RenameForm

    def apply(self, branch, data, decision):
        return branch_actions.rename(branch=branch, name=data["name"], **decision)


class Merger(Act):
    """Sáp nhập into another branch, with the people."""

    code, label, form = "merger", "Sáp nhập vào chi bộ khác", forms.IntoForm

    def apply(self, branch, data, decision):
        on = decision.get("effective_on", decision["decided_on"])
        number = decision.get("number", "")
        told.emptied(branch, into=data["into"], on=on, number=number)
        return actions.merge(branch=branch, into=data["into"], **decision)


class Split(Act):
    """Chia tách: some of the people make a new branch."""

    code, label, form = "split", "Chia tách chi bộ mới", forms.NewBranchForm

    def warnings(self, branch, data):
        going = data["people"].select_related("spell")
        stay = roster(branch).exclude(pk__in=[row.pk for row in going])
        day = data["decided_on"]
        return _too_few(_official(going), day) + _too_few(_official(stay), day)

    def apply(self, branch, data, decision):
        if not data["people"]:
            raise NotPossibleError("Chọn những đảng viên chuyển về chi bộ mới.")
        committee = branch.links.get(ended_on=None).committee
        return _begin_with(data, decision, committee, _KIND.SPLIT, [branch])


class Dissolution(Act):
    """Giải thể; whoever is left moves to another branch on that day."""

    code, label, form, kind = (
        "dissolution",
        "Giải thể",
        forms.EndForm,
        _KIND.DISSOLVED,
    )

    def apply(self, branch, data, decision):
        actions.refuse_if_anybody_after(branch=branch, on=decision["effective_on"])
        left = roster(branch).count()
        if left and not data["into"]:
            raise NotPossibleError(
                f"Chi bộ còn {left} đảng viên: chọn chi bộ tiếp nhận, hoặc ghi "
                "chuyển đi cho từng người trước."
            )
        if not data["into"] and told.kept(branch, decision["effective_on"]):
            raise NotPossibleError(
                "Chi bộ còn theo dõi hồ sơ người vào Đảng: chọn chi bộ tiếp nhận."
            )
        if data["into"]:
            told.emptied(
                branch,
                into=data["into"],
                on=decision["effective_on"],
                number=decision["number"],
            )
            actions.empty(
                branch=branch,
                into=data["into"],
                on=decision["effective_on"],
                number=decision["number"],
            )
        return branch_actions.close(branch=branch, kind=self.kind, **decision)


class Disbanding(Dissolution):
    """Giải tán: a disciplinary end, another concept than giải thể."""

    code, label, kind = "disbanding", "Giải tán", _KIND.DISBANDED
