"""What happens to a branch: each writes its event and moves the branch's dated facts.

People are moved by `members.actions`; an event that moves both is called there.
"""

from django.db import transaction

from branches.models import Branch, BranchEvent, BranchLink

_KIND = BranchEvent.Kind


def _event(kind, *, predecessors=(), successors=(), **facts):
    facts.setdefault("effective_on", facts["decided_on"])
    event = BranchEvent.objects.create(kind=kind, **facts)
    event.predecessors.set(predecessors)
    event.successors.set(successors)
    return event


def _begin(branch, *, name, org_type, committee, enterprises, event):
    """Give a new branch its first name, type, link and enterprises (host first)."""
    day = event.effective_on
    branch.names.create(name=name, started_on=day, number=event.number)
    branch.types.create(kind=org_type, started_on=day)
    branch.links.create(committee=committee, started_on=day, begun_by=event)
    for index, enterprise in enumerate(enterprises):
        branch.enterprise_links.create(
            enterprise=enterprise, started_on=day, is_host=index == 0
        )


def _end(branch, *, event, facts=("names", "types", "enterprise_links")):
    """Close the branch's link and its other dated facts on the event's day."""
    day = event.effective_on
    for relation in facts:
        getattr(branch, relation).on(day).update(ended_on=day)
    branch.links.filter(ended_on=None).update(ended_on=day, ended_by=event)


@transaction.atomic
def found(*, code, name, org_type, committee, enterprises=(), kind=_KIND.FOUNDED, **by):
    """Thành lập mới (or `kind` opening): a new branch from the decision day.

    `by` are the event's facts: number, decided_on, ceremony_on, issuer, note.
    """
    branch = Branch.objects.create(code=code)
    event = _event(kind, successors=[branch], **by)
    _begin(
        branch,
        name=name,
        org_type=org_type,
        committee=committee,
        enterprises=enterprises,
        event=event,
    )
    return branch


@transaction.atomic
def hand_over(*, branches, committee, **by):
    """Tiếp nhận, chuyển giao: the branches go to `committee` with their people."""
    event = _event(_KIND.RECEIVED, predecessors=branches, successors=branches, **by)
    for branch in branches:
        _end(branch, event=event, facts=())
        BranchLink.objects.create(
            branch=branch,
            committee=committee,
            started_on=event.effective_on,
            begun_by=event,
        )
    return event


@transaction.atomic
def close(*, branch, kind=_KIND.DISSOLVED, successors=(), **by):
    """Giải thể, giải tán, or the end of a predecessor of a merger."""
    event = _event(kind, predecessors=[branch], successors=successors, **by)
    _end(branch, event=event)
    return event


@transaction.atomic
def rename(*, branch, name, **by):
    """Đổi tên: the same branch under a new name from the day of effect."""
    event = _event(_KIND.RENAMED, predecessors=[branch], successors=[branch], **by)
    day = event.effective_on
    branch.names.on(day).update(ended_on=day)
    branch.names.create(name=name, started_on=day, number=event.number)
    return event
