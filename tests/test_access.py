"""Closed by default: who is not let in sees no page, who is sees no foreign person."""

import io
import re
import zipfile

import pytest
from django.contrib import admin
from django.urls import reverse

from branches.models import (
    Congress,
    CoordinationRegulation,
    Inspection,
    Meeting,
    SteeringCommittee,
)
from enterprises.models import (
    SourceAct,
    SourceDecision,
    SourceList,
    Ward,
    WardAssignment,
)
from enterprises.sources import heaps
from members.models import (
    Award,
    Badge,
    Candidate,
    Course,
    Discipline,
    Member,
    Placement,
    Rating,
    Spell,
)
from reports import indicators
from reports.models import Report, ReportSection, SectionVersion, Target
from reports.outreach.by_ward import COLUMNS, VIEWS
from surveys.models import (
    Assignment,
    Campaign,
    ListedEnterprise,
    OutreachCase,
    Proposal,
    SurveyRecord,
    Team,
    Visit,
)
from tests.cast import TODAY
from tests.planted import MARK, plant
from tests.walk import SAMPLES, Address, addresses, lists

# Open to a stranger: the door itself.
DOORS = {"login", "admin:login", "desk_login", "system-live"}
# Open to everybody who is logged in: they show nothing of the register by themselves.
FOR_ALL = {"reports:home", "logout", "password_change", "password_change_done"}
FOR_ALL |= {"printed", "reports:search"}
FOR_ALL |= {"step_up", "kept_form", "account", "enrol", "paper_codes", "end_sessions"}
# The admin's own door and exits: nothing of the register either.
ADMIN_DOORS = {
    "desk_logout",
    "desk_password",
    "admin:login",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
}
EVERYWHERE = [a for a in addresses() if a.name not in DOORS]
PAGES = ("targets", "movement", "branches", "composition", "growth", "article")


@pytest.fixture
def people(body, secretary):
    return plant(body, secretary)


def text_of(response):
    """What a reader gets: the page, or every text in the workbook or paper."""
    if not response.headers["Content-Type"].startswith("application/"):
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        names = [name for name in book.namelist() if name.endswith((".xml", ".rels"))]
        return "".join(book.read(name).decode() for name in names)


def report_urls():
    """Every report page and every list; the pages and a list of each kind as XLSX."""
    figures = [reverse("reports:figure", args=[code]) for code in indicators.BY_CODE]
    pages = [reverse(f"reports:{page}") for page in PAGES]
    statuses = ("official", "probationary")
    yield from (f"{reverse('reports:movement')}?status={s}" for s in statuses)
    yield from (*figures, *pages)
    one_of = {}
    for kind, key in lists(TODAY):
        url = reverse("reports:list", args=[kind, key])
        one_of.setdefault(kind, url)
        yield url
    for page in (*figures[:1], *pages, *one_of.values()):
        yield f"{page}?format=xlsx"
    yield from file_urls()
    yield from ward_urls()
    yield from record_urls()
    yield from case_urls()
    yield from outreach_urls()
    yield from source_urls()
    yield reverse("reports:annual-list")
    for section in ReportSection.objects.all():
        report = [section.report_id]
        yield reverse("reports:annual", args=report)
        yield f"{reverse('reports:annual', args=report)}?format=docx"
        yield reverse("reports:annual-section", args=[*report, section.key])
        yield f"{reverse('reports:annual-versions', args=[*report, section.key])}?number=1"


def ward_urls():
    """The map in both views with its lists, whom to meet first, who waits for a unit."""
    pages = [reverse("reports:outreach-map")]
    pages += [reverse("reports:outreach-map-list", args=[what]) for what in COLUMNS]
    for page in pages:
        yield from (f"{page}?places={view}" for view in VIEWS)
        yield f"{page}?format=xlsx"
    ranking = reverse("reports:outreach-ranking")
    yield from (f"{ranking}?surveyed=on", f"{ranking}?format=xlsx")
    yield reverse("surveys:ranking-weights")
    assign = reverse("enterprises:ward-assign")
    yield from (
        f"{assign}?old={ward.pk}" for ward in Ward.objects.exclude(ended_on=None)
    )


