"""Whose figures: one committee's, and of it all branches or only the user's."""

from dataclasses import dataclass

from branches.models import Branch, Committee
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
    ids = frozenset(branches)
    return Scope(scope.committee, Reach(scope.reach.committees, ids))


def scope_for(user, committee, span):
    """What this user may count at `committee`: all of it, or the own branches."""
    scope = committee_scope(committee, span)
    reached = Committee.objects.filter(pk__in=user.access_rows.committee_ids())
    if reached.filter(pk=committee.pk).exists():
        return scope
    own = Branch.objects.filter(pk__in=user.access_rows.own_branch_ids())
    return narrowed(scope, own.values_list("pk", flat=True))
