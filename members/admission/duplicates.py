"""Is this person known already: the neutral answer, logged and throttled.

A secretary learns of somebody else's person only that the office knows (design.md,
"Who sees a person").
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from accounts.log.acts import log_act
from accounts.models import LogEvent
from accounts.sealed import blind_index
from hoangmai_party.text import number_only, search_key
from members.admission.rights import is_office
from members.admission.stages import ENDS
from members.models import Candidate, CandidateStep, Member, StepKind

# All that a secretary is told of somebody who is on another's register.
KNOWN_ELSEWHERE = "Đã có hồ sơ trong sổ, liên hệ Đảng ủy Khối."
MOST = 60  # questions an hour of one user; nobody adds so many people by hand
HOUR = dt.timedelta(hours=1)
MARK = "Kiểm tra trùng hồ sơ"
TOO_MANY = "Đã kiểm tra quá nhiều lần trong một giờ: xin đợi rồi thử lại."
OWN = "Chi bộ đã có hồ sơ của người này: mở hồ sơ đó để ghi tiếp."
OWN_MEMBER = "Người này đã có trong danh sách đảng viên của chi bộ."
# Steps after which a new file of the same person may begin.
_OVER = (*ENDS, StepKind.RECOGNITION)


def who(person):
    """What is asked of a person, out of all that is known."""
    return {
        "full_name": person.get("full_name") or "",
        "born_on": person.get("born_on"),
        "citizen_id": person.get("citizen_id") or "",
    }


def asked_too_often(user):
    """Whether this user has asked `MOST` times within the hour.

    Who looks after the whole body sees every file anyway and is not counted.
    """
    if is_office(user):
        return False
    rows = LogEvent.objects.filter(user_id=user.pk, reason=MARK)
    return rows.filter(at__gt=timezone.now() - HOUR).count() >= MOST


def answer(user, *, full_name="", born_on=None, citizen_id="", but_member=False):
    """What the user is told: "" where nobody is known.

    `but_member`: that it is a member is known and meant; only a file stands against it.
    """
    if not (citizen_id or (full_name and born_on)):
        return ""
    if asked_too_often(user):
        return TOO_MANY
    log_act(LogEvent.Kind.VIEW, Candidate, reason=MARK)
    asked = [(Candidate, _files(), OWN)]
    if not but_member:
        asked.append((Member, Member.objects, OWN_MEMBER))
    for model, rows, own in asked:
        found = _found(rows, full_name, born_on, citizen_id)
        if found.exists():
            mine = model.objects.visible_to(user).filter(pk__in=found.values("pk"))
            return own if mine.exists() else KNOWN_ELSEWHERE
    return ""


def _files():
    """Files that are not over: a stopped one goes on, a finished one does not."""
    over = CandidateStep.objects.filter(
        kind__in=_OVER, state__in=CandidateStep.COUNTING
    )
    return Candidate.objects.exclude(pk__in=over.values("candidate"))


def members(*, full_name="", born_on=None, citizen_id=""):
    """Members of the register who are this person."""
    return _found(Member.objects, full_name, born_on, citizen_id)


def _found(rows, full_name, born_on, citizen_id):
    """By the number where one is typed, else by name without tones and birthday.

    Two numbers that differ are two people, whatever their names.
    """
    number = number_only(citizen_id)
    index = blind_index("cccd", number) if number else ""
    if index and (same := rows.filter(citizen_id_index=index)).exists():
        return same
    if not (full_name and born_on):
        return rows.none()
    key = search_key(full_name)
    named = Q(search=key) | Q(search__startswith=f"{key} ")
    rows = rows.filter(named, born_on=born_on)
    return rows.filter(citizen_id_index="") if index else rows
