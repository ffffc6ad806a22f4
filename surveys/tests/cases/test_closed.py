"""Closing a case, what stays as it is afterwards, and a page read before."""

from surveys.cases import acts
from surveys.cases.pages.forms import FactsForm
from surveys.cases.stages import C
from surveys.models import OutreachCase
from surveys.tests.cases.test_acts import DAY, refused, visit
from surveys.tests.cases.world import D


def test_a_closed_case_takes_no_visit(world):
    world.lead_to(C.ANNOUNCED)
    acts.close(case=world.case, closed_on=DAY, by=world.by)
    with refused("Hồ sơ đã khép ngày 01/05/2021"):
        visit(world)
    with refused("Hồ sơ đã khép ngày 01/05/2021"):
        acts.close(case=world.case, closed_on=DAY, by=world.by)


def test_a_visit_of_a_closed_case_stays(world):
    promised = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo", "next_on": DAY}
    row = visit(world, **promised)
    world.lead_to(C.ANNOUNCED)
    acts.close(case=world.case, closed_on=DAY, by=world.by)
    said = "Hồ sơ đã khép ngày 01/05/2021"
    with refused(said):
        acts.correct(row, by=world.by, reason="Nhầm", place="Trụ sở")
    with refused(said):
        acts.void(row, by=world.by, reason="Nhầm")
    with refused(said):
        acts.do_next(visit=row, done_on=DAY, by=world.by)


def test_facts_of_a_case_leave_what_somebody_else_wrote(world):
    stale = OutreachCase.objects.get()
    OutreachCase.objects.update(closed_on=D(2021, 9, 1))
    form = FactsForm({"in_charge": "An", "note": ""}, instance=stale)
    assert form.is_valid()
    acts.put_facts(form, by=world.by)
    row = OutreachCase.objects.get()
    assert (row.in_charge, row.closed_on) == ("An", D(2021, 9, 1))


def test_only_an_announced_case_is_closed(world):
    with refused("Chỉ khép được hồ sơ đã đến “Đã công bố”"):
        acts.close(case=world.case, closed_on=DAY, by=world.by)
    world.lead_to(C.ANNOUNCED)
    with refused("Ngày khép hồ sơ không được trước bước “Đã công bố, 10/04/2021”"):
        acts.close(case=world.case, closed_on=D(2021, 4, 9), by=world.by)
    assert OutreachCase.objects.get().closed_on is None
