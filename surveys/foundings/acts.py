"""What writes a founding dossier and the founding itself: each all or nothing.

The founding is one transaction and one change set; it is never taken back (§3.5).
"""

from django.core.exceptions import PermissionDenied

from accounts.log import change_set
from branches import actions as branch_actions
from branches.models import Committee, OrgType
from members.actions import NotPossibleError, in_words
from members.models import Member
from surveys.cases import acts as cases
from surveys.foundings import guards, settling
from surveys.models import FoundingPaper, FoundingPerson, OutreachCase

KEEP = ("surveys.change_outreachcase",)
FOUND = (*KEEP, "branches.change_branch", "members.change_member", "members.add_member")


def may_found(user):
    """Whether the user enters what the cấp ủy decides: the office."""
    return user.has_perms(FOUND)


def _refuse_without(user, rights):
    if not user.has_perms(rights):
        raise PermissionDenied


def _locked(case):
    """The row, held until this transaction ends: two clerks come one by one."""
    rows = OutreachCase.objects.select_for_update().filter(pk=case.pk)
    if (row := rows.first()) is None:
        raise NotPossibleError("Hồ sơ vận động này đã bị hủy.")
    return row


@in_words()
def tick(*, case, item, received_on, by, number="", note=""):
    """Ghi giấy tờ đã có: the paper of a line of the checklist, or its correction."""
    _refuse_without(by, KEEP)
    case = _locked(case)
    guards.refuse_change(case)
    paper = case.papers.filter(item=item).first() or FoundingPaper(case=case, item=item)
    paper.received_on, paper.number, paper.note = received_on, number, note
    with change_set(f"Giấy tờ hồ sơ thành lập: {item}, {case}"):
        paper.save()
    return paper


@in_words()
def name_person(*, case, by, person=None, **facts):
    """Ghi người dự kiến của chi bộ mới, or what is said of them by now."""
    _refuse_without(by, KEEP)
    case = _locked(case)
    guards.refuse_change(case)
    person = person or FoundingPerson(case=case)
    for field, value in facts.items():
        setattr(person, field, value)
    with change_set(f"Đảng viên dự kiến của chi bộ mới: {person}, {case}"):
        person.save()
    return person


@in_words()
def take_out(row, *, by, reason):
    """Bỏ khỏi hồ sơ: a paper or a person that was entered in error."""
    _refuse_without(by, KEEP)
    case = _locked(row.case)
    guards.refuse_change(case)
    with change_set(f"Bỏ khỏi hồ sơ thành lập: {row}, {case}. {reason}"):
        row.void(by=by, reason=reason)


@in_words()
def found_branch(
    *, case, name, code, by, appointment_number="", others=(), organisations=(), **facts
):
    """Thành lập chi bộ from a case that stands at “đã trình”; returns the Branch.

    `facts` are those of the decision: number, decided_on, issuer, ceremony_on, note.
    The case stays open until the branch is announced.
    """
    _refuse_without(by, FOUND)
    case = _locked(case)
    decision = _decision(**facts)
    enterprises = [case.enterprise, *others]
    _refuse_unless_it_may(case, code, enterprises, decision)
    with change_set(f"Thành lập chi bộ {decision['number']}: {name}"):
        branch = branch_actions.found(
            code=code,
            name=name,
            org_type=OrgType.SUBORDINATE_CELL,
            committee=Committee.objects.own(),
            enterprises=enterprises,
            **decision,
        )
        event = branch.events_as_successor.get()
        settling.people(case, branch, event, appointment_number)
        settling.mass_organisations(case, organisations, decision["decided_on"])
        cases.decide(case=case, founding=event, by=by)
    return branch


def _decision(*, number, decided_on, issuer, ceremony_on=None, note=""):
    """The facts of the decision as `branches.actions.found` takes them."""
    return {
        "number": number,
        "decided_on": decided_on,
        "issuer": issuer,
        "ceremony_on": ceremony_on,
        "note": note,
    }


def _refuse_unless_it_may(case, code, enterprises, decision):
    # Two entries about one person come one by one too.
    people = case.people.values("member")
    list(Member.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    names = ("decided_on", "issuer", "ceremony_on")
    guards.refuse_founding(
        case,
        code=code,
        enterprises=enterprises,
        **{name: decision[name] for name in names},
    )


@in_words()
def announce(*, case, ceremony_on, by):
    """Công bố: the day of the ceremony, and the case is done."""
    _refuse_without(by, FOUND)
    case = _locked(case)
    guards.refuse_announcing(case, ceremony_on)
    event = case.founding
    with change_set(f"Công bố quyết định thành lập chi bộ {event.number}: {case}"):
        event.ceremony_on = ceremony_on
        event.save(update_fields=["ceremony_on"])
        cases.announce(case=case, by=by)
    return event
