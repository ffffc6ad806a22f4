"""Vietnamese text: one spelling, a key for search, a key for order.

No Django and no app is imported here, so that every app may import it.
"""

import re
import unicodedata

# Invisible on screen, but two texts that look alike would differ by them.
HIDDEN = {"Cc", "Cf", "Cs"}

# Old fonts and foreign keyboards give Icelandic eth or African D, which look like Đ.
LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})

APOSTROPHES = "'’‘ʼ`´"
HYPHENS = "-‐‑‒–—−"

BIGGEST_KEY = 2**63 - 1  # of a row; no column holds more

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
FIRST_DIGIT, FIRST_LETTER = 0x02, 0x10
LETTER_VALUES = {letter: FIRST_LETTER + i for i, letter in enumerate(ALPHABET)}
LETTER_VALUES |= {str(digit): FIRST_DIGIT + digit for digit in range(10)}
# Letters of other scripts come after z; UTF-8 keeps them in code point order.
FOREIGN = b"\x7f"

# After the letters of a syllable; lower than any letter, so "An" is before "Anh".
END_OF_LETTERS = b"\x01"
NO_TONE = 1
# Order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}


def nfc(text):
    """Return `text` as it is stored: NFC, single blanks, nothing invisible."""
    visible = text
    if not text.isprintable():  # whatever is hidden is not printable
        visible = "".join(
            c for c in text if c.isspace() or unicodedata.category(c) not in HIDDEN
        )
    return unicodedata.normalize("NFC", " ".join(visible.split())).translate(LOOKALIKES)


def is_key(text):
    """Whether `text`, which may come from anywhere, can be the key of a row."""
    is_number = text.isascii() and text.isdigit() and len(text) < 20
    return is_number and int(text) <= BIGGEST_KEY


def search_key(text):
    """Return `text` without tones, marks, capitals and apostrophes; đ is d."""
    folded = unicodedata.normalize("NFD", nfc(text).casefold())
    return "".join(
        c
        for c in folded.replace("đ", "d")
        if not unicodedata.combining(c) and c not in APOSTROPHES
    )


def order_key(full_name):
    """Return the bytes that put names in Vietnamese order.

    Given name first, then family and middle names, syllable by syllable; in a
    syllable the letters decide before the tone. Comparing bytes is the same on
    SQLite and PostgreSQL, where no collation is.
    """
    words = nfc(full_name).lower()
    for hyphen in HYPHENS:
        words = words.replace(hyphen, " ")
    syllables = [key for key in map(_syllable_key, words.split()) if key]
    return b"".join(syllables[-1:] + syllables[:-1])


def reading_key(text):
    """Return the key that puts places and titles in order, read from the left.

    Vietnamese order word by word, Đ after D; a number counts as a number, so that
    "ngõ 9" stands before "ngõ 12".
    """
    numbered = re.sub(r"\d+", lambda found: found[0].zfill(9), text)
    return [order_key(word) for word in numbered.split()]


def number_only(text):
    """Return a number as it is stored: no blanks, dots, apostrophes or hyphens."""
    return "".join(c for c in nfc(text) if c not in " ." + APOSTROPHES + HYPHENS)


def _syllable_key(word):
    # The tone is taken out of the decomposed word, so that Hoà and Hòa are one.
    marks = unicodedata.normalize("NFD", word)
    tone = next((TONES[c] for c in marks if c in TONES), NO_TONE)
    bare = "".join(c for c in marks if c not in TONES)
    letters = b"".join(map(_letter_key, unicodedata.normalize("NFC", bare)))
    return letters + END_OF_LETTERS + bytes([tone]) if letters else b""


def _letter_key(letter):
    if letter not in LETTER_VALUES:
        letter = unicodedata.normalize("NFD", letter)[0]  # ü counts as u
    if letter in LETTER_VALUES:
        return bytes([LETTER_VALUES[letter]])
    return FOREIGN + letter.encode() if letter.isalnum() else b""


def in_sentence(label):
    """A label as it stands inside a sentence: "Đơn xin vào Đảng" → "đơn xin vào Đảng"."""
    return label[:1].lower() + label[1:]
