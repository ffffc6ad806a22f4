"""The pages: a file in, columns, heaps, preview, writing, undo; who may, how many queries."""

import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.groups import OFFICE, SECRETARY, SURVEYOR, may
from accounts.models import LogEvent
from accounts.port.gate import BOMB
from accounts.tests.books import package, sheet_xml
from enterprises.models import Agency, SourceList, SourceMatch, SourceRow
from enterprises.sources import heaps
from enterprises.tests.factories import tax_code
from enterprises.tests.sources.conftest import firm, listed, put
from enterprises.tests.sources.files import tax_list, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client, clerk):
    client.force_login(clerk)
    return client


def text_of(answer):
    return html.unescape(answer.content.decode())


def upload(pages, agency, data, name="thue.xlsx", day="10/01/2022"):
    file = SimpleUploadedFile(name, data)
    facts = {"agency": agency.pk, "received_on": day, "period": "2021"}
    return pages.post(reverse("enterprises:source-new"), {**facts, "source_file": file})


def confirm(pages, answer, **columns):
    form = answer.context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()} | columns
    data = {**chosen, "token": answer.context["token"]}
    return pages.post(reverse("enterprises:source-columns"), data)


def heap_url(source, heap):
    return reverse("enterprises:source-heap", args=[source.pk, heap])


def test_file_goes_in_by_two_pages(pages, tax_office, register):
    shown = upload(pages, tax_office, tax_list(*listed(register)))
    assert not SourceList.objects.exists()
    assert "máy nhận ra" in text_of(shown)
    landed = confirm(pages, shown)
    [source] = SourceList.objects.all()
    assert landed.url == source.get_absolute_url()
    assert (source.state, source.rows_count, source.period) == ("confirmed", 4, "2021")
    event = LogEvent.objects.get(kind=LogEvent.Kind.IMPORT)
    assert (event.after["rows"], event.after["sha256"]) == (4, source.sha256)


def test_columns_are_changed_by_a_person_and_remembered(pages, tax_office, register):
    data = tax_list(*listed(register))
    confirm(pages, upload(pages, tax_office, data), **{"column-3": ""})
    assert set(SourceRow.objects.values_list("address", flat=True)) == {""}
    again = upload(pages, tax_office, tax_list(*listed(register)[:2]))
    assert again.context["form"].fields["column-3"].initial == ""
    assert "như lần trước" in text_of(again)


def test_column_chosen_twice_and_no_name_are_refused(pages, tax_office, register):
    shown = upload(pages, tax_office, tax_list(*listed(register)))
    twice = confirm(pages, shown, **{"column-3": "name"})
    assert "Đã có cột khác là “Tên đơn vị”" in text_of(twice)
    none = confirm(pages, twice, **{"column-1": "", "column-2": "", "column-3": ""})
    assert "Phải có ít nhất cột" in text_of(none)
    assert not SourceList.objects.exists()


def test_agencies_stand_in_vietnamese_order(pages, tax_office):
    for name in ("Đảng ủy phường Yên Sở", "Văn phòng", "Ủy ban"):
        Agency.objects.create(kind="other", name=name)
    form = pages.get(reverse("enterprises:source-new")).context["form"]
    names = [str(name) for _, name in form.fields["agency"].choices][1:]
    wanted = [tax_office.name, "Đảng ủy phường Yên Sở", "Ủy ban", "Văn phòng"]
    assert names == wanted
    assert 'value=""' in str(form["agency"])


def test_same_file_is_refused_at_its_place(pages, tax_office, register):
    data = tax_list(*listed(register))
    confirm(pages, upload(pages, tax_office, data))
    again = upload(pages, tax_office, data)
    [said] = again.context["form"].errors["source_file"]
    assert said.startswith(
        "Chính tệp này đã được đọc vào sổ (nhận ngày 10/01/2022, 4 dòng)"
    )
    assert SourceList.objects.count() == 1


def test_two_who_confirm_one_file_write_it_once(pages, tax_office, register):
    data = tax_list(*listed(register))
    one, two = upload(pages, tax_office, data), upload(pages, tax_office, data)
    confirm(pages, one)
    said = pages.get(confirm(pages, two).url)
    assert "không đọc lần thứ hai" in text_of(said)
    assert SourceList.objects.count() == 1


