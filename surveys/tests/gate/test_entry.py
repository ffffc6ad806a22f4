"""The form at the gate: what each button does, and what is refused at its box."""

import pytest

from accounts import tokens
from enterprises.models import MassOrganisation
from surveys.models import SurveyRecord
from surveys.models.record_sense import TOO_MANY
from surveys.tests.gate.phone import Phone


@pytest.fixture
def phone(client, gate):
    return Phone(client, gate.surveyor, gate.campaign, gate.mine[0])


def test_operating_enterprise_is_asked_section_by_section(phone, gate):
    assert phone.tap("operating").url == f"{phone.url}?s=labour"
    assert phone.post("labour", go="owner", workers="40", women="25").url == (
        f"{phone.url}?s=owner"
    )
    answers = {"owner_name": "Phạm Thị Chủ", "owner_born": "1970", "attitude": "agree"}
    phone.post("owner", go="party", owner_is_member="true", **answers)
    members = {"members_official": "3", "members_probationary": "", "prospects": "2"}
    phone.post("party", go="organisations", party_body="none", **members)
    ticked = {"org_trade_union": "on", "org_trade_union_members": "12"}
    phone.post("organisations", go="terms", **ticked, org_veterans="on")
    end = phone.post("terms", go="file", has_room="false", note="Thiếu chỗ", signer="")
    assert end.url == f"/surveys/records/in/{gate.campaign.pk}/"
    [record] = phone.records
    facts = (
        *("found", "surveyor", "team", "agency", "workers", "women", "young"),
        *("owner_name", "owner_born", "owner_is_member", "attitude", "party_body"),
        *("members_official", "members_probationary", "prospects", "has_room"),
        *("has_time", "note", "proposed", "result"),
    )
    assert [getattr(record, name) for name in facts] == [
        *("operating", "Trần Thị Khảo Sát", gate.team, gate.assignment.agency),
        *(40, 25, None, "Phạm Thị Chủ", 1970, True, "agree", "none"),
        *(3, None, 2, False, None, "Thiếu chỗ", "eligible", ""),
    ]
    parts = record.organisations.values_list("kind", "members")
    assert [*parts] == [("trade_union", 12), ("veterans", None)]
    assert phone.typed is None


@pytest.mark.parametrize(
    "found", ["not_found", "stopped", "suspended", "moved_out", "refused"]
)
def test_one_tap_files_the_record(phone, gate, found):
    answer = phone.tap(found, note="Cửa khóa", real_address="")
    assert answer.url == f"/surveys/records/in/{gate.campaign.pk}/"
    [record] = phone.records
    facts = (record.found, record.proposed, record.note, record.team, record.workers)
    assert facts == (found, found, "Cửa khóa", gate.team, None)
    assert phone.typed is None


def test_one_tap_files_nothing_of_an_earlier_try(phone):
    phone.post("labour", go="owner", workers="40")
    phone.tap("not_found")
    assert [(r.found, r.workers) for r in phone.records] == [("not_found", None)]


def test_nobody_met_is_filed_at_the_third_time(phone):
    for count in (1, 2):
        phone.tap("unreachable")
        assert (phone.records, phone.typed["attempts"]) == ([], str(count))
        assert f"đã {count} lần" in phone.open().content.decode()
    phone.tap("unreachable", attempts="2")
    [record] = phone.records
    assert (record.attempts, record.proposed) == (3, "unreachable")
    assert record.note == "Không gặp: 10/05/2021, 10/05/2021, 10/05/2021."


def test_somebody_met_after_all_is_operating(phone):
    phone.tap("unreachable")
    phone.tap("operating", attempts="1")
    phone.post("party", go="file", members_official="3")
    [record] = phone.records
    assert (record.found, record.attempts, record.proposed) == (
        *("operating", 1, "eligible"),
    )
    assert record.note == "Không gặp: 10/05/2021."


def test_duplicate_is_chosen_from_a_search(phone, gate):
    assert phone.tap("duplicate").url == f"{phone.url}?s=duplicate"
    page = phone.client.get(phone.url, {"s": "duplicate", "q": "det binh"})
    assert [row.name for row in page.context["rows"]] == ["Dệt Bình"]
    phone.post("duplicate", found="duplicate", duplicate_of=str(gate.mine[1].pk))
    [record] = phone.records
    assert (record.duplicate_of, record.proposed_because) == (
        gate.mine[1],
        "Trùng với Dệt Bình",
    )


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_duplicate_of_nothing_is_refused(phone, key):
    page = phone.post("duplicate", found="duplicate", duplicate_of=key)
    assert [*page.context["form"].errors] == ["duplicate_of"]
    assert phone.records == []


def test_record_may_be_filed_before_the_last_section(phone):
    phone.tap("operating")
    phone.post("labour", go="file", workers="5")
    assert [(r.workers, r.proposed) for r in phone.records] == [(5, "")]


