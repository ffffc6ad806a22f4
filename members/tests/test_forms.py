import datetime as dt

from accounts.sealed import mask
from members.admin import MemberAdmin
from members.forms import MemberForm, QualificationForm
from members.models import Member, Qualification
from members.tests.factories import MemberFactory

NUMBER = "000090000001"
Form = type(
    "Form",
    (MemberForm,),
    {
        "Meta": type(
            "Meta",
            (),
            {
                "model": Member,
                "fields": [
                    "full_name",
                    "sex",
                    "born_on",
                    "born_precision",
                    "ethnicity",
                    "religion",
                    "citizen_id",
                    "citizen_id_accepted",
                ],
            },
        )
    },
)


def post(member, **change):
    data = {
        "full_name": member.full_name,
        "sex": member.sex,
        "born_on": "01/01/1990",
        "born_precision": "day",
        "ethnicity": "01",
        "religion": "00",
        "citizen_id": mask(NUMBER),
        "citizen_id_accepted": "on",
        **change,
    }
    return Form(data, instance=Member.objects.get(pk=member.pk))


def test_member_form_shows_the_number_masked(db):
    member = MemberFactory(citizen_id=NUMBER)
    assert NUMBER not in str(Form(instance=member))
    assert mask(NUMBER) in str(Form(instance=member))


def test_unchanged_save_keeps_the_sealed_number(db):
    member = MemberFactory(citizen_id=NUMBER)
    form = post(member, phone="1")
    assert form.is_valid(), form.errors
    form.save()
    member.refresh_from_db()
    assert member.citizen_id == NUMBER


def test_retyped_number_is_checked_and_saved(db):
    member = MemberFactory(citizen_id=NUMBER)
    assert "citizen_id" in post(member, citizen_id="00009000000x").errors
    form = post(member, citizen_id="000090000002")
    assert form.is_valid(), form.errors
    assert form.save().citizen_id == "000090000002"


def test_admin_uses_the_masking_form():
    assert MemberAdmin.form is MemberForm


def test_qualification_form_writes_kind_and_level(db):
    member = MemberFactory()
    data = {"degree": "profession:4", "granted_on": "30/06/2012"}
    form = QualificationForm(data, instance=Qualification(member=member))
    assert form.is_valid(), form.errors
    row = form.save()
    assert (row.kind, row.level, row.granted_on) == (
        "profession",
        4,
        dt.date(2012, 6, 30),
    )
    assert QualificationForm(instance=row).initial["degree"] == "profession:4"


def test_qualification_form_needs_a_degree(db):
    form = QualificationForm({"granted_on": "30/06/2012"})
    assert set(form.errors) == {"degree"}
