"""A register of 10,000 enterprises and a list of 20,000 rows over it, with the truth.

Every probability stands in `PARAMETERS`, and bench/README.md tells them. Nothing here
knows how rows are matched: the abbreviations and faults are typed from what lists of
agencies look like, and are not read from the product's tables.
"""

import random
from dataclasses import dataclass, field

from enterprises.sources.legacy import TO_TCVN3
from enterprises.tax_code import check_digit

PARAMETERS = {
    "seed": 7,
    "listed": 0.85,  # enterprises of the register that the list names
    "twice": 0.04,  # of those named, named a second time
    "same_own_name": 0.01,  # new ones that bear the own name of one in the register
    "no_code_in_register": 0.05,
    "no_code": 0.08,
    "lost_zero": 0.35,  # the code is a number cell
    "decorated_code": 0.10,  # spaces, dots, an apostrophe
    "wrong_digit": 0.03,
    "tcvn3": 0.15,
    "short_legal_form": 0.5,  # CTY, TNHH, CP, MTV, T.N.H.H, 1TV…
    "short_activity": 0.4,  # TM, DV, XD, SX…
    "swapped": 0.10,  # words in another order
    "typo": 0.08,
    "capitals": 0.3,
    "no_tones": 0.05,
    "no_ward": 0.10,
    "ward_in_address": 0.3,
    "other_ward": 0.03,
}

_FORMS = {
    "Công ty TNHH": ("CTY TNHH", "Cty TNHH", "C.ty TNHH", "Công ty T.N.H.H"),
    "Công ty TNHH MTV": (
        "CTY TNHH MTV",
        "Công ty TNHH một thành viên",
        "Công ty trách nhiệm hữu hạn 1 thành viên",
        "Cty TNHH 1TV",
    ),
    "Công ty cổ phần": ("CTCP", "CTY CP", "Cty CP", "Công ty CP"),
    "Doanh nghiệp tư nhân": ("DNTN", "DN tư nhân"),
}
_WEIGHTS = (55, 20, 22, 3)
_ACTIVITIES = {
    "Thương mại": "TM",
    "Dịch vụ": "DV",
    "Xây dựng": "XD",
    "Sản xuất": "SX",
    "Thương mại và Dịch vụ": "TM&DV",
    "Xây dựng và Thương mại": "XD - TM",
    "Đầu tư và Xây dựng": "ĐT & XD",
    "Xuất nhập khẩu": "XNK",
    "Đầu tư và Phát triển": "ĐT&PT",
    "Công nghệ": "CN",
    "Vận tải": "VT",
    "Cơ khí": "CK",
    "Nội thất": "NT",
    "Du lịch": "DL",
    "Thực phẩm": "TP",
    "Giáo dục": "GD",
    "": "",
}
_SYLLABLES = [
    "An",
    "Bảo",
    "Bình",
    "Cát",
    "Châu",
    "Đại",
    "Đăng",
    "Đông",
    "Đức",
    "Dũng",
    "Gia",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hòa",
    "Hoàng",
    "Hồng",
    "Hùng",
    "Hưng",
    "Hương",
    "Khang",
    "Khánh",
    "Kim",
    "Lâm",
    "Lan",
    "Lộc",
    "Long",
    "Mai",
    "Minh",
    "Mỹ",
    "Nam",
    "Nghĩa",
    "Ngọc",
    "Nhật",
    "Phát",
    "Phong",
    "Phú",
    "Phúc",
    "Phương",
    "Quang",
    "Quốc",
    "Sao",
    "Sơn",
    "Tâm",
    "Tân",
    "Thái",
    "Thành",
    "Thắng",
    "Thiên",
    "Thịnh",
    "Thu",
    "Thuận",
    "Tiến",
    "Tín",
    "Toàn",
    "Trí",
    "Trung",
    "Trường",
    "Tuấn",
    "Uy",
    "Vạn",
    "Việt",
    "Vinh",
    "Vũ",
    "Xuân",
    "Yên",
]
_STREETS = (
    "Giải Phóng",
    "Lĩnh Nam",
    "Trương Định",
    "Tam Trinh",
    "Định Công",
    "Kim Ngưu",
)
_BARE = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ",
    "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"
    "AAAAAAAAAAAAAAAAAEEEEEEEEEEEIIIIIOOOOOOOOOOOOOOOOOUUUUUUUUUUUYYYYYD",
)
HEAD = ("STT", "Mã số thuế", "Tên người nộp thuế", "Địa chỉ", "Phường", "Số LĐ")


@dataclass(frozen=True)
class Firm:
    """What an enterprise really is; `place` is its ward, a number."""

    number: int
    code: str
    form: str
    activity: str
    own: str
    place: int
    in_register: bool
    has_code: bool = True

    @property
    def name(self):
        return " ".join(part for part in (self.form, self.activity, self.own) if part)


