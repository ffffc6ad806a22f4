"""Who of the members works where: one answer for the ranking and for the statistics."""

from django.db.models import Exists, OuterRef

from hoangmai_party.periods import in_force
from members.models import Employment, Placement


def at_work(day, **placed):
    """Jobs on `day` of members on a roll; who has retired works there no more.

    `placed` narrows the official placement that puts the member on a roll.
    """
    official = Placement.objects.filter(
        in_force(day),
        kind=Placement.Kind.OFFICIAL,
        spell__member=OuterRef("member"),
        **placed,
    )
    jobs = Employment.objects.filter(in_force(day), Exists(official))
    return jobs.exclude(job=Employment.Job.RETIRED)
