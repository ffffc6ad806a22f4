"""The paper on the screen: all its words, no script and no style in it."""

import re
from html.parser import HTMLParser

import pytest

from reports.documents import html, layouts, tree
from reports.documents.tree import Document, Heading, Section, Title
from reports.tests.sample_paper import HOSTILE, NEW_DAY, OLD_DAY, sample

SILENT = {"style", "title"}


class Text(HTMLParser):
    """The words that a reader sees, the tags and their attributes."""

    def __init__(self, page):
        super().__init__()
        self.words, self.tags, self.attributes, self._inside = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        self._inside = tag

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside not in SILENT:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("day", [OLD_DAY, NEW_DAY])
def test_all_words_are_on_the_page(day):
    doc = sample(day)
    seen = {*Text(html.render(doc)).text.split()}
    said = {word for text in tree.texts(doc) for word in text.split()}
    assert said - seen == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_no_markup(text):
    assert text in Text(html.article(sample())).text


def test_article_obeys_the_strict_policy():
    page = Text(html.article(sample()))
    assert not {"script", "style", "link", "img", "iframe"} & {*page.tags}
    names = {name for _, name, _ in page.attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not {"src", "href"} & names


def test_file_needs_nothing_beside_it():
    page = html.render(sample())
    assert "<link" not in page
    assert "<script" not in page
    assert 'content: "Mã kiểm tra SHA-256' in page
    assert "margin: 20mm 15mm 20mm 30mm" in page


def test_foot_cant_leave_its_place_in_the_style_sheet():
    doc = Document("x", OLD_DAY, layouts.HD36, (), foot='"; } </style><b>\\')
    page = html.render(doc)
    assert page.count("</style>") == 1
    assert r'content: "\22 ; } \3c /style>\3c b>\5c "' in page


def test_headings_go_down_step_by_step():
    blocks = (Title("BÁO CÁO"), *(Heading(n, "x") for n in (1, 2, 3, 4)))
    doc = Document("x", OLD_DAY, layouts.HD36, (Section(blocks),))
    for top in (1, 2):
        levels = re.findall(r"<h(\d)", html.article(doc, top))
        assert [int(level) for level in levels] == [*range(top, top + 5)]


def test_table_says_what_its_heads_are_for():
    page = html.article(sample())
    assert '<th scope="colgroup" colspan="3">Tăng trong kỳ</th>' in page
    assert '<th scope="col" rowspan="2">Đầu kỳ</th>' in page
    assert page.count("<caption>") == 1


def test_figure_that_changed_is_marked_where_it_stands():
    marked = '<mark>31</mark><small class="was"> [khi viết: 30]</small>'
    assert marked in html.article(sample())
