"""What stands around the surveys and cases of the plan: teams, lists, steps, dossiers.

It draws from a chance of its own, so that no life and no figure of the article changes.
"""

from random import Random

from reports.demo.fieldwork import campaigns, cases, dossiers, records

SEED = 5087


def make(world):
    """Fill in every campaign and every case that `outreach.make` wrote."""
    rng = Random(SEED)
    campaigns.make(world, rng)
    records.make(world, rng)
    cases.make(world, rng)
    dossiers.make(world, rng)
