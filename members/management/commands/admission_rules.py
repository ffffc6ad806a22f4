"""Print the table of the rules of the way into the Party."""

from django.core.management.base import BaseCommand

from members.admission.table import rows

HEADS = ("Quy tắc", "Xử lý", "Căn cứ", "Hiệu lực", "Phép thử", "Câu nói")


class Command(BaseCommand):
    """`manage.py admission_rules`: one block a rule, every cell named."""

    help = "In bảng quy tắc kết nạp: xử lý, căn cứ, hiệu lực, phép thử, câu nói."

    def handle(self, **options):
        for row in rows():
            pairs = zip(HEADS, row.cells(), strict=True)
            self.stdout.write("\n".join(f"{head}: {cell}" for head, cell in pairs))
            self.stdout.write("")