def file_urls():
    """The first page of a branch, the list of files, each file and a paper of it."""
    yield from (reverse("reports:home"), reverse("members:candidates"))
    yield from campaign_urls()
    for file in Candidate.objects.all():
        yield file.get_absolute_url()
        yield reverse("reports:candidate-papers", args=[file.pk])
        yield reverse("reports:candidate-paper", args=[file.pk, "6-knd"])
        for name in ("candidate-facts", "candidate-move", "candidate-dossier"):
            yield reverse(f"members:{name}", args=[file.pk])
        for step in file.steps.all():
            yield reverse("members:candidate-step", args=[file.pk, step.kind])
            for name in ("step-answer", "step-correct", "step-redo"):
                yield reverse(f"members:{name}", args=[step.pk])
        for part in ("helps", "introductions", "vettings", "papers"):
            yield reverse("members:candidate-part-new", args=[file.pk, part])
            for row in getattr(file, part).all():
                yield reverse("members:candidate-part", args=[file.pk, part, row.pk])


def campaign_urls():
    """Campaigns with their lists, sheets and coverage, for whoever gets that far."""
    yield reverse("surveys:campaigns")
    yield f"{reverse('reports:coverage')}?format=xlsx"
    yield reverse("reports:coverage-list", args=["total", "held"])
    yield reverse("reports:unorganised-list", args=["all"])
    for given in Assignment.objects.all():
        pk = [given.campaign_id]
        yield from (
            reverse(f"surveys:{n}", args=pk) for n in ("campaign", "campaign-list")
        )
        yield reverse("reports:walk-sheet", args=[*pk, given.pk])
        yield reverse("surveys:keying", args=[*pk, given.pk])


def record_urls():
    """The lists of survey records, and each record with what follows from it."""
    yield from (reverse("surveys:records"), reverse("surveys:record-confirmations"))
    for record in SurveyRecord.objects.all():
        for name in ("record-list", "record-enterprise-new"):
            address = reverse(f"surveys:{name}", args=[record.campaign_id])
            yield f"{address}?q={MARK.split()[0]}"
        place = [record.campaign_id, record.enterprise_id]
        yield reverse("surveys:record-form", args=place)
        for name in ("record", "record-correct", "record-register"):
            yield reverse(f"surveys:{name}", args=[record.pk])


def case_urls():
    """The pages of the work with owners: lists, board, each case, the figures."""
    rooms = ("cases", "case-board", "case-due", "proposals")
    yield from (reverse(f"surveys:{name}") for name in rooms)
    for case in OutreachCase.objects.all():
        yield case.get_absolute_url()
        yield reverse("surveys:visit-new", args=[case.pk])
    for visit in Visit.objects.all():
        yield reverse("surveys:visit-correct", args=[visit.pk])
    yield reverse("reports:outreach-progress")
    for key in ("entered-surveyed", "visits-considering", "asked-open"):
        url = reverse("reports:outreach-progress-list", args=[key])
        yield from (url, f"{url}?format=xlsx")


def outreach_urls():
    """The year of outreach, the lists behind it, each dossier, its forms and papers."""
    yield reverse("reports:outreach-year")
    yield f"{reverse('reports:outreach-year')}?format=xlsx"
    for code in ("T04", "T04S", "T05", "K08"):
        yield reverse("reports:outreach-behind", args=[code])
    for case in OutreachCase.objects.all():
        yield reverse("surveys:founding-dossier", args=[case.pk])
        for form in ("trich-ngang", "danh-muc"):
            yield reverse("reports:founding-form", args=[case.pk, form])
        for name in ("search", "person-new", "decision", "announce"):
            yield reverse(f"surveys:founding-{name}", args=[case.pk])
        for row in case.people.all():
            yield reverse("surveys:founding-person", args=[row.pk])
            yield reverse("surveys:founding-person-out", args=[row.pk])
        for row in case.papers.all():
            yield reverse("surveys:founding-paper", args=[case.pk, row.item_id])
            yield reverse("surveys:founding-paper-out", args=[row.pk])


