"""What an empty, a masked or an odd cell means for a person."""

from accounts.tests.port import faults, totals, unchanged
from members.tests.port.people import (
    BORN,
    CARD,
    CITIZEN_ID,
    DAY,
    MASKED,
    NAME,
    NUMBER,
    OLD_CARD,
    PHONE,
    SEX,
)


def test_empty_cell_leaves_what_is_stored(port, house):
    port.bring_in([[NAME, DAY, OLD_CARD, PHONE], ["Nguyễn Văn An", BORN, "", "0912"]])
    house.an.refresh_from_db()
    assert (house.an.old_card_number, house.an.phone) == (CARD, "0912")


def test_new_number_of_a_known_person_joins_that_person(port, house):
    port.bring_in([[NAME, DAY, OLD_CARD], ["Trần Thị Bình", BORN, "01999999"]])
    house.binh.refresh_from_db()
    assert house.binh.old_card_number == "01999999"


def test_other_number_of_a_namesake_is_another_person(port):
    rows = [[NAME, DAY, SEX, OLD_CARD], ["Nguyễn Văn An", BORN, "Nam", "01999999"]]
    assert totals(port.upload(rows)) == (1, 0, 0)


def test_zeros_that_excel_dropped_come_back(port, house):
    port.bring_in([[OLD_CARD, NAME, DAY, PHONE], [1234567, "", "", "0912"]])
    house.an.refresh_from_db()
    assert house.an.phone == "0912"


def test_citizen_id_goes_out_masked_and_comes_back_unchanged(port, house):
    house.an.citizen_id = CITIZEN_ID
    house.an.save()
    assert CITIZEN_ID.encode() not in port.export()
    head, *rows = port.rows()
    assert [row[head.index(NUMBER)] for row in rows] == [MASKED, ""]
    assert unchanged(port, 2)
    house.an.refresh_from_db()
    assert house.an.citizen_id == CITIZEN_ID


def test_mask_of_somebody_else_is_refused(port, house):
    house.an.citizen_id = CITIZEN_ID
    house.an.save()
    rows = [[NAME, DAY, NUMBER], ["Nguyễn Văn An", BORN, "0010******99"]]
    ((_, column, message),) = faults(port.upload(rows))
    assert (column, "không khớp" in message) == (NUMBER, True)


def test_citizen_id_finds_its_person_and_is_never_shown_whole(port, house):
    house.an.citizen_id = CITIZEN_ID
    house.an.save()
    answer = port.upload([[NUMBER, NAME, DAY, PHONE], [CITIZEN_ID, "", "", "0912"]])
    assert totals(answer) == (0, 1, 0)
    refused = port.upload([[NAME, DAY, SEX, NUMBER], ["A", BORN, "Nam", "00109000000"]])
    for page in (answer, refused):
        assert "00109000000" not in page.content.decode()


def test_formula_stays_text_both_ways(port, house):
    house.an.note, house.an.alias = "+1", "=1+1"
    house.an.save()
    head, first, _ = port.rows()
    assert (
        first[head.index("Ghi chú")],
        first[head.index("Tên gọi khác, bí danh")],
    ) == (
        "+1",
        "=1+1",
    )
    assert unchanged(port, 2)
