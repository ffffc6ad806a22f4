"""The main menu and what every page shows of the register."""

from django.urls import reverse

FIGURES = (
    ("reports:movement", "Tăng giảm đảng viên"),
    ("reports:branches", "Tăng giảm tổ chức đảng"),
    ("reports:composition", "Cơ cấu đội ngũ"),
    ("reports:growth", "Tăng trưởng"),
    ("reports:forms", "Biểu thống kê"),
)
PAGES = (
    ("reports:targets", "Chỉ tiêu và kết quả"),
    ("reports:due", "Việc đến hạn"),
    ("reports:movement", "Số liệu"),  # the first of FIGURES, with a strip of its own
    ("reports:roster", "Trích ngang"),
    ("reports:registers", "Sổ theo dõi"),
)
FILE_PAGES = (("members:candidates", "Phát triển đảng viên"),)
OUTREACH_PAGES = (("reports:outreach", "Khảo sát, vận động"),)
REPORT_PAGES = (("reports:annual-list", "Báo cáo"),)
HEALTH_PAGES = (("reports:health", "Sức khỏe sổ"),)
DEMO_PAGES = (("reports:article", "Đối chiếu bài viết"),)
DESK = ("admin:index", "Bàn làm việc")
WITH_MORE = {
    DESK[0],
    "reports:forms",
    "reports:annual-list",
    "members:candidates",
    "reports:outreach",
}  # pages below them belong to them
# Pages of another room that belong to an entry too.
ALSO_BELOW = {"reports:outreach": ("/surveys/", "/sources/")}


def page_context(request):
    """Context processor: `nav` and `subnav` of (url, label, is_current), `register`."""
    user, register = request.user, getattr(request, "register", None)
    context = {"register": register, "nav": []}
    if not user.is_authenticated:
        return context
    figures = FIGURES if user.has_perm("reports.view_target") else ()
    if figures and user.is_staff and register and register.is_demo:
        figures += DEMO_PAGES
    sub = _entries(figures, request.path)
    is_figure = any(is_current for _, _, is_current in sub)
    pages = PAGES if figures else ()
    if pages and user.has_perm("members.view_candidate"):
        pages += FILE_PAGES
    if pages and user.has_perm("surveys.view_campaign"):
        pages += OUTREACH_PAGES
    if pages and user.has_perm("reports.view_report"):
        pages += REPORT_PAGES
    if pages and user.has_perm("reports.view_acceptance"):
        pages += HEALTH_PAGES
    if user.is_staff:
        pages += (DESK,)
    context["nav"] = [
        (url, label, is_current or (is_figure and label == "Số liệu"))
        for url, label, is_current in _entries(pages, request.path)
    ]
    context["subnav"] = sub if is_figure else []
    return context


def _entries(pages, here):
    """[(url, label, whether it is the page asked for)]; some have pages below."""
    return [(reverse(name), label, _is_below(name, here)) for name, label in pages]


def _is_below(name, here):
    """Whether the page asked for is the entry, or one that belongs to it."""
    url, also = reverse(name), ALSO_BELOW.get(name)
    if here == url or (also and here.startswith(also)):
        return True
    return name in WITH_MORE and here.startswith(url)
