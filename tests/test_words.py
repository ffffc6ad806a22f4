"""No English on any page, and the words of the glossary where they belong."""

import re
from pathlib import Path

import django
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.urls import reverse

from hoangmai_party.tests.test_catalogue import english
from members import events, reorganisation
from members.models import MemberEvent
from reports.indicators import BY_CODE
from tests.cast import TODAY, grant
from tests.planted import plant
from tests.test_access import source_urls
from tests.walk import addresses, lists
from tests.words import foreign, foreign_on

ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")
ERRORS += ("503.html", "507.html")
CATALOGUES = [
    Path(django.__file__).parent / part
    for part in ("conf", "contrib/admin", "contrib/auth")
]
LIKE_VIETNAMESE = {"May", "may", "noon", "AM", "GB", "MB", "Sat", "Thu", "Thai", "IPv"}
# Typed into every field of a form, so that each has something to say.
NONSENSE = "???"


@pytest.fixture
def desk(client, body, committee, secretary):
    """A client who may open everything, on a register with a row of most kinds."""
    plant(body, secretary)
    # With the accounts as well; but no superuser, who would meet Django's own pages.
    grant(committee, "accounts", actions=("view", "add", "change", "delete"))
    committee.user_permissions.add(
        *Permission.objects.filter(codename__endswith="access")
    )
    client.force_login(committee)
    return client


def entries(body):
    """The pages of a member and of a branch, and those of every entry about them."""
    member, branch = body.spell.member_id, body.mine.pk
    entry = MemberEvent.objects.create(
        member_id=member,
        kind=next(iter(events.by_code)),
        happened_on=TODAY,
        change_set="0" * 32,
    )
    yield reverse("members:member-receive")
    yield reverse("members:member-detail", args=[member])
    yield reverse("members:branch-detail", args=[branch])
    yield from (reverse(f"members:event-{n}", args=[entry.pk]) for n in DONE)
    yield reverse("members:act-undo", args=[body.mine.events_as_successor.get().pk])
    for code in events.by_code:
        yield reverse("members:event-create", args=[member, code])
    for act in reorganisation.ACTS:
        if act.needs_branch:
            yield reverse("members:branch-act-create", args=[branch, act.code])
        else:
            yield reverse("members:act-create", args=[act.code])


DONE = ("correct", "undo")


def desk_pages():
    """Of every model: its list, its form, the pages of its first row, and of files."""
    for address in addresses():
        if address.name.endswith(("_import", "_export", "_template")):
            yield address.url()
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        if row := model._base_manager.first():
            for page in ("change", "delete", "history"):
                yield reverse(f"{name}_{page}", args=[row.pk])


def plain_pages():
    """Every address without parts, whatever it is, and the lists of the reports."""
    ours = (a for a in addresses() if not a.route.startswith("admin/"))
    yield from (a.url() for a in ours if "<" not in a.route)
    yield from (reverse("reports:figure", args=[code]) for code in BY_CODE)
    one_of = {found[0]: found for found in lists(TODAY)}
    yield from (reverse("reports:list", args=found) for found in one_of.values())
    yield reverse("admin:index")
    yield reverse("admin:app_list", args=["members"])
    yield f"{reverse('reports:targets')}?year=x&first=31/02/2021&branch=0"
    yield f"{reverse('reports:list', args=['figure', 'T02'])}?first=01/01/2021"


def english_on(client, urls):
    """{word: where it stands} of all pages that open."""
    found = {}
    for url in urls:
        response = client.get(url, follow=True)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found |= _found(response.content.decode(), url)
    return found


def _found(html, url):
    return {word: f"{url}: {text}" for word, text in foreign_on(html)}


def fields_of(html):
    """{name: nonsense} for every field of a form that one types into."""
    typed = r'<(?:input type="(?:text|number|email)"|textarea)[^>]*?name="([^"]+)"'
    return dict.fromkeys(re.findall(typed, html), NONSENSE)


def refused(client, url):
    """The page that comes back when nonsense, and when nothing, was sent."""
    page = client.get(url)
    if page.status_code != 200:
        return
    html = page.content.decode()
    management = re.findall(r'name="([^"]+_FORMS)" value="(\d+)"', html)
    for typed in (
        (fields_of(html),) if url.endswith("/change/") else (fields_of(html), {})
    ):
        answer = client.post(url, {**typed, **dict(management)}, follow=True)
        yield answer.content.decode()


def test_detector_knows_english():
    """Of all that Django says in English next to nothing slips through: names of
    days and months that look like Vietnamese syllables, and a language."""
    texts = [
        re.sub(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|<[^>]+>", " ", entry["msgid"])
        for package in CATALOGUES
        for entry in english(package)
    ]
    texts = [text.strip(" .46") for text in texts if re.search("[A-Za-z]{2}", text)]
    slipped = {text for text in texts if not foreign(text)}
    assert len(texts) > 300
    assert slipped <= LIKE_VIETNAMESE


@pytest.mark.parametrize(
    "text",
    [
        "Số liệu tính đến ngày 31/12/2021",
        "Chi bộ Công ty TNHH MTV In và bao bì, số 64-QĐ/QU",
        "Tải bảng Excel; không theo dõi riêng từng doanh nghiệp",
        "Nghiêng, khuỷu, quyển, giêng, nghe, ngoan, xoong, thuở, trong, theo, hai",
    ],
)
def test_detector_leaves_vietnamese_alone(text):
    assert foreign(text) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Chỉ tiêu results</p>",
        '<input type="submit" value="Save">',
        '<input placeholder="Search">',
        '<a title="Delete" href="#">Hủy</a>',
        '<nav aria-label="Main menu"></nav>',
        '<td data-l="Total">1</td>',
        "<select><option>Unknown</option></select>",
    ],
)
def test_planted_word_is_found(html):
    assert foreign_on(html)


def test_script_and_style_are_not_read():
    assert foreign_on("<style>body {}</style><script>let x</script><p>Được</p>") == []


def test_no_english_on_plain_pages(desk):
    assert english_on(desk, plain_pages()) == {}


def test_no_english_at_the_desk(desk):
    assert english_on(desk, desk_pages()) == {}


def test_no_english_on_pages_of_entries(desk, body):
    assert english_on(desk, entries(body)) == {}


def test_no_english_on_pages_of_lists(desk):
    assert english_on(desk, source_urls()) == {}


def test_no_english_in_refused_entries(desk, body):
    found = {}
    for url in [*entries(body), reverse("password_change")]:
        for html in refused(desk, url):
            found |= _found(html, url)
    assert found == {}


def test_no_english_in_refused_forms_of_the_desk(desk):
    found = {}
    for url in desk_pages():
        if url.endswith(("/add/", "/change/", "/delete/")):
            for html in refused(desk, url):
                found |= _found(html, url)
    assert found == {}


@pytest.mark.django_db
def test_no_english_at_the_door(client):
    door = reverse("login")
    wrong = client.post(door, {"username": "ai", "password": "sai"})
    assert wrong.context["form"].errors
    pages = [client.get(door), client.post(door, {}), wrong]
    assert [foreign_on(page.content.decode()) for page in pages] == [[], [], []]


@pytest.mark.parametrize("template", ERRORS)
def test_no_english_in_errors(template):
    assert foreign_on(render_to_string(template)) == []


def test_no_english_when_lacking_the_right(client, outsider):
    client.force_login(outsider)
    page = client.get(reverse("reports:targets"))
    assert page.status_code == 403
    assert foreign_on(page.content.decode()) == []
