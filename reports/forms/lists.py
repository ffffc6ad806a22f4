"""The list behind a number of a form."""

from reports.forms.declared import BY_KEY, LABELS


def of(asked, key):
    """(title, rows); KeyError when there is no such figure, or none with a list."""
    figure = BY_KEY[key]
    if not (figure.source and figure.source.has_list):
        raise KeyError(key)
    form, row, column = LABELS[figure.code]
    parts = [form.name, row.label or form.title, column.label if column else ""]
    title = " – ".join(part for part in parts if part)
    return title, figure.rows(asked.scope, asked.span)
