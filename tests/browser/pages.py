"""The pages that the browser looks at, by what they are."""

YEAR = "/reports/targets/"
MOVEMENT = "/reports/movement/"
PEOPLE = "/reports/lists/figure/T02/"

REPORTS = {
    "year": YEAR,
    "figure": "/reports/figures/T02/",
    "target-grid": "/reports/targets/grid/",
    "movement": MOVEMENT,
    "movement-official": "/reports/movement/?status=official&branch=5",
    "branches": "/reports/branches/",
    "composition": "/reports/composition/",
    "growth": "/reports/growth/",
    "article": "/reports/article/",
    "people": PEOPLE,
    "branch-list": "/reports/lists/figure/S01/",
    "enterprise-list": "/reports/lists/figure/T05/",
    "empty-list": "/reports/lists/movement/out_expelled/",
    "due": "/reports/due/",
    "health": "/reports/health/",
    "health-check": "/reports/health/badge-due/",
    "registers": "/reports/registers/",
    "inspections": "/reports/registers/kiem-tra-giam-sat/",
    "transfers": "/reports/registers/giay-gioi-thieu/",
    "ratings": "/ratings/2021/",
    "badges": "/badges/2022/",
    "refused-form": "/reports/targets/?as_of=31/02/2021",
}
DESK = {
    "desk": "/admin/",
    "members": "/admin/members/member/?q=nguyen+van",
    "placements": "/admin/members/placement/?q=nguyen+van&kind__exact=official",
    "enterprises": "/admin/enterprises/enterprise/?q=thanh+da",
    "targets": "/admin/reports/target/",
    "member-add": "/admin/members/member/add/",
    "member": "/admin/members/member/5/change/",
    "spell": "/admin/members/spell/5/change/",
    "branch": "/admin/branches/branch/5/change/",
    "enterprise": "/admin/enterprises/enterprise/5/change/",
    "event-add": "/admin/branches/branchevent/add/",
    "target-add": "/admin/reports/target/add/",
    "meeting-add": "/admin/branches/meeting/add/",
    "inspection": "/admin/branches/inspection/1/change/",
    "course": "/admin/members/course/1/change/",
    "regulation-add": "/admin/branches/coordinationregulation/add/",
    "discipline-add": "/admin/members/discipline/add/",
    "part": "/admin/members/employment/5/change/",
    "case": "/admin/surveys/outreachcase/1/change/",
    "void": "/admin/members/member/5/delete/",
    "history": "/admin/members/member/5/history/",
    "password": "/password/",
}
ENTRIES = {
    "member-page": "/members/5/",
    "branch-page": "/branches/5/",
    "branch-ratings": "/branches/5/ratings/2021/",
    "receive": "/members/receive/",
    "search": "/search/",
}
PAGES = REPORTS | DESK | ENTRIES
# Pages of trust, each as somebody who has them.
ADMIN, AUDITOR, CLERK, OF_A_BRANCH = "quantri", "kiemtra", "vanphong", "bithu"
TRUST = {
    "account": (CLERK, "/account/"),
    "enrol": (CLERK, "/account/code/"),
    "step-up": (CLERK, "/login/confirm/"),
    "password-done": (CLERK, "/password/done/"),
    "account-of-a-branch": (OF_A_BRANCH, "/account/"),
    "delegate": (OF_A_BRANCH, "/delegate/"),
    "roles": (ADMIN, "/roles/"),
    "system-health": (ADMIN, "/health/"),
    "desk-of-admin": (ADMIN, "/admin/"),
    "users": (ADMIN, "/admin/accounts/user/"),
    "user": (ADMIN, "/admin/accounts/user/3/change/"),
    "user-add": (ADMIN, "/admin/accounts/user/add/"),
    "user-history": (ADMIN, "/admin/accounts/user/3/history/"),
    "first-password": (ADMIN, "/admin/accounts/user/3/first-password/"),
    "access-add": (ADMIN, "/admin/branches/access/add/"),
    "log": (AUDITOR, "/admin/accounts/logevent/"),
    "looks": (AUDITOR, "/members/5/"),
    "history-of-auditor": (AUDITOR, "/admin/members/member/5/history/"),
    "branch-history": (AUDITOR, "/admin/branches/branch/5/history/"),
}
