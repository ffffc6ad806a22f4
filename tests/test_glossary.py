"""The words on the screen: each thing has one name, everywhere (issue 2)."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from accounts.scope import OUR_APPS
from branches.models import Access, Committee
from enterprises.models import Agency
from members.models import Member, Placement, Spell
from reports.asked import ScopeForm
from reports.indicators import BY_CODE
from reports.movement import INS, OUTS
from reports.navigation import PAGES
from surveys.models import Campaign, Visit
from tests.architecture import ROOT
from tests.words import foreign

NAMES = {
    Placement: "quá trình sinh hoạt đảng",
    Spell: "quá trình đảng tịch",
    Campaign: "đợt khảo sát",
    Access: "phạm vi phụ trách",
    Member: "đảng viên",
    Committee: "đảng bộ, cấp ủy",
    Visit: "lần gặp gỡ, vận động",
}
# What must not stand on a screen, and what stands there instead.
REFUSED = {
    r"Đảng ủy Khối[^.,;:]{0,20} có \d*[^.,;:]{0,10}(đảng viên|chi bộ)": "Đảng bộ Khối có …",
    r"Đảng bộ Khối[^.,;:]{0,20} (ban hành|ra quyết định|giao chỉ tiêu)": "Đảng ủy Khối …",
    r"xin ra (khỏi )?Đảng": "ra khỏi Đảng",
    r"(khôi phục|phục hồi) (tư cách|đảng viên)": "phục hồi đảng tịch",
    r"khôi phục đảng tịch": "phục hồi đảng tịch",
    r"lớp đảng viên mới": "lớp bồi dưỡng đảng viên mới",
    r"miễn (công tác|sinh hoạt)(?! và sinh hoạt đảng)": "miễn công tác và sinh hoạt đảng",
    r"phễu": "Tiến độ vận động",
    r"việc cần làm": "Việc đến hạn",
    r"giả định kết nạp|kịch bản kết nạp": "Dự kiến kết nạp đến 31/12",
    r"cơ cấu đảng viên": "Cơ cấu đội ngũ đảng viên",
    r"tính đến thời điểm|chốt số liệu ngày": "Số liệu tính đến ngày",
    r"(phạm vi|quyền) truy cập": "Phạm vi phụ trách",
    r"nhập lại mật khẩu để xác nhận": "Xác nhận lại mật khẩu",
    r"(đợt|phiếu) điều tra|chiến dịch": "Đợt khảo sát, phiếu khảo sát",
    r"ban QLDA|ban quản lý các dự án": "Ban Quản lý dự án Quận",
    r"số liệu (lúc|đã|tại thời điểm) ký": "Số liệu khi ký",
    r"lịch sử (đảng tịch|sinh hoạt đảng)": "Quá trình …",
    r"tổ chức đảng thành lập mới": "Chi bộ thành lập mới",
    r"xóa (dòng|bản ghi|hồ sơ)": "hủy dòng ghi nhầm",
}
QUOTED = ("reports/demo/article.py",)  # repeats what the article says


def texts():
    """(file, text) of everything that can come to a screen: templates and literals."""
    for file in sorted((ROOT / "templates").rglob("*.html")):
        yield file, re.sub(r"{#.*?#}", "", file.read_text(encoding="utf-8"))
    for app in OUR_APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if not {"tests", "migrations"} & set(file.parts):
                yield from ((file, text) for text in literals(file))


def literals(file):
    """Strings of a module that are not docstrings, pieces of f-strings included."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    bare = (n.value for n in ast.walk(tree) if isinstance(n, ast.Expr))
    docstrings = {id(value) for value in bare if isinstance(value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (
                p.value if isinstance(p, ast.Constant) else "…" for p in node.values
            )
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield node.value if isinstance(node.value, str) else ""


def refused_in(text):
    """What the glossary refuses in a text, with what it wants."""
    return [
        (found[0], wanted)
        for pattern, wanted in REFUSED.items()
        if (found := re.search(pattern, text, re.IGNORECASE))
    ]


@pytest.mark.parametrize("model", NAMES, ids=lambda model: model.__name__)
def test_model_has_the_name_of_the_glossary(model):
    assert model._meta.verbose_name == NAMES[model]
    assert model._meta.verbose_name_plural == NAMES[model]


def test_no_refused_word_comes_to_a_screen():
    found = [
        f"{file.relative_to(ROOT)}: {said!r}, not {wanted!r}"
        for file, text in texts()
        if not str(file.relative_to(ROOT)).startswith(QUOTED)
        for said, wanted in refused_in(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Đảng ủy Khối doanh nghiệp có 577 đảng viên",
        "Xin ra khỏi Đảng",
        "Khôi phục đảng tịch",
        "Quyền truy cập",
        "Đảng viên được miễn sinh hoạt",
    ],
)
def test_planted_synonym_is_found(text):
    assert refused_in(text)


def test_texts_are_really_read():
    read = {Path(file).name for file, _ in texts()}
    assert {"movement.html", "spell.py", "strength.py", "desk.py"} <= read


def test_figures_and_columns_have_their_names():
    assert BY_CODE["T01"].label == "Chi bộ thành lập mới"
    assert OUTS["resigned"] == "Ra khỏi Đảng"
    assert INS["restored"] == "Phục hồi đảng tịch"
    assert Spell.EndReason.RESIGNED.label == "Ra khỏi Đảng"
    assert Placement.Ended.RESIGNED.label == "Ra khỏi Đảng"
    assert "Ban Quản lý dự án Quận" in Agency.Kind.labels


def test_question_of_every_page_has_its_name():
    assert ScopeForm.base_fields["as_of"].label == "Số liệu tính đến ngày"


def test_pages_have_their_titles():
    titles = (ROOT / "reports" / "views.py").read_text(encoding="utf-8")
    assert 'title = "Cơ cấu đội ngũ đảng viên"' in titles
    assert "Chỉ tiêu và kết quả" in dict(PAGES).values()


def labels_of(model):
    """Everything that forms and lists may say of a model; a proxy's columns are not ours."""
    yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
    for field in model._meta.fields:
        is_ours = field.model._meta.app_label == model._meta.app_label
        if field.editable and is_ours:
            yield from (field.verbose_name, field.help_text)
            yield from (label for _, label in field.flatchoices)
    for constraint in model._meta.constraints:
        message = constraint.get_violation_error_message()
        if constraint.name not in message:  # Django's own words name the constraint
            yield message


@pytest.mark.parametrize("app", OUR_APPS)
def test_labels_and_messages_are_vietnamese(app):
    found = [
        (model.__name__, str(label), words)
        for model in apps.get_app_config(app).get_models()
        for label in labels_of(model)
        if (words := foreign(str(label)))
    ]
    assert found == []