def test_confirmation_that_is_sent_again_says_so(pages, tax_office, register):
    shown = upload(pages, tax_office, tax_list(*listed(register)))
    confirm(pages, shown)
    assert "Tệp chờ xác nhận không còn" in text_of(pages.get(confirm(pages, shown).url))
    assert SourceList.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"x", "không phải tệp Excel"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Chỉ nhận tệp Excel"),
        ("a.xlsx", package(sheet_xml(" " * 60 * 2**20)), BOMB),
        ("a.xlsx", workbook([("Một", "Hai"), (1, 2)]), "Không thấy dòng tiêu đề"),
    ],
)
def test_bad_file_is_refused_beside_its_box(pages, tax_office, name, data, said):
    errors = upload(pages, tax_office, data, name).context["form"].errors
    assert list(errors) == ["source_file"]
    assert said in errors["source_file"][0]
    assert not SourceList.objects.exists()


def test_day_to_come_is_refused(pages, tax_office, register):
    data = tax_list(*listed(register))
    errors = upload(pages, tax_office, data, day="01/02/2022").context["form"].errors
    assert errors == {"received_on": ["Ngày không được ở tương lai."]}


def test_text_of_an_old_font_stands_beside_what_it_became(pages, tax_office, register):
    from_old = "C«ng ty TNHH Thµnh §¹t"
    shown = upload(pages, tax_office, tax_list(("", from_old, "", "", "")))
    assert from_old in text_of(shown)
    assert "→ Công ty TNHH Thành Đạt" in text_of(shown)
    page = pages.get(confirm(pages, shown).url.rstrip("/") + "/only-list/")
    assert f"{from_old} " in text_of(page)
    assert "đổi sang bảng mã mới: Công ty TNHH Thành Đạt" in text_of(page)


@pytest.mark.parametrize("heap", heaps.TITLES)
def test_heap_shows_its_lines(pages, stored, heap):
    page = pages.get(heap_url(stored, heap))
    wanted = {"same": 1, "differs": 1, "only-list": 2, "only-register": 2, "aside": 0}
    assert page.context["page"].total == wanted[heap]
    assert {slug: number for slug, _, number in page.context["tabs"]} == wanted


def test_unknown_heap_is_not_found(pages, stored):
    assert pages.get(heap_url(stored, "all")).status_code == 404


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"q": "hoang gia"}, [8]),
        ({"only": "suggested"}, [8]),
        ({"only": "suspect"}, []),
        ({"after": "8"}, [9]),
        ({"after": "x", "only": "nonsense"}, [8, 9]),
    ],
)
def test_lines_are_narrowed(pages, stored, query, numbers):
    page = pages.get(heap_url(stored, heaps.ONLY_LIST), query).context["page"]
    assert [line.row.number for line in page.lines] == numbers


def test_long_heap_is_paged(pages, tax_office, register):
    rows = [("", f"Công ty TNHH Dài {n}", "", "", "") for n in range(60)]
    source = put(tax_office, tax_list(*rows))
    first = pages.get(heap_url(source, heaps.ONLY_LIST))
    assert len(first.context["page"].lines) == 50
    rest = pages.get(heap_url(source, heaps.ONLY_LIST) + first.context["next_url"])
    assert len(rest.context["page"].lines) == 10
    assert rest.context["next_url"] == ""


def hidden(answer):
    return dict(answer.context["kept"]) | {
        "confirmed": "on",
        "seen": answer.context["seen"],
    }


def test_choice_is_shown_before_it_is_written(pages, stored, register):
    near = SourceRow.objects.get(list=stored, number=8)
    url = heap_url(stored, heaps.ONLY_LIST)
    shown = pages.post(url, {f"is-{near.pk}": register.like.pk})
    assert register.like.name in text_of(shown)
    assert not near.matches.exists()
    landed = pages.post(url, hidden(shown))
    assert landed.url == url
    assert near.matches.get().how == SourceMatch.How.SUGGESTION


def test_new_enterprise_without_a_form_is_asked_for_it(pages, tax_office, register):
    source = put(tax_office, tax_list(("", "An Phú Gia", "", "Yên Sở", "")))
    [row] = SourceRow.objects.filter(list=source)
    url = heap_url(source, heaps.ONLY_LIST)
    shown = pages.post(url, {f"is-{row.pk}": "new"})
    again = pages.post(url, hidden(shown))
    assert "Chọn loại hình pháp lý" in text_of(again)
    assert not row.matches.exists()
    pages.post(url, hidden(again) | {f"form-{row.pk}": "partnership"})
    assert row.matches.get().enterprise.legal_form == "partnership"


