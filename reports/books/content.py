"""The content of a book: all that a report rests on, as canonical JSON."""

import dataclasses
import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from branches.models import Rule
from hoangmai_party.periods import in_force
from reports.annual import paper
from reports.annual.appendices.roster import people_named
from reports.books import figures as counting
from reports.books import rows
from reports.documents import stored, tree
from reports.indicators import INDICATORS

SCHEMA = 1
FOOT = "Mã kiểm SHA-256: {}"
REPORT = (
    "id",
    "committee_id",
    "family",
    "period",
    "first_on",
    "last_on",
    "as_of",
    "number",
    "dated_on",
    "signer",
    "signer_role",
    "replaces_id",
)
_RULE = ("code", "value", "unit", "source", "started_on", "ended_on")
_WORDING = ("key", "level", "heading", "text", "version")


def canonical(content):
    """The one way to write it down: sorted, without blanks, UTF-8."""
    return json.dumps(
        content,
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def hashed(data):
    return hashlib.sha256(data).hexdigest()


def counted(figures):
    """The figures with the rows behind them: what is compared with a later day."""
    found = counting.counted(figures)
    keys = {key for figure in found for key in figure.keys}
    described = rows.described(keys, figures.question.span.last)
    return {"figures": [dataclasses.asdict(figure) for figure in found], **described}


def of_report(report, figures):
    """The content of the book of a report that bears its number, day and signer."""
    return {
        "schema": SCHEMA,
        "report": {name: getattr(report, name) for name in REPORT},
        "document": stored.data(tree.cleaned(document(report, figures))),
        "people": people_named(figures.question),
        "rules": rules(figures.question),
        "wording": list(report.sections.order_by("position", "pk").values(*_WORDING)),
        "explained": {i.code: [i.label, i.unit, i.explain] for i in INDICATORS},
        **counted(figures),
    }


def rules(question):
    """The rows of rules that held on the last day or on the day of signing."""
    days = in_force(question.span.last) | in_force(question.dated_on)
    held = Rule.objects.filter(Q(days)).order_by("code", "started_on")
    return list(held.values(*_RULE))


def document(report, figures):
    """The paper with the name under it of who signed; its hash is not in it yet."""
    made = paper.annual_report(report, figures)
    first, *rest = made.sections
    blocks = tuple(_signed(block, report) for block in first.blocks)
    sections = (dataclasses.replace(first, blocks=blocks), *rest)
    return dataclasses.replace(made, sections=sections)


def _signed(block, report):
    if not isinstance(block, tree.Signature):
        return block
    signer = dataclasses.replace(
        block.signers[0], role=report.signer_role, name=report.signer
    )
    return dataclasses.replace(block, signers=(signer, *block.signers[1:]))


def with_foot(found, sha256):
    """The paper of a book again, with the hash at its foot."""
    return dataclasses.replace(stored.load(found), foot=FOOT.format(sha256))
