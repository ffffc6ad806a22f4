"""The papers of a file: filled in from its rows, blank where nobody entered anything."""

import pytest
from django.urls import reverse

from accounts.models import LogEvent
from members.tests.admission.people import D, K, make_world
from reports.admission.papers import FORMS, OWN, document
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
    assert "tán thành: ……" in text(_F.BRANCH, candidate)
    world.live(candidate, K.BRANCH_VOTE)
    said = text(_F.BRANCH, candidate)
    assert "Số 05-NQ/CB" in said
    assert "triệu tập: 5; có mặt: 5; vắng mặt: 0" in said
    assert "tán thành 5 đồng chí (đạt 100,0%)" in said


def test_the_request_for_recognition_bears_the_days(world):
    candidate = world.candidate()
    world.live(candidate, K.RECOGNITION_VOTE)
    said = text(_F.RECOGNITION, candidate)
    assert "kết nạp ngày 09/11/2020" in said
    assert "lớp bồi dưỡng ngày 10/05/2021" in said


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
    assert "Văn bằng tốt nghiệp" in said


def test_the_vetting_names_no_relative(world):
    said = text(_F.VETTING, world.candidate())
    assert "Đảng ủy xã Bình Minh: bản thân" in said


def test_the_foot_says_whether_the_layout_was_compared(world):
    candidate = world.candidate()
    assert document(_F.BRANCH, candidate).foot == OWN
    FormComparison.objects.create(
        form=_F.BRANCH, compared_on=D(2022, 1, 4), source="Hướng dẫn 12-HD/BTCTW"
    )
    foot = document(_F.BRANCH, candidate).foot
    assert foot == "Đã đối chiếu với Hướng dẫn 12-HD/BTCTW."


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


def test_another_branch_sees_no_paper(client, world):
    candidate = world.candidate()
    candidate.branches.update(ended_on=D(2021, 1, 1))
    client.force_login(world.secretary)
    url = reverse("reports:candidate-paper", args=[candidate.pk, "6-knd"])
    assert client.get(url).status_code == 404
