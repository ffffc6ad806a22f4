"""Words for what the log holds: actors, tables, columns, values, facts of an act."""

import datetime as dt
from urllib.parse import parse_qsl

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from accounts.log.context import split_actor
from accounts.models import LogEvent
from accounts.scope import OUR_APPS
from accounts.sealed import SealedCharField

HIDDEN = "•••"
EMPTY = "(trống)"
OUT_OF_SCOPE = "(ngoài phạm vi)"
GONE = "(không còn trong sổ)"
WHOLE = "(nội dung biểu mẫu)"

# What works without a person; a name that is not here is still "Hệ thống".
_SYSTEMS = {
    "migrate": "cài đặt, nâng cấp",
    "manage.py migrate": "cài đặt, nâng cấp",
    "seed_demo": "dựng sổ minh họa",
    "manage.py seed_demo": "dựng sổ minh họa",
    "manage.py createsuperuser": "tạo tài khoản",
    "manage.py report": "in số liệu năm",
    "manage.py backup": "sao lưu",
    "manage.py restore": "khôi phục",
    "manage.py verify_reports": "kiểm tra báo cáo đã ký",
    "manage.py restore_drill": "diễn tập khôi phục",
    "web:anonymous": "chưa đăng nhập",
}
# Shown beside the columns that forms show: they say how a row came to its end.
_SAID = {"voided_at", "voided_by", "void_reason", "first_password_until"}
_VERBS = {
    "add": "thêm",
    "change": "sửa",
    "delete": "hủy",
    "view": "xem",
    "unmask": "hiện đủ phần được giấu của",
}
_NAMED_APPS = {*OUR_APPS, "auth"}
_FOREIGN = {
    "otp_totp_totpdevice": "máy sinh mã đăng nhập",
    "otp_static_staticdevice": "mã giấy đăng nhập",
}
FACTS = {
    "rows": "số dòng",
    "columns": "cột",
    "filter": "bộ lọc",
    "page": "trang",
    "file": "tệp",
    "sha256": "mã kiểm của tệp",
    "new": "dòng mới",
    "updated": "dòng sửa",
    "unchanged": "dòng giữ nguyên",
    "user": "tài khoản",
    "where": "nơi đăng nhập",
    "method": "cách gọi",
    "path": "trang",
    "right": "quyền cần có",
    "mac": "mã niêm",
    "made_at": "lúc sao lưu",
    "passed": "đạt",
    "differences": "sai lệch",
}
_ASKED = {
    "q": "tìm",
    "o": "thứ tự",
    "p": "trang",
    "all": "tất cả",
    "year": "năm",
    "first": "từ ngày",
    "last": "đến ngày",
    "as_of": "tính đến ngày",
    "branch": "chi bộ",
    "committee": "đảng bộ",
    "status": "tình trạng",
    "kind": "loại",
    "non_state": "chỉ ngoài Nhà nước",
}
_LEFT_OUT = {"format"}
_LABELS = {}  # {field: function}, filled by `tell`
_IDS = "ids_"  # keys of rows: to be searched, not to be read


def tables():
    """{name in the database: model}."""
    return {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}


def table(name):
    """The table in words: "đảng viên"; a table between two has none of its own."""
    if not name:
        return ""
    model = tables().get(name)
    if model is None:
        return "bảng cũ"
    if model._meta.app_label not in _NAMED_APPS:
        return _FOREIGN.get(name, "phần cài đặt")
    if model._meta.auto_created:
        ends = (f for f in model._meta.fields if f.is_relation)
        return " – ".join(str(f.related_model._meta.verbose_name) for f in ends)
    return str(model._meta.verbose_name)


def kind(event):
    return dict(LogEvent.Kind.choices).get(event.kind, "Việc khác")


def actor(event, names, places=None):
    """Who acted and in whose place; `names` are {id: name} of the users known today,
    `places` {(table, key): name} of the branches that the reader may see."""
    who, place = split_actor(event.actor)
    if event.user_id is not None:
        login = who.partition(" ")[2]
        name = names.get(event.user_id)
        text = f"{name} ({login})" if name else login
    else:
        told = _SYSTEMS.get(who.removeprefix("system:"))
        text = f"Hệ thống: {told}" if told else "Hệ thống"
    return f"{text}, {in_place(place, places or {})}" if place else text


def in_place(place, places):
    """Whom somebody stood in for, of what `split_actor` found."""
    return f"nhập thay {places.get(place, OUT_OF_SCOPE)}"


def moment(at):
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M:%S}"


def columns(model):
    """{column: field} of what a history shows: no key, no derived column."""
    return {
        field.column: field
        for field in model._meta.concrete_fields
        if (field.editable or field.name in _SAID)
        and not field.primary_key
        and not isinstance(field, models.BinaryField)
    }


def label(field):
    if field.model._meta.auto_created:  # Django names these columns in English
        return capfirst(str(field.related_model._meta.verbose_name))
    return capfirst(str(field.verbose_name))


def name(row):
    """A row's name; a right is told as what one may do with what."""
    if not isinstance(row, Permission):
        return str(row)
    verb, _, _ = row.codename.partition("_")
    return f"{_VERBS.get(verb, 'quyền')} {row.content_type.name}"


def tell(model, column, label):
    """Have a code that is no choice of its field told as the pages tell it.

    `label(row)` makes the text out of all that the event holds of the row.
    """
    _LABELS[model._meta.get_field(column)] = label


def is_told(field):
    """Whether a code of this column is told by others of its row, too."""
    return field in _LABELS


def value(field, raw, names, row=None):
    """One logged value in words; `names` are {(model, key): name} of related rows,
    `row` is what the event holds of the whole row."""
    if raw in (None, ""):
        return EMPTY
    if is_told(field):
        try:
            return str(_LABELS[field](row))
        except (LookupError, TypeError, ValueError):  # a code that is gone
            return str(raw)
    if isinstance(field, SealedCharField) or raw == "***":
        return HIDDEN
    if field.is_relation:
        return names.get((field.related_model, str(raw)), OUT_OF_SCOPE)
    if isinstance(field, models.JSONField):
        return WHOLE
    try:
        return _plain(field, field.to_python(raw))
    except (ValidationError, TypeError, ValueError):  # the column was another one then
        return str(raw)


def _plain(field, found):
    if field.flatchoices:
        return str(dict(field.flatchoices).get(found, found))
    if isinstance(found, bool):
        return "có" if found else "không"
    if isinstance(found, dt.datetime):
        return moment(found)
    if isinstance(found, dt.date):
        return f"{found:%d/%m/%Y}"
    if isinstance(field, models.DecimalField):
        return f"{found.normalize():f}".replace(".", ",")
    return str(found)


def facts(event):
    """[(label, text)] of an act: how many rows, which filter, which file."""
    found = event.after if isinstance(event.after, dict) else {}
    return [
        (capfirst(FACTS.get(name, "chi tiết")), _fact(name, fact))
        for name, fact in found.items()
        if not name.startswith(_IDS) and fact not in (None, "", [])
    ]


def _fact(name, fact):
    if name == "filter":
        return "; ".join(
            f"{_ASKED.get(key, key)}: {text}"
            for key, text in parse_qsl(str(fact))
            if key not in _LEFT_OUT
        )
    if isinstance(fact, bool):
        return "có" if fact else "không"
    if isinstance(fact, list):
        return ", ".join(map(str, fact))
    return str(fact)
