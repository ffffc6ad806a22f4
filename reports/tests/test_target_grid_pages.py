"""What the year page and a figure's page make of the targets of branches."""

import datetime as dt

import pytest
from django.urls import reverse

from branches.tests.factories import BranchFactory
from reports.tests.factories import TargetFactory

JANUARY = dt.date(2021, 1, 15)
EXPECTED = ["Ước thực hiện cả năm", "Tỷ lệ ước"]


def table(client, address, name, **query):
    """{label of a line: {heading: text}} of one table of a page."""
    page = client.get(address, {"year": 2021, **query})
    (found,) = [t for t in page.context["tables"] if t.name == name]
    heads = [head.label for head in found.head[0]]
    column = found.head_column
    return {
        row.cells[column].shown: dict(
            zip(heads, (c.shown for c in row.cells), strict=1)
        )
        for row in found.lines()
    }


def year_line(client, **query):
    lines = table(client, reverse("reports:targets"), "chi-tieu", **query)
    return lines["Đảng viên kết nạp mới"]


def branch_lines(client, **query):
    figure = reverse("reports:figure", args=["T02"])
    return table(client, figure, "theo-chi-bo", **query)


@pytest.fixture
def shown(client, office):
    client.force_login(office)
    return client


def notes(client, **query):
    page = client.get(reverse("reports:figure", args=["T02"]), {"year": 2021, **query})
    (found,) = [t for t in page.context["tables"] if t.name == "theo-chi-bo"]
    return found.notes


def test_expected_result_stands_beside_the_target(shown, small):
    TargetFactory(committee=small.committee, value=8)
    TargetFactory(
        committee=small.committee, level="expected", value=9, decided_on=JANUARY
    )
    line = year_line(shown)
    assert [line[head] for head in EXPECTED] == ["9", "112,5%"]
    assert (line["Cấp trên giao"], line["Kết quả"], line["Tỷ lệ"]) == ("8", "2", "25%")


def test_expected_result_without_a_target_has_no_percentage(shown, small):
    TargetFactory(committee=small.committee, level="expected", value=9)
    assert [year_line(shown)[head] for head in EXPECTED] == ["9", "–"]


def test_year_that_is_over_has_no_column_without_a_value(shown, small):
    assert set(EXPECTED) & year_line(shown).keys() == set()


@pytest.mark.parametrize(
    ("as_of", "there"), [("30/12/2021", set(EXPECTED)), ("31/12/2021", set())]
)
def test_year_that_goes_on_has_the_column(shown, small, as_of, there):
    assert set(EXPECTED) & year_line(shown, as_of=as_of).keys() == there


def test_expected_result_is_never_the_target(shown, small):
    TargetFactory(committee=small.committee, level="expected", value=9)
    assert year_line(shown)["Đánh giá"] == "không giao chỉ tiêu"


def test_branches_stand_with_target_result_percentage_and_last_year(shown, small):
    small.admit(small.one, dt.date(2020, 7, 1))
    TargetFactory(committee=small.committee, value=5)
    TargetFactory(committee=small.committee, branch=small.one, value=4)
    quiet = BranchFactory(committee=small.committee)
    lines = branch_lines(shown)
    assert list(lines) == [
        small.one.name,
        small.two.name,
        "Cộng các chi bộ",
        "Toàn Đảng bộ",
    ]
    assert quiet.name not in lines
    read = ("Chỉ tiêu", "Kết quả", "Tỷ lệ", "Cùng kỳ năm trước")
    assert [[line[head] for head in read] for line in lines.values()] == [
        ["4", "1", "25%", "1"],
        ["–", "1", "–", "–"],
        ["4", "2", "", "1"],
        ["5", "2", "40%", "1"],
    ]
    assert notes(shown)[0] == (
        "Cấp trên giao: các chi bộ cộng lại 4, so với chỉ tiêu của Đảng bộ: ✗ còn thiếu 1."
    )


def test_branch_without_a_result_stands_there_for_its_target(shown, small):
    quiet = BranchFactory(committee=small.committee)
    TargetFactory(committee=small.committee, branch=quiet, value=1)
    line = branch_lines(shown)[quiet.name]
    assert (line["Chỉ tiêu"], line["Kết quả"], line["Tỷ lệ"]) == ("1", "–", "0%")


def test_branch_founded_in_the_year_has_a_dash(shown, small):
    new = BranchFactory(committee=small.committee, founded_on=dt.date(2021, 6, 1))
    small.admit(new, dt.date(2021, 9, 1))
    line = branch_lines(shown)[new.name]
    assert (line["Chỉ tiêu"], line["Kết quả"]) == ("–", "1")
    assert line["Ghi chú"] == "mới trong năm"
    assert branch_lines(shown)[small.one.name]["Ghi chú"] == ""


def test_levels_are_compared_one_by_one(shown, small):
    TargetFactory(committee=small.committee, value=5)
    TargetFactory(committee=small.committee, level="registered", value=6)
    for branch, level in ((small.one, "registered"), (small.two, "registered")):
        TargetFactory(committee=small.committee, branch=branch, level=level, value=3)
    assert notes(shown)[:-1] == (
        "Đăng ký phấn đấu: các chi bộ cộng lại 6, so với chỉ tiêu của Đảng bộ: ✓ khớp.",
    )


def test_later_adjustment_does_not_count_on_an_earlier_day(shown, small):
    for value, day in ((4, JANUARY), (2, dt.date(2021, 3, 10))):
        TargetFactory(
            committee=small.committee, branch=small.one, value=value, decided_on=day
        )
    values = [
        branch_lines(shown, as_of=day)[small.one.name]["Chỉ tiêu"]
        for day in ("09/03/2021", "10/03/2021")
    ]
    assert values == ["4", "2"]


def test_secretary_sees_the_own_target_and_no_comparison(client, small, secretary):
    TargetFactory(committee=small.committee, value=77)
    TargetFactory(committee=small.committee, branch=small.one, value=4)
    TargetFactory(committee=small.committee, branch=small.two, value=66)
    client.force_login(secretary)
    lines = branch_lines(client)
    assert list(lines) == [small.one.name, "Cộng"]
    assert [line["Chỉ tiêu"] for line in lines.values()] == ["4", "4"]
    assert notes(client) == ()


def test_figure_without_targets_is_the_number_alone(shown, small):
    page = shown.get(reverse("reports:figure", args=["S02"]), {"year": 2021})
    heads = [head.label for head in page.context["tables"][0].head[0]]
    assert heads == ["Mã", "Chi bộ", "Đảng viên"]
