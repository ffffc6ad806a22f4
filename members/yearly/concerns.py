"""What a grid of ratings says against the rules: warned of, with its source.

Only what the clerk adds or changes is judged: a line saved before, with its reason,
is not asked about again.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass

from branches.models import Rule
from branches.rulebook import RuleBook
from members.models import Grade, Rating, RatingCap
from members.yearly import caps
from members.yearly.overview import counted
from members.yearly.ratings import FIELDS, Line

_WHY = Rating.Unrated
_SUBJECT, _WITHIN = RatingCap.Subject, RatingCap.Within


@dataclass(frozen=True)
class Entry:
    """A line as typed: {field: value}."""

    line: Line
    values: dict

    @property
    def result(self):
        """The grade, else the reason why there is none, else empty."""
        return self.values["grade"] or self.values["unrated"]

    @property
    def is_cleared(self):
        return bool(self.line.saved) and not self.result

    @property
    def is_touched(self):
        """New, changed or cleared."""
        if not self.line.saved:
            return bool(self.result)
        saved = self.line.values()
        return any(self.values[name] != saved[name] for name in FIELDS)

    @property
    def in_words(self):
        if grade := self.values["grade"]:
            return Grade(grade).label.lower()
        return _WHY(self.values["unrated"]).label.lower()


@dataclass(frozen=True)
class Concern:
    """A rule that is not kept, its source, and the entries that break it."""

    text: str
    source: str
    entries: tuple = ()
    is_info: bool = False  # worth knowing; asks for no reason


def concerns(sheet, entries):
    """[Concern] of what the entries add or change."""
    touched = [entry for entry in entries if entry.is_touched]
    found = [*_caps(sheet, entries)]
    minimum = RuleBook(Rule.Code.RATING_MIN).row(Rule.Code.RATING_MIN, sheet.body.day)
    for entry in touched:
        found += _of(entry, sheet.year, minimum.source if minimum else "")
    return found


def digest(found):
    """Names what was shown: a reason counts for these warnings and no others."""
    texts = [concern.text for concern in found if not concern.is_info]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16] if texts else ""


def _of(entry, year, minimum):
    """[Concern] of one entry alone."""
    line, name = entry.line, entry.line.name
    found = []

    def say(text, source, *, is_info=False):
        found.append(Concern(f"{name}: {text}", source, (entry,), is_info))

    if entry.is_cleared:
        say(f"bỏ xếp loại đã ghi ({line.saved.result.lower()}).", "sổ đã ghi")
    if grade := entry.values["grade"]:
        sources = {
            _WHY.EXEMPT: "Quy định 294-QĐ/TW, điểm 7.2.3",
            _WHY.NEW: minimum,
            _WHY.FOUNDED: minimum,
        }
        for why, fact in line.reasons.items():
            say(f"được xếp loại tuy {fact}.", sources[why])
        if line.discipline and grade != Grade.NOT_DONE:
            say(_disciplined(line, entry), "Quy định 124-QĐ/TW; 366-QĐ/TW")
        if grade == Grade.NOT_DONE and line.unsatisfactory_before:
            text = f"hai năm liền không hoàn thành nhiệm vụ ({year - 1}, {year})"
            say(f"{text}: xem xét tư cách.", "Điều lệ Đảng, Điều 8", is_info=True)
    elif (why := entry.values["unrated"]) in _KNOWN and why not in line.reasons:
        say(f"ghi “{_WHY(why).label.lower()}” nhưng {_KNOWN[why]}.", "dữ liệu của sổ")
    return found


# What the register would know, if it were so.
_KNOWN = {
    _WHY.EXEMPT.value: "sổ không có dòng miễn nào vào ngày 31/12",
    _WHY.NEW.value: "sổ ghi ngày vào Đảng đã đủ thời gian",
    _WHY.FOUNDED.value: "sổ ghi chi bộ đã thành lập đủ thời gian",
}


def _disciplined(line, entry):
    form = line.discipline.get_form_display().lower()
    day = line.discipline.decided_on
    return f"bị {form} ngày {day:%d/%m/%Y}, xếp loại {entry.in_words}."


def _caps(sheet, entries):
    """The caps that these entries pass, or pass by more than before."""
    of_members = [entry for entry in entries if entry.line.member]
    of_branches = [entry for entry in entries if not entry.line.member]
    for subject, part, others in (
        (_SUBJECT.MEMBER, of_members, _other_members),
        (_SUBJECT.BRANCH, of_branches, _other_branches),
    ):
        changed = tuple(entry for entry in part if entry.is_touched)
        cap = caps.cap_of(subject, sheet.year) if changed else None
        if not cap:
            continue
        rest = others(sheet, cap)
        saved = (e.line.saved.grade for e in part if e.line.saved)
        before = caps.share(cap, caps.together([rest, Counter(saved)]))
        typed = (e.values["grade"] for e in part)
        after = caps.share(cap, caps.together([rest, Counter(typed)]))
        if after.over > before.over:
            best = (e for e in changed if e.values["grade"] == Grade.EXCELLENT)
            where = f"trong {cap.get_within_display().lower()}"
            yield Concern(
                f"Vượt tỷ lệ hoàn thành xuất sắc {where}. {after.words}",
                after.source,
                tuple(best) or changed,
            )


def _other_members(sheet, cap):
    """{grade: number} saved outside the lines of the sheet, as far as the cap looks."""
    found = counted(sheet.body) if cap.within == _WITHIN.BODY else {}
    found.pop(sheet.branch.pk, None)  # its lines are counted as they are typed
    strays = Counter(row.grade for row in sheet.strays)
    return caps.together([*found.values(), strays])


def _other_branches(sheet, cap):
    """The same of branches; a branch alone is no range for a share of branches."""
    rows = Rating.objects.filter(
        year=sheet.year, member=None, branch__in=sheet.body.branches()
    ).exclude(branch__in=[line.branch.pk for line in sheet.lines])
    return Counter(rows.values_list("grade", flat=True))
