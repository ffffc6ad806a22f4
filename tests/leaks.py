"""Probes: every way in which a user could learn of a foreign row, or change one.

A probe takes a `Visitor` and returns what leaked, a sentence each. The walk runs all
of them for every role; each planted leak (`tests.mutants`) names the one that has to
notice it.
"""

import hashlib
import io
import json
import zipfile
from urllib.parse import quote, quote_plus

from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from accounts.models import LogEvent
from accounts.scope import OUR_APPS, PUBLIC, SYSTEM
from accounts.tests.desk import Desk
from accounts.tests.port import Port
from branches.models import Branch, BranchEvent
from members.models import Award, Member
from reports.indicators import BY_CODE
from reports.registers import REGISTERS
from surveys.models import OutreachCase, Proposal, Visit
from tests.planted import IN_2021, MARK

WORD = MARK.split()[0]
_SEARCH = "kin mieng"
# What a foreign row answers: a way back to a list, no right, not there, no such act.
_CLOSED = (302, 403, 404, 405)
NONE = "\0"
# A file of own members names their former employers, or it could not come back in
# (`accounts.port.find.Reference`); that is no leak, a foreign person there is one.
_FORMER = {"EmploymentResource": f"Công ty {MARK}"}
# The canaries as JSON and as an address write them.
_SPELLINGS = (json.dumps(MARK)[1:-1], quote(MARK), quote_plus(MARK))


class Visitor:
    """Somebody logged in; which rows are whose is noted before anything is broken."""

    def __init__(self, client, user, body):
        self.client, self.user, self.body = client, user, body
        client.force_login(user)
        # A fault shows as its answer, 500, as it would to a user.
        client.raise_request_exception = False
        self.marks = (MARK,)
        self.own, self.foreign = {}, {}
        for model in scoped_models():
            rows = getattr(model, "every", model._default_manager)
            own = set(rows.visible_to(user).values_list("pk", flat=True))
            every = set(rows.values_list("pk", flat=True))
            self.own[model], self.foreign[model] = sorted(own), sorted(every - own)

    def meets(self, text):
        """Whether a text holds what this user may never read."""
        return any(mark in text for mark in self.marks)

    def leaks_on(self, urls):
        """The addresses whose page, or file, holds a canary; a fault is one too."""
        return [
            f"{url}: {response.status_code}"
            for url in urls
            for response in [self.client.get(url)]
            if response.status_code >= 500 or self.meets(text_of(response))
        ]

    def opened(self, urls):
        """The addresses of foreign rows that open."""
        answers = {url: self.client.get(url) for url in urls}
        return [
            f"{url}: {response.status_code}"
            for url, response in answers.items()
            if response.status_code == 200
            or response.status_code >= 500
            or self.meets(text_of(response))
        ]


