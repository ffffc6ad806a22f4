"""Is this person known already: the neutral answer, logged and throttled.

A secretary learns of somebody else's person only that the office knows (design.md,
"Who sees a person").
"""

import datetime as dt

from django.utils import timezone

from accounts.log.acts import log_act
from accounts.models import LogEvent
from accounts.sealed import blind_index
from hoangmai_party.text import number_only, search_key
from members.admission.effects import KNOWN_ELSEWHERE
from members.models import Candidate, Member

MOST = 60  # questions an hour of one user; nobody adds so many people by hand
HOUR = dt.timedelta(hours=1)
MARK = "Kiểm tra trùng hồ sơ"
TOO_MANY = "Đã kiểm tra quá nhiều lần trong một giờ: xin đợi rồi thử lại."
OWN = "Chi bộ đã có hồ sơ của người này."
OWN_MEMBER = "Người này đã có trong danh sách đảng viên của chi bộ."


def asked_too_often(user):
    """Whether this user has asked `MOST` times within the hour."""
    rows = LogEvent.objects.filter(user_id=user.pk, reason=MARK)
    return rows.filter(at__gt=timezone.now() - HOUR).count() >= MOST


def answer(user, *, full_name="", born_on=None, citizen_id=""):
    """What the user is told: "" where nobody is known."""
    if not (citizen_id or (full_name and born_on)):
        return ""
    if asked_too_often(user):
        return TOO_MANY
    log_act(LogEvent.Kind.VIEW, Candidate, reason=MARK)
    for model, own in ((Candidate, OWN), (Member, OWN_MEMBER)):
        found = _found(model, full_name, born_on, citizen_id)
        if found.exists():
            mine = model.objects.visible_to(user).filter(pk__in=found.values("pk"))
            return own if mine.exists() else KNOWN_ELSEWHERE
    return ""


def _found(model, full_name, born_on, citizen_id):
    """By the number where one is typed, else by name without tones and birthday."""
    number = number_only(citizen_id)
    if number:
        index = blind_index("cccd", number)
        if (rows := model.objects.filter(citizen_id_index=index)).exists():
            return rows
    if not (full_name and born_on):
        return model.objects.none()
    key = search_key(full_name)
    rows = model.objects.filter(search__startswith=key, born_on=born_on)
    return rows.filter(search=key) | rows.filter(search__startswith=f"{key} ")
