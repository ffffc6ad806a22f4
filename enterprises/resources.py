"""Enterprises, their addresses, wards and agencies by spreadsheet."""

from accounts.port.cells import TextCell
from accounts.port.find import Reference
from accounts.port.resource import RegisterResource
from enterprises import tax_code
from enterprises.models import (
    Agency,
    Enterprise,
    EnterpriseAddress,
    MassOrganisation,
    Ward,
)

# Restoring a lost zero is for a number cell alone; the check is the model's.
TAX_CODE = TextCell(tidy=tax_code.normalise, length=tax_code.HEAD_LENGTH)
ENTERPRISE = Reference(Enterprise, (("tax_code",), ("name",)), shown_by="name")
ENTERPRISE_CELLS = {"enterprise": ENTERPRISE, "enterprise__tax_code": TAX_CODE}
# The codes of wards were given to other places on 01/7/2025: the day tells them apart.
WARD = Reference(Ward, (("code", "started_on"), ("code",)), shown_by="code")
WARD_TITLES = {
    "ward": "Mã phường, xã",
    "ward__started_on": "Mã phường có từ ngày",
    "ward__name": "Phường, xã",
}


class WardResource(RegisterResource):
    """Phường, xã: out only; the list comes with the product."""

    is_imported = False
    ways = (("code", "started_on"),)

    class Meta:
        model = Ward
        name = "Phường, xã"
        fields = ("code", "name", "level", "started_on", "ended_on", "source")


class AgencyResource(RegisterResource):
    """Cơ quan phối hợp, known by kind and name."""

    ways = (("kind", "name"),)
    titles = WARD_TITLES | {"name": "Tên cơ quan"}
    cells = {"ward": WARD}
    related = ("ward",)

    class Meta:
        model = Agency
        name = "Cơ quan phối hợp"
        fields = ("kind", "name", "ward", "ward__started_on", "ward__name")


class EnterpriseResource(RegisterResource):
    """Doanh nghiệp, known by tax code; one without a code by its name."""

    ways = (("tax_code",), ("name",))
    cells = {"tax_code": TAX_CODE}

    class Meta:
        model = Enterprise
        name = "Doanh nghiệp"
        fields = (
            "tax_code",
            "name",
            "short_name",
            "legal_form",
            "unit_kind",
            "stat_row",
            "vsic_version",
            "vsic_code",
            "founded_on",
            "representative",
            "phone",
            "tax_code_accepted",
        )


class AddressResource(RegisterResource):
    """Địa chỉ: one row for each time at an address."""

    ways = (("enterprise", "kind", "started_on"),)
    titles = WARD_TITLES
    cells = ENTERPRISE_CELLS | {"ward": WARD}
    related = ("enterprise", "ward")
    owner = "enterprise"

    class Meta:
        model = EnterpriseAddress
        name = "Địa chỉ của doanh nghiệp"
        fields = (
            "enterprise__tax_code",
            "enterprise",
            "kind",
            "line",
            "ward",
            "ward__started_on",
            "ward__name",
            "started_on",
            "ended_on",
        )


class MassOrganisationResource(RegisterResource):
    """Đoàn thể, known by enterprise, kind and first day."""

    ways = (("enterprise", "kind", "started_on"),)
    cells = ENTERPRISE_CELLS
    related = ("enterprise",)

    class Meta:
        model = MassOrganisation
        name = "Đoàn thể"
        fields = (
            "enterprise__tax_code",
            "enterprise",
            "kind",
            "name",
            "started_on",
            "ended_on",
            "members",
            "head",
        )
