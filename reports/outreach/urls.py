from django.urls import path

from reports.outreach import founding_views, views, year_views

urlpatterns = [
    path("", views.hub_page, name="outreach"),
    path("year/", year_views.year_page, name="outreach-year"),
    path("year/<slug:code>/", year_views.behind_page, name="outreach-behind"),
    path(
        "foundings/<int:pk>/<slug:form>/",
        founding_views.founding_form,
        name="founding-form",
    ),
]
