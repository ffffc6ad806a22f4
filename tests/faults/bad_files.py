"""Bad files by the thousand, always the same ones, and what they may not do."""

import random

from accounts.tests import books
from members.models import Member

HEAD = ["Họ và tên khai sinh", "Sinh ngày", "Giới tính", "Điện thoại"]
GOOD = ["Nguyễn Văn Tốt", "05/09/1990", "Nam", "0912"]
# What stands in a cell that can't be right, by the column.
WRONG = {
    0: ("", "\0Tên", "x" * 5000, " "),
    1: ("31/02/1990", "hôm qua", "1990-13-01", "05/09/2990", "99/99/9999", "\0"),
    2: ("không rõ", "1", "Nam nữ", "=1+1"),
    3: ("9" * 500, "\0", "0912\0"),
}


def made(count, seed=7):
    """(name, bytes) of `count` files, each of which must be refused."""
    chance = random.Random(seed)
    kinds = (_wrong_cell, _broken, _cut, _noise, _renamed, _no_head)
    for number in range(count):
        yield kinds[number % len(kinds)](chance)


def _wrong_cell(chance):
    column = chance.choice(list(WRONG))
    rows = [list(GOOD) for _ in range(chance.randint(1, 5))]
    rows[chance.randrange(len(rows))][column] = chance.choice(WRONG[column])
    text = "\n".join(",".join(_quoted(row)) for row in [HEAD, *rows])
    return "sai-o.csv", text.encode()


def _quoted(row):
    return ['"' + text.replace('"', '""') + '"' for text in row]


def _honest():
    return books.grid([HEAD, GOOD])


def _broken(chance):
    """Bytes changed in the middle of the package: the archive no longer fits."""
    data = bytearray(_honest())
    for _ in range(60):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return "hong.xlsx", bytes(data)


def _cut(chance):
    data = _honest()
    return "cut.xlsx", data[: chance.randrange(1, len(data) - 100)]


def _noise(chance):
    name = chance.choice(("a.xlsx", "a.csv", "a.json", "a.xls", "a"))
    return name, chance.randbytes(chance.randrange(1, 4000))


def _renamed(chance):
    return chance.choice(("a.html", "a.json", "a.xlsm", "a.ods", "a.exe")), _honest()


def _no_head(chance):
    head = [chance.choice(("Tên lạ", "Cột 1", "Không rõ")), *HEAD[2:]]
    return "thieu-cot.xlsx", books.grid([head, GOOD[:3]])


def run(port, count):
    """Send each to the import page: what got an error page, or in without a word."""
    figures = {"files": 0, "errors": 0, "silent": 0, "lost": 0}
    before = sorted(Member.every.values_list("pk", "full_name", "phone"))
    for name, data in made(count):
        answer = port.upload(data, name=name)
        context = answer.context or {}
        figures["files"] += 1
        figures["errors"] += answer.status_code >= 500
        preview = context.get("preview")
        figures["silent"] += bool(preview and preview.can_be_confirmed)
    after = sorted(Member.every.values_list("pk", "full_name", "phone"))
    figures["lost"] = int(before != after)
    return figures
