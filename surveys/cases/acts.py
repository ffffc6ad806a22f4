"""What opens a case; the stages and their guards come with the room of cases."""

from accounts.log import change_set
from members.actions import in_words
from surveys.models import OutreachCase


@in_words()
def open_case(*, enterprise, record, opened_on, by):
    """Mở hồ sơ vận động of an enterprise, from the record that speaks for it."""
    case = OutreachCase(enterprise=enterprise, record=record, opened_on=opened_on)
    with change_set(f"Mở hồ sơ vận động: {enterprise}"):
        case.full_clean()
        case.save()
    return case
