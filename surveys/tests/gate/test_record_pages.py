"""The pages of a record: its class, its versions, what follows; in the office's hands."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.desk import written
from enterprises.models import Headcount, MassOrganisation
from enterprises.tests.factories import EnterpriseFactory
from surveys.gate import acts
from surveys.models import OutreachCase, SurveyRecord
from surveys.models.record import CLOSED
from surveys.tests.factories import OutreachCaseFactory, SurveyRecordFactory
from surveys.tests.gate.phone import messages_of

ELIGIBLE = {"party_body": "none", "members_official": 3, "found": "operating"}


@pytest.fixture
def record(gate):
    return acts.file_record(
        campaign=gate.campaign,
        enterprise=gate.mine[0],
        by=gate.surveyor,
        surveyed_on=dt.date(2021, 5, 10),
        team=gate.team,
        **ELIGIBLE,
        workers=40,
        owner_name="Phạm Thị Chủ",
        has_room=False,
        note="Chật\nchỗ",
        organisations=[("trade_union", 12), ("veterans", None)],
    )


@pytest.fixture
def office(client, gate):
    client.force_login(gate.office)
    return client


def url(record, name=""):
    return f"{record.get_absolute_url()}{name and name + '/'}"


def test_page_tells_what_was_answered_and_nothing_else(office, record):
    page = office.get(url(record))
    assert page.context["parts"] == [
        ("Lao động", [("tổng số lao động", 40)]),
        ("Chủ doanh nghiệp", [("họ tên chủ doanh nghiệp", "Phạm Thị Chủ")]),
        (
            "Tổ chức đảng, đảng viên",
            [("tổ chức đảng", "Chưa có"), ("đảng viên chính thức", 3)],
        ),
        (
            "Đoàn thể",
            [("Công đoàn cơ sở", "12 người"), ("Hội Cựu chiến binh", "có")],
        ),
        ("Điều kiện, khó khăn, đề xuất", [("có phòng họp", "không")]),
    ]
    html = page.content.decode()
    assert "Chật<br>chỗ" in html
    assert record.proposed_because in html
    assert "! Chờ xác nhận" in html


def test_office_confirms_on_the_page(office, record):
    answer = office.post(url(record, "confirm"), {"result": "eligible"})
    assert messages_of(answer) == ["Đã xác nhận phân loại: Đủ điều kiện thành lập."]
    assert "✓ Đủ điều kiện thành lập" in office.get(url(record)).content.decode()


@pytest.mark.parametrize("typed", [{}, {"result": "x"}, {"result": "no_source"}])
def test_confirmation_without_class_or_reason_is_said(office, record, typed):
    answer = office.post(url(record, "confirm"), typed)
    assert len(messages_of(answer)) == 1
    assert SurveyRecord.objects.get().result == ""


def test_ticked_rows_are_confirmed_together(office, record, gate):
    rows = [
        record,
        *(SurveyRecordFactory(campaign=gate.campaign, proposed=p) for p in ("", "refused")),
        SurveyRecordFactory(
            campaign=gate.campaign, proposed="eligible", result="no_source"
        ),
    ]  # fmt: skip
    address = reverse("surveys:record-confirmations")
    page = office.get(address)
    assert {*page.context["rows"]} == {*rows[:3]}
    keys = [row.pk for row in rows] + ["x", "9" * 30]
    answer = office.post(address, {"record": keys})
    assert messages_of(answer) == ["Đã xác nhận 2 phiếu."]
    results = SurveyRecord.objects.order_by("pk").values_list("result", flat=True)
    assert [*results] == ["eligible", "", "refused", "no_source"]
    assert messages_of(office.post(address))[-1] == "Chưa đánh dấu phiếu nào."


def test_class_in_doubt_is_seen_where_it_is_confirmed(office, gate):
    row = {"campaign": gate.campaign, "members_official": 3, "proposed": "eligible"}
    address = reverse("surveys:record-confirmations")
    SurveyRecordFactory(**row, party_body="none")
    assert "! cần hỏi lại" not in office.get(address).content.decode()
    doubtful = SurveyRecordFactory(**row)
    assert "! cần hỏi lại" in office.get(address).content.decode()
    assert "! cần hỏi lại" in office.get(url(doubtful)).content.decode()


DAYS = {
    "before": ("09/04/2021", dt.date(2021, 4, 10), None, "10/04/2021 – chưa định"),
    "first": ("10/04/2021", dt.date(2021, 4, 10), None, ""),
    "last": ("08/05/2021", dt.date(2021, 4, 1), dt.date(2021, 5, 8), ""),
    "after": (
        "09/05/2021",
        dt.date(2021, 4, 1),
        dt.date(2021, 5, 8),
        "01/04/2021 – 08/05/2021",
    ),
}


@pytest.mark.parametrize("what", DAYS)
def test_day_outside_the_campaign_is_said(office, gate, record, what):
    day, since, until, said = DAYS[what]
    office.post(url(record, "correct"), correction(record, surveyed_on=day))
    gate.campaign.started_on, gate.campaign.ended_on = since, until
    gate.campaign.save()
    [new] = SurveyRecord.objects.filter(enterprise=record.enterprise)
    warned = f"Ngày khảo sát {day} ngoài thời gian của đợt"
    page = office.get(url(new)).content.decode()
    assert (f"! {warned} ({said})." in page) == bool(said)
    place = reverse("surveys:record-list", args=[gate.campaign.pk])
    listed = office.get(place, {"q": record.enterprise.name})
    assert (f"! {warned}" in listed.content.decode()) == bool(said)


def test_worklist_is_of_open_campaigns_and_of_the_one_asked(office, record, close):
    address = reverse("surveys:record-confirmations")
    other = SurveyRecordFactory(proposed="eligible")
    page = office.get(address, {"campaign": other.campaign_id})
    assert [*page.context["rows"]] == [other]
    assert office.get(address, {"campaign": "x"}).context["count"] == 2
    close()
    assert [*office.get(address).context["rows"]] == [other]


def correction(record, **typed):
    return {
        "surveyed_on": "10/05/2021",
        "found": "operating",
        "party_body": "none",
        "members_official": "3",
        "reason": "Đếm nhầm",
        **typed,
    }


def test_correction_page_shows_the_old_and_writes_a_new_one(office, record):
    page = office.get(url(record, "correct"))
    form = page.context["form"]
    shown = ("surveyed_on", "workers", "has_room", "org_trade_union_members", "note")
    assert [form[name].value() for name in shown] == [
        *("10/05/2021", "40", "false", "12", "Chật\nchỗ"),
    ]
    typed = correction(record, workers="41", org_veterans="on")
    answer = office.post(url(record, "correct"), typed)
    new = SurveyRecord.objects.get()
    assert answer.url == url(new)
    assert (new.workers, new.corrects, new.team) == (41, record, record.team)
    assert [*new.organisations.values_list("kind", "members")] == [("veterans", None)]
    html = office.get(url(new)).content.decode()
    assert "sửa vì: Đếm nhầm" in html
    old = office.get(url(record)).content.decode()
    assert "Phiếu này không còn tính: Đếm nhầm (Lê Văn Phòng" in old
    assert "Phiếu đang tính" in old
    assert "12 người" in old
    assert office.get(url(record, "correct")).status_code == 404


WRONG = {
    "no reason": ({"reason": " "}, "reason"),
    "long reason": ({"reason": "x" * 501}, "reason"),
    "women": ({"workers": "3", "women": "4"}, "women"),
    "no day": ({"surveyed_on": ""}, "surveyed_on"),
    "twin of nothing": ({"found": "duplicate", "twin": "Không có"}, "twin"),
    "twin without a tax code": ({"found": "duplicate", "twin": "-"}, "twin"),
    "twin of nobody": ({"found": "duplicate"}, "twin"),
    "its own twin": ({"found": "duplicate", "twin": "Công ty Ánh Dương"}, None),
    "NUL": ({"note": "a\0"}, "note"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_correction_comes_back_with_what_was_typed(office, record, what):
    typed, box = WRONG[what]
    EnterpriseFactory(tax_code="")  # never meant by what is no code
    before = written()
    page = office.post(
        url(record, "correct"), correction(record, signer="Ông Ký", **typed)
    )
    errors = page.context["form"].errors
    assert [*errors] == [box] if box else errors
    assert 'value="Ông Ký"' in page.content.decode()
    assert written() == before


def test_twin_is_known_by_its_name(office, record, gate):
    typed = correction(record, found="duplicate", twin="Dệt Bình")
    office.post(url(record, "correct"), typed)
    assert SurveyRecord.objects.get().duplicate_of == gate.mine[1]


def test_closed_campaign_is_corrected_with_a_class(office, record, close):
    close()
    page = office.get(url(record, "correct"))
    assert "result" in page.context["form"].fields
    assert "confirm/" not in office.get(url(record)).content.decode()
    typed = correction(record, result="near_eligible")
    office.post(url(record, "correct"), typed)
    new = SurveyRecord.objects.get()
    assert (new.result, new.confirm_reason) == ("near_eligible", "Đếm nhầm")


def test_desk_refuses_a_record_of_a_closed_campaign(desk, gate, record, close):
    close()
    before = written()
    for typed in ({"note": "khác"}, {"organisations-0-members": "99"}):
        assert CLOSED in desk.save(SurveyRecord, record, **typed).above
    assert written() == before
    page = reverse("admin:surveys_surveyrecord_delete", args=[record.pk])
    answer = desk.client.post(page, {"reason": "Nhập nhầm"})
    assert messages_of(answer) == [CLOSED]
    facts = {"campaign": gate.campaign.pk, "enterprise": gate.mine[1].pk}
    facts = {k: str(v) for k, v in facts.items()}
    answer = desk.save(SurveyRecord, None, **facts, surveyed_on="10/05/2021")
    assert answer.above == (CLOSED,)
    assert written() == before


def test_desk_proposes_anew_and_takes_off_a_class_that_no_longer_fits(desk, record):
    SurveyRecord.objects.update(result="eligible")
    assert desk.save(SurveyRecord, record, note="khác").is_saved
    assert SurveyRecord.objects.get().result == "eligible"
    assert desk.save(SurveyRecord, record, members_official="2").is_saved
    row = SurveyRecord.objects.get()
    assert (row.proposed, row.result) == ("near_eligible", "")


@pytest.mark.parametrize("confirmed", ["no", "yes"])
def test_desk_lists_what_waits_in_a_ward(desk, gate, record, confirmed):
    SurveyRecordFactory(
        campaign=gate.campaign, enterprise=gate.theirs, result="refused"
    )
    address = reverse("admin:surveys_surveyrecord_changelist")
    here = gate.assignment.ward.pk
    asked = {"confirmed": confirmed, "ward": here, "campaign__id__exact": "1"}
    asked["campaign__id__exact"] = gate.campaign.pk
    found = desk.client.get(address, asked).context["cl"].result_list
    assert [*found] == ([record] if confirmed == "no" else [])


def test_case_is_opened_from_a_promising_record(office, record):
    assert "Mở hồ sơ vận động" in office.get(url(record)).content.decode()
    office.post(url(record, "case"))
    case = OutreachCase.objects.get()
    assert (case.enterprise, case.record) == (record.enterprise, record)
    assert case.opened_on == record.surveyed_on == dt.date(2021, 5, 10)
    assert case.in_charge == "Lê Văn Phòng"
    html = office.get(url(record)).content.decode()
    assert "Đang có hồ sơ vận động mở ngày 10/05/2021" in html
    answer = office.post(url(record, "case"))
    assert "đang có một hồ sơ vận động mở" in messages_of(answer)[0]
    assert OutreachCase.objects.count() == 1


@pytest.mark.parametrize(
    ("proposed", "result", "offered"),
    [
        ("eligible", "", True),
        ("near_eligible", "", True),
        ("has_source", "", True),
        ("no_source", "", False),
        ("eligible", "no_source", False),
        ("no_source", "has_source", True),
        ("", "", False),
    ],
)
def test_case_is_offered_by_the_class(office, gate, proposed, result, offered):
    record = SurveyRecordFactory(
        campaign=gate.campaign, proposed=proposed, result=result
    )
    html = office.get(url(record)).content.decode()
    assert ("Mở hồ sơ vận động" in html) is offered
    status = office.post(url(record, "case")).status_code
    assert status == (302 if offered else 404)


def test_closed_case_makes_room_for_another(office, record):
    OutreachCaseFactory(enterprise=record.enterprise, closed_on=dt.date(2021, 5, 9))
    assert "Mở hồ sơ vận động" in office.get(url(record)).content.decode()


def test_ticked_facts_go_into_the_register(office, record):
    page = office.get(url(record, "register"))
    assert [*page.context["form"].fields] == [
        *("headcount", "org-trade_union", "org-trade_union-day"),
        *("org-veterans", "org-veterans-day"),
    ]
    typed = {"headcount": "on", "org-veterans": "on", "org-veterans-day": "03/02/2015"}
    answer = office.post(url(record, "register"), typed)
    assert answer.url == url(record)
    assert Headcount.objects.get().workers == 40
    assert [*MassOrganisation.objects.values_list("kind", "started_on")] == [
        ("veterans", dt.date(2015, 2, 3))
    ]


@pytest.mark.parametrize("day", ["", "31/02/2015", "11/05/2021"])
def test_organisation_without_its_day_is_refused(office, record, day):
    typed = {"headcount": "on", "org-veterans": "on", "org-veterans-day": day}
    page = office.post(url(record, "register"), typed)
    assert [*page.context["form"].errors] == ["org-veterans-day"]
    assert not Headcount.objects.exists()


def test_nothing_ticked_is_said(office, record):
    page = office.post(url(record, "register"), {})
    assert "Chưa ghi gì" in page.content.decode()


def test_address_as_typed_is_shown_as_text(office, record, gate):
    """The words of an offer stand in a help text, which a form shows as it is."""
    SurveyRecord.objects.update(
        real_address="<script>alert(1)</script>", real_ward=gate.assignment.ward
    )
    for name in ("", "register", "correct"):
        html = office.get(url(record, name)).content.decode()
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)" in html
