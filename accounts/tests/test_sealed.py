"""Sealed columns open only with their key and in their place."""

import copy
import pickle

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models, transaction
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from accounts.sealed import (
    SealedCharField,
    SealError,
    blind_index,
    is_unreadable,
    key_of,
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


def test_token_names_its_key():
    assert (key_of(seal(NUMBER, "a.b")), key_of(NUMBER)) == ("k1", "")


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


LOST = {
    "không đọc được: thiếu khóa k1": {"k2": b"2" * 32},
    "không đọc được: khóa sai hoặc dữ liệu bị sửa": {"k1": b"x" * 32, "k2": b"2" * 32},
}


@pytest.fixture(params=LOST.items(), ids=["missing", "wrong"])
def lost(request, model, settings):
    """A row whose key is gone: (its token, the words that a page shows)."""
    model.objects.create(id=1, number=NUMBER)
    words, settings.SEAL_KEYS = request.param
    settings.SEAL_KEY_ID = "k2"
    return stored(), words


def test_lost_key_gives_words_and_never_the_token(lost, model):
    (token,), words = lost
    number = model.objects.get().number
    assert (str(number), mask(number), is_unreadable(number)) == (words, words, True)
    assert token[3:] not in number
    with pytest.raises(SealError, match=r"accounts_card\.number"):
        unseal(token, "accounts_card.number")


def test_row_with_a_lost_key_is_saved_without_touching_the_token(lost, model, settings):
    tokens, _ = lost
    card = model.objects.get()
    card.note = "khác"
    card.full_clean()
    card.save()
    model.objects.bulk_update([model.objects.get()], ["number"])
    copied = pickle.loads(pickle.dumps(copy.deepcopy(card.number)))
    model.objects.update(number=copied)
    assert stored() == tokens
    settings.SEAL_KEYS = KEYS
    assert (model.objects.get().number, model.objects.get().note) == (NUMBER, "khác")


def test_form_with_the_words_of_a_lost_key_changes_nothing(lost, model):
    tokens, words = lost
    form_class = modelform_factory(model, fields=["number", "note"])
    card = model.objects.get()
    assert words in str(form_class(instance=card)["number"])
    form = form_class({"number": words, "note": "mới"}, instance=card)
    assert form.is_valid(), form.errors
    form.save()
    assert (stored(), model.objects.get().note) == (tokens, "mới")


def test_number_typed_again_is_sealed_with_the_new_key(lost, model):
    card = model.objects.get()
    form_class = modelform_factory(model, fields=["number"])
    form_class({"number": NUMBER}, instance=card).save()
    assert stored()[0].startswith("k2:")
    assert model.objects.get().number == NUMBER


def test_words_of_a_lost_key_are_never_written_as_a_text(lost, model):
    tokens, words = lost
    row = model.objects.filter(id=1)
    for write in ({"number": words}, {"note": row.get().number}):
        refused = pytest.raises(SealError, match="không ghi đè")
        with refused, transaction.atomic():
            row.update(**write)
    with pytest.raises(SealError, match="không đọc được"):
        blind_index("cccd", row.get().number)
    card = model(id=2, number=words)
    with pytest.raises(ValidationError, match="ghi lại theo giấy tờ"):
        card.full_clean()
    assert stored() == tokens


def test_box_of_a_sealed_text_still_limits_what_is_typed(model):
    form_class = modelform_factory(model, fields=["number"])
    assert "number" in form_class({"number": "1" * 13}).errors
    with pytest.raises(ValidationError):
        model(id=2, number="1" * 13, note="").full_clean()


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
    card = model.objects.get()
    assert (card.number, is_unreadable(card.note)) == (NUMBER, True)
    with pytest.raises(SealError, match=r"accounts_card\.note"):
        unseal(stored("note")[0], "accounts_card.note")


def test_text_of_another_column_is_sealed_anew(model):
    model.objects.create(id=1, number=NUMBER)
    model.objects.update(note=model.objects.get().number)
    assert model.objects.get().note == NUMBER


@pytest.mark.parametrize(
    "lookup",
    [
        "number",
        "number__contains",
        "number__in",
        "number__length",
        "number__length__gt",
    ],
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


def test_sealed_column_without_an_index_is_sound(model):
    assert model._meta.get_field("number").check() == []


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