def source_urls():
    """The lists of the agencies: all, each with its heaps, its files and its acts."""
    yield reverse("enterprises:source-lists")
    for source in SourceList.objects.all():
        yield source.get_absolute_url()
        yield reverse("enterprises:source-void", args=[source.pk])
        for heap in heaps.TITLES:
            yield reverse("enterprises:source-heap", args=[source.pk, heap])
            table = reverse("reports:source-table", args=[source.pk, heap])
            yield from (table, f"{table}?format=xlsx")
    for act in SourceAct.objects.all():
        yield reverse("enterprises:source-undo", args=[act.pk])


def admin_urls():
    """Every list of the desk, the first page, and searches for the canaries."""
    yield reverse("admin:index")
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if desk.search_fields:
            yield f"{reverse(f'{name}_changelist')}?q={MARK.split()[0]}"


def test_address_without_sample_is_a_fault():
    with pytest.raises(KeyError, match="secret"):
        Address("new:page", "new/<int:secret>/").url()


def test_walk_knows_every_kind_of_address():
    urls = {a.url() for a in addresses()}
    assert {"/", "/admin/", "/reports/lists/figure/T02/"} <= urls
    assert "/admin/members/member/1/change/" in urls
    assert not any("<" in url or "(" in url for url in urls)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_is_sent_to_log_in(client, method):
    doors = ("/login/?next=", "/admin/login/?next=")
    open_ = [
        f"{address}: {response.status_code}"
        for address in EVERYWHERE
        for response in [getattr(client, method)(address.url())]
        if response.status_code != 302 or not response.url.startswith(doors)
    ]
    assert open_ == []


def is_refused(address, response):
    """403; at the desk, which is for the staff, the way to its log-in."""
    if address.route.startswith("admin/"):
        return response.status_code == 302 and "/login/?next=" in response.url
    return response.status_code == 403


def test_outsider_is_refused_everywhere(client, outsider):
    client.force_login(outsider)
    open_ = [
        f"{address}: {response.status_code}"
        for address in EVERYWHERE
        if address.name not in FOR_ALL | ADMIN_DOORS
        for response in [client.get(address.url())]
        if not is_refused(address, response)
    ]
    assert open_ == []


def test_outsider_on_the_staff_finds_an_empty_desk(client, outsider):
    """Somebody let onto the desk without any right: no model has a page for them."""
    outsider.is_staff = True
    outsider.save()
    client.force_login(outsider)
    open_ = [
        f"{address}: {response.status_code}"
        for address in EVERYWHERE
        if re.match(r"admin/\w+/\w+/", address.route)
        and address.name not in ADMIN_DOORS
        for ask in (client.get, client.post)
        for response in [ask(address.url(), follow=True)]
        # A row that is not there leads back to the first page, which is empty.
        if response.status_code not in {403, 404, 405}
        and not any(url == "/admin/" for url, _ in response.redirect_chain)
    ]
    assert open_ == []
    assert "<table" not in client.get("/admin/").content.decode()


def test_canaries_can_be_seen(client, committee, people):
    """The committee meets each of them somewhere: they lie where a slip would show."""
    client.force_login(committee)
    shown = "".join(text_of(client.get(url)) for url in report_urls())
    assert [name for name in people if name not in shown] == []
    assert f"Công ty {MARK}" in shown
    assert f"Chi bộ {MARK}" in shown
    assert f"Câu {MARK}" in shown
    assert [w for w in ("Phiếu", "Vì", "Chủ") if f"{w} {MARK}" not in shown] == []
    assert f"{MARK} Ưu Tú" in shown
    for word in ("Tổ", "Kế hoạch", "Ngõ"):
        assert f"{word} {MARK}" in shown
    of_a_case = ("Bà", "Nội dung", "Khó khăn", "Việc hẹn", "Kiến nghị", "Bước", "Nơi")
    assert [word for word in of_a_case if f"{word} {MARK}" not in shown] == []
    assert f"{MARK} Dự Kiến" in shown
    assert f"Giấy {MARK}" in shown
    assert f"Bước {MARK}" in shown
    of_a_list = (f"Tệp {MARK}", f"Đơn vị {MARK} 2", f"Đơn vị {MARK} 3", f"Ghi {MARK}")
    assert [text for text in of_a_list if text not in shown] == []


