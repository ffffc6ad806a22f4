"""`manage.py register_facts`: what a backup and its restoration are compared by."""

import json

from django.core.management.base import BaseCommand

from accounts.backup import facts
from hoangmai_party import clock
from reports.books import verify
from reports.health.facts import Facts
from reports.health.invariants import INVARIANTS


class Command(BaseCommand):
    help = "In số dòng từng bảng, niêm, cột suy ra của sổ dạng JSON (dùng cho sao lưu)."

    def handle(self, **options):
        day = Facts(clock.today())
        invariants = {
            label: sum(1 for _ in find(day)) for label, find in INVARIANTS.items()
        }
        books = verify.faults()[1]
        found = {**facts.base(), "invariants": invariants, "books": books}
        self.stdout.write(json.dumps(found, ensure_ascii=False))
