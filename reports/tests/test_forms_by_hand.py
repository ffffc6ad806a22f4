"""Forms 1, 2, 3, 5 and 7 of twelve people, cell by cell as worked on paper.

Who was there (the numbers below are added up from this, not by the code under test):

31/12/2019  An, Khánh, Oanh                                                   3
2020 in     Bình (kết nạp 10/5), Minh (kết nạp 01/6)                         +2
2020 out    Khánh (xóa tên 01/8)                                             −1
31/12/2020  An, Bình (dự bị), Minh (dự bị), Oanh                              4
2021 in     Chi, Lan (kết nạp lại), Dũng (tỉnh), Giang (quận), Hải (phường),
            Khánh (phục hồi), Nam (mở sổ 01/01), Phú (cùng chi bộ B3)        +8
2021 out    Giang (từ trần), Nam (khai trừ), Minh (xóa tên, dự bị), Oanh (ra
            khỏi Đảng), Hải (tỉnh), Phú (cùng B3), Lan (hủy kết nạp)         −7
31/12/2021  An (B1), Chi (B1, dự bị), Bình (B2), Dũng (B2), Khánh (B2)        5
Bình moved from B1 to B2 on 01/8/2021: no entry and no exit of the body.
B3 was received on 01/7/2021 and handed back on 01/12/2021: the set of branches changed,
so the form prints the sign of a footnote where this paper has a percentage (HIST-06).
"""

import dataclasses

import pytest

from hoangmai_party import clock
from reports.forms import ties
from reports.forms.declared import BY_NUMBER, FORMS
from reports.forms.reckon import asks
from reports.forms.table import fill, table
from reports.tests.forms_register import HandWorked, day

pytestmark = pytest.mark.django_db

NOT = "không theo dõi"

# 4/3 = 133,33; 8/2 = 400; 7/1 = 700; 5/4 = 125.
FORM1 = """
A | Tổng số đảng viên cuối kỳ trước chuyển sang | 4 | 3 | 133,33
B | Đảng viên tăng trong kỳ | 8 | 2 | 400,00
1 | Kết nạp, kết nạp lại | 2 | 2 | 100,00
2 | Chuyển đến | 4 | – |
a) | Tỉnh, thành phố khác | 1 | – |
b) | Quận, huyện khác trong tỉnh, thành phố | 1 | – |
* | Trong quận | 1 | – |
* | Cùng chi bộ tiếp nhận | 1 | – |
3 | Phục hồi đảng tịch | 1 | – |
* | Số dư khi mở sổ | 1 | – |
C | Đảng viên giảm trong kỳ | 7 | 1 | 700,00
1 | Từ trần | 1 | – |
2 | Khai trừ | 1 | – |
3 | Xóa tên | 1 | 1 | 100,00
- | Trong đó: đảng viên dự bị | 1 | – |
4 | Ra khỏi Đảng | 1 | – |
5 | Chuyển đi | 2 | – |
a) | Tỉnh, thành phố khác | 1 | – |
b) | Quận, huyện khác trong tỉnh, thành phố | – | – |
* | Trong quận | – | – |
* | Cùng chi bộ chuyển giao | 1 | – |
* | Hủy kết nạp | 1 | – |
D | Tổng số đảng viên cuối kỳ báo cáo | 5 | 4 | 125,00
"""

