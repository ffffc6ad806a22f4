"""The forms as declared rows, by their numbers."""

from reports.forms.declared.form1 import FORM as FORM1
from reports.forms.declared.form2 import FORM as FORM2
from reports.forms.declared.form3 import FORM as FORM3
from reports.forms.declared.form5 import FORM as FORM5
from reports.forms.declared.form7 import FORM as FORM7

FORMS = (FORM1, FORM2, FORM3, FORM5, FORM7)
BY_NUMBER = {form.number: form for form in FORMS}
FIGURES = {figure.code: figure for form in FORMS for figure in form.figures}
LABELS = {
    figure.code: (form, row, form.columns[place] if form.columns else None)
    for form in FORMS
    for row in form.rows
    for place, figure in enumerate(row.figures)
}
BY_KEY = {figure.key: figure for figure in FIGURES.values()}

__all__ = ["BY_KEY", "BY_NUMBER", "FIGURES", "FORMS", "LABELS"]
