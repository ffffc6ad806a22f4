"""Reports of every period, by the command and on the page: days, words, what is not over."""

import datetime as dt
import re
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.annual import write
from reports.annual.paper import annual_report
from reports.annual.question import Question, of_year
from reports.documents import tree
from reports.models import Report, Target
from reports.tests.conftest import grant
from reports.tests.factories import TargetFactory

_P = Report.Period
END = dt.date(2021, 12, 31)


def made(tmp_path, *arguments):
    """The words of the page that the command writes."""
    out = tmp_path / "report.html"
    call_command(
        *("annual_report", *arguments, "--format", "html", "--out", str(out)),
        stdout=StringIO(),
    )
    page = out.read_text(encoding="utf-8").split("</style>")[1]
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", page)))


# Two were admitted in 2021: on 01/03 and on 01/04.
@pytest.mark.parametrize(
    ("arguments", "said", "after", "admitted"),
    [
        ("2021 --period month --part 3", "tháng 3 năm 2021", "tháng 4 năm 2021", 1),
        ("2021 --period month --part 12", "tháng 12 năm 2021", "tháng 1 năm 2022", 0),
        ("2021 --period quarter --part 2", "quý II năm 2021", "quý III năm 2021", 1),
        (
            "2021 --period half --part 1",
            *("6 tháng đầu năm 2021", "6 tháng cuối năm 2021", 2),
        ),
        (
            "2021 --period half --part 2",
            *("6 tháng cuối năm 2021", "6 tháng đầu năm 2022", 0),
        ),
        (
            "2021 --period nine",
            *("9 tháng đầu năm 2021", "3 tháng cuối năm 2021", 2),
        ),
        ("2021", "năm 2021", "năm 2022", 2),
        ("2021 --as-of 31/03/2021", "năm 2021", "năm 2022", 1),
        (
            "2022 --period term --from 01/07/2017 --to 30/06/2022",
            *("nhiệm kỳ 2017–2022", "nhiệm kỳ tiếp theo", 5),
        ),
        (
            "2021 --period span --from 02/03/2021 --to 15/05/2021",
            *("từ ngày 02/03/2021 đến ngày 15/05/2021", "thời gian tới", 1),
        ),
    ],
)
def test_command_makes_every_period(small, tmp_path, arguments, said, after, admitted):
    words = made(tmp_path, *arguments.split())
    assert f"BÁO CÁO kết quả công tác xây dựng Đảng {said}; " in words
    assert f"phương hướng, nhiệm vụ {after} " in words
    assert f"NHIỆM VỤ {after.upper()} " in words
    assert f"PHỤ LỤC 1. THỰC HIỆN CHỈ TIÊU {said.upper()} " in words
    # The appendix with the names of those who were admitted in these days.
    named = words.split("PHỤ LỤC 4.")[1].split("PHỤ LỤC 5.")[0].split("Chủ DN")[-1]
    # Two days each: that of the decision and that of the ceremony.
    assert len(re.findall(r"\d\d/\d\d/\d{4}", named)) == 2 * admitted
    assert ("không có đảng viên nào" in named) == (admitted == 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("2021 --period month", "Với kỳ tháng: ghi --part là một số từ 1 đến 12."),
        ("2021 --period month --part 13", "một số từ 1 đến 12"),
        ("2021 --period quarter --part 0", "một số từ 1 đến 4"),
        ("2021 --period half --part 3", "một số từ 1 đến 2"),
        ("2021 --part 2", "một số từ 1 đến 1"),
        ("2021 --from 01/01/2021", "chỉ dùng với nhiệm kỳ hoặc thời gian khác"),
        ("2021 --period term --from 01/01/2020", "ghi cả --from và --to"),
        (
            "2021 --period span --from 02/05/2021 --to 01/05/2021",
            "Ngày --to không được trước ngày --from.",
        ),
        (
            "2021 --period term --from 01/01/2018 --to 31/12/2022",
            "Ngày --to phải ở trong năm 2021.",
        ),
        ("2021 --period span --from 31/02/2021 --to 01/05/2021", "«31/02/2021»"),
        ("2021 --period quarter --part 3 --as-of 30/06/2021", "ở trước kỳ báo cáo"),
        ("2021 --as-of 15/01/2022", "không được sau hôm nay"),
        ("2023", "ở trước kỳ báo cáo"),
        ("1929", "Năm 1929 không hợp lệ."),
    ],
)
def test_command_refuses_in_words_and_writes_nothing(
    small, tmp_path, arguments, message
):
    with pytest.raises(CommandError, match=re.escape(message)):
        made(tmp_path, *arguments.split())
    assert not (tmp_path / "report.html").exists()