# 2021: Lan (01/3, 41 years, teacher, school, owner of it, master), Chi (03/3, 26, Tày,
# worker, trung cấp). 2020: Bình (10/5, 29, staff, đại học), Minh (01/6, 27, nothing
# known of him). Average (41 + 26) / 2 = 33,5; (29 + 27) / 2 = 28,0; 3350/28 = 119,64.
# Cells at the base: the body and B5 (chi bộ cơ sở, nobody in it).
FORM2 = """
I | Tổng số đảng viên mới kết nạp | 2 | 2 | 100,00
* | Nữ | 2 | 1 | 200,00
- | Dân tộc thiểu số | 1 | – |
- | Đoàn viên TNCS Hồ Chí Minh | không theo dõi | không theo dõi |
- | Chủ doanh nghiệp tư nhân | 1 | – |
- | Vi phạm kế hoạch hóa gia đình | không theo dõi | không theo dõi |
- | Hôn nhân với người nước ngoài | không theo dõi | không theo dõi |
- | Kết nạp lại | 1 | – |
II | Phân tích đảng viên mới kết nạp | | |
1 | Nghề nghiệp | | |
- | Người lao động trong đơn vị sự nghiệp ngoài công lập | 1 | – |
- | Lãnh đạo, quản lý và người lao động trong doanh nghiệp | 1 | 1 | 100,00
+ | Lãnh đạo, quản lý doanh nghiệp | – | – |
+ | Nhân viên, lao động gián tiếp | – | 1 | 0,00
+ | Công nhân, lao động trực tiếp sản xuất | 1 | – |
- | Nghề nghiệp khác | – | – |
- | Đã nghỉ hưu | – | – |
* | Chưa ghi nghề nghiệp | – | 1 | 0,00
2 | Tuổi đời | | |
- | Từ 18 đến 30 tuổi | 1 | 2 | 50,00
- | Từ 31 đến 35 tuổi | – | – |
- | Từ 36 đến 40 tuổi | – | – |
- | Từ 41 đến 45 tuổi | 1 | – |
- | Từ 46 đến 50 tuổi | – | – |
- | Từ 51 đến 55 tuổi | – | – |
- | Từ 56 đến 60 tuổi | – | – |
- | Trên 60 tuổi | – | – |
- | Tuổi bình quân | 33,5 | 28,0 | 119,64
3 | Học vấn phổ thông | | |
- | Tiểu học | – | – |
- | Trung học cơ sở | – | – |
- | Trung học phổ thông | 2 | 1 | 200,00
* | Chưa qua hoặc chưa ghi | – | 1 | 0,00
4 | Chuyên môn, nghiệp vụ (cao nhất) | | |
- | Sơ cấp, công nhân kỹ thuật | – | – |
- | Trung cấp | 1 | – |
- | Cao đẳng | – | – |
- | Đại học | – | 1 | 0,00
- | Thạc sĩ | 1 | – |
- | Tiến sĩ | – | – |
* | Chưa qua hoặc chưa ghi | – | 1 | 0,00
5 | Chức danh khoa học | | |
- | Phó giáo sư | không theo dõi | không theo dõi |
- | Giáo sư | không theo dõi | không theo dõi |
III | Số tổ chức cơ sở đảng cuối kỳ | 2 | 2 | 100,00
1 | Đảng bộ cơ sở | 1 | 1 | 100,00
- | Có kết nạp đảng viên | 1 | 1 | 100,00
- | Không còn quần chúng | không theo dõi | không theo dõi |
2 | Chi bộ cơ sở | 1 | 1 | 100,00
- | Có kết nạp đảng viên | – | – |
- | Không còn quần chúng | không theo dõi | không theo dõi |
"""

