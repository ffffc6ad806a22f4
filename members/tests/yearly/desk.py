"""What the tests of the yearly pages share: ratings, a cap, and a clerk at the grid."""

import datetime as dt
import re
from html import unescape

from django.contrib.auth.models import Permission
from django.urls import reverse

from branches.tests.factories import AccessFactory
from members.models import Rating, RatingCap

YEAR = 2021
LAST = dt.date(YEAR, 12, 31)
DECIDED = dt.date(YEAR, 12, 20)
REASON = "Theo quyết định đã ký"
_RIGHTS = ("rating", "badge")


def give(user, *kinds, models=_RIGHTS):
    """Rights over the yearly models, one by one, never by the name of a group."""
    wanted = [f"{kind}_{model}" for kind in kinds for model in models]
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted))


def somebody(django_user_model, name, *kinds, **where):
    """A user with rights over the yearly models at a branch or a committee."""
    user = django_user_model.objects.create_user(name, full_name=name)
    give(user, *kinds)
    AccessFactory(user=user, **where)
    return user


def rate(branch, grade, member=None, year=YEAR, **facts):
    """A saved rating."""
    return Rating.objects.create(
        branch=branch, member=member, year=year, grade=grade, **facts
    )


def set_cap(subject="member", **facts):
    """The one cap of a subject from 2019 on, in place of those of the migration."""
    for row in RatingCap.objects.filter(subject=subject):
        row.void(by=None, reason="Thử")
    default = {"percent": 20, "base": "good_up", "within": "body", "rounding": "floor"}
    return RatingCap.objects.create(
        subject=subject,
        started_on=dt.date(2019, 1, 1),
        source="Văn bản thử",
        is_confirmed=True,
        **{**default, **facts},
    )


def key(member, field="grade"):
    """The name of a member's box, as a keyword of `Page.send`."""
    return f"m{member.pk}__{field}"


class Page:
    """A clerk at a page with a grid: opens it, types over it, sends it."""

    def __init__(self, client, name, *args):
        self.client, self.url = client, reverse(name, args=args)

    def fields(self):
        """{name: value} as a browser would send them."""
        return fields_of(self.client.get(self.url).content.decode())

    def send(self, data=None, **typed):
        """The answer to what is typed over the page (names with - as __)."""
        data = self.fields() if data is None else data
        typed = {name.replace("__", "-"): value for name, value in typed.items()}
        return self.client.post(self.url, {**data, **typed})

    def confirm(self, answer, reason=REASON):
        """Send the page that came back with warnings again, with a reason."""
        return self.send(fields_of(answer.content.decode()), as_on_paper=reason)


def fields_of(html):
    """{name: value} of the hidden, text and select fields of a page."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        kind = re.search(r'type="(\w+)"', tag)[1]
        name, value = (re.search(rf' {a}="([^"]*)"', tag) for a in ("name", "value"))
        if name and kind in ("text", "hidden", "number"):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)<', html):
        found[name] = unescape(text).strip()
    for name, options in re.findall(
        r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def errors(answer):
    """{field of a line or of the decision: messages} of a page that was refused."""
    grid = answer.context["grid"]
    found = {name: [*said] for name, said in grid.decision.errors.items()}
    for row in grid.rows:
        found |= {f"{row.prefix}-{n}": [*said] for n, said in row.errors.items()}
    return found
