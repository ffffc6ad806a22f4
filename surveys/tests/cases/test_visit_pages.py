"""Writing, correcting and voiding visits; what was promised."""

import pytest

from hoangmai_party import clock
from surveys.cases.stages import C
from surveys.models import Proposal, Visit
from surveys.tests.cases.page import PROMISED, text, url
from surveys.tests.cases.world import D
from surveys.tests.factories import VisitFactory

VISIT = {
    "visited_on": "20/05/2021",
    "met": "owner",
    "met_name": "Bà Lê Thị Chủ",
    "attitude": "considering",
    "content": "Giới thiệu Nghị quyết 09",
    "proposals": "Chỗ để xe\nGiảm tiền thuê đất",
    "next_action": "Gửi mẫu đơn",
    "next_by": "Khảo",
    "next_on": "10/06/2021",
}


def test_a_visit_is_written_with_what_the_owner_asks(clerk, world):
    answer = clerk.post(url("visit-new", world.case.pk), VISIT, follow=True)
    made = Visit.objects.get(met_name="Bà Lê Thị Chủ")
    assert (made.visited_on, made.next_on) == (D(2021, 5, 20), D(2021, 6, 10))
    said = Proposal.objects.filter(visit=made).values_list("content", flat=True)
    assert {*said} == {"Chỗ để xe", "Giảm tiền thuê đất"}
    assert "Đã ghi lần gặp gỡ." in text(answer)


def test_what_the_owner_waits_for_stands_before_the_form(clerk, world):
    row = {"case": world.case, "raised_on": D(2021, 5, 2)}
    Proposal.objects.create(**row, content="Xin chỗ để xe")
    sent = {"forwarded_to": "UBND phường", "forwarded_on": D(2021, 5, 5)}
    Proposal.objects.create(**row, **sent, content="Xin giảm tiền thuê đất")
    done = {"answered_on": D(2021, 5, 9), "answer": "Đã lắp"}
    Proposal.objects.create(**row, **done, content="Xin lắp đèn đường")
    page = text(clerk.get(url("visit-new", world.case.pk)))
    before = page[: page.index('name="visited_on"')]
    assert "Xin chỗ để xe" in before
    assert "Chưa chuyển." in before
    assert "Đã chuyển UBND phường 05/05/2021, chưa trả lời." in before
    assert "Xin lắp đèn đường" not in page


def test_the_form_knows_what_the_last_visit_knew(clerk, world):
    VisitFactory(
        case=world.case,
        visited_on=D(2021, 5, 2),
        met="manager",
        met_name="Ông Quản Lý",
        place="Nhà máy",
        next_on=D(2021, 5, 30),
        **PROMISED,
    )
    form = clerk.get(url("visit-new", world.case.pk)).context["form"]
    assert form["place"].value() == "Nhà máy"
    asked = [form[name].value() for name in ("met", "met_name", "done")]
    assert not any(asked)  # somebody says anew whom they met and what is done


def test_a_visit_ticks_what_was_promised(clerk, world):
    first = VisitFactory(
        case=world.case, visited_on=D(2021, 5, 2), next_on=D(2021, 5, 30), **PROMISED
    )
    clerk.post(url("visit-new", world.case.pk), VISIT | {"done": [first.pk]})
    first.refresh_from_db()
    assert first.next_done_on == D(2021, 5, 20)


BAD_VISITS = {
    "nobody met": ({"met": ""}, "met"),
    "before the case": ({"visited_on": "28/02/2021"}, "visited_on"),
    "tomorrow": ({"visited_on": "02/06/2021"}, "visited_on"),
    "31/02": ({"visited_on": "31/02/2021"}, "visited_on"),
    "action without a day": ({"next_on": ""}, "next_on"),
    "action before the visit": ({"next_on": "19/05/2021"}, "next_on"),
    "a long name": ({"met_name": "Đ" * 121}, "met_name"),
    "NUL": ({"content": "a\0"}, "content"),
    "somebody else's promise": ({"done": ["999"]}, None),
}


@pytest.mark.parametrize("what", BAD_VISITS)
def test_a_badly_typed_visit_is_refused_at_its_field(clerk, world, what):
    typed, field = BAD_VISITS[what]
    page = clerk.post(url("visit-new", world.case.pk), VISIT | typed)
    if field is None:  # nothing was promised, so the form does not ask
        assert Visit.objects.count() == 2
        return
    assert [*page.context["form"].errors] == [field]
    assert (Visit.objects.count(), Proposal.objects.count()) == (1, 0)
    assert "Giảm tiền thuê đất" in text(page)


def test_a_form_sent_twice_is_written_once(clerk, world):
    data = VISIT | {"sent_token": "t" * 32}
    clerk.post(url("visit-new", world.case.pk), data)
    clerk.post(url("visit-new", world.case.pk), data)
    assert Visit.objects.filter(met_name="Bà Lê Thị Chủ").count() == 1


def test_a_visit_is_corrected_with_why(clerk, world):
    row = Visit.objects.get()
    page = clerk.get(url("visit-correct", row.pk))
    typed = {"visited_on": "16/03/2021", "met": "owner", "attitude": "agree"}
    page = clerk.post(url("visit-correct", row.pk), typed)
    assert page.context["why"].errors
    clerk.post(url("visit-correct", row.pk), typed | {"why-reason": "Nhầm ngày"})
    assert Visit.objects.get().visited_on == D(2021, 3, 16)


def test_a_correction_that_breaks_a_step_is_refused_in_words(clerk, world):
    world.lead_to(C.AGREED)
    row = Visit.objects.get()
    typed = {"visited_on": "15/03/2021", "met": "owner", "attitude": "opposed"}
    typed["why-reason"] = "Nhầm"
    page = text(clerk.post(url("visit-correct", row.pk), typed))
    assert "dựa vào lần gặp này: hãy hủy bước đó trước." in page
    assert Visit.objects.get().attitude == "agree"


def test_a_visit_is_voided_with_a_reason(clerk, world):
    row = Visit.objects.get()
    clerk.post(url("visit-void", row.pk), {"reason": "Nhầm doanh nghiệp"})
    assert not Visit.objects.exists()


def test_what_is_due_is_done_with_one_button(clerk, world, other):
    page = clerk.get(url("case-due"))
    [visit] = page.context["late"]
    data = {"day": "01/06/2021", "from_due": "on"}
    answer = clerk.post(url("visit-done", visit.pk), data)
    assert answer.url == url("case-due")
    assert clerk.get(url("case-due")).context["late"] == []


def test_what_rests_is_due_to_be_looked_at(clerk, world):
    world.lead_to(C.DEFERRED)
    assert clerk.get(url("case-due")).context["reviews"] == []
    with clock.fixed(D(2021, 8, 1)):
        [step] = clerk.get(url("case-due")).context["reviews"]
    assert step.case == world.case
