"""A register in which no check finds anything, and one fault for each check."""

import datetime as dt

from accounts.models import User
from branches.models import (
    BranchEnterprise,
    BranchLink,
    BranchType,
    Congress,
    CoordinationRegulation,
    Inspection,
)
from branches.tests.factories import AccessFactory, BranchFactory, CommitteeFactory
from enterprises.models import EnterpriseStatus
from enterprises.tests.factories import AddressFactory, EnterpriseFactory
from members import actions
from members.models import (
    Absence,
    Badge,
    Course,
    Discipline,
    Employment,
    Exemption,
    InspectedMember,
    Member,
    Ownership,
    Placement,
    Position,
    Qualification,
    Rating,
    Spell,
    Transfer,
)
from members.tests.factories import MemberFactory

TODAY = dt.date(2022, 1, 14)
WARDS_CHANGED = dt.date(2025, 8, 1)
MIDDLE = ("Văn", "Đức", "Thế", "Hữu")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lâm")


class Sound:
    """Two branches of three official members, each with a secretary and a host."""

    def __init__(self):
        self.committee = CommitteeFactory(is_own=True)
        self.one, self.firm = self._branch()
        self.two, _ = self._branch()
        self.read()

    def read(self):
        """The rows as they stand: a fault planted before may have been rolled back."""
        self.spell = Spell.objects.order_by("pk").first()
        self.man = self.spell.member
        self.place = self.spell.placements.get()
        self.plain = Spell.objects.order_by("pk")[1].member  # holds no office

    def _branch(self):
        firm = AddressFactory().enterprise
        branch = BranchFactory(committee=self.committee, enterprises=[firm])
        members = [self.official(branch, firm, day).member for day in (1, 2, 3)]
        Position.objects.create(
            member=members[0], branch=branch, role="secretary", **_SINCE_2020
        )
        return branch, firm

    def official(self, branch, firm, day):
        """Somebody admitted in May 2019 with everything that the register asks."""
        spell = self.admit(branch, dt.date(2019, 5, day))
        actions.recognise(spell=spell, recognised_on=dt.date(2020, 5, 20))
        Employment.objects.create(
            member=spell.member,
            enterprise=firm,
            job="staff",
            contract="indefinite",
            started_on=dt.date(2018, 1, 1),
        )
        return spell

    def admit(self, branch, day):
        """Somebody new with a diploma and a card."""
        serial = Member.objects.count()
        member = MemberFactory(
            full_name=f"Nguyễn {MIDDLE[serial // 8]} {GIVEN[serial % 8]}",
            old_card_number=f"9900{serial:04}",
            card_issued_on=dt.date(2020, 6, 1),
        )
        Qualification.objects.create(
            member=member, kind="general", level=3, granted_on=dt.date(2008, 6, 1)
        )
        return actions.admit(
            member=member, branch=branch, decision_on=day, ceremony_on=day
        )

    def leave(self, on, reason):
        actions.leave(placement=self.place, on=on, reason=reason)


_SINCE_2020 = {"basis": "elected", "started_on": dt.date(2020, 6, 1)}


def man(**values):
    """A fault that past days have left: written around `save` and its rules."""

    def plant(r):
        Member.objects.filter(pk=r.man.pk).update(**values)

    return plant


def spell(**values):
    return lambda r: Spell.objects.filter(pk=r.spell.pk).update(**values)


def job(**values):
    return lambda r: r.man.employments.update(**values)


def citizen_id(*numbers):
    def plant(r):
        for member, number in zip((r.man, r.plain), numbers, strict=False):
            member.citizen_id = number
            member.save()

    return plant


def office(role, number=1):
    """So many more people hold `role` in branch one."""

    def plant(r):
        people = Member.objects.filter(placements__branch=r.one).order_by("-pk")
        for member in people[:number]:
            Position.objects.create(
                member=member, branch=r.one, role=role, **_SINCE_2020
            )

    return plant


