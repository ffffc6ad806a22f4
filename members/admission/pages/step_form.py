"""The form of one step: what each kind of step asks."""

from django import forms

from hoangmai_party import clock
from members.admission.pages.forms import DAY
from members.admission.stages import OF_BRANCH, OFFICE, VOTES, K
from members.models import CandidateStep, Position, Why

DAY_INPUT = forms.DateInput(attrs=DAY)
COUNT = {"inputmode": "numeric", "autocomplete": "off"}
_PAPER = ("number", "signer")
_COUNTS = ("base", "present", "in_favour", "against", "vote_form")
_VOTE = (*_PAPER, *_COUNTS)
FIELDS = {
    K.CHOSEN: _PAPER,
    K.CLASS: _PAPER,
    K.ALLOWED: _PAPER,
    K.FILED: (),
    K.VETTED: (),
    K.OPINIONS: (),
    K.BRANCH_VOTE: _VOTE,
    K.COMMITTEE_VOTE: _VOTE,
    K.DECISION: (*_PAPER, "received_on"),
    K.CEREMONY: (),
    K.PROFILE: (),
    K.NEW_CLASS: _PAPER,
    K.SELF_REVIEW: (),
    K.RECOGNITION_VOTE: _VOTE,
    K.RECOGNITION_COMMITTEE: _VOTE,
    K.RECOGNITION: _PAPER,
    K.PUBLISHED: (),
    K.STRIKE_VOTE: _VOTE,
    K.STRIKE_COMMITTEE: _VOTE,
    K.STRUCK: _PAPER,
    K.PAUSED: ("why",),
    K.RESUMED: (),
    K.DROPPED: ("number", "why"),
    K.GONE: ("number", "why"),
    K.REFUSED: ("number", "why"),
    K.CANCELLED: (*_PAPER, "why"),
}
DAY_LABELS = {
    K.CHOSEN: "Ngày nghị quyết chi bộ",
    K.CLASS: "Ngày cấp giấy chứng nhận",
    K.FILED: "Ngày lập hồ sơ",
    K.CEREMONY: "Ngày tổ chức lễ",
    K.NEW_CLASS: "Ngày cấp giấy chứng nhận",
    K.DECISION: "Ngày quyết định",
    K.RECOGNITION: "Ngày quyết định",
    K.STRUCK: "Ngày quyết định",
    K.CANCELLED: "Ngày quyết định hủy",
}
NUMBERED = frozenset({K.DECISION, K.RECOGNITION, K.STRUCK, K.CANCELLED})
HELPED = "Số giấy chứng nhận đang được giúp đỡ"


class StepForm(forms.ModelForm):
    """One step: its day, its paper, its votes; the rest only when it is asked."""

    class Meta:
        model = CandidateStep
        fields = [
            *("happened_on", "number", "signer", "received_on"),
            *("base", "present", "in_favour", "against", "vote_form", "why", "note"),
        ]
        widgets = {
            "happened_on": DAY_INPUT,
            "received_on": DAY_INPUT,
            **{
                name: forms.NumberInput(attrs=COUNT)
                for name in ("base", "present", "in_favour", "against")
            },
            "vote_form": forms.RadioSelect(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = {"happened_on", "note", *FIELDS[kind]}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.fields["happened_on"].label = DAY_LABELS.get(kind, "Ngày")
        if "number" in self.fields:
            self.fields["number"].required = kind in NUMBERED
        if kind == K.GONE:
            self.fields["number"].label = HELPED
        if "why" in self.fields:
            self.fields["why"].required = True
        self._ask_votes()

    def _ask_votes(self):
        if self.kind not in VOTES:
            return
        for name in _COUNTS:
            self.fields[name].required = True
        self.fields["vote_form"].choices = CandidateStep.VoteForm.choices

    def let_gaps(self):
        """For a draft the day is enough: what is not at hand yet is left open."""
        for name in set(self.fields) - {"happened_on"}:
            self.fields[name].required = False

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError(
                f"Ngày không được ở tương lai (hôm nay là {clock.today():%d/%m/%Y})."
            )
        return day

    def clean(self):
        data = super().clean()
        day, received = data.get("happened_on"), data.get("received_on")
        if day and received and received < day:
            self.add_error("received_on", "Ngày nhận không được trước ngày quyết định.")
        if received and received > clock.today():
            self.add_error("received_on", "Ngày không được ở tương lai.")
        if data.get("why") == Why.OTHER and not (data.get("note") or "").strip():
            self.add_error("note", "Chọn “Lý do khác” thì ghi rõ lý do ở đây.")
        return data


def initial(case, kind):
    """What the register can fill in: the voting base of today, the last draft."""
    states = CandidateStep.State
    for step in case.all_steps:
        if step.kind == kind and step.state == states.DRAFT:
            return {n: getattr(step, n) for n in StepForm.Meta.fields}
    if kind not in OFFICE and "signer" in FIELDS[kind] and case.branch:
        return _of_branch(case, kind)
    return {}


def _of_branch(case, kind):
    """The bí thư of today signs; a vote is held by those who can vote today."""
    today, branch = clock.today(), case.branch
    heads = Position.objects.on(today).filter(
        branch=branch, role=Position.Role.SECRETARY
    )
    head = heads.select_related("member").first()
    known = {"signer": head.member.full_name if head and kind != K.CLASS else ""}
    if kind in OF_BRANCH:
        known["base"] = len(case.voting_base(branch.pk, today))
    return known
