"""The papers of a file: filled in from its rows, blank where nobody entered anything."""

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from hoangmai_party import clock
from members.tests.admission.people import FIVE, D, K, make_world
from members.tests.factories import SpellFactory
from reports.admission.papers import FORMS, OF_PROBATION, OWN, document
from reports.documents import html, tree
from reports.models import AdmissionForm, FormComparison

_F = AdmissionForm


@pytest.fixture
def world(db):
    return make_world()


def text(form, candidate):
    return "\n".join(tree.texts(document(form, candidate)))


def test_every_form_of_the_list_can_be_made(world):
    candidate = world.candidate()
    assert set(FORMS) == set(AdmissionForm)
    for form in FORMS:
        assert candidate.full_name in text(form, candidate)


def test_the_resolution_bears_the_votes(world):
    candidate = world.candidate()
    assert "tán thành kết nạp: ……" in text(_F.BRANCH, candidate)
    world.live(candidate, K.BRANCH_VOTE)
    said = text(_F.BRANCH, candidate)
    assert "Số 05-NQ/CB" in said
    assert "Tổng số đảng viên của chi bộ: 5, trong đó chính thức 5, dự bị 0." in said
    assert "được triệu tập: 5; có mặt: 5; vắng mặt: 0, lý do" in said
    assert "tán thành kết nạp 5 đồng chí (đạt 100% số được triệu tập)" in said


def test_the_request_for_recognition_bears_the_days(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION_VOTE)
    said = text(_F.RECOGNITION, candidate)
    assert "kết nạp ngày 09/11/2020" in said
    assert "hết 12 tháng dự bị ngày 09/11/2021" in said
    assert "đảng viên mới cấp ngày 10/05/2021" in said


def test_each_introducer_has_a_sheet(world):
    candidate = world.candidate()
    candidate.introductions.create(
        kind="member", member=world.members[1], introduced_on=D(2020, 7, 1)
    )
    paper = document(_F.INTRODUCTION, candidate)
    assert len(paper.sections) == 2
    assert str(world.members[1]) in "\n".join(tree.texts(paper.sections[1]))


def test_the_index_lists_steps_and_papers(world):
    candidate = world.candidate()
    world.live(candidate, K.CLASS)
    said = text(_F.INDEX, candidate)
    assert "12/GCN" in said
    rows = document(_F.INDEX, candidate).sections[0].blocks[3].rows
    found = {row[1]: row[2:] for row in rows if len(row) > 1}
    assert found["Văn bằng tốt nghiệp"] == ("Có", "", "01/06/2010")
    assert found["Giấy chứng nhận lớp nhận thức về Đảng"][0] == "Có"
    assert found["Nghị quyết của Đoàn, công đoàn"][0] == "Có"
    assert found["Quyết định kết nạp"] == ("", "", "")
    assert "XÁC NHẬN CỦA CẤP ỦY" in said


def test_each_committee_is_asked_by_a_letter_of_its_own(world):
    candidate = world.candidate()
    candidate.vettings.create(
        about="spouse_side",
        committee="Đảng ủy xã Đông",
        number="15-CV/CB",
        sent_on=D(2020, 7, 3),
    )
    sheets = document(_F.VETTING, candidate).sections
    first, second = ("\n".join(tree.texts(sheet)) for sheet in sheets)
    assert "Đảng ủy xã Bình Minh" in first
    assert "bản thân" in first
    assert "Đảng ủy xã Bình Minh" not in second
    assert "Số 15-CV/CB" in second
    assert "ngày 03 tháng 7 năm 2020" in second


def test_a_paper_follows_the_guide_of_its_own_day(world, monkeypatch):
    candidate = world.candidate()
    world.live(candidate, K.BRANCH_VOTE)
    monkeypatch.setattr(clock, "today", lambda: D(2026, 11, 2))
    assert document(_F.BRANCH, candidate).layout.code == "HD36"
    assert document(_F.INDEX, candidate).layout.code == "HD05"


