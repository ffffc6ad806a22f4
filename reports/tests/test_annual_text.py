"""A text of a section: markup, placeholders, and what changed since it was written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.annual import compare, markup, placeholders
from reports.annual.figures import Figures
from reports.annual.outlines import OUTLINES
from reports.annual.question import of_year
from reports.documents import layouts, tree
from reports.documents.tree import Bullets, Heading, Para
from reports.indicators import BY_CODE
from reports.tests.factories import TargetFactory

LAYOUT = layouts.HD36


@pytest.fixture
def figures(small):
    TargetFactory(committee=small.committee, value=4)
    return Figures(of_year(2021, dt.date(2021, 12, 31), small.committee))


def read(text, figures, was=(), level=1):
    return markup.blocks(text, was, figures, level, LAYOUT)


def test_lines_become_headings_lists_and_paragraphs(figures):
    found = read("## Một\nCâu.\n- a\n- b\n\n## Hai\n### Ba", figures)
    kinds = [type(block) for block in found]
    assert kinds == [Heading, Para, Bullets, Heading, Heading]
    assert [b.text for b in found if isinstance(b, Heading)] == [
        "1. Một",
        "2. Hai",
        "a) Ba",
    ]
    assert len(found[2].items) == 2


def test_placeholders_are_figures_of_the_register(figures):
    line = "{{T02}}/{{T02.target}} = {{ t02.Tỷ lệ }}, {{S02.kết quả}}, {{Năm}}"
    assert markup.plain(line, figures) == "2/4 = 50%, 5, 2021"


def test_short_names_and_vietnamese_names_are_the_same(figures):
    for part in placeholders.PARTS:
        for code in ("T02", "S02"):
            try:
                said = placeholders.text_of(f"{code}.{part.name}", figures)
            except placeholders.PlaceholderError:
                continue
            assert placeholders.text_of(f"{code}.{part.short}", figures) == said


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("{{T99}}", "không có số liệu tên «T99»"),
        ("{{}}", "không có số liệu tên «»"),
        ("{{T02.màu}}", "số liệu T02 không có phần «màu»"),
        ("{{S02.cộng dồn}}", "số tại một ngày không cộng dồn được"),
        ("{{T02.ban đầu}}", "chỉ số tại một ngày mới có số khi thành lập"),
    ],
)
def test_unknown_placeholder_stays_with_a_message(typed, message, figures):
    text = f"Trước {typed} sau."
    assert markup.plain(text, figures) == f"Trước {typed} [{message}] sau."
    assert placeholders.problems(text, figures) == [f"{typed}: {message}"]


def test_chart_stands_on_a_line_of_its_own(figures):
    alone = read("{{biểu đồ chỉ tiêu}}", figures)
    assert [type(block) for block in alone] == [tree.Chart]
    assert "phải đứng riêng một dòng" in markup.plain("A {{biểu đồ chỉ tiêu}}", figures)
    assert placeholders.problems("{{biểu đồ chỉ tiêu}}", figures) == []


def test_lone_braces_are_told(figures):
    assert markup.plain("a {{T02 b }} c }}", figures)
    assert placeholders.problems("a {{T02", figures) != []


@given(st.text(alphabet="ab -#{}.Sđ", max_size=60))
def test_no_letter_of_a_text_is_lost(line):
    """Whatever is typed, it is printed; only messages are put in between."""
    found = markup.runs(line, {}, None)
    assert "".join(run.text for run in found if not run.bold) == line
    asked = placeholders.PATTERN.findall(line)
    assert sum(run.bold for run in found) == len(asked)


def test_every_figure_has_its_placeholder(figures):
    for code in BY_CODE:
        assert placeholders.text_of(code, figures).replace(".", "").isdigit()


def test_default_wording_has_no_broken_placeholder(figures):
    said = [
        s
        for o in OUTLINES.values()
        for part in o
        for p in part.parts
        for s in p.sentences
    ]
    assert len(said) > 40
    assert [p for s in said for p in placeholders.problems(s, figures)] == []


def test_number_that_changed_is_marked_where_it_stands(small, figures):
    text = "Kết nạp {{T02}} đảng viên.\nCó {{S02}} đảng viên."
    was = markup.written(text, figures)
    assert was == [{"T02": "2"}, {"S02": "5"}]
    small.admit(small.one, dt.date(2021, 9, 1))
    later = Figures(figures.question)
    first, second = read(text, later, was)
    assert [(r.text, r.was) for r in first.text] == [
        ("Kết nạp ", ""),
        ("3", "2"),
        (" đảng viên.", ""),
    ]
    assert [r.was for r in second.text] == ["", "5", ""]
    assert markup.changed(text, was, later) == [("T02", "2", "3"), ("S02", "5", "6")]


def test_line_that_was_not_touched_keeps_its_figures(small, figures):
    text = "Kết nạp {{T02}}.\nCó {{S02}}."
    was = markup.written(text, figures)
    small.admit(small.one, dt.date(2021, 9, 1))
    later = Figures(figures.question)
    new = "Mới: {{T02}}.\nCó {{S02}}."
    assert markup.written(new, later, (text, was)) == [{"T02": "3"}, {"S02": "5"}]


def test_two_texts_are_compared_line_by_line():
    assert compare.lines("a\nb\nc", "a\nB\nc\nd") == [
        ("", "a"),
        ("-", "b"),
        ("+", "B"),
        ("", "c"),
        ("+", "d"),
    ]
