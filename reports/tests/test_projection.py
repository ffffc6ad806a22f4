"""Dự kiến kết nạp đến 31/12, worked by hand for a few files."""

import datetime as dt
from types import SimpleNamespace

import pytest

from branches.rulebook import RuleBook
from members.admission.stages import K, Stage
from reports.projection import project

D = dt.date


def file(stage, kind=None, on=None, received=None):
    step = SimpleNamespace(happened_on=on, received_on=received)
    return SimpleNamespace(stage=stage, done={kind: step} if kind else {})


# 30 working days after Monday 15/11/2021 end on Monday 27/12/2021.
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("received", "sure", "hasty"),
    [
        (D(2021, 11, 15), 1, 0),
        (D(2021, 11, 19), 1, 0),  # Friday 31/12/2021, the last day of the year
        (D(2021, 11, 22), 0, 1),
    ],
)
def test_a_decision_counts_when_its_ceremony_is_due_this_year(received, sure, hasty):
    files = [file(Stage.DECIDED, K.DECISION, D(2021, 11, 10), received)]
    found = project(files, D(2021, 11, 23), RuleBook(), admitted=3, target=5)
    assert (found.sure, found.hasty, found.expected) == (sure, hasty, 3 + sure)


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "sure"), [(D(2021, 12, 27), 1), (D(2021, 12, 28), 0)])
def test_a_file_whose_days_are_over_is_not_sure(day, sure):
    """30 working days from 15/11/2021 ended on 27/12/2021."""
    files = [file(Stage.DECIDED, K.DECISION, D(2021, 11, 10), D(2021, 11, 15))]
    found = project(files, day, RuleBook(), admitted=0, target=None)
    assert (found.sure, found.hasty) == (sure, 1 - sure)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stage", "counts"),
    [
        (Stage.ELIGIBLE, True),
        (Stage.VETTING, False),
        (Stage.PROBATION, False),
        (Stage.PAUSED, False),
    ],
)
def test_only_files_that_wait_for_votes_count(stage, counts):
    found = project([file(stage)], D(2021, 3, 1), RuleBook(), admitted=0, target=None)
    assert found.sure == counts
    assert found.words == "Chưa có chỉ tiêu để so sánh."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("target", "words"),
    [
        (1, "Đủ chỉ tiêu nếu các bước còn lại đúng hạn."),
        (3, "Còn cần 2 người so với chỉ tiêu 3."),
    ],
)
def test_what_is_still_needed_is_said(target, words):
    files = [file(Stage.ELIGIBLE)]
    found = project(files, D(2021, 3, 1), RuleBook(), admitted=0, target=target)
    assert found.words == words
