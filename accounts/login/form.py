"""The forms of the door: all in one go, and one answer for whatever is wrong."""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from accounts.models import Phone

WRONG = (
    "Tên đăng nhập, mật khẩu hoặc mã xác nhận không đúng. Hãy kiểm tra phím viết hoa, "
    "bộ gõ tiếng Việt, và giờ trên điện thoại so với đồng hồ máy chủ."
)
WRONG_AGAIN = "Mật khẩu hoặc mã xác nhận không đúng."
EXPIRED = "Mật khẩu lần đầu đã quá hạn 72 giờ. Đề nghị người quản trị hệ thống cấp lại."
SAME = "Mật khẩu mới phải khác mật khẩu đang dùng."
MOST = 1_000  # characters of a password that are still looked at


class CodeField(forms.CharField):
    """A code of the telephone or of the paper."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "none"}
        widget = forms.TextInput(attrs={**attrs, "spellcheck": "false"})
        super().__init__(
            **{"label": "Mã xác nhận", "max_length": 20, "widget": widget, **kwargs}
        )


class LoginForm(AuthenticationForm):
    """User name, password and code together."""

    code = CodeField(
        required=False,
        help_text="Sáu số trên điện thoại, hoặc một mã trên giấy. "
        "Chưa đăng ký mã thì để trống.",
    )
    trust = forms.BooleanField(required=False)

    field_order = ("username", "password", "code", "trust")
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, most in (("username", 150), ("password", MOST)):
            self.fields[name].validators.append(MaxLengthValidator(most))
        days = settings.TRUST_DEVICE_DAYS
        self.fields["trust"].label = f"Không hỏi mã trên máy này trong {days} ngày"
        if settings.MFA_FOR == "none" and not _somebody_has_codes():
            del self.fields["code"], self.fields["trust"]

    def clean(self):
        typed = self.cleaned_data
        if typed.get("username") and typed.get("password"):
            self.user_cache = authenticate(
                self.request,
                username=typed["username"],
                password=typed["password"],
                code=typed.get("code", ""),
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return typed

    def confirm_login_allowed(self, user):
        """Refuse a first password that has run out."""
        until = user.first_password_until
        if until is not None and until <= timezone.now():
            raise ValidationError(EXPIRED, code="first_password_expired")


def _somebody_has_codes():
    return Phone.objects.filter(confirmed=True).exists()


class StepUpForm(forms.Form):
    """The password once more, and a code of those who have enrolled."""

    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField()

    def __init__(self, *args, request, has_code, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None
        if not has_code:
            del self.fields["code"]

    def clean(self):
        typed = self.cleaned_data
        if self.errors:
            return typed
        self.user = authenticate(
            self.request,
            username=self.request.user.get_username(),
            password=typed["password"],
            code=typed.get("code", ""),
            is_step_up=True,
        )
        if self.user is None:
            raise ValidationError(WRONG_AGAIN, code="invalid_login")
        return typed


class OwnPasswordForm(PasswordChangeForm):
    """The own password in place of the old one, which it must not be."""

    def clean_new_password1(self):
        new = self.cleaned_data["new_password1"]
        if self.user.check_password(new):
            raise ValidationError(SAME, code="same_password")
        return new


class EnrolForm(forms.Form):
    """The first code of a new telephone."""

    code = CodeField(
        label="Mã sáu số đang hiện trên điện thoại",
        error_messages={"required": "Hãy nhập mã sáu số đang hiện trên điện thoại."},
    )