# Ages on 31/12/2021: An 36, Bình 31, Chi 26, Dũng 43, Khánh 39: 175 / 5 = 35,0.
# On 31/12/2020: An 35, Bình 30, Minh 28, Oanh 60: 153 / 4 = 38,25; 3500/38,25 = 91,50.
# 2020: An executive, Bình staff, Oanh retired with a contract, Minh not known.
FORM3 = """
I | Đảng viên trong danh sách cuối kỳ | 5 | 4 | 125,00
- | Nữ | 2 | 2 | 100,00
- | Đảng viên dự bị | 1 | 2 | 50,00
- | Dân tộc thiểu số | 1 | – |
- | Tôn giáo | 1 | – |
- | Đoàn viên TNCS Hồ Chí Minh | không theo dõi | không theo dõi |
- | Chủ doanh nghiệp tư nhân | 1 | 1 | 100,00
- | Hôn nhân với người nước ngoài | không theo dõi | không theo dõi |
II | Phân tích đội ngũ đảng viên | | |
1 | Nghề nghiệp | | |
- | Người lao động trong đơn vị sự nghiệp ngoài công lập | 1 | – |
- | Lãnh đạo, quản lý và người lao động trong doanh nghiệp | 3 | 2 | 150,00
+ | Lãnh đạo, quản lý doanh nghiệp | 1 | 1 | 100,00
+ | Nhân viên, lao động gián tiếp | 1 | 1 | 100,00
+ | Công nhân, lao động trực tiếp sản xuất | 1 | – |
- | Nghề nghiệp khác | – | – |
- | Đã nghỉ hưu | 1 | 1 | 100,00
+ | Trong đó: được miễn công tác và sinh hoạt đảng | 1 | – |
* | Chưa ghi nghề nghiệp | – | 1 | 0,00
2 | Tuổi đời | | |
- | Từ 18 đến 30 tuổi | 1 | 2 | 50,00
- | Từ 31 đến 35 tuổi | 1 | 1 | 100,00
- | Từ 36 đến 40 tuổi | 2 | – |
- | Từ 41 đến 45 tuổi | 1 | – |
- | Từ 46 đến 50 tuổi | – | – |
- | Từ 51 đến 55 tuổi | – | – |
- | Từ 56 đến 60 tuổi | – | 1 | 0,00
- | Trên 60 tuổi | – | – |
- | Tuổi bình quân | 35,0 | 38,3 | 91,50
3 | Thời gian vào Đảng | | |
- | Trước 19/8/1945 | – | – |
- | Từ 19/8/1945 đến 20/7/1954 | – | – |
- | Từ 21/7/1954 đến 30/4/1975 | – | – |
- | Từ 01/5/1975 đến nay | 5 | 4 | 125,00
4 | Học vấn phổ thông | | |
- | Tiểu học | – | – |
- | Trung học cơ sở | 1 | 1 | 100,00
- | Trung học phổ thông | 4 | 2 | 200,00
* | Chưa qua hoặc chưa ghi | – | 1 | 0,00
5 | Chuyên môn, nghiệp vụ (cao nhất) | | |
- | Sơ cấp, công nhân kỹ thuật | 1 | – |
- | Trung cấp | 1 | – |
- | Cao đẳng | – | 1 | 0,00
- | Đại học | 2 | 2 | 100,00
- | Thạc sĩ | 1 | – |
- | Tiến sĩ | – | – |
* | Chưa qua hoặc chưa ghi | – | 1 | 0,00
6 | Chức danh khoa học | | |
- | Phó giáo sư | không theo dõi | không theo dõi |
- | Giáo sư | không theo dõi | không theo dõi |
7 | Lý luận chính trị (cao nhất) | | |
- | Sơ cấp | 1 | – |
- | Trung cấp | 2 | 1 | 200,00
- | Cao cấp, cử nhân | – | 1 | 0,00
* | Chưa qua hoặc chưa ghi | 2 | 2 | 100,00
"""

