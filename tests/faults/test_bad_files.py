"""The bad files are refused for what is bad in them, not for something else."""

import pytest

from accounts.tests.port import Port
from members.models import Member
from members.tests.factories import MemberFactory
from tests.faults import bad_files


@pytest.fixture
def port(desk):
    MemberFactory.create_batch(3)
    return Port(desk.client, Member)


def test_honest_file_would_be_noticed(port):
    answer = port.upload(bad_files._honest(), name="tot.xlsx")
    assert answer.context["preview"].can_be_confirmed