@pytest.fixture
def aimed(small):
    """26 are to be admitted in 2021; 30 are expected."""
    asked = {"committee": small.committee, "year": 2021, "indicator": "T02"}
    TargetFactory(**asked, value=26, decided_on=dt.date(2021, 1, 5))
    TargetFactory(
        **asked,
        value=30,
        level=Target.Level.EXPECTED,
        decided_on=dt.date(2021, 6, 1),
    )
    return small


def words_of(committee, period, first, last, as_of=None):
    question = Question(committee, "work", period, first, last, as_of or last)
    return " ".join(tree.texts(annual_report(question)))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (_P.MONTH, dt.date(2021, 6, 1), dt.date(2021, 6, 30)),
        (_P.QUARTER, dt.date(2021, 4, 1), dt.date(2021, 6, 30)),
        (_P.HALF, dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
        (_P.NINE, dt.date(2021, 1, 1), dt.date(2021, 9, 30)),
        (_P.SPAN, dt.date(2021, 5, 1), dt.date(2021, 7, 7)),
    ],
)
def test_year_that_is_not_over_says_what_is_expected(aimed, period, first, last):
    words = words_of(aimed.committee, period, first, last)
    assert "ước thực hiện cả năm 30 đảng viên, đạt 115,4% chỉ tiêu" in words
    assert "Đảng viên kết nạp mới: ước thực hiện cả năm: 30 (115,4%)." in words
    assert "chỉ tiêu cả năm được giao" in words
    assert "chưa đạt" not in words


def test_year_asked_before_its_end_says_what_is_expected_and_after_it_does_not(aimed):
    first = dt.date(2021, 1, 1)
    early = words_of(aimed.committee, _P.YEAR, first, END, dt.date(2021, 11, 30))
    assert "ước thực hiện cả năm 30" in early
    over = words_of(aimed.committee, _P.YEAR, first, END)
    assert "ước thực hiện" not in over
    assert "2/26 đảng viên, chưa đạt chỉ tiêu được giao, bằng 7,7%" in over


def test_part_of_a_year_tells_its_own_number_and_that_of_the_year(aimed):
    days = dt.date(2021, 4, 1), dt.date(2021, 6, 30)
    words = words_of(aimed.committee, _P.QUARTER, *days)
    assert "1 đảng viên trong kỳ, từ đầu năm 2/26 đảng viên, bằng 7,7%" in words
    first_half = words_of(aimed.committee, _P.HALF, dt.date(2021, 1, 1), days[1])
    assert "trong kỳ, từ đầu năm" not in first_half


@pytest.fixture
def page(client, office, small):
    grant(office, "reports.view_report", "reports.change_report")
    client.force_login(office)
    report = write.create(of_year(2021, END, small.committee), office)
    return client, report.get_absolute_url()


def test_page_has_the_appendices_in_brief_and_all_of_them_when_asked(page):
    client, url = page
    brief, full = client.get(url).text, client.get(url, {"appendices": "all"}).text
    assert "TỔNG HỢP CHI BỘ, ĐẢNG VIÊN THEO PHƯỜNG" in brief
    assert 'href="?appendices=all"' in brief
    assert "PHỤ LỤC 2. TỔNG HỢP THEO CHI BỘ" in full
    assert 'href="?format=docx&amp;appendices=all"' in full
    assert client.get(url, {"appendices": "x"}).status_code == 404


def test_file_of_the_page_has_the_appendices_that_were_asked(page):
    client, url = page
    sizes = [
        len(client.get(url, {"format": "docx", **more}).content)
        for more in ({}, {"appendices": "all"})
    ]
    assert sizes[0] != sizes[1]
    assert client.get(url, {"format": "docx", "appendices": "?"}).status_code == 404