WOMEN = "Lao động nữ không được quá tổng số lao động."
BORN = "Năm sinh phải từ 1900 đến 2005."
NO_DAY = "Hãy nhập ngày hợp lệ, theo dạng ngày/tháng/năm (ví dụ 05/09/1990)."
# what: (section, typed, box, message)
BAD = {
    "more women": ("labour", {"workers": "3", "women": "4"}, "women", WOMEN),
    "women alone": ("labour", {"women": "4"}, "women", WOMEN),
    "negative": (
        *("labour", {"workers": "-1"}, "workers"),
        "Giá trị phải lớn hơn hoặc bằng 0.",
    ),
    "ten digits": ("labour", {"workers": "1234567890"}, "workers", TOO_MANY),
    "letters": ("labour", {"workers": "vài"}, "workers", "Hãy nhập một số nguyên."),
    "1800": ("owner", {"owner_born": "1800"}, "owner_born", BORN),
    "2100": ("owner", {"owner_born": "2100"}, "owner_born", BORN),
    "NUL": (
        *("owner", {"owner_name": "Phạm\0"}, "owner_name"),
        "Không được chứa ký tự rỗng (null).",
    ),
    "31/02": ("found", {"surveyed_on": "31/02/2021"}, "surveyed_on", NO_DAY),
    "tomorrow": (
        *("found", {"surveyed_on": "11/05/2021"}, "surveyed_on"),
        "Ngày không được ở tương lai (hôm nay là 10/05/2021).",
    ),
    "before the campaign": (
        *("found", {"surveyed_on": "31/03/2021"}, "surveyed_on"),
        "Ngày không được trước khi đợt bắt đầu (01/04/2021).",
    ),
    "members without their organisation": (
        *("organisations", {"org_veterans_members": "4"}, "org_veterans"),
        "Có số người thì đánh dấu đoàn thể này.",
    ),
    "organisation of ten digits": (
        *(
            "organisations",
            {"org_veterans": "on", "org_veterans_members": "9999999999"},
        ),
        *("org_veterans_members", TOO_MANY),
    ),
    "attitude of no kind": (
        *("owner", {"attitude": "happy"}, "attitude"),
        "Hãy chọn lại: happy không có trong danh sách lựa chọn.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_comes_back_at_its_box_with_all_that_was_typed(phone, what):
    section, typed, box, message = BAD[what]
    phone.post("terms", to="labour", note="Giữ lại nhé")
    page = phone.post(section, go="file", **typed)
    form = page.context["form"]
    assert {name: [*said] for name, said in form.errors.items()} == {box: [message]}
    assert page.context["slug"] == section
    assert message in page.content.decode().replace("&#x27;", "'")
    assert phone.records == []
    kept = {name: text.replace("\0", "") for name, text in typed.items()}
    assert {**phone.typed, **kept, "note": "Giữ lại nhé"} == phone.typed


def test_next_stays_where_a_box_is_refused_and_a_jump_does_not(phone):
    wrong = {"workers": "3", "women": "4"}
    page = phone.post("labour", go="owner", **wrong)
    assert (page.status_code, [*page.context["form"].errors]) == (200, ["women"])
    assert phone.post("labour", to="terms", **wrong).url == f"{phone.url}?s=terms"
    page = phone.post("terms", go="file", note="xong")
    assert (page.context["slug"], [*page.context["form"].errors]) == (
        "labour",
        ["women"],
    )


def test_what_was_typed_is_shown_as_text(phone):
    phone.post("terms", to="terms", note="</textarea><script>alert(1)</script>")
    html = phone.open("terms").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in html


def test_sent_twice_it_is_one_record_and_no_draft(phone, gate):
    token = {tokens.FIELD: tokens.fresh()}
    first = phone.post("labour", go="file", workers="5", **token)
    again = phone.post("labour", go="file", workers="5", **token)
    assert (first.url, again.url) == (f"/surveys/records/in/{gate.campaign.pk}/",) * 2
    assert (len(phone.records), phone.typed) == (1, None)


def test_live_answer_keeps_and_proposes(phone):
    page = phone.keep("party", party_body="none", members_official="3").content.decode()
    assert "Đã giữ lúc" in page
    assert "<strong>Đủ điều kiện thành lập</strong>" in page
    assert phone.typed["members_official"] == "3"
    assert phone.records == []
    page = phone.keep("party", party_body="none", members_official="x").content.decode()
    assert "<strong>chưa đề xuất được</strong>" in page


def test_every_kind_of_organisation_is_asked(phone):
    names = {box.name for box in phone.open("organisations").context["boxes"]}
    kinds = MassOrganisation.Kind.values
    assert names == {f"org_{k}" for k in kinds} | {f"org_{k}_members" for k in kinds}


def test_every_box_of_a_record_stands_in_a_section(phone):
    asked = {"found", "duplicate_of"}
    for section in ("found", "labour", "owner", "party", "terms"):
        asked |= {box.name for box in phone.open(section).context["boxes"]}
    ours = {f.name for f in SurveyRecord._meta.fields if f.editable}
    set_by_the_page = {"id", "campaign", "enterprise", "team", "result"}
    assert ours - set_by_the_page == asked
