"""Every address of the product, with a sample for each of its parts.

An address without a sample is a fault of the walk: a new page has to say how the
tests can reach it, or nobody would notice that they don't.
"""

import re
from dataclasses import dataclass

from django.urls import get_resolver

from reports import indicators, movement
from reports.composition import groups
from reports.forms.declared import BY_KEY

_PART = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")

# By the name of the part, or of the address and the part. Rows need not exist: who
# may not look at any row must not learn which there are.
SAMPLES = {
    "pk": 1,
    "id": 1,
    "object_id": 1,
    "content_type_id": 1,
    "code": "T02",
    "kind": "figure",
    "slug": "sinh-hoat",
    "key": "T02",
    "year": 2021,
    "number": 1,
    "part": "vettings",
    "row": 1,
    "step": "chosen",
    "stage": "surveyed",
    "item": 1,
    "reports:outreach-behind code": "T05",
    "reports:founding-form form": "trich-ngang",
    "form": "6-knd",
    "group": "ward",
    "figure": "surveyed",
    "what": "held",
    "enterprise": 1,
    "heap": "only-list",
    "app_label": "members",
    "url": "nowhere/",
}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its name with namespaces, and its route."""

    name: str
    route: str

    def __str__(self):
        return self.route or "/"

    def url(self, samples=SAMPLES):
        """The address with samples for its parts; KeyError for a part without one."""

        def sample(part):
            name = part[1] or part[2]
            return str(samples.get(f"{self.name} {name}") or samples[name])

        return "/" + _PART.sub(sample, self.route).replace("^", "").replace("$", "")


def addresses(resolver=None, route="", space=""):
    """All of them, the admin's too."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = f"{route}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            below = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, here, below)
        else:
            yield Address(f"{space}{entry.name or ''}", here)


def lists(day):
    """(kind, key) of every list behind a number; of a group of Cơ cấu the first."""
    yield from (("figure", code) for code in indicators.BY_CODE)
    stocks = (movement.OPENING, movement.CLOSING)
    yield from (("movement", key) for key in (*stocks, movement.RECOGNISED))
    yield from (("movement", f"in_{kind}") for kind in movement.INS)
    yield from (("movement", f"out_{kind}") for kind in movement.OUTS)
    yield from (("branches", key) for key in stocks)
    yield from (("branches", f"in_{kind}") for kind in movement.BRANCH_INS)
    yield from (("branches", f"out_{kind}") for kind in movement.BRANCH_OUTS)
    yield from (("composition", group.cells[0].key) for group in groups(day))
    listed = (f for f in BY_KEY.values() if f.source and f.source.has_list)
    first = {figure.source: figure.key for figure in reversed([*listed])}
    yield from (("form", key) for key in first.values())
