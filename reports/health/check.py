"""A check of the register's health, and what it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac

from branches.models import Branch
from enterprises.models import Enterprise
from members.models import Member

WORDS = 500  # as many as `Acceptance.finding` keeps
CUSTOM = "Quy ước của sổ"  # a source: ours, for want of a paper
# "No branch" or "no member" in one line of a UNION; typed, or PostgreSQL refuses.
NOBODY = Cast(Value(None), BigIntegerField())
_KEY = 16  # hex digits in an address: enough for one check's findings


class Severity(StrEnum):
    """How bad: E, W and I of members.md §8, each with a sign and a word."""

    ERROR = "E"
    WARNING = "W"
    INFO = "I"

    @property
    def label(self):
        return {"E": "✗ Lỗi", "W": "! Cảnh báo", "I": "• Lưu ý"}[self]


class Owner(StrEnum):
    """Who has to set it right."""

    OFFICE = "Văn phòng"
    BRANCH = "Chi bộ"
    SURVEY = "Khảo sát vận động"


@dataclass(frozen=True)
class Finding:
    """One fault: the row whose page shows it, its words, the branch it lies at.

    `branch` is the id of the branch that holds the fact (a rating, a discipline):
    who may not see that branch does not learn the fact from the member. None where
    the fact is the row's own.
    """

    model: type
    pk: int
    words: str
    branch: int | None = None

    def __post_init__(self):
        object.__setattr__(self, "words", self.words[:WORDS])

    @property
    def row(self):
        """The row as an acceptance names it: members.member:12."""
        return f"{self.model._meta.label_lower}:{self.pk}"

    @property
    def key(self):
        """Names this finding, in these words, in an address."""
        said = f"{self.row}|{self.words}"
        return salted_hmac("reports.health", said).hexdigest()[:_KEY]


def of_member(pk, words, branch=None):
    """A finding on a member's page."""
    return Finding(Member, pk, words, branch)


def of_branch(pk, words):
    """A finding on a branch's page."""
    return Finding(Branch, pk, words, pk)


def of_enterprise(pk, words):
    """A finding on an enterprise's page."""
    return Finding(Enterprise, pk, words)


@dataclass(frozen=True)
class Check:
    """One check: its number in the source, how bad, whose, and how it is found.

    `find(facts)` yields findings over the whole register in a constant number of
    queries. With `is_for_body` it compares rows of different branches: only who
    looks after a committee may read that a second row exists.
    """

    code: str
    number: str
    severity: Severity
    label: str
    owner: Owner
    source: str
    find: Callable
    is_for_body: bool = False

    @property
    def is_of_body(self):
        """Whether a branch never sees it: comparisons, and what surveys look after."""
        return self.is_for_body or self.owner is Owner.SURVEY


def check(code, number, severity, label, owner, source, **more):
    """Make a check of the function below it."""

    def make(find):
        return Check(code, number, severity, label, owner, source, find, **more)

    return make


def day(value):
    """A day as people write it."""
    return f"{value:%d/%m/%Y}"