def test_the_signer_of_the_step_is_on_the_paper(world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    world.enter(candidate, K.BRANCH_VOTE, D(2020, 9, 7), signer="Ngô Đình Ký", **FIVE)
    assert "Ngô Đình Ký" in text(_F.BRANCH, candidate)


def test_the_sheet_has_what_the_card_asks(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION)
    candidate.refresh_from_db()
    SpellFactory(
        member=candidate.member,
        decision_on=None,
        ceremony_on=D(2008, 1, 1),
        ended_on=D(2012, 1, 1),
        end_reason="struck_off",
    )
    blocks = document(_F.SHEET, candidate).sections[0].blocks
    said = dict(blocks[-1].rows)
    assert said["Ngày vào Đảng ghi trên thẻ (lễ lần đầu)"] == "01/01/2008"
    assert said["Ngày chính thức"] == "09/11/2021"
    assert "Thẩm tra: Đảng ủy xã Bình Minh" in said


def test_the_foot_says_whether_the_layout_was_compared(world):
    candidate = world.candidate()
    assert document(_F.BRANCH, candidate).foot == OWN
    FormComparison.objects.create(
        form=_F.BRANCH, compared_on=D(2022, 1, 4), source="Hướng dẫn 12-HD/BTCTW"
    )
    foot = document(_F.BRANCH, candidate).foot
    assert foot == "Đã đối chiếu với Hướng dẫn 12-HD/BTCTW ngày 04/01/2022."


def test_the_paper_is_html_that_escapes(world):
    candidate = world.candidate(full_name="Lê <b>Mơ</b>")
    assert "<b>Mơ" not in html.render(document(_F.BRANCH, candidate))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_is_logged(client, world, kind):
    candidate = world.candidate()
    client.force_login(world.secretary)
    url = reverse("reports:candidate-paper", args=[candidate.pk, "6-knd"])
    answer = client.get(url, {"format": kind})
    assert "attachment" in answer["Content-Disposition"]
    assert LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).count() == 1
    looks = LogEvent.objects.filter(kind=LogEvent.Kind.VIEW)
    assert looks.latest("pk").row == str(candidate.pk)


def test_pages_of_the_papers(client, world):
    candidate = world.candidate()
    client.force_login(world.secretary)
    page = client.get(reverse("reports:candidate-papers", args=[candidate.pk]))
    assert "6-KNĐ" in page.content.decode()
    for form in AdmissionForm.values:
        url = reverse("reports:candidate-paper", args=[candidate.pk, form])
        assert client.get(url).status_code == 200
    wrong = reverse("reports:candidate-paper", args=[candidate.pk, "nowhere"])
    assert client.get(wrong).status_code == 404


def test_papers_of_a_probationer_wait_for_the_ceremony(client, world):
    client.force_login(world.secretary)

    def offered(candidate):
        url = reverse("reports:candidate-papers", args=[candidate.pk])
        return {form for form, _ in client.get(url).context["forms"]}

    candidate = world.candidate()
    world.live(candidate, K.DECISION)
    assert set(FORMS) - offered(candidate) == set(OF_PROBATION)
    assert offered(world.candidate(is_old=True)) == set(FORMS)
    other = world.candidate()
    world.live(other, K.CEREMONY)
    assert offered(other) == set(FORMS)


def test_a_file_is_called_by_its_form_and_its_person(client, world):
    candidate = world.candidate(full_name="Đỗ Thị Đào")
    client.force_login(world.secretary)
    url = reverse("reports:candidate-paper", args=[candidate.pk, "6-knd"])
    answer = client.get(url, {"format": "docx"})
    assert 'filename="6-knd-do-thi-dao.docx"' in answer["Content-Disposition"]


def test_another_branch_sees_no_paper(client, world):
    candidate = world.candidate()
    candidate.branches.update(ended_on=D(2021, 1, 1))
    client.force_login(world.secretary)
    url = reverse("reports:candidate-paper", args=[candidate.pk, "6-knd"])
    assert client.get(url).status_code == 404
