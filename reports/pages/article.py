"""Đối chiếu bài viết, on the demo register."""

from reports.article import compared
from reports.tables import Row, Table, cells, heads, right

_LISTED = ("count", "percent")


def page(asked):
    """Each stated figure beside the computed one, with a word and a sign."""
    rows = tuple(
        _row(asked, found) for found in compared(asked.scope.committee, asked.mine)
    )
    return {
        "tables": [
            Table(
                "Số liệu bài viết nêu và số liệu tính từ sổ",
                heads(
                    "TT",
                    "Nội dung",
                    "Bài viết nêu",
                    "Tính từ sổ",
                    "Đối chiếu",
                    "Ghi chú",
                    numbers=(2, 3),
                ),
                rows,
                name="doi-chieu",
                is_wide=True,
                head_column=1,
                empty="Sổ này chưa có số liệu đã công bố để đối chiếu.",
            )
        ]
    }


def _row(asked, found):
    statement = found.statement
    return Row(
        cells(
            statement.position,
            statement.label,
            right(statement.stated),
            right(found.text, _url(asked, statement)),
            "✓ khớp" if found.agrees else "✗ khác",
            statement.note,
        ),
        is_bad=not found.agrees,
    )


def _url(asked, statement):
    if statement.measure not in _LISTED:
        return ""
    return asked.url(
        "list",
        "figure",
        statement.indicator,
        committee=statement.committee_id,
        first=f"{statement.first_on:%d/%m/%Y}",
        last=f"{statement.last_on:%d/%m/%Y}",
        as_of=None,
        non_state="on" if statement.is_non_state else None,
    )
