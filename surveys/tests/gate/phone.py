"""A surveyor's phone at the gate: opens a form, types, presses a button."""

from django.urls import reverse

from accounts import tokens
from surveys.models import SurveyDraft, SurveyRecord


class Phone:
    """The form of one enterprise as somebody's phone shows it."""

    def __init__(self, client, user, campaign, enterprise):
        self.client, self.user = client, user
        self.campaign, self.enterprise = campaign, enterprise
        client.force_login(user)

    @property
    def url(self):
        return reverse(
            "surveys:record-form", args=[self.campaign.pk, self.enterprise.pk]
        )

    def open(self, section=None):
        return self.client.get(self.url, {"s": section} if section else {})

    def post(self, section, **typed):
        """Send a screen with a token of its own."""
        typed.setdefault(tokens.FIELD, tokens.fresh())
        return self.client.post(self.url, {"section": section, **typed})

    def tap(self, found, **typed):
        """One of the big buttons of the first screen."""
        return self.post("found", found=found, surveyed_on="10/05/2021", **typed)

    def keep(self, section, **typed):
        """What htmx sends in a pause."""
        return self.client.post(f"{self.url}keep/", {"section": section, **typed})

    @property
    def records(self):
        return [*SurveyRecord.objects.filter(enterprise=self.enterprise)]

    @property
    def typed(self):
        """What the user's draft holds, or None."""
        rows = SurveyDraft.objects.filter(entered_by=self.user)
        draft = rows.filter(enterprise=self.enterprise).first()
        return draft and draft.typed


def messages_of(response):
    return [str(m) for m in response.wsgi_request._messages]
