"""The page Giao chỉ tiêu."""

import hashlib
import json

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import tokens
from hoangmai_party.text import is_key
from reports.indicators import TARGETED
from reports.target_grid import grid as grids
from reports.target_grid import paste, typed
from reports.target_grid.forms import PaperForm, QuestionForm
from reports.target_grid.sheet import Sheet
from reports.target_grid.write import RefusedError, save

may_see = permission_required("reports.view_target", raise_exception=True)
RIGHTS = ("reports.add_target", "reports.change_target")
SHOWN_FAULTS = 100
PAGE = "reports/target_grid.html"
_CODES = {indicator.code for indicator in TARGETED}


@require_http_methods(["GET", "HEAD", "POST"])
@may_see
@tokens.once
def target_grid(request):
    """Look at a sheet; who may, fills it, pastes into it (a preview) and writes it."""
    form = QuestionForm(request.GET, user=request.user)
    if request.method == "POST" and not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    if not form.is_valid():
        return render(request, PAGE, {"scope_form": form})
    question = form.question()
    may_write = question.is_whole and request.user.has_perms(RIGHTS)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        return Post(request, form, question).answer()
    sheet = Sheet(grids.read(question, request.user))
    paper = PaperForm(question=question) if may_write else None
    return _show(request, form, sheet, paper)


def _show(request, form, sheet, paper, **more):
    return render(
        request,
        PAGE,
        {"scope_form": form, "sheet": sheet, "paper": paper, "faults": [], **more},
    )


class Post:
    """One sheet that was sent: what was typed, what stood there, what is asked."""

    def __init__(self, request, form, question):
        self.request, self.form, self.question = request, form, question
        block = request.POST.get("paste", "")
        self.block = block.replace("\r\n", "\n").strip("\n")
        self.seen = _seen(request.POST.get("seen", ""))
        self.texts = {
            key: text.strip()
            for name, text in request.POST.items()
            if (key := _key(name)) and key[1] in question.codes
        }

    def answer(self):
        """A block that was not looked at yet is shown first, whatever was pressed."""
        is_new = self.block and self.request.POST.get("previewed") != _mark(self.block)
        if is_new or "preview" in self.request.POST:
            return self._preview()
        return self._save()

    def _preview(self):
        grid = grids.read(self.question, self.request.user)
        pasted = paste.read(self.block, grid)
        texts = {**self.texts, **pasted.cells}
        _, errors = _values(texts)
        sheet = self._sheet(grid, texts, errors)
        # What was understood stands in the sheet; the rest is there to be mended.
        left = self.block if pasted.faults else ""
        return self._again(
            sheet,
            PaperForm(initial=self.request.POST.dict(), question=self.question),
            faults=pasted.faults[:SHOWN_FAULTS],
            more_faults=max(len(pasted.faults) - SHOWN_FAULTS, 0),
            filled=len(pasted.cells),
            is_preview=True,
            pasted_text=left,
            previewed=_mark(left),
        )

    def _save(self):
        paper = PaperForm(self.request.POST, question=self.question)
        values, errors = _values(self.texts)
        if not paper.is_valid() or errors:
            grid = grids.read(self.question, self.request.user)
            return self._refused(self._sheet(grid, self.texts, errors), paper)
        try:
            done = save(
                question=self.question,
                values=values,
                seen=self.seen,
                paper=paper.cleaned_data,
                by=self.request.user,
            )
        except RefusedError as refusal:
            return self._refuse(refusal, values, paper)
        _tell(self.request, done)
        return tokens.landed(redirect(self.request.get_full_path()))

    def _refuse(self, refusal, values, paper):
        """Go on from the register as it is now, with all that was typed."""
        if refusal.needs_reason:
            paper.add_error("reason", "Ghi lý do hủy chỉ tiêu đã xóa trắng.")
        if refusal.above:
            paper.add_error(None, refusal.above)
        own = {k: t for k, t in self.texts.items() if values[k] != self.seen.get(k)}
        return self._refused(
            Sheet(refusal.grid, texts=own, errors=refusal.cells), paper
        )

    def _refused(self, sheet, paper):
        return self._again(
            sheet, paper, pasted_text=self.block, previewed=_mark(self.block)
        )

    def _sheet(self, grid, texts, errors=()):
        return Sheet(grid, seen=self.seen, texts=texts, errors=errors)

    def _again(self, sheet, paper, **more):
        return _show(self.request, self.form, sheet, paper, **more)


def _key(name):
    """The cell of a field's name, None when it is no cell."""
    kind, _, rest = name.partition("-")
    branch, _, code = rest.partition("-")
    if kind != "c" or code not in _CODES or not is_key(branch):
        return None
    return int(branch), code


def _seen(text):
    """{cell: value} that stood on the page, as the page itself carries it."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        key: value
        for name, value in found.items()
        if (key := _key(name)) and isinstance(value, int)
    }


def _values(texts):
    """({cell: value}, {cell: what is wrong})."""
    values, errors = {}, {}
    for key, text in texts.items():
        try:
            values[key] = typed.number(text)
        except ValueError as error:
            errors[key] = str(error)
    return values, errors


def _mark(block):
    return hashlib.sha256(block.encode(errors="replace")).hexdigest() if block else ""


def _tell(request, done):
    if not str(done):
        messages.info(request, "Không có ô nào thay đổi.")
        return
    messages.success(request, f"Đã ghi chỉ tiêu: {done}.")
    for name, row in done.back:
        messages.warning(
            request,
            f"{name}: lại theo chỉ tiêu {typed.shown(row.value)} "
            f"giao ngày {row.decided_on:%d/%m/%Y}.",
        )
