"""Twelve people with every kind of entry and exit, and two years of a small body.

Worked by hand; `test_forms_by_hand.py` says what every cell must be. 2021 is asked.
"""

import datetime as dt

from branches import actions as branch_actions
from branches.models import OrgType
from branches.tests.factories import CommitteeFactory
from enterprises.tests.factories import EnterpriseFactory
from members import actions
from members.models import (
    Absence,
    Award,
    Badge,
    Employment,
    Exemption,
    Ownership,
    Placement,
    Qualification,
)
from members.tests.factories import MemberFactory, SpellFactory
from reports.asked import Asked
from reports.models import TransferPlace
from reports.scope import committee_scope
from reports.spans import year_span

PROVINCE, DISTRICT, WARD = "Đảng bộ tỉnh A", "Đảng bộ quận B", "Đảng bộ phường C"


def day(text):
    """A date from dd/mm/yyyy."""
    return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()


class HandWorked:
    """One đảng bộ cơ sở, four branches, twelve people; a sister body beside it."""

    def __init__(self):
        self.body = CommitteeFactory(is_own=True, name="Đảng bộ Khối thử")
        self.sister = CommitteeFactory(name="Đảng bộ bạn")
        self.firm = EnterpriseFactory(legal_form="llc_multi")
        self.school = EnterpriseFactory(legal_form="nonpublic_unit")
        self.stock = EnterpriseFactory(legal_form="joint_stock")
        self.one = self._branch("B1", self.firm)
        self.two = self._branch("B2", self.school)
        # Under the sister body until 01/07/2021, and again from 01/12/2021.
        self.three = self._branch("B3", self.stock, committee=self.sister)
        self.cell = self._branch("B5", self.stock, kind=OrgType.GRASSROOTS_CELL)
        for name, area in (
            (PROVINCE, TransferPlace.Area.PROVINCE),
            (DISTRICT, TransferPlace.Area.DISTRICT),
            (WARD, TransferPlace.Area.OWN),
        ):
            TransferPlace.objects.create(name=name, area=area)
        self._who_stays()
        self._who_comes()
        self._who_goes()
        self._who_passes_through()
        self._year()

    def _branch(self, code, host, *, committee=None, kind=OrgType.SUBORDINATE_CELL):
        return branch_actions.found(
            code=code,
            name=f"Chi bộ {code}",
            org_type=kind,
            committee=committee or self.body,
            enterprises=[host],
            number=f"{code}-QĐ",
            decided_on=day("17/09/2015"),
        )

    def _opening(self, name, born, branch, joined, on="01/01/2018", **facts):
        """Somebody who was an official member when the books were opened."""
        spell = self._official(name, born, joined, **facts)
        actions.arrive(spell=spell, branch=branch, on=day(on), began="opening")
        return spell

    def _official(self, name, born, joined, **facts):
        member = MemberFactory(full_name=name, born_on=day(born), **facts)
        joined = day(joined)
        later = joined.replace(year=joined.year + 1)
        return SpellFactory(
            member=member,
            decision_on=None,
            ceremony_on=joined,
            official_on=later,
            recognised_on=later,
        )

    def _admit(self, name, born, branch, on, again=None, **facts):
        member = again or MemberFactory(full_name=name, born_on=day(born), **facts)
        on = day(on)
        return actions.admit(
            member=member,
            branch=branch,
            decision_on=on,
            ceremony_on=on,
            again=bool(again),
        )

    def _leave(self, spell, on, reason, went_to=""):
        placement = spell.placements.get(ended_on=None, kind="official")
        actions.leave(placement=placement, on=day(on), reason=reason, went_to=went_to)

    def _works(self, spell, job, host, since):
        Employment.objects.create(
            member=spell.member, enterprise=host, job=job, started_on=day(since)
        )

    def _learned(self, spell, general=0, profession=0, theory=0, on="01/06/2012"):
        for kind, level in (
            ("general", general),
            ("profession", profession),
            ("theory", theory),
        ):
            if level:
                Qualification.objects.create(
                    member=spell.member, kind=kind, level=level, granted_on=day(on)
                )

    def _who_stays(self):
        """An, Bình, Chi, Dũng, Khánh: the five of 31/12/2021."""
        self.an = self._opening("An", "15/03/1985", self.one, "03/02/2010")
        self._works(self.an, "executive", self.firm, "01/01/2015")
        self._works(self.an, "worker", self.school, "01/01/2010")  # the newer counts
        self._learned(self.an, general=3, profession=4, theory=2)
        Ownership.objects.create(
            member=self.an.member,
            enterprise=self.firm,
            basis="director",
            started_on=day("01/01/2015"),
        )
        binh = self._admit("Bình", "20/07/1990", self.one, "10/05/2020", sex="female")
        self._works(binh, "staff", self.firm, "01/01/2018")
        self._learned(binh, general=3, profession=4)
        self._learned(binh, theory=1, on="01/06/2021")
        actions.recognise(spell=binh, recognised_on=day("20/05/2021"))
        actions.move(placement=binh.placements.get(), to=self.two, on=day("01/08/2021"))
        self.binh = binh
        chi = self._admit(
            "Chi", "01/01/1995", self.one, "03/03/2021", sex="female", ethnicity="02"
        )
        self._works(chi, "worker", self.firm, "01/01/2018")
        self._learned(chi, general=3, profession=2)

    def _who_comes(self):
        """Dũng from a province, Khánh restored."""
        dung = self._official("Dũng", "10/10/1978", "02/09/2005", religion="02")
        actions.arrive(
            spell=dung, branch=self.two, on=day("15/02/2021"), came_from=PROVINCE
        )
        self._works(dung, "teacher", self.school, "15/02/2021")
        self._learned(dung, general=3, profession=5, theory=2)
        khanh = self._opening("Khánh", "09/09/1982", self.two, "02/09/2011")
        self._leave(khanh, "01/08/2020", "struck_off")
        actions.arrive(
            spell=khanh, branch=self.two, on=day("01/02/2021"), began="restored"
        )
        self._works(khanh, "retired", self.school, "01/01/2021")
        self._learned(khanh, general=2, profession=1)
        Exemption.objects.create(
            member=khanh.member,
            branch=self.two,
            kind="open",
            number="3-NQ",
            started_on=day("01/06/2021"),
        )

    def _who_goes(self):
        """Minh struck off while probationary, Nam expelled, Oanh resigned."""
        minh = self._admit("Minh", "15/06/1992", self.one, "01/06/2020")
        self._leave(minh, "01/07/2021", "struck_off")
        self.nam = self._opening(
            "Nam", "02/02/1975", self.two, "02/09/2000", "01/01/2021"
        )
        self._leave(self.nam, "01/09/2021", "expelled")
        self.oanh = self._opening(
            "Oanh", "04/04/1960", self.one, "19/05/1990", sex="female"
        )
        self._works(self.oanh, "retired_contract", self.firm, "01/01/2019")
        self._learned(self.oanh, general=2, profession=3, theory=3)
        self._leave(self.oanh, "01/04/2021", "resigned")

    def _who_passes_through(self):
        """Giang came and died, Hải came and left, Lan readmitted and cancelled, Phú."""
        giang = self._official("Giang", "05/05/1969", "02/09/1995", sex="female")
        actions.arrive(
            spell=giang, branch=self.two, on=day("01/04/2021"), came_from=DISTRICT
        )
        self._leave(giang, "01/11/2021", "died")
        self.hai = self._official("Hải", "01/01/1988", "02/09/2015")
        actions.arrive(
            spell=self.hai, branch=self.one, on=day("01/06/2021"), came_from=WARD
        )
        self._leave(self.hai, "20/12/2021", "transferred", PROVINCE)
        first = self._opening(
            "Lan", "02/02/1980", self.one, "02/09/2005", "01/01/2016", sex="female"
        )
        self._leave(first, "01/03/2017", "resigned")
        lan = self._admit("", "", self.two, "01/03/2021", again=first.member)
        self._works(lan, "teacher", self.school, "01/01/2018")
        self._learned(lan, general=3, profession=4)
        self._learned(lan, profession=5, on="01/06/2015")
        Ownership.objects.create(
            member=lan.member,
            enterprise=self.school,
            basis="investor",
            started_on=day("01/01/2018"),
        )
        self._leave(lan, "01/10/2021", "cancelled")
        self.phu = self._opening("Phú", "03/03/1983", self.three, "02/09/2008")
        for committee, on in ((self.body, "01/07/2021"), (self.sister, "01/12/2021")):
            branch_actions.hand_over(
                branches=[self.three], committee=committee, decided_on=day(on)
            )

    def _year(self):
        """Awards and a badge."""
        an = self.an.member
        for branch, member, kind, on in (
            (self.one, None, "commendation", "15/06/2021"),
            (self.cell, None, "merit", "15/06/2021"),
            (self.one, an, "commendation", "15/06/2021"),
            (self.one, an, "merit", "16/06/2021"),
            (self.one, an, "commendation", "15/06/2020"),
        ):
            Award.objects.create(
                branch=branch,
                member=member,
                kind=kind,
                level="body",
                number="7-QĐ",
                decided_on=day(on),
                reason="Thành tích",
            )
        Badge.objects.create(
            branch=self.one,
            member=self.oanh.member,
            years=30,
            awarded_on=day("19/03/2021"),
            number="9-QĐ",
            decided_on=day("01/03/2021"),
        )
        self._papers()

    def _papers(self):
        """Cards, and who sat elsewhere for a time."""
        for spell, on in (
            (self.an, "19/05/2021"),
            (self.binh, "01/06/2020"),
            (self.hai, "01/02/2021"),  # before he came
            (self.nam, "02/10/2021"),  # after he had gone
        ):
            spell.member.card_issued_on = day(on)
            spell.member.save()
        Absence.objects.create(
            placement=self.an.placements.get(),
            destination="Chi bộ nơi công tác",
            started_on=day("01/03/2021"),
        )
        Placement.objects.create(
            spell=self.phu,
            branch=self.one,
            kind="temporary",
            began="temporary",
            started_on=day("05/05/2021"),
        )

    def asked(self, as_of=dt.date(2022, 1, 14), year=2021):
        """The question of a year, of 2021 when none is named."""
        span = year_span(year)
        return Asked(year, span, as_of, committee_scope(self.body, span))
