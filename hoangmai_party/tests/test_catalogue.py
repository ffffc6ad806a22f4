"""Nothing that a user can meet stays in English: our catalogue and its gaps."""

import ast
import gettext
import re
import unicodedata
from pathlib import Path

import django
import import_export
import pytest
from django import forms
from django.conf import global_settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from django.utils.translation.trans_real import DjangoTranslation

OURS = Path(__file__).parents[1] / "locale" / "vi" / "LC_MESSAGES"
DJANGO = Path(django.__file__).parent
FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")')
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?\w+")
DOMAINS = ["django", "djangojs"]

# The page of a new project, which no user of this register can meet.
NEW_PROJECT = re.compile(
    "The install worked|View <a|You are seeing this page|Django Doc|Topics, ref|"
    "Tutorial: A|Get started|Django Community|Connect, get help"
)
# The same in both languages, or symbols.
SAME = {"IPv4", "IPv6", "…", ":", ":?.!", ", ", "%(truncated_text)s…", "%(size)d byte"}
SAME |= {"%s KB", "%s MB", "%s GB", "%s TB", "%s PB", "%(class_name)s %(instance)s"}


def read_po(path):
    """Return the entries of a .po file as dicts; enough of the format for ours."""
    entries, entry = [], {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if found := FIELD.match(line):
            key = found[1]
            entry[key] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            entry[key] += ast.literal_eval(line)
        elif entry:
            entries.append(entry)
            entry = {}
    return [entry for entry in entries if entry["msgid"]]


def english(package, domain="django"):
    return read_po(package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po")


def translated(entry):
    if "msgctxt" in entry:
        return pgettext(entry["msgctxt"], entry["msgid"])
    if "msgid_plural" in entry:
        return ngettext(entry["msgid"], entry["msgid_plural"], 2)
    return _(entry["msgid"])


def left_in_english(entries):
    with override("vi"):
        return [
            entry["msgid"]
            for entry in entries
            if translated(entry) in (entry["msgid"], entry.get("msgid_plural"))
            and entry["msgid"] not in SAME
        ]


@pytest.fixture(params=DOMAINS)
def domain(request):
    return request.param


def test_compiled_file_equals_its_source(domain):
    expected = {}
    for entry in read_po(OURS / f"{domain}.po"):
        key = "\x04".join(filter(None, [entry.get("msgctxt"), entry["msgid"]]))
        if "msgid_plural" in entry:
            expected[key, 0] = entry["msgstr[0]"]
        else:
            expected[key] = entry["msgstr"]
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    compiled.pop("")
    assert compiled == expected


def test_every_entry_is_filled_in_nfc(domain):
    texts = [
        e.get("msgstr", e.get("msgstr[0]")) for e in read_po(OURS / f"{domain}.po")
    ]
    assert len(texts) > 50
    assert [t for t in texts if not t or unicodedata.normalize("NFC", t) != t] == []


def test_placeholders_are_kept(domain):
    wrong = []
    for entry in read_po(OURS / f"{domain}.po"):
        text = entry.get("msgstr", entry.get("msgstr[0]"))
        kept = sorted(PLACEHOLDER.findall(text))
        sources = [entry["msgid"], entry.get("msgid_plural", entry["msgid"])]
        if kept not in [sorted(PLACEHOLDER.findall(source)) for source in sources]:
            wrong.append(entry["msgid"])
    assert wrong == []


def test_import_export_is_translated():
    folder = Path(import_export.__file__).parent / "locale" / "fr" / "LC_MESSAGES"
    entries = read_po(folder / "django.po")
    assert len(entries) > 30
    assert left_in_english(entries) == []


@pytest.mark.parametrize("package", ["admin", "auth", "contenttypes", "sessions"])
def test_django_app_is_translated(package):
    assert left_in_english(english(DJANGO / "contrib" / package)) == []


def test_django_core_is_translated():
    left = left_in_english(english(DJANGO / "conf"))
    names = {name for _code, name in global_settings.LANGUAGES}
    assert [t for t in left if t not in names and not NEW_PROJECT.match(t)] == []


def test_scripts_of_the_admin_are_translated():
    folder = DJANGO / "contrib" / "admin"
    catalogue = DjangoTranslation(
        "vi", domain="djangojs", localedirs=[str(folder / "locale")]
    )
    left = []
    for entry in english(folder, "djangojs"):
        if "msgctxt" in entry:
            text = catalogue.pgettext(entry["msgctxt"], entry["msgid"])
        else:
            text = catalogue.gettext(entry["msgid"])
        left += [entry["msgid"]] if text == entry["msgid"] else []
    assert left == []


@pytest.mark.parametrize(
    ("english_text", "vietnamese"),
    [
        ("Django administration", "Trang quản trị"),
        ("Password reset unsuccessful", "Đặt lại mật khẩu không thành công"),
        ("Simplified Chinese", "Tiếng Trung (giản thể)"),
        ("Monday", "Thứ Hai"),
        ("Log out", "Đăng xuất"),
        ("permissions", "quyền"),
        ("update through import_export", "Cập nhật từ tệp nhập"),
    ],
)
def test_bad_translation_is_replaced(english_text, vietnamese):
    with override("vi"):
        assert _(english_text) == vietnamese


def test_plural_is_found():
    with override("vi"):
        one = "Please submit at most %(num)d form."
        many = "Please submit at most %(num)d forms."
        assert ngettext(one, many, 3) % {"num": 3} == "Chỉ được gửi tối đa 3 dòng."


def test_form_answers_in_vietnamese():
    with override("vi"):
        form = forms.formset_factory(forms.Form, max_num=1)
        field = forms.CharField(max_length=3)
        assert form.default_error_messages["too_many_forms"] % {"num": 1} == (
            "Chỉ được gửi tối đa 1 dòng."
        )
        with pytest.raises(forms.ValidationError) as refused:
            field.clean("abcd")
        assert refused.value.messages == ["Chỉ được có tối đa 3 ký tự (hiện có 4)."]
