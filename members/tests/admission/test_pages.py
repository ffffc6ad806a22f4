"""The pages of files, as the secretary and the office use them."""

import pytest
from django.urls import reverse

from branches.models import Access
from branches.tests.factories import BranchFactory
from members.models import Candidate, CandidateStep
from members.tests.admission.people import FIVE, D, K

QUERIES_OF_A_FILE = 19
NEW = {
    "full_name": "Trần Văn Sáng",
    "born_on": "05/03/1995",
    "sex": "male",
    "job": "Thợ may",
    "citizen_id": "",
}


def step_url(candidate, kind):
    return reverse("members:candidate-step", args=[candidate.pk, kind.value])


def test_the_form_of_a_new_person_asks_five_things(secretary):
    form = secretary.get(reverse("members:candidate-new")).context["form"]
    assert [f.name for f in form.visible_fields()] == list(NEW)


def test_a_secretary_adds_somebody_to_the_own_branch(secretary, world):
    answer = secretary.post(reverse("members:candidate-new"), NEW, follow=True)
    made = Candidate.objects.get(full_name="Trần Văn Sáng")
    assert made.branches.get().branch == world.branch
    assert "Bước tiếp theo: Được xét là cảm tình Đảng" in answer.content.decode()


def test_a_refused_form_keeps_what_was_typed(secretary):
    bad = NEW | {"born_on": "31/02/1995"}
    page = secretary.post(reverse("members:candidate-new"), bad).content.decode()
    assert 'value="Trần Văn Sáng"' in page
    assert not Candidate.objects.exists()


def test_somebody_known_is_refused_in_neutral_words(secretary, world):
    other = world.candidate(full_name="Trần Văn Sáng", born_on=D(1995, 3, 5))
    other.branches.update(ended_on=D(2021, 1, 1))
    page = secretary.post(reverse("members:candidate-new"), NEW).content.decode()
    assert "Đã có hồ sơ trong sổ, liên hệ Đảng ủy Khối." in page
    assert Candidate.objects.count() == 1


def test_the_live_check_answers_the_same(secretary, world):
    world.candidate(full_name="Trần Văn Sáng", born_on=D(1995, 3, 5))
    page = secretary.post(reverse("members:candidate-check"), NEW).content.decode()
    assert "Chi bộ đã có hồ sơ của người này" in page


def test_too_many_questions_are_refused(secretary, world, monkeypatch):
    monkeypatch.setattr("members.admission.duplicates.MOST", 1)
    url = reverse("members:candidate-check")
    assert "quá nhiều lần" not in secretary.post(url, NEW).content.decode()
    assert "quá nhiều lần" in secretary.post(url, NEW).content.decode()


def test_adding_is_a_question_too(secretary, world, monkeypatch):
    """Refused, it is logged and counted all the same."""
    monkeypatch.setattr("members.admission.duplicates.MOST", 1)
    other = world.candidate(full_name="Trần Văn Sáng", born_on=D(1995, 3, 5))
    other.branches.update(ended_on=D(2021, 1, 1))
    url = reverse("members:candidate-new")
    assert "quá nhiều lần" not in secretary.post(url, NEW).content.decode()
    assert "quá nhiều lần" in secretary.post(url, NEW).content.decode()


def test_who_has_no_branch_any_more_asks_nothing(secretary, world):
    Access.objects.filter(user=world.secretary).update(ended_on=D(2021, 1, 1))
    assert secretary.post(reverse("members:candidate-check"), NEW).status_code == 404


def test_the_page_opens_the_next_step_and_says_what_the_vote_needs(secretary, world):
    candidate = world.candidate(education="")
    page = secretary.get(candidate.get_absolute_url()).content.decode()
    assert "Hồ sơ chưa ghi bằng tốt nghiệp trung học cơ sở trở lên." in page
    assert "Nộp bước này" in page


def test_a_step_of_the_office_is_not_offered_to_the_secretary(secretary, world):
    candidate = world.candidate()
    world.live(candidate, K.CLASS)
    page = secretary.get(candidate.get_absolute_url()).content.decode()
    assert "Văn phòng Đảng ủy Khối ghi bước này." in page
    assert "Nộp bước này" not in page
    assert secretary.post(step_url(candidate, K.ALLOWED), {}).status_code == 403


def test_a_refused_step_is_shown_with_the_rule_and_what_was_typed(secretary, world):
    candidate = world.candidate(education="below")
    world.live(candidate, K.OPINIONS)
    typed = {"happened_on": "07/09/2020", "number": "05-NQ/CB", **FIVE}
    page = secretary.post(step_url(candidate, K.BRANCH_VOTE), typed).content.decode()
    assert "Hồ sơ chưa ghi bằng tốt nghiệp trung học cơ sở" in page
    assert 'value="05-NQ/CB"' in page
    assert "Vẫn ghi vì" not in page
    assert not CandidateStep.objects.filter(kind=K.BRANCH_VOTE).exists()


def test_the_live_check_tells_the_votes_it_takes(secretary, world):
    candidate = world.candidate(education="below")
    url = reverse("members:step-check", args=[candidate.pk, K.BRANCH_VOTE.value])
    page = secretary.post(url, {"happened_on": "07/09/2020", "base": 5})
    assert "Cần ít nhất 4 trên 5 người tán thành." in page.content.decode()
    assert "chưa ghi bằng tốt nghiệp" in page.content.decode()
    assert not candidate.steps.exists()


