"""Round-robin: every variant once a round in a drawn order, garbage collection off."""

import gc
import random
import statistics
import time


def measure(variants, rounds):
    """{name: [milliseconds of each round]} after one warm-up of each."""
    order = list(variants)
    taken = {name: [] for name in order}
    for call in variants.values():
        call()
    shuffle = random.Random(rounds).shuffle
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            shuffle(order)
            for name in order:
                taken[name].append(milliseconds(variants[name]))
    finally:
        gc.enable()
    return taken


def milliseconds(call):
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def ratio(ours, theirs):
    """Median of the ratios of each round: neighbours disturb both sides of a round."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