def test_register_that_moved_on_is_shown_again(pages, stored, register):
    row = SourceRow.objects.get(list=stored, number=7)
    url, ticked = heap_url(stored, heaps.DIFFERS), {"take": f"{row.pk}:status"}
    shown = pages.post(url, ticked)
    register.differs.statuses.update(status="closing")
    again = pages.post(url, hidden(shown))
    assert "Sổ đã thay đổi từ lúc xem trước" in text_of(again)
    assert register.differs.statuses.count() == 1


def test_refused_choice_keeps_what_was_ticked(pages, stored):
    near, new = SourceRow.objects.filter(list=stored, number__in=[8, 9]).order_by(
        "number"
    )
    chosen = {f"code-{near.pk}": "123", f"is-{new.pk}": "skipped"}
    page = pages.post(heap_url(stored, heaps.ONLY_LIST), chosen)
    assert "mã số thuế “123”" in text_of(page)
    assert 'value="123"' in text_of(page)
    assert '<option value="skipped" selected>' in text_of(page)


@pytest.mark.parametrize("typed", ["-", "chưa có"])
def test_what_is_no_tax_code_names_no_enterprise(pages, stored, typed):
    firm("Công ty chưa có mã", 0)
    row = SourceRow.objects.get(list=stored, number=9)
    page = pages.post(heap_url(stored, heaps.ONLY_LIST), {f"code-{row.pk}": typed})
    assert f"mã số thuế “{typed}”" in text_of(page)


def test_act_is_undone_by_its_page(pages, stored, register):
    row = SourceRow.objects.get(list=stored, number=7)
    url = heap_url(stored, heaps.DIFFERS)
    pages.post(url, hidden(pages.post(url, {"take": f"{row.pk}:status"})))
    [act] = stored.acts.all()
    undo = reverse("enterprises:source-undo", args=[act.pk])
    page = text_of(pages.get(undo))
    assert "Trạng thái: Tạm ngừng kinh doanh" in page
    assert f'<th scope="row">{register.differs}: ' in page
    assert f'href="{stored.get_absolute_url()}">Thôi</a>' in page
    assert pages.post(undo, {"reason": ""}).context["form"].errors
    assert pages.post(undo, {"reason": "Nhầm"}).url == stored.get_absolute_url()
    assert [s.status for s in register.differs.statuses.all()] == ["operating"]


def test_list_is_finished_and_opened_again(pages, stored):
    url = reverse("enterprises:source-state", args=[stored.pk])
    pages.post(url, {"state": "reconciled", "left": "1-2"})
    page = pages.get(heap_url(stored, heaps.DIFFERS))
    assert 'name="take"' not in text_of(page)
    pages.post(url, {"state": "confirmed"})
    assert 'name="take"' in text_of(pages.get(heap_url(stored, heaps.DIFFERS)))
    assert pages.post(url, {"state": "read"}).status_code == 404


@pytest.mark.parametrize("typed", [{}, {"left": ""}, {"left": "0-2"}, {"left": "x"}])
def test_list_with_lines_left_is_not_finished_unasked(pages, stored, typed):
    page = text_of(pages.get(stored.get_absolute_url()))
    assert "Còn 1 dòng khác nhau, 2 dòng chưa khớp" in page
    url = reverse("enterprises:source-state", args=[stored.pk])
    answer = pages.post(url, {"state": "reconciled", **typed}, follow=True)
    assert "Chưa ghi gì" in text_of(answer)
    stored.refresh_from_db()
    assert stored.state == "confirmed"


def test_list_with_nothing_left_is_finished_at_once(pages, tax_office, register):
    source = put(tax_office, tax_list(listed(register)[0]))
    assert 'name="left"' not in text_of(pages.get(source.get_absolute_url()))
    url = reverse("enterprises:source-state", args=[source.pk])
    pages.post(url, {"state": "reconciled"})
    source.refresh_from_db()
    assert source.state == "reconciled"


