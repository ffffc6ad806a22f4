"""Tỷ lệ hoàn thành xuất sắc: how many may be rated so, and by which document (R5.2)."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from hoangmai_party.periods import FAR
from members.models import Grade, RatingCap
from members.yearly.days import last_day

_OF = {
    RatingCap.Base.GOOD_ONLY: (Grade.GOOD,),
    RatingCap.Base.GOOD_UP: (Grade.EXCELLENT, Grade.GOOD),
    RatingCap.Base.ALL: tuple(Grade),
}
_OF_WORDS = {
    RatingCap.Base.GOOD_ONLY: "xếp loại hoàn thành tốt",
    RatingCap.Base.GOOD_UP: "xếp loại hoàn thành tốt trở lên",
    RatingCap.Base.ALL: "được xếp loại",
}
_ROUNDING = {
    RatingCap.Rounding.FLOOR: ROUND_FLOOR,
    RatingCap.Rounding.HALF_UP: ROUND_HALF_UP,
}


def cap_of(subject, year):
    """The cap that holds for a year: the row in force on its 31/12, or None."""
    return among(RatingCap.objects.filter(subject=subject), subject, year)


def among(rows, subject, year):
    """The same of rows that are read already: for many years at once."""
    last = last_day(year)
    for row in rows:
        held = row.started_on <= last < (row.ended_on or FAR)
        if row.subject == subject and held:
            return row
    return None


@dataclass(frozen=True)
class Share:
    """A cap met with numbers: `base` rated so far, `used` of them excellent."""

    cap: RatingCap
    base: int
    used: int

    @property
    def allowed(self):
        """How many may be excellent; exact, then rounded as the cap says."""
        exact = self.cap.percent * self.base / Decimal(100)
        return int(exact.quantize(Decimal(1), rounding=_ROUNDING[self.cap.rounding]))

    @property
    def left(self):
        """How many more may be; negative when the cap is passed."""
        return self.allowed - self.used

    @property
    def over(self):
        """By how many it is passed."""
        return max(0, -self.left)

    @property
    def source(self):
        """The document, and whether the office has confirmed the reading."""
        doubt = "" if self.cap.is_confirmed else "; văn phòng chưa xác nhận cách tính"
        return f"{self.cap.source}{doubt}"

    @property
    def words(self):
        """ "Được 12 trên 63 người xếp loại hoàn thành tốt trở lên, 20%, theo …"."""
        is_member = self.cap.subject == RatingCap.Subject.MEMBER
        unit = "người" if is_member else "chi bộ"
        percent = f"{self.cap.percent.normalize():f}".replace(".", ",")
        return (
            f"Được {self.allowed} trên {self.base} {unit} "
            f"{_OF_WORDS[self.cap.base]}, {percent}%, theo {self.source}. "
            f"Đã xếp hoàn thành xuất sắc {self.used}, {self._rest}."
        )

    @property
    def _rest(self):
        return f"vượt {self.over}" if self.over else f"còn {self.left}"


def share(cap, counts):
    """The `Share` of a cap for {grade: number}."""
    base = sum(counts.get(grade, 0) for grade in _OF[cap.base])
    return Share(cap, base, counts.get(Grade.EXCELLENT, 0))


def together(parts):
    """One {grade: number} of several."""
    return sum((Counter(part) for part in parts), Counter())