def newcomer(r, on=dt.date(2021, 9, 1)):
    return r.admit(r.one, on).member


def crowd(r):
    """Six more official members: nine in all."""
    for day in range(4, 10):
        r.official(r.one, r.firm, day)


def badge(r, **values):
    facts = {"years": 30, "awarded_on": dt.date(2021, 11, 7), "number": "1-QĐ"}
    facts |= {"decided_on": dt.date(2021, 11, 1), "member": r.man, "branch": r.one}
    return Badge.objects.create(**facts | values)


def discipline(r, member, form, on, **values):
    facts = {"branch": r.one, "body": "Đảng ủy", "number": "2-QĐ", "decided_on": on}
    facts |= {"announced_on": on, "member": member, "form": form}
    return Discipline.objects.create(**facts | values)


def rating(r, member=None, **values):
    facts = {"year": 2021, "branch": r.one, "member": member or r.man}
    return Rating.objects.create(**facts | {"grade": "good"} | values)


def transfer(r):
    return Transfer.objects.create(
        placement=r.place,
        number="7-GT",
        issued_on=dt.date(2021, 10, 1),
        destination="Đảng bộ phường A",
    )


def exempt(r, **values):
    facts = {"member": r.man, "branch": r.one, "number": "3-NQ", "kind": "open"}
    facts |= {"started_on": dt.date(2021, 6, 1)}
    return Exemption.objects.create(**facts | values)


def regulation(r, **values):
    day = dt.date(2020, 1, 1)
    facts = {"branch": r.one, "enterprise": r.firm, "counterpart": "board"}
    facts |= {"signed_on": day, "started_on": day}
    return CoordinationRegulation.objects.create(**facts | values)


def end_link(r):
    link = BranchLink.objects.get(branch=r.one)
    link.ended_on, link.ended_by = dt.date(2021, 12, 1), link.begun_by
    link.save()


def badge_in_delay(r):
    discipline(r, r.man, "reprimand", dt.date(2021, 10, 1))
    badge(r)


def badge_kept(r):
    badge(r, awarded_on=dt.date(2021, 2, 3))
    r.leave(dt.date(2021, 6, 1), "expelled")


def course(r):
    day = dt.date(2020, 4, 1)
    facts = {"name": "Lớp bồi dưỡng", "organiser": "Trung tâm"}
    return Course.objects.create(
        kind="new_member", started_on=day, finished_on=day, **facts
    )


def work_with_gap(r):
    r.man.employments.update(ended_on=dt.date(2020, 1, 1))
    Employment.objects.create(
        member=r.man, enterprise=r.firm, job="staff", started_on=dt.date(2020, 6, 1)
    )


def owner(r, **values):
    Ownership.objects.create(
        member=r.man,
        enterprise=r.firm,
        basis="director",
        started_on=dt.date(2019, 1, 1),
        **{"share": 50} | values,
    )


def rated_after_death(r):
    Position.objects.filter(member=r.man).update(ended_on=dt.date(2021, 5, 1))
    r.leave(dt.date(2021, 6, 1), "died")
    rating(r)


def admitted_again(r):
    r.leave(dt.date(2020, 9, 1), "resigned")
    again = dt.date(2021, 9, 1)
    actions.admit(member=r.man, branch=r.one, ceremony_on=again, again=True)


def guest(r):
    Placement.objects.create(
        spell=r.spell,
        branch=r.one,
        kind="temporary",
        began="temporary",
        started_on=dt.date(2021, 9, 1),
    )


def away(r):
    Absence.objects.create(
        placement=r.place, destination="Đảng bộ B", started_on=dt.date(2020, 6, 1)
    )


def inspected(r):
    inspection = Inspection.objects.create(
        kind="signs", branch=r.one, topic="Tài chính", began_on=dt.date(2021, 9, 1)
    )
    InspectedMember.objects.create(inspection=inspection, member=r.man)
    transfer(r)


def congress(on):
    return lambda r: Congress.objects.create(branch=r.one, term="2020", held_on=on)


