"""What every act on a file asks first."""

from django.core.exceptions import PermissionDenied

from members.actions import NotPossibleError
from members.admission.rights import is_office
from members.models import Candidate


class FindingsError(Exception):
    """Rules speak against the step; `found` are they, nothing was written."""

    def __init__(self, found):
        super().__init__(" ".join(f.text for f in found))
        self.found = found


def locked(candidate):
    """The row, held until this transaction ends: two entries come one by one."""
    rows = Candidate.objects.select_for_update()
    if (row := rows.filter(pk=candidate.pk).first()) is None:
        raise NotPossibleError("Hồ sơ này đã bị hủy.")
    return row


def refuse_unless_office(by):
    """403 for who is not the office."""
    if not is_office(by):
        raise PermissionDenied