# The body stands under "Khác"; B1 at a công ty TNHH (An, Chi), B2 at a school (Bình,
# Dũng, Khánh), B5 a chi bộ cơ sở at a công ty cổ phần; B3 is with the sister body again.
FORM5 = f"""
1 | Xã | – | – | – | – | – | –
2 | Phường | – | – | – | – | – | –
3 | Thị trấn | – | – | – | – | – | –
4 | Cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể | – | – | – | – | – | –
5 | Cơ quan nhà nước | – | – | – | – | – | –
6 | Đơn vị sự nghiệp | – | – | – | – | 1 | 3
a) | Công lập | – | – | – | – | – | –
b) | Ngoài công lập | – | – | – | – | 1 | 3
7 | Quân đội | – | – | – | – | – | –
8 | Công an | – | – | – | – | – | –
9 | Doanh nghiệp, hợp tác xã | 1 | – | 1 | – | 1 | 2
a) | Doanh nghiệp có vốn nhà nước | – | – | – | – | – | –
- | 100% vốn nhà nước | {" | ".join([NOT] * 6)}
- | Từ 50% vốn nhà nước trở lên | {" | ".join([NOT] * 6)}
- | Dưới 50% vốn nhà nước | {" | ".join([NOT] * 6)}
b) | Doanh nghiệp ngoài khu vực nhà nước | 1 | – | 1 | – | 1 | 2
- | Công ty cổ phần | 1 | – | 1 | – | – | –
- | Doanh nghiệp tư nhân | – | – | – | – | – | –
- | Công ty TNHH | – | – | – | – | 1 | 2
- | Công ty hợp danh | – | – | – | – | – | –
- | Doanh nghiệp có vốn nước ngoài | – | – | – | – | – | –
+ | Trong đó: 100% vốn nước ngoài | {" | ".join([NOT] * 6)}
c) | Hợp tác xã | – | – | – | – | – | –
10 | Tổ chức đảng ở ngoài nước | – | – | – | – | – | –
11 | Khác | 1 | 1 | – | – | – | –
 | Cộng | 2 | 1 | 1 | – | 2 | 5
"""

# 2021: giấy khen for B1, bằng khen for B5 (chi bộ cơ sở), giấy khen and bằng khen for
# An; 2020: giấy khen for An. Cards of An (2021) and Bình (2020); Hải had his before he
# came. An sat elsewhere, Phú was a guest of B1.
FORM7 = """
I | Khen thưởng tổ chức đảng và đảng viên | 4 | 1 | 400,00
1 | Tổ chức đảng | 2 | – |
a) | Cấp trên trực tiếp của tổ chức cơ sở đảng | không theo dõi | không theo dõi |
- | Cờ | không theo dõi | không theo dõi |
- | Bằng khen | không theo dõi | không theo dõi |
b) | Tổ chức cơ sở đảng | không theo dõi | không theo dõi |
- | Cờ | không theo dõi | không theo dõi |
- | Bằng khen | không theo dõi | không theo dõi |
- | Giấy khen | không theo dõi | không theo dõi |
c) | Đảng bộ bộ phận | không theo dõi | không theo dõi |
- | Bằng khen | không theo dõi | không theo dõi |
- | Giấy khen | không theo dõi | không theo dõi |
d) | Chi bộ trực thuộc | 1 | – |
- | Bằng khen | – | – |
- | Giấy khen | 1 | – |
* | Chi bộ cơ sở | 1 | – |
2 | Đảng viên | 2 | 1 | 200,00
- | Bằng khen | 1 | – |
- | Giấy khen | 1 | 1 | 100,00
II | Tặng Huy hiệu Đảng | 1 | – |
- | 30 năm | 1 | – |
- | 40 năm | – | – |
- | 45 năm | – | – |
- | 50 năm | – | – |
- | 55 năm | – | – |
- | 60 năm | – | – |
- | 65 năm | – | – |
- | 70 năm | – | – |
- | 75 năm | – | – |
- | 80 năm | – | – |
- | 85 năm | – | – |
- | 90 năm | – | – |
III | Thẻ đảng viên có ngày cấp trong kỳ | 1 | 1 | 100,00
1 | Phát thẻ | không theo dõi | không theo dõi |
2 | Cấp lại thẻ | không theo dõi | không theo dõi |
3 | Đổi thẻ | không theo dõi | không theo dõi |
IV | Giới thiệu sinh hoạt đảng | | |
1 | Giới thiệu sinh hoạt đảng tạm thời: đi | 1 | – |
 | Giới thiệu sinh hoạt đảng tạm thời: đến | 1 | – |
2 | Giới thiệu sinh hoạt đảng chính thức: đi | 2 | – |
 | Giới thiệu sinh hoạt đảng chính thức: đến | 4 | – |
3 | Các trường hợp giới thiệu không đúng quy định | không theo dõi | không theo dõi |
"""
ON_PAPER = {"1": FORM1, "2": FORM2, "3": FORM3, "5": FORM5, "7": FORM7}


