"""Matching, heaps, what is written from them, what is remembered, undo."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from accounts.log.undo import UndoError
from accounts.records import VoidError
from enterprises.models import (
    Agency,
    Enterprise,
    Headcount,
    SourceDecision,
    SourceList,
    SourceMatch,
    SourceRow,
)
from enterprises.sources import acts, choices, columns, heaps, matching
from enterprises.sources.facts import Difference
from enterprises.sources.heaps import Heaps
from enterprises.sources.steps import NotTakenError
from enterprises.tests.factories import tax_code
from enterprises.tests.sources.conftest import ACTIVE, RECEIVED, firm, put, ward
from enterprises.tests.sources.files import tax_list, workbook

How = SourceMatch.How
LATER = dt.date(2022, 1, 12)


def names(source):
    """{heap: names of its lines}."""
    found = Heaps(source)
    return {
        heap: [
            line.row.name if line.row else line.enterprise.name for line in found[heap]
        ]
        for heap in heaps.TITLES
    }


def matches(source):
    rows = SourceMatch.objects.filter(row__list=source).order_by("row__number")
    return [(m.row.number, m.enterprise and m.enterprise.name, m.how) for m in rows]


def row(source, number):
    return SourceRow.objects.get(list=source, number=number)


def posted(**chosen):
    data = QueryDict(mutable=True)
    for name, value in chosen.items():
        data.setlist(
            name.replace("_", "-"), value if isinstance(value, list) else [value]
        )
    return data


def write(source, heap, clerk, **chosen):
    steps = list(choices.steps(source, heap, posted(**chosen), clerk))
    acts.rehearse(source, steps, by=clerk)
    return acts.write(source=source, steps=steps, by=clerk)


def test_four_heaps(stored):
    assert names(stored) == {
        heaps.SAME: ["Cty TNHH Một Hai Ba"],
        heaps.DIFFERS: ["Công ty CP Bốn Năm Sáu"],
        heaps.ONLY_LIST: ["CTY TNHH TM Hoàng Gia Phát 1", "Công ty TNHH Mới Toanh"],
        heaps.ONLY_REGISTER: [
            "Công ty TNHH Vắng Mặt",
            "Công ty TNHH Thương mại Hoàng Gia Phát",
        ],
        heaps.ASIDE: [],
    }


def test_differences_field_by_field(stored):
    [line] = Heaps(stored)[heaps.DIFFERS]
    assert line.differences == (
        Difference(
            "address", "Số 9 ngõ 2, phường Yên Sở", "Số 5 phố Một, Phường Đại Kim"
        ),
        Difference("status", "Tạm ngừng kinh doanh", "Đang hoạt động"),
    )


def test_row_keeps_its_cells_and_is_never_changed(stored, register):
    first = row(stored, 6)
    assert first.raw["Tên người nộp thuế"] == "Cty TNHH Một Hai Ba"
    assert first.raw["MST"] == register.same.tax_code
    first.name = "Khác"
    with pytest.raises(IntegrityError, match="signed for good"):
        first.save()


@pytest.mark.parametrize(
    ("code", "name", "where", "how"),
    [
        (tax_code(11), "Tên khác hẳn", "", How.TAX_CODE),
        (tax_code(11)[1:], "Tên khác hẳn", "", How.TAX_CODE),  # the zero was lost
        ("", "CTY TNHH MỘT HAI BA", "Định Công", How.NAME_WARD),
        ("0100233480", "CTY TNHH MỘT HAI BA", "Định Công", How.NAME_WARD),  # a typo
        ("", "Hai Ba Một, Cty TNHH", "Định Công", How.NAME_WARD),
        ("", "CTY TNHH MỘT HAI BA", "Yên Sở", None),  # another ward
        ("", "CTY TNHH MỘT HAI BA", "", None),  # no ward
        (tax_code(77), "CTY TNHH MỘT HAI BA", "Định Công", None),  # another code
    ],
)
def test_row_is_matched_by(tax_office, register, code, name, where, how):
    source = put(tax_office, tax_list((code, name, "", where, "")))
    wanted = [(6, register.same.name, how)] if how else []
    assert matches(source) == wanted


def test_two_of_one_name_in_a_ward_are_not_told_apart(tax_office, register):
    firm("Công ty TNHH Một Hai Ba", 0)
    source = put(
        tax_office, tax_list(("", "Công ty TNHH Một Hai Ba", "", "Định Công", ""))
    )
    assert matches(source) == []
    assert row(source, 6).suggestions.count() == 2


def test_suggestion_is_never_taken_by_the_machine(stored, register):
    near = row(stored, 8)
    [suggestion] = near.suggestions.all()
    assert suggestion.enterprise == register.like
    assert suggestion.score >= matching.LEAST
    assert not near.matches.exists()


def test_code_with_a_wrong_digit_suggests_its_owner(tax_office, register):
    code = register.same.tax_code
    wrong = code[:4] + str((int(code[4]) + 1) % 10) + code[5:]
    source = put(tax_office, tax_list((wrong, "Cty Một Hai Ba", "", "Yên Sở", "")))
    [suggestion] = row(source, 6).suggestions.all()
    assert (suggestion.enterprise, suggestion.why) == (register.same, "code")


def test_twelve_digits_are_asked_not_converted(tax_office, register):
    made = firm("Chi nhánh Công ty X", 0)
    made.tax_code = "0314409058002"
    made.save()
    source = put(tax_office, tax_list(("314409058002", "Chi nhánh Y", "", "", "")))
    assert (row(source, 6).tax, matches(source)) == ("ask", [])
    assert [s.enterprise for s in row(source, 6).suggestions.all()] == [made]


def test_same_code_twice_is_shown_as_such(tax_office, register):
    one = (register.same.tax_code, "Công ty TNHH Một Hai Ba", "", "", "")
    source = put(tax_office, tax_list(one, one))
    assert [line.twice for line in Heaps(source)[heaps.SAME]] == [(7,), (6,)]


def test_same_file_twice_is_refused(stored, tax_office, register):
    with pytest.raises(IntegrityError), transaction.atomic():
        put(tax_office, tax_list(*_rows(stored)))
    other = Agency.objects.create(kind="tax", name="Chi cục khác")
    assert put(other, tax_list(*_rows(stored))).pk != stored.pk


def _rows(stored):
    """The cells of its rows in the order of the file; jsonb keeps no order."""
    rows = SourceRow.objects.filter(list=stored).order_by("number")
    return [[r.raw[heading] for heading, _ in stored.columns][1:] for r in rows]


def test_accepted_suggestion_is_matched_and_remembered(stored, register, clerk):
    near = row(stored, 8)
    chosen = {f"is_{near.pk}": str(register.like.pk)}
    act = write(stored, heaps.ONLY_LIST, clerk, **chosen)
    assert act.summary == "Là doanh nghiệp trong sổ: 1"
    assert (8, register.like.name, How.SUGGESTION) in matches(stored)
    [said] = SourceDecision.objects.all()
    assert (said.enterprise, said.agency) == (register.like, stored.agency)


def test_decision_is_applied_to_the_next_list_of_that_agency_alone(
    stored, register, clerk
):
    near, new = row(stored, 8), row(stored, 9)
    chosen = {f"is_{near.pk}": str(register.like.pk), f"is_{new.pk}": "not_ours"}
    write(stored, heaps.ONLY_LIST, clerk, **chosen)
    again = tax_list(*(_rows(stored)[2:]))
    following = put(stored.agency, again, day=LATER)
    assert matches(following) == [
        (6, register.like.name, How.DECIDED),
        (7, None, How.NOT_OURS),
    ]
    other = Agency.objects.create(kind="tax", name="Chi cục khác")
    assert matches(put(other, again)) == []


def test_voided_decision_is_not_applied(stored, register, clerk):
    near = row(stored, 8)
    write(stored, heaps.ONLY_LIST, clerk, **{f"is_{near.pk}": str(register.like.pk)})
    SourceDecision.objects.get().void(by=clerk, reason="Nhầm")
    assert matches(put(stored.agency, tax_list(_rows(stored)[2]), day=LATER)) == []


def test_columns_are_remembered_for_the_agency(tax_office):
    source = put(
        tax_office, workbook([("MST", "Tên đơn vị", "Mã riêng"), ("1", "Công ty A", 5)])
    )
    SourceList.objects.filter(pk=source.pk).update(
        columns=[["Tên đơn vị", "name"], ["Mã riêng", "workers"]]
    )
    known = columns.remembered(tax_office)
    assert columns.propose(["MÃ RIÊNG", "Tên đơn vị"], known) == ["workers", "name"]


def test_enterprise_chosen_by_its_tax_code(stored, register, clerk):
    near = row(stored, 8)
    write(
        stored,
        heaps.ONLY_LIST,
        clerk,
        **{f"code_{near.pk}": f" {register.missing.tax_code} "},
    )
    assert (8, register.missing.name, How.CHOSEN) in matches(stored)


def test_new_enterprise_has_dated_facts_from_the_day_of_the_list(stored, clerk):
    new = row(stored, 9)
    write(stored, heaps.ONLY_LIST, clerk, **{f"is_{new.pk}": "new"})
    made = Enterprise.objects.get(tax_code=tax_code(99))
    assert (made.name, made.legal_form) == ("Công ty TNHH Mới Toanh", "llc_multi")
    [status] = made.statuses.all()
    assert (status.status, status.started_on) == ("operating", RECEIVED)
    places = {(p.kind, p.line, p.ward.name) for p in made.addresses.all()}
    assert places == {
        ("operating", "Số 2 phố Hai", "Định Công"),
        ("registered", "Số 2 phố Hai", "Định Công"),
    }
    assert names(stored)[heaps.SAME][-1] == made.name


def take(stored, number, *fields):
    pk = row(stored, number).pk
    return {"take": [f"{pk}:{field}" for field in fields]}


def test_taken_values_become_new_dated_rows(stored, register, clerk):
    write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "address", "status"))
    statuses = register.differs.statuses.order_by("started_on")
    assert [(s.status, s.ended_on) for s in statuses] == [
        ("operating", RECEIVED),
        ("suspended", None),
    ]
    assert statuses[1].source.startswith("Danh sách của Chi cục Thuế")
    registered = register.differs.addresses.get(kind="registered")
    assert (registered.line, registered.ward) == ("Số 9 ngõ 2", ward("Yên Sở"))
    kept = register.differs.addresses.get(kind="operating")
    assert (kept.ward, kept.ended_on) == (ward("Đại Kim"), None)
    assert names(stored)[heaps.DIFFERS] == []


def test_only_the_field_that_was_chosen_is_taken(stored, register, clerk):
    write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "status"))
    assert not register.differs.addresses.filter(kind="registered").exists()
    [line] = Heaps(stored)[heaps.DIFFERS]
    assert [d.field for d in line.differences] == ["address"]


def test_headcount_is_taken_with_its_agency(day, register, clerk):
    agency = Agency.objects.create(kind="insurance", name="Bảo hiểm xã hội")
    head = ("Mã số thuế", "Tên đơn vị", "Số LĐ tham gia BHXH")
    data = workbook([head, (register.same.tax_code, register.same.name, 25)])
    source = put(agency, data)
    [line] = Heaps(source)[heaps.DIFFERS]
    assert [(d.field, d.listed, d.kept) for d in line.differences] == [
        ("headcount", "25 tham gia bảo hiểm xã hội", "")
    ]
    write(source, heaps.DIFFERS, clerk, **take(source, 2, "headcount"))
    [made] = Headcount.objects.all()
    assert (made.insured, made.counted_on, made.agency) == (25, RECEIVED, agency)
    assert names(source)[heaps.DIFFERS] == []


def test_union_is_taken(day, register, clerk):
    agency = Agency.objects.create(kind="labour", name="Liên đoàn Lao động")
    head = ("Tên đơn vị", "Phường", "Có CĐCS", "Số đoàn viên")
    source = put(agency, workbook([head, (register.same.name, "Định Công", "x", 40)]))
    write(source, heaps.DIFFERS, clerk, **take(source, 2, "union"))
    [union] = register.same.mass_organisations.all()
    assert (union.kind, union.members, union.started_on) == (
        "trade_union",
        40,
        RECEIVED,
    )


def test_value_that_is_older_than_the_register_is_refused(stored, register, clerk):
    register.differs.statuses.update(started_on=RECEIVED)
    with pytest.raises(NotTakenError, match="đã có từ ngày 10/01/2022"):
        write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "status"))
    assert register.differs.statuses.count() == 1


def test_all_or_nothing(stored, register, clerk):
    register.differs.statuses.update(started_on=RECEIVED)
    with pytest.raises(NotTakenError):
        write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "address", "status"))
    assert register.differs.addresses.count() == 1
    assert not stored.acts.exists()


def test_enterprise_that_the_list_lacks_is_to_be_verified(stored, register, clerk):
    write(stored, heaps.ONLY_REGISTER, clerk, verify=[str(register.missing.pk)])
    status = register.missing.statuses.get(ended_on=None)
    assert (status.status, status.started_on) == ("to_verify", RECEIVED)
    assert register.missing.name not in names(stored)[heaps.ONLY_REGISTER]


def test_freed_row_stands_in_the_list_alone_and_its_decision_is_gone(
    stored, register, clerk
):
    near = row(stored, 8)
    write(stored, heaps.ONLY_LIST, clerk, **{f"is_{near.pk}": str(register.like.pk)})
    write(stored, heaps.SAME, clerk, free=[str(near.pk)])
    assert near.name in names(stored)[heaps.ONLY_LIST]
    assert not SourceDecision.objects.exists()


@pytest.mark.parametrize(
    ("heap", "chosen", "said"),
    [
        (heaps.ONLY_LIST, {}, "Chưa đánh dấu"),
        (heaps.ONLY_LIST, {"is_999999": "new"}, "không còn chờ"),
        (heaps.ONLY_LIST, {"is_x": "new"}, "không còn chờ"),
        (heaps.DIFFERS, {"take": ["999999:status"]}, "không còn chờ"),
        (heaps.DIFFERS, {"take": ["garbage"]}, "không còn chờ"),
        (heaps.SAME, {"free": ["999999"]}, "không còn chờ"),
        (heaps.ONLY_REGISTER, {"verify": ["999999"]}, "không còn chờ"),
    ],
)
def test_nonsense_is_refused_in_words(stored, clerk, heap, chosen, said):
    with pytest.raises(NotTakenError, match=said):
        write(stored, heap, clerk, **chosen)


def test_unknown_tax_code_is_refused_in_words(stored, clerk):
    near = row(stored, 8)
    with pytest.raises(NotTakenError, match="Dòng 8.*mã số thuế “123”"):
        write(stored, heaps.ONLY_LIST, clerk, **{f"code_{near.pk}": "123"})


def test_field_that_does_not_differ_is_refused(stored, clerk):
    with pytest.raises(NotTakenError, match="không còn chờ"):
        write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "name"))


def test_new_enterprise_with_a_code_of_the_register_is_refused(stored, register, clerk):
    Enterprise.objects.filter(pk=register.missing.pk).update(tax_code=tax_code(99))
    new = row(stored, 9)
    with pytest.raises(NotTakenError, match="Mã số thuế này đã có trong sổ"):
        write(stored, heaps.ONLY_LIST, clerk, **{f"is_{new.pk}": "new"})


def test_finished_list_takes_nothing_more(stored, clerk, register):
    acts.set_state(source=stored, state=SourceList.State.RECONCILED)
    with pytest.raises(NotTakenError, match="đã đối chiếu xong"):
        write(stored, heaps.ONLY_REGISTER, clerk, verify=[str(register.missing.pk)])


def test_act_is_undone_as_a_whole(stored, register, clerk):
    new, near = row(stored, 9), row(stored, 8)
    before = names(stored), matches(stored)
    chosen = {f"is_{new.pk}": "new", f"is_{near.pk}": str(register.like.pk)}
    act = write(stored, heaps.ONLY_LIST, clerk, **chosen)
    acts.take_back(act=act, by=clerk, reason="Nhầm")
    assert (names(stored), matches(stored)) == before
    assert not SourceDecision.objects.exists()
    assert not Enterprise.objects.filter(tax_code=tax_code(99)).exists()
    assert not stored.acts.exists()


def test_taken_dates_are_undone(stored, register, clerk):
    act = write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "address", "status"))
    acts.take_back(act=act, by=clerk, reason="Nhầm")
    [status] = register.differs.statuses.all()
    assert (status.status, status.ended_on) == ("operating", None)
    assert register.differs.addresses.count() == 1


def test_act_that_was_built_upon_waits(stored, register, clerk):
    act = write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "status"))
    register.differs.statuses.filter(ended_on=None).update(source="Sửa tay")
    with pytest.raises(UndoError, match="hủy lần ghi sau trước"):
        acts.take_back(act=act, by=clerk, reason="Nhầm")


def test_list_with_acts_is_not_voided_before_they_are_undone(stored, register, clerk):
    act = write(stored, heaps.DIFFERS, clerk, **take(stored, 7, "status"))
    with pytest.raises(VoidError, match="lần ghi đối chiếu"):
        stored.void(by=clerk, reason="Nhầm tệp")
    acts.take_back(act=act, by=clerk, reason="Nhầm")
    stored.void(by=clerk, reason="Nhầm tệp")
    assert put(stored.agency, tax_list((ACTIVE, "Công ty A", "", "", ""))).pk


def test_ward_of_the_agency_stands_for_rows_without_one(day, register):
    agency = Agency.objects.create(
        kind="ward_people", name="UBND phường Định Công", ward=ward("Định Công")
    )
    data = workbook([("Tên đơn vị", "Số LĐ"), ("Cty TNHH Một Hai Ba", 3)])
    assert matches(put(agency, data)) == [(2, register.same.name, How.NAME_WARD)]
