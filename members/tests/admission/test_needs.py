"""What a page lists before a step: to have in hand, kept, missing, the term."""

import pytest
from django.urls import reverse

from branches.models import Rule
from members.admission.case import Case
from members.admission.pages import needs
from members.admission.rules import CHECKS
from members.admission.stages import WAY
from members.tests.admission.people import D, K


def test_every_step_of_the_way_says_what_to_have_in_hand():
    assert [k for k in WAY if k not in needs.IN_HAND] == []


def test_every_rule_that_is_asked_beforehand_has_few_words():
    always_said = {"cancelling"}
    asked = {c.name for c in CHECKS if c.ahead} - always_said
    assert asked - set(needs.KEPT) == set()


def test_the_missing_the_kept_and_the_papers_stand_side_by_side(client, world):
    candidate = world.candidate(education="")
    client.force_login(world.secretary)
    page = client.get(candidate.get_absolute_url()).content.decode()
    for words in ("Còn thiếu", "Cần có trong tay", "Đã đủ", "(1A-TN)"):
        assert words in page
    assert "Hồ sơ chưa ghi bằng tốt nghiệp" in page


@pytest.mark.parametrize(
    ("until", "kind", "words"),
    [
        (K.BRANCH_VOTE, K.COMMITTEE_VOTE, "Hạn 12/10/2020: 25 ngày làm việc"),
        (K.COMMITTEE_VOTE, K.DECISION, "Hạn 30/11/2020: 60 ngày làm việc"),
        (K.DECISION, K.CEREMONY, "Hạn 30/11/2020: 30 ngày làm việc từ 19/10/2020"),
        (K.NEW_CLASS, K.RECOGNITION_VOTE, "Hết dự bị ngày 09/11/2021. Hạn 21/12/2021"),
        (K.CHOSEN, K.CLASS, ""),
    ],
)
def test_the_term_of_a_step(world, until, kind, words):
    candidate = world.candidate()
    world.live(candidate, until)
    candidate.refresh_from_db()
    said = needs.ahead(Case(candidate), kind).term
    assert words in said
    assert bool(said) == bool(words)


def test_the_papers_of_every_file_are_entered_at_once(client, world):
    candidate = world.candidate()
    for paper in candidate.papers.exclude(kind="birth"):
        paper.void(by=world.office, reason="Chưa có")
    client.force_login(world.secretary)
    url = reverse("members:candidate-dossier", args=[candidate.pk])
    assert "ít nhất một" in client.post(url, {"application": ""}).content.decode()
    bad = {"application": "31/02/2020", "background": "01/07/2020"}
    page = client.post(url, bad).content.decode()
    assert 'value="01/07/2020"' in page
    typed = {"application": "01/07/2020", "background": "02/07/2020"}
    client.post(url, typed)
    found = candidate.papers.order_by("dated_on").values_list("kind", "dated_on")
    assert list(found)[-2:] == [
        ("application", D(2020, 7, 1)),
        ("background", D(2020, 7, 2)),
    ]


def test_what_went_in_with_the_vote_is_closed_to_the_branch(client, world):
    candidate = world.candidate()
    world.live(candidate, K.BRANCH_VOTE)
    client.force_login(world.secretary)
    row = candidate.vettings.get()
    url = reverse("members:candidate-part", args=[candidate.pk, "vettings", row.pk])
    answer = client.post(
        url,
        {"about": "self", "committee": "Khác", "sent_on": "02/07/2020"},
        follow=True,
    )
    assert "chỉ văn phòng Đảng ủy Khối sửa được" in answer.content.decode()
    row.refresh_from_db()
    assert row.committee == "Đảng ủy xã Bình Minh"
    facts = reverse("members:candidate-facts", args=[candidate.pk])
    assert 'name="full_name"' not in client.get(facts).content.decode()
    client.force_login(world.office)
    assert 'name="full_name"' in client.get(facts).content.decode()


def test_a_draft_is_listed_and_dropped(client, world):
    candidate = world.candidate()
    client.force_login(world.secretary)
    step = reverse("members:candidate-step", args=[candidate.pk, "chosen"])
    client.post(step, {"happened_on": "03/02/2020", "draft": "on"})
    page = client.get(candidate.get_absolute_url()).content.decode()
    assert "Bản nháp, chưa nộp" in page
    draft = candidate.steps.get()
    client.post(reverse("members:step-discard", args=[draft.pk]))
    assert not candidate.steps.exists()


def test_the_rules_are_a_page_to_print(client, world):
    client.force_login(world.secretary)
    page = client.get(reverse("members:candidate-rules")).content.decode()
    months = Rule.objects.filter(code=Rule.Code.AWARENESS_VALID)
    since = months.earliest("started_on").started_on
    assert f"60 tháng từ {since:%d/%m/%Y}" in page
    assert "test_short_of_real_share" in page
    assert "{" not in page.split("<tbody>")[1].split("</tbody>")[0]
