"""The tree of a paper: data through and through, and the layout of its day."""

import dataclasses
import datetime as dt
import json

import pytest

from reports.documents import chart, fonts, layouts, stored, tree
from reports.documents.tree import Bullets, Chart, Para, Run, Series, Table
from reports.tests.sample_paper import HOSTILE, LETTERS, sample


def test_tree_comes_back_from_its_json():
    doc = sample()
    assert stored.load(json.loads(json.dumps(stored.data(doc)))) == doc


def test_tree_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample().title = "khác"


def test_texts_are_all_that_is_printed():
    said = list(tree.texts(sample()))
    assert {*HOSTILE, "31 [khi viết: 30]", "Không có chi bộ nào.", "BÁO CÁO"} <= {*said}
    assert not {"justify", "left", "clrrr"} & {*said}


def test_empty_list_and_table_say_so():
    assert list(tree.texts(Bullets(()))) == ["Không có."]
    assert list(tree.texts(Bullets(("Một",)))) == ["Một"]
    assert list(tree.texts(Table((("A",),), (), (1,)))) == ["A", "Không có."]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\x00b\x0bc\rd\ud800e\ufffe", "abcde"),
        ("một\ndòng", "một\ndòng"),
        ('#read("x") <b> =1+1', '#read("x") <b> =1+1'),
    ],
)
def test_text_keeps_its_letters_and_nothing_else(typed, printed):
    assert tree.cleaned(Para((Run(typed, was=typed),))) == Para(
        (Run(printed, was=printed),)
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [(dt.date(2021, 12, 5), "HD36"), (dt.date(2026, 5, 26), "HD36")]
    + [(dt.date(2026, 5, 27), "HD05"), (dt.date(2030, 1, 1), "HD05")],
)
def test_guide_is_chosen_by_the_day_of_the_paper(day, code):
    assert layouts.of_day(day).code == code


def test_number_and_day_are_written_as_the_guide_says():
    assert layouts.number(5, "BC", "ĐUK") == "Số 05-BC/ĐUK"
    assert layouts.number(127, "QĐ", "TW") == "Số 127-QĐ/TW"
    assert ":" not in layouts.number(None, "BC", "ĐUK")
    place = "Hoàng Mai"
    assert layouts.dated(place, dt.date(2018, 2, 3)).endswith("03 tháng 02 năm 2018")
    assert layouts.dated(place, dt.date(2021, 3, 20)).endswith("20 tháng 3 năm 2021")
    assert layouts.dated(place, None, 2021).split() == [
        *("Hoàng", "Mai,", "ngày", "tháng", "năm", "2021")
    ]


@pytest.mark.parametrize(
    ("layout", "marks"),
    [
        (layouts.HD36, ["I.", "IV.", "1.", "12.", "a)", "c)", "-"]),
        (layouts.HD05, ["I-", "IV-", "1-", "12-", "a)", "c)", "-"]),
    ],
)
def test_headings_are_counted_as_the_guide_says(layout, marks):
    places = [(1, 1), (1, 4), (2, 1), (2, 12), (3, 1), (3, 3), (4, 9)]
    assert [layout.mark(*place) for place in places] == marks


def test_chart_says_every_number_and_leaves_gaps():
    block = Chart("Số <b>", ("2020", "2021"), (Series("A & B", (1964, None)),))
    drawing = chart.svg(block)
    assert "1.964" in drawing
    assert "A &amp; B" in drawing
    assert "–" in drawing
    assert "<b>" not in drawing
    assert chart.said(block) == "Số <b>. A & B: 2020 1.964; 2021 –"


@pytest.mark.parametrize("is_line", [True, False])
def test_chart_of_nothing_is_drawn(is_line):
    assert chart.svg(Chart("Không", (), (), is_line=is_line)).endswith("</svg>")
    zero = Chart("Không", ("2020",), (Series("A", (0,)),), is_line=is_line)
    assert ">0<" in chart.svg(zero)


def test_letters_of_the_sample_are_all_vietnamese_letters():
    assert {*LETTERS, *LETTERS.upper()} - {" "} == fonts.LETTERS
    assert len(fonts.LETTERS) == 134


@pytest.mark.parametrize(
    ("rows", "widths", "short"),
    [
        ((("a", "b"),) * 10, (1, 1), True),
        ((("a", "b"),) * 11, (1, 1), False),
        ((), (1, 1), True),
        ((("chữ " * 900, "b"),), (1, 1), False),
        ((("chữ " * 50, "b"),) * 10, (1, 99), False),  # a narrow column is tall
        ((("chữ " * 40, "b"),) * 8, (99, 1), True),
        (((tree.Cell("chữ " * 40, columns=2),),) * 8, (1, 99), True),
    ],
)
def test_table_that_surely_fits_stays_in_one_piece(rows, widths, short):
    assert tree.is_short(Table((("A", "B"),), rows, widths)) is short
