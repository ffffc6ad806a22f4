"""Whether a record was surveyed while its campaign ran; nothing is refused for it."""


def is_outside(campaign, day):
    """Whether `day` lies before the campaign or after its last day."""
    is_late = campaign.ended_on is not None and day > campaign.ended_on
    return is_late or day < campaign.started_on


def warning(record):
    """What to look at again, in words, or ""."""
    campaign, day = record.campaign, record.surveyed_on
    if not is_outside(campaign, day):
        return ""
    until = f"{campaign.ended_on:%d/%m/%Y}" if campaign.ended_on else "chưa định"
    return (
        f"Ngày khảo sát {day:%d/%m/%Y} ngoài thời gian của đợt "
        f"({campaign.started_on:%d/%m/%Y} – {until})."
    )
