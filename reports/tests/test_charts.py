"""How figures are written and drawn."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines

from reports.templatetags import charts, figures


def draw(source, **context):
    template = engines["django"].from_string("{% load charts figures %}" + source)
    return template.render(context)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        (0, "0"),
        (1964, "1.964"),
        (1234567, "1.234.567"),
        (Decimal("1234.50"), "1.234,50"),
        ("12/2021", "12/2021"),
    ],
)
def test_vnum_writes_dots_and_commas(value, text):
    assert figures.vnum(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (Decimal(31) * 100 / 26, "119,2%"),
        (Decimal(100), "100%"),
        (Decimal("13.35"), "13,4%"),
        (0, "0%"),
    ],
)
def test_vpct_writes_at_most_one_decimal(value, text):
    assert figures.vpct(value) == text


def test_vform_writes_two_decimals_without_a_sign():
    assert figures.vform(Decimal(100)) == "100,00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (date(2015, 9, 17), "17/09/2015"),
        # 20:00 in London is the next day in Hanoi.
        (datetime(2021, 12, 31, 20, tzinfo=UTC), "01/01/2022"),
        ("năm 2012", "năm 2012"),
    ],
)
def test_vdate_writes_day_month_year(value, text):
    assert figures.vdate(value) == text


def test_bars_stand_on_one_scale_of_their_targets():
    rows = [("Kết nạp", 26, 31, "119,2%"), ("Thành lập", 4, 4, "100%")]
    drawn = charts.bars(rows)
    # 31/26 × 1.05 of the track is the whole width.
    assert [row["width"] for row in drawn["rows"]] == ["95.2%", "79.9%"]
    assert drawn["goal"] == "79.9%"


def test_bars_say_in_words_how_each_row_stands():
    rows = [("a", 26, 31), ("b", 4, 4), ("c", 32, 30), ("d", 0, 5), ("e", 3, None)]
    drawn = charts.bars(rows)["rows"]
    assert [(row["tone"], row["word"]) for row in drawn] == [
        ("good", "vượt"),
        ("good", "đạt"),
        ("warn", "chưa đạt"),
        ("none", "không giao chỉ tiêu"),
        ("none", "chưa có số liệu"),
    ]


def test_bars_of_a_running_year_do_not_say_missed():
    (row,) = charts.bars([("a", 32, 30)], is_over=False)["rows"]
    assert (row["tone"], row["word"]) == ("none", "đang thực hiện")


def test_bars_without_target_draw_no_bar_and_print_a_dash():
    html = draw("{% bars rows %}", rows=[("Khảo sát", None, 1214)])
    assert 'class="done" width="14"' in html  # the legend
    assert html.count('class="done"') == 1
    assert "1.214" in html
    assert "không giao chỉ tiêu" in html


def test_bars_far_beyond_the_target_are_cut():
    rows = charts.bars([("a", 1, 50), ("b", 4, 4)])["rows"]
    assert [row["width"] for row in rows] == ["95.2%", "47.6%"]


def test_bars_escape_text_and_link_the_result():
    row = ("<b>Kết nạp</b>", 26, 31, "119,2%", "/ket-nap/?nam=2021&x=1", "<i>")
    html = draw("{% bars rows %}", rows=[row])
    assert "&lt;b&gt;Kết nạp&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert '<a href="/ket-nap/?nam=2021&amp;x=1">31</a>' in html


@pytest.mark.parametrize(
    ("value", "total", "width"),
    [
        (242, 577, "41.9%"),
        (0, 577, None),
        (5, 0, None),
        (None, 3, None),
        (4, 3, "100.0%"),
    ],
)
def test_share_bar_is_a_share_of_the_total(value, total, width):
    assert charts.share_bar(value, total) == {"width": width}


POINTS = [(2014, 17), (2015, 33, "/2015/", "thành lập <Khối>"), (2016, 38)]


def test_line_chart_climbs_from_left_to_right():
    dots = charts.line_chart(POINTS)["dots"]
    assert [dot["x"] for dot in dots] == ["7.0%", "51.5%", "96.0%"]
    # 40 is the highest grid line, 232 px the floor and 44 px the ceiling.
    assert [dot["y"] for dot in dots] == [152, 77, 53]


def test_line_chart_describes_itself():
    chart = charts.line_chart(POINTS, "Chi bộ", "chi bộ")
    assert chart["desc"] == "Từ 17 (2014) đến 38 (2016); cao nhất 38 (2016)."
    assert [tick["text"] for tick in chart["ticks"]] == ["0", "10", "20", "30", "40"]


def test_line_chart_leaves_a_gap_for_a_missing_value():
    chart = charts.line_chart([(2012, 3), (2013, 5), (2014, None), (2015, 33)])
    assert len(chart["runs"]) == 1
    assert chart["dots"][2]["text"] == "–"


def test_line_chart_carries_its_table_notes_and_links():
    html = draw('{% line_chart points "Chi bộ" "chi bộ" %}', points=POINTS)
    assert '<a href="/2015/">33</a>' in html
    assert html.count("thành lập &lt;Khối&gt;") == 2  # below the line and in the table
    assert html.count('scope="row"') == 3


def test_line_chart_names_its_image_once_per_chart():
    html = draw("{% line_chart a %}{% line_chart b %}", a=POINTS, b=POINTS[:2])
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 4


def test_line_chart_of_one_point_or_zeros_draws():
    (dot,) = charts.line_chart([(2021, 0)])["dots"]
    assert (dot["x"], dot["y"], dot["text"]) == ("51.5%", 232, "0")


@pytest.mark.parametrize("points", [[], [(2021, None)]])
def test_line_chart_without_values_says_what_to_do(points):
    html = draw("{% line_chart points %}", points=points)
    assert "Chưa có số liệu" in html
    assert "<svg" not in html


@pytest.mark.parametrize(
    "source", ["{% bars rows %}", "{% line_chart points %}", "{% share_bar 1 3 %}"]
)
def test_charts_need_no_style_and_no_script(source):
    html = draw(source, rows=[("a", 26, 31, "119,2%", "/")], points=POINTS)
    assert not re.search(r"style=|<script|<style|\son\w+=|javascript:", html)
    # A decimal comma would make the length invalid.
    assert not re.search(r'(?:width|x\d?|cx)="\d+,', html)
