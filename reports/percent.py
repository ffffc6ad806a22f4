"""Percentages by PCT-01…07: exact ratio, half up, no rounding into success."""

from decimal import ROUND_HALF_UP, Decimal

NO_TARGET = "không giao chỉ tiêu"


def ratio(actual, target):
    """actual / target × 100 as an unrounded Decimal; None without a target."""
    if not target:
        return None
    return Decimal(actual) * 100 / Decimal(target)


def rounded(percent, places=1):
    """Half up to `places`; None stays None."""
    if percent is None:
        return None
    return percent.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def text(percent, places=1):
    """ "119,2%" or "100%": at most `places` decimals, comma, no space (PCT-04)."""
    if percent is None:
        return "–"
    shown = f"{rounded(percent, places):f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return shown.replace(".", ",").replace("-", "−") + "%"


def form_text(percent):
    """Two decimals, as in statistical forms: "100,00"."""
    if percent is None:
        return ""
    return f"{rounded(percent, 2):f}".replace(".", ",")


def verdict(actual, target, *, is_over):
    """(sign, word) of a result against its target, by the exact figures (PCT-05)."""
    if not target:
        return "", NO_TARGET
    if actual > target:
        return "▲", "vượt"
    if actual == target:
        return "✓", "đạt"
    return ("✗", "chưa đạt") if is_over else ("…", "đang thực hiện")
