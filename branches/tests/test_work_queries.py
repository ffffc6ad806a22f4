"""Rule 25 at the desk of a branch's year: as many questions for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.raw import copy
from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    Meeting,
    SteeringCommittee,
)
from branches.tests.work import another

# model: (row of `work`, questions of its list, of its page)
PAGES = {
    Meeting: ("meeting", 11, 12),
    Congress: ("congress", 9, 9),
    Inspection: ("inspection", 10, 13),
    CoordinationRegulation: ("regulation", 8, 12),
    SteeringCommittee: ("steering", 7, 9),
}


def asked(desk, model, page, *args):
    """How many questions a page asks, the second time it is opened."""
    url = reverse(f"admin:branches_{model._meta.model_name}_{page}", args=args)
    desk.client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert desk.client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", PAGES)
def test_list_and_page_query_count(desk, work, model, count):
    name, of_list, of_page = PAGES[model]
    row = getattr(work, name)
    for _ in range(count - 1):
        another(work, row)
    found = asked(desk, model, "changelist"), asked(desk, model, "change", row.pk)
    assert found == (of_list, of_page)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("owner", "part", "number"),
    [("inspection", "follow_up", 13), ("steering", "seat", 9)],
)
def test_rows_of_a_page_cost_no_questions(desk, work, owner, part, number, count):
    owner, part = getattr(work, owner), getattr(work, part)
    for _ in range(count - 1):
        copy(part, **({"role": "member"} if hasattr(part, "role") else {}))
    assert asked(desk, type(owner), "change", owner.pk) == number
