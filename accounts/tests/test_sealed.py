"""Sealed columns open only with their key and in their place."""

import copy
import pickle

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from accounts.sealed import (
    SealedCharField,
    SealError,
    blind_index,
    mask,
    seal,
    unseal,
)

KEYS = {"k1": b"1" * 32, "k2": b"2" * 32}
NUMBER = "001012345634"


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = KEYS, "k1"
    settings.INDEX_KEY = b"i" * 32


@pytest.fixture
def model(db):
    """A table with two sealed columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE accounts_card (id integer PRIMARY KEY, number text, note text)"
        )
    with isolate_apps("accounts"):

        class Card(models.Model):
            id = models.IntegerField(primary_key=True)
            number = SealedCharField("số", max_length=12)
            note = SealedCharField("ghi chú", max_length=99, blank=True, default="")

            class Meta:
                app_label = "accounts"

            def __str__(self):
                return "thẻ"

    return Card


def stored(column="number"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM accounts_card ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


def test_value_is_sealed_in_the_table_and_opens(model):
    model.objects.create(id=1, number=NUMBER, note="Đồng chí “Ủy”")
    (token,) = stored()
    assert token.startswith("k1:")
    assert NUMBER not in token
    card = model.objects.get()
    assert (card.number, card.note) == (NUMBER, "Đồng chí “Ủy”")
    assert list(model.objects.values_list("number", flat=True)) == [NUMBER]


@pytest.mark.parametrize("write", ["bulk_create", "update", "bulk_update"])
def test_bulk_writes_seal_too(write, model):
    model.objects.create(id=1, number="cũ")
    card = model(id=1, number=NUMBER)
    if write == "bulk_create":
        card.id = 2
        model.objects.bulk_create([card])
    elif write == "update":
        model.objects.update(number=NUMBER)
    else:
        model.objects.bulk_update([card], ["number"])
    assert all(token.startswith("k1:") for token in stored())
    assert model.objects.order_by("id").last().number == NUMBER


def test_equal_texts_have_unequal_tokens():
    assert seal(NUMBER, "a.b") != seal(NUMBER, "a.b")


def test_empty_value_stays_empty(model):
    model.objects.create(id=1, number="")
    assert stored() == [""]
    assert model.objects.get().number == ""
    model.objects.update(number=None)
    assert model.objects.filter(number__isnull=True).get().number is None


def test_row_saved_again_keeps_its_token(model):
    model.objects.create(id=1, number=NUMBER)
    before = stored()
    card = pickle.loads(pickle.dumps(copy.deepcopy(model.objects.get().number)))
    model.objects.update(number=card)
    model.objects.get().save()
    assert stored() == before


def test_form_with_the_same_text_keeps_its_token(model):
    model.objects.create(id=1, number=NUMBER)
    before, card = stored(), model.objects.get()
    model._meta.get_field("number").save_form_data(card, str(NUMBER))
    card.save()
    assert stored() == before
    model._meta.get_field("number").save_form_data(card, "khác")
    card.save()
    assert model.objects.get().number == "khác"


def test_row_saved_after_rotation_gets_the_new_key(model, settings):
    model.objects.create(id=1, number=NUMBER)
    settings.SEAL_KEY_ID = "k2"
    model.objects.get().save()
    assert stored()[0].startswith("k2:")
    assert model.objects.get().number == NUMBER


def test_wrong_key_raises_and_keeps_the_data(model, settings):
    model.objects.create(id=1, number=NUMBER)
    before = stored()
    settings.SEAL_KEYS = {"k1": b"x" * 32}
    with pytest.raises(SealError, match=r"accounts_card\.number"):
        model.objects.get()
    assert stored() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:],
        lambda token: token[:-4],
        lambda token: token.replace("k1:", "k2:"),
        lambda token: token.replace("k1:", "k9:"),
        lambda token: token.removeprefix("k1:"),
        lambda token: "k1:",
        lambda token: "k1:không phải base64",
        lambda token: NUMBER,
    ],
)
def test_spoilt_token_raises(spoil):
    token = seal(NUMBER, "a.b")
    assert unseal(token, "a.b") == NUMBER
    with pytest.raises(SealError):
        unseal(spoil(token), "a.b")


def test_token_of_another_column_does_not_open(model):
    model.objects.create(id=1, number=NUMBER)
    model.objects.update(note=models.F("number"))
    with pytest.raises(SealError, match=r"accounts_card\.note"):
        model.objects.get()


def test_text_of_another_column_is_sealed_anew(model):
    model.objects.create(id=1, number=NUMBER)
    model.objects.update(note=model.objects.get().number)
    assert model.objects.get().note == NUMBER


@pytest.mark.parametrize(
    "lookup",
    ["number", "number__contains", "number__in", "number__length", "number__gt"],
)
def test_sealed_column_does_not_filter(lookup, model):
    with pytest.raises(FieldError, match="blind index"):
        model.objects.filter(**{lookup: [NUMBER]})


def test_sealed_column_can_not_be_unique():
    with isolate_apps("accounts"):

        class Bad(models.Model):
            number = SealedCharField(max_length=12, unique=True)

            class Meta:
                app_label = "accounts"

            def __str__(self):
                return "sai"

    assert [error.id for error in Bad._meta.get_field("number").check()] == [
        "accounts.E002"
    ]


def test_sealed_field_limits_the_text(model):
    field = model._meta.get_field("number")
    assert field.formfield().max_length == 12
    assert field.db_type(connection) == "text"
    assert field.deconstruct()[1] == "accounts.sealed.SealedCharField"


def test_blind_index_depends_on_label_value_and_key(settings):
    index = blind_index("cccd", NUMBER)
    assert len(index) == 64
    assert set(index) <= set("0123456789abcdef")
    assert blind_index("cccd", NUMBER) == index
    others = {blind_index("card", NUMBER), blind_index("cccd", NUMBER[::-1])}
    settings.INDEX_KEY = b"j" * 32
    assert index not in others | {blind_index("cccd", NUMBER)}
    assert blind_index("cccd", "") == ""


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        (NUMBER, "0010******34"),
        ("123456789", "*******89"),
        ("123456", "****56"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_mask(value, masked):
    assert mask(value) == masked
