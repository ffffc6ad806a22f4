"""What a default outline is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A line of the text: its sentences, each said only where there is something.

    `mark` is "", "- " or "## "; with `years` it is said in those years alone.
    """

    sentences: tuple[str, ...]
    mark: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section: its key and level (1 "I.", 2 "1."), its heading and default text."""

    key: str
    level: int
    heading: str
    parts: tuple[Part, ...] = ()


def para(*sentences, years=()):
    return Part(sentences, years=years)


def item(*sentences):
    return Part(sentences, "- ")


def head(text):
    return Part((text,), "## ")
