"""Danh sách giao ban: a block for each branch, on the page and as files."""

import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import LogEvent
from reports.due.meeting import SIGNED, TO_WRITE_ON
from reports.tests.test_due_page import MARK, office, secretary, world
from reports.tests.test_due_snooze import put_off

__all__ = ["office", "secretary", "world"]


def meeting(client, **query):
    return client.get(reverse("reports:due-meeting"), query)


def test_each_branch_has_its_own_block_to_sign(client, world, office):
    world.put("card")
    world.put("follow_up", name="Khắc phục sổ nghị quyết")
    world.put("card", world.two, "Trần Thị Bình")
    client.force_login(office)
    query = {"kind": "card", "as_of": "19/01/2022"}
    tables = meeting(client, **query).context["tables"]
    assert [t.title for t in tables] == [
        f"{world.one.name}: 1 việc, 1 việc quá hạn",
        f"{world.two.name}: 1 việc, 1 việc quá hạn",
    ]
    assert {t.notes for t in tables} == {(SIGNED,)}
    assert [[c.shown for c in row.cells] for row in tables[1].rows] == [
        [
            "1",
            "Phát thẻ đảng viên",
            "Trần Thị Bình",
            "18/01/2022",
            "quá hạn 1 ngày",
            "Văn phòng",
            TO_WRITE_ON,
        ]
    ]


def test_secretary_prints_the_own_branch_alone(client, world, secretary):
    world.put("card")
    world.put("card", world.two, f"Trần Thị {MARK}")
    client.force_login(secretary)
    answer = meeting(client)
    assert MARK not in answer.content.decode()
    assert len(answer.context["tables"]) == 1


def test_what_is_put_off_is_not_on_it(client, world, office):
    world.put("card")
    client.force_login(office)
    answer = meeting(client, kind="card", when="snoozed")
    assert answer.context["tables"] == []
    assert "Không có việc nào đến hạn" in answer.content.decode()


def test_how_many_are_put_off_is_said_on_the_paper(client, world, office):
    put_off(world.put("card"), world.one, office, kind="card")
    client.force_login(office)
    shown = meeting(client, kind="card").context
    assert shown["subtitle"].endswith("Ngoài ra 1 việc đang hoãn nhắc.")
    assert shown["tables"] == []


def test_bad_question_goes_back_to_the_list(client, world, office):
    client.force_login(office)
    answer = meeting(client, as_of="31/02/2022")
    assert answer.status_code == 302
    assert answer.url == f"{reverse('reports:due')}?as_of=31%2F02%2F2022"


def test_word_file_has_a_block_for_each_branch(client, world, office):
    world.put("card")
    world.put("card", world.two, "Trần Thị Bình")
    client.force_login(office)
    answer = meeting(client, kind="card", format="docx")
    paper = docx.Document(io.BytesIO(answer.content))
    said = [t.cell(1, 2).text for t in paper.tables if len(t.columns) == 7]
    assert said == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert sum(p.text == SIGNED for p in paper.paragraphs) == 2
    assert LogEvent.objects.filter(kind=LogEvent.Kind.EXPORT).count() == 1


def test_pdf_is_made(client, world, office):
    world.put("card")
    client.force_login(office)
    assert meeting(client, format="pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("rows", [1, 3])
def test_meeting_query_count(client, world, office, rows):
    for number in range(rows):
        world.put("card", name=f"Nguyễn Văn {number}")
        world.put("file_age", world.two, f"Trần Văn {number}")
    client.force_login(office)
    with CaptureQueriesContext(connection) as captured:
        meeting(client, kind="worklist")
    assert len(captured) == 17
