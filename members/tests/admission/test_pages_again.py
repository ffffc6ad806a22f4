"""What comes back, what can't be, who is named twice: as the pages say it."""

import pytest
from django.urls import reverse

from hoangmai_party import clock
from members.admission import pipeline, stages
from members.admission.pages import board
from members.admission.pages.forms import OLDEST, YOUNGEST
from members.models import Candidate, CandidateStep
from members.tests.admission.ask import ask
from members.tests.admission.people import FIVE, D, K
from members.tests.admission.test_pages import NEW, step_url

TODAY = D(2022, 1, 14)


def text_of(answer):
    return answer.content.decode()


def part_url(candidate, part):
    return reverse("members:candidate-part-new", args=[candidate.pk, part])


# What came back


@pytest.fixture
def given_back(world):
    """A file whose only step the office gave back."""
    candidate = world.candidate()
    step = world.enter(candidate, K.CHOSEN, D(2020, 2, 3), by=world.secretary)
    step.state, step.return_reason = "returned", "Thiếu số nghị quyết"
    step.save()
    return step


def test_what_came_back_is_offered_instead_of_an_empty_step(secretary, given_back):
    again = reverse("members:step-correct", args=[given_back.pk])
    page = text_of(secretary.get(given_back.candidate.get_absolute_url()))
    assert "Thiếu số nghị quyết" in page
    assert "Sửa và nộp lại" in page
    assert "Nộp bước này" not in page
    secretary.post(again, {"happened_on": "03/02/2020", "why-reason": "Bổ sung"})
    page = text_of(secretary.get(given_back.candidate.get_absolute_url()))
    assert "Sửa và nộp lại" not in page
    assert again not in page


def test_what_was_entered_anew_is_not_offered_again(secretary, world, given_back):
    candidate = given_back.candidate
    world.enter(candidate, K.CHOSEN, D(2020, 2, 4), by=world.secretary)
    page = text_of(secretary.get(candidate.get_absolute_url()))
    assert "Trả lại vì: Thiếu số nghị quyết" in page
    assert reverse("members:step-correct", args=[given_back.pk]) not in page


# What speaks against a step


def test_the_impossible_is_nobodys_to_enter(office, world):
    candidate = world.candidate()
    world.live(candidate, K.DECISION)
    early = {
        "happened_on": f"{candidate.steps.get(kind=K.CHOSEN).happened_on:%d/%m/%Y}"
    }
    page = text_of(office.post(step_url(candidate, K.CEREMONY), early))
    assert "không ai ghi được" in page
    assert "xin liên hệ" not in page
    assert not candidate.steps.filter(kind=K.CEREMONY).exists()


def test_the_missing_reason_is_said_and_what_was_warned_is_kept(office, world):
    candidate = world.candidate(education="below")
    world.live(candidate, K.OPINIONS)
    typed = {"happened_on": "07/09/2020", "number": "05-NQ/CB", **FIVE}
    url = step_url(candidate, K.BRANCH_VOTE)
    assert "Ghi lý do thì mới nộp được." not in text_of(office.post(url, typed))
    assert "Ghi lý do thì mới nộp được." in text_of(
        office.post(url, typed | {"reason": ""})
    )
    assert not candidate.steps.filter(kind=K.BRANCH_VOTE).exists()
    office.post(url, typed | {"reason": "Đúng giấy tờ"})
    step = candidate.steps.get(kind=K.BRANCH_VOTE)
    assert "bằng tốt nghiệp trung học cơ sở" in step.warned
    page = text_of(office.get(candidate.get_absolute_url()))
    assert f"khi đó sổ nhắc: {step.warned}" in page


def test_a_step_without_fault_was_warned_of_nothing(world):
    step = world.live(world.candidate(), K.BRANCH_VOTE)
    assert (step.as_on_paper, step.warned) == ("", "")


def test_the_office_reads_the_step_that_it_answers(office, world):
    candidate = world.candidate()
    world.live(candidate, K.BRANCH_VOTE)
    step = candidate.steps.get(kind=K.BRANCH_VOTE)
    CandidateStep.objects.filter(pk=step.pk).update(state="submitted")
    page = text_of(office.get(reverse("members:step-answer", args=[step.pk])))
    assert f"Số {step.number}." in page
    assert f"Tán thành {step.in_favour}, không tán thành {step.against}" in page


# Who is named


