"""What writes a file: each act all or nothing, under one change set of the log."""

from members.admission.acts.answer import accept, correct, give_back, redo
from members.admission.acts.base import FindingsError
from members.admission.acts.entry import discard, draft, enter
from members.admission.acts.person import add, move

__all__ = [
    "FindingsError",
    "accept",
    "add",
    "correct",
    "discard",
    "draft",
    "enter",
    "give_back",
    "move",
    "redo",
]
