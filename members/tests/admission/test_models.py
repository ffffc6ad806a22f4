"""What the database refuses of a file, and what a page says of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.raw import change, copy, refused
from members.models import CandidateBranch
from members.tests.admission.people import FIVE, D, K

DAY = dt.timedelta(days=1)
ENDS_BEFORE = {"ended_on": D(2019, 1, 1)}
# constraint: (how it is written, which row, columns, words on a page)
REFUSED = {
    "members_candidatebranch_period": (change, "kept", ENDS_BEFORE, "phải sau"),
    "candidate_branch_no_overlap": (copy, "kept", {}, "đã do một chi bộ theo dõi"),
    "step_votes_within_present": (change, "vote", {"against": 1}, "quá số có mặt"),
    "step_present_within_base": (change, "vote", {"present": 6}, "được triệu tập"),
    "step_return_has_reason": (change, "vote", {"state": "returned"}, "ghi lý do"),
    "step_end_has_reason": (change, "vote", {"kind": "dropped"}, "chọn lý do"),
    "step_one_draft": (copy, "draft", {"number": "2"}, "một bản nháp"),
    "members_help_period": (change, "help", ENDS_BEFORE, "phải sau"),
    "introduction_member_only": (change, "introduction", {"kind": "trade"}, "để trống"),
    "introduction_has_name": (change, "introduction", {"member_id": None}, "Ghi tên"),
    "vetting_reply_after_request": (
        change,
        "vetting",
        {"replied_on": D(2020, 7, 1)},
        "trước ngày gửi",
    ),
    "candidate_paper_once": (copy, "paper", {"number": "9"}, "đã có trong hồ sơ"),
}


@pytest.fixture
def rows(world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    facts = {"branch": world.branch, "entered_by": world.office}
    return {
        "kept": candidate.branches.get(),
        "vote": world.enter(candidate, K.BRANCH_VOTE, D(2020, 9, 7), **FIVE),
        "draft": candidate.steps.create(
            kind=K.PROFILE, state="draft", happened_on=D(2020, 12, 1), **facts
        ),
        "help": candidate.helps.get(),
        "introduction": candidate.introductions.get(kind="member"),
        "vetting": candidate.vettings.get(),
        "paper": candidate.papers.get(kind="diploma"),
    }


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(rows, name):
    write, row, columns, _ = REFUSED[name]
    with refused(type(rows[row]), name):
        write(rows[row], **columns)


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_says_why(rows, name):
    write, row, columns, words = REFUSED[name]
    bad = rows[row]
    if write is copy:
        bad = type(bad)(
            **{f.attname: getattr(bad, f.attname) for f in bad._meta.fields}
        )
        bad.pk, bad._state.adding = None, True
    for column, value in columns.items():
        setattr(bad, column, value)
    with pytest.raises(ValidationError, match=words):
        bad.full_clean(exclude=["order"])


def test_a_file_is_with_one_branch_a_day(world):
    kept = world.candidate().branches.get()
    kept.ended_on = D(2020, 6, 1)
    kept.save()
    CandidateBranch.objects.create(
        candidate=kept.candidate, branch=world.branch, started_on=D(2020, 6, 1)
    )
    on = kept.candidate.branches.on(D(2020, 6, 1))
    assert on.get().started_on == D(2020, 6, 1)
