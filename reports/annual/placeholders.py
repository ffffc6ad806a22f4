"""`{{T02.tỷ lệ}}` in a text: a figure of the register, or a fact of the report.

The code is one of the registry of figures, the part says what of it; both are read
without regard to case and marks, and the parts have a short name in ASCII too. What
can't be read stays as it was typed, with a message behind it.
"""

import re
from dataclasses import dataclass

from hoangmai_party.text import search_key
from reports.annual import sentences
from reports.annual.charts import CHARTS
from reports.annual.facts import FACTS, once
from reports.annual.figures import is_stock, is_sum
from reports.indicators import BY_CODE
from reports.models import Target

PATTERN = re.compile(r"\{\{([^{}\n]*)\}\}")
_LEVEL = Target.Level


class PlaceholderError(Exception):
    """What a placeholder asks for does not exist; the message tells the writer."""


@dataclass(frozen=True)
class Part:
    """What can be asked of a figure: its name for the writer, and how it is found."""

    name: str
    short: str
    explain: str
    text: object


def _plain(name):
    return lambda figures, code: sentences.shown(figures.number(code, name))


def _target(figures, code):
    goal = figures.goal(code)
    return sentences.shown(goal.value) if goal else "không giao chỉ tiêu"


def _percent(figures, code):
    goal = figures.goal(code)
    return sentences.share(figures.in_year(code), goal.value) if goal else "–"


def _over(figures, code):
    goal = figures.goal(code)
    if goal is None or figures.in_year(code) <= goal.value:
        return "–"
    return sentences.beyond(figures.in_year(code), goal.value)


def _yoy(figures, code):
    if figures.question.before is None or not figures.is_comparable(code):
        return "–"
    return sentences.share(figures.number(code), figures.before(code))


def _since(figures, code):
    if not is_sum(code):
        raise PlaceholderError("số tại một ngày không cộng dồn được")
    return sentences.shown(figures.number(code, "all"))


def _at_first(figures, code):
    if not is_stock(code):
        raise PlaceholderError("chỉ số tại một ngày mới có số khi thành lập")
    return sentences.shown(figures.number(code, "first"))


def _expected(figures, code):
    row = figures.target(code, _LEVEL.EXPECTED)
    return sentences.shown(row.value if row else None)


def _expected_percent(figures, code):
    row, goal = figures.target(code, _LEVEL.EXPECTED), figures.goal(code)
    return sentences.share(row.value, goal.value) if row and goal else "–"


PARTS = (
    Part("kết quả", "result", "số trong kỳ", _plain("now")),
    Part(
        "từ đầu năm",
        "year",
        "số từ đầu năm",
        lambda figures, code: sentences.shown(figures.in_year(code)),
    ),
    Part("chỉ tiêu", "target", "chỉ tiêu giao, không có thì mức đăng ký", _target),
    Part("tỷ lệ", "percent", "kết quả so với chỉ tiêu", _percent),
    Part("vượt", "over", "phần vượt chỉ tiêu", _over),
    Part("đánh giá", "standing", "kết quả và lời đánh giá", sentences.standing),
    Part("cùng kỳ", "before", "số cùng kỳ năm trước", _plain("before")),
    Part("tỷ lệ cùng kỳ", "yoy", "so với cùng kỳ năm trước, %", _yoy),
    Part("so cùng kỳ", "compared", "tăng, giảm bằng lời", sentences.year_on_year),
    Part("cộng dồn", "since", "từ khi thành lập Đảng bộ", _since),
    Part("ban đầu", "first", "số vào ngày thành lập Đảng bộ", _at_first),
    Part("ước", "expected", "ước thực hiện cả năm", _expected),
    Part("tỷ lệ ước", "expected_percent", "ước so với chỉ tiêu", _expected_percent),
    Part(
        "mặt bằng",
        "guideline",
        "mặt bằng chung Thành phố",
        lambda figures, code: sentences.range_of(
            figures.target(code, _LEVEL.GUIDELINE)
        ),
    ),
    Part(
        "chỉ tiêu năm sau",
        "next",
        "chỉ tiêu của năm sau, nếu đã có",
        lambda figures, code: sentences.shown(figures.goal_of_next_year(code)),
    ),
)


def _key(text):
    return search_key(text.replace("_", " "))


_PARTS = {"": PARTS[0]}
_PARTS |= {_key(part.name): part for part in PARTS}
_PARTS |= {_key(part.short): part for part in PARTS}
_FACTS = {_key(fact.name): fact for fact in FACTS}
_CHARTS = {_key(chart.name): chart for chart in CHARTS}


def chart_of(line):
    """The chart that a line places, when it says nothing else."""
    found = PATTERN.fullmatch(line.strip())
    return _CHARTS.get(_key(found[1].strip())) if found else None


def text_of(name, figures):
    """What stands in place of `{{name}}`; PlaceholderError with a message."""
    code, _, part = (piece.strip() for piece in name.partition("."))
    if not part and (fact := _FACTS.get(_key(code))):
        return once(fact, figures)
    if _key(name.strip()) in _CHARTS:
        raise PlaceholderError("biểu đồ phải đứng riêng một dòng")
    if code.upper() not in BY_CODE:
        raise PlaceholderError(f"không có số liệu tên «{code}»")
    if (found := _PARTS.get(_key(part))) is None:
        raise PlaceholderError(f"số liệu {code.upper()} không có phần «{part}»")
    return found.text(figures, code.upper())


def codes_in(text):
    """The figures that a text counts on, without what is only said beside them."""
    for name in PATTERN.findall(text):
        code, _, part = (piece.strip() for piece in name.partition("."))
        if code.upper() in BY_CODE:
            yield code.upper(), _PARTS.get(_key(part))


def facts_in(text):
    """The names of the facts that a text tells."""
    names = (name.strip() for name in PATTERN.findall(text))
    return [name for name in names if _key(name) in _FACTS]


def values(line, figures):
    """{placeholder: what stands for it now} of a line, the unknown ones left out."""
    found = {}
    for name in PATTERN.findall(line):
        try:
            found[name.strip()] = text_of(name, figures)
        except PlaceholderError:
            continue
    return found


def problems(text, figures):
    """[what is wrong with a placeholder of the text, in words]."""
    found = []
    inline = (line for line in text.split("\n") if not chart_of(line))
    for name in (name for line in inline for name in PATTERN.findall(line)):
        try:
            text_of(name, figures)
        except PlaceholderError as error:
            found.append(f"{{{{{name}}}}}: {error}")
    rest = PATTERN.sub("", text)
    if "{{" in rest or "}}" in rest:
        found.append("có dấu {{ hoặc }} lẻ: chỗ đó in nguyên như đã gõ")
    return found