def text_of(response):
    """What a reader gets: the page, or every text in the workbook."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode(errors="replace")
    if "spreadsheet" not in response.headers.get("Content-Type", ""):
        return _plain(response.content.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def _plain(text):
    for spelling in _SPELLINGS:
        text = text.replace(spelling, MARK)
    return text


def scoped_models():
    """The models of our apps whose rows are not everybody's, nor the system's."""
    for name in OUR_APPS:
        for model in apps.get_app_config(name).get_models():
            if model.SCOPE not in (PUBLIC, SYSTEM):
                yield model


def desk_url(model, page, *args):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=args)


def desk_lists(visitor, models=None):
    """The lists of the desk with their filters, and a search for the canaries."""
    urls = ["/admin/"] if models is None else []
    for model, desk in admin.site._registry.items():
        if models is None or model in models:
            urls.append(desk_url(model, "changelist"))
            if desk.search_fields:
                urls.append(f"{urls[-1]}?q={WORD}")
    return visitor.leaks_on(urls)


def desk_forms(visitor, models=None, most=2):
    """The pages of own rows: their inlines, choices and histories."""
    urls = []
    for model in models or visitor.own:
        if model not in admin.site._registry:
            continue
        for pk in visitor.own[model][:most]:
            urls += [desk_url(model, page, pk) for page in ("change", "history")]
        urls.append(desk_url(model, "add"))
    return visitor.leaks_on(urls)


def foreign_desk_pages(visitor, models=None, pages=("change", "delete", "history")):
    """The pages of foreign rows."""
    urls = [
        desk_url(model, page, pk)
        for model in models or visitor.foreign
        if model in admin.site._registry
        for pk in visitor.foreign[model][:2]
        for page in pages
    ]
    return visitor.opened(urls)


def foreign_pages(visitor, names=None):
    """Our own pages of foreign members, branches and entries: each is a 404."""
    kinds = {
        "members:member-detail": (Member, ()),
        "members:event-create": (Member, ("death",)),
        "members:branch-detail": (Branch, ()),
        "members:branch-ratings": (Branch, (2021,)),
        "members:branch-act-create": (Branch, ("rename",)),
        "members:act-undo": (BranchEvent, ()),
        "surveys:case": (OutreachCase, ()),
        "surveys:visit-new": (OutreachCase, ()),
        "surveys:visit-correct": (Visit, ()),
        "surveys:proposal-answer": (Proposal, ()),
    }
    urls = [
        reverse(name, args=[pk, *more])
        for name, (model, more) in kinds.items()
        if names is None or name in names
        for pk in visitor.foreign[model][:2]
    ]
    return visitor.opened(urls)


def autocomplete(visitor, models=None):
    """What the searched choices of the desk offer."""
    urls = []
    for model, desk in admin.site._registry.items():
        if models is not None and model not in models:
            continue
        places = [(model, desk), *((i.model, i) for i in desk.inlines)]
        for owner, place in places:
            for field in getattr(place, "autocomplete_fields", ()):
                urls.append(_autocomplete_url(owner, field))
    return visitor.leaks_on(dict.fromkeys(urls))


def _autocomplete_url(model, field):
    page = reverse("admin:autocomplete")
    meta = model._meta
    where = f"app_label={meta.app_label}&model_name={meta.model_name}"
    return f"{page}?term=&{where}&field_name={field}"


def exports(visitor, models=None):
    """Every column of every file that the desk gives out."""
    found = []
    for model, desk in admin.site._registry.items():
        if models is not None and model not in models:
            continue
        page = visitor.client.get(desk_url(model, "export")) if _exports(desk) else None
        if page is None or page.status_code != 200:
            continue
        form = page.context["form"]
        for number, resource in enumerate(form.resources):
            fields = dict.fromkeys(form.resource_fields[resource.__name__], "on")
            data = {"resource": number, "format": 0, **fields}
            answer = visitor.client.post(desk_url(model, "export"), data)
            text = text_of(answer).replace(_FORMER.get(resource.__name__, NONE), "")
            if answer.status_code >= 500 or visitor.meets(text):
                found.append(f"export {resource.__name__}: {answer.status_code}")
    return found


def _exports(desk):
    return bool(getattr(desk, "resource_classes", ()))


def imports(visitor):
    """Files that would change a foreign row, or tie an own row to a foreign person."""
    who = ("Họ và tên khai sinh", "Sinh ngày")
    theirs = Member.objects.filter(pk__in=visitor.foreign[Member]).first()
    if theirs is None:
        return []
    person = (theirs.full_name, theirs.born_on)
    award = ("Mã chi bộ", "Hình thức", "Cấp khen thưởng", "Số quyết định")
    files = {
        Member: [(*who, "Giới tính", "Ghi chú"), (*person, "Nữ", "Đã sửa")],
        Award: [
            (*who, *award, "Ngày quyết định", "Thành tích"),
            (
                *person,
                visitor.body.mine.code,
                Award.Kind.MERIT.label,
                Award.Level.CITY.label,
                "KT 02",
                IN_2021,
                "Tốt",
            ),
        ],
    }
    return [said for file in files.items() for said in _bring(visitor, *file)]


def _bring(visitor, model, rows):
    """Upload and confirm; says so when the preview lets it pass."""
    port = Port(visitor.client, model)
    answer = port.upload(rows)
    if answer.status_code >= 500:
        return [f"import {model.__name__}: {answer.status_code}"]
    if answer.status_code != 200:
        return []
    preview = answer.context["preview"]
    said = text_of(answer)
    found = []
    if preview is not None and preview.can_be_confirmed:
        found.append(f"import {model.__name__}: can be confirmed")
        port.confirm(answer)
    typed = {str(cell) for row in rows[1:] for cell in row}
    if visitor.meets(said) and not any(MARK in text for text in typed):
        found.append(f"import {model.__name__}: shows a canary")
    return found


def searched(visitor):
    """The search box, which repeats what was typed: typed without marks."""
    answer = visitor.client.post(reverse("reports:search"), {"q": _SEARCH})
    return ["search"] if visitor.meets(text_of(answer)) else []


MORE = ("due", "due-meeting", "projection", "health")


def reports(visitor, urls=None):
    """The pages of figures, lists and registers; the same as files."""
    if urls is None:
        pages = ("targets", "movement", "branches", "composition", "growth", "roster")
        urls = [reverse(f"reports:{page}") for page in (*pages, *MORE)]
        urls += [f"{url}?format=xlsx" for url in urls]
        urls += [reverse("reports:list", args=["figure", code]) for code in BY_CODE]
        urls += [register_url(register.slug) for register in REGISTERS]
        urls += [reverse("reports:target-grid") + "?year=2021&level=registered"]
        urls += _of_theirs(visitor, pages)
    return visitor.leaks_on(urls)


def register_url(slug):
    return reverse("reports:register", args=[slug]) + "?year=2021"


def _of_theirs(visitor, pages):
    branch = visitor.body.theirs.pk
    return [f"{reverse(f'reports:{page}')}?branch={branch}" for page in pages]


def findings(visitor):
    """A check that finds something in each branch shows the own one alone."""
    page = visitor.client.get(reverse("reports:health-check", args=["few-official"]))
    if page.status_code != 200:
        return []
    number = sum(len(table.rows) for table in page.context["tables"])
    return [f"{number} findings"] if number > len(visitor.own[Branch]) else []


def whole_figures(visitor):
    """The cards of the whole body on the first page of the desk."""
    shown = visitor.client.get("/admin/").context or {}
    return ["figures of the body"] if shown.get("desk_figures") else []


def foreign_choice(visitor):
    """An own row sent with the key of a foreign one in its relation."""
    award = Award.objects.get(branch=visitor.body.mine)
    desk = Desk(visitor.client, visitor.user)
    desk.save(Award, award, branch=visitor.body.theirs.pk)
    award.refresh_from_db()
    moved = award.branch_id == visitor.body.theirs.pk
    return ["an own award went to a foreign branch"] if moved else []


def foreign_choices(visitor):
    """The same where a row has many at once: the branches of an event."""
    event = visitor.body.mine.events_as_successor.get()
    both = [visitor.body.mine.pk, visitor.body.theirs.pk]
    desk = Desk(visitor.client, visitor.user)
    desk.save(BranchEvent, event, successors=both)
    taken = event.successors.filter(pk=visitor.body.theirs.pk).exists()
    return ["a foreign branch was tied to an own event"] if taken else []


def logged(visitor):
    """The log itself: its list and the newest events about people."""
    table = Member._meta.db_table
    rows = LogEvent.objects.filter(table=table, kind=LogEvent.Kind.INSERT)
    urls = [desk_url(LogEvent, "change", row.pk) for row in rows.order_by("-pk")[:3]]
    return visitor.leaks_on(
        [f"{desk_url(LogEvent, 'changelist')}?table={table}", *urls]
    )


def fingerprint(visitor):
    """A digest of every foreign row, and of how many there are of each kind."""
    mark = hashlib.sha256()
    for model, pks in visitor.foreign.items():
        rows = model._base_manager.filter(pk__in=pks).order_by("pk")
        plain = [tuple(map(_as_bytes, row)) for row in rows.values_list()]
        mark.update(repr([model.__name__, *plain]).encode())
    return mark.hexdigest()


def _as_bytes(value):
    """Bytes as bytes: PostgreSQL's driver gives a view, which shows its address."""
    return bytes(value) if isinstance(value, memoryview) else value