@dataclass
class Made:
    """The register, the cells of the list, and for each row who it is (or None)."""

    register: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    truth: list = field(default_factory=list)


class Maker:
    def __init__(self, wards, known, rows, parameters=PARAMETERS):
        self.p, self.wards = parameters, wards
        self.rng = random.Random(parameters["seed"])
        self.serial, self.names = 100_000, set()
        self.sizes = known, rows

    def make(self):
        known, wanted = self.sizes
        made = Made([self._firm(n, True) for n in range(known)])
        named = self.rng.sample(made.register, int(known * self.p["listed"]))
        named += self.rng.sample(named, int(len(named) * self.p["twice"]))
        new = [self._new(made, n) for n in range(max(wanted - len(named), 0))]
        listed = (named + new)[:wanted]
        self.rng.shuffle(listed)
        for number, firm in enumerate(listed, start=1):
            made.rows.append((number, *self._row(firm)))
            made.truth.append(firm.number if firm.in_register else None)
        return made

    def _chance(self, name):
        return self.rng.random() < self.p[name]

    def _code(self):
        """The next code that exists; serials lie apart, as those of a district do."""
        while True:
            self.serial += self.rng.randint(1, 200)
            head = f"01{self.serial:07d}"
            if digit := check_digit(head):
                return head + digit

    def _firm(self, number, in_register, own=None):
        while True:
            form = self.rng.choices(list(_FORMS), _WEIGHTS)[0]
            activity = self.rng.choice(list(_ACTIVITIES))
            words = self.rng.sample(_SYLLABLES, self.rng.choice((2, 2, 3, 3, 3)))
            firm = Firm(
                number,
                self._code(),
                form,
                activity,
                own or " ".join(words),
                self.rng.randrange(len(self.wards)),
                in_register,
                not (in_register and self._chance("no_code_in_register")),
            )
            if firm.name not in self.names:  # no two bear one name, by law
                self.names.add(firm.name)
                return firm

    def _new(self, made, number):
        own = None
        if self._chance("same_own_name"):
            own = self.rng.choice(made.register).own
        return self._firm(number, False, own)

    def _row(self, firm):
        ward = self.wards[firm.place]
        if self._chance("other_ward"):
            ward = self.rng.choice(self.wards)
        line = f"Số {self.rng.randint(1, 400)} {self.rng.choice(_STREETS)}"
        in_address = self._chance("ward_in_address")
        if in_address:
            line += f", phường {ward}, quận Hoàng Mai, Hà Nội"
        shows = not in_address and not self._chance("no_ward")
        is_old = self._chance("tcvn3")
        cells = [self._name(firm, is_old), line, ward if shows else ""]
        if is_old:
            cells = [cell.translate(TO_TCVN3) for cell in cells]
        elif self._chance("no_tones"):
            cells = [cell.translate(_BARE) for cell in cells]
        return (self._shown_code(firm), *cells, self.rng.randint(1, 300))

    def _name(self, firm, is_old):
        form, activity, own = firm.form, firm.activity, firm.own
        if self._chance("short_legal_form"):
            form = self.rng.choice(_FORMS[form])
        if self._chance("short_activity"):
            activity = _ACTIVITIES[activity]
        parts = [part for part in (form, activity, own) if part]
        if self._chance("swapped"):
            self.rng.shuffle(parts)
        text = " ".join(parts)
        if self._chance("typo"):
            text = self._typo(text)
        # Capitals with marks do not exist in TCVN3: its rows keep their small letters.
        return text.upper() if self._chance("capitals") and not is_old else text

    def _typo(self, text):
        places = [i for i, c in enumerate(text) if c.isalpha()]
        at, kind = self.rng.choice(places), self.rng.randrange(4)
        other = self.rng.choice("abcdeghiklmnopqrstuvxy")
        return {
            0: text[:at] + text[at + 1 :],
            1: text[:at] + text[at] + text[at:],
            2: text[:at] + other + text[at + 1 :],
            3: text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
        }[kind]

    def _shown_code(self, firm):
        if self._chance("no_code"):
            return ""
        code = firm.code
        if self._chance("wrong_digit"):
            at = self.rng.randrange(2, 10)
            wrong = (int(code[at]) + self.rng.randint(1, 9)) % 10
            code = f"{code[:at]}{wrong}{code[at + 1 :]}"
        if self._chance("lost_zero"):
            return float(code)
        if self._chance("decorated_code"):
            split = f"{code[:4]}{self.rng.choice(' .')}{code[4:7]} {code[7:]}"
            return self.rng.choice((f"'{code}", split, f" {code} "))
        return code
