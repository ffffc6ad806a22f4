"""One seeded source of chance: the same register on every machine."""

import datetime as dt
import random

START = dt.date(2010, 1, 1)
BODY_ON = dt.date(2015, 9, 17)
LAST = dt.date(2021, 12, 31)

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Minh", "Ngọc", "Quang", "Hữu", "Thanh")
GIVEN = ("An", "Bình", "Dũng", "Đạt", "Hà", "Hòa", "Lan", "Mai", "Nam", "Ánh", "Yến")


class Chance:
    """Draws of days, names and yes or no."""

    def __init__(self, seed=2021):
        self.random = random.Random(seed)

    def happens(self, share):
        return self.random.random() < share

    def day(self, first, last):
        """A day from `first` to `last`, both included."""
        return first + dt.timedelta(days=self.random.randint(0, (last - first).days))

    def days(self, low, high):
        return dt.timedelta(days=self.random.randint(low, high))

    def name(self):
        return " ".join(self.random.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
