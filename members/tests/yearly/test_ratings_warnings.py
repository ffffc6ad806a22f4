"""What the grid warns of: once shown, written only with a reason."""

import datetime as dt

import pytest

from accounts.models import LogEvent
from accounts.tests.desk import written
from members.models import Discipline, Exemption, Rating
from members.tests.yearly.desk import (
    DECIDED,
    REASON,
    YEAR,
    errors,
    fields_of,
    key,
    rate,
    set_cap,
)


def warned(answer):
    assert answer.status_code == 200
    return [concern.text for concern in answer.context["grid"].warnings]


def test_cap_of_the_body_counts_the_other_branches(branch_page, world):
    for _ in range(3):
        rate(world.two, "good", world.admit(world.two, dt.date(2019, 1, 1)).member)
    before = written()
    answer = branch_page.send(**{key(world.official): "excellent"})
    (text,) = warned(answer)  # 20% of 4 is 0.8
    assert text.startswith(
        "Vượt tỷ lệ hoàn thành xuất sắc trong toàn đảng bộ. Được 0 trên 4 người"
    )
    assert "theo Văn bản thử" in text
    assert written() == before
    rate(world.two, "good", world.admit(world.two, dt.date(2019, 1, 1)).member)
    answer = branch_page.send(**{key(world.official): "excellent"})
    assert answer.status_code == 302  # 20% of 5 is 1


def test_cap_of_a_branch_does_not_count_the_others(branch_page, world):
    set_cap(within="branch")
    for _ in range(9):
        rate(world.two, "good", world.admit(world.two, dt.date(2019, 1, 1)).member)
    (text,) = warned(branch_page.send(**{key(world.official): "excellent"}))
    assert "trong từng chi bộ. Được 0 trên 1 người" in text


def test_passing_the_cap_is_written_with_its_reason(branch_page, world):
    answer = branch_page.send(**{key(world.official): "excellent"})
    assert "as_on_paper" not in errors(answer)
    before = written()
    refused = branch_page.confirm(answer, reason="")
    assert errors(refused) == {"as_on_paper": ["Ghi căn cứ hoặc lý do."]}
    assert written() == before
    assert branch_page.confirm(refused).status_code == 302
    row = Rating.objects.get()
    assert (row.grade, row.note) == (
        "excellent",
        f"Ghi nhận đúng giấy tờ vì: {REASON}",
    )
    assert REASON in LogEvent.objects.filter(table=Rating._meta.db_table).get().reason


def test_reason_for_one_warning_does_not_cover_another(branch_page, world):
    answer = branch_page.send(**{key(world.official): "excellent"})
    data = fields_of(answer.content.decode())
    data |= {"as_on_paper": REASON, f"m{world.probationer.pk}-grade": "excellent"}
    assert "Được 0 trên 2 người" in warned(branch_page.send(data))[0]
    assert not Rating.objects.exists()


def test_saved_excess_is_not_warned_of_again(branch_page, world):
    branch_page.confirm(branch_page.send(**{key(world.official): "excellent"}))
    answer = branch_page.send(**{key(world.probationer): "done"})
    assert answer.status_code == 302


def test_cap_of_branches_is_the_same_mechanism(branch_page, world):
    set_cap("branch")
    (text,) = warned(branch_page.send(**{f"b{world.one.pk}__grade": "excellent"}))
    assert "Được 0 trên 1 chi bộ" in text


def test_rating_of_the_exempt_is_warned_of(branch_page, world):
    Exemption.objects.create(
        member=world.official, branch=world.one, kind="open", started_on=DECIDED
    )
    typed = {key(world.official): "good", key(world.official, "unrated"): ""}
    answer = branch_page.send(**typed)
    exempt = "được miễn công tác và sinh hoạt đảng"
    assert warned(answer) == [
        f"{world.official}: được xếp loại tuy {exempt} từ 20/12/2021."
    ]
    assert "294-QĐ/TW, điểm 7.2.3" in answer.content.decode()


def test_rating_of_the_newly_admitted_is_warned_of(branch_page, world):
    new = world.admit(world.one, dt.date(2021, 11, 1)).member
    answer = branch_page.send(**{key(new): "good", key(new, "unrated"): ""})
    (text,) = warned(answer)
    assert text.endswith("kết nạp ngày 01/11/2021, chưa đủ 6 tháng.")


@pytest.mark.parametrize(
    ("grade", "count"), [("good", 1), ("excellent", 2), ("not_done", 0)]
)
def test_disciplined_in_the_year_is_warned_of(branch_page, world, grade, count):
    discipline(world, "10/05/2021")
    answer = branch_page.send(**{key(world.official): grade})
    assert len(warned(answer) if count else []) == count
    if count:
        assert f"{world.official}: bị khiển trách ngày 10/05/2021" in str(
            warned(answer)
        )


def discipline(world, day):
    day = dt.datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()
    return Discipline.objects.create(
        branch=world.one,
        member=world.official,
        form="reprimand",
        body="Chi bộ",
        number="1",
        decided_on=day,
        announced_on=day,
        content="Điều không ai được thấy",
    )


def test_discipline_of_another_year_is_no_warning(branch_page, world):
    discipline(world, "31/12/2020")
    assert branch_page.send(**{key(world.official): "good"}).status_code == 302


def test_reason_that_the_register_denies_is_warned_of(branch_page, world):
    answer = branch_page.send(**{key(world.official, "unrated"): "new"})
    assert "sổ ghi ngày vào Đảng đã đủ thời gian" in warned(answer)[0]


def test_two_bad_years_are_told_and_need_no_reason(branch_page, world, client):
    rate(world.one, "not_done", world.official, year=YEAR - 1)
    answer = branch_page.send(**{key(world.official): "not_done"})
    assert answer.status_code == 302
    shown = client.get(branch_page.url).content.decode()
    assert "hai năm liền không hoàn thành nhiệm vụ (2020, 2021)" in shown


def test_cleared_line_is_voided_with_the_reason(branch_page, world):
    row = rate(world.one, "good", world.official)
    answer = branch_page.send(**{key(world.official): ""})
    assert "bỏ xếp loại đã ghi" in warned(answer)[0]
    branch_page.confirm(answer)
    assert not Rating.objects.exists()
    row = Rating.every.get(pk=row.pk)
    assert row.void_reason == REASON
