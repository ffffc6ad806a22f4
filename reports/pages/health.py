"""Sức khỏe sổ: the checks with their counts, and the findings of one check."""

from django.urls import reverse

from branches.models import Branch
from members.models import Member, Placement
from reports.health.catalogue import SUBJECTS
from reports.health.check import Severity
from reports.health.findings import results
from reports.tables import Cell, Row, Table, cells, heads

_PLURALS = {
    Severity.ERROR: "lỗi",
    Severity.WARNING: "cảnh báo",
    Severity.INFO: "lưu ý",
}


def register_page(user):
    """A table a subject: every check that `user` may see, whether it found or not."""
    found = {result.check: result for result in results(user=user)}
    tables = []
    for number, (subject, checks) in enumerate(SUBJECTS.items(), start=1):
        rows = [_line(found[check]) for check in checks if check in found]
        if rows:
            tables.append(_table(subject, number, rows))
    return {"tables": tables, "counts": _counts(found.values())}


def _counts(found):
    """[(word, number open)] of errors, warnings, notes; and what was accepted."""
    numbers = dict.fromkeys(Severity, 0)
    for result in found:
        numbers[result.check.severity] += len(result.open)
    accepted = sum(len(result.accepted) for result in found)
    return [
        *((_PLURALS[severity], number) for severity, number in numbers.items()),
        ("đã chấp nhận", accepted),
    ]


def _table(subject, number, rows):
    head = ("Kiểm tra", "Mức", "Đang mở", "Đã chấp nhận", "Người xử lý", "Căn cứ")
    return Table(
        subject,
        heads(*head, numbers=(2, 3)),
        tuple(rows),
        name=f"kiem-tra-{number}",
        is_wide=True,
    )


def _line(result):
    check = result.check
    url = reverse("reports:health-check", args=[check.code])
    return Row(
        cells(
            Cell(check.label, url),
            check.severity.label,
            Cell(len(result.open), url if result.open else ""),
            Cell(len(result.accepted), url if result.accepted else ""),
            str(check.owner),
            check.source,
        ),
        is_bad=bool(result.open) and check.severity is Severity.ERROR,
    )


def check_page(check, user):
    """The open findings, each with its row and its way to accept; the accepted ones."""
    result = results([check], user=user)[0]
    names = Names([*result.open, *(found for found, _ in result.accepted)], user)
    opens = _open_table(check, result.open, names, user)
    return {
        "tables": [opens, *_accepted_tables(result.accepted, names, user)],
        "total": len(result.open),
    }


def _open_table(check, found, names, user):
    may_accept = user.has_perm("reports.add_acceptance")
    head = ["TT", "Dòng trong sổ", "Chi bộ", "Sai lệch"]
    return Table(
        "Đang mở",
        heads(*head, *(["Xử lý"] if may_accept else [])),
        tuple(
            Row(
                cells(
                    number,
                    names.cell(finding),
                    names.branch_of(finding),
                    finding.words,
                    *([_accept_cell(check, finding)] if may_accept else []),
                )
            )
            for number, finding in enumerate(found, start=1)
        ),
        name="dang-mo",
        is_wide=True,
        head_column=1,
        empty="Không có sai lệch nào đang mở.",
    )


def _accept_cell(check, finding):
    url = reverse("reports:health-accept", args=[check.code, finding.key])
    return Cell("Chấp nhận vì …", url)


def _accepted_tables(accepted, names, user):
    rows = [(finding, row) for finding, row in accepted if row]
    if not rows:
        return
    may_withdraw = user.has_perm("reports.delete_acceptance")
    head = ["TT", "Dòng trong sổ", "Sai lệch", "Chấp nhận vì", "Ngày", "Người"]
    yield Table(
        "Đã chấp nhận",
        heads(*head, *(["Xử lý"] if may_withdraw else [])),
        tuple(
            Row(
                cells(
                    number,
                    names.cell(finding),
                    finding.words,
                    row.reason,
                    row.accepted_on,
                    str(row.accepted_by),
                    *([_withdraw_cell(row)] if may_withdraw else []),
                )
            )
            for number, (finding, row) in enumerate(rows, start=1)
        ),
        name="da-chap-nhan",
        is_wide=True,
        head_column=1,
    )


def _withdraw_cell(row):
    return Cell("Rút lại", reverse("reports:health-withdraw", args=[row.pk]))


class Names:
    """Names, pages and branches of the rows of some findings; a query a kind."""

    def __init__(self, found, user=None):
        self._names = {}
        for model in {finding.model for finding in found}:
            pks = {finding.pk for finding in found if finding.model is model}
            rows = model.objects.filter(pk__in=pks)
            self._names |= {(model, row.pk): str(row) for row in rows}
        self._at = self._places({f.pk for f in found if f.model is Member})
        branches = {*self._at.values(), *(f.branch for f in found if f.branch)}
        self._branches = dict(
            Branch.objects.filter(pk__in=branches).values_list("pk", "name")
        )
        self._user = user

    def _places(self, members):
        """{member: the last branch where the member was counted}."""
        rows = Placement.objects.filter(member__in=members, kind="official")
        rows = rows.order_by("started_on").values_list("member", "branch")
        return dict(iter(rows))

    def text(self, finding):
        """The row's own name."""
        return self._names.get((finding.model, finding.pk), "")

    def cell(self, finding):
        """The name, leading to the row's page."""
        return Cell(self.text(finding), self.url(finding))

    def branch_of(self, finding):
        """The branch that holds the fact, else where the member is or was."""
        if finding.model is Branch:
            return ""
        at = finding.branch or self._at.get(finding.pk)
        return self._branches.get(at, "") if finding.model is Member else ""

    def url(self, finding):
        """The page of the row, "" for who has none."""
        if finding.model is Member:
            return reverse("members:member-detail", args=[finding.pk])
        if finding.model is Branch:
            return reverse("members:branch-detail", args=[finding.pk])
        if not (self._user and self._user.is_staff):
            return ""
        meta = finding.model._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        return reverse(name, args=[finding.pk])