@pytest.mark.parametrize("user", ["secretary", "bold_secretary"])
def test_secretary_opens_no_list_of_an_agency(client, people, user, request):
    client.force_login(request.getfixturevalue(user))
    *pages, _ = urls = [*source_urls()]
    assert len(pages) > 10
    answers = {client.get(url).status_code for url in urls[1:]}
    assert answers <= {403, 404}
    assert client.get(reverse("enterprises:source-new")).status_code in {403, 404}


@pytest.mark.parametrize("user", ["secretary", "bold_secretary"])
def test_secretary_reads_no_foreign_name_in_reports(client, people, user, request):
    client.force_login(request.getfixturevalue(user))
    leaks = [u for u in report_urls() if MARK in text_of(client.get(u))]
    assert leaks == []


def test_secretary_reads_own_people(client, secretary, people, body):
    """Not by an empty page: the own member stands on the list of the own branch."""
    client.force_login(secretary)
    page = client.get(reverse("reports:list", args=["figure", "T02"]))
    assert body.spell.member.full_name in page.content.decode()


def test_bold_secretary_reads_no_foreign_name_at_the_desk(
    client, bold_secretary, people
):
    client.force_login(bold_secretary)
    # The search box repeats what was typed; one word of the mark is typed there.
    leaks = [u for u in admin_urls() if MARK in text_of(client.get(u))]
    assert leaks == []


def test_committee_finds_them_at_the_desk(client, committee, people):
    client.force_login(committee)
    shown = "".join(text_of(client.get(url)) for url in admin_urls())
    assert [name for name in people if name not in shown] == []
    assert f"Đợt {MARK}" in shown
    assert f"Bản đồ {MARK}" in shown
    assert f"{MARK} Ưu Tú" in shown
    assert f"Quyết định {MARK}" in shown
    of_the_year = ("Chuyên đề", "Khóa", "Dấu hiệu", "Quy chế", "Ban", "QĐ", "Xếp loại")
    assert [word for word in of_the_year if f"{word} {MARK}" not in shown] == []
    assert f"Vi phạm {MARK}" not in shown  # sealed: on its own page alone


def foreign_rows(body):
    """Rows that a bí thư may not open, some of each kind; asked without any scope."""
    people = Member.objects.filter(placements__branch=body.theirs)
    yield from people[:3]
    yield from Spell.objects.filter(member__in=people)[:3]
    yield from Placement.objects.filter(branch=body.theirs)[:3]
    yield from body.theirs.events_as_successor.all()
    yield from Target.objects.filter(branch=body.theirs)
    yield from (body.theirs, body.theirs.enterprise_links.get().enterprise)
    for model in (Meeting, Congress, Inspection, CoordinationRegulation):
        yield model.objects.get(branch=body.theirs)
    for model in (Award, Badge, Discipline):
        yield model.objects.get(branch=body.theirs)
    yield from Rating.objects.filter(branch=body.theirs)
    yield SteeringCommittee.objects.get()
    yield WardAssignment.objects.get()
    yield SourceDecision.objects.get()
    yield from (m.objects.get() for m in (Campaign, SurveyRecord, OutreachCase, Visit))
    yield from (m.objects.get() for m in (Team, Assignment, ListedEnterprise))
    of_outreach = (Campaign, SurveyRecord, OutreachCase, Visit, Proposal)
    yield from (m.objects.get() for m in of_outreach)
    yield from (m.objects.get() for m in (Report, ReportSection, SectionVersion))


