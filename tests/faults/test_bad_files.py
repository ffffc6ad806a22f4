"""Three hundred bad files: none comes in, none breaks a page, nothing is changed."""

import pytest

from accounts.tests.port import Port
from members.models import Member
from members.tests.factories import MemberFactory
from tests.faults import bad_files


@pytest.fixture
def port(desk):
    MemberFactory.create_batch(3)
    return Port(desk.client, Member)


def test_no_bad_file_comes_in(port):
    figures = bad_files.run(port, 300)
    assert figures == {"files": 300, "errors": 0, "silent": 0, "lost": 0}


def test_honest_file_would_be_noticed(port):
    answer = port.upload(bad_files._honest(), name="tot.xlsx")
    assert answer.context["preview"].can_be_confirmed
