"""Each paper as blocks of the tree; what nobody entered is room for a hand."""

from members.admission.stages import K
from reports.admission import lists, remarks, resolutions
from reports.admission.facts import Facts
from reports.documents.tree import Document, Section
from reports.models import AdmissionForm, FormComparison

OWN = (
    "Mẫu do sổ trình bày, văn phòng chưa đối chiếu với phụ lục ban hành: xem lại trước "
    "khi ký."
)
_F = AdmissionForm
FORMS = {
    _F.CHOSEN: (
        "Nghị quyết xét cảm tình Đảng, phân công giúp đỡ",
        resolutions.chosen,
    ),
    _F.INTRODUCTION: ("Giấy giới thiệu người vào Đảng", remarks.introduction),
    _F.OPINIONS: ("Tổng hợp ý kiến về người vào Đảng", remarks.opinions),
    _F.VETTING: ("Công văn đề nghị thẩm tra lý lịch", resolutions.vetting),
    _F.BRANCH: ("Nghị quyết chi bộ đề nghị kết nạp", resolutions.branch_vote),
    _F.HELPER: ("Nhận xét đảng viên dự bị", remarks.helper),
    _F.PROBATION_OPINIONS: (
        "Tổng hợp ý kiến về đảng viên dự bị",
        remarks.probation_opinions,
    ),
    _F.RECOGNITION: (
        "Nghị quyết chi bộ đề nghị công nhận",
        resolutions.recognition_vote,
    ),
    _F.INDEX: ("Mục lục tài liệu hồ sơ", lists.index),
    _F.SHEET: ("Tờ số liệu để chép tay", lists.sheet),
    _F.GUIDE: ("Hướng dẫn đơn, lý lịch viết tay", lists.guide),
}
# The step whose day the paper bears, and whose guide of layout holds for it.
OF_STEP = {
    _F.CHOSEN: K.CHOSEN,
    _F.OPINIONS: K.OPINIONS,
    _F.BRANCH: K.BRANCH_VOTE,
    _F.PROBATION_OPINIONS: K.SELF_REVIEW,
    _F.RECOGNITION: K.RECOGNITION_VOTE,
}
# Papers about somebody who is dự bị already.
OF_PROBATION = (_F.HELPER, _F.PROBATION_OPINIONS, _F.RECOGNITION)
# Sheets of our own: nothing issued that they could be compared with.
OURS = (_F.SHEET, _F.GUIDE)


def document(form, candidate):
    """The paper `form` of a file as a `reports.documents.tree.Document`."""
    title, build = FORMS[form]
    facts = Facts(candidate, OF_STEP.get(form))
    return Document(
        f"{AdmissionForm(form).label}: {title}",
        facts.on,
        facts.office.layout,
        _sections(build(facts)),
        foot="" if form in OURS else _foot(form),
    )


def _foot(form):
    """Whether the office has compared our layout with the issued annex."""
    row = FormComparison.objects.filter(form=form).order_by("-compared_on").first()
    if row is None:
        return OWN
    return f"Đã đối chiếu với {row.source} ngày {row.compared_on:%d/%m/%Y}."


def _sections(made):
    """One sheet, or one for each of several papers of the same form."""
    return (Section(made),) if isinstance(made, tuple) else tuple(made)
