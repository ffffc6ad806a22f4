"""What changed on the sheet: checked as a whole, written at once or not at all."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from accounts.log import change_set
from branches.models import Committee
from hoangmai_party.constraints import message_of
from reports.models import Target
from reports.target_grid import grid as grids
from reports.target_grid.typed import said, shown


class RefusedError(Exception):
    """Nothing was written: `cells` are {key: what is wrong}, `reason` when asked for.

    `grid` is the sheet as it was found, for the page to go on from.
    """

    def __init__(self, grid, cells=(), *, above="", needs_reason=False):
        super().__init__(above)
        self.grid, self.cells = grid, dict(cells)
        self.above, self.needs_reason = above, needs_reason


@dataclass
class Done:
    """What a save did."""

    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    voided: list = field(default_factory=list)
    back: list = field(default_factory=list)  # earlier values, in force again

    def __str__(self):
        parts = (
            (self.added, "ghi mới"),
            (self.changed, "sửa"),
            (self.voided, "hủy"),
        )
        return ", ".join(f"{len(rows)} ô {what}" for rows, what in parts if rows)


def save(*, question, values, seen, paper, by):
    """Write the cells of `values` that differ from `seen`; {key: int or None} both.

    `seen` is what stood on the page: a cell that has another value by now was changed
    by somebody else, and nothing is written over it unseen.
    """
    reason = paper["reason"].strip()
    title = f"Giao chỉ tiêu năm {question.year}: {question.level_label}"
    try:
        with change_set(reason or title), transaction.atomic():
            # One sheet of a body at a time; SQLite has one writer anyway.
            Committee.objects.select_for_update().get(pk=question.committee.pk)
            grid = grids.read(question, by)
            touched = {k: v for k, v in values.items() if v != seen.get(k)}
            if faults := dict(_faults(grid, touched, seen, paper["decided_on"], by)):
                raise RefusedError(grid, faults)
            real = {k: v for k, v in touched.items() if v != grid.value(k)}
            if None in real.values() and not reason:
                raise RefusedError(grid, needs_reason=True)
            return _write(grid, real, paper, by)
    except IntegrityError as error:
        if not (above := message_of(error)):
            raise
        raise RefusedError(grids.read(question, by), above=above) from error


def _faults(grid, touched, seen, day, by):
    opened = set(grid.keys())
    for key, value in touched.items():
        if value == grid.value(key):
            continue
        if key not in opened:
            yield key, "chi bộ này không nhận chỉ tiêu trong năm; hãy tải lại trang"
        elif seen.get(key) != grid.value(key):
            yield key, _overtaken(seen.get(key), grid.value(key), value)
        elif fault := _untimely(grid.rows.get(key), value, day, by):
            yield key, fault


def _overtaken(before, now, value):
    return (
        f"người khác vừa sửa: lúc mở trang là {said(before)}, nay trong sổ là "
        f"{said(now)}, đồng chí ghi {said(value)}; xem lại rồi ghi"
    )


def _untimely(row, value, day, by):
    """Why the day of the paper, or the user's right, does not allow the change."""
    if row and row.decided_on > day:
        return (
            f"chỉ tiêu đang có hiệu lực ghi ngày {row.decided_on:%d/%m/%Y}: ngày giao "
            "không được trước ngày đó"
        )
    if value is None and row.decided_on < day:
        return (
            f"chỉ tiêu {shown(row.value)} giao ngày {row.decided_on:%d/%m/%Y}: ghi nhầm "
            "thì chọn đúng ngày đó rồi xóa trắng; không giao nữa thì ghi 0"
        )
    if value is None and not by.has_perm("reports.delete_target"):
        return "đồng chí không có quyền hủy chỉ tiêu đã ghi"
    return ""


def _write(grid, real, paper, by):
    done = Done()
    for key, value in real.items():
        row = grid.rows.get(key)
        if value is None:
            row.void(by=by, reason=paper["reason"])
            done.voided.append(key)
        elif row and row.decided_on == paper["decided_on"]:
            row.value, row.number = value, paper["number"] or row.number
            done.changed.append(row)
        else:
            done.added.append(_new(grid.question, key, value, paper))
    Target.objects.bulk_create(done.added)
    Target.objects.bulk_update(done.changed, ["value", "number"])
    if done.voided:
        after = grids.read(grid.question, by)
        done.back = [
            (after.name(k), r) for k in done.voided if (r := after.rows.get(k))
        ]
    return done


def _new(question, key, value, paper):
    branch, code = key
    return Target(
        committee=question.committee,
        branch_id=branch or None,
        indicator=code,
        level=question.level,
        year=question.year,
        value=value,
        decided_on=paper["decided_on"],
        number=paper["number"],
    )
