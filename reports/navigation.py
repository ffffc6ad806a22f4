"""The main menu and what every page shows of the register."""

from django.urls import reverse

PAGES = (
    ("reports:targets", "Chỉ tiêu và kết quả"),
    ("reports:movement", "Tăng giảm đảng viên"),
    ("reports:branches", "Tăng giảm tổ chức đảng"),
    ("reports:composition", "Cơ cấu đội ngũ"),
    ("reports:growth", "Tăng trưởng"),
    ("reports:roster", "Trích ngang"),
)
DEMO_PAGES = (("reports:article", "Đối chiếu bài viết"),)
DESK = ("admin:index", "Bàn làm việc")


def page_context(request):
    """Context processor: `nav` of (url, label, is_current), `register`."""
    user, register = request.user, getattr(request, "register", None)
    context = {"register": register, "nav": []}
    if not user.is_authenticated:
        return context
    pages = PAGES if user.has_perm("reports.view_target") else ()
    if pages and user.is_staff and register and register.is_demo:
        pages += DEMO_PAGES
    if user.is_staff:
        pages += (DESK,)
    here = request.path
    context["nav"] = [
        (url, label, here == url or (name == DESK[0] and here.startswith(url)))
        for name, label in pages
        for url in [reverse(name)]
    ]
    return context
