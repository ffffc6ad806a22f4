"""The users, the register itself and the log of changes."""

import contextlib
import contextvars

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.login.phone import Phone  # noqa: F401 - a model stands in its app's models
from accounts.scope import PUBLIC, SYSTEM
from hoangmai_party.constraints import FieldCheck

_in_use = contextvars.ContextVar("register_in_use", default=None)


class User(AbstractUser):
    """Tài khoản: a person who logs in.

    What a user may do is a group's right, where is an `Access` row of `branches`.
    """

    SCOPE = SYSTEM
    LOG_SECRET = ("password",)
    REQUIRED_FIELDS = ["full_name"]

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=150)
    # A first password is made by the machine and holds until this moment; no admin
    # ever chooses one. Empty: the user has chosen the own password.
    first_password_until = models.DateTimeField(
        "mật khẩu lần đầu có hiệu lực đến", null=True, editable=False
    )
    # Part of every session's hash: raised, all sessions of the user are over for good.
    session_epoch = models.PositiveIntegerField("đợt phiên", default=0, editable=False)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self):
        return self.get_full_name() or self.get_username()

    def save(self, *args, **kwargs):
        """Save all but the epoch, which is only ever raised; end what rights changed."""
        is_new, before = self._state.adding, None
        if not is_new and kwargs.get("update_fields") is None:
            names = {f.name for f in self._meta.concrete_fields if not f.primary_key}
            names -= self.get_deferred_fields()
            kwargs["update_fields"] = names - {"session_epoch"}
        if not is_new:
            before = self._standing(kwargs["update_fields"])
        super().save(*args, **kwargs)
        if before and before != {name: getattr(self, name) for name in before}:
            self.raise_epoch()

    def _standing(self, names):
        """The stored values among `names` on which what a session may do rests."""
        names = {"is_active", "is_staff", "is_superuser"} & set(names)
        rows = User.objects.filter(pk=self.pk)
        return rows.values(*names).first() if names else None

    def raise_epoch(self):
        """End all sessions of the user, for good."""
        rows = User.objects.filter(pk=self.pk)
        rows.update(session_epoch=models.F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])

    def _get_session_auth_hash(self, secret=None):
        # Django's own hash rests on the password alone: an old cookie would live
        # again as soon as a switched-off account is switched on.
        text = f"{self.password}|{self.session_epoch}"
        salt = "accounts.models.User.session"
        return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        """The given name, which is the last word of a Vietnamese name."""
        return self.full_name.rpartition(" ")[2]


class Register(models.Model):
    """Sổ: the register itself, one row.

    A demo register says so on every page and stands still on its own day. An office
    whose history begins late says from which day on its figures are complete.
    """

    SCOPE = PUBLIC
    ONLY = 1

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=ONLY, editable=False
    )
    is_demo = models.BooleanField("sổ minh họa", default=False)
    stands_on = models.DateField(
        "đứng tại ngày",
        null=True,
        blank=True,
        help_text="Chỉ dùng cho sổ minh họa; để trống thì tính theo ngày thật.",
    )
    complete_from = models.DateField(
        "số liệu đầy đủ từ ngày",
        null=True,
        blank=True,
        help_text="Câu hỏi về ngày trước đó sẽ kèm lời cảnh báo.",
    )

    class Meta:
        verbose_name = "thông tin sổ"
        verbose_name_plural = "thông tin sổ"
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="register_only_one",
                violation_error_message="Chỉ có một sổ.",
            ),
            FieldCheck(
                at="stands_on",
                condition=models.Q(stands_on=None) | models.Q(is_demo=True),
                name="register_stands_only_in_demo",
                violation_error_message="Chỉ sổ minh họa mới đứng tại một ngày.",
            ),
        ]

    def __str__(self):
        return "Sổ minh họa" if self.is_demo else "Sổ đảng viên"

    @classmethod
    def load(cls):
        """The register: the one this request has in use, else the stored row."""
        stored = _in_use.get() or cls.objects.filter(pk=cls.ONLY).first()
        return stored or cls(pk=cls.ONLY)

    @contextlib.contextmanager
    def in_use(self):
        """Let `load` return this very object inside the block, without a query."""
        token = _in_use.set(self)
        try:
            yield
        finally:
            _in_use.reset(token)


