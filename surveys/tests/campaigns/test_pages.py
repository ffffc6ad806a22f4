"""The pages of campaigns, as the office uses them."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.desk import NO_DAY, REQUIRED, written
from branches.tests.factories import AccessFactory, BranchFactory
from enterprises.models import Agency, Ward
from hoangmai_party import clock
from surveys.campaigns import acts
from surveys.campaigns.forms import CampaignForm
from surveys.models import Assignment, Campaign, Team
from surveys.tests.campaigns.conftest import LISTED, firm
from surveys.tests.factories import (
    AssignmentFactory,
    CampaignFactory,
    SurveyRecordFactory,
    TeamFactory,
)


def url(name, *args):
    return reverse(f"surveys:{name}", args=args)


def plan(world, **typed):
    return {
        "name": "Khảo sát 2022",
        "plan_number": "05-KH/ĐUK",
        "planned_on": "04/01/2022",
        "started_on": "05/01/2022",
        "ended_on": "31/03/2022",
        "surveys_wanted": "120",
        "owners_wanted": "30",
        "foundings_wanted": "4",
        "wards": [world.here.pk],
        "agencies": [world.agency.pk],
        **typed,
    }


def test_campaign_is_made_and_opens(world):
    answer = world.client.post(url("campaign-new"), plan(world), follow=True)
    made = Campaign.objects.get(name="Khảo sát 2022")
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert (made.planned_on, made.owners_wanted) == (dt.date(2022, 1, 4), 30)
    assert (list(made.wards.all()), list(made.agencies.all())) == (
        [world.here],
        [world.agency],
    )


def test_agencies_stand_in_vietnamese_order(world):
    made = [
        Agency.objects.create(kind="other", name=name)
        for name in ("Ủy ban", "Đảng ủy phường", "Văn phòng")
    ]
    world.campaign.agencies.add(*made)
    wanted = [world.agency.name, "Đảng ủy phường", "Ủy ban", "Văn phòng"]
    for name, args in (("campaign-new", []), ("campaign-edit", [world.campaign.pk])):
        form = world.client.get(url(name, *args)).context["form"]
        assert [name for _, name in form.fields["agencies"].choices] == wanted
    page = world.client.get(world.campaign.get_absolute_url())
    assert [str(one) for one in page.context["agencies"]] == wanted


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", REQUIRED),
        ("started_on", "31/02/2022", NO_DAY),
        ("ended_on", "01/01/2022", "Ngày kết thúc không được trước ngày bắt đầu."),
    ],
)
def test_bad_plan_is_refused_at_its_field(world, field, text, said):
    before = written()
    page = world.client.post(url("campaign-new"), plan(world, **{field: text}))
    assert page.context["form"].errors == {field: [said]}
    assert 'value="05-KH/ĐUK"' in page.content.decode()
    assert written() == before


def test_ward_that_did_not_stand_is_refused(world):
    new = Ward.objects.get(code="00316", ended_on=None)
    page = world.client.post(url("campaign-new"), plan(world, wards=[new.pk]))
    said = f"Vào ngày bắt đầu 05/01/2022 không có: {new}."
    assert page.context["form"].errors == {"wards": [said]}


def test_ward_that_ended_today_is_of_another_time(world):
    world.here.ended_on = clock.today()
    world.here.save()
    choices = [pk for pk, _ in CampaignForm().fields["wards"].choices]
    assert choices.index(world.here.pk) > choices.index(world.there.pk)


def test_ward_with_a_list_is_not_dropped(world):
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    typed = plan(world, wards=[world.here.pk], started_on="01/03/2021")
    page = world.client.post(url("campaign-edit", world.campaign.pk), typed)
    said = f"Chưa bỏ được {world.there}: đã có danh sách hoặc phân công."
    assert page.context["form"].errors == {"wards": [said]}
    assert world.campaign.wards.count() == 2


def test_team_and_assignment_are_added(world):
    pk = world.campaign.pk
    world.client.post(url("campaign-part-new", pk, "teams"), {"name": "Tổ 2"})
    team = Team.objects.get(name="Tổ 2")
    typed = {"team": team.pk, "ward": world.here.pk, "quota": "7"}
    typed |= {"agency": world.agency.pk, "due_on": "30/06/2021", "note": ""}
    world.client.post(url("campaign-part-new", pk, "assignments"), typed)
    made = Assignment.objects.get(team=team)
    assert (made.quota, made.due_on) == (7, dt.date(2021, 6, 30))


def test_team_of_the_same_name_is_refused(world):
    address = url("campaign-part-new", world.campaign.pk, "teams")
    page = world.client.post(address, {"name": "Tổ 1"})
    assert page.context["form"].errors == {"name": ["Đợt này đã có tổ cùng tên."]}


def test_assignment_twice_and_of_another_campaign_are_refused(world):
    address = url("campaign-part-new", world.campaign.pk, "assignments")
    typed = {"team": world.team.pk, "ward": world.here.pk}
    page = world.client.post(address, typed)
    said = "Tổ này đã được giao phường đó trong đợt."
    assert page.context["form"].errors == {"ward": [said]}
    stranger = TeamFactory()
    page = world.client.post(address, {"team": stranger.pk, "ward": world.there.pk})
    assert list(page.context["form"].errors) == ["team"]
    assert Assignment.objects.count() == 1


def test_due_before_the_start_is_refused(world):
    address = url("campaign-part", world.campaign.pk, "assignments", world.given.pk)
    typed = {"team": world.team.pk, "ward": world.here.pk, "due_on": "01/01/2021"}
    page = world.client.post(address, typed)
    said = "Hạn không được trước ngày bắt đầu đợt."
    assert page.context["form"].errors == {"due_on": [said]}


def test_team_with_assignments_is_not_voided(world):
    address = url("campaign-part-void", world.campaign.pk, "teams", world.team.pk)
    page = world.client.post(address, {"reason": "Nhầm"})
    [said] = page.context["form"].non_field_errors()
    assert said.startswith("Chưa hủy được: còn 1 phân công khảo sát")
    given = url("campaign-part-void", world.campaign.pk, "assignments", world.given.pk)
    world.client.post(given, {"reason": "Nhầm"})
    world.client.post(address, {"reason": "Nhầm"})
    assert not Team.objects.exists()


def listing_of(world, **typed):
    wards = [world.here.pk, world.there.pk]
    return {"day": "15/03/2021", "wards": wards, "chosen": "", **typed}


def test_list_is_previewed_then_written_as_seen(world):
    address = url("campaign-list-add", world.campaign.pk)
    page = world.client.post(address, listing_of(world, preview="1"))
    assert page.context["counts"] == [(world.here, 3), (world.there, 1)]
    assert not world.campaign.listed.exists()
    seen = {"seen": page.context["seen"], "write": "1"}
    firm("Công ty Mới", world.here, "Số 3 phố Ba")
    moved_on = world.client.post(address, listing_of(world, **seen))
    assert "Sổ đã thay đổi" in moved_on.context["form"].non_field_errors()[0]
    assert not world.campaign.listed.exists()
    seen["seen"] = moved_on.context["seen"]
    world.client.post(address, listing_of(world, **seen))
    assert world.campaign.listed.count() == 5


def test_pasted_rows_are_told_one_by_one(world):
    address = url("campaign-list-add", world.campaign.pk)
    firm("Công ty Ngoài", world.beyond, "Số 1", 9)
    chosen = "Công ty An\nCông ty Lạ\nCông ty Ngoài"
    page = world.client.post(address, listing_of(world, chosen=chosen, preview="1"))
    found = page.context
    assert [line.name for line in found["found"]] == ["Công ty An"]
    assert found["faults"] == [(2, "Công ty Lạ", "không có trong sổ")]
    assert found["not_taken"] == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"day": "15/01/2022"}, "day", "Ngày không được ở tương lai."),
        ({"day": "31/02/2021"}, "day", NO_DAY),
        ({"wards": []}, "wards", "Chọn ít nhất một phường."),
    ],
)
def test_bad_question_of_a_list_is_refused(world, typed, field, said):
    address = url("campaign-list-add", world.campaign.pk)
    page = world.client.post(address, listing_of(world, **typed, write="1"))
    assert page.context["form"].errors == {field: [said]}
    assert not world.campaign.listed.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first": "3"}, "last"),
        ({"last": "3"}, "first"),
        ({"first": "5", "last": "3"}, "last"),
        ({"first": "0", "last": "3"}, "first"),
        ({"first": "x", "last": "3"}, "first"),
    ],
)
def test_bad_range_is_refused(world, typed, field):
    address = url("campaign-list-share", world.campaign.pk)
    page = world.client.post(address, {"assignment": world.given.pk, **typed})
    assert list(page.context["form"].errors) == [field]


def test_page_counts_quota_lines_and_records(world):
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    acts.share(assignment=world.given, by=world.user, first=1, last=2)
    first = world.given.listed.get(number=1)
    SurveyRecordFactory(campaign=world.campaign, enterprise=first.enterprise)
    page = world.client.get(world.campaign.get_absolute_url())
    [given] = page.context["given"]
    assert (given.row.lines, given.row.done, given.state) == (2, 1, ("…", "đang làm"))
    numbers = {
        place.ward: (place.lines, place.shared, place.done)
        for place in page.context["places"]
    }
    assert numbers == {world.here: (3, 2, 1), world.there: (1, 0, 0)}


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("done", ["Công ty Bình"]),
        ("waiting", ["Công ty An", "Công ty Đức", "Công ty Xa"]),
        ("unshared", ["Công ty Đức", "Công ty Xa"]),
        ("nonsense", ["Công ty Bình", "Công ty An", "Công ty Đức", "Công ty Xa"]),
    ],
)
def test_list_by_state(world, state, names):
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    acts.share(assignment=world.given, by=world.user, first=1, last=2)
    SurveyRecordFactory(campaign=world.campaign, enterprise=world.firms[2])
    address = url("campaign-list", world.campaign.pk)
    page = world.client.get(address, {"state": state, "ward": "x", "page": "0"})
    assert [row.name for row in page.context["rows"]] == names


@pytest.mark.parametrize("name", ["campaigns", "campaign", "campaign-list", "keying"])
@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(world, name, count, django_assert_num_queries):
    numbers = {"campaigns": 8, "campaign": 21, "campaign-list": 12, "keying": 12}
    for number in range(count):
        team = TeamFactory(campaign=world.campaign, people="Ai")
        team.users.add(world.user)
        AssignmentFactory(team=team, ward=world.there, agency=world.agency)
        firm(f"Công ty {number}", world.here, f"Số {number} phố Dài")
        CampaignFactory().wards.add(world.there)
    acts.list_enterprises(campaign=world.campaign, day=LISTED, by=world.user)
    acts.share(assignment=world.given, by=world.user)
    for row in world.given.listed.all()[:count]:
        SurveyRecordFactory(campaign=world.campaign, enterprise=row.enterprise)
    args = {"campaigns": (), "keying": (world.campaign.pk, world.given.pk)}
    address = url(name, *args.get(name, (world.campaign.pk,)))
    with django_assert_num_queries(numbers[name]):
        assert world.client.get(address).status_code == 200


def test_who_looks_after_a_branch_alone_finds_nothing(world, client):
    user = User.objects.create(username="bithu")
    user.groups.set(world.user.groups.all())
    AccessFactory(user=user, branch=BranchFactory())
    client.force_login(user)
    pk = world.campaign.pk
    addresses = (
        url("campaigns"),
        url("campaign-new"),
        url("campaign", pk),
        url("campaign-list", pk),
        url("keying", pk, world.given.pk),
    )
    assert {client.get(a).status_code for a in addresses} == {404}


def test_row_of_another_campaign_is_not_found(world):
    stranger = AssignmentFactory()
    addresses = (
        url("campaign-part", world.campaign.pk, "assignments", stranger.pk),
        url("campaign-part", world.campaign.pk, "listed", world.given.pk),
        url("keying", world.campaign.pk, stranger.pk),
    )
    assert {world.client.get(a).status_code for a in addresses} == {404}
