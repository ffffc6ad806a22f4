"""Biến động tổ chức: what happens to branches, with the people it moves.

`ACTS` is the menu in its order; `by_code` finds one. `record` rehearses, writes and
takes back. It stands in `members`, because a merger moves placements too.
"""

from members.reorganisation import acts

ACTS = tuple(
    kind()
    for kind in (
        acts.Founding,
        acts.HandOver,
        acts.Renaming,
        acts.Merger,
        acts.Split,
        acts.Dissolution,
        acts.Disbanding,
    )
)
by_code = {act.code: act for act in ACTS}
