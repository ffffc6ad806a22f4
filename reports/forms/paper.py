"""A form as a paper: the same table, with the head and foot of a form."""

import dataclasses

from reports.documents import lists, office
from reports.documents.tree import Document, FormHead, Section, Signature, Signer, Title
from reports.forms.layout import OURS
from reports.forms.table import fill, table

PREPARED, HEAD = "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ BÁO CÁO"
SIZE, OWN_SIZE = 11, 10
MARGINS = {"top": 15, "bottom": 15, "left": 20, "right": 15}  # a form is no letter
# Shares of the columns: TT, tiêu chí, numbers.
WIDTHS, OWN_WIDTHS = (1, 7.6, 2.3, 2.3, 2), (1, 6.4)


def document(form, asked):
    """The form as a `reports.documents.tree.Document`."""
    return of(fill(form, asked))


def of(filled):
    """The same of a form that was asked already."""
    form, asked = filled.form, filled.asked
    settings = office.on(asked.scope.committee, asked.as_of)
    blocks = (
        FormHead(reporter(settings, asked), (form.name, f"Theo {OURS.code}")),
        Title(form.title.upper(), _summary(filled), as_of(filled), ruled=False),
        _table(filled),
        _signature(settings),
    )
    return Document(
        f"{form.name}: {form.title}",
        asked.as_of,
        dataclasses.replace(settings.layout, **MARGINS),
        (Section(blocks, landscape=bool(form.columns)),),
    )


def reporter(settings, asked):
    """The reporting body, above it its superior; a branch asked for by itself below."""
    branch = (str(asked.branch).upper(),) if asked.branch else ()
    return (*settings.superior, *settings.issuer, *branch)


def period(filled):
    """ "Kỳ báo cáo từ … đến …"; nothing of a stock, which has only its day."""
    if filled.form.is_stock:
        return ""
    span = filled.asked.period
    return f"Kỳ báo cáo từ {span.first:%d/%m/%Y} đến {span.last:%d/%m/%Y}"


def _summary(filled):
    said = period(filled)
    return (said,) if said else ()


def as_of(filled):
    """ "Số liệu tính đến ngày …"."""
    return f"Số liệu tính đến ngày {filled.asked.span.last:%d/%m/%Y}"


def _table(filled):
    own = filled.form.columns
    made = lists.of(table(filled), size=OWN_SIZE if own else SIZE)
    rows = tuple(
        tuple(
            dataclasses.replace(cell, bold=row.level == 0, italic=row.is_extra)
            for cell in line
        )
        for row, line in zip(filled.shown(), made.rows, strict=True)
    )
    widths = (*OWN_WIDTHS, *(2.2,) * len(own)) if own else WIDTHS
    return dataclasses.replace(
        made,
        caption="",
        rows=rows,
        widths=widths,
        aligns="cl" + "r" * (len(widths) - 2),
    )


def _signature(settings):
    return Signature(
        (
            Signer("", PREPARED, note="(Ký, ghi rõ họ tên, số điện thoại)"),
            Signer("", HEAD, settings.signer.name, note="(Ký, đóng dấu)"),
        )
    )
