"""HIST-06: last year's number is compared only when the same branches made it."""

import datetime as dt

import pytest

from branches.models import BranchEvent, Committee
from branches.tests.factories import BranchFactory, CommitteeFactory
from reports.annual import appendices
from reports.annual.figures import Figures
from reports.annual.question import of_year
from reports.documents import tree

END = dt.date(2021, 12, 31)


def asked(committee, year=2021):
    return Figures(of_year(year, dt.date(year, 12, 31), committee))


def receive(branch, day, kind="received"):
    """Make the branch's link begin on `day` by an event of this kind."""
    link = branch.links.get()
    event = BranchEvent.objects.create(kind=kind, decided_on=day, effective_on=day)
    event.successors.add(branch)
    link.started_on, link.begun_by = day, event
    link.save()
    return event


def test_founding_is_growth(small):
    assert asked(small.committee).change is None


@pytest.mark.parametrize("kind", ["received", "merged", "split"])
def test_changed_set_is_told_in_place_of_a_percentage(small, kind):
    branch = BranchFactory(committee=small.committee)
    receive(branch, dt.date(2021, 5, 1), kind)
    figures = asked(small.committee)
    assert not figures.is_comparable("T02")
    assert not figures.is_comparable("S02")
    assert figures.is_comparable("T04")  # no branch takes part in a survey
    words = " ".join(tree.texts(appendices.targets.standings(figures).blocks))
    assert "(*) Không so sánh tỷ lệ với cùng kỳ năm trước:" in words
    assert f"01/05/2021 ({branch.name})" in words


def test_move_of_another_year_changes_nothing(small):
    branch = BranchFactory(committee=small.committee)
    receive(branch, dt.date(2020, 5, 1))
    assert asked(small.committee).change is None


def test_body_founded_within_last_year(small):
    Committee.objects.filter(pk=small.committee.pk).update(
        founded_on=dt.date(2020, 9, 17)
    )
    small.committee.refresh_from_db()
    figures = asked(small.committee)
    assert not figures.is_comparable("T02")
    assert not figures.is_comparable("T04")
    assert figures.is_comparable("S02")  # on both last days it was there
    before = asked(small.committee, 2020)
    assert not before.is_comparable("S02")
    assert before.change.note == (
        "Không so sánh tỷ lệ với cùng kỳ năm trước: Đảng bộ thành lập ngày 17/09/2020."
    )


def test_foreign_committee_does_not_matter(small):
    receive(BranchFactory(committee=CommitteeFactory()), dt.date(2021, 5, 1))
    assert asked(small.committee).change is None
