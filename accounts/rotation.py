"""Change of keys: every sealed value from the old keys to the one in use now.

One transaction, so that a kill in the middle leaves every row as it was, under a key
that is still there; and one change set of the log. The old values in the log and in
the backups stay as they are (docs/KEYS.md says what that means for an old key).
"""

from collections import Counter
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Cast

from accounts.log import acting_as, change_set
from accounts.log.acts import log_act
from accounts.log.undo import RESEALER
from accounts.login.phone import PLACE, Phone
from accounts.models import LogEvent
from accounts.sealed import (
    SealedCharField,
    SealError,
    blind_index,
    key_of,
    seal_bytes,
    unseal_bytes,
)

CHUNK = 500
REASON = "Đổi khóa niêm; nội dung không đổi"
NO_KEY = "(không có mã khóa)"


class RotationError(Exception):
    """A value does not open, so no key is changed; the message says which."""


@dataclass(frozen=True)
class Column:
    """A sealed column; `owner` is a column whose value is part of the place."""

    model: type[models.Model]
    name: str
    owner: str = ""

    def __str__(self):
        meta = self.model._meta
        return f"{meta.db_table}.{meta.get_field(self.name).column}"

    @property
    def label(self):
        """What the blind index of this column is made with; "" when it has none."""
        return getattr(self.model, "SEALED_INDEX", {}).get(self.name, "")

    @property
    def index(self):
        return f"{self.name}_index"

    def values(self, locks=False):
        """(key, token, place, index) of each row that has a value, the voided too."""
        names = ["pk", "token_", *filter(None, [self.owner, self.label and self.index])]
        rows = self.model._base_manager.order_by("pk")
        rows = rows.annotate(token_=Cast(self.name, models.TextField()))
        rows = rows.exclude(token_=None).exclude(token_="").values(*names)
        if locks:  # PostgreSQL: nobody saves a row between our look and our write
            rows = rows.select_for_update()
        part = list(rows[:CHUNK])
        while part:
            for row in part:
                place = f"{self}.{row[self.owner]}" if self.owner else str(self)
                yield row["pk"], row["token_"], place, row.get(self.index, "")
            part = list(rows.filter(pk__gt=part[-1]["pk"])[:CHUNK])


@dataclass
class Count:
    """What was found in a column; a rotation writes what is old or wrong anew."""

    keys: Counter = field(default_factory=Counter)
    unreadable: list = field(default_factory=list)
    old_key: int = 0
    wrong_index: int = 0


def columns():
    """Every sealed column of every table, and the secrets of the telephones."""
    found = [
        Column(model, each.name)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for each in model._meta.local_concrete_fields
        if isinstance(each, SealedCharField)
    ]
    return sorted([*found, Column(Phone, "key", "user_id")], key=str)


def check():
    """{column: Count}; nothing is written and nobody is held up."""
    return {str(column): _walked(column) for column in columns()}


def unreadable():
    """How many sealed values no key opens: for a backup, and for what it restores."""
    return sum(len(count.unreadable) for count in check().values())


def rotate(*, leave_unreadable=False):
    """Seal every value that stands under an old key anew; {column: Count}.

    A value that does not open stops it all, unless it is to be left as it is.
    """
    with (
        acting_as(system=RESEALER.removeprefix("system:")),
        change_set(REASON),
        transaction.atomic(),
    ):
        counts = {str(c): _walked(c, writes=True) for c in columns()}
        lost = [
            f"{name}: {len(count.unreadable)} giá trị (dòng {count.unreadable[0]}…)"
            for name, count in counts.items()
            if count.unreadable
        ]
        if lost and not leave_unreadable:
            raise RotationError("; ".join(lost))
        # The table of the telephones has no triggers: the log learns of it from us.
        if phones := counts[PLACE].old_key:
            log_act(LogEvent.Kind.UPDATE, Phone, rows=phones)
    return counts


def _walked(column, writes=False):
    count = Count()
    for pk, token, place, index in column.values(locks=writes):
        count.keys[key_of(token) or NO_KEY] += 1
        try:
            secret = unseal_bytes(token, place)
        except SealError:
            count.unreadable.append(pk)
            continue
        changes = {}
        if column.label:
            wanted = blind_index(column.label, secret.decode())
            if wanted != index:
                changes[column.index] = wanted
                count.wrong_index += 1
        if key_of(token) != settings.SEAL_KEY_ID:
            new = seal_bytes(secret, place)
            changes[column.name] = models.Value(new, models.TextField())
            count.old_key += 1
        if writes and changes:
            column.model._base_manager.filter(pk=pk).update(**changes)
    return count
