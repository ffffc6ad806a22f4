"""What no record of a survey can say: said beside the field, before it is written."""

from hoangmai_party import clock

MOST = 999_999  # people of one enterprise; more is a slip of the thumb
MOST_ATTEMPTS = 99
BORN_FROM = 1900
GROWN_UP = 16  # nobody younger owns an enterprise

COUNTS = (
    *("workers", "women", "insured", "young"),
    *("members_official", "members_probationary"),
    *("members_at_home", "members_elsewhere", "prospects", "prospects_trained"),
)
TOO_MANY = f"Số quá lớn (nhiều nhất {MOST}): xin xem lại."


def senseless(record):
    """{field: message} of what can't be so; {} for a sound record."""
    found = {}
    for judge in (_numbers, _born, _parts, _days, _twins):
        found |= judge(record)
    return found


def _numbers(record):
    found = {n: TOO_MANY for n in COUNTS if (getattr(record, n) or 0) > MOST}
    if (record.attempts or 0) > MOST_ATTEMPTS:
        found["attempts"] = f"Nhiều nhất {MOST_ATTEMPTS} lần: xin xem lại."
    return found


def _born(record):
    if record.owner_born is None or record.surveyed_on is None:
        return {}
    last = record.surveyed_on.year - GROWN_UP
    if BORN_FROM <= record.owner_born <= last:
        return {}
    return {"owner_born": f"Năm sinh phải từ {BORN_FROM} đến {last}."}


def _parts(record):
    found = {}
    if record.workers is not None and (record.young or 0) > record.workers:
        found["young"] = "Lao động dưới 35 tuổi không được quá tổng số lao động."
    if record.members_official is not None:
        members = record.members_official + (record.members_probationary or 0)
        placed = (record.members_at_home or 0) + (record.members_elsewhere or 0)
        if placed > members:
            found["members_elsewhere"] = (
                f"Nơi sinh hoạt ghi {placed} người, nhiều hơn {members} đảng viên "
                "chính thức và dự bị."
            )
    return found


def _days(record):
    day = record.surveyed_on
    if day is None:
        return {}
    if day > clock.today():
        today = f"{clock.today():%d/%m/%Y}"
        return {"surveyed_on": f"Ngày không được ở tương lai (hôm nay là {today})."}
    if record.campaign_id and day < record.campaign.started_on:
        began = f"{record.campaign.started_on:%d/%m/%Y}"
        return {"surveyed_on": f"Ngày không được trước khi đợt bắt đầu ({began})."}
    return {}


def _twins(record):
    if record.duplicate_of_id and record.duplicate_of_id == record.enterprise_id:
        return {"duplicate_of": "Doanh nghiệp không trùng với chính nó."}
    return {}
