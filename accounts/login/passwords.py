"""What a password must be, and the first one, which the machine makes.

At least 12 characters, not a common one, not made of the words of the field; no rule
about digits or capitals, no change by the calendar.
"""

import datetime as dt
import re
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.log.acts import log_act
from accounts.login.sessions import end_all
from accounts.models import LogEvent
from hoangmai_party.text import search_key

HOURS = 72
LEAST_LEFT = 6  # different characters beside the words everybody would try
_YEARS = re.compile("(?:19|20)[0-9]{2}")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
# Without tones and spaces, the longest first.
WORDS = sorted(
    {
        *("dangvien", "dang", "chibo", "danguy", "dangbo", "bithu", "captuy", "capuy"),
        *("hoangmai", "hanoi", "vietnam", "khoidoanhnghiep", "doanhnghiep", "khoi"),
        *("quanuy", "vanphong", "lanhdao", "kiemtra", "quantri", "sodangvien"),
        *("congsan", "matkhau", "password", "admin", "qwerty", "abc", "phuong", "quan"),
        *("nam", "thang", "ngay", "uy", "so", "123", "12345", "123456", "123456789"),
    },
    key=len,
    reverse=True,
)


class FieldWordsValidator:
    """Refuses a password of words and years that everybody here would try first."""

    def validate(self, password, user=None):
        text = "".join(c for c in search_key(password) if c.isalnum())
        for word in (*_YEARS.findall(text), *WORDS):
            text = text.replace(word, "")
        if len(set(text)) < LEAST_LEFT:
            raise ValidationError(
                "Mật khẩu này dễ đoán: chỉ gồm những từ, năm quen dùng ở cơ quan hoặc "
                "vài ký tự lặp lại. Hãy thêm vài từ không liên quan.",
                code="password_of_field_words",
            )

    def get_help_text(self):
        return (
            "Không chỉ gồm các từ quen dùng ở cơ quan (tên đơn vị, chức vụ, năm). "
            "Nên dùng bốn, năm từ không liên quan với nhau."
        )


@transaction.atomic
def issue_first(user):
    """A new first password: shown once, good for 72 hours, changed at the first log-in."""
    password = "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)
    )
    user.set_password(password)
    user.first_password_until = timezone.now() + dt.timedelta(hours=HOURS)
    user.save(update_fields=["password", "first_password_until"])
    end_all(user)
    log_act(LogEvent.Kind.FIRST_PASSWORD, type(user), user=user.get_username())
    return password


@transaction.atomic
def choose_own(user):
    """The user has set an own password: every other session is over."""
    user.first_password_until = None
    user.save(update_fields=["first_password_until"])
    end_all(user)
