from django.urls import include, path

from reports import views
from reports.admission import views as admission
from reports.annual import editor
from reports.annual import views as annual
from reports.books import views as books
from reports.due import views as due
from reports.forms.views import form_page, forms_page
from reports.health import views as health
from reports.source_views import source_table
from reports.target_grid.views import target_grid

app_name = "reports"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("outreach/", include("reports.outreach.urls")),
    path("reports/targets/", views.targets_page, name="targets"),
    path("reports/targets/grid/", target_grid, name="target-grid"),
    path("reports/figures/<slug:code>/", views.figure_page, name="figure"),
    path("reports/movement/", views.movement_page, name="movement"),
    path("reports/branches/", views.branches_page, name="branches"),
    path("reports/composition/", views.composition_page, name="composition"),
    path("reports/growth/", views.growth_page, name="growth"),
    path(
        "candidates/<int:pk>/forms/",
        admission.candidate_papers,
        name="candidate-papers",
    ),
    path(
        "candidates/<int:pk>/forms/<slug:form>/",
        admission.candidate_paper,
        name="candidate-paper",
    ),
    path("reports/annual/", annual.annual_list, name="annual-list"),
    path("reports/annual/new/", annual.annual_new, name="annual-new"),
    path("reports/annual/<int:pk>/", books.report_page, name="annual"),
    path("reports/annual/<int:pk>/state/", annual.annual_state, name="annual-state"),
    path("reports/annual/<int:pk>/sign/", books.sign_page, name="annual-sign"),
    path("reports/annual/<int:pk>/compare/", books.compare_page, name="annual-compare"),
    path("reports/annual/<int:pk>/revise/", books.revise_report, name="annual-revise"),
    path("reports/issued/", books.issued_page, name="issued"),
    path(
        "reports/annual/<int:pk>/<slug:key>/",
        editor.section_page,
        name="annual-section",
    ),
    path(
        "reports/annual/<int:pk>/<slug:key>/draft/",
        editor.section_draft,
        name="annual-draft",
    ),
    path(
        "reports/annual/<int:pk>/<slug:key>/versions/",
        editor.section_versions,
        name="annual-versions",
    ),
    path(
        "reports/annual/<int:pk>/<slug:key>/versions/<int:number>/restore/",
        editor.section_restore,
        name="annual-restore",
    ),
    path("reports/forms/", forms_page, name="forms"),
    path("reports/forms/<slug:number>/", form_page, name="form"),
    path("reports/roster/", views.roster_page, name="roster"),
    path("reports/roster/national/", views.national_page, name="roster-national"),
    path("reports/projection/", admission.projection_page, name="projection"),
    path("reports/due/", due.due_list, name="due"),
    path("reports/due/meeting/", due.meeting_page, name="due-meeting"),
    path(
        "reports/due/<slug:kind>/<int:row>/snooze/",
        due.snooze_page,
        name="due-snooze",
    ),
    path(
        "reports/due/snoozed/<int:pk>/withdraw/",
        due.withdraw_page,
        name="due-withdraw",
    ),
    path("reports/health/", health.health_page, name="health"),
    path("reports/health/<slug:code>/", health.check_page, name="health-check"),
    path(
        "reports/health/<slug:code>/<slug:key>/accept/",
        health.accept_page,
        name="health-accept",
    ),
    path(
        "reports/health/accepted/<int:pk>/withdraw/",
        health.withdraw_page,
        name="health-withdraw",
    ),
    path("reports/registers/", views.registers_page, name="registers"),
    path("reports/registers-book/", views.registers_book, name="registers-book"),
    path("reports/registers/<slug:slug>/", views.register_page, name="register"),
    path("reports/sources/<int:pk>/<slug:heap>/", source_table, name="source-table"),
    path("reports/article/", views.article_page, name="article"),
    path("reports/lists/<slug:kind>/<slug:key>/", views.list_page, name="list"),
]