def same_name(r):
    name = r.two.names.get()
    name.name = str(r.one).upper()
    name.save()


def same_number(r):
    for number, row in enumerate(Spell.objects.order_by("pk")[:2], start=1):
        row.decision_number = "12-QĐ/QU"
        row.decision_on = dt.date(2019, 4, number)
        row.save()


def same_firm(r):
    EnterpriseFactory(name="Công ty TNHH Một")
    EnterpriseFactory(name="CÔNG TY TNHH MỘT")


def row_of_each(r, member):
    """One more of what the checks ask for one by one, all of it wrong."""
    place = member.placements.get()
    day = dt.date(2021, 10, 1)
    Member.objects.filter(pk=member.pk).update(
        profile_number=f"{member.pk}HN", card_issued_on=dt.date(2023, 1, 1)
    )
    spells = Spell.objects.filter(member=member)
    spells.update(official_on=dt.date(2020, 4, member.pk % 28 + 1), decision_on=None)
    member.refresh_from_db()
    member.citizen_id = f"0011920{member.pk:05}"
    member.save()
    badge(r, member=member, badge_number="1", number=f"{member.pk}-QĐ")
    discipline(r, member, "dismissal", day)
    exempt(r, member=member, kind="fixed", until=dt.date(2021, 12, 1))
    rating(r, member, grade="excellent")
    Transfer.objects.create(
        placement=place, number="7-GT", issued_on=day, destination="Đảng bộ phường A"
    )
    Absence.objects.create(
        placement=place, destination="Đảng bộ B", started_on=dt.date(2020, 6, 1)
    )
    BranchFactory(committee=r.committee)  # nobody in it, no host
    Congress.objects.create(
        branch=r.one, term="2018", held_on=dt.date(2018, 1, member.pk % 28 + 1)
    )
    EnterpriseFactory.create_batch(2, name="Công ty TNHH Một")


