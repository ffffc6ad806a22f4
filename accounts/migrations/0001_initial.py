"""Users, the register and the log; and what exclusion constraints need.

`btree_gist` is for `NoOverlap` on PostgreSQL; the operation does nothing on SQLite.
"""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.utils.timezone
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import hoangmai_party.constraints


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={
                            "unique": "A user with that username already exists."
                        },
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[
                            django.contrib.auth.validators.UnicodeUsernameValidator()
                        ],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="email address"
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "full_name",
                    models.CharField(max_length=150, verbose_name="họ và tên"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "tài khoản",
                "verbose_name_plural": "tài khoản",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="LogEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="lúc"
                    ),
                ),
                ("actor", models.TextField(verbose_name="người thực hiện")),
                (
                    "user_id",
                    models.BigIntegerField(null=True, verbose_name="mã tài khoản"),
                ),
                ("ip", models.CharField(max_length=64, verbose_name="địa chỉ máy")),
                ("reason", models.TextField(verbose_name="lý do")),
                (
                    "change_set",
                    models.CharField(
                        db_index=True, max_length=32, verbose_name="mã lần ghi"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="việc")),
                ("table", models.CharField(max_length=63, verbose_name="bảng")),
                ("row", models.CharField(max_length=64, verbose_name="dòng")),
                ("before", models.JSONField(null=True, verbose_name="trước")),
                ("after", models.JSONField(null=True, verbose_name="sau")),
            ],
            options={
                "verbose_name": "dòng nhật ký",
                "verbose_name_plural": "nhật ký",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["table", "row"], name="logevent_table_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="sổ minh họa"),
                ),
                (
                    "stands_on",
                    models.DateField(
                        blank=True,
                        help_text="Chỉ dùng cho sổ minh họa; để trống thì tính theo ngày thật.",
                        null=True,
                        verbose_name="đứng tại ngày",
                    ),
                ),
                (
                    "complete_from",
                    models.DateField(
                        blank=True,
                        help_text="Câu hỏi về ngày trước đó sẽ kèm lời cảnh báo.",
                        null=True,
                        verbose_name="số liệu đầy đủ từ ngày",
                    ),
                ),
            ],
            options={
                "verbose_name": "thông tin sổ",
                "verbose_name_plural": "thông tin sổ",
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="register_only_one",
                        violation_error_message="Chỉ có một sổ.",
                    ),
                    hoangmai_party.constraints.FieldCheck(
                        at="stands_on",
                        condition=models.Q(
                            ("stands_on", None), ("is_demo", True), _connector="OR"
                        ),
                        name="register_stands_only_in_demo",
                        violation_error_message="Chỉ sổ minh họa mới đứng tại một ngày.",
                    ),
                ],
            },
        ),
    ]
