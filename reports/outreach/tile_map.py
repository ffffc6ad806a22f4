"""Sơ đồ phường: one square a ward, laid out roughly as the wards lie; not to scale."""

import datetime as dt
from dataclasses import dataclass

from enterprises.wards import VALID_FROM_NEW, VALID_FROM_OLD


@dataclass(frozen=True)
class Layout:
    """Where the tiles of the wards that began on one day stand: {code: (column, row)}.

    `slices` are units that took only a part of the old district.
    """

    started_on: dt.date
    places: dict
    slices: frozenset = frozenset()


OLD = Layout(
    VALID_FROM_OLD,
    {
        "00310": (2, 0),  # Mai Động
        "00304": (3, 0),  # Vĩnh Hưng
        "00301": (4, 0),  # Thanh Trì
        "00307": (0, 1),  # Định Công
        "00313": (1, 1),  # Tương Mai
        "00319": (2, 1),  # Tân Mai
        "00322": (3, 1),  # Hoàng Văn Thụ
        "00328": (4, 1),  # Lĩnh Nam
        "00316": (0, 2),  # Đại Kim
        "00325": (1, 2),  # Giáp Bát
        "00331": (2, 2),  # Thịnh Liệt
        "00334": (4, 2),  # Trần Phú
        "00337": (1, 3),  # Hoàng Liệt
        "00340": (3, 3),  # Yên Sở
    },
)
NEW = Layout(
    VALID_FROM_NEW,
    {
        "00352": (1, 0),  # Phương Liệt
        "00283": (3, 0),  # Vĩnh Tuy
        "00364": (0, 1),  # Khương Đình
        "00316": (1, 1),  # Định Công
        "00322": (2, 1),  # Tương Mai
        "00301": (3, 1),  # Vĩnh Hưng
        "00328": (4, 1),  # Lĩnh Nam
        "00643": (0, 2),  # Thanh Liệt
        "00337": (1, 2),  # Hoàng Liệt
        "00331": (2, 2),  # Hoàng Mai
        "00340": (3, 2),  # Yên Sở
        "00640": (3, 3),  # xã Thanh Trì
    },
    frozenset({"00352", "00283", "00364", "00643", "00640"}),
)


def layout_of(day):
    """The layout of the wards that stood on `day`."""
    return OLD if day < NEW.started_on else NEW


@dataclass(frozen=True)
class Steps:
    """Classes of a measure: the lower borders of all but the first two, and its sign.

    0 stands alone; then comes what is above 0 and below the first border.
    """

    label: str
    borders: tuple
    sign: str = ""

    def of(self, value):
        """The number of the class; None where there is nothing to measure."""
        if value is None:
            return None
        if not value:
            return 0
        return 1 + sum(value >= border for border in self.borders)

    def legend(self):
        """[(number, words)] of every class, the lightest first."""
        lower = (0, *self.borders)
        words = [f"0{self.sign}"]
        for low, high in zip(lower, (*self.borders, None), strict=True):
            above = f"trên 0{self.sign}" if not low else f"từ {low}{self.sign}"
            words.append(
                above if high is None else f"{above} đến dưới {high}{self.sign}"
            )
        return list(enumerate(words))


@dataclass(frozen=True)
class Tile:
    """A ward on the map: where, what is printed, which class, the list behind it."""

    code: str
    name: str
    place: tuple
    figure: str
    step: int | None
    url: str = ""
    is_slice: bool = False
