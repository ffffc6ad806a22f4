"""Foundings for processes that may be killed: submitted dossiers, and what they write."""

import os

from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection

from accounts.models import User
from branches.models import Branch, BranchEvent, Committee
from enterprises.models import MassOrganisation
from enterprises.tests.factories import AddressFactory
from hoangmai_party import clock
from members import actions
from members.actions import NotPossibleError
from members.models import Member, Placement, Position
from members.tests.factories import MemberFactory
from surveys.foundings import acts
from surveys.models import CaseStep, OutreachCase
from surveys.tests.factories import FoundingPersonFactory
from surveys.tests.foundings.people import ADMITTED, DECIDED, RECOGNISED, fill
from surveys.tests.foundings.people import submitted_case as case_at
from tests.cast import TODAY

WRITES = ("INSERT", "UPDATE")
# Of one founding: branch, event, placements, placements ended, offices, members,
# steps, đoàn thể, cases with their decision.
WHOLE = (1, 1, 4, 3, 1, 1, 1, 1, 1)


def submitted(name):
    """A case that may be founded from: three members of a branch, one from outside."""
    with clock.fixed(TODAY):
        case = case_at(AddressFactory(enterprise__name=f"Công ty {name}").enterprise)
        branch = Branch.objects.order_by("pk").first()
        for number, role in enumerate(("secretary", "", "")):
            member = MemberFactory(full_name=f"Đảng Viên {name} {number}")
            spell = actions.admit(member=member, branch=branch, ceremony_on=ADMITTED)
            actions.recognise(spell=spell, recognised_on=RECOGNISED)
            named = {"member": member, "full_name": "", "role": role}
            FoundingPersonFactory(case=case, **named, paper_number="GT")
        FoundingPersonFactory(case=case, paper_number="GT", full_name=f"Khách {name}")
        fill(case)
    return case


def stored():
    """How many rows of each kind there are now, those a founding writes."""
    return (
        Branch.every.count(),
        BranchEvent.every.count(),
        Placement.every.count(),
        Placement.every.exclude(ended_on=None).count(),
        Position.every.count(),
        Member.every.count(),
        CaseStep.every.count(),
        MassOrganisation.every.count(),
        OutreachCase.every.exclude(founding=None).count(),
    )


def change(before):
    return tuple(now - then for now, then in zip(stored(), before, strict=True))


def branches_of(case):
    """Branches at the enterprise of the case."""
    return Branch.objects.filter(
        enterprise_links__enterprise=case.enterprise_id
    ).count()


def _clerk():
    clerk = User.objects.get(username="clerk0")
    codes = [right.split(".")[1] for right in acts.FOUND]
    assert clerk.has_perms(acts.FOUND), Permission.objects.filter(codename__in=codes)
    return clerk


def _act(case, code):
    with clock.fixed(TODAY):
        return acts.found_branch(
            case=case,
            number=f"{code}-QĐ",
            decided_on=DECIDED,
            issuer=Committee.objects.own(),
            name=f"Chi bộ {code}",
            code=code,
            by=_clerk(),
            organisations=[{"kind": "trade_union", "members": 9}],
        )


def found(case, say):
    """Found of the case; a dot for each row that was written."""

    def telling(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith(WRITES):
            os.write(say, b".")
        return answer

    with connection.execute_wrapper(telling):
        _act(case, f"K{case.pk}")


def writes_of(name):
    """How many rows one whole founding writes."""
    hear, say = os.pipe()
    found(submitted(name), say)
    os.close(say)
    with os.fdopen(hear, "rb") as said:
        return len(said.read())


def at_once(case):
    """What two forks answer that found of the same case at the same instant."""
    connection.close()
    start, go = os.pipe()
    answers = [_fork(case, f"R{case.pk}{place}", start, go) for place in range(2)]
    os.close(start)
    os.close(go)  # both were waiting for the end of this pipe
    return [_heard(*answer) for answer in answers]


def _fork(case, code, start, go):
    hear, say = os.pipe()
    if pid := os.fork():
        os.close(say)
        return pid, hear
    os.close(go)
    os.read(start, 1)
    try:
        os.write(say, _answer(case, code).encode())
    finally:
        os._exit(0)


def _answer(case, code):
    try:
        _act(case, code)
    except NotPossibleError:
        return "refused"
    except DatabaseError:
        return "error"
    return "founded"


def _heard(pid, hear):
    with os.fdopen(hear, "rb") as said:
        answer = said.read().decode()
    os.waitpid(pid, 0)
    return answer