@pytest.fixture
def world(db):
    with clock.fixed(day("14/01/2022")):
        yield HandWorked()


def written(text):
    """[[cell, …]] of a form as it stands above."""
    lines = text.strip("\n").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def printed(filled):
    """The same of the table that every page and file prints."""
    return [
        [str(c.shown).strip() if c.value != "" else "" for c in row.cells]
        for row in table(filled).rows
    ]


def test_every_form_is_written_out():
    assert set(ON_PAPER) == set(BY_NUMBER)


@pytest.mark.parametrize("number", ON_PAPER)
def test_form_is_what_was_worked_by_hand(world, number):
    filled = fill(BY_NUMBER[number], world.asked())
    same_set = dataclasses.replace(filled, change=None)
    assert printed(same_set) == written(ON_PAPER[number])


@pytest.mark.parametrize("number", [n for n in ON_PAPER if n != "5"])
def test_changed_set_prints_a_footnote_in_place_of_each_percentage(world, number):
    filled = fill(BY_NUMBER[number], world.asked())
    on_paper = written(ON_PAPER[number])
    for row in on_paper:
        row[4:] = ["(*)" if cell[:1].isdigit() else cell for cell in row[4:]]
    assert ["(*)" for row in on_paper if "(*)" in row]
    assert printed(filled) == on_paper
    [note] = [note for note in table(filled).notes if note.startswith("(*)")]
    assert note == (
        "(*) Không so sánh tỷ lệ với cùng kỳ năm trước: tiếp nhận 1 chi bộ ngày "
        "01/07/2021 (Chi bộ B3); chuyển giao 1 chi bộ ngày 01/12/2021 (Chi bộ B3)."
    )


def test_set_that_stayed_has_percentages_and_no_footnote(world):
    """2020 against 2019: B3 was elsewhere in all of both years."""
    filled = fill(BY_NUMBER["1"], world.asked(year=2020))
    rows = printed(filled)
    assert (rows[0][2:], rows[-1][2:]) == (["3", "3", "100,00"], ["4", "3", "133,33"])
    assert not any("(*)" in note for note in table(filled).notes)


def test_branch_founded_in_the_year_is_growth(world):
    world._branch("B9", world.firm)
    assert fill(BY_NUMBER["1"], world.asked(year=2020)).change is None


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.number)
def test_every_tie_of_the_hand_worked_register_holds(world, form):
    asked = world.asked()
    for ask in asks(asked):
        answers = ties.answers(form, ask, {})
        assert [a for a in answers if not a.holds] == []


def test_place_that_nobody_classified_stands_in_a_row_of_its_own(world):
    world.hai.placements.update(came_from="Đảng bộ chưa ai biết")
    filled = fill(BY_NUMBER["1"], world.asked())
    by_code = {code: filled.now[f"1.B2{code}"] for code in "ABCDE"}
    assert by_code == {"A": 1, "B": 1, "C": 0, "D": 1, "E": 1}
    assert filled.now["1.B2"] == 4


def test_branch_alone_shows_moves_inside_the_body(world):
    """B2: Khánh's, Dũng's, Giang's, Lan's, Nam's entries and Bình from B1."""
    asked = world.asked()
    scope = type(asked.scope)(
        asked.scope.committee,
        type(asked.scope.reach)(
            asked.scope.reach.committees, frozenset({world.two.pk})
        ),
    )
    filled = fill(BY_NUMBER["1"], type(asked)(2021, asked.period, asked.as_of, scope))
    now = filled.now
    assert (now["1.A"], now["1.B"], now["1.B5"], now["1.C"], now["1.D"]) == (
        0,
        6,
        1,
        3,
        3,
    )


def test_first_year_of_the_body_has_no_percentage(world):
    world.body.founded_on = day("17/09/2020")
    world.body.save()
    filled = fill(BY_NUMBER["1"], world.asked())
    assert {row[4] for row in printed(filled)} == {"", "(*)"}
    assert any("thành lập ngày 17/09/2020" in note for note in table(filled).notes)
