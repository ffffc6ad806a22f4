from django.urls import path

from reports.outreach import (
    coverage_views,
    founding_views,
    map_views,
    progress_views,
    ranking_views,
    sheet_views,
    views,
    year_views,
)

urlpatterns = [
    path("", views.hub_page, name="outreach"),
    # campaigns
    path("coverage/", coverage_views.coverage_page, name="coverage"),
    path(
        "coverage/<slug:group>/<slug:figure>/",
        coverage_views.coverage_list,
        name="coverage-list",
    ),
    path("unorganised/", coverage_views.unorganised_page, name="unorganised"),
    path(
        "unorganised/<slug:figure>/",
        coverage_views.unorganised_list,
        name="unorganised-list",
    ),
    path("sheets/<int:pk>/", sheet_views.sheets_page, name="walk-sheets"),
    path("sheets/<int:pk>/<int:row>/", sheet_views.sheet_page, name="walk-sheet"),
    # wards
    path("map/", map_views.ward_map, name="outreach-map"),
    path("map/<slug:what>/", map_views.ward_list, name="outreach-map-list"),
    path("ranking/", ranking_views.ranking_list, name="outreach-ranking"),
    # cases
    path("progress/", progress_views.progress_page, name="outreach-progress"),
    path(
        "progress/<slug:key>/",
        progress_views.progress_list,
        name="outreach-progress-list",
    ),
    # foundings
    path("year/", year_views.year_page, name="outreach-year"),
    path("year/<slug:code>/", year_views.behind_page, name="outreach-behind"),
    path(
        "foundings/<int:pk>/<slug:form>/",
        founding_views.founding_form,
        name="founding-form",
    ),
]
