"""A text of the editor as blocks of the paper: headings `## `, lists `- `, figures.

Everything else is a paragraph a line. A figure that is not what it was when its line
was written is marked where it stands, with the old one behind it.
"""

from dataclasses import replace

from reports.annual import placeholders
from reports.documents.tree import Bullets, Heading, Para, Run

HEADINGS = {"## ": 1, "### ": 2}  # levels below the section's own
DEEPEST = 4
BULLET = "- "


def lines(text):
    """The lines as they are stored: each with its own figures."""
    return text.split("\n")


def blocks(text, was, figures, level, layout):
    """The blocks of a section whose own heading is of `level`.

    `was` are the figures of each line when it was written.
    """
    found, items, counted = [], [], {}
    was = [*was, *[{}] * len(lines(text))]
    for line, then in zip(lines(text), was, strict=False):
        if line.startswith(BULLET):
            items.append(runs(line[len(BULLET) :].strip(), then, figures))
            continue
        if items:
            found.append(Bullets(tuple(items)))
            items = []
        if mark := next((m for m in HEADINGS if line.startswith(m)), None):
            depth = min(level + HEADINGS[mark], DEEPEST)
            counted = {d: n for d, n in counted.items() if d <= depth}
            counted[depth] = counted.get(depth, 0) + 1
            said = runs(line[len(mark) :].strip(), then, figures)
            number = layout.mark(depth, counted[depth])
            found.append(Heading(depth, _headed(f"{number} ", said)))
        elif placed := placeholders.chart_of(line):
            found += filter(None, [placed.draw(figures)])
        elif line.strip():
            found.append(Para(runs(line.strip(), then, figures)))
    return (*found, *([Bullets(tuple(items))] if items else ()))


def _headed(number, said):
    """The heading as one string; as runs where a figure in it has changed."""
    if any(run.was for run in said):
        return (Run(number, bold=True), *(replace(run, bold=True) for run in said))
    return number + "".join(run.text for run in said)


def runs(line, was, figures):
    """The line as runs; `was` are its figures when it was written."""
    found, end = [], 0
    for match in placeholders.PATTERN.finditer(line):
        found.append(Run(line[end : match.start()]))
        found += _figure(match[0], match[1].strip(), was, figures)
        end = match.end()
    return tuple(run for run in (*found, Run(line[end:])) if run.text)


def _figure(typed, name, was, figures):
    try:
        text = placeholders.text_of(name, figures)
    except placeholders.PlaceholderError as error:
        return [Run(typed), Run(f" [{error}]", bold=True)]
    then = was.get(name, text)
    return [Run(text, was=then if then != text else "")]


def plain(line, figures):
    """The line as words alone."""
    return "".join(run.text for run in runs(line, {}, figures))


def changed(text, was, figures):
    """[(placeholder, what it was, what it is)] of a section, each once."""
    found = {}
    for line, then in zip(lines(text), was, strict=False):
        now = placeholders.values(line, figures)
        for name, old in then.items():
            if name in now and now[name] != old:
                found[name, old] = (name, old, now[name])
    return list(found.values())


def written(text, figures, before=("", ())):
    """The figures of each line as written now; a line that was there keeps its own.

    `before` is the text that was there with the figures of its lines.
    """
    known = {}
    for line, then in zip(lines(before[0]), before[1], strict=False):
        known.setdefault(line, []).append(then)
    found = []
    for line in lines(text):
        now = placeholders.values(line, figures)
        then = known[line].pop(0) if known.get(line) else {}
        found.append({name: then.get(name, value) for name, value in now.items()})
    return found
