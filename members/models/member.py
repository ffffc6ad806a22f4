from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.records import LiveManager, Record, RecordQuerySet
from accounts.scope import by_branch
from accounts.sealed import SealedCharField, blind_index, is_unreadable
from branches.models import BranchLink
from hoangmai_party import clock
from hoangmai_party.constraints import FieldUnique
from hoangmai_party.periods import in_force
from hoangmai_party.text import nfc, number_only, order_key, search_key
from members import codes


class MemberQuerySet(RecordQuerySet):
    """People."""

    def visible_to(self, user):
        """The people whose full page this user may open today.

        A branch sees a person while a placement there (official or temporary) is
        in force; a committee keeps everybody who ever was in one of its branches.
        """
        if not user.is_active:
            return self.none()
        access, now = user.access_rows, in_force(clock.today())
        placements = self.model._meta.get_field("placements").related_model.objects
        here = placements.filter(now, branch__in=access.own_branch_ids())
        linked = BranchLink.objects.filter(committee__in=access.committee_ids())
        known = placements.filter(branch__in=linked.values("branch"))
        placed = placements.filter(member=models.OuterRef("pk"))
        unplaced = ~models.Exists(placed) & Q(access.reaches_body())
        seen = Q(pk__in=here.values("member")) | Q(pk__in=known.values("member"))
        return self.filter(
            pk__in=self.model._base_manager.filter(seen | unplaced).values("pk")
        )

    def open_to(self, user, ids):
        """Of the people `ids` (or a subquery) those whose page the user may open: keys."""
        if not user.has_perm("members.view_member"):
            return set()
        seen = self.visible_to(user).filter(pk__in=ids)
        return set(seen.values_list("pk", flat=True))