# {code: plant(register)}
FAULTS = {
    "citizen-id-shape": citizen_id("00109000000"),
    "citizen-id-twice": citizen_id("001090000001", "001 090000001"),
    "citizen-id-sex": citizen_id("001190000001"),
    "citizen-id-birth": citizen_id("001091000001"),
    "citizen-id-province": citizen_id("000090000001"),
    "profile-shape": man(profile_number="12HN"),
    "profile-symbol": man(profile_number="000123NA"),
    "old-card-shape": man(old_card_number="123"),
    "card-outdated": man(card_issued_on=dt.date(2025, 9, 3)),
    "badge-number": lambda r: badge(r, badge_number="HN 123"),
    "card-missing": man(old_card_number="", card_issued_on=None),
    "badge-due": spell(
        decision_on=dt.date(1985, 3, 1),
        ceremony_on=dt.date(1985, 3, 1),
        official_on=dt.date(1986, 3, 1),
        recognised_on=dt.date(1986, 3, 1),
    ),
    "badge-too-early": badge,
    "badge-while-disciplined": badge_in_delay,
    "badge-not-returned": badge_kept,
    "person-twice": lambda r: MemberFactory(full_name="NGUYEN VAN AN"),
    "name-shape": man(full_name="nguyễn văn an"),
    "birth-day": man(born_precision="year"),
    "future-day": man(card_issued_on=dt.date(2022, 1, 15)),
    "schooling-missing": lambda r: r.man.qualifications.update(level=1),
    "new-member-course": course,
    "work-elsewhere": job(ended_on=dt.date(2021, 12, 1)),
    "work-too-short": job(contract="short"),
    "work-gap": work_with_gap,
    "old-place": man(residence="Phường Giáp Bát, quận Hoàng Mai, Hà Nội"),
    "old-ward": lambda r: None,  # the wards changed by themselves
    "owner-share": owner,
    "admitted-too-young": man(born_on=dt.date(2001, 5, 2)),
    "official-too-early": spell(official_on=dt.date(2020, 4, 30)),
    "official-too-late": spell(official_on=dt.date(2020, 5, 2)),
    "probation-too-long": lambda r: newcomer(r, dt.date(2020, 12, 13)),
    "decision-missing": spell(decision_on=None),
    "after-the-end": rated_after_death,
    "admitted-again": admitted_again,
    "guest-at-home": guest,
    "away-too-long": away,
    "transfer-unconfirmed": transfer,
    "transfer-inspected": inspected,
    "exemption-amiss": lambda r: exempt(r, kind="fixed", until=dt.date(2021, 12, 1)),
    "spell-over-still-placed": spell(
        ended_on=dt.date(2021, 6, 1), end_reason="resigned"
    ),
    "placement-ended-spell-open": lambda r: r.spell.placements.update(
        ended_on=dt.date(2021, 6, 1), ended="died"
    ),
    "placed-before-joining": lambda r: r.spell.placements.update(
        started_on=dt.date(2019, 4, 30)
    ),
    "placed-in-ended-branch": end_link,
    "nowhere-placed": lambda r: MemberFactory(full_name="Trần Thị Yến"),
    "exempt-graded": lambda r: (exempt(r), rating(r)),
    "new-graded": lambda r: rating(r, newcomer(r)),
    "cap-exceeded": lambda r: rating(r, grade="excellent"),
    "not-graded": rating,
    "discipline-open": lambda r: discipline(
        r, r.man, "warning", dt.date(2020, 12, 1), is_relapse=True
    ),
    "dismissed-from-nothing": lambda r: discipline(
        r, r.plain, "dismissal", dt.date(2021, 6, 1)
    ),
    "probationer-disciplined": lambda r: discipline(
        r, newcomer(r), "expulsion", dt.date(2021, 12, 1)
    ),
    "few-official": lambda r: r.leave(dt.date(2021, 6, 1), "died"),
    "secretary-missing": lambda r: r.man.positions.update(
        ended_on=dt.date(2021, 12, 1)
    ),
    "two-secretaries": office("secretary"),
    "two-deputies": office("deputy", 2),
    "committee-missing": crowd,
    "committee-too-early": office("committee"),
    "committee-too-large": lambda r: (crowd(r), office("committee", 8)(r)),
    "probationer-in-office": lambda r: (newcomer(r), office("deputy")(r)),
    "officer-not-here": lambda r: actions.move(
        placement=r.place, to=r.two, on=dt.date(2021, 6, 1)
    ),
    "office-of-ended-branch": end_link,
    "access-open": lambda r: AccessFactory(
        branch=r.one,
        user=User.objects.create(username="cu", full_name="Nguyễn Đã Thôi"),
        started_on=dt.date(2020, 6, 1),
    ),
    "congress-overdue": congress(dt.date(2019, 1, 10)),
    "congress-missing": congress(dt.date(2021, 1, 10)),
    "host-missing": lambda r: BranchEnterprise.objects.filter(branch=r.one).update(
        ended_on=dt.date(2021, 6, 1)
    ),
    "host-closed": lambda r: EnterpriseStatus.objects.create(
        enterprise=r.firm, status="closed", started_on=dt.date(2021, 6, 1)
    ),
    "type-missing": lambda r: BranchType.objects.filter(branch=r.one).update(
        ended_on=dt.date(2021, 6, 1)
    ),
    "branch-twice": same_name,
    "regulation-over": lambda r: regulation(r, ended_on=dt.date(2021, 1, 1)),
    "regulation-unreviewed": regulation,
    "number-twice": same_number,
    "enterprise-twice": same_firm,
    "tax-code-shape": lambda r: EnterpriseFactory(tax_code="0100233480"),
    "host-without-address": lambda r: r.firm.addresses.update(
        ended_on=dt.date(2021, 6, 1)
    ),
}
# Faults that only a later day brings out.
DAYS = {"old-place": WARDS_CHANGED, "old-ward": WARDS_CHANGED}
