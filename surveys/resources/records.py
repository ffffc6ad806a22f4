"""Survey records and the đoàn thể on them by spreadsheet."""

from django.core.exceptions import ValidationError

from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises.models import Agency, Enterprise
from enterprises.resources import ENTERPRISE_CELLS, TAX_CODE, WARD
from hoangmai_party import clock
from surveys.gate import acts
from surveys.gate.entering import is_office, may_enter
from surveys.models import Campaign, SurveyedOrganisation, SurveyRecord, Team

CAMPAIGN = Reference(Campaign, (("name",),))
AGENCY = Reference(Agency, (("name",),))
TWIN = Reference(Enterprise, (("tax_code",), ("name",)), shown_by="name")
RECORD = Reference(
    SurveyRecord,
    (
        ("enterprise__tax_code", "campaign__name"),
        ("enterprise__name", "campaign__name"),
    ),
    shown_by="campaign__name",
)
AS_IN_THE_FILE = "Theo tệp nhập"
CONFIRMED = "phân loại do văn phòng xác nhận, hãy để trống"
FILED = "phiếu đã ghi chỉ văn phòng sửa bằng tệp; hãy sửa ở trang của phiếu, có lý do"
NOT_OURS = "doanh nghiệp này không do tổ của đồng chí khảo sát"
_CLASS = ("result", "confirm_reason")
REAL_WARD_TITLES = {
    "real_ward": "Mã phường, xã của địa điểm thật",
    "real_ward__started_on": "Mã phường của địa điểm thật có từ ngày",
    "duplicate_of__tax_code": "Mã số thuế của doanh nghiệp trùng",
}


class TeamCell(Reference):
    """Tổ khảo sát, known by its name within the campaign of the line."""

    def tie(self, name, fields, rows):
        super().tie(name, fields, rows)
        self.columns["campaign"] = fields["campaign"]

    def clean(self, value, row=None, **kwargs):
        if not str((row or {}).get(self.own.column_name) or value or "").strip():
            return None
        return super().clean(value, row, **kwargs)


class SurveyRecordResource(RegisterResource):
    """Phiếu khảo sát: one of each enterprise in a campaign."""

    ways = (("campaign", "enterprise"),)
    titles = REAL_WARD_TITLES
    cells = ENTERPRISE_CELLS | {
        "campaign": CAMPAIGN,
        "agency": AGENCY,
        "team": TeamCell(Team, (("campaign", "name"),), shown_by="name"),
        "real_ward": WARD,
        "duplicate_of": TWIN,
        "duplicate_of__tax_code": TAX_CODE,
    }
    fixed = ("proposed", "proposed_because", "confirmed_on", "correction_reason")
    related = ("campaign", "enterprise", "agency", "team", "real_ward", "duplicate_of")

    class Meta:
        model = SurveyRecord
        name = "Phiếu khảo sát"
        fields = (
            *("campaign", "enterprise__tax_code", "enterprise", "surveyed_on"),
            *("agency", "team", "surveyor", "is_in_depth", "found"),
            *("real_address", "real_ward", "real_ward__started_on", "attempts"),
            *("duplicate_of__tax_code", "duplicate_of"),
            *("workers", "women", "insured", "young"),
            *("owner_name", "owner_born", "owner_is_member", "owner_party_place"),
            *("owner_association", "attitude", "party_body", "party_body_name"),
            *("members_official", "members_probationary", "members_at_home"),
            *("members_elsewhere", "prospects", "prospects_trained"),
            *("has_room", "has_time", "has_funds", "note", "signer"),
            *("result", "confirm_reason"),
            *("proposed", "proposed_because", "confirmed_on", "correction_reason"),
        )

    def after_init_instance(self, instance, new, row, **kwargs):
        super().after_init_instance(instance, new, row, **kwargs)
        self.stored_result = instance.result

    def import_instance(self, instance, row, **kwargs):
        """Who is not of the office enters for the own team, and changes nothing filed."""
        before, errors = self._facts(instance), {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.message_dict
        if not is_office(self.user):
            errors = {**self._refused(instance, before), **errors}
        if errors:
            raise ValidationError(errors)

    def _facts(self, instance):
        fields = (f for f in self.get_import_fields() if not f.readonly)
        return {field.attribute: field.get_value(instance) for field in fields}

    def _refused(self, instance, before):
        """{field: what the office alone writes} of a line as it was read."""
        now = self._facts(instance)
        changed = [name for name in now if now[name] != before[name]]
        said = {name: CONFIRMED for name in changed if name in _CLASS}
        if instance.pk:
            return {**dict.fromkeys(changed, FILED), **said}
        place = now["campaign"], now["enterprise"]
        if all(place) and not may_enter(self.user, *place):
            said["enterprise"] = NOT_OURS
        return said

    def before_save_instance(self, instance, row, **kwargs):
        """The class of a line is confirmed by who brings it in; else it is proposed."""
        super().before_save_instance(instance, row, **kwargs)
        typed = instance.result if instance.result != self.stored_result else ""
        acts.reclass(instance)
        if typed:
            instance.result, instance.confirmed_by = typed, self.user
            instance.confirmed_on = clock.today()
            if typed != instance.proposed and not instance.confirm_reason:
                instance.confirm_reason = AS_IN_THE_FILE


class SurveyedOrganisationResource(RegisterResource):
    """Đoàn thể ghi trên phiếu, known by enterprise, campaign and kind."""

    ways = (("record", "kind"),)
    titles = {"record": "Đợt khảo sát", "record__enterprise__name": "Doanh nghiệp"}
    cells = {"record": RECORD, "record__enterprise__tax_code": TAX_CODE}
    related = ("record__enterprise", "record__campaign")
    owner = "record"

    @classmethod
    def may_import(cls, user):
        """Its lines change records that are filed."""
        return is_office(user) and super().may_import(user)

    class Meta:
        model = SurveyedOrganisation
        name = "Đoàn thể ghi trên phiếu"
        fields = (
            "record__enterprise__tax_code",
            "record__enterprise__name",
            "record",
            "kind",
            "members",
        )
