"""Bad input at every form of a file: said in Vietnamese, nothing written, kept typed."""

import re

import pytest
from django.apps import apps
from django.urls import reverse

from members.tests.admission.people import FIVE, K

TOMORROW, HUGE, LONG, NUL = "01/01/2999", "99999999999", "Đ" * 600, "a\x00b"
HTML = "<script>alert(1)</script>"
NEW = {"full_name": "Trần Văn Sáng", "born_on": "05/03/1995", "sex": "male"}
VOTE = {"happened_on": "07/09/2020", "number": "05-NQ/CB", **FIVE}
VETTING = {"about": "self", "committee": "Đảng ủy A", "sent_on": "01/07/2020"}
INTRO = {"kind": "trade", "name": "Công đoàn", "introduced_on": "01/07/2020"}
# form: (address, what is right, [(field, bad value)])
FORMS = {
    "new": (
        "new",
        NEW,
        [
            ("born_on", TOMORROW),
            ("born_on", "31/02/1995"),
            ("full_name", LONG),
            ("full_name", NUL),
            ("full_name", ""),
            ("sex", "other"),
            ("citizen_id", "12345"),
            ("citizen_id", NUL),
            ("job", LONG),
        ],
    ),
    "facts": (
        "facts",
        NEW | {"ethnicity": "01", "religion": "00"},
        [("born_on", TOMORROW), ("employed_on", TOMORROW), ("phone", LONG)],
    ),
    "vote": (
        "steps/branch_vote",
        VOTE,
        [
            ("happened_on", TOMORROW),
            ("happened_on", "2020-13-40"),
            ("happened_on", ""),
            ("base", HUGE),
            ("base", "-1"),
            ("base", "năm"),
            ("present", "6"),
            ("in_favour", "6"),
            ("against", NUL),
            ("number", LONG),
            ("number", NUL),
            ("vote_form", "secret"),
            ("note", NUL),
        ],
    ),
    "dropped": (
        "steps/dropped",
        {"happened_on": "07/09/2020", "why": "job"},
        [("why", ""), ("why", "other"), ("why", "x"), ("happened_on", TOMORROW)],
    ),
    "vetting": (
        "vettings/new",
        VETTING,
        [
            ("sent_on", TOMORROW),
            ("replied_on", "30/06/2020"),
            ("committee", ""),
            ("committee", LONG),
            ("about", "uncle"),
        ],
    ),
    "introduction": (
        "introductions/new",
        INTRO,
        [("name", ""), ("introduced_on", TOMORROW), ("kind", "x"), ("member", HUGE)],
    ),
    "help": ("helps/new", {"started_on": "02/03/2020"}, [("member", "999999")]),
    "paper": (
        "papers/new",
        {"kind": "licence", "dated_on": "01/07/2020"},
        [("dated_on", TOMORROW), ("kind", "x"), ("number", LONG), ("note", NUL)],
    ),
}
BAD = [(form, *one) for form, (_, _, bad) in FORMS.items() for one in bad]
ENGLISH = re.compile(r"\b(Enter|Ensure|valid|required|characters|choice|field)\b")


def rows():
    """How many rows of every table of the app there are."""
    models = apps.get_app_config("members").get_models()
    return {m.__name__: m._base_manager.count() for m in models}


def address(form, candidate):
    where = FORMS[form][0]
    base = reverse("members:candidates")
    return f"{base}new/" if where == "new" else f"{base}{candidate.pk}/{where}/"


@pytest.fixture
def ready(client, world):
    candidate = world.candidate()
    world.live(candidate, K.OPINIONS)
    client.force_login(world.secretary)
    return candidate


@pytest.mark.parametrize(("form", "field", "value"), BAD)
def test_bad_input_is_said_and_nothing_is_written(client, ready, form, field, value):
    before, typed = rows(), FORMS[form][1] | {field: value}
    answer = client.post(address(form, ready), typed)
    page = answer.content.decode()
    assert (answer.status_code, rows()) == (200, before)
    said = re.findall(r'<ul class="errorlist"[^>]*>(.*?)</ul>', page, re.DOTALL)
    assert said or "Chưa ghi." in page
    assert not [one for one in said if ENGLISH.search(one)]
    kept = {n: v for n, v in FORMS[form][1].items() if n != field and "/" in str(v)}
    for text in kept.values():
        assert f'value="{text}"' in page


@pytest.mark.parametrize("form", ["new", "vote", "vetting"])
def test_markup_is_text(client, ready, form):
    field = {"new": "job", "vote": "note", "vetting": "committee"}[form]
    client.post(address(form, ready), FORMS[form][1] | {field: HTML})
    pages = [ready.get_absolute_url(), reverse("members:candidates")]
    for url in pages:
        assert HTML not in client.get(url).content.decode()


@pytest.mark.parametrize("kind", ["left", "nowhere"])
def test_a_step_that_nobody_enters_is_not_there(client, ready, kind):
    url = reverse("members:candidate-step", args=[ready.pk, kind])
    assert client.get(url).status_code == 404
