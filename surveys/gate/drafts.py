"""Phiếu đang nhập: what is typed at the gate is kept before it is checked."""

from django.db import transaction

from accounts.log import change_set
from hoangmai_party.text import nfc
from members.actions import in_words
from surveys.models import SurveyDraft

ATTEMPTS = "attempt_days"  # in `typed`: the days on which nobody was met
SECTION = "section"  # in `typed`: where the user was


def mine(user):
    """The user's own drafts, the newest first."""
    rows = SurveyDraft.objects.visible_to(user).filter(entered_by=user)
    return rows.select_related("campaign", "enterprise")


def draft_of(user, campaign, enterprise):
    """The user's draft of this enterprise, or None."""
    return mine(user).filter(campaign=campaign, enterprise=enterprise).first()


def others(user, campaign, enterprise):
    """Drafts of the same record on other people's phones."""
    rows = SurveyDraft.objects.filter(campaign=campaign, enterprise=enterprise)
    return rows.exclude(entered_by=user).select_related("entered_by")


@in_words()
def keep(*, campaign, enterprise, by, typed):
    """Keep {name: text as typed} on top of what was kept; nothing is checked here."""
    draft = draft_of(by, campaign, enterprise) or SurveyDraft(
        campaign=campaign, enterprise=enterprise, entered_by=by
    )
    now = {**draft.typed, **{name: _storable(v) for name, v in typed.items()}}
    if draft.pk and now == draft.typed:
        return draft
    draft.typed = now
    with change_set(f"Giữ phiếu đang nhập: {enterprise}"):
        draft.save()
    return draft


def _storable(value):
    """PostgreSQL stores no NUL in a JSON text."""
    return value.replace("\0", "") if isinstance(value, str) else value


@transaction.atomic
def drop(draft, *, by):
    """Bỏ phiếu đang nhập."""
    with change_set(f"Bỏ phiếu đang nhập: {draft.enterprise}"):
        draft.void(by=by, reason="Người nhập bỏ")


def note_with_attempts(typed):
    """The note, with the days on which nobody was met."""
    days = typed.get(ATTEMPTS) or []
    note = typed.get("note", "")
    if not days:
        return note
    said = f"Không gặp: {', '.join(days)}."
    return note if nfc(said) in nfc(note) else f"{note}\n{said}".strip()
