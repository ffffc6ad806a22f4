"""What writes a campaign: each act all or nothing, under one change set of the log."""

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from accounts.log import change_set
from accounts.records import VoidError
from hoangmai_party import clock
from members.actions import NotPossibleError, in_words
from surveys.campaigns import listing
from surveys.models import Campaign, ListedEnterprise


def locked(campaign, by):
    """The campaign, held until this transaction ends; refused once it is closed."""
    if not by.has_perm("surveys.change_campaign"):
        raise PermissionDenied
    rows = Campaign.objects.visible_to(by).select_for_update()
    if (row := rows.filter(pk=campaign.pk).first()) is None:
        raise NotPossibleError("Đợt khảo sát này đã bị hủy.")
    if said := row.closed_words():
        raise NotPossibleError(said)
    return row


@in_words()
def save(form, *, by, title):
    """Write a form of a campaign or of a row of it, as checked, with its many sides."""
    campaign = getattr(form.instance, "campaign", form.instance)
    if campaign.pk:
        locked(campaign, by)
    elif not by.has_perm("surveys.add_campaign"):
        raise PermissionDenied
    with change_set(f"{title}: {form.instance}"):
        return form.save()


@in_words()
def close(*, campaign, on, by):
    """Đóng đợt: from then on nothing of it changes, records are corrected by new ones."""
    campaign = locked(campaign, by)
    newest = campaign.records.aggregate(day=Max("surveyed_on"))["day"]
    if on > clock.today():
        raise NotPossibleError("Ngày đóng đợt không được ở tương lai.")
    if on < campaign.started_on:
        raise NotPossibleError("Ngày đóng đợt không được trước ngày bắt đầu.")
    if newest and newest > on:
        raise NotPossibleError(
            f"Đợt có phiếu khảo sát ngày {newest:%d/%m/%Y}, sau ngày đóng."
        )
    with change_set(f"Đóng đợt khảo sát: {campaign}"):
        campaign.closed_on = on
        campaign.save(update_fields=["closed_on"])
    return campaign


@in_words()
def list_enterprises(
    *, campaign, day, by, wards=None, without_branch=False, chosen=None
):
    """Đưa doanh nghiệp vào danh sách: name, address and ward stay as of `day`.

    All that work in the wards of the campaign on that day, or those `chosen`; numbers
    go on behind the last one of each ward, and one that was taken out is not used again.
    """
    campaign = locked(campaign, by)
    found = listing.lines(
        campaign, day, wards=wards, without_branch=without_branch, chosen=chosen
    )
    if not found:
        raise NotPossibleError("Không có doanh nghiệp nào để đưa vào danh sách.")
    with change_set(f"Lập danh sách khảo sát ngày {day:%d/%m/%Y}: {campaign}"):
        rows = list(_numbered(campaign, day, found))
        return ListedEnterprise.objects.bulk_create(rows)


def _numbered(campaign, day, found):
    used = ListedEnterprise.every.filter(campaign=campaign).order_by().values("ward")
    last = dict(used.annotate(last=Max("number")).values_list("ward", "last"))
    for line in found:
        last[line.ward] = last.get(line.ward, 0) + 1
        yield ListedEnterprise(
            campaign=campaign,
            enterprise_id=line.enterprise,
            number=last[line.ward],
            listed_on=day,
            name=line.name,
            tax_code=line.tax_code,
            address=line.address,
            ward_id=line.ward,
        )


@in_words()
def take_out(row, *, by, reason):
    """Đưa ra khỏi danh sách: the line is voided with why, its number stays empty."""
    locked(row.campaign, by)
    if said := row.filed_words():
        raise NotPossibleError(said)
    try:
        with change_set(f"Đưa ra khỏi danh sách khảo sát: {row.name}. {reason}"):
            row.void(by=by, reason=reason)
    except VoidError as error:
        raise NotPossibleError(str(error)) from error


@in_words()
def share(*, assignment, by, first=None, last=None):
    """Giao danh sách: lines of the ward to a team; returns how many it got.

    Without numbers those of the ward that no team has; a range is taken over from
    whoever has it.
    """
    campaign = locked(assignment.campaign, by)
    rows = campaign.listed.filter(ward=assignment.ward_id)
    if first is None:
        rows = rows.filter(assignment=None)
    else:
        rows = rows.filter(number__range=(first, last))
    with change_set(f"Giao danh sách khảo sát: {assignment}"):
        count = rows.exclude(assignment=assignment).update(assignment=assignment)
    if not count:
        raise NotPossibleError("Không có dòng nào để giao thêm cho phân công này.")
    return count


@in_words()
def void(row, *, by, reason):
    """Hủy a team or an assignment entered in error; what rests on it refuses."""
    locked(row.campaign, by)
    try:
        with change_set(f"Hủy {row._meta.verbose_name}: {row}. {reason}"):
            row.void(by=by, reason=reason)
    except VoidError as error:
        raise NotPossibleError(str(error)) from error
