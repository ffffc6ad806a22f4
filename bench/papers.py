"""`python -m bench.papers [--times N]`: how fast papers are made, and at what memory.

A report with an appendix of 67 and of 1,000 rows in all three forms; then a hundred
reports one after the other in one worker, whose own memory must stay as it is, because
Typst works in a child process that ends with its report.
"""

import argparse
import resource
import statistics
import time
from pathlib import Path

import django
from django.conf import settings

from reports.documents import docx, fonts, html, typst
from reports.tests.sample_paper import sample

GOALS = {67: 1.0, 1000: 3.0}  # seconds for the PDF
ROUNDS = 5


def measured(make, doc):
    """(median seconds, size in KB) of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = make(doc)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), len(made) // 1024


def own_memory():
    """MB of this process as they are now; the highest so far where no /proc is."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m bench.papers", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args(arguments).times
    settings.configure(BASE_DIR=Path(__file__).resolve().parent.parent)
    django.setup()
    print(f"Type: {fonts.chosen().family}; {ROUNDS} rounds, median\n")
    print("| rows | form | seconds | KB | goal |\n|--:|---|--:|--:|---|")
    for rows, goal in GOALS.items():
        doc = sample(rows=rows)
        for name, make in (
            ("PDF", typst.pdf),
            ("DOCX", docx.docx),
            ("HTML", html.render),
        ):
            seconds, size = measured(make, doc)
            verdict = "met" if seconds < goal else "missed"
            print(
                f"| {rows} | {name} | {seconds:.2f} | {size} | < {goal} s: {verdict} |"
            )
    repeat(times)


def repeat(times):
    """A worker that makes one report after the other, each a little different."""
    print("\n| reports made | worker MB | largest child MB |\n|--:|--:|--:|")
    for number in range(1, times + 1):
        typst.pdf(sample(rows=60 + number % 9))
        docx.docx(sample(rows=60 + number % 9))
        if number in (1, times // 4, times // 2, times):
            child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"| {number} | {own_memory():.0f} | {child:.0f} |", flush=True)


if __name__ == "__main__":
    main()