class LogEvent(models.Model):
    """Nhật ký: one change of one row, or one act (a log-in, a view, an export).

    The triggers of `accounts.log` write the changes. Nothing changes or deletes an
    event. It names users and rows by value, never by a key: it outlives them.
    """

    class Kind(models.TextChoices):
        """The changes, which the triggers write; then the acts (`log.acts`)."""

        INSERT = "insert", "Thêm"
        UPDATE = "update", "Sửa"
        DELETE = "delete", "Xóa"
        IMPORT = "import", "Nhập tệp"
        EXPORT = "export", "Xuất tệp"
        PRINT = "print", "In"
        VIEW = "view", "Xem hồ sơ"
        UNMASK = "unmask", "Hiện đủ số"
        LOGIN = "login", "Đăng nhập"
        LOGIN_FAILED = "login_failed", "Đăng nhập không được"
        LOGOUT = "logout", "Đăng xuất"
        STEP_UP = "step_up", "Xác nhận lại mật khẩu"
        DENIED = "denied", "Bị từ chối"
        FIRST_PASSWORD = "first_password", "Cấp mật khẩu lần đầu"
        BACKUP = "backup", "Sao lưu"
        RESTORE = "restore", "Khôi phục"
        DRILL = "drill", "Diễn tập khôi phục"

    SCOPE = SYSTEM
    CHANGES = (Kind.INSERT, Kind.UPDATE, Kind.DELETE)

    at = models.DateTimeField("lúc", default=timezone.now)
    actor = models.TextField("người thực hiện")
    user_id = models.BigIntegerField("mã tài khoản", null=True)
    ip = models.CharField("địa chỉ máy", max_length=64)
    reason = models.TextField("lý do")
    change_set = models.CharField("mã lần ghi", max_length=32, db_index=True)

    kind = models.CharField("việc", max_length=20)
    table = models.CharField("bảng", max_length=63)
    row = models.CharField("dòng", max_length=64)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["table", "row"], name="logevent_table_row"),
            models.Index(fields=["at"], name="logevent_at"),
        ]

    def __str__(self):
        return f"{self.kind} {self.table} {self.row}"


class LogSeal(models.Model):
    """Niêm nhật ký: an HMAC over a run of events and the seal before it.

    The key lies outside the database, so whoever writes past the application can't
    make one. `log.seals` seals and checks.
    """

    SCOPE = SYSTEM

    first = models.BigIntegerField("từ dòng")
    last = models.BigIntegerField("đến dòng", unique=True)
    count = models.PositiveIntegerField("số dòng")
    previous = models.CharField("niêm trước", max_length=64, blank=True)
    mac = models.CharField("mã niêm", max_length=64)
    at = models.DateTimeField("lúc", default=timezone.now)

    class Meta:
        verbose_name = "niêm nhật ký"
        verbose_name_plural = "niêm nhật ký"
        default_permissions = ("view",)
        ordering = ["last"]

    def __str__(self):
        return f"{self.first}–{self.last}"


class TrustedDevice(models.Model):
    """Thiết bị tin cậy: where a user need not type a code, until a moment.

    The cookie of the device holds a random token; only its hash is stored.
    """

    SCOPE = SYSTEM
    LOG_SECRET = ("token_hash",)

    user = models.ForeignKey(
        User, models.CASCADE, related_name="devices", verbose_name="tài khoản"
    )
    token_hash = models.CharField("dấu mã thiết bị", max_length=64, unique=True)
    label = models.CharField("trình duyệt", max_length=200, blank=True)
    made_at = models.DateTimeField("lúc", default=timezone.now)
    until = models.DateTimeField("tin cậy đến")

    class Meta:
        verbose_name = "thiết bị tin cậy"
        verbose_name_plural = "thiết bị tin cậy"
        default_permissions = ("view",)

    def __str__(self):
        return self.label or "thiết bị"


class SubmitToken(models.Model):
    """A form that was sent: the same one sent twice lands where the first one did."""

    SCOPE = SYSTEM

    token = models.CharField("mã biểu mẫu", max_length=64, primary_key=True)
    user = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name="tài khoản"
    )
    made_at = models.DateTimeField("lúc", default=timezone.now)
    landed_at = models.CharField("đã đến trang", max_length=500, blank=True)

    class Meta:
        verbose_name = "biểu mẫu đã gửi"
        verbose_name_plural = "biểu mẫu đã gửi"
        default_permissions = ()

    def __str__(self):
        return self.token
