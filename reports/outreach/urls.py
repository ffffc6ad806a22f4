from django.urls import path

from reports.outreach import progress_views, views

urlpatterns = [
    path("", views.hub_page, name="outreach"),
    path("progress/", progress_views.progress_page, name="outreach-progress"),
    path(
        "progress/<slug:key>/",
        progress_views.progress_list,
        name="outreach-progress-list",
    ),
]