@pytest.mark.parametrize("name", ["same", "stopped", "elsewhere"])
def test_only_what_the_list_does_not_name_is_looked_up(pages, stored, register, name):
    firms = {**vars(register), "elsewhere": firm("Công ty Xa", 77, "Hoàng Liệt")}
    url = heap_url(stored, heaps.ONLY_REGISTER)
    page = pages.post(url, {"verify": [firms[name].pk]})
    assert "hãy mở lại trang rồi chọn lại" in text_of(page)


def test_list_read_in_error_is_voided(pages, stored):
    url = reverse("enterprises:source-void", args=[stored.pk])
    assert pages.post(url, {"reason": "Nhầm tệp"}).url == reverse(
        "enterprises:source-lists"
    )
    assert not SourceList.objects.exists()
    assert pages.get(stored.get_absolute_url()).status_code == 404


# Who may


@pytest.mark.parametrize(
    ("group", "rights"), [(OFFICE, 3), (SURVEYOR, 3), (SECRETARY, 0)]
)
def test_group_may(group, rights):
    wanted = [f"enterprises.{verb}_sourcelist" for verb in ("view", "add", "change")]
    assert sum(may(group, right) for right in wanted) == rights


# How many questions

QUERIES = {"same": 17, "differs": 17, "only-list": 18, "only-register": 16}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("heap", ["same", "differs", "only-list", "only-register"])
def test_heap_query_count(pages, tax_office, day, count, heap):
    rows = []
    for number in range(count):
        same = firm(f"Công ty TNHH Giống {number}", 100 + number)
        other = firm(f"Công ty TNHH Khác {number}", 200 + number)
        firm(f"Công ty TNHH Vắng {number}", 300 + number)
        place = ("Số 5 phố Một", "Định Công")
        rows += [
            (same.tax_code, same.name, *place, ""),
            (other.tax_code, f"{other.name} Mới", *place, ""),
            (tax_code(400 + number * 3), f"Công ty TNHH Vắng {number}", *place, ""),
        ]
    source = put(tax_office, tax_list(*rows))
    with CaptureQueriesContext(connection) as captured:
        page = pages.get(heap_url(source, heap))
    assert page.context["page"].total == count
    assert len(captured) == QUERIES[heap]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_lists_query_count(pages, tax_office, register, count):
    for number in range(count):
        put(tax_office, tax_list(*listed(register)[: number + 1]))
    with CaptureQueriesContext(connection) as captured:
        page = pages.get(reverse("enterprises:source-lists"))
    assert [source.matched for source in page.context["lists"]] == [2, 2, 1][-count:]
    assert len(captured) == 6


# The command


def run(path, *options):
    out = io.StringIO()
    call_command("reconcile", str(path), "--agency", TAX, *options, stdout=out)
    return out.getvalue()


TAX = "Chi cục Thuế quận Hoàng Mai"


@pytest.fixture
def path(tmp_path, tax_office, register):
    file = tmp_path / "thue.xlsx"
    file.write_bytes(tax_list(*listed(register)))
    return file


def test_command_with_check_prints_heaps_and_writes_nothing(path):
    said = run(path, "--check")
    heads = ["Giống nhau: 1", "Khác nhau: 1", "Chỉ có trong danh sách: 2"]
    assert [head for head in [*heads, "Chỉ có trong sổ: 2"] if head not in said] == []
    assert "Trạng thái: Tạm ngừng kinh doanh | trong sổ: Đang hoạt động" in said
    assert not SourceList.objects.exists()
    assert not LogEvent.objects.filter(kind=LogEvent.Kind.IMPORT).exists()


def test_command_stores_the_list_and_accepts_nothing(path):
    run(path, "--period", "2021")
    [source] = SourceList.objects.all()
    assert (source.state, source.period, source.rows_count) == ("read", "2021", 4)
    assert SourceMatch.objects.filter(row__list=source).count() == 2
    assert not source.acts.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.unlink(), "Không đọc được tệp"),
        (lambda path: path.write_bytes(b""), "Tệp trống"),
        (run, "Chính tệp này"),
    ],
)
def test_command_refuses_in_words(path, change, said):
    change(path)
    with pytest.raises(CommandError, match=said):
        run(path)


def test_command_names_the_agencies_that_there_are(path):
    with pytest.raises(CommandError, match=f"Trong sổ có: {TAX}"):
        call_command("reconcile", str(path), "--agency", "Thuế")
