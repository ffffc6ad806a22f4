"""One search box over members, branches and enterprises.

Without tones everything is found; with tones typed, names that carry just these
come first. Numbers find cards, số lý lịch, tax codes and branch codes; a số định
danh is looked up by its blind index, which is why the box sends by POST.
"""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.sealed import blind_index
from branches.models import Branch
from enterprises.models import Enterprise
from hoangmai_party.text import nfc, number_only, search_key
from members.models import Member

MOST = 20  # a kind; more than that is refined by typing on


@dataclass(frozen=True)
class Found:
    """The hits of one kind; `is_cut` when there are more than are shown."""

    title: str
    rows: list
    is_cut: bool


def search(text, user):
    """[Found] for what was typed; rows the user may not see are not there."""
    text = nfc(text)
    if not text:
        return []
    return [
        _found("Đảng viên", _members(text, user)),
        _found("Chi bộ", _branches(text, user)),
        _found("Doanh nghiệp", _enterprises(text, user)),
    ]


def _found(title, rows):
    rows = list(rows[: MOST + 1])
    return Found(title, rows[:MOST], len(rows) > MOST)


def _tones_first(text, field):
    """0 for a name that has what was typed with its very tones, else 1."""
    exact = Q(**{f"{field}__contains": text}) | Q(
        **{f"{field}__contains": text.title()}
    )
    return Case(When(exact, then=0), default=Value(1), output_field=IntegerField())


def _members(text, user):
    if not user.has_perm("members.view_member"):
        return Member.objects.none()
    number = number_only(text)
    hit = Q(search__contains=search_key(text))
    if number.isdigit():
        hit |= Q(old_card_number=number)
    if len(number) == 12 and number.isdigit():
        hit |= Q(citizen_id_index=blind_index("cccd", number))
    hit |= Q(profile_number=number.upper())
    rows = Member.objects.visible_to(user).filter(hit)
    return rows.annotate(rank=_tones_first(text, "full_name")).order_by(
        "rank", "order", "pk"
    )


def _branches(text, user):
    if not user.has_perm("branches.view_branch"):
        return Branch.objects.none()
    rows = Branch.objects.visible_to(user).filter(search__contains=search_key(text))
    return rows.annotate(rank=_tones_first(text, "name")).order_by("rank", "code")


def _enterprises(text, user):
    if not user.has_perm("enterprises.view_enterprise"):
        return Enterprise.objects.none()
    hit = Q(search__contains=search_key(text))
    hit |= Q(search__contains=number_only(text)) if number_only(text) else Q()
    rows = Enterprise.objects.visible_to(user).filter(hit)
    return rows.annotate(rank=_tones_first(text, "name")).order_by("rank", "search")
