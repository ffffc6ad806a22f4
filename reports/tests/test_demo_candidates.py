"""The demo register has forty files in the stages of the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from branches.models import Branch
from hoangmai_party import clock
from members.admission.pages import board
from members.admission.stages import Stage
from members.models import Candidate, CandidateStep, StepKind
from reports import due
from reports.due import admission
from reports.tests import test_seed_demo

pytestmark = pytest.mark.django_db
told = test_seed_demo.told  # the register, built once for this module


@pytest.fixture
def files():
    return board.files(User.objects.get(username="vanphong"))


def test_forty_files_in_every_stage_that_leaves_the_rolls_as_they_are(files):
    assert len(files) == 40
    off_the_roll = {Stage.CANCELLED, Stage.STRUCK, Stage.LEFT}
    assert set(Stage) - {f.stage for f in files} == off_the_roll


def test_some_came_back_and_some_wait_for_the_office(files):
    assert sum(bool(f.returned) for f in files) >= 2
    assert sum(bool(f.waiting) for f in files) >= 2


def test_some_are_overdue_at_each_side():
    codes = {kind.code for kind in admission.KINDS}
    day = clock.today()
    late = [i for i in due.items(None, day, codes) if i.is_overdue(day)]
    assert len(late) >= 3
    assert {i.kind.actor for i in late} >= {"Chi bộ", "Văn phòng"}


def test_worklist_of_67_branches_is_twelve_questions():
    office = User.objects.get(username="vanphong")
    office.has_perm("reports.view_target")  # rights are read once a request
    day = clock.today()
    with clock.fixed(day), CaptureQueriesContext(connection) as captured:
        found = due.everything(office, day, due.WORKLIST)
    assert len(captured) == 12
    assert len({item.branch for item in found}) > 20
    assert Branch.objects.visible_to(office).count() >= 67


def test_the_secretary_has_files_in_several_stages():
    own = board.files(User.objects.get(username="bithu"))
    assert len(own) >= 5
    assert len({f.stage for f in own}) >= 4


def test_no_day_lies_ahead_and_members_are_their_own():
    steps = CandidateStep.objects.all()
    assert not steps.filter(happened_on__gt=clock.today()).exists()
    for file in Candidate.objects.exclude(member=None).select_related("member"):
        day = file.steps.get(kind=StepKind.CEREMONY).happened_on
        assert file.member.spells.filter(ceremony_on=day).exists()
        assert file.full_name == file.member.full_name
