"""A closed campaign: nothing of it changes, by act, form, desk or voiding."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.records import VoidError
from accounts.tests.desk import Answer, Desk, written
from members.actions import NotPossibleError
from surveys.campaigns import acts
from surveys.models import Assignment, Campaign, ListedEnterprise, Team
from surveys.tests.campaigns.conftest import LISTED, STARTED, TODAY
from surveys.tests.factories import SurveyDraftFactory, SurveyRecordFactory

CLOSED = dt.date(2021, 12, 31)
SAID = (
    "Đợt khảo sát “Đợt 1” đã đóng ngày 31/12/2021: không sửa, không hủy được gì của đợt "
    "nữa."
)


@pytest.fixture
def closed(world):
    """The same world, with a list, closed on 31/12/2021."""
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    acts.close(campaign=world.campaign, on=CLOSED, by=world.user)
    world.campaign.refresh_from_db()
    world.row = world.campaign.listed.first()
    return world


def test_closing_sets_the_day(closed):
    assert (closed.campaign.closed_on, closed.campaign.is_closed) == (CLOSED, True)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (dt.date(2022, 1, 15), "Ngày đóng đợt không được ở tương lai."),
        (dt.date(2021, 2, 28), "Ngày đóng đợt không được trước ngày bắt đầu."),
        (dt.date(2021, 6, 1), "Đợt có phiếu khảo sát ngày 02/06/2021, sau ngày đóng."),
    ],
)
def test_campaign_is_not_closed_on_a_wrong_day(world, on, said):
    SurveyRecordFactory(campaign=world.campaign, surveyed_on=dt.date(2021, 6, 2))
    with pytest.raises(NotPossibleError, match=said):
        acts.close(campaign=world.campaign, on=on, by=world.user)
    world.campaign.refresh_from_db()
    assert world.campaign.closed_on is None


def test_campaign_without_a_list_is_not_said_to_be_done(world):
    address = reverse("surveys:campaign-close", args=[world.campaign.pk])
    done, none = (
        "Mọi doanh nghiệp trong danh sách đã có phiếu",
        "Đợt chưa lập danh sách",
    )
    page = world.client.get(address).content.decode()
    assert f"! {none}." in page
    assert done not in page
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    for line in world.campaign.listed.all():
        row = {"campaign": world.campaign, "enterprise": line.enterprise}
        SurveyRecordFactory(**row, result="no_source")
    page = world.client.get(address).content.decode()
    assert f"✓ {done}" in page
    assert none not in page


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "Đang khảo sát"),
        (TODAY, "Đang khảo sát"),
        (TODAY - dt.timedelta(days=1), "Quá hạn, chưa đóng"),
    ],
)
def test_campaign_past_its_days_is_late(world, until, said):
    world.campaign.ended_on = until
    world.campaign.save()
    assert world.campaign.state == said
    page = world.client.get(world.campaign.get_absolute_url()).content.decode()
    assert said in page


def test_every_act_refuses(closed):
    by = {"by": closed.user}
    for act in (
        lambda: acts.close(campaign=closed.campaign, on=CLOSED, **by),
        lambda: acts.list_enterprises(campaign=closed.campaign, day=LISTED, **by),
        lambda: acts.take_out(closed.row, reason="Trùng", **by),
        lambda: acts.share(assignment=closed.given, **by),
        lambda: acts.void(closed.team, reason="Nhầm", **by),
    ):
        with pytest.raises(NotPossibleError) as refused:
            act()
        assert str(refused.value) == SAID


@pytest.mark.parametrize("row", ["campaign", "team", "given", "row"])
def test_row_is_not_voided(closed, row):
    with pytest.raises(VoidError) as refused:
        getattr(closed, row).void(by=closed.user, reason="Nhầm")
    assert str(refused.value) == SAID


@pytest.mark.parametrize(
    ("model", "row", "typed"),
    [
        (Campaign, "campaign", {"name": "Đợt khác"}),
        (Campaign, "campaign", {"started_on": "01/03/2021"}),
        (Team, "team", {"head": "Ai"}),
        (Assignment, "given", {"quota": "5"}),
        (ListedEnterprise, "row", {"number": "77"}),
    ],
)
def test_desk_refuses_in_words(closed, model, row, typed):
    desk = Desk(closed.client, closed.user)
    before = written()
    answer = desk.save(model, getattr(closed, row), **typed)
    assert answer == Answer({}, above=(SAID,))
    assert written() == before


def test_desk_takes_no_new_row_and_moves_none_into_it(closed):
    desk, other = (
        Desk(closed.client, closed.user),
        Campaign.objects.create(name="Đợt 2", started_on=STARTED),
    )
    new = desk.save(Team, campaign=closed.campaign.pk, name="Tổ mới")
    away = desk.save(Team, closed.team, campaign=other.pk)
    assert (new, away) == (Answer({}, above=(SAID,)),) * 2


def test_start_behind_the_day_of_closing_is_told_at_its_field(closed):
    desk = Desk(closed.client, closed.user)
    answer = desk.save(Campaign, closed.campaign, started_on="01/01/2022")
    said = "Ngày đóng đợt không được trước ngày bắt đầu."
    assert answer == Answer({"started_on": [said]}, above=(SAID,))


@pytest.mark.parametrize(
    ("name", "args", "typed"),
    [
        ("campaign-edit", (), {"name": "Khác", "started_on": "01/03/2021"}),
        ("campaign-close", (), {"on": "31/12/2021"}),
        ("campaign-part-new", ("teams",), {"name": "Tổ 3"}),
        ("campaign-list-out", ("row",), {"reason": "Trùng"}),
        ("campaign-part-void", ("teams", "team"), {"reason": "Nhầm"}),
    ],
)
def test_page_refuses_in_words(closed, name, args, typed):
    keys = [getattr(closed, a).pk if hasattr(closed, a) else a for a in args]
    address = reverse(f"surveys:{name}", args=[closed.campaign.pk, *keys])
    before = written()
    page = closed.client.post(address, typed)
    assert page.context["form"].non_field_errors() == [SAID]
    assert written() == before


def test_page_says_what_closing_leaves_open(world):
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    SurveyRecordFactory(campaign=world.campaign, enterprise=world.firms[0])
    SurveyDraftFactory(
        campaign=world.campaign, enterprise=world.firms[1], entered_by=world.user
    )
    address = reverse("surveys:campaign-close", args=[world.campaign.pk])
    assert world.client.get(address).context["left"] == [
        (3, "doanh nghiệp trong danh sách chưa có phiếu"),
        (1, "phiếu chưa xác nhận phân loại"),
        (1, "phiếu đang nhập dở, sẽ không ghi được nữa"),
    ]


def test_filed_line_is_not_voided_at_the_desk(world):
    [row, *_] = acts.list_enterprises(
        campaign=world.campaign, day=LISTED, by=world.user
    )
    SurveyRecordFactory(campaign=world.campaign, enterprise=row.enterprise)
    address = reverse("admin:surveys_listedenterprise_delete", args=[row.pk])
    page = world.client.post(address, {"reason": "Trùng"}, follow=True)
    assert "đã có phiếu khảo sát trong đợt này" in page.content.decode()
    assert ListedEnterprise.objects.filter(pk=row.pk).exists()