@pytest.mark.parametrize("view", ["change", "delete", "history"])
def test_foreign_rows_do_not_open_at_the_desk(
    client, bold_secretary, people, view, body
):
    client.force_login(bold_secretary)
    opened = []
    for row in foreign_rows(body):
        name = f"{row._meta.app_label}_{row._meta.model_name}_{view}"
        response = client.get(reverse(f"admin:{name}", args=[row.pk]))
        if response.status_code == 200 or MARK in text_of(response):
            opened.append(f"{name} {row.pk}")
    assert opened == []


def test_class_of_two_branches_shows_each_its_own_people(
    client, bold_secretary, committee, people, body
):
    url = reverse("admin:members_course_change", args=[Course.objects.get().pk])
    client.force_login(bold_secretary)
    page = text_of(client.get(url))
    assert MARK not in page
    assert body.spell.member.full_name in page
    client.force_login(committee)
    assert f"{MARK} Quần Chúng" in text_of(client.get(url))


@pytest.mark.parametrize("name", PAGES[:-1])
def test_foreign_branch_is_an_error_beside_its_field(
    client, secretary, people, name, body
):
    client.force_login(secretary)
    response = client.get(reverse(f"reports:{name}"), {"branch": body.theirs.pk})
    assert "branch" in response.context["scope_form"].errors
    assert "tables" not in response.context
    assert MARK not in text_of(response)


def test_own_branch_is_no_error(client, secretary, people, body):
    client.force_login(secretary)
    response = client.get(reverse("reports:movement"), {"branch": body.mine.pk})
    assert response.context["scope_form"].errors == {}


def test_superior_committee_shows_a_secretary_the_own_branch_alone(
    client, secretary, people, body
):
    client.force_login(secretary)
    url = reverse("reports:list", args=["figure", "S02"])
    page = client.get(url, {"committee": body.upper.pk})
    assert page.context["total"] == 1
    assert MARK not in text_of(page)


@pytest.mark.parametrize("code", ["T04", "T04S", "T05", "K08", "K09"])
@pytest.mark.parametrize("user", ["secretary", "bold_secretary"])
def test_outreach_is_never_shown_to_a_secretary(client, people, user, code, request):
    client.force_login(request.getfixturevalue(user))
    found = client.get(reverse("reports:list", args=["figure", code]))
    assert found.status_code == 404 or found.context["total"] == 0
    year = text_of(client.get(reverse("reports:targets")))
    assert indicators.BY_CODE[code].label not in year


@pytest.mark.parametrize("code", ["T04", "T04S", "T05"])
def test_outreach_is_shown_to_the_committee(client, committee, people, code):
    client.force_login(committee)
    found = client.get(reverse("reports:list", args=["figure", code]))
    assert found.context["total"] == 1
    assert indicators.BY_CODE[code].label in text_of(client.get("/reports/targets/"))


def test_foreign_member_is_not_found_by_a_secretary(client, secretary, people, body):
    client.force_login(secretary)
    foreign = body.theirs.placements.values_list("member", flat=True)
    mine = reverse("members:member-detail", args=[body.spell.member_id])
    urls = [reverse("members:member-detail", args=[pk]) for pk in foreign]
    assert {client.get(url).status_code for url in urls} == {404}
    assert client.get(mine).status_code == 200


def found_by(client, user, text):
    """What the search box answers, without the words that were typed."""
    client.force_login(user)
    page = text_of(client.post(reverse("reports:search"), {"q": text}))
    return page.replace(f'value="{text}"', "")


@pytest.mark.parametrize("user", ["outsider", "secretary", "bold_secretary"])
@pytest.mark.parametrize("typed", [MARK, "kin mieng"])
def test_search_finds_no_foreign_name(client, people, user, typed, request):
    assert MARK not in found_by(client, request.getfixturevalue(user), typed)


def test_search_of_the_committee_finds_them(client, committee, people):
    answer = found_by(client, committee, "kin mieng")
    assert [name for name in people if name not in answer] == []


def test_samples_are_all_used():
    known = [*addresses()]
    parts = {part for a in known for part in SAMPLES if f"{part}>" in a.route}
    named = {f"{a.name} {part}" for a in known for part in parts}
    assert set(SAMPLES) - parts - named == set()
