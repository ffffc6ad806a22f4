"""Committees, enterprises and branches of the scratch register."""

import datetime as dt
from dataclasses import dataclass

from bench.inside.chance import BODY_ON, LAST, START
from branches.models import (
    Branch,
    BranchEnterprise,
    BranchEvent,
    BranchLink,
    BranchName,
    BranchType,
    Committee,
    CommitteeSuperior,
    OrgType,
)
from enterprises.models import Enterprise, EnterpriseAddress, Ward
from hoangmai_party.text import search_key

EVERY = 1000  # rows an INSERT
_KIND = BranchEvent.Kind


@dataclass
class Chapter:
    """A branch with its days; `closes` None while it lives."""

    branch: Branch
    host: Enterprise
    opened: dt.date
    closes: dt.date | None = None


def write(model, rows):
    """Insert `rows` and give them their ids."""
    return model.objects.bulk_create(rows, batch_size=EVERY)


def committees():
    """(the body, its superior)."""
    above = Committee.objects.create(
        code="QU",
        name="Đảng bộ quận",
        executive="Quận ủy",
        kind=OrgType.SUPERIOR,
    )
    body = Committee.objects.create(
        code="DUK",
        name="Đảng bộ Khối",
        executive="Đảng ủy Khối",
        kind=OrgType.GRASSROOTS,
        is_own=True,
        founded_on=BODY_ON,
    )
    CommitteeSuperior.objects.create(committee=body, superior=above, started_on=BODY_ON)
    return body, above


def enterprises(chance, number):
    """Enterprises, one in ten with State capital, each at an address."""
    form = Enterprise.LegalForm
    found = []
    for index in range(number):
        name = f"Công ty {chance.name()} {index}"
        is_state = chance.happens(0.1)
        row = Enterprise(
            name=name,
            legal_form=form.STATE_CAPITAL if is_state else form.JOINT_STOCK,
            stat_row="9a" if is_state else "9b-cp",
            search=search_key(name),
        )
        found.append(row)
    write(Enterprise, found)
    wards = list(Ward.objects.order_by("pk")[:14])
    addresses = [
        EnterpriseAddress(
            enterprise=row,
            line="Số 1",
            ward=chance.random.choice(wards),
            started_on=START,
        )
        for row in found
    ]
    write(EnterpriseAddress, addresses)
    return found


def chapters(chance, hosts, body, above):
    """A branch at each host: a tenth there from the start, one in thirty dissolved."""
    found = []
    for index, host in enumerate(hosts):
        opened = START if index % 10 == 0 else chance.day(START, LAST)
        branch = Branch(code=f"CB{index:05d}", name=f"Chi bộ {host.name}")
        branch.search = search_key(f"{branch.name} {branch.code}")
        closes = None
        if index % 30 == 29:
            closes = chance.day(max(opened, BODY_ON) + dt.timedelta(days=1), LAST)
            closes = closes + dt.timedelta(days=30)
        found.append(Chapter(branch, host, opened, closes))
    found.sort(key=lambda chapter: chapter.opened)
    write(Branch, [chapter.branch for chapter in found])
    _facts(found)
    _links(found, body, above)
    return found


def _facts(found):
    for model, extra in (
        (BranchName, lambda c: {"name": c.branch.name}),
        (BranchType, lambda c: {"kind": OrgType.SUBORDINATE_CELL}),
        (BranchEnterprise, lambda c: {"enterprise": c.host}),
    ):
        rows = [
            model(branch=c.branch, started_on=c.opened, ended_on=c.closes, **extra(c))
            for c in found
        ]
        write(model, rows)


def _links(found, body, above):
    """Links: those of before the body's first day were handed over to it."""
    taken = BranchEvent(
        kind=_KIND.RECEIVED, decided_on=BODY_ON, effective_on=BODY_ON, issuer=above
    )
    events, links = [taken], []
    for chapter in found:
        first = _event(_KIND.FOUNDED, chapter.opened)
        last = _event(_KIND.DISSOLVED, chapter.closes) if chapter.closes else None
        events += [first, *([last] if last else [])]
        end = {"ended_on": chapter.closes, "ended_by": last}
        if chapter.opened < BODY_ON:
            before = {"ended_on": BODY_ON, "ended_by": taken}
            links.append(_link(chapter, above, chapter.opened, first, before))
            links.append(_link(chapter, body, BODY_ON, taken, end))
        else:
            links.append(_link(chapter, body, chapter.opened, first, end))
    write(BranchEvent, events)
    write(BranchLink, links)


def _event(kind, day):
    return BranchEvent(kind=kind, decided_on=day, effective_on=day)


def _link(chapter, committee, day, event, end):
    return BranchLink(
        branch=chapter.branch,
        committee=committee,
        started_on=day,
        begun_by=event,
        **end,
    )
