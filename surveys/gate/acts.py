"""What writes a record, under one change set of the log."""

from accounts.log import change_set
from members.actions import NotPossibleError, in_words
from surveys.models import Campaign, SurveyedOrganisation, SurveyRecord


@in_words()
def file_record(*, campaign, enterprise, by, organisations=(), **fields):
    """Ghi phiếu khảo sát with its đoàn thể [(kind, members)]."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.is_closed:
        raise NotPossibleError("Đợt khảo sát này đã đóng: không ghi thêm phiếu.")
    record = SurveyRecord(campaign=campaign, enterprise=enterprise, **fields)
    with change_set(f"Ghi phiếu khảo sát: {enterprise}"):
        record.full_clean()
        record.save()
        for kind, members in organisations:
            SurveyedOrganisation.objects.create(
                record=record, kind=kind, members=members
            )
    return record
