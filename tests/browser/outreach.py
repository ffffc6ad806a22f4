"""The first half of the year of outreach: the list of an agency, the campaign."""

from enterprises.tax_code import check_digit
from enterprises.tests.sources.files import workbook
from tests.browser.test_admission import fill
from tests.browser.test_gate import look, press, said

DAY = "14/01/2022"  # on which the demo register stands
NEW, STRANGER = "Công ty Cổ phần Thử Nghiệm Cả Năm", "Cửa hàng Cô Tư"
CODE = f"012345678{check_digit('012345678')}"
CAMPAIGN = "Khảo sát đầu năm 2022"


def tax_list(known):
    """As an agency sends it: a title, a blank line, headings, six enterprises."""
    ward, (moved, lost, near, same, _) = known["wards"][0], known["places"]
    return workbook(
        [
            ("DANH SÁCH NGƯỜI NỘP THUẾ NĂM 2022",),
            (),
            ("STT", "MST", "Tên người nộp thuế", "Địa chỉ", "Phường"),
            (1, moved[1], moved[0], "Số 1 phố Thử Nghiệm", ward),
            (2, int(lost[1]), lost[0], lost[2], ward),  # Excel took its zeros
            (3, "", f"{near[0]} Hai", near[2], ward),
            (4, same[1], same[0], same[2], ward),
            (5, int(CODE), NEW, "Số 2 phố Thử Nghiệm", ward),
            (6, "", STRANGER, "Số 3 phố Thử Nghiệm", ward),
        ]
    )


def heaps(page):
    """{heap: number of its lines}, as the tabs above a list say."""
    tabs = page.locator("nav[aria-label='Các phần của danh sách'] a").all_inner_texts()
    return {tab.rpartition(" (")[0]: int(tab.rpartition(" (")[2][:-1]) for tab in tabs}


def the_list_is_read(office, known):
    office.goto("/sources/new/")
    look(office)
    office.get_by_label("Cơ quan").select_option(label=known["agency"])
    fill(office, {"period": "năm 2022", "received_on": "12/01/2022"})
    file = {"name": "thue-2022.xlsx", "mimeType": "", "buffer": tax_list(known)}
    office.set_input_files("[name=source_file]", file)
    press(office, "Đọc tệp")
    chosen = office.locator("main select option:checked").all_inner_texts()
    assert chosen[1:] == ["Mã số thuế", "Tên đơn vị", "Địa chỉ", "Phường, xã"]
    look(office)
    press(office, "Xác nhận cột, đối chiếu")
    assert said(office) == "Đã đọc 6 dòng."
    look(office)
    assert heaps(office) == {
        "Khác nhau": 1,
        "Giống nhau": 2,
        "Chỉ có trong danh sách": 3,
        "Chỉ có trong sổ": known["working"] - 3,
        "Không thuộc diện, bỏ qua": 0,
    }
    for heap in heaps(office):
        office.get_by_role("link", name=f"{heap} (").first.click()
        look(office)


def taken_into_the_register(office, known):
    """One address of the register, one new enterprise, one that was meant."""
    office.get_by_role("link", name="Khác nhau (").click()
    office.locator("[name=take]").check()
    press(office, "Xem trước các mục đã chọn")
    assert "Xem trước: 1 mục" in office.inner_text("h1")
    assert "Số 1 phố Thử Nghiệm" in office.inner_text("main table")
    look(office)
    press(office, "Ghi vào sổ")
    office.get_by_role("link", name="Chỉ có trong danh sách (").click()
    office.locator("main tbody tr", has_text=NEW).locator("select").select_option("new")
    near = known["places"][2][0]
    choice = office.locator("main tbody tr", has_text=f"{near} Hai").locator("select")
    meant = choice.locator("option", has_text=f"Là {near},").get_attribute("value")
    choice.select_option(meant)
    press(office, "Xem trước các mục đã chọn")
    assert CODE in office.inner_text("main table")  # with its zero again
    look(office)
    press(office, "Ghi vào sổ")
    assert "Đã ghi" in said(office)
    # The name of the one that was meant differs: a person may take it over or not.
    left = {"Khác nhau": 1, "Giống nhau": 4, "Chỉ có trong danh sách": 1}
    assert left.items() <= heaps(office).items()


# The campaign.


def planned(office, known):
    office.goto("/surveys/campaigns/new/")
    look(office)
    facts = {"name": CAMPAIGN, "plan_number": "02-KH/ĐU", "planned_on": "11/01/2022"}
    fill(office, {**facts, "started_on": "13/01/2022", "surveys_wanted": "3"})
    for name in (*known["wards"], known["agency"]):
        office.get_by_label(name, exact=True).check()
    press(office, "Ghi")
    office.get_by_role("link", name="Thêm tổ").click()
    fill(office, {"name": "Tổ 1"})
    office.get_by_label("Khảo sát minh họa").check()
    look(office)
    press(office, "Ghi")
    office.get_by_role("link", name="Thêm phân công").click()
    office.locator("[name=team]").select_option(label="Tổ 1")
    office.locator("[name=ward]").select_option(label=known["wards"][0])
    fill(office, {"quota": "3", "due_on": DAY})
    look(office)
    press(office, "Ghi")
    assert "Đã ghi" in said(office)


def listed_and_given(office, known):
    """The column of the list is pasted; what is in no register is said."""
    office.get_by_role("link", name="Lập danh sách").click()
    pasted = [code for _, code, _ in known["places"]] + [CODE, STRANGER]
    fill(office, {"day": "13/01/2022", "chosen": "\n".join(pasted)})
    press(office, "Xem trước")
    assert "Xem trước: 6 doanh nghiệp" in office.inner_text("main")
    assert f"“{STRANGER}”: không có trong sổ" in office.inner_text("main")
    look(office)
    press(office, "Đưa 6 doanh nghiệp vào danh sách")
    assert NEW in office.inner_text("main table")
    look(office)
    office.get_by_role("link", name="Giao danh sách").click()
    office.locator("[name=assignment]").select_option(index=1)
    look(office)
    press(office, "Giao")
    assert "Đã giao 5 doanh nghiệp" in said(office)
    look(office)
    office.get_by_role("link", name="Phiếu đi thực địa").click()
    look(office)
    office.go_back()
    office.get_by_role("link", name="In phiếu").click()
    assert NEW in office.inner_text("main")
    look(office)
