"""Whose figures: one committee's, and of it all branches or only the user's."""

from dataclasses import dataclass, replace

from branches.models import Committee
from members.roll import Reach


@dataclass(frozen=True)
class Scope:
    """A committee with those under it in the span; `branches` None means all.

    A secretary's scope has the same committee and only the own branches, so that
    a figure of the branch is the committee's line for it (design.md).
    """

    committee: Committee
    reach: Reach

    @property
    def is_whole(self):
        """Whether it covers the committee, not only some branches."""
        return self.reach.branches is None


def committee_scope(committee, span, *, non_state=False):
    """The whole of `committee`, with the tree as it stood in the span."""
    ids = Committee.objects.subtree_ids(committee, span.first, span.last)
    return Scope(committee, Reach(frozenset(ids), None, non_state))


def narrowed(scope, branches):
    """The same scope for some branches only."""
    return Scope(scope.committee, replace(scope.reach, branches=frozenset(branches)))