class Member(Record):
    """A person who is or was a đảng viên; fields of phiếu đảng viên (2-HSĐV).

    Items 18 and 27–30 of that form (health, history, relatives, property) are not
    kept (members.md R0.4). What changes with time is in the dated rows beside it.
    """

    SCOPE = by_branch("placements__branch")
    SEALED_INDEX = {"citizen_id": "cccd"}
    PARTS = (
        "placements",
        "spells",
        "employments",
        "ownerships",
        "qualifications",
        "positions",
        "exemptions",
        "events",
    )

    class Sex(models.TextChoices):
        MALE = "male", "Nam"
        FEMALE = "female", "Nữ"

    class Precision(models.TextChoices):
        DAY = "day", "đủ ngày, tháng, năm"
        MONTH = "month", "chỉ biết tháng, năm"
        YEAR = "year", "chỉ biết năm"

    full_name = models.CharField("họ và tên khai sinh", max_length=120)
    alias = models.CharField("tên gọi khác, bí danh", max_length=255, blank=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    born_on = models.DateField("sinh ngày")
    born_precision = models.CharField(
        "độ chính xác ngày sinh",
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    birth_place = models.CharField("nơi đăng ký khai sinh", max_length=255, blank=True)
    home_town = models.CharField("quê quán", max_length=255, blank=True)
    residence = models.CharField("nơi thường trú", max_length=255, blank=True)
    current_address = models.CharField("nơi tạm trú", max_length=255, blank=True)
    ethnicity = models.CharField(
        "dân tộc", max_length=2, choices=codes.ETHNIC_GROUPS, default="01"
    )
    religion = models.CharField(
        "tôn giáo", max_length=2, choices=codes.RELIGIONS, default=codes.NO_RELIGION
    )
    is_dignitary = models.BooleanField("chức sắc, chức việc tôn giáo", default=False)
    family_class = models.CharField("thành phần gia đình", max_length=100, blank=True)
    occupation = models.CharField("nghề nghiệp hiện nay", max_length=255, blank=True)
    recruited_on = models.DateField("ngày được tuyển dụng", null=True, blank=True)
    recruiter = models.CharField("cơ quan tuyển dụng", max_length=255, blank=True)
    youth_union_on = models.DateField("ngày vào Đoàn", null=True, blank=True)
    social_organisations = models.TextField("tổ chức xã hội đã tham gia", blank=True)
    military_service = models.CharField(
        "nhập ngũ, xuất ngũ, cấp bậc", max_length=255, blank=True
    )
    phone = models.CharField("điện thoại", max_length=50, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    citizen_id = SealedCharField(
        "số định danh cá nhân (CCCD)",
        max_length=20,
        blank=True,
        help_text="12 chữ số; cũng là số thẻ đảng viên mới cấp từ 02/9/2025.",
    )
    citizen_id_index = models.CharField(max_length=64, blank=True, editable=False)
    citizen_id_accepted = models.BooleanField(
        "đã kiểm tra giấy tờ, chấp nhận số định danh chưa khớp", default=False
    )
    old_card_number = models.CharField(
        "số thẻ đảng viên (theo QĐ 85)",
        max_length=20,  # as typed; 8 digits are stored
        blank=True,
        help_text="8 chữ số, ví dụ 01.234567.",
    )
    card_issued_on = models.DateField("ngày cấp thẻ", null=True, blank=True)
    profile_number = models.CharField(
        "số lý lịch",
        max_length=20,
        blank=True,
        help_text="6 chữ số và ký hiệu đảng bộ, ví dụ 012345 HN.",
    )
    dossier_kept_at = models.CharField("nơi giữ hồ sơ", max_length=255, blank=True)
    note = models.TextField("ghi chú", blank=True)
    # Derived, written by save alone: order of given names, search without tones.
    order = models.BinaryField(max_length=200, editable=False)
    search = models.CharField(max_length=400, editable=False)

    objects = LiveManager.from_queryset(MemberQuerySet)()
    every = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        ordering = ["order", "pk"]
        permissions = [("unmask_member", "Được hiện đủ phần được giấu")]
        indexes = [
            models.Index(fields=["order", "id"], name="member_order"),
            models.Index(fields=["search"], name="member_search"),
        ]
        constraints = [
            FieldUnique(
                at="citizen_id",
                fields=["citizen_id_index"],
                condition=~Q(citizen_id_index="") & Q(voided_at=None),
                name="member_citizen_id",
                violation_error_message="Số định danh này đã có hồ sơ trong sổ.",
            ),
            FieldUnique(
                at="old_card_number",
                fields=["old_card_number"],
                condition=~Q(old_card_number="") & Q(voided_at=None),
                name="member_old_card",
                violation_error_message="Số thẻ này đã có trong sổ.",
            ),
            FieldUnique(
                at="profile_number",
                fields=["profile_number"],
                condition=~Q(profile_number="") & Q(voided_at=None),
                name="member_profile_number",
                violation_error_message="Số lý lịch này đã có trong sổ.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("members:member-detail", args=[self.pk])

    def clean(self):
        super().clean()
        errors = {}
        for field, check in (
            ("old_card_number", codes.check_old_card),
            ("profile_number", codes.check_profile_number),
        ):
            if value := getattr(self, field):
                try:
                    setattr(self, field, check(value))
                except codes.NumberError as error:
                    errors[field] = str(error)
        errors |= self._citizen_id_errors()
        if self.born_on and self.born_on > clock.today():
            errors["born_on"] = "Ngày sinh không được ở tương lai."
        if errors:
            raise ValidationError(errors)

    def _citizen_id_errors(self):
        """{field: message}; warnings must be accepted by a person, not passed over."""
        if not self.citizen_id or is_unreadable(self.citizen_id):
            return {}
        try:
            warnings = codes.check_citizen_id(self.citizen_id, self.born_on, self.sex)
        except codes.NumberError as error:
            return {"citizen_id": str(error)}
        number = number_only(self.citizen_id)
        if number != self.citizen_id:  # else its token stays: nothing has changed
            self.citizen_id = number
        others = Member.objects.exclude(pk=self.pk)
        if others.filter(citizen_id_index=blind_index("cccd", number)).exists():
            return {"citizen_id": "Số định danh này đã có hồ sơ trong sổ."}
        if warnings and not self.citizen_id_accepted:
            return {"citizen_id_accepted": " ".join(warnings)}
        return {}

    def save(self, **kwargs):
        self.derive()
        super().save(**kwargs)

    def derive(self):
        """Write the derived columns; bulk writes and imports call it too."""
        self.full_name = nfc(self.full_name)
        self.order = order_key(self.full_name)
        self.search = search_key(f"{self.full_name} {self.alias}".strip())
        if not is_unreadable(self.citizen_id):  # else it is still found by the old one
            self.citizen_id_index = blind_index("cccd", self.citizen_id)
