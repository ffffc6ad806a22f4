"""The desk of surveys and outreach; each module registers its tables."""

from surveys.admin import campaigns, cases, foundings, records

__all__ = ["campaigns", "cases", "foundings", "records"]
