"""What was ticked on the page of a heap, as steps; what can't be is said in words.

The names of the boxes carry the keys of rows of this list alone; anything else in them
is refused, not guessed.
"""

from enterprises.models import Enterprise, SourceDecision, SourceMatch, SourceRow
from enterprises.register import has_tax_code
from enterprises.sources import heaps, names
from enterprises.sources.facts import Facts, shown_address
from enterprises.sources.steps import (
    Accept,
    Add,
    NotTakenError,
    SetAside,
    Take,
    Unlink,
    Verify,
)
from enterprises.tax_code import normalise
from hoangmai_party.text import is_key

# The boxes of a page: what a row is ("is-12"), values to take ("take": "12:name"),
# rows to be freed ("free"), enterprises to be looked up ("verify").
IS, TAKE, FREE, VERIFY = "is-", "take", "free", "verify"
CODE, FORM = "code-", "form-"
NEW = "new"
MOST = 200  # steps of one sending
NOTHING = "Chưa đánh dấu dòng nào."
GONE = "Có dòng không còn chờ xử lý: hãy mở lại trang rồi chọn lại."
_VERDICTS = {
    SourceDecision.Verdict.NOT_OURS.value: "Không thuộc diện",
    SourceDecision.Verdict.SKIPPED.value: "Bỏ qua",
}


def steps(source, heap, data, user):
    """[Step] of what was chosen on a page of this heap, in the order of the list."""
    if heap == heaps.ONLY_LIST:
        found = _named(source, data, user)
    elif heap == heaps.ONLY_REGISTER:
        found = _to_verify(source, data.getlist(VERIFY), user)
    else:
        found = [*_takes(source, data.getlist(TAKE)), *_frees(source, data)]
    if not found:
        raise NotTakenError(NOTHING)
    if len(found) > MOST:
        raise NotTakenError(f"Mỗi lần chỉ ghi được {MOST} mục: hãy chọn ít hơn.")
    return found


def _keys(texts):
    texts = list(texts)
    if not all(is_key(text) for text in texts):
        raise NotTakenError(GONE)
    return [int(text) for text in texts]


def _rows(source, texts):
    """{key: row} of the list; a key that is none of its rows is refused."""
    wanted = set(_keys(texts))
    rows = SourceRow.objects.filter(list=source, pk__in=wanted)
    found = {row.pk: row for row in rows.select_related("ward", "list")}
    if set(found) != wanted:
        raise NotTakenError(GONE)
    return found


def _where(row):
    return f"Dòng {row.number}: {row.name or row.tax_code}"


def _named(source, data, user):
    chosen = {name.removeprefix(IS): data[name] for name in data if name.startswith(IS)}
    for name in data:
        if name.startswith(CODE) and data[name].strip():
            chosen[name.removeprefix(CODE)] = f"code:{data[name].strip()}"
    chosen = {pk: said for pk, said in chosen.items() if said}
    rows = _rows(source, chosen)
    done = SourceMatch.objects.filter(row__in=rows).exists()
    if done:
        raise NotTakenError(GONE)
    known = _chosen(chosen.values(), user)
    found = [
        _one(source, rows[int(pk)], said, known, data) for pk, said in chosen.items()
    ]
    return sorted(found, key=lambda step: step.row.number)


def _chosen(said, user):
    """{id or "code:…": enterprise} of those that somebody named, as far as they see."""
    said = list(said)
    codes = [text.removeprefix("code:") for text in said if text.startswith("code:")]
    seen = Enterprise.objects.visible_to(user)
    by_code = {one.tax_code: one for one in seen.filter(has_tax_code(*codes))}
    found = {f"code:{code}": by_code.get(normalise(code)) for code in codes}
    ids = [text for text in said if is_key(text)]
    return found | {str(e.pk): e for e in seen.filter(pk__in=ids)}


def _one(source, row, said, known, data):
    where = _where(row)
    if said == NEW:
        return _new(source, row, data.get(f"{FORM}{row.pk}", ""))
    if said in _VERDICTS:
        return SetAside(source, where, _VERDICTS[said], row=row, verdict=said)
    enterprise = known.get(said)
    if enterprise is None:
        code = said.removeprefix("code:")
        raise NotTakenError(
            f"{where}: không có doanh nghiệp nào trong sổ có mã số thuế “{code[:30]}”."
        )
    is_typed = said.startswith("code:")
    how = SourceMatch.How.CHOSEN if is_typed else SourceMatch.How.SUGGESTION
    what = "Là doanh nghiệp trong sổ"
    after = f"{enterprise} ({enterprise.tax_code or 'chưa có mã số thuế'})"
    return Accept(
        source, where, what, "", after, row=row, enterprise=enterprise, how=how
    )


def _new(source, row, form):
    form = form or names.legal_form(row.name)
    if not row.name:
        raise NotTakenError(f"{_where(row)}: không có tên, không lập mới được.")
    if form and form not in Enterprise.LegalForm.values:
        raise NotTakenError(
            f"{_where(row)}: loại hình pháp lý không có trong danh sách."
        )
    parts = (row.tax_code, shown_address(row), row.get_status_display())
    after = "; ".join(part for part in parts if part)
    return Add(
        source,
        _where(row),
        "Lập doanh nghiệp mới",
        "",
        after,
        row=row,
        legal_form=form,
    )


def _takes(source, ticked):
    pairs = [text.partition(":")[::2] for text in ticked]
    rows = _rows(source, (pk for pk, _ in pairs))
    of_row = _matched(source, rows)
    facts = Facts(source, {m.enterprise_id for m in of_row.values()})
    for pk, field in pairs:
        row = rows[int(pk)]
        match = of_row.get(row.pk)
        listed = facts.differences(row, match.enterprise_id) if match else ()
        found = next((d for d in listed if d.field == field), None)
        if found is None:
            raise NotTakenError(GONE)
        yield Take(
            source,
            _where(row),
            f"{found.label} theo danh sách",
            found.kept,
            found.listed,
            row=row,
            enterprise=facts.enterprises[match.enterprise_id],
            field=field,
        )


def _matched(source, rows):
    found = SourceMatch.objects.filter(row__in=rows, row__list=source)
    return {m.row_id: m for m in found.exclude(enterprise=None)}


def _frees(source, data):
    rows = _rows(source, data.getlist(FREE))
    matches = SourceMatch.objects.filter(row__in=rows)
    matches = matches.select_related("row__ward", "enterprise").order_by("row__number")
    if len(matches) != len(rows):
        raise NotTakenError(GONE)
    for match in matches:
        before = str(match.enterprise or match.get_how_display())
        yield Unlink(source, _where(match.row), "Gỡ khớp", before, match=match)


def _to_verify(source, ticked, user):
    wanted = set(_keys(ticked))
    rows = heaps.not_named(source, user).filter(pk__in=wanted).order_by("name")
    if len(rows) != len(wanted):
        raise NotTakenError(GONE)
    what = "Cần khảo sát: trạng thái “Chờ xác minh”"
    return [
        Verify(source, f"{one} ({one.tax_code})", what, enterprise=one) for one in rows
    ]