def test_a_warning_is_passed_with_a_reason(secretary, world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    typed = {"happened_on": "07/09/2020", **FIVE, "base": 4, "present": 4}
    typed |= {"in_favour": 4}
    url = step_url(candidate, K.BRANCH_VOTE)
    assert "Vẫn ghi vì" in secretary.post(url, typed).content.decode()
    secretary.post(url, typed | {"reason": "Một đồng chí đi công tác"})
    step = CandidateStep.objects.get(kind=K.BRANCH_VOTE)
    assert step.as_on_paper == "Một đồng chí đi công tác"


def test_a_draft_is_kept_and_shown_again(secretary, world):
    candidate = world.candidate()
    typed = {"happened_on": "03/02/2020", "number": "01-NQ/CB", "draft": "on"}
    secretary.post(step_url(candidate, K.CHOSEN), typed)
    assert CandidateStep.objects.get().state == "draft"
    page = secretary.get(candidate.get_absolute_url()).content.decode()
    assert 'value="01-NQ/CB"' in page


def test_a_draft_of_a_vote_may_have_gaps(secretary, world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    url = step_url(candidate, K.BRANCH_VOTE)
    secretary.post(url, {"happened_on": "07/09/2020", "base": 5, "draft": "on"})
    step = candidate.steps.get(kind=K.BRANCH_VOTE)
    assert (step.state, step.base, step.present) == ("draft", 5, None)
    page = secretary.post(url, {"happened_on": "07/09/2020", "base": 5})
    assert set(page.context["form"].errors) == {
        *("present", "in_favour", "against", "vote_form")
    }
    step.refresh_from_db()
    assert step.state == "draft"


def test_the_office_gives_back_and_the_branch_sees_why(client, world):
    candidate = world.candidate()
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    client.force_login(world.office)
    url = reverse("members:step-answer", args=[step.pk])
    assert "bắt buộc" in client.post(url, {"reason": ""}).content.decode().lower()
    client.post(url, {"reason": "Thiếu số nghị quyết"})
    client.force_login(world.secretary)
    page = client.get(candidate.get_absolute_url()).content.decode()
    assert "Trả lại vì: Thiếu số nghị quyết" in page
    again = reverse("members:step-correct", args=[step.pk])
    typed = {"happened_on": "03/02/2020", "number": "01-NQ/CB"}
    client.post(again, typed | {"why-reason": "Bổ sung số"})
    assert candidate.steps.get(state="submitted").corrects == step


def test_the_office_accepts_a_step(office, world):
    candidate = world.candidate()
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    office.post(reverse("members:step-answer", args=[step.pk]), {"accept": "on"})
    step.refresh_from_db()
    assert step.state == "accepted"


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("vettings", {"about": "self", "committee": "Đảng ủy xã A"}),
        ("papers", {"kind": "birth"}),
    ],
)
def test_a_row_of_the_file_is_added(secretary, world, part, typed):
    candidate = world.candidate()
    days = {"sent_on": "01/07/2020", "dated_on": "01/07/2020"}
    before = getattr(candidate, part).count()
    url = reverse("members:candidate-part-new", args=[candidate.pk, part])
    secretary.post(url, typed | days)
    assert getattr(candidate, part).count() == before + 1


def test_a_bad_row_is_refused_at_its_place(secretary, world):
    candidate = world.candidate()
    url = reverse("members:candidate-part-new", args=[candidate.pk, "vettings"])
    typed = {"about": "self", "committee": "A", "sent_on": "02/07/2020"}
    page = secretary.post(url, typed | {"replied_on": "01/07/2020"}).content.decode()
    assert "Ngày trả lời không được trước ngày gửi." in page


def test_the_office_moves_a_file(office, world):
    candidate, to = world.candidate(), BranchFactory(committee=world.committee)
    url = reverse("members:candidate-move", args=[candidate.pk])
    office.post(url, {"to": to.pk, "on": "01/06/2020"})
    assert candidate.branches.get(ended_on=None).branch == to


def test_facts_are_kept(secretary, world):
    candidate = world.candidate()
    url = reverse("members:candidate-facts", args=[candidate.pk])
    typed = NEW | {"education": "lower", "ethnicity": "01", "religion": "00"}
    religion = candidate.religion
    secretary.post(url, typed | {"religion": religion, "unions": "youth"})
    candidate.refresh_from_db()
    assert (candidate.education, candidate.unions) == ("lower", "youth")


@pytest.mark.parametrize("name", ["candidate", "candidate-facts", "candidate-move"])
def test_a_file_elsewhere_is_not_there(secretary, world, name):
    candidate = world.candidate()
    candidate.branches.update(ended_on=D(2021, 1, 1))
    answer = secretary.get(reverse(f"members:{name}", args=[candidate.pk]))
    assert answer.status_code == (403 if name == "candidate-move" else 404)


def test_the_list_costs_the_same_for_one_and_three(
    secretary, world, django_assert_num_queries
):
    url = reverse("members:candidates")
    for number in (1, 3):
        while Candidate.objects.count() < number:
            world.live(world.candidate(), K.CLASS)
        with django_assert_num_queries(8):
            secretary.get(url)


def test_the_page_of_a_file_costs_the_same_with_one_and_three_rows(
    secretary, world, django_assert_num_queries
):
    candidate = world.candidate()
    world.live(candidate, K.ALLOWED)
    secretary.get(candidate.get_absolute_url())
    for number in (1, 3):
        while candidate.vettings.count() < number:
            candidate.vettings.create(
                about="self", committee="Đảng ủy A", sent_on=D(2020, 7, 2)
            )
            candidate.papers.create(
                kind="achievements",
                dated_on=D(2020, 7, candidate.vettings.count()),
            )
            candidate.helps.create(
                member=world.members[candidate.vettings.count()],
                started_on=D(2020, 7, 1),
            )
            candidate.introductions.create(
                kind="trade", name="Công đoàn", introduced_on=D(2020, 7, 1)
            )
        with django_assert_num_queries(QUERIES_OF_A_FILE):
            secretary.get(candidate.get_absolute_url())