def test_one_person_is_one_introducer(world):
    candidate = world.candidate()
    candidate.introductions.get(kind="trade").void(by=world.office, reason="Nhầm")
    [first] = candidate.introductions.all()
    typed = {"kind": "member", "introduced_on": first.introduced_on}
    candidate.introductions.create(member=first.member, **typed)
    day = D(2020, 9, 7)
    assert "hiện có 1 đảng viên" in ask(
        world, candidate, "introducers", K.BRANCH_VOTE, day
    )
    candidate.introductions.create(member=world.members[1], **typed)
    assert not ask(world, candidate, "introducers", K.BRANCH_VOTE, day)


@pytest.mark.parametrize("part", ["introductions", "helps"])
def test_nobody_is_named_twice(secretary, world, part):
    candidate = world.candidate()
    rows = getattr(candidate, part)
    before = rows.count()
    typed = {"kind": "member", "member": world.members[0].pk}
    days = {"introduced_on": "01/08/2020", "started_on": "01/08/2020"}
    page = text_of(secretary.post(part_url(candidate, part), typed | days))
    assert "Đã ghi" in page
    assert rows.count() == before
    other = typed | days | {"member": world.members[1].pk}
    secretary.post(part_url(candidate, part), other)
    assert rows.count() == before + 1


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("02/08/2020", "Không được sau ngày giới thiệu."),
        ("01/01/2125", "Ngày không được ở tương lai."),
    ],
)
def test_together_is_before_the_introduction(secretary, world, since, said):
    candidate = world.candidate()
    typed = {"kind": "member", "member": world.members[1].pk}
    days = {"introduced_on": "01/08/2020", "together_since": since}
    url = part_url(candidate, "introductions")
    before = candidate.introductions.count()
    assert said in text_of(secretary.post(url, typed | days))
    assert candidate.introductions.count() == before
    secretary.post(url, typed | days | {"together_since": "01/08/2020"})
    assert candidate.introductions.count() == before + 1


# Who can't be


@pytest.mark.parametrize(
    ("years", "day", "is_taken"),
    [
        (YOUNGEST, 14, True),
        (YOUNGEST, 15, False),
        (OLDEST + 1, 15, True),
        (OLDEST + 1, 14, False),
    ],
)
def test_a_birthday_is_that_of_somebody_alive(secretary, years, day, is_taken):
    with clock.fixed(TODAY):
        born = f"{day}/01/{TODAY.year - years}"
        new = NEW | {"born_on": born}
        page = text_of(secretary.post(reverse("members:candidate-new"), new))
        assert Candidate.objects.exists() == is_taken
        assert ("xin xem lại năm sinh" in page) == (not is_taken)


def test_a_name_has_no_digits(secretary):
    new = NEW | {"full_name": "Trần Văn 123"}
    page = text_of(secretary.post(reverse("members:candidate-new"), new))
    assert "Họ và tên không có chữ số." in page
    assert not Candidate.objects.exists()


def test_a_number_is_added_later_and_never_shown(secretary, world):
    candidate = world.candidate(born_on=D(1995, 3, 5), sex="male")
    url = reverse("members:candidate-facts", args=[candidate.pk])
    assert "citizen_id" in secretary.get(url).context["form"].fields
    candidate.citizen_id = "001095012345"
    candidate.save()
    page = secretary.get(url)
    assert "citizen_id" not in page.context["form"].fields
    assert "001095012345" not in text_of(page)


def test_a_failed_vote_does_not_answer_the_next_that_came_back(secretary, world):
    """The vote of before counts as a round; the one that came back waits all the same."""
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    short = {**FIVE, "in_favour": 1, "against": 4}
    failed = world.enter(
        candidate, K.BRANCH_VOTE, D(2020, 9, 7), reason="Không đạt", **short
    )
    again = world.enter(candidate, K.BRANCH_VOTE, D(2020, 10, 5), **FIVE)
    again.state, again.return_reason = "returned", "Thiếu số nghị quyết"
    again.save()
    assert failed.counts
    [file] = pipeline.files(TODAY, [world.branch.pk])
    assert stages.returned(file.steps) == [again]
    [shown] = board.files(world.secretary)
    assert shown.returned == (again,)
    page = text_of(secretary.get(candidate.get_absolute_url()))
    assert reverse("members:step-correct", args=[again.pk]) in page
    assert reverse("members:step-correct", args=[failed.pk]) not in page
