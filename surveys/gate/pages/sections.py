"""The screens of a record: what each asks, and what needs no more than a tap."""

from enterprises.models import MassOrganisation
from surveys.models import SurveyRecord

ORGANISATIONS = MassOrganisation.Kind.choices
F = SurveyRecord.Found
# One tap and the record is filed: nothing more is asked of what stands like this.
AT_ONCE = (F.NOT_FOUND, F.STOPPED, F.SUSPENDED, F.MOVED_OUT, F.REFUSED)
# (slug, title, boxes), in the order of the way through an enterprise.
SECTIONS = (
    (
        "found",
        "Tình trạng",
        (
            *("surveyed_on", "surveyor", "agency", "real_address", "real_ward"),
            *("attempts", "note"),
        ),
    ),
    ("labour", "Lao động", ("workers", "women", "insured", "young")),
    (
        "owner",
        "Chủ doanh nghiệp",
        (
            *("owner_name", "owner_born", "owner_is_member", "owner_party_place"),
            *("owner_association", "attitude"),
        ),
    ),
    (
        "party",
        "Tổ chức đảng, đảng viên",
        (
            *("party_body", "party_body_name", "members_official"),
            *("members_probationary", "members_at_home", "members_elsewhere"),
            *("prospects", "prospects_trained"),
        ),
    ),
    (
        "organisations",
        "Đoàn thể",
        tuple(n for k, _ in ORGANISATIONS for n in (f"org_{k}", f"org_{k}_members")),
    ),
    (
        "terms",
        "Điều kiện, khó khăn, đề xuất",
        ("has_room", "has_time", "has_funds", "note", "signer", "is_in_depth"),
    ),
)
BOXES = {"is_in_depth", *(f"org_{kind}" for kind, _ in ORGANISATIONS)}  # to be ticked
SLUGS = tuple(slug for slug, _, _ in SECTIONS)
NAMES = {slug: names for slug, _, names in SECTIONS}
TITLES = {slug: title for slug, title, _ in SECTIONS}
